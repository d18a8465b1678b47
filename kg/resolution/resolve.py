"""The readings of the whole set -> canonical entities and IRIs. Pure: the same set gives the same graph in any order.

Readings are looked at twice: their briefs decide who is who, then one reading after the other is made statements in
those terms. What grows with the texts (records, what was refused, why mentions are one thing) goes to disk at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, TypeVar

from kg.entities.link import LEXICAL
from kg.model import (
    Claim,
    Corrected,
    Correction,
    Evidence,
    Figure,
    Identity,
    Knowledge,
    LocalId,
    Mark,
    Node,
    Observation,
    Reading,
    Record,
    Rejection,
    Relation,
    Span,
)
from kg.resolution.amend import amended
from kg.resolution.brief import Briefs, Made
from kg.resolution.copies import originals
from kg.resolution.naming import Names, nodes_of
from kg.resolution.scope import Local, locals_of
from kg.resolution.selecting import Sources
from kg.resolution.trust import Trust
from kg.resolution.why import identities
from kg.shelf import Shelf

BASE = "https://w3id.org/regionkg/"
SYMMETRIC = ("cooperatesWith",)
H = TypeVar("H", bound=Hashable)


def resolve(
    readings: Iterable[Reading],
    base: str = BASE,
    corrections: Sequence[Correction] = (),
    briefs: Briefs | None = None,
) -> Knowledge:
    """One node a thing and one record a text, whatever the order of `readings` and however often one is re-posted.

    `briefs` of the readings are made here where nobody has made them. `readings` may lie on disk: then give a sequence,
    of which one at a time is in memory.
    `corrections` about sources and entities are applied; those about statements are left to what knows the ontology.
    Raises ValueError where two different texts have one name.
    """
    held = readings if isinstance(readings, Sequence) else tuple(readings)
    kept, found = _who_is_who(held, briefs or Made(held), base, corrections)
    said = _Said(found)
    for place in kept:
        said.take(found.trust.of(held[place]))
    return Knowledge(
        said.records,
        found.nodes,
        said.claims(),
        said.figures(),
        rejected=said.rejected,
        base=base,
        corrections=found.corrected,
        identities=found.identities,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Who is who. `names`: IRIs; `sources`: names of each document by its id; `copies`: id -> name of the original."""

    nodes: tuple[Node, ...]
    names: Names
    sources: Sources
    copies: Mapping[str, str]
    trust: Trust
    corrected: tuple[Corrected, ...]
    identities: Sequence[Identity]


def _who_is_who(
    held: Sequence[Reading], briefs: Briefs, base: str, corrections: Sequence[Correction]
) -> tuple[list[int], _Found]:
    """The places of the readings that count, by name, and what is decided about the set as a whole."""
    places, sources, copies = _texts(held, briefs)
    trust = Trust((held[at] for at in places.values()), sources, corrections)
    locals_: list[Local] = []
    for (document, at), found_there in zip(places.items(), briefs.locals(places.values()), strict=True):
        locals_ += found_there if document in trust else locals_of(trust.of(held[at]))
    found = amended(locals_, sources, corrections, base)
    del locals_
    nodes, names = nodes_of(found.grouping.groups, sources, base, found.labels)
    done = (*trust.done, *found.results(names))
    why = identities(found.grouping, names, sources)
    return [*places.values()], _Found(nodes, names, sources, copies, trust, done, why)


def _texts(held: Sequence[Reading], briefs: Briefs) -> tuple[dict[str, int], Sources, dict[str, str]]:
    """Where the reading of each text is (by id, in the order of their names), its names, and of copies their originals' name."""
    texts = list(briefs.texts())
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    for at, t in enumerate(texts):
        by_id[t.id].append(at)
    sources = {i: tuple(sorted({texts[at].name for at in same})) for i, same in by_id.items()}
    listed = sorted(name for names in sources.values() for name in names)
    twice = [a for a, b in pairwise(listed) if a == b]
    if twice:
        raise ValueError(f"two different documents are called {twice[0]}")
    kept = [same[0] if len(same) == 1 else min(same, key=lambda at: _of_reading(held[at])) for same in by_id.values()]
    kept.sort(key=lambda at: texts[at].name)
    called = {texts[at].id: texts[at].name for at in kept}
    copies = {copy: called[original] for copy, original in originals([texts[at] for at in kept]).items()}
    return {texts[at].id: at for at in kept}, sources, copies


def _of_reading(reading: Reading) -> tuple[str, str]:
    """The first name; what one name gives twice differs in its record at most."""
    return reading.document.name, repr(reading)


_Key = tuple[str, str, str, str, str]


class _Said:
    """What readings say in canonical terms. They are taken in the order of their names."""

    def __init__(self, found: _Found) -> None:
        self._found = found
        self.records: Shelf[Record] = Shelf((), attrgetter(*Record.__slots__), lambda row: Record(*row))
        self.rejected = refusals(())
        self._proofs: defaultdict[_Key, list[Mark]] = defaultdict(list)
        self._dates: dict[tuple[_Key, bool], str] = {}
        self._figures: list[Figure] = []
        self._known: dict[Hashable, Hashable] = {}

    def take(self, reading: Reading) -> None:
        document, names = reading.document, self._found.names.get(reading.document.id, {})
        self.records.extend([_record(reading, names, self._found)])
        refused = {(document.name, x) for x in (*reading.rejected, *_loops(reading, names))}
        self.rejected.extend(sorted(refused, key=of_rejected))
        for r in reading.relations:
            self._take_relation(r, document.name, names)
        figures = {self._figure(o, document.name, names) for o in reading.observations}
        self._figures += sorted(figures, key=of_figure)

    def _take_relation(self, r: Relation, document: str, names: Mapping[LocalId, str]) -> None:
        """Equal statements are one claim with all their sentences; of several dates the first counts."""
        ends = [names[r.subject], names[r.object]]
        subject, object_ = sorted(ends) if r.predicate in SYMMETRIC else ends
        if subject == object_:
            return
        key = (subject, self._one(r.predicate), object_, self._one(r.title), self._one(r.state))
        self._proofs[key].append(self._mark(document, r.evidence))
        for is_end, date in ((False, r.begin), (True, r.end)):
            if date:
                self._dates[key, is_end] = min(date, self._dates.get((key, is_end), date))

    def _figure(self, o: Observation, document: str, names: Mapping[LocalId, str]) -> Figure:
        one = self._one
        said = (one(o.bound), one(o.measure), one(o.period), one(o.state), one(o.indicator_id))
        mark = self._mark(document, o.evidence)
        return Figure(names[o.subject], one(o.indicator), o.value, one(o.unit), one(o.printed), *said, mark)

    def _mark(self, document: str, e: Evidence) -> Mark:
        one, sentence, anchor = self._one, e.sentence, e.anchor
        spans = (one(sentence.start), one(sentence.end), one(anchor.start), one(anchor.end))
        return Mark(document, *spans, one(e.rule))

    def _one(self, value: H) -> H:
        """The value, equal ones as one thing in memory."""
        return self._known.setdefault(value, value)  # type: ignore[return-value]

    def claims(self) -> tuple[Claim, ...]:
        """All of them; nothing more can be taken."""
        return tuple(self._claim(key, self._proofs.pop(key)) for key in sorted(self._proofs))

    def _claim(self, key: _Key, proofs: Sequence[Mark]) -> Claim:
        marks = tuple(sorted(set(proofs), key=_place))
        return Claim(*key, marks, self._dates.get((key, False), ""), self._dates.get((key, True), ""))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure once, by document and place in the text."""
        return tuple(self._figures)


def refusals(found: Iterable[tuple[str, Rejection]]) -> Shelf[tuple[str, Rejection]]:
    """Refused candidates, each with its document, in the order of `of_rejected`."""
    return Shelf(found, _thin, _thick)


def refused_too(
    before: Sequence[tuple[str, Rejection]], more: Iterable[tuple[str, Rejection]]
) -> Sequence[tuple[str, Rejection]]:
    """Refused candidates with more of them, each once."""
    added = sorted(more, key=of_rejected)
    return refusals(x for x, _ in groupby(merge(before, added, key=of_rejected))) if added else before


def _thin(pair: tuple[str, Rejection]) -> tuple[object, ...]:
    name, x = pair
    return name, x.span.start, x.span.end, x.type, x.name, x.rule, x.reason


def _thick(row: tuple[Any, ...]) -> tuple[str, Rejection]:
    name, start, end, *rest = row
    return name, Rejection(Span(start, end), *rest)


def _record(reading: Reading, names: Mapping[LocalId, str], found: _Found) -> Record:
    d = reading.document
    home = names.get(reading.linked.home, "")
    said = (d.title, d.date, d.publisher, d.author, d.url)
    mentions = _mentions(reading, names)
    return Record(d.id, d.name, d.text, *said, home, found.sources[d.id], mentions, found.copies.get(d.id, ""))


def _mentions(reading: Reading, names: Mapping[LocalId, str]) -> tuple[tuple[int, int, str], ...]:
    """Where the text names entities, in text order; words that only stand for one (该镇, 全区) are left out."""
    named = (m for m in reading.linked.mentions if m.entity and m.type not in LEXICAL)
    found = ((m.span.start, m.span.end, names.get(m.entity, "")) for m in named)
    return tuple(sorted(x for x in found if x[2]))


_of_figure = attrgetter(
    "subject", "indicator", "measure", "period", "state", "value", "unit", "bound", "printed", "indicator_id"
)
_place = attrgetter("document", "start", "end", "anchor_start", "anchor_end", "rule")


def of_figure(f: Figure) -> tuple[object, ...]:
    """Sorts figures by document and place."""
    return *_place(f.mark), *_of_figure(f)


def of_claim(c: Claim) -> tuple[str, ...]:
    """Sorts claims by what they say."""
    return c.subject, c.predicate, c.object, c.title, c.state


def _loops(reading: Reading, names: Mapping[LocalId, str]) -> Iterator[Rejection]:
    """Relations whose two ends turned out to be one thing."""
    for r in reading.relations:
        if names[r.subject] == names[r.object]:
            said = f"{r.subject} {r.predicate} {r.object}"
            yield Rejection(r.evidence.sentence, r.predicate, said, r.evidence.rule, "both ends are one thing")


def of_rejected(pair: tuple[str, Rejection]) -> tuple[str | int, ...]:
    """Sorts refused candidates by document and place."""
    name, x = pair
    return name, x.span.start, x.span.end, x.rule, x.type, x.name, x.reason


__all__ = ["BASE", "of_claim", "of_figure", "of_rejected", "refused_too", "resolve"]
