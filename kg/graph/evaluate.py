"""The tables of a build against gold annotations: precision, recall and F1 as the annotation guideline defines them."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from kg.graph.faults import Row, read_rows
from kg.graph.likeness import norm, quantity, same_title, share_a_run, span

Gold = dict[str, Any]
L = TypeVar("L")
R = TypeVar("R")
SYMMETRIC = "cooperatesWith"


class BadGold(ValueError):
    """A gold file that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Score:
    """`hits` of `predicted` rows are right, of `gold` rows are found. Shares are 0 where there is nothing."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return round(self.hits / self.predicted, 4) if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return round(self.hits / self.gold, 4) if self.gold else 0.0

    @property
    def f1(self) -> float:
        return round(2 * self.hits / (self.predicted + self.gold), 4) if self.predicted + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """What is `missed` or `wrong`, of which table, in which document, described in one line."""

    document: str
    fault: str
    what: str
    line: str


@dataclass(slots=True)
class Evaluation:
    """`total` and per document: scores by name (entities, entities_untyped, names, codes, relations, values,
    observations, states, evidence), in that order of computation; and everything that is missed or wrong."""

    total: dict[str, Score] = field(default_factory=dict)
    documents: dict[str, dict[str, Score]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)


def evaluate(folder: Path, gold_files: Iterable[Path]) -> Evaluation:
    """Scores of the build in `folder` over all `gold_files`. Raises FileNotFoundError, BadGold."""
    tables, result = Tables(folder), Evaluation()
    for path in gold_files:
        gold = _gold(path)
        one = Judge(tables, gold, _text(path.parent / gold["document"]))
        result.documents[gold["document"]] = one.scores
        result.misses += one.misses
        for name, score in one.scores.items():
            result.total[name] = result.total.get(name, Score()) + score
    return result


def _gold(path: Path) -> Gold:
    try:
        gold: Gold = json.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise BadGold(f"{path}: {fault}") from fault
    missing = [k for k in ("document", "entities", "relations", "observations") if k not in gold]
    if missing:
        raise BadGold(f"{path}: has no {', '.join(missing)}")
    return gold


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


class Tables:
    """A build's tables by document, and what each IRI is called. Names that several entities share identify none."""

    def __init__(self, folder: Path) -> None:
        entities = read_rows(folder / "entities.csv")
        self.names = {e["id"]: {norm(n) for n in e["aliases"].split("|")} - {""} for e in entities}
        self.by_id = {e["id"]: e for e in entities}
        self.entities = _by_document((d, e) for e in entities for d in e["documents"].split("|"))
        self.relations = _by_document((r["document"], r) for r in read_rows(folder / "relations.csv"))
        self.observations = _by_document((o["document"], o) for o in read_rows(folder / "observations.csv"))
        holders = Counter(name for names in self.names.values() for name in names)
        self._shared = {name for name, count in holders.items() if count > 1}

    def forms(self, iri: str, document: str) -> set[str]:
        """What an entity of the document is called; empty for any other IRI."""
        entity = self.by_id.get(iri)
        if entity is None or document not in entity["documents"].split("|"):
            return set()
        return ({norm(entity["label"])} | self.names[iri] - self._shared) - {""}


def _by_document(rows: Iterable[tuple[str, Row]]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for document, row in rows:
        found[document].append(row)
    return found


class Judge:
    """One document: its scores by name, and what is missed or wrong."""

    def __init__(self, tables: Tables, gold: Gold, text: str) -> None:
        self.tables, self.document = tables, str(gold["document"])
        self.scores: dict[str, Score] = {}
        self.misses: list[Miss] = []
        self.gold_names = {w["name"]: _names(w) for w in gold["entities"]}
        self._entities(gold["entities"], norm(text))
        self._relations(gold["relations"])
        self._observations(gold["observations"])

    def _add(self, name: str, score: Score) -> None:
        self.scores[name] = self.scores.get(name, Score()) + score

    def _share(self, name: str, right: Sequence[bool]) -> None:
        self._add(name, Score(sum(right), len(right), len(right)))

    def _entities(self, want: Sequence[Gold], page: str) -> None:
        have = self.tables.entities.get(self.document, [])
        forms = {e["id"]: self.tables.forms(e["id"], self.document) for e in have}
        named = pairs(want, have, lambda w, h: bool(_names(w) & forms[h["id"]]))
        typed = pairs(want, have, lambda w, h: w["type"] == h["type"] and bool(_names(w) & forms[h["id"]]))
        self._add("entities_untyped", Score(len(named), len(have), len(want)))
        self._add("entities", Score(len(typed), len(have), len(want)))
        self._share("names", [n in _names(want[i]) for i, j in named for n in forms[have[j]["id"]] if n in page])
        coded = [(want[i], have[j]) for i, j in typed if want[i].get("code")]
        self._share("codes", [w["code"] == h["code"] for w, h in coded])
        self._note("entity", want, have, typed, lambda w: f"{w['type']}\t{w['name']}", _entity_line)

    def _relations(self, want: Sequence[Gold]) -> None:
        have = _first_of_each(self.tables.relations.get(self.document, []), _relation_key)
        hits = pairs(want, have, self._same_relation)
        self._add("relations", Score(len(hits), len(have), len(want)))
        self._proof(want, have, hits)
        self._note("relation", want, have, hits, _gold_relation_line, self._relation_line)

    def _observations(self, want: Sequence[Gold]) -> None:
        have = _first_of_each(self.tables.observations.get(self.document, []), _observation_key)
        self._add("values", Score(len(pairs(want, have, _same_value)), len(have), len(want)))
        hits = pairs(want, have, self._same_observation)
        self._add("observations", Score(len(hits), len(have), len(want)))
        self._proof(want, have, hits)
        self._note("observation", want, have, hits, _figure_line, lambda h: _figure_line(self._labelled(h)))

    def _proof(self, want: Sequence[Gold], have: Sequence[Row], hits: Sequence[tuple[int, int]]) -> None:
        states = [(want[i].get("state") or "actual") == (have[j]["state"] or "actual") for i, j in hits]
        self._share("states", states)
        self._share("evidence", [share_a_run(want[i]["evidence"], have[j]["sentence"]) for i, j in hits])

    def _is(self, name: str, iri: str) -> bool:
        return bool(self.gold_names.get(name, {norm(name)}) & self.tables.forms(iri, self.document))

    def _same_relation(self, w: Gold, h: Row) -> bool:
        if w["predicate"] != h["predicate"]:
            return False
        titles = [w.get("title") or "", *w.get("title_aliases", [])]
        if w["predicate"] == "holdsPost" and not any(same_title(t, h["title"]) for t in titles):
            return False
        straight = self._is(w["subject"], h["subject"]) and self._is(w["object"], h["object"])
        turned = self._is(w["subject"], h["object"]) and self._is(w["object"], h["subject"])
        return straight or (w["predicate"] == SYMMETRIC and turned)

    def _same_observation(self, w: Gold, h: Row) -> bool:
        return (
            _same_value(w, h)
            and self._is(w["subject"], h["subject"])
            and norm(h["indicator"]) in {norm(n) for n in (w["indicator"], *w.get("indicator_aliases", []))}
            and w["measure"] == h["measure"]
            and span(w.get("period") or "") == span(h["period"])
            and (w.get("bound") or "eq") == (h["bound"] or "eq")
        )

    def _note(
        self,
        what: str,
        want: Sequence[Gold],
        have: Sequence[Row],
        hits: Sequence[tuple[int, int]],
        wanted: Callable[[Gold], str],
        given: Callable[[Row], str],
    ) -> None:
        found, used = {i for i, _ in hits}, {j for _, j in hits}
        missed = [Miss(self.document, "missed", what, wanted(w)) for i, w in enumerate(want) if i not in found]
        wrong = [Miss(self.document, "wrong", what, given(h)) for j, h in enumerate(have) if j not in used]
        self.misses += missed + wrong

    def _label(self, iri: str) -> str:
        return self.tables.by_id[iri]["label"] if iri in self.tables.by_id else iri

    def _labelled(self, row: Row) -> Row:
        return {**row, "subject": self._label(row["subject"])}

    def _relation_line(self, h: Row) -> str:
        return f"{self._label(h['subject'])}\t{h['predicate']}\t{self._label(h['object'])}\t{h['title']}"


def pairs(left: Sequence[L], right: Sequence[R], same: Callable[[L, R], bool]) -> list[tuple[int, int]]:
    """A maximum one-to-one matching of the two lists under `same`, as pairs of indices (Kuhn's algorithm)."""
    edges = [[j for j, r in enumerate(right) if same(item, r)] for item in left]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    sys.setrecursionlimit(max(sys.getrecursionlimit(), len(left) + 1000))  # one frame a row, at worst
    for i in range(len(left)):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


def _names(entity: Gold) -> set[str]:
    return {norm(n) for n in (entity["name"], *entity.get("aliases", []))} - {""}


def _first_of_each(rows: Sequence[Row], key: Callable[[Row], object]) -> list[Row]:
    """What a page says twice counts once; the first row stands, in the order in which keys were last seen."""
    return list({key(r): r for r in reversed(rows)}.values())[::-1]


def _relation_key(r: Row) -> tuple[object, ...]:
    ends = (r["subject"], r["object"])
    return tuple(sorted(ends)) if r["predicate"] == SYMMETRIC else ends, r["predicate"], norm(r["title"])


def _observation_key(o: Row) -> tuple[object, ...]:
    value = quantity(o["value"], o["unit"]) or o["value"]
    return o["subject"], norm(o["indicator"]), value, o["measure"], span(o["period"]), o["state"], o["bound"] or "eq"


def _same_value(w: Gold, h: Row) -> bool:
    mine = quantity(h["value"], h["unit"])
    return mine is not None and quantity(str(w["value"]), w["unit"] or "") == mine


def _entity_line(h: Row) -> str:
    return f"{h['type']}\t{h['label']}"


def _gold_relation_line(w: Gold) -> str:
    return f"{w['subject']}\t{w['predicate']}\t{w['object']}\t{w.get('title') or ''}"


def _figure_line(o: Mapping[str, Any]) -> str:
    keys = ("subject", "indicator", "measure", "period", "bound", "value", "unit")
    return "\t".join(str(o.get(k) or "") for k in keys)
