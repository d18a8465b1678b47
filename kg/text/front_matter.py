"""YAML front matter: the record that a static site keeps above a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.rules import regex as re
from kg.text.page import Imprint, Unreadable

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_OPEN = re.compile(r"\A\s*---[ \t]*\n[ \t]*[A-Za-z_][\w -]*:")
_KEYS = {
    "title": ("title",),
    "date": ("date", "pubdate", "published", "publish_date", "pubDate"),
    "publisher": ("publisher", "source", "from", "site"),
    "author": ("author", "authors"),
    "url": ("url", "link", "source_url", "permalink"),
}


def split(text: str) -> tuple[Imprint, str]:
    """The record and the text below it; an empty record if there is no front matter.

    Raises Unreadable ("front-matter") if it is not closed or does not parse.
    """
    if text.lstrip()[:3] != "---":
        return Imprint(), text
    match = _BLOCK.match(text)
    if match is None:
        if _OPEN.match(text):
            raise Unreadable("front-matter", "the front matter is not closed by a line of ---")
        return Imprint(), text
    if ":" not in match[1]:
        return Imprint(), text
    return _imprint(_load(match[1])), text[match.end() :]


def _load(block: str) -> dict[Any, Any]:
    import yaml  # 20 ms that most pages need not pay

    try:
        loaded = yaml.load(block, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        raise Unreadable("front-matter", f"the front matter is not YAML{where}") from error
    if not isinstance(loaded, dict):
        raise Unreadable("front-matter", "the front matter is no list of keys and values")
    return loaded


def _imprint(keys: dict[Any, Any]) -> Imprint:
    return Imprint(
        **{part: next((v for n in names if (v := _text(keys.get(n)))), None) for part, names in _KEYS.items()}
    )


def _text(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return " ".join(filter(None, map(_text, value))) or None
    return str(value).strip() or None if value is not None and not isinstance(value, dict) else None
