"""Which files a build was made of, what was read of each, and how it was asked for: enough to make it again."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.model import Failure
from kg.outputs.journal import STORE
from kg.outputs.store import KEPT
from kg.sources import file_names

_NAME = "roster.json"


class NoRoster(LookupError):
    """The folder holds no build, or one that does not know what it was read from."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for besides the sources. `base` of the IRIs; of the page its `title`, the name or code of its
    `home` area, `quotes_only`, `max_nodes`. Empty: as the graph itself suggests. `corrections`: files of a person's
    corrections, name and text of each."""

    base: str = ""
    title: str = ""
    home: str = ""
    quotes_only: bool = False
    max_nodes: int = 1500
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A source of a file: what follows the file's name in its own (`#3`, `/member`), and the key of its reading."""

    tail: str
    key: str


@dataclass(frozen=True, slots=True)
class Roster:
    """`files`: absolute path -> its sources in their order. `absent`: what was named and could not be opened."""

    edition: str
    options: Options
    files: Mapping[str, tuple[Item, ...]]
    absent: tuple[Failure, ...] = ()

    def items(self) -> Iterator[tuple[str, str]]:
        """Name and key of every source, by path."""
        names = file_names(self.files)
        for path in sorted(self.files):
            yield from ((names[path] + item.tail, item.key) for item in self.files[path])

    def keys(self) -> frozenset[str]:
        return frozenset(key for _, key in self.items())

    def joined(self, files: Mapping[str, tuple[Item, ...]], absent: Collection[Failure]) -> Roster:
        """With these files, too. A file takes the place of the one of the same path, else of the one that is called
        what it would be called by itself."""
        gone = {path for _, path in self.namesakes(files)} | set(files)
        kept = {path: items for path, items in self.files.items() if path not in gone}
        found = kept.keys() | files.keys()
        missing = {f.name: f for f in (*self.absent, *absent) if os.path.abspath(f.name) not in found}
        return replace(self, files=kept | dict(files), absent=tuple(missing[name] for name in sorted(missing)))

    def namesakes(self, files: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Name and path of every file that is called what one of these other paths would be called by itself."""
        own = set(file_names(files).values())
        names = file_names(self.files)
        return tuple((name, path) for path, name in sorted(names.items()) if name in own and path not in files)

    def without(self, gone: Collection[str]) -> Roster:
        """Without the sources, or whole files, of these names. Raises KeyError with the first that is not there."""
        names = file_names(self.files)
        known = {name for name, _ in self.items()} | set(names.values()) | {f.name for f in self.absent}
        for name in sorted(gone):
            if name not in known:
                raise KeyError(name)
        files = {
            path: tuple(item for item in items if names[path] + item.tail not in gone)
            for path, items in self.files.items()
            if names[path] not in gone
        }
        left = {path: items for path, items in files.items() if items or not self.files[path]}
        return replace(self, files=left, absent=tuple(f for f in self.absent if f.name not in gone))


def write_roster(roster: Roster, folder: Path) -> None:
    row = {
        "edition": roster.edition,
        "options": asdict(roster.options),
        "files": {path: [[i.tail, i.key] for i in items] for path, items in sorted(roster.files.items())},
        "absent": [[f.name, f.reason, f.code] for f in roster.absent],
    }
    (folder / _NAME).write_text(json.dumps(row, ensure_ascii=False, indent=0) + "\n", "utf-8", "surrogateescape")


def read_roster(folder: Path) -> Roster:
    """The roster of the build in `folder`. Raises NoRoster."""
    try:
        row = json.loads((folder / STORE / KEPT / _NAME).read_text("utf-8", "surrogateescape"))
        options = Options(**row["options"])
        files = {path: tuple(Item(*item) for item in items) for path, items in row["files"].items()}
        absent = tuple(Failure(*f) for f in row["absent"])
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError):  # none, or another version's
        raise NoRoster(str(folder)) from None
    options = replace(options, corrections=tuple((name, text) for name, text in options.corrections))
    return Roster(row["edition"], options, files, absent)


__all__ = ["Item", "NoRoster", "Options", "Roster", "read_roster", "write_roster"]
