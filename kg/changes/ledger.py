"""What was read of every source, kept beside the graph: files of lines `KEY ROW`, only ever appended to.

A line that its run did not live to end is no line. The files of one build are linked into the next one's store, so that
keeping a hundred thousand readings costs no more than keeping one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.model import Failure, Source
from kg.outputs.store import link
from kg.rows import pack

_SUFFIX = ".rows"
_KEY = 32  # hex digits
_WASTE = 0.5  # of all bytes that no source needs any longer: then the files are written anew
_PASSING = (b',"fault"]', b',"killer"]')  # what another run may read after all


class _Place(NamedTuple):
    file: Path
    start: int
    length: int


class Ledger:
    """Rows by key, of one edition. New ones go to a file in the last of `folders`."""

    def __init__(self, edition: str, folders: Iterable[Path]) -> None:
        self._edition, self._folders = edition, tuple(folders)
        self._places: dict[str, _Place] = {}
        self._open: dict[Path, BinaryIO] = {}
        self._fresh: BinaryIO | None = None
        for path in self._files():
            self._index(path)

    def _files(self) -> list[Path]:
        """By name, each once: a run killed right after its end leaves a file where it was made and where it is kept."""
        found = (path for folder in self._folders for path in sorted(folder.glob(f"{self._edition}-*{_SUFFIX}")))
        return list({path.name: path for path in found}.values())

    def _index(self, path: Path) -> None:
        start = 0
        with path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    place = _Place(path, start + _KEY + 1, len(line) - _KEY - 2)
                    self._places[line[:_KEY].decode("latin-1")] = place
                start += len(line)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def row(self, key: str) -> bytes:
        """What was read under this key. Raises KeyError."""
        path, start, length = self._places[key]
        file = self._open.get(path)
        if file is None:
            file = self._open[path] = path.open("rb")
        file.seek(start)
        return file.read(length)

    def holds_for_good(self, key: str) -> bool:
        """Whether reading the source again would give the same: not where a process failed over it."""
        return key in self and not self.row(key).endswith(_PASSING)

    def add(self, key: str, row: bytes) -> None:
        """Keep a row, at once: a run that is killed later has not read in vain."""
        if self._fresh is None:
            self._fresh = self._folders[-1].joinpath(self._next()).open("xb")
        start = self._fresh.tell()
        self._fresh.write(f"{key} ".encode() + row + b"\n")
        self._fresh.flush()
        self._places[key] = _Place(Path(self._fresh.name), start + _KEY + 1, len(row))

    def _next(self) -> str:
        numbers = [int(path.stem.rpartition("-")[2]) for path in self._files()]
        return f"{self._edition}-{max(numbers, default=0) + 1}{_SUFFIX}"

    def keep(self, keys: Collection[str], folder: Path) -> None:
        """Leave what `keys` name in `folder`: links to the files as they are, one new file where too much of them is waste."""
        if self._fresh is not None:
            os.fsync(self._fresh.fileno())
        live = sum(self._places[key].length + _KEY + 2 for key in keys)
        files = self._files()
        if live >= (1 - _WASTE) * sum(path.stat().st_size for path in files):
            for path in files:
                link(path, folder / path.name)
            return
        with (folder / f"{self._edition}-1{_SUFFIX}").open("xb") as file:
            for key in sorted(keys):
                file.write(f"{key} ".encode() + self.row(key) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        for file in (*self._open.values(), *([self._fresh] if self._fresh else [])):
            file.close()


def key_of(item: Source | Failure) -> str:
    """Of a source: all that reading it depends on, its name only as far as it tells the form."""
    if isinstance(item, Failure):
        return hashlib.sha256(pack(item)).hexdigest()[:_KEY]
    form = item.name.lower().rpartition(".")[2] if "." in item.name else ""
    record = (item.kind, form, item.title, item.date, item.url, item.publisher, item.author)
    head = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(head + b"\0" + item.data).hexdigest()[:_KEY]


__all__ = ["Ledger", "key_of"]
