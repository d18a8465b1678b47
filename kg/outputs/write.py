"""Every file of a build, written so that a reader sees either all of the old build or all of the new one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.graph.rdf import triples
from kg.graph.vocabulary import prefixes
from kg.model import Knowledge
from kg.outputs import tables
from kg.outputs.documents import corrections, documents, identities, rejected
from kg.outputs.export import graphml, jsonld, parquet, rdf12
from kg.outputs.journal import STORE, aside, commit, stage
from kg.outputs.manifest import manifest
from kg.outputs.page import PLAIN, View, page
from kg.outputs.store import KEPT, renew
from kg.outputs.turtle import ntriples, opening, subjects, turtle
from kg.registry import Registry

Writer = Callable[[Knowledge], Iterable[tuple[str, bytes]]]
"""A format: the files that it makes of a graph, as names and bytes."""

writers: Registry[Writer] = Registry("kg.writers")
DEFAULT = ("turtle", "csv", "documents", "rejected", "identities", "corrections", "manifest")
"""What every build writes, the manifest last: where it stands, the build is whole."""


@writers.register("turtle")
def _turtle(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "graph.ttl", turtle(knowledge)


@writers.register("ntriples")
def _ntriples(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "graph.nt", ntriples(knowledge)


@writers.register("csv")
def _csv(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "entities.csv", tables.entities(knowledge)
    yield "relations.csv", tables.relations(knowledge)
    yield "observations.csv", tables.observations(knowledge)
    yield "conflicts.csv", tables.conflicts(knowledge)
    yield "sums.csv", tables.totals(knowledge)


@writers.register("jsonld")
def _jsonld(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "graph.jsonld", jsonld(knowledge)


@writers.register("rdf12")
def _rdf12(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "graph.rdf12.ttl", rdf12(knowledge)


@writers.register("graphml")
def _graphml(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "graph.graphml", graphml(knowledge)


@writers.register("parquet")
def _parquet(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    return parquet({name.removesuffix(".csv"): data for name, data in _csv(knowledge)})


@writers.register("documents")
def _documents(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "documents.jsonl", documents(knowledge)


@writers.register("rejected")
def _rejected(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "rejected.jsonl", rejected(knowledge)


@writers.register("identities")
def _identities(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "identities.jsonl", identities(knowledge)


@writers.register("corrections")
def _corrections(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "corrections.jsonl", corrections(knowledge)


@writers.register("manifest")
def _manifest(knowledge: Knowledge) -> Iterable[tuple[str, bytes]]:
    yield "manifest.json", manifest(knowledge)


def replace_build(
    knowledge: Knowledge, folder: Path, view: View = PLAIN, *, keep: Callable[[Path], None] | None = None
) -> None:
    """Put every file of a build and its store in the place of what `folder` holds, all at once.

    The caller holds the folder's lock and has settled it. `keep` writes what the store is to hold besides: it is given
    a folder inside it. Raises OSError where the folder cannot be written; then nothing has changed.
    """
    parts = list(subjects(triples(knowledge), prefixes(knowledge.base)))
    blocks = {subject: text for subject, text in parts if subject}
    names = [name for name, data in _all_files(knowledge, view, parts) if stage(folder, name, data)]
    renew(folder / STORE, aside(folder, STORE), {"": opening(prefixes(knowledge.base)), **blocks}, knowledge)
    if keep:
        keep(aside(folder, STORE) / KEPT)
    commit(folder, [*names, STORE])


def _all_files(knowledge: Knowledge, view: View, turtle: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """One at a time, the manifest last."""
    yield "graph.html", page(knowledge, view)
    yield "graph.ttl", "".join(text for _, text in turtle).encode()
    for name in DEFAULT:
        if name != "turtle":
            yield from writers.get(name)(knowledge)


def write(knowledge: Knowledge, folder: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write the named formats to `folder`; the files' paths. Nothing is replaced before everything is on the disk.

    Raises kg.registry.UnknownName for a format that is not registered, OSError where the folder cannot be written.
    """
    return _replace(folder, _files(knowledge, formats))


def _files(knowledge: Knowledge, formats: Iterable[str]) -> list[tuple[str, bytes]]:
    return [file for writer in [writers.get(name) for name in formats] for file in writer(knowledge)]


def _replace(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    made = [(folder / name, _beside(folder / name, data)) for name, data in files]
    for path, fresh in made:
        os.replace(fresh, path)
    return tuple(path for path, _ in made)


def _beside(path: Path, data: bytes) -> Path:
    """The data in a file of their own beside `path`, on the disk for good."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return fresh
