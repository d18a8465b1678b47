"""One file -> the sources in it: itself, the rows of JSON Lines, the members of an archive."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from kg.model import Failure, Source
from kg.sources.encoding import Undecodable, decode
from kg.sources.rows import row_source, rows

_PACKED = frozenset((".xz", ".gz", ".bz2"))
_ROWS = (".jsonl", ".ndjson")
_BROKEN = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError)
_KINDS = {".pdf": "pdf", ".docx": "docx", ".mht": "mhtml", ".mhtml": "mhtml"}
_LARGEST = 200_000_000
"""Bytes of one document; more is a mistake or an attack (a zip that unpacks without end)."""


def open_file(name: str, path: Path) -> Iterator[Source | Failure]:
    """The sources of the file at `path`, called `name`. What cannot be read comes as a Failure; nothing is raised."""
    try:
        if _suffix(path.name) == ".zip":
            yield from _members(name, path)
        else:
            with _opened(path) as stream:
                yield from _read(name, str(path), stream, _inner(path.name))
    except OSError as error:
        yield Failure(name, error.strerror or str(error) or "cannot be opened", "unreadable")
    except _BROKEN as error:
        yield Failure(name, f"damaged archive: {error or type(error).__name__}", "damaged")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _inner(name: str) -> str:
    """The file name below its compression: a.jsonl.xz -> a.jsonl."""
    return name[: -len(_suffix(name))] if _suffix(name) in _PACKED else name


def _opened(path: Path) -> IO[bytes]:
    match _suffix(path.name):
        case ".xz":
            return lzma.open(path, "rb")
        case ".gz":
            return gzip.open(path, "rb")  # type: ignore[return-value]
        case ".bz2":
            return bz2.open(path, "rb")
    return path.open("rb")


def _read(name: str, path: str, stream: IO[bytes], inner: str) -> Iterator[Source | Failure]:
    suffix = _suffix(inner)
    if suffix in _ROWS:
        yield from rows(name, path, stream)
        return
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield Failure(name, "larger than 200 MB", "too-large")
    elif suffix == ".json":
        yield from _json(name, path, data)
    elif suffix == ".warc":
        from kg.sources.warc import pages

        yield from pages(name, path, data)
    else:
        yield Source(name, data, path, _KINDS.get(suffix, "auto"))


def _json(name: str, path: str, data: bytes) -> Iterator[Source | Failure]:
    """A JSON file: one object, or a list of them."""
    try:
        value = json.loads(decode(data))
    except Undecodable as error:
        yield Failure(name, str(error), error.code)
    except (ValueError, RecursionError) as error:
        yield Failure(name, f"not JSON: {error}", "not-json")
    else:
        if isinstance(value, list):
            yield from rows(name, path, (json.dumps(row).encode() for row in value))
        else:
            yield row_source(name, path, value)


def _members(name: str, path: Path) -> Iterator[Source | Failure]:
    """The files of a zip archive by name, each called `archive.zip/member`."""
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.infolist(), key=lambda info: info.filename):
            label = f"{name}/{member.filename}"
            if member.is_dir() or PurePosixPath(member.filename).name.startswith("."):
                continue
            if member.flag_bits & 1:
                yield Failure(label, "encrypted", "unreadable")
            else:
                with archive.open(member) as stream:
                    yield from _read(label, f"{path}/{member.filename}", stream, member.filename)
