"""Which edition of program, rules and ontology made a graph: versions and hashes, no clock time."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.graph.vocabulary import ontology_folder
from kg.rules import packs

_PACKAGES = ("regionkg", "jieba", "rjieba")  # what the result of a build depends on besides the rules


@cache
def versions() -> dict[str, str]:
    """Version by package, of those that are installed."""
    return {name: found for name in _PACKAGES if (found := _version(name))}


@cache
def rules_hash() -> str:
    """SHA-256 over the rules, word lists and tables of every rule pack."""
    return _digest(tuple(Path(str(import_module(name).__file__)).parent for name in packs()))


@cache
def ontology_hash() -> str:
    """SHA-256 over the ontology's files."""
    return _digest((ontology_folder(),))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _digest(folders: tuple[Path, ...]) -> str:
    """Over the paths and bytes of all data files below `folders`, in the order of their paths."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


__all__ = ["ontology_hash", "rules_hash", "versions"]
