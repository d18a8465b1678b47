"""What the server's pages are made from: the build's records in memory, indexed by address, read again after a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg import api
from kg.graph.addresses import Addresses
from kg.graph.rdf import triples
from kg.model import Claim, Contrast, Figure, Mark, Node, Record
from kg.outputs.page.pinyin import initials, pinyin


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; `rank` 0 is an exact name, larger is worse."""

    rank: int
    node: Node


class Catalog:
    """One edition of a build. Paths are addresses without the base: `area/330113`, `claim/0123456789abcdef`."""

    def __init__(self, graph: api.Graph) -> None:
        self.graph = graph
        self.base = graph.knowledge.base
        self.at = Addresses(graph.knowledge)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        return {self.path(n.iri): n for n in self.graph.knowledge.nodes}

    @cached_property
    def statements(self) -> Mapping[str, Claim | Figure]:
        k = self.graph.knowledge
        said: tuple[Claim | Figure, ...] = (*k.claims, *k.figures)
        return {self.path(self.at.statement(s)): s for s in said}

    @cached_property
    def records(self) -> Mapping[str, Record]:
        return {self.path(self.at.document(r.name)): r for r in self.graph.knowledge.records}

    @cached_property
    def _about(self) -> Mapping[str, list[Claim | Figure]]:
        found: defaultdict[str, list[Claim | Figure]] = defaultdict(list)
        for claim in self.graph.knowledge.claims:
            for end in dict.fromkeys((claim.subject, claim.object)):
                found[end].append(claim)
        for figure in self.graph.knowledge.figures:
            found[figure.subject].append(figure)
        return found

    @cached_property
    def _contrasts(self) -> Mapping[str, list[Contrast]]:
        found: defaultdict[str, list[Contrast]] = defaultdict(list)
        for contrast in self.graph.knowledge.contrasts:
            found[contrast.left.subject].append(contrast)
        return found

    @cached_property
    def _keys(self) -> list[tuple[Node, tuple[str, ...]]]:
        return [(n, search_keys(n)) for n in self.graph.knowledge.nodes]

    def path(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def claims(self, node: Node) -> list[Claim]:
        return [s for s in self._about.get(node.iri, ()) if isinstance(s, Claim)]

    def figures(self, node: Node) -> list[Figure]:
        found = [s for s in self._about.get(node.iri, ()) if isinstance(s, Figure)]
        return sorted(found, key=lambda f: (f.indicator, f.measure, f.period, f.mark.document, f.mark.start))

    def contrasts(self, node: Node) -> list[Contrast]:
        return self._contrasts.get(node.iri, [])

    def sentence(self, path: str) -> tuple[Record, int, int] | None:
        """The record and range of a sentence's address `doc/<id>_<begin>_<end>`; None if there is none."""
        document, _, offsets = path.partition("_")
        begin, _, end = offsets.partition("_")
        record = self.records.get(document)
        if record is None or not (begin.isdecimal() and end.isdecimal() and len(begin + end) < 20):
            return None
        known = 0 <= int(begin) < int(end) <= len(record.text)
        return (record, int(begin), int(end)) if known else None

    def marks(self, record: Record) -> list[tuple[Mark, Claim | Figure]]:
        """Every statement of a document with the mark that reads it, in text order."""
        k = self.graph.knowledge
        names = {record.name, *record.sources}
        of_claims: list[tuple[Mark, Claim | Figure]] = [
            (m, c) for c in k.claims for m in c.marks if m.document in names
        ]
        of_figures: list[tuple[Mark, Claim | Figure]] = [(f.mark, f) for f in k.figures if f.mark.document in names]
        return sorted(of_claims + of_figures, key=lambda pair: (pair[0].start, pair[0].anchor_start, pair[0].rule))

    @cached_property
    def _store(self) -> ox.Store:
        store = ox.Store()
        lines = "\n".join(f"{s} {p} {o} ." for s, p, o in triples(self.graph.knowledge))
        store.bulk_load(lines.encode(), ox.RdfFormat.N_TRIPLES)
        return store

    def description(self, path: str) -> Iterator[ox.Triple]:
        """The triples whose subject is the thing at `path`, and those of the claims and figures about it."""
        me = ox.NamedNode(self.base + path)
        about = (self.at.statement(s) for s in self._about.get(me.value, ()))
        for subject in (me, *(ox.NamedNode(iri) for iri in about)):
            for quad in self._store.quads_for_pattern(subject, None, None):
                yield quad.triple

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Entities by name, alias, code, pinyin or initials, best first."""
        wanted = "".join(words.lower().split())
        if not wanted:
            return []
        hits = [Hit(rank, node) for node, keys in self._keys if (rank := _rank(wanted, keys)) is not None]
        return sorted(hits, key=lambda h: (h.rank, len(h.node.label), h.node.iri))[:limit]


def search_keys(node: Node) -> tuple[str, ...]:
    """Lower-case forms that a search matches: names, code, pinyin, initials."""
    names = tuple(n.lower() for n in (node.label, *node.aliases))
    spelled = (form for n in names for form in (pinyin(n).replace("'", ""), initials(n)))
    return tuple(dict.fromkeys((*names, node.code, *spelled)))


def _rank(wanted: str, keys: tuple[str, ...]) -> int | None:
    if wanted in keys:
        return 0
    if any(k.startswith(wanted) for k in keys if k):
        return 1
    return 2 if any(wanted in k for k in keys) else None


class Catalogs:
    """The current edition of the build in `folder`: read again when its manifest changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = -1
        self._current: Catalog | None = None

    def current(self) -> Catalog:
        stamp = (self._folder / "manifest.json").stat().st_mtime_ns
        if self._current is None or stamp != self._stamp:
            self._stamp, self._current = stamp, Catalog(api.load(self._folder))
        return self._current
