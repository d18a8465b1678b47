"""The readings of the whole set -> canonical entities and IRIs. Pure: the same set gives the same graph in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from kg.entities.link import LEXICAL
from kg.model import Claim, Correction, Evidence, Figure, Knowledge, LocalId, Mark, Reading, Record, Rejection
from kg.resolution.amend import amended
from kg.resolution.copies import originals
from kg.resolution.naming import nodes_of
from kg.resolution.scope import locals_of
from kg.resolution.trust import trusted
from kg.resolution.why import identities

BASE = "https://w3id.org/regionkg/"
SYMMETRIC = ("cooperatesWith",)
_Names = Mapping[tuple[str, LocalId], str]


def resolve(readings: Iterable[Reading], base: str = BASE, corrections: Sequence[Correction] = ()) -> Knowledge:
    """One node a thing and one record a text, whatever the order of `readings` and however often one is re-posted.

    `corrections` about sources and entities are applied; those about statements are left to what knows the ontology.
    Raises ValueError where two different texts have one name.
    """
    kept, sources = _distinct(readings)
    kept, marked = trusted(kept, sources, corrections)
    found = amended([x for r in kept for x in locals_of(r)], sources, corrections, base)
    nodes, names = nodes_of(found.grouping.groups, sources, base, found.labels)
    texts = {r.document.id: r.document.name for r in kept}
    copies = {i: texts[original] for i, original in originals([r.document for r in kept]).items()}
    return Knowledge(
        tuple(_record(r, sources[r.document.id], names, copies) for r in kept),
        nodes,
        _claims(kept, names),
        _figures(kept, names),
        rejected=_rejected(kept, names),
        base=base,
        corrections=(*marked, *found.results(names)),
        identities=identities(found.grouping, names, sources),
    )


def _distinct(readings: Iterable[Reading]) -> tuple[tuple[Reading, ...], dict[str, tuple[str, ...]]]:
    """One reading a text (that of its first name), by name; and the names of each text by the document's id."""
    by_id: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_id[reading.document.id].append(reading)
    sources = {i: tuple(sorted({r.document.name for r in same})) for i, same in by_id.items()}
    listed = sorted(name for names in sources.values() for name in names)
    twice = [a for a, b in pairwise(listed) if a == b]
    if twice:
        raise ValueError(f"two different documents are called {twice[0]}")
    kept = [same[0] if len(same) == 1 else min(same, key=_of_reading) for same in by_id.values()]
    return tuple(sorted(kept, key=lambda r: r.document.name)), sources


def _of_reading(reading: Reading) -> tuple[str, str]:
    """The first name; what one name gives twice differs in its record at most."""
    return reading.document.name, repr(reading)


def _record(reading: Reading, sources: tuple[str, ...], names: _Names, copies: Mapping[str, str]) -> Record:
    d = reading.document
    home = names.get((d.id, reading.linked.home), "")
    mentions = _mentions(reading, names)
    said = (d.title, d.date, d.publisher, d.author, d.url)
    return Record(d.id, d.name, d.text, *said, home, sources, mentions, copies.get(d.id, ""))


def _mentions(reading: Reading, names: _Names) -> tuple[tuple[int, int, str], ...]:
    """Where the text names entities, in text order; words that only stand for one (该镇, 全区) are left out."""
    named = (m for m in reading.linked.mentions if m.entity and m.type not in LEXICAL)
    found = ((m.span.start, m.span.end, names.get((reading.document.id, m.entity), "")) for m in named)
    return tuple(sorted(x for x in found if x[2]))


def _claims(kept: Sequence[Reading], names: _Names) -> tuple[Claim, ...]:
    """Equal statements are one claim with all their sentences; of several dates the first counts."""
    found: defaultdict[tuple[str, str, str, str, str], list[tuple[Mark, str, str]]] = defaultdict(list)
    for reading in kept:
        d = reading.document
        for r in reading.relations:
            ends = [names[d.id, r.subject], names[d.id, r.object]]
            subject, object_ = sorted(ends) if r.predicate in SYMMETRIC else ends
            if subject != object_:
                proof = (_mark(d.name, r.evidence), r.begin, r.end)
                found[subject, r.predicate, object_, r.title, r.state].append(proof)
    return tuple(_claim(key, found[key]) for key in sorted(found))


def _claim(key: tuple[str, str, str, str, str], proofs: Sequence[tuple[Mark, str, str]]) -> Claim:
    marks = tuple(sorted({mark for mark, _, _ in proofs}, key=_place))
    begin = min((b for _, b, _ in proofs if b), default="")
    end = min((e for _, _, e in proofs if e), default="")
    return Claim(*key, marks, begin, end)


def _figures(kept: Sequence[Reading], names: _Names) -> tuple[Figure, ...]:
    """Every figure once, by document and place in the text."""
    found = {
        Figure(
            names[reading.document.id, o.subject],
            o.indicator,
            o.value,
            o.unit,
            o.printed,
            o.bound,
            o.measure,
            o.period,
            o.state,
            o.indicator_id,
            _mark(reading.document.name, o.evidence),
        )
        for reading in kept
        for o in reading.observations
    }
    return tuple(sorted(found, key=of_figure))


def _mark(document: str, evidence: Evidence) -> Mark:
    sentence, anchor = evidence.sentence, evidence.anchor
    return Mark(document, sentence.start, sentence.end, anchor.start, anchor.end, evidence.rule)


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


def _rejected(kept: Sequence[Reading], names: _Names) -> tuple[tuple[str, Rejection], ...]:
    found = {(r.document.name, x) for r in kept for x in (*r.rejected, *_loops(r, names))}
    return tuple(sorted(found, key=of_rejected))


def _loops(reading: Reading, names: _Names) -> Iterator[Rejection]:
    """Relations whose two ends turned out to be one thing."""
    i = reading.document.id
    for r in reading.relations:
        if names[i, r.subject] == names[i, r.object]:
            said = f"{r.subject} {r.predicate} {r.object}"
            yield Rejection(r.evidence.sentence, r.predicate, said, r.evidence.rule, "both ends are one thing")


def of_rejected(pair: tuple[str, Rejection]) -> tuple[str | int, ...]:
    """Sorts refused candidates by document and place."""
    name, x = pair
    return name, x.span.start, x.span.end, x.rule, x.type, x.name, x.reason


__all__ = ["BASE", "of_claim", "of_figure", "of_rejected", "resolve"]
