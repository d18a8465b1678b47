"""The map step over a ledger: what it knows is recalled, what it lacks is read once and kept at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.changes.ledger import Ledger, key_of
from kg.changes.roster import Item, Roster
from kg.model import Failure, Source
from kg.rows import document_of, pack, unpack
from kg.sources import file_names, open_source

Engine = Callable[[Iterable[Source | Failure]], Iterator[bytes]]
"""Sources -> a packed reading each, in their order."""
Found = Mapping[str, tuple[Item, ...]]
"""Absolute path of a file -> its sources."""


def read(files: Iterable[str], ledger: Ledger, engine: Engine, seen: Callable[[str, bytes], None]) -> Found:
    """The sources of each file; those that the ledger lacks are read into it, and `seen`: key and row."""
    found: dict[str, list[Item]] = {}
    asked: deque[str] = deque()
    for row in engine(_lacking(files, ledger, found, asked)):
        key = asked.popleft()
        ledger.add(key, row)
        seen(key, row)
    return {path: tuple(items) for path, items in found.items()}


def _lacking(
    files: Iterable[str], ledger: Ledger, found: dict[str, list[Item]], asked: deque[str]
) -> Iterator[Source | Failure]:
    """The sources to read, each once; `found` and `asked` (their keys) grow on the way."""
    names, sent = file_names(files), set[str]()
    for path, name in names.items():
        items = found.setdefault(path, [])
        for item in open_source(name, path):
            key = key_of(item)
            items.append(Item(item.name.removeprefix(name), key))
            if isinstance(item, Failure):
                if key not in ledger:
                    ledger.add(key, pack(item))
            elif key not in sent and not ledger.holds_for_good(key):
                sent.add(key)
                asked.append(key)
                yield item


def keys_of(found: Found) -> frozenset[str]:
    return frozenset(item.key for items in found.values() for item in items)


def recalled(roster: Roster, ledger: Ledger) -> Iterator[tuple[str, str, Failure | None]]:
    """Key and name of every source, and why it gave no document, None where it gave one. Of two different documents of
    one name (a member that an archive holds twice) the second is set aside."""
    texts: dict[str, str] = {}
    for name, key in roster.items():
        row = ledger.row(key)
        document = document_of(row)
        if not document:
            yield key, name, _failure(row, name)
        elif texts.setdefault(name, document) != document:
            yield key, name, Failure(name, "another document of this build has the same name", "same-name")
        else:
            yield key, name, None


def _failure(row: bytes, name: str) -> Failure:
    found = unpack(row)
    if not isinstance(found, Failure):
        raise ValueError(f"the row of {name} is no failure's")
    return replace(found, name=name)


__all__ = ["Engine", "keys_of", "read", "recalled"]
