"""Sequences that lie on disk: what a graph holds in numbers that grow with its texts and not with what they say.

The file has no name and ends with its process or with the last that refers to it. Rows are read from it by position, so
that processes forked from one another may read at the same time.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
_AT_ONCE = 64  # rows read in one go
_NEAR = 256  # of a `Named`, how many are kept in memory


class Shelf(Sequence[T], Generic[T]):
    """Rows written once, equal to any sequence that holds the same. `thin` turns a row into plain values (numbers,
    strings, None and tuples of them), `thick` turns these into the row."""

    def __init__(self, rows: Iterable[T], thin: Callable[[T], Any], thick: Callable[[Any], T]) -> None:
        self._thin, self._thick = thin, thick
        self._file = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115  # lives as long as the shelf
        self._ends = array("Q", [0])
        self.extend(rows)

    def extend(self, rows: Iterable[T]) -> None:
        """More rows at the end; for who makes the shelf."""
        for row in rows:
            self._ends.append(self._ends[-1] + self._file.write(marshal.dumps(self._thin(row))))
        self._file.flush()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        at = range(len(self))[index]
        return next(self._between(at, at + 1))

    def __iter__(self) -> Iterator[T]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self._between(first, min(first + _AT_ONCE, len(self)))

    def _between(self, first: int, stop: int) -> Iterator[T]:
        begin = self._ends[first]
        data = memoryview(self._read(begin, self._ends[stop] - begin))
        for at in range(first, stop):
            yield self._thick(marshal.loads(data[self._ends[at] - begin : self._ends[at + 1] - begin]))

    def _read(self, begin: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, begin)
        self._file.seek(begin)  # where there is no pread there is no fork
        return self._file.read(size)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # a Knowledge is compared, never a key

    def __repr__(self) -> str:
        return f"<Shelf of {len(self)}>"


class Named(Mapping[str, T], Generic[T]):
    """Rows of a sequence by their names, those that were asked for last in memory. `places`: name -> position."""

    def __init__(self, rows: Sequence[T], places: Mapping[str, int]) -> None:
        self._rows, self._places = rows, places
        self._near: OrderedDict[int, T] = OrderedDict()

    def __getitem__(self, name: str) -> T:
        at = self._places[name]
        found = self._near.get(at)
        if found is None:
            found = self._near[at] = self._rows[at]
            if len(self._near) > _NEAR:
                self._near.popitem(last=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


__all__ = ["Named", "Shelf"]
