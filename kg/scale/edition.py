"""What the reading of a document depends on besides the document: a hash of code, rules and libraries."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path

from kg.rules import packs

_STAGES = (
    "sources",
    "text",
    "tokens",
    "mentions",
    "entities",
    "facts",
    "resolution",
    "rules",
    "model.py",
    "rows.py",
    "pipeline.py",
)
_LIBRARIES = ("beautifulsoup4", "jieba", "lxml", "opencc-python-reimplemented", "pypdfium2", "pyyaml", "rjieba")
_PLUGINS = ("kg.readers", "kg.spotters")


@cache
def edition() -> str:
    """16 hex digits: readings of two runs are the same where this and the source are."""
    total = hashlib.sha256(platform.python_version().rpartition(".")[0].encode())  # 3.12.1 -> 3.12
    for line in (*map(_library, _LIBRARIES), *_plugins()):
        total.update(line.encode() + b"\0")
    for name, path in _files():
        total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _library(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _plugins() -> Iterator[str]:
    for group in _PLUGINS:
        for point in sorted(entry_points(group=group)):
            yield f"{group} {point.name} {point.value} {_origin(point)}"


def _origin(point: EntryPoint) -> str:
    """The version of a plugin's package and the digest of its module, which may be under work."""
    found = find_spec(point.module)
    path = Path(found.origin) if found and found.origin else None
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path and path.is_file() else ""
    return f"{point.dist.version if point.dist else ''} {digest}"


def _files() -> Iterator[tuple[str, Path]]:
    """The code of the stages, and the data of every pack of rules, by name, in an order of their own."""
    home = Path(__file__).parents[1]
    roots = [home / name for name in _STAGES] + [Path(p) for name in packs()[1:] for p in _folders(name)]
    for root in roots:
        below = [root] if root.is_file() else sorted(root.rglob("*"))
        yield from ((p.relative_to(root.parent).as_posix(), p) for p in below if p.is_file() and p.suffix != ".pyc")


def _folders(package: str) -> list[str]:
    found = find_spec(package)
    return sorted(found.submodule_search_locations or ()) if found else []


__all__ = ["edition"]
