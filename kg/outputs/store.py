"""The on-disk store of a build: its default graph equals graph.ttl, a named graph a document holds what that document adds.

RocksDB's files differ from run to run; the store's sorted N-Quads dump does not. The new store is made beside the old
one and takes its place by a rename, so a reader sees the one or the other.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.graph.rdf import triples
from kg.model import Claim, Figure, Knowledge, Node

T = TypeVar("T")
NAME = "store"


def write_store(knowledge: Knowledge, folder: Path) -> None:
    """Replace `folder/store`. Raises OSError where the folder cannot be written."""
    fresh, old = folder / f".{NAME}.new", folder / f".{NAME}.old"
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fill(ox.Store(str(fresh)), knowledge)
    if (folder / NAME).exists():
        (folder / NAME).rename(old)
    fresh.rename(folder / NAME)
    shutil.rmtree(old, ignore_errors=True)


def fill(store: ox.Store, knowledge: Knowledge) -> None:
    """The whole graph as the default graph, then each document's share as a named graph."""
    store.bulk_load("".join(_quads(knowledge)).encode(), ox.RdfFormat.N_QUADS)  # one load: each makes files of its own
    store.flush()
    store.optimize()


def _quads(knowledge: Knowledge) -> Iterator[str]:
    yield from _lines(knowledge, "")
    for share in shares(knowledge):
        yield from _lines(share, f"<{knowledge.base}graph/{share.records[0].id}> ")


def _lines(knowledge: Knowledge, graph: str) -> Iterator[str]:
    return (f"{s} {p} {o} {graph}.\n" for s, p, o in sorted(set(triples(knowledge))))


def shares(knowledge: Knowledge) -> Iterator[Knowledge]:
    """What each document says: its own sentences, statements and the entities that it names; in the order of records."""
    owner = {name: record.name for record in knowledge.records for name in (record.name, *record.sources)}
    nodes: defaultdict[str, list[Node]] = defaultdict(list)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for node in knowledge.nodes:
        for name, names in _by_owner(node.documents, owner, str).items():
            nodes[name].append(replace(node, documents=tuple(names)))
    for claim in knowledge.claims:
        for name, marks in _by_owner(claim.marks, owner, attrgetter("document")).items():
            claims[name].append(replace(claim, marks=tuple(marks)))
    for figure in knowledge.figures:
        figures[owner[figure.mark.document]].append(figure)
    for record in knowledge.records:
        said = (tuple(nodes[record.name]), tuple(claims[record.name]), tuple(figures[record.name]))
        yield Knowledge((record,), *said, base=knowledge.base)


def _by_owner(things: Iterable[T], owner: Mapping[str, str], name: Callable[[T], str]) -> dict[str, list[T]]:
    """The things by the record whose document they name."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for thing in things:
        found[owner[name(thing)]].append(thing)
    return found
