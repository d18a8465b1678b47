"""A folder that a build wrote -> the records it was written from, so that a graph can be asked without building it again."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.model import (
    Claim,
    Contrast,
    Corrected,
    Correction,
    Failure,
    Figure,
    Identity,
    Knowledge,
    Mark,
    Node,
    Record,
    Rejection,
    Selector,
    SharedKey,
    Span,
)
from kg.outputs.documents import CORRECTION

NEEDED = ("entities.csv", "relations.csv", "observations.csv", "conflicts.csv", "documents.jsonl")
Row = dict[str, str]


class NoBuild(FileNotFoundError):
    """The folder lacks a file that every build writes; `missing` is its name."""

    def __init__(self, folder: Path, missing: str) -> None:
        super().__init__(f"{folder} holds no build: {missing} is missing")
        self.missing = missing


def load(folder: Path) -> Knowledge:
    """The graph in `folder`. Raises NoBuild."""
    for name in NEEDED:
        if not (folder / name).is_file():
            raise NoBuild(folder, name)
    figures = tuple(_figure(row) for row in _rows(folder / "observations.csv"))
    claims = _claims(_rows(folder / "relations.csv"))
    rejected, failures = _rejected(folder / "rejected.jsonl")
    return Knowledge(
        tuple(_record(row) for row in _objects(folder / "documents.jsonl") if _is_first(row)),
        tuple(_node(row) for row in _rows(folder / "entities.csv")),
        claims,
        figures,
        _contrasts(_rows(folder / "conflicts.csv"), figures, claims),
        rejected,
        failures,
        _base(folder / "manifest.json"),
        tuple(map(_corrected, _objects(folder / "corrections.jsonl"))),
        tuple(map(_identity, _objects(folder / "identities.jsonl"))),
    )


def _rows(path: Path) -> list[Row]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _objects(path: Path) -> list[dict[str, object]]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _base(path: Path) -> str:
    found = json.loads(path.read_text("utf-8")).get("base") if path.is_file() else None
    return str(found or Knowledge.__dataclass_fields__["base"].default)


def _corrected(row: dict[str, object]) -> Corrected:
    said = {name: row.get(name, "") for name in Correction.__slots__}
    made = Correction(*(_field(name, value) for name, value in said.items()))  # type: ignore[arg-type]
    return Corrected(made, _strings(row.get("targets")), str(row.get("fault") or ""))


def _field(name: str, value: object) -> object:
    """A correction's field as its record holds it."""
    if isinstance(value, dict):
        return Selector(str(value["name"]), _strings(value.get("documents")), str(value.get("type") or ""))
    return None if name == "other" else str(value)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _identity(row: dict[str, Any]) -> Identity:
    keys = (
        SharedKey(k["kind"], k["value"], k["area"], tuple((d, name) for d, name in k["mentions"])) for k in row["keys"]
    )
    return Identity(row["id"], tuple(keys), tuple((kind, words) for kind, words in row["joins"]))


def _text(value: object) -> str | None:
    return str(value) if value else None


def _record(row: dict[str, object]) -> Record:
    listed = row.get("sources")
    names = tuple(str(name) for name in listed) if isinstance(listed, list) else (str(row["document"]),)
    return Record(
        str(row.get("id") or ""),
        str(row["document"]),
        str(row["text"]),
        _text(row.get("title")),
        _text(row.get("date")),
        _text(row.get("publisher")),
        _text(row.get("author")),
        _text(row.get("url")),
        str(row.get("home") or ""),
        names,
        _mentions(row.get("mentions")),
        str(row.get("copy_of") or ""),
    )


def _mentions(listed: object) -> tuple[tuple[int, int, str], ...]:
    return tuple((int(a), int(b), str(iri)) for a, b, iri in listed) if isinstance(listed, list) else ()


def _is_first(row: dict[str, object]) -> bool:
    """Re-posts of one text have a line each; the record is that of the first."""
    listed = row.get("sources")
    return not isinstance(listed, list) or not listed or listed[0] == row["document"]


def _node(row: Row) -> Node:
    names, documents = _split(row["aliases"]), _split(row["documents"])
    place = row.get("parent") or "", row.get("home") or ""
    return Node(row["id"], row["type"], row["label"], names, row["code"], documents, *place)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


def _mark(row: Row) -> Mark:
    start, end = int(row["start"]), int(row["end"])
    anchor = int(row.get("anchor_start") or start), int(row.get("anchor_end") or end)
    return Mark(row["document"], start, end, *anchor, row["rule"])


def _claims(rows: Iterable[Row]) -> tuple[Claim, ...]:
    marks: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
    for row in rows:
        key = ("subject", "predicate", "object", "title", "state", "begin", "end_date")
        marks[tuple(row.get(k) or "" for k in key)].append(_mark(row))
    return tuple(Claim(s, p, o, t, state, tuple(m), b, e) for (s, p, o, t, state, b, e), m in marks.items())


def _figure(row: Row) -> Figure:
    return Figure(
        row["subject"],
        row["indicator"],
        Decimal(row["value"]),
        row["unit"],
        row.get("printed") or row["value"],
        row["bound"],
        row["measure"],
        row["period"],
        row["state"],
        row["indicator_id"],
        _mark(row),
    )


def _contrasts(rows: Iterable[Row], figures: Iterable[Figure], claims: Iterable[Claim]) -> tuple[Contrast, ...]:
    """A row of conflicts.csv names a statement by subject, indicator or predicate, value, document and offsets."""
    known: dict[tuple[str, ...], Figure | Claim] = {}
    for f in figures:
        known[f.subject, f.indicator, f.printed, f.mark.document, str(f.mark.start), f.measure, f.period] = f
        known.setdefault((f.subject, f.printed, f.mark.document, str(f.mark.start)), f)
    for c in claims:
        for m in c.marks:
            known.setdefault((c.subject, c.predicate, c.object, m.document, str(m.start)), c)
            known.setdefault((c.object, c.predicate, c.subject, m.document, str(m.start)), c)
    return tuple(
        Contrast(row["kind"], left, right, {"a": "left", "b": "right"}.get(row.get("supersedes") or "", ""))
        for row in rows
        if (left := _side(row, "a", known)) is not None and (right := _side(row, "b", known)) is not None
    )


def _side(row: Row, side: str, known: dict[tuple[str, ...], Figure | Claim]) -> Figure | Claim | None:
    place = (row[f"document_{side}"], row[f"start_{side}"])
    value = row[f"value_{side}"]
    subject = (side == "b" and row.get("subject_b")) or row["subject"]
    exact = (subject, row["indicator"], value, *place, row["measure"], row["period"])
    return (
        known.get(exact) or known.get((subject, value, *place)) or known.get((subject, row["indicator"], value, *place))
    )


def _rejected(path: Path) -> tuple[tuple[tuple[str, Rejection], ...], tuple[Failure, ...]]:
    candidates: list[tuple[str, Rejection]] = []
    failures: list[Failure] = []
    for row in _objects(path):
        name, reason = str(row["document"]), str(row["reason"])
        if row.get("code") == CORRECTION:
            continue  # corrections.jsonl holds it
        if "start" not in row:
            failures.append(Failure(name, reason, str(row.get("code") or "")))
            continue
        span = Span(int(str(row["start"])), int(str(row["end"])))
        lost = Rejection(span, str(row.get("type")), str(row.get("name")), str(row.get("rule")), reason)
        candidates.append((name, lost))
    return tuple(candidates), tuple(failures)
