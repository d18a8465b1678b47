"""Arguments -> sources: which files they mean, in an order that does not depend on theirs."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.model import Failure, Source
from kg.sources.containers import open_file
from kg.sources.corrections import NAME
from kg.sources.names import short_names
from kg.sources.rows import rows

STDIN = "-"

_SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".shtml",
        ".mht",
        ".mhtml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".pdf",
        ".docx",
        ".zip",
        ".warc",
        ".xz",
        ".gz",
        ".bz2",
    ]
)
"""What a folder is searched for; a file that is named itself is read whatever it is called."""


def sources(paths: Sequence[str]) -> Iterator[Source | Failure]:
    """Every source that `paths` mean, each once, sorted by path; what cannot be opened comes as a Failure.

    A path is a file, a folder (searched through; hidden files are left out), a glob, or "-" for standard input.
    """
    files, failures = find_files(paths)
    names = file_names(files)
    for path in files:
        if path != STDIN:
            yield from open_source(names[path], path)
    yield from failures
    if STDIN in paths:
        yield from open_source(names[STDIN], STDIN)


def find_files(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[Failure, ...]]:
    """Absolute paths of the files that `paths` mean ("-" among them), sorted, and what is not there or holds no text."""
    found, failures = _files([path for path in paths if path != STDIN])
    found.update(path for path in paths if path == STDIN)
    return tuple(sorted(found)), tuple(sorted(failures, key=lambda failure: failure.name))


def file_names(files: Iterable[str]) -> dict[str, str]:
    """What the tables call each of these files (of those that `find_files` gives)."""
    found = set(files)
    given = {STDIN: "stdin"} if STDIN in found else {}
    return short_names(found - {STDIN}) | given


def open_source(name: str, path: str) -> Iterator[Source | Failure]:
    """The sources in a file, their names and paths beginning with `name` and `path`."""
    return _standard_input() if path == STDIN else open_file(name, Path(path))


def _files(paths: Sequence[str]) -> tuple[set[str], list[Failure]]:
    """Absolute paths of the files meant, and what is not there."""
    found: set[str] = set()
    failures: dict[str, Failure] = {}
    for given in paths:
        for path in _matches(given):
            if path.is_dir():
                files, refused = _below(path)
                found.update(files)
                failures.update({failure.name: failure for failure in refused})
            elif path.exists():
                found.add(str(path.absolute()))
            else:
                failures[str(path)] = Failure(str(path), "no such file or folder", "missing")
    return {os.path.normpath(path) for path in found}, list(failures.values())


def _matches(given: str) -> list[Path]:
    path = Path(given).expanduser()
    if path.exists() or not glob.has_magic(given):
        return [path]
    return [Path(p) for p in sorted(glob.glob(str(path), recursive=True))] or [path]


def _below(folder: Path) -> tuple[list[str], list[Failure]]:
    """The files of a folder that may hold text, and those that are set aside because they do not."""
    files: list[str] = []
    refused: list[Failure] = []

    def refuse(error: OSError) -> None:
        refused.append(Failure(str(error.filename), error.strerror or "cannot be opened", "unreadable"))

    for at, folders, names in os.walk(folder.absolute(), onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name == NAME:
                continue
            path = os.path.join(at, name)
            if os.path.splitext(name)[1].lower() in _SUFFIXES | {""}:
                files.append(path)
            else:
                refused.append(Failure(path, "not a form that is read", "unsupported"))
    return files, refused


def _standard_input() -> Iterator[Source | Failure]:
    data = sys.stdin.buffer.read()
    first = data.lstrip()[:1]
    if first == b"{" and data.split(b"\n", 1)[0].rstrip().endswith(b"}"):
        yield from rows("stdin", "stdin", data.split(b"\n"))
    else:
        yield Source("stdin", data, "stdin")
