"""What the tables call a source: its file name, or the shortest path that tells it from its namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath


def short_names(paths: Iterable[str]) -> dict[str, str]:
    """The name of each of these different paths.

    >>> short_names(["/a/x/1.txt", "/a/y/1.txt", "/a/2.txt"])
    {'/a/x/1.txt': 'x/1.txt', '/a/y/1.txt': 'y/1.txt', '/a/2.txt': '2.txt'}
    """
    parts = {path: PurePath(path).parts for path in paths}
    names = {path: _tail(part, 1) for path, part in parts.items()}
    depth = 1
    while clashing := _clashing(names):
        depth += 1
        longest = max(len(parts[path]) for path in clashing)
        names |= {path: _tail(parts[path], depth) for path in clashing}
        if depth > longest:
            return names | {path: path for path in clashing}
    return names


def _clashing(names: dict[str, str]) -> list[str]:
    holders: dict[str, list[str]] = defaultdict(list)
    for path, name in names.items():
        holders[name].append(path)
    return [path for held in holders.values() if len(held) > 1 for path in held]


def _tail(parts: tuple[str, ...], count: int) -> str:
    return PurePath(*parts[-count:]).as_posix()
