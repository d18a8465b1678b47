"""The on-disk store of a build: its default graph equals graph.ttl, a named graph a document holds that document's share.

RocksDB's files differ from run to run; the store's sorted N-Quads dump does not. A store is never changed where it
stands: a new one is made aside, from nothing or from links to the old one's files, and takes its place by a rename.
"""

from __future__ import annotations

import inspect
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from kg.graph import rdf as rdf_code
from kg.graph import shares as shares_code
from kg.graph.addresses import Addresses
from kg.graph.shares import Quad, graph_of, shares
from kg.graph.terms import iri, other
from kg.model import Knowledge

Blocks = Mapping[str, str]
"""Subject in N-Triples syntax -> what graph.ttl says of it; "" -> the prefixes."""
KEPT = "kept"
"""Folder inside the store's for what Oxigraph knows nothing of."""
_BLOCKS = "blocks"
_MUCH = 0.25  # of all subjects: loading anew costs less than looking up what to replace
_QUADS = 100_000  # in one load: the loader keeps what it is given in memory, a gigabyte for a million
_SUBJECTS = 12_000  # of graph.ttl in one load, about as many quads
_SUBJECT = ox.NamedNode(other("rdf:subject")[1:-1])
_NEVER_CHANGED = (".sst", ".blob")
_NOT_TAKEN = ("LOCK", "LOG", "LOG.old")


def renew(old: Path, folder: Path, blocks: Blocks, knowledge: Knowledge) -> None:
    """The store of a build in `folder`: from the one in `old` where little has changed, else from nothing."""
    now = {subject: _digest(text) for subject, text in blocks.items()} | {"": _digest(blocks[""] + _form())}
    before = _digests(old)
    changed = {s for s in now.keys() | before.keys() if now.get(s) != before.get(s)}
    if "" in changed or len(changed) > _MUCH * len(now) or not _changes(old, folder, changed, blocks, knowledge):
        create(folder, blocks, knowledge)
    (folder / KEPT).mkdir()
    (folder / KEPT / _BLOCKS).write_text("".join(f"{d} {s}\n" for s, d in now.items()), encoding="utf-8")


def _changes(old: Path, folder: Path, changed: Iterable[str], blocks: Blocks, knowledge: Knowledge) -> bool:
    """`change`; False, with nothing left, where the old store cannot be opened."""
    try:
        change(old, folder, changed, blocks, knowledge)
    except (OSError, RuntimeError):  # a file of it is gone or damaged: graph.ttl and the records are whole
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


@cache
def _form() -> str:
    """The code that decides what stands in which graph: a store that another one filled is of no use."""
    return "".join(inspect.getsource(module) for module in (rdf_code, shares_code))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _digests(store: Path) -> dict[str, str]:
    """Subject -> digest of its block in the graph.ttl beside the store; empty where the store does not know."""
    try:
        lines = (store / KEPT / _BLOCKS).read_text("utf-8").split("\n")[:-1]
    except FileNotFoundError:
        return {}
    return {line[17:]: line[:16] for line in lines}


def create(folder: Path, blocks: Blocks, knowledge: Knowledge) -> None:
    """A new store in `folder`. Raises OSError where the folder cannot be written."""
    store = ox.Store(str(folder))
    for texts in _parts((text for subject, text in blocks.items() if subject), _SUBJECTS):
        store.bulk_load((blocks[""] + "".join(texts)).encode(), ox.RdfFormat.TURTLE, lenient=True)
    for lines in _parts(map(_line, shares(knowledge)), _QUADS):
        store.bulk_load("".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def change(old: Path, folder: Path, changed: Iterable[str], blocks: Blocks, knowledge: Knowledge) -> None:
    """A new store in `folder` with the files of the one in `old`, all that it says of the subjects `changed` (whose
    block in graph.ttl is another or gone) replaced. Nothing writes to `old`, so that it can be read meanwhile."""
    _link(old, folder)
    store = ox.Store(str(folder))
    wanted = set(changed)
    wanted |= _of_old_claims(store, wanted) | _of_new_claims(knowledge, wanted)
    before = {q for s in wanted for q in store.quads_for_pattern(ox.NamedNode(s[1:-1]), None, None)}
    texts = (blocks[s] for s in sorted(wanted) if s in blocks)
    after = set(ox.parse(blocks[""] + "".join(texts), ox.RdfFormat.TURTLE, lenient=True))
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


__all__ = ["KEPT", "Blocks", "change", "create", "link", "renew"]
