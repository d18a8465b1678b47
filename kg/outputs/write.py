"""Every file of a build, written so that a reader sees either all of the old build or all of the new one."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from kg.model import Knowledge
from kg.outputs import tables
from kg.outputs.blocks import Blocks, recorded
from kg.outputs.documents import corrections, documents, identities, rejected
from kg.outputs.export import graphml, jsonld, parquet, rdf12
from kg.outputs.forked import forked
from kg.outputs.journal import STORE, aside, commit, stage, staged
from kg.outputs.manifest import manifest
from kg.outputs.page import PLAIN, View, pieces
from kg.outputs.store import BLOCKS, KEPT, renew
from kg.outputs.turtle import ntriples, parts
from kg.registry import Registry

Content = bytes | Iterable[bytes]
"""A file, whole or in pieces that are made one after the other."""
File = tuple[str, Content]
Writer = Callable[[Knowledge], Iterable[File]]
"""A format: the files that it makes of a graph, as names and contents."""

writers: Registry[Writer] = Registry("kg.writers")
DEFAULT = ("turtle", "csv", "documents", "rejected", "identities", "corrections", "manifest")
"""What every build writes, the manifest last: where it stands, the build is whole."""


@writers.register("turtle")
def _turtle(knowledge: Knowledge) -> Iterable[File]:
    yield "graph.ttl", (text.encode() for _, text in parts(knowledge))


@writers.register("ntriples")
def _ntriples(knowledge: Knowledge) -> Iterable[File]:
    yield "graph.nt", ntriples(knowledge)


@writers.register("csv")
def _csv(knowledge: Knowledge) -> Iterable[File]:
    yield "entities.csv", tables.entities(knowledge)
    yield "relations.csv", tables.relations(knowledge)
    yield "observations.csv", tables.observations(knowledge)
    yield "conflicts.csv", tables.conflicts(knowledge)
    yield "sums.csv", tables.totals(knowledge)


@writers.register("jsonld")
def _jsonld(knowledge: Knowledge) -> Iterable[File]:
    yield "graph.jsonld", jsonld(knowledge)


@writers.register("rdf12")
def _rdf12(knowledge: Knowledge) -> Iterable[File]:
    yield "graph.rdf12.ttl", rdf12(knowledge)


@writers.register("graphml")
def _graphml(knowledge: Knowledge) -> Iterable[File]:
    yield "graph.graphml", graphml(knowledge)


@writers.register("parquet")
def _parquet(knowledge: Knowledge) -> Iterable[File]:
    return parquet({name.removesuffix(".csv"): b"".join(_pieces(data)) for name, data in _csv(knowledge)})


@writers.register("documents")
def _documents(knowledge: Knowledge) -> Iterable[File]:
    yield "documents.jsonl", documents(knowledge)


@writers.register("rejected")
def _rejected(knowledge: Knowledge) -> Iterable[File]:
    yield "rejected.jsonl", rejected(knowledge)


@writers.register("identities")
def _identities(knowledge: Knowledge) -> Iterable[File]:
    yield "identities.jsonl", identities(knowledge)


@writers.register("corrections")
def _corrections(knowledge: Knowledge) -> Iterable[File]:
    yield "corrections.jsonl", corrections(knowledge)


@writers.register("manifest")
def _manifest(knowledge: Knowledge) -> Iterable[File]:
    yield "manifest.json", manifest(knowledge)


def replace_build(
    knowledge: Knowledge,
    folder: Path,
    view: View = PLAIN,
    *,
    keep: Callable[[Path], None] | None = None,
    jobs: int = 1,
) -> None:
    """Put every file of a build and its store in the place of what `folder` holds, all at once; by `jobs` processes.

    The caller holds the folder's lock and has settled it. `keep` writes what the store is to hold besides: it is given
    a folder inside it. Raises OSError where the folder cannot be written; then nothing has changed.
    """
    tasks = [partial(_staged, folder, writer) for writer in _writers(knowledge, view)]
    with forked(tasks, jobs - 1) as wait:
        names, blocks = _turtle_and_blocks(knowledge, folder)
        renew(folder / STORE, aside(folder, STORE), blocks, knowledge, jobs)
        if keep:
            keep(aside(folder, STORE) / KEPT)
        names += wait()
    commit(folder, [*names, STORE])


def _turtle_and_blocks(knowledge: Knowledge, folder: Path) -> tuple[list[str], Blocks]:
    name, digests, ends = "graph.ttl", aside(folder, BLOCKS), array("Q")
    changed = stage(folder, name, recorded(parts(knowledge), digests, ends))
    return [name] * changed, Blocks(staged(folder, name), digests, ends, knowledge.base)


def _writers(knowledge: Knowledge, view: View) -> Iterator[Callable[[], Iterable[File]]]:
    """All but Turtle, the longest first, the manifest last."""
    yield lambda: [("graph.html", pieces(knowledge, view))]
    for name in DEFAULT:
        if name != "turtle":
            yield partial(writers.get(name), knowledge)


def _staged(folder: Path, files: Callable[[], Iterable[File]]) -> list[str]:
    return [name for name, data in files() if stage(folder, name, _pieces(data))]


def _pieces(data: Content) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def write(knowledge: Knowledge, folder: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write the named formats to `folder`; the files' paths. Nothing is replaced before everything is on the disk.

    Raises kg.registry.UnknownName for a format that is not registered, OSError where the folder cannot be written.
    """
    return _replace(folder, _files(knowledge, formats))


def _files(knowledge: Knowledge, formats: Iterable[str]) -> list[File]:
    return [file for writer in [writers.get(name) for name in formats] for file in writer(knowledge)]


def _replace(folder: Path, files: Iterable[File]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    made = [(folder / name, _beside(folder / name, data)) for name, data in files]
    for path, fresh in made:
        os.replace(fresh, path)
    return tuple(path for path, _ in made)


def _beside(path: Path, data: Content) -> Path:
    """The data in a file of their own beside `path`, on the disk for good."""
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.writelines(_pieces(data))
        file.flush()
        os.fsync(file.fileno())
    return fresh
