"""What corrections do to statements: some are dropped, some added, each added one with the words that say it.

Entities are looked up in the graph as corrections about entities left it. What is dropped is listed as refused with
the person's reason; what is added must fit the ontology and stand in its document as everything else must.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from kg.graph.admit import is_quoted, misfit
from kg.graph.records import by_name
from kg.model import Claim, Corrected, Correction, Figure, Knowledge, Mark, Node, Record, Rejection, Selector, Span
from kg.resolution.resolve import of_claim, of_figure, refused_too
from kg.resolution.selecting import how_many
from kg.resolution.trust import RULE
from kg.text.sentences import split

Statement = Claim | Figure


def restated(knowledge: Knowledge, corrections: Iterable[Correction]) -> Knowledge:
    """The graph after every `drop` and `add`; what came of each joins `knowledge.corrections`."""
    work = _Work(knowledge)
    for c in corrections:
        if c.kind in ("drop", "add"):
            work.do(c)
    return work.result() if work.done else knowledge


class _Work:
    """The statements while they change."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._records = by_name(knowledge.records)
        self._nodes = {n.iri: n for n in knowledge.nodes}
        self._claims = list(knowledge.claims)
        self._figures = list(knowledge.figures)
        self._refused: list[tuple[str, Rejection]] = []
        self.done: list[Corrected] = []

    def do(self, c: Correction) -> None:
        targets: tuple[str, ...] = ()
        fault = ""
        try:
            ends = [self._one(s) for s in (c.entity, c.other) if s is not None]
            targets = tuple(n.iri for n in ends)
            self._drop(c, ends) if c.kind == "drop" else self._add(c, ends)
        except ValueError as error:
            fault = str(error)
        self.done.append(Corrected(c, tuple(sorted(set(targets))), fault))

    def result(self) -> Knowledge:
        k = self._knowledge
        rejected = refused_too(k.rejected, self._refused)
        claims, figures = tuple(sorted(self._claims, key=of_claim)), tuple(sorted(self._figures, key=of_figure))
        return replace(k, claims=claims, figures=figures, rejected=rejected, corrections=(*k.corrections, *self.done))

    def _one(self, s: Selector) -> Node:
        found = [n for n in self._nodes.values() if _fits(n, s)]
        named = [n for n in found if s.name in (n.label, n.code, n.iri)] or found
        if len(named) != 1:
            raise ValueError(how_many(s, len(named)))
        return named[0]

    def _drop(self, c: Correction, ends: list[Node]) -> None:
        iris = [n.iri for n in ends]
        claims = [x for x in self._claims if c.predicate and _is_claim(x, c, iris)]
        figures = [x for x in self._figures if c.indicator and _is_figure(x, c, iris[0])]
        marks = [(m, _words(x, self._nodes)) for x in claims for m in x.marks if c.document in ("", m.document)]
        marks += [(x.mark, _words(x, self._nodes)) for x in figures]
        if not marks:
            raise ValueError("the graph does not say that")
        reason = f"dropped ({c.author}, {c.date}): {c.reason}"
        for mark, words in marks:
            lost = Rejection(Span(mark.start, mark.end), c.predicate or "Quantity", words, RULE, reason)
            self._refused.append((mark.document, lost))
        gone = {id(x) for x in (*claims, *figures)}
        left = [replace(x, marks=kept) for x in claims if (kept := _other_marks(x, c.document))]
        self._claims = [x for x in self._claims if id(x) not in gone] + left
        self._figures = [x for x in self._figures if id(x) not in gone]

    def _add(self, c: Correction, ends: list[Node]) -> None:
        mark = _mark(c, self._records)
        if c.indicator:
            self._add_figure(c, ends[0], mark)
        else:
            self._add_claim(c, ends, mark)

    def _add_figure(self, c: Correction, subject: Node, mark: Mark) -> None:
        value, measure = Decimal(c.value), c.measure or "level"
        said = (c.value.lstrip("-"), c.bound or "eq", measure, c.period, c.state or "actual", "", mark)
        figure = Figure(subject.iri, c.indicator, value, c.unit, *said)
        if not is_quoted(figure, self._records[mark.document].text):
            raise ValueError(f"the quoted sentence does not hold {c.value}{c.unit}")
        if any(replace(f, mark=mark, indicator_id="") == figure for f in self._figures if _same_place(f.mark, mark)):
            raise ValueError("the graph says it already")
        self._figures.append(figure)

    def _add_claim(self, c: Correction, ends: list[Node], mark: Mark) -> None:
        subject, other = ends
        made = Claim(subject.iri, c.predicate, other.iri, c.title, c.state or "actual", (mark,))
        if fault := misfit(made, subject, other):
            raise ValueError(fault)
        same = next((x for x in self._claims if _key(x) == _key(made)), None)
        if same is None:
            self._claims.append(made)
        elif any(_same_place(m, mark) for m in same.marks):
            raise ValueError("the graph says it already")
        else:
            marks = sorted((*same.marks, mark), key=lambda m: (m.document, m.start, m.anchor_start, m.rule))
            self._claims = [replace(x, marks=tuple(marks)) if x is same else x for x in self._claims]


def _fits(n: Node, s: Selector) -> bool:
    if s.type not in ("", n.type) or (s.documents and set(s.documents).isdisjoint(n.documents)):
        return False
    return s.name in (n.label, n.code, n.iri) or s.name in n.aliases


def _is_claim(x: Claim, c: Correction, iris: list[str]) -> bool:
    if [x.subject, x.object] != iris or x.predicate != c.predicate:
        return False
    return c.title in ("", x.title) and c.state in ("", x.state)


def _is_figure(x: Figure, c: Correction, subject: str) -> bool:
    said = ((c.unit, x.unit), (c.period, x.period), (c.measure, x.measure), (c.bound, x.bound), (c.state, x.state))
    if x.subject != subject or x.indicator != c.indicator or c.document not in ("", x.mark.document):
        return False
    return c.value in ("", x.printed, format(x.value, "f")) and all(wish in ("", has) for wish, has in said)


def _other_marks(x: Claim, document: str) -> tuple[Mark, ...]:
    """The sentences that stay when those of one document go; none where all go."""
    return tuple(m for m in x.marks if document not in ("", m.document))


def _words(x: Statement, nodes: Mapping[str, Node]) -> str:
    if isinstance(x, Figure):
        return f"{x.indicator} {x.printed}{x.unit}"
    return f"{nodes[x.subject].label} {x.predicate} {nodes[x.object].label}"


def _mark(c: Correction, records: Mapping[str, Record]) -> Mark:
    """The sentence of the document that holds the quoted words. Raises ValueError."""
    record = records.get(c.document)
    if record is None:
        raise ValueError(f"there is no document {c.document}")
    at = record.text.find(c.quote)
    if at < 0:
        raise ValueError(f"{c.document} does not hold the words “{c.quote}”")
    begin = record.text.rfind("\n", 0, at) + 1
    end = record.text.find("\n", at)
    line = record.text[begin : end if end >= 0 else len(record.text)]
    spans = [(begin + s, begin + e) for s, e in split(line)]
    start, stop = next((s, e) for s, e in spans if s <= at < e)
    return Mark(record.name, start, stop, at, min(at + len(c.quote), stop), RULE)


def _same_place(a: Mark, b: Mark) -> bool:
    return (a.document, a.start, a.end) == (b.document, b.start, b.end)


def _key(x: Claim) -> tuple[str, ...]:
    return x.subject, x.predicate, x.object, x.title, x.state


__all__ = ["restated"]
