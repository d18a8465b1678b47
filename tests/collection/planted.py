"""The planted collection: its pages as readings, and what is true of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.model import Claim, Contrast, Figure, Knowledge, Reading, Source
from kg.pipeline import merge, process
from kg.resolution.names import plain

HERE = Path(__file__).parent


@cache
def said(path: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(path.read_text("utf-8"))


def truth() -> dict[str, list[dict[str, Any]]]:
    return said(HERE / "truth.toml")


@cache
def readings() -> tuple[Reading, ...]:
    """Every page, read."""
    pages = said(HERE / "pages.toml")["page"]
    return tuple(
        process(Source(p["name"], p["text"].encode(), kind="text", date=p["date"], publisher=p.get("publisher")))
        for p in pages
    )


@cache
def graph() -> Knowledge:
    return merge(readings())


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of planted mentions: that are one thing in truth, that the graph makes one, and both."""

    true: int
    found: int
    both: int
    unseen: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        return self.both / self.found

    @property
    def recall(self) -> float:
        return self.both / self.true


def score(knowledge: Knowledge) -> Score:
    """Pairwise precision and recall of merging; a mention that the graph does not know is a thing of its own."""
    node = iris(knowledge)
    planted = {m: thing["is"] for thing in truth()["thing"] for m in thing["said"]}
    pairs = [(a, b, planted[a] == planted[b], node[a] == node[b]) for a, b in combinations(planted, 2)]
    wrong = tuple((a, b) for a, b, same, one in pairs if one and not same)
    missed = tuple((a, b) for a, b, same, one in pairs if same and not one)
    both = sum(same and one for _, _, same, one in pairs)
    unseen = tuple(m for m in planted if not node[m].startswith("http"))
    return Score(both + len(missed), both + len(wrong), both, unseen, wrong, missed)


def iris(knowledge: Knowledge) -> dict[str, str]:
    """Planted mention -> the node whose name stands there; the mention itself where none does."""
    found: dict[str, str] = {}
    for record in knowledge.records:
        for start, end, iri in record.mentions:
            for name in record.sources:
                found.setdefault(f"{name} {plain(record.text[start:end])}", iri)
    said = (m for thing in truth()["thing"] for m in thing["said"])
    return {m: found.get(f"{m.split()[0]} {plain(m.split()[1])}", m) for m in said}


def pairs_of(knowledge: Knowledge) -> set[tuple[str, str, tuple[str, str]]]:
    """Every contrast as (kind, what it is about, the two pages)."""
    labels = {n.iri: n.label for n in knowledge.nodes}
    return {(c.kind, _about(c.left, labels), pages_of(c)) for c in knowledge.contrasts}


def _about(side: Figure | Claim, labels: dict[str, str]) -> str:
    return f"{labels[side.subject]} {side.indicator if isinstance(side, Figure) else side.predicate}"


def pages_of(c: Contrast) -> tuple[str, str]:
    a, b = sorted(s.mark.document if isinstance(s, Figure) else s.marks[0].document for s in (c.left, c.right))
    return a, b


def planted_pairs() -> set[tuple[str, str, tuple[str, str]]]:
    return {(c["kind"], c["what"], (c["pages"][0], c["pages"][1])) for c in truth()["contrast"]}


def said_by_page(knowledge: Knowledge) -> dict[str, set[tuple[object, ...]]]:
    """Every page's statements without the entities that they are about: predicate or indicator, sentence, figure."""
    found: dict[str, set[tuple[object, ...]]] = {r.name: set() for r in knowledge.records}
    for c in knowledge.claims:
        for m in c.marks:
            found[m.document].add((c.predicate, c.title, c.state, m.start, m.anchor_start, m.rule))
    for f in knowledge.figures:
        found[f.mark.document].add((f.indicator, f.measure, f.period, f.value, f.unit, f.mark.start))
    return found
