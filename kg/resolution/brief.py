"""What deciding who is who needs of a document, made where it is read and kept beside its reading as a line of JSON."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.model import Entity, Reading
from kg.resolution.copies import Prints, prints
from kg.resolution.scope import Local, locals_of

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Brief:
    """A document's `id`, the `name` of its source, its `date` (or None), its entities with what tells them from namesakes,
    its clauses."""

    id: str
    name: str
    date: str | None
    locals: tuple[Local, ...]
    prints: Prints


def brief(reading: Reading) -> Brief:
    d = reading.document
    return Brief(d.id, d.name, d.date, locals_of(reading), prints(d.text))


def pack_brief(b: Brief) -> bytes:
    """One line of UTF-8, without the name, which is the source's affair; the same bytes for the same brief."""
    found = [_of_local(x) for x in b.locals]
    row = (b.id, b.date, found, _hex(b.prints.keys), _hex(b.prints.weights))
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class Unpacker:
    """Reads lines of `pack_brief`; what is equal in several documents (an entity, a scope, a word) is one thing in memory."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def unpack(self, line: bytes, name: str) -> Brief:
        """Raises ValueError where the line is none of `pack_brief`."""
        id_, date, found, keys, weights = json.loads(line.decode("utf-8", "surrogatepass"))
        locals_ = tuple(self._local(id_, *row) for row in found)
        return Brief(id_, name, date, locals_, Prints(_numbers("Q", keys), _numbers("I", weights)))

    def _local(self, document: str, *row: Any) -> Local:
        id_, type_, name, aliases, code, home, scopes, core, standing = row
        one = self._one
        entity = Entity(one(id_), one(type_), one(name), tuple(map(one, aliases)), one(code), one(home))
        return Local(document, one(entity), one(tuple(map(one, scopes))), one(core), "", one(standing))

    def _one(self, value: H) -> H:
        return self._known.setdefault(value, value)  # type: ignore[return-value]


def _of_local(x: Local) -> tuple[object, ...]:
    e = x.entity
    return e.id, e.type, e.name, e.aliases, e.code, e.home, x.scopes, x.core, x.standing


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


__all__ = ["Brief", "Unpacker", "brief", "pack_brief"]
