"""JSON Lines: a document a row, from `text` or `html`, with the record that the row carries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Failure, Source
from kg.sources.encoding import Undecodable, decode

_KEYS = {
    "title": ("title", "headline"),
    "date": ("date", "published", "pubdate", "publish_date", "time"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "site"),
    "author": ("author", "authors"),
}


def rows(name: str, path: str, lines: Iterable[bytes]) -> Iterator[Source | Failure]:
    """The sources of a JSON Lines file, named `name#ID` (the row's `id`, else its line number).

    A second row of the same id is named by id and line, so that no two sources share a name.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(decode(line))
        except (ValueError, RecursionError) as error:
            yield _broken(f"{name}#{number}", error)
            continue
        label = str(row.get("id") or number) if isinstance(row, dict) else str(number)
        label = label if label not in seen else f"{label}@{number}"
        seen.add(label)
        yield row_source(f"{name}#{label}", f"{path}#{label}", row)


def row_source(name: str, path: str, row: Any) -> Source | Failure:
    """The source that one JSON value is."""
    if not isinstance(row, dict):
        return Failure(name, "not a JSON object", "not-an-object")
    key = next((key for key in ("html", "text", "content", "body") if isinstance(row.get(key), str)), None)
    if key is None:
        return Failure(name, "neither `text` nor `html` in the object", "no-text")
    record = {part: _first(row, names) for part, names in _KEYS.items()}
    data = row[key].encode("utf-8", errors="replace")
    return Source(name, data, path, "html" if key == "html" else "auto", **record)


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    values = (row.get(name) for name in names)
    return next((str(v).strip() for v in values if isinstance(v, (str, int)) and str(v).strip()), None)


def _broken(name: str, error: Exception) -> Failure:
    if isinstance(error, Undecodable):
        return Failure(name, str(error), error.code)
    what = f": {error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
    return Failure(name, f"not JSON{what}", "not-json")
