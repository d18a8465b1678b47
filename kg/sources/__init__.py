"""Bytes and where they came from: files, folders, globs, archives, standard input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Failure, Source


def sources(paths: Sequence[str]) -> Iterator[Source | Failure]:
    """Every source below `paths`, in a stable order; what cannot be opened comes as a Failure."""
    for path in map(Path, paths):
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            try:
                yield Source(file.name, file.read_bytes(), str(file))
            except OSError as error:
                yield Failure(file.name, str(error))
