"""The on-disk store of a build: its default graph equals graph.ttl, a named graph a document holds that document's share.

RocksDB's files differ from run to run; the store's sorted N-Quads dump does not. A store is never changed where it
stands: a new one is made aside, from nothing or from links to the old one's files, and takes its place by a rename.
"""

from __future__ import annotations

import inspect
import os
import shutil
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from kg.graph import about as about_code
from kg.graph import rdf as rdf_code
from kg.graph import shares as shares_code
from kg.graph.addresses import Addresses
from kg.graph.shares import Quad, graph_of, shares
from kg.graph.terms import iri, other
from kg.model import Knowledge
from kg.outputs.blocks import Blocks, digest

KEPT = "kept"
"""Folder inside the store's for what Oxigraph knows nothing of."""
BLOCKS = "blocks"
_FORM = "form"
_MUCH = 0.25  # of all subjects: loading anew costs less than looking up what to replace
_QUADS = 25_000  # in one load: with four times as many the loader takes 150 MB, and more with every load
_SUBJECTS = 3_000  # of graph.ttl in one load, about as many quads
_SUBJECT = ox.NamedNode(other("rdf:subject")[1:-1])
_NEVER_CHANGED = (".sst", ".blob")
_NOT_TAKEN = ("LOCK", "LOG", "LOG.old")


def renew(old: Path, folder: Path, blocks: Blocks, knowledge: Knowledge, jobs: int = 1) -> None:
    """The store of a build in `folder`: from the one in `old` where little has changed, else from nothing, by `jobs`
    threads. Takes the file of digests along."""
    form = digest(blocks.opening + _code())
    changed = None
    if _said(old / KEPT / _FORM) == form:
        changed = blocks.changed(old / KEPT / BLOCKS, int(_MUCH * len(blocks.ends)))
    if changed is None or not _changes(old, folder, changed, blocks, knowledge):
        create(folder, blocks, knowledge, jobs)
    (folder / KEPT).mkdir()
    (folder / KEPT / _FORM).write_text(form, encoding="utf-8")
    blocks.digests.rename(folder / KEPT / BLOCKS)


def _said(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _changes(old: Path, folder: Path, changed: Iterable[str], blocks: Blocks, knowledge: Knowledge) -> bool:
    """`change`; False, with nothing left, where the old store cannot be opened."""
    try:
        change(old, folder, changed, blocks, knowledge)
    except (OSError, RuntimeError):  # a file of it is gone or damaged: graph.ttl and the records are whole
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


@cache
def _code() -> str:
    """The code that decides what stands in which graph: a store that another one filled is of no use."""
    return "".join(inspect.getsource(module) for module in (about_code, rdf_code, shares_code))


def create(folder: Path, blocks: Blocks, knowledge: Knowledge, jobs: int = 1) -> None:
    """A new store in `folder`, loaded by `jobs` threads. Raises OSError where the folder cannot be written."""
    store = ox.Store(str(folder))
    lines = _parts(map(_line, shares(knowledge)), _QUADS)
    _load(store, ((part, ox.RdfFormat.TURTLE) for part in blocks.parts(_SUBJECTS)), jobs)
    _load(store, (("".join(part).encode(), ox.RdfFormat.N_QUADS) for part in lines), jobs)
    store.flush()


def _load(store: ox.Store, parts: Iterable[tuple[bytes, ox.RdfFormat]], jobs: int) -> None:
    """Never more than `jobs` parts in memory: the next one is made while others are loaded."""
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(jobs) as threads:
        for data, form in parts:
            waiting.append(threads.submit(store.bulk_load, data, form, lenient=True))
            if len(waiting) >= jobs:
                waiting.popleft().result()
        for load in waiting:
            load.result()


def change(old: Path, folder: Path, changed: Iterable[str], blocks: Blocks, knowledge: Knowledge) -> None:
    """A new store in `folder` with the files of the one in `old`, all that it says of the subjects `changed` (whose
    block in graph.ttl is another or gone) replaced. Nothing writes to `old`, so that it can be read meanwhile."""
    _link(old, folder)
    store = ox.Store(str(folder))
    wanted = set(changed)
    wanted |= _of_old_claims(store, wanted) | _of_new_claims(knowledge, wanted)
    before = {q for s in wanted for q in store.quads_for_pattern(ox.NamedNode(s[1:-1]), None, None)}
    after = set(ox.parse(blocks.text(wanted), ox.RdfFormat.TURTLE, lenient=True))
    after |= set(ox.parse("".join(map(_line, shares(knowledge, wanted))), ox.RdfFormat.N_QUADS, lenient=True))
    for quad in before - after:
        store.remove(quad)
    store.extend(after - before)
    _forget_graphs(store, knowledge)
    store.flush()


def _of_old_claims(store: ox.Store, changed: Iterable[str]) -> set[str]:
    """What claims among `changed` were about: who supports a claim says its direct triple, too."""
    claims = (store.quads_for_pattern(ox.NamedNode(s[1:-1]), _SUBJECT, None) for s in changed)
    return {str(q.object) for q in chain.from_iterable(claims)}


def _of_new_claims(knowledge: Knowledge, changed: Collection[str]) -> set[str]:
    at = Addresses(knowledge)
    return {iri(c.subject) for c in knowledge.claims if iri(at.claim(c)) in changed}


def _forget_graphs(store: ox.Store, knowledge: Knowledge) -> None:
    """Drop the graphs of documents that are gone: empty ones would be listed still."""
    kept = {graph_of(knowledge.base, r.id) for r in knowledge.records}
    for graph in list(store.named_graphs()):
        if graph.value not in kept:
            store.remove_graph(graph)


def _link(old: Path, folder: Path) -> None:
    """The files of a store that no process has open for writing: those that never change as links, the others as copies."""
    folder.mkdir()
    for path in old.iterdir():
        if path.is_dir() or path.name in _NOT_TAKEN:
            continue
        if path.suffix in _NEVER_CHANGED:
            link(path, folder / path.name)
        else:
            shutil.copyfile(path, folder / path.name)


def link(path: Path, target: Path) -> None:
    """One file under two names, or a copy where the file system knows no links."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _line(quad: Quad) -> str:
    return f"{' '.join(quad)} .\n"


def _parts(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    remaining = iter(texts)
    while part := list(islice(remaining, size)):
        yield part


__all__ = ["BLOCKS", "KEPT", "change", "create", "link", "renew"]
