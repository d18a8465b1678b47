"""Where a person's corrections stand: a file `corrections.toml` beside the sources, or one that is named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

NAME = "corrections.toml"
Sheet = tuple[str, str]
"""A file of corrections: its name, its text."""


def beside(paths: Iterable[str]) -> tuple[Sheet, ...]:
    """The corrections beside sources: in a folder that is named, or in that of a file or pattern. By path, each once."""
    folders = {p if (p := Path(path)).is_dir() else p.parent for path in paths if path != "-"}
    found = sorted({file.resolve(): file for folder in folders if (file := folder / NAME).is_file()})
    return tuple(opened(file) for file in found)


def opened(path: Path) -> Sheet:
    """A file's name and text, without a byte order mark. Raises OSError, UnicodeDecodeError."""
    return path.name, path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


__all__ = ["NAME", "Sheet", "beside", "opened"]
