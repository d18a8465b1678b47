"""One writer a folder: a lock that ends with its process, however that ends.

The system drops a record lock when its process dies, so a lock file that a killed run left behind holds nobody up. What
stands in the file (process and host) is for the message alone.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

NAME = ".lock"
_HELD: set[str] = set()  # record locks belong to processes: two threads of one would both have it
_GUARD = Lock()


class Busy(RuntimeError):
    """Another run writes to the folder. `holder` says which: "process 4711 on host"."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"{folder} is being written by {holder}")
        self.folder, self.holder = folder, holder


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the only right to write to `folder`, which must exist. Raises Busy at once where another run has it."""
    path = folder.absolute() / NAME
    with _GUARD:
        if str(path) in _HELD:
            raise Busy(folder, f"process {os.getpid()}")
        descriptor = _acquired(folder, path)
        _HELD.add(str(path))
    try:
        yield
    finally:
        with _GUARD:
            _release(descriptor, path)
            _HELD.discard(str(path))


def is_locked(folder: Path) -> bool:
    """Whether a run writes to `folder` now."""
    if not (folder / NAME).exists():
        return False
    try:
        with locked(folder):
            return False
    except Busy:
        return True


def _acquired(folder: Path, path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _holder(path)
            os.close(descriptor)
            raise Busy(folder, holder) from error
        if _is(descriptor, path):
            os.truncate(descriptor, 0)
            os.write(descriptor, json.dumps({"pid": os.getpid(), "host": socket.gethostname()}).encode())
            return descriptor
        os.close(descriptor)  # its holder took the file away between our opening and our lock


def _is(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except FileNotFoundError:
        return False


def _release(descriptor: int, path: Path) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        return
    with suppress(OSError):
        path.unlink()
    os.close(descriptor)


def _holder(path: Path) -> str:
    try:
        found = json.loads(path.read_bytes())
        return f"process {found['pid']} on {found['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the words in the file, so that others can read them

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


__all__ = ["Busy", "is_locked", "locked"]
