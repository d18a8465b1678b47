"""Knowledge -> RDF, as the design's chapter "Graph" says. No blank node, no clock, no order to rely on.

The graph comes subject by subject in the order of graph.ttl, and what is said of one is made when its turn comes: in
memory are the records, and what several of them say of one subject (a sum, a code, what supersedes what), which is little.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import TypeVar

from kg.graph import codes
from kg.graph.about import direct, of_claim, of_contrast, of_figure, of_node, of_record, of_sentence, of_times
from kg.graph.addresses import Addresses
from kg.graph.findings import findings
from kg.graph.provenance import Tally, description
from kg.graph.terms import Triple, iri
from kg.graph.vocabulary import prefixes
from kg.model import Knowledge, Node
from kg.rules import regex as re
from kg.rules.area_times import extents

T = TypeVar("T")
Said = tuple[str, Iterable[Triple]]
"""A subject in N-Triples syntax, and triples about it."""
SECTIONS = ("area", "terr", "e", "claim", "obs", "con", "doc", "ind", "period", "unit", "")
"""The prefixes of subjects in the order of graph.ttl; "" stands for all others."""
_PLACE = re.compile(r"^(.*)_(\d+)_(\d+)>$")


def triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Every triple of the graph, its own description among those of the last section."""
    return chain.from_iterable(said for _, said in subjects(knowledge))


def subjects(knowledge: Knowledge) -> Iterator[tuple[str, list[Triple]]]:
    """Every subject once with its distinct triples, by section and address."""
    work, tally = _Work(knowledge), Tally()
    for section in SECTIONS[:-1]:
        for subject, said in work.section(section):
            distinct = list(dict.fromkeys(said))
            tally.count(distinct)
            yield subject, distinct
    rest = work.rest()
    tally.count([t for said in rest.values() for t in said])
    for t in description(knowledge, tally):
        rest[t[0]][t] = None
    for subject in sorted(rest, key=by_place):
        yield subject, list(rest[subject])


def in_section(names: Mapping[str, str]) -> Callable[[str], str]:
    """Which section a subject belongs to, under these prefixes."""
    openings = {f"<{names[name]}": name for name in SECTIONS if name}
    return lambda subject: openings.get(subject[: subject.rfind("/") + 1], "")


def by_place(subject: str) -> tuple[str, int, int]:
    """Sentences follow their document in the order of its text."""
    match = _PLACE.match(subject)
    return (match[1], int(match[2]), int(match[3])) if match else (subject[:-1], -1, -1)


def passages(knowledge: Knowledge) -> Mapping[str, list[tuple[int, int]]]:
    """Start and end of every sentence that a statement cites, by its document, in text order."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
    marks = chain((m for c in knowledge.claims for m in c.marks), (f.mark for f in knowledge.figures))
    for m in marks:
        found[m.document].append(m.start << 32 | m.end)
    return _Unpacked(found)


class _Unpacked(Mapping[str, list[tuple[int, int]]]):
    """Passages, eight bytes each until they are asked for."""

    def __init__(self, packed: Mapping[str, array[int]]) -> None:
        self._packed = packed

    def __getitem__(self, document: str) -> list[tuple[int, int]]:
        return [(both >> 32, both & 0xFFFFFFFF) for both in sorted(set(self._packed.get(document, ())))]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class _Work:
    """The sections of one graph. What belongs to a section although no record of its kind says it is merged in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge, self._at = knowledge, Addresses(knowledge)
        self._section_of = in_section(prefixes(knowledge.base))
        self._more: dict[str, dict[str, dict[Triple, None]]] = {name: {} for name in SECTIONS}
        for t in self._said_by_several():
            self._more[self._section_of(t[0])].setdefault(t[0], {})[t] = None

    def rest(self) -> defaultdict[str, dict[Triple, None]]:
        return defaultdict(dict, self._more[""])

    def section(self, name: str) -> Iterator[Said]:
        streams: dict[str, Callable[[], list[Iterator[Said]]]] = {
            "area": lambda: self._nodes(name),
            "e": lambda: self._nodes(name),
            "claim": lambda: [self._claims()],
            "obs": lambda: [self._figures()],
            "con": lambda: [self._contrasts()],
            "doc": lambda: [self._documents()],
            "ind": lambda: [self._indicators()],
        }
        more = self._more[name]
        told = [((s, more[s]) for s in sorted(more, key=by_place))] if more else []
        return _joined([*streams.get(name, list)(), *told])

    def _said_by_several(self) -> Iterator[Triple]:
        k, at = self._knowledge, self._at
        yield from codes.structure(self._data_set)
        yield from codes.used(k.figures)
        yield from findings(k, at)
        for n in k.nodes:
            if len(extents().get(n.code, ())) > 1:
                yield from (t for t in of_times(n, at) if t[0] != iri(n.iri))
            if self._section_of(iri(n.iri)) not in ("area", "e"):
                yield from _of(n, at)
        for c in k.claims:
            if self._section_of(iri(c.subject)) not in ("area", "e"):
                yield from direct(c)

    @cached_property
    def _data_set(self) -> str:
        return iri(self._knowledge.base + "data/figures")

    def _nodes(self, section: str) -> list[Iterator[Said]]:
        def here(address: str) -> bool:
            return self._section_of(iri(address)) == section

        nodes = sorted((n for n in self._knowledge.nodes if here(n.iri)), key=attrgetter("iri"))
        claims = sorted((c for c in self._knowledge.claims if here(c.subject)), key=attrgetter("subject"))
        return [
            ((iri(n.iri), _of(n, self._at)) for n in nodes),
            ((iri(c.subject), direct(c)) for c in claims),
        ]

    def _claims(self) -> Iterator[Said]:
        at = self._at
        return ((iri(at.claim(c)), of_claim(c, at)) for c in _by_address(self._knowledge.claims, at.claim))

    def _figures(self) -> Iterator[Said]:
        at = self._at
        figures = _by_address(self._knowledge.figures, at.observation)
        return ((iri(at.observation(f)), of_figure(f, at, self._data_set)) for f in figures)

    def _contrasts(self) -> Iterator[Said]:
        at = self._at
        return ((iri(at.contrast(c)), of_contrast(c, at)) for c in _by_address(self._knowledge.contrasts, at.contrast))

    def _documents(self) -> Iterator[Said]:
        at, records, cited = self._at, self._knowledge.records, passages(self._knowledge)
        addresses = [at.document(r.name) for r in records]
        for place in sorted(range(len(records)), key=addresses.__getitem__):
            r = records[place]
            yield iri(addresses[place]), of_record(r, at)
            for start, end in cited[r.name]:
                yield iri(at.passage(r.name, start, end)), of_sentence(start, end, r, at)

    def _indicators(self) -> Iterator[Said]:
        found = codes.indicators(self._knowledge.figures)
        return ((iri(a), codes.of_indicator(a, found[a])) for a in sorted(found, key=lambda a: by_place(iri(a))))


def _of(n: Node, at: Addresses) -> Iterator[Triple]:
    yield from of_node(n, at)
    if n.code:
        yield from (t for t in of_times(n, at) if t[0] == iri(n.iri))


def _by_address(records: Sequence[T], address: Callable[[T], str]) -> Iterator[T]:
    """Records by their addresses, of which only the ends (hashes) are kept."""
    ends = [address(x).rpartition("/")[2] for x in records]
    return (records[place] for place in sorted(range(len(records)), key=ends.__getitem__))


def _joined(streams: Sequence[Iterator[Said]]) -> Iterator[Said]:
    """Streams in order as one, with all that they say of a subject at once."""
    found = streams[0] if len(streams) == 1 else merge(*streams, key=lambda said: by_place(said[0]))
    for subject, same in groupby(found, key=itemgetter(0)):
        yield subject, chain.from_iterable(said for _, said in same)


__all__ = ["SECTIONS", "by_place", "in_section", "passages", "subjects", "triples"]
