"""What deciding who is who needs of a document: made where it is read, and kept beside its reading as two lines of JSON."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from kg.model import Entity, Reading
from kg.resolution.copies import Prints, Text, prints
from kg.resolution.scope import Local, locals_of

H = TypeVar("H", bound=Hashable)


class Briefs(Protocol):
    """Of readings, in their order."""

    def texts(self) -> Iterator[Text]:
        """What finding copies needs of each."""

    def locals(self, places: Iterable[int]) -> Iterator[tuple[Local, ...]]:
        """The entities of those at `places`, with what tells them from namesakes."""


class Made:
    """Briefs of readings that nobody has made yet."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings

    def texts(self) -> Iterator[Text]:
        return map(text_of, self._readings)

    def locals(self, places: Iterable[int]) -> Iterator[tuple[Local, ...]]:
        return (locals_of(self._readings[at]) for at in places)


def text_of(reading: Reading) -> Text:
    d = reading.document
    return Text(d.id, d.name, d.date, prints(d.text))


def packed_text(text: Text) -> bytes:
    """One line of UTF-8, without the name, which is the source's affair."""
    return _dumped((text.id, text.date, _hex(text.prints.keys), _hex(text.prints.weights)))


def packed_locals(found: Iterable[Local]) -> bytes:
    """One line of UTF-8: what one document names."""
    return _dumped([_of_local(x) for x in found])


def unpacked_text(line: bytes, name: str) -> Text:
    """Raises ValueError where the line is none of `packed_text`."""
    id_, date, keys, weights = json.loads(line)
    return Text(id_, name, date, Prints(_numbers("Q", keys), _numbers("I", weights)))


class Unpacker:
    """Reads lines of `packed_locals`; what is equal in several documents (an entity, its scopes) is one thing in memory."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def unpack(self, line: bytes, document: str) -> tuple[Local, ...]:
        """Raises ValueError where the line is none of `packed_locals`."""
        return tuple(self._local(document, *row) for row in json.loads(line.decode("utf-8", "surrogatepass")))

    def _local(self, document: str, *row: Any) -> Local:
        id_, type_, name, aliases, code, home, scopes, core, standing = row
        one = self._one
        entity = one(Entity(one(id_), one(type_), one(name), one(tuple(map(one, aliases))), one(code)))
        return Local(document, entity, one(tuple(map(one, scopes))), one(core), "", one(standing), one(home))

    def _one(self, value: H) -> H:
        return self._known.setdefault(value, value)  # type: ignore[return-value]


def _of_local(x: Local) -> tuple[object, ...]:
    e = x.entity
    return e.id, e.type, e.name, e.aliases, e.code, x.home, x.scopes, x.core, x.standing


def _dumped(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _hex(numbers: array[int]) -> str:
    return _little(numbers).tobytes().hex()


def _numbers(kind: str, text: str) -> array[int]:
    found = array(kind)
    found.frombytes(bytes.fromhex(text))
    return _little(found)


def _little(numbers: array[int]) -> array[int]:
    """The numbers with their bytes in little-endian order, or back."""
    if sys.byteorder == "little":
        return numbers
    turned = array(numbers.typecode, numbers)
    turned.byteswap()
    return turned


__all__ = ["Briefs", "Made", "Unpacker", "packed_locals", "packed_text", "text_of", "unpacked_text"]
