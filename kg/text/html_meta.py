"""What the head of an HTML page says of its record: meta tags, schema.org data, the window's title."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.rules import regex as re
from kg.text.page import Imprint
from kg.text.spaces import tidy
from kg.text.tree import Element

_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "og:release_date",
        "publish_date",
        "datepublished",
        "weibo:article:create_at",
    ),
    "publisher": ("contentsource", "source", "article:publisher", "og:site_source"),
    "author": ("author", "article:author", "og:article:author"),
    "url": ("og:url", "url"),
}


def imprint_of(root: Element) -> Imprint:
    named: dict[str, str] = {}
    for tag in root.descendants():
        key = (
            (tag.attrs.get("name") or tag.attrs.get("property") or tag.attrs.get("itemprop"))
            if tag.name == "meta"
            else ""
        )
        if key and (value := tidy(tag.attrs.get("content") or "")):
            named.setdefault(key.lower(), value)
    found = {part: next((named[k] for k in keys if k in named), None) for part, keys in _META.items()}
    links = (tag for tag in root.descendants() if tag.name == "link" and tag.attrs.get("rel") == "canonical")
    if (link := next(links, None)) is not None and link.attrs.get("href"):
        found["url"] = link.attrs["href"]
    return Imprint(**found)


def window_title(root: Element) -> Imprint:
    title = root.first("title")
    return Imprint(title=tidy(title.text()) or None) if title else Imprint()


_LINKED_DATA = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script", re.S | re.I)


def linked_data(markup: str) -> Imprint:
    """The record in a page's JSON-LD (schema.org NewsArticle and its kin)."""
    found = Imprint()
    for block in _LINKED_DATA.findall(markup) if "ld+json" in markup else ():
        try:
            value = json.loads(block)
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            found = found.or_else(_schema(item))
    return found


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield from _items(item["@graph"]) if "@graph" in item else [item]


def _schema(item: dict[str, Any]) -> Imprint:
    if not str(item.get("@type", "")).endswith(("Article", "Posting", "Report", "WebPage")):
        return Imprint()
    return Imprint(
        _name(item.get("headline")),
        _name(item.get("datePublished")),
        _name(item.get("publisher")),
        _name(item.get("author")),
        _name(item.get("url")),
    )


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return " ".join(filter(None, map(_name, value))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return tidy(value) or None if isinstance(value, str) else None
