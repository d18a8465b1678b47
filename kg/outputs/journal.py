"""All files of a build change at once: everything new is made aside, a journal names it, then it moves.

    .new/NAME      what will take the place of NAME
    .new/store/    what will take the place of store/
    .new/journal   the names; while it stands, what it names is decided and is moved by whoever finds it

A run that ends before the journal stands has changed nothing; one that ends after it is finished by the next run or
the next reader. Moving is a rename a file, so the time between is some thousandths of a second.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kg.outputs.lock import Busy, locked

T = TypeVar("T")
STORE = "store"
ROWS = "rows"  # what a killed run has read already: the one thing that its successor takes over
_ASIDE = ".new"
_JOURNAL = "journal"
_OLD = "store.old"
_PATIENCE = 10.0  # seconds for another process to finish its renames
_TRIES = 5
_AT_ONCE = 1 << 20  # bytes


def aside(folder: Path, name: str) -> Path:
    """Where the successor of `name` is made."""
    return folder / _ASIDE / name


def stage(folder: Path, name: str, pieces: Iterable[bytes]) -> bool:
    """Write the successor of a file, on the disk for good; False where it would say the same as the file does."""
    path, made = folder / name, aside(folder, name)
    made.parent.mkdir(exist_ok=True)
    with made.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        if changed := not (path.is_file() and _equal(path, made)):
            os.fsync(file.fileno())
    if not changed:
        made.unlink()
    return changed


def _equal(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        while data := left.read(_AT_ONCE):
            if data != right.read(_AT_ONCE):
                return False
    return True


def staged(folder: Path, name: str) -> Path:
    """The successor of a file, or the file itself where it stays as it is."""
    made = aside(folder, name)
    return made if made.exists() else folder / name


def commit(folder: Path, names: Iterable[str]) -> None:
    """Put the successors of `names` (files, "store") in their places. From here on there is no way back."""
    _write(aside(folder, "journal.part"), json.dumps(list(names)).encode())
    os.replace(aside(folder, "journal.part"), aside(folder, _JOURNAL))
    _keep(folder / _ASIDE)
    _forward(folder)


def settle(folder: Path) -> None:
    """Finish what a killed run decided, sweep away what it did not but its rows. The caller holds the lock."""
    _forward(folder)
    for leftover in (folder / _ASIDE).iterdir() if (folder / _ASIDE).is_dir() else ():
        if leftover.name != ROWS:
            _remove(leftover)
    aside(folder, ROWS).mkdir(parents=True, exist_ok=True)


def sweep(folder: Path) -> None:
    """Leave nothing aside."""
    shutil.rmtree(folder / _ASIDE, ignore_errors=True)


def ready(folder: Path) -> None:
    """For readers: finish the renames of a killed run, or wait until those of a living one are over."""
    until = time.monotonic() + _PATIENCE
    while aside(folder, _JOURNAL).exists() and time.monotonic() < until:
        with suppress(Busy, OSError), locked(folder):
            _forward(folder)
        time.sleep(0.01)


def consistent(folder: Path, read: Callable[[Path], T]) -> T:
    """What `read` gives of the folder while no run moves files under it: read again where one did."""
    for _ in range(_TRIES):
        ready(folder)
        before = _stamps(folder)
        with suppress(OSError, ValueError, KeyError):
            found = read(folder)
            if _stamps(folder) == before:
                return found
        if _stamps(folder) == before:
            break
    return read(folder)


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Which edition of every file stands there."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        found = [(e.name, s.st_ino, s.st_mtime_ns) for e in entries if e.is_file() and (s := e.stat())]
    journal = [(_JOURNAL, 0, 0)] if aside(folder, _JOURNAL).exists() else []
    return sorted(x for x in found if not x[0].startswith(".")) + journal


def _forward(folder: Path) -> None:
    journal = aside(folder, _JOURNAL)
    try:
        names = json.loads(journal.read_bytes())
    except FileNotFoundError:
        return
    for name in names:
        if name == STORE:
            _swap_store(folder)
        else:
            with suppress(FileNotFoundError):  # moved before
                os.replace(aside(folder, name), folder / name)
    _keep(folder)
    journal.unlink()
    sweep(folder)


def _swap_store(folder: Path) -> None:
    new, now, old = aside(folder, STORE), folder / STORE, aside(folder, _OLD)
    if not new.exists():
        return
    if now.exists():
        shutil.rmtree(old, ignore_errors=True)
        now.rename(old)
    new.rename(now)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep(folder: Path) -> None:
    """Names in a folder are on the disk for good only after this, where the system knows it at all."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


__all__ = ["ROWS", "STORE", "aside", "commit", "consistent", "ready", "settle", "stage", "staged", "sweep"]
