"""Where a person's corrections stand: a file `corrections.toml` beside the sources, or one that is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = "corrections.toml"
Sheet = tuple[str, str]
"""A file of corrections: its name, its text."""


def beside(paths: Iterable[str]) -> tuple[Sheet, ...]:
    """The corrections beside sources: anywhere in a folder that is named, or in that of a file or pattern. By path, each once."""
    found = {file.resolve() for path in paths if path != "-" for file in _near(Path(path).expanduser())}
    return tuple(opened(file) for file in sorted(found))


def _near(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield from (file for file in (path.parent / NAME,) if file.is_file())
        return
    for file in path.rglob(NAME):
        if not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file


def opened(path: Path) -> Sheet:
    """A file's name and text, without a byte order mark. Raises OSError, UnicodeDecodeError."""
    return path.name, path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


__all__ = ["NAME", "Sheet", "beside", "opened"]
