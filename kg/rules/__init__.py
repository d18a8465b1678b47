"""Rules and word lists are data; this module only finds and reads them.

A rule pack is any package that holds files laid out as here (`lexicon/*.tsv`, `relations/*.toml`, …); others announce
theirs under the entry-point group "kg.rules" (value: the package's name). A pack's rows and rules follow the built-in
ones. Everything is read once and kept; callers must not change the dictionaries they get.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


class BadData(ValueError):
    """A data file that cannot be read; the message names the file, and the line if it is a table."""


@cache
def packs() -> tuple[str, ...]:
    """Packages that hold data, the built-in one first."""
    return (__name__, *sorted(ep.value for ep in entry_points(group="kg.rules")))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the tab-separated file `name` ("lexicon/titles.tsv") of every pack that has it, by column.

    The first line is the header; empty lines and lines that begin with "#" are skipped; a missing last cell is "".
    No quoting: a cell holds neither tab nor line break. Raises BadData.
    """
    rows = [row for path in _found(name) for row in _rows(name, path.read_text("utf-8"))]
    return tuple(rows)


@cache
def words(name: str, column: str = "word") -> tuple[str, ...]:
    """One column of `table(name)`, each value once, in the file's order. Raises BadData."""
    return tuple(dict.fromkeys(row[column] for row in table(name)))


@cache
def toml(name: str) -> tuple[dict[str, Any], ...]:
    """The file `name` ("figures/patterns.toml") of every pack that has it, each as one dictionary. Raises BadData."""
    return tuple(_parse(path) for path in _found(name))


@cache
def relations(folder: str = "relations") -> tuple[dict[str, Any], ...]:
    """Every `[[rule]]` of `folder/*.toml`, packs in order, files by name, rules as written. Raises BadData."""
    return tuple(rule for path in _inside(folder, ".toml") for rule in _parse(path).get("rule", ()))


def data(name: str) -> bytes:
    """The bytes of the built-in data file `name`. Raises BadData if there is none."""
    path = _at(__name__, name)
    if not path.is_file():
        raise BadData(f"no data file {name}")
    return path.read_bytes()


def _at(pack: str, name: str) -> Traversable:
    return files(pack).joinpath(*name.split("/"))


def _found(name: str) -> tuple[Traversable, ...]:
    found = tuple(path for path in (_at(pack, name) for pack in packs()) if path.is_file())
    if not found:
        raise BadData(f"no data file {name}")
    return found


def _inside(folder: str, suffix: str) -> Iterator[Traversable]:
    for pack in packs():
        place = _at(pack, folder)
        if place.is_dir():
            inside = [path for path in place.iterdir() if path.name.endswith(suffix)]
            yield from sorted(inside, key=lambda path: path.name)


def _parse(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadData(f"{path.name}: {fault}") from fault


def _rows(name: str, text: str) -> Iterator[dict[str, str]]:
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line and not line.startswith("#"))
    header = next(lines, (0, ""))[1].rstrip("\r").split("\t")
    for number, line in lines:
        cells = line.rstrip("\r").split("\t")
        if len(cells) > len(header):
            raise BadData(f"{name}, line {number}: {len(cells)} cells under {len(header)} headings")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
