"""Build, add, remove: the roster says which sources, the ledger what was read of them, the graph is made of all of it.

Only what the ledger does not know is read. The rest of the work (who is who, agreements and conflicts, the files) is
done for the whole set, because one document can change what another one's names mean; what comes out is compared with
what stands there, and only files and triples that differ are written.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kg.changes.ledger import Ledger
from kg.changes.reader import Engine, keys_of, read, recalled
from kg.changes.roster import Options, Roster, read_roster, write_roster
from kg.graph.find import find
from kg.model import Failure, Knowledge, Reading
from kg.outputs.journal import ROWS, STORE, aside, settle, sweep
from kg.outputs.lock import locked
from kg.outputs.page import View
from kg.outputs.store import KEPT
from kg.outputs.write import replace_build
from kg.pipeline import Rows, merge
from kg.resolution.corrections import parse_all
from kg.rows import document_of, unpack
from kg.scale.cluster import NoCluster
from kg.scale.edition import edition
from kg.scale.local import read_rows
from kg.sources import find_files

Progress = Callable[[Reading | Failure], None]


class Stopped(RuntimeError):
    """A strict build met a document that it could not read. `failure` says which and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.name}: {failure.reason}")
        self.failure = failure


class NothingRead(RuntimeError):
    """No document could be read of what was named, or none would be left. Nothing was written."""


class NoArea(LookupError):
    """The graph has no entity called what the page's home area is to be. Nothing was written."""


class NoDocument(LookupError):
    """The build has no source of this name. Nothing was written."""


class OtherEdition(RuntimeError):
    """The build was read by other rules or another version: what it keeps cannot be joined with what would be read now."""


@dataclass(frozen=True, slots=True)
class How:
    """How a run goes about it: the `engine` that reads, `strict` to stop at the first failure, `progress` called once a
    source, `displaced` with name and path of each file whose place is taken by one of another path; `jobs` processes of
    this machine decide and write."""

    engine: Engine = read_rows
    jobs: int = 1
    strict: bool = False
    progress: Progress | None = None
    displaced: Callable[[str, str], None] | None = None

    def seen(self, result: Reading | Failure) -> None:
        """Report it. Raises Stopped."""
        if self.progress:
            self.progress(result)
        if self.strict and isinstance(result, Failure):
            raise Stopped(result)

    def saw(self, row: bytes, name: str) -> None:
        """Report what was read, of a source that is called `name` now ("" as when it was read). Raises Stopped."""
        if self.progress or self.strict:
            result = unpack(row)
            if name and isinstance(result, Reading):
                result = replace(result, document=replace(result.document, name=name))
            self.seen(result)


_PLAIN, _NOTHING = Options(), How()


def build(folder: Path, paths: Sequence[str], options: Options = _PLAIN, how: How = _NOTHING) -> Knowledge:
    """The graph of every source below `paths`, written to `folder`. What `folder` holds already is not read again.

    Raises Busy, Stopped, NothingRead, NoArea, OSError; `folder` is then as it was.
    """
    with _writing(folder):
        return _made(folder, Roster(edition(), options, {}), paths, how)


def add(folder: Path, paths: Sequence[str], how: How = _NOTHING) -> Knowledge:
    """The graph in `folder` with every source below `paths`. A file takes the place of one of the same path or name.

    Raises Busy, NoRoster, OtherEdition, Stopped, NothingRead (where `paths` give no document), NoArea, OSError.
    """
    with _writing(folder):
        return _made(folder, _roster_of(folder), paths, how)


def remove(folder: Path, names: Collection[str]) -> Knowledge:
    """The graph in `folder` without the sources, or whole files, of these names.

    Raises Busy, NoRoster, OtherEdition, NoDocument, NothingRead (where nothing would be left), NoArea, OSError.
    """
    with _writing(folder):
        try:
            roster = _roster_of(folder).without(frozenset(names))
        except KeyError as error:
            raise NoDocument(error.args[0]) from None
        with _ledger(folder) as ledger:
            return _written(folder, roster, ledger, {}, _NOTHING, roster.keys())


def save(knowledge: Knowledge, folder: Path, view: View) -> None:
    """A graph in memory, written to `folder`: without a roster, so that nothing can be added to it later."""
    with _writing(folder):
        replace_build(knowledge, folder, view)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, whatever was left there settled. After a fault nothing new stays behind; an interrupted
    run leaves what it has read to its successor."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with locked(folder):
            settle(folder)
            try:
                yield
            except NoCluster:
                raise  # what was read until then waits for the next run
            except Exception:
                sweep(folder)
                raise
    except Exception:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _ledger(folder: Path) -> Iterator[Ledger]:
    ledger = Ledger(edition(), (folder / STORE / KEPT, aside(folder, ROWS)))
    try:
        yield ledger
    finally:
        ledger.close()


def _roster_of(folder: Path) -> Roster:
    roster = read_roster(folder)
    if roster.edition != edition():
        raise OtherEdition(str(folder))
    return roster


def _made(folder: Path, roster: Roster, paths: Sequence[str], how: How) -> Knowledge:
    files, absent = find_files(paths)
    with _ledger(folder) as ledger:
        fresh: dict[str, bool] = {}

        def seen(key: str, row: bytes) -> None:
            fresh[key] = bool(document_of(row))
            how.saw(row, "")

        found = read(files, ledger, how.engine, seen)
        for failure in absent:
            how.seen(failure)
        if how.displaced:
            for name, path in roster.namesakes(found):
                how.displaced(name, path)
        return _written(folder, roster.joined(found, absent), ledger, fresh, how, keys_of(found))


def _written(
    folder: Path, roster: Roster, ledger: Ledger, fresh: Mapping[str, bool], how: How, wanted: Collection[str]
) -> Knowledge:
    """The graph of a roster, in its folder. `fresh`: the keys that were reported already, and whether as a document;
    `wanted`: the keys of which one at least must be a document's."""
    with _uncollected():
        knowledge = _merged(roster, ledger, fresh, how, wanted)
        view = _view(roster.options, knowledge)
        replace_build(knowledge, folder, view, keep=lambda kept: _keep(kept, roster, ledger), jobs=how.jobs)
    return knowledge


def _merged(roster: Roster, ledger: Ledger, fresh: Mapping[str, bool], how: How, wanted: Collection[str]) -> Knowledge:
    """The graph of a roster. Its readings stay in the ledger."""
    names, keys, failures = list[str](), list[str](), list[Failure]()
    read_any = False
    for key, name, failure in recalled(roster, ledger):
        if key in wanted:
            read_any |= failure is None
            if fresh.get(key) is not (failure is None):
                how.seen(failure) if failure else how.saw(ledger.row(key), name)
        if failure:
            failures.append(failure)
        else:
            names.append(name)
            keys.append(key)
    if not read_any:
        raise NothingRead
    rows = Rows(names, lambda at: ledger.row(keys[at]))
    options = roster.options
    return merge(rows, [*failures, *roster.absent], options.base, parse_all(options.corrections))


def _keep(kept: Path, roster: Roster, ledger: Ledger) -> None:
    write_roster(roster, kept)
    ledger.keep(roster.keys(), kept)


def _view(options: Options, knowledge: Knowledge) -> View:
    home = find(knowledge.nodes, options.home) if options.home else ()
    if options.home and not home:
        raise NoArea(options.home)
    return View(options.title, home[0].iri if home else "", options.quotes_only, options.max_nodes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: millions of records hold none, and looking for them takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


__all__ = [
    "How",
    "NoArea",
    "NoDocument",
    "NothingRead",
    "OtherEdition",
    "Stopped",
    "add",
    "build",
    "remove",
    "save",
]
