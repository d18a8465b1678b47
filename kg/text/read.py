"""Source -> Document: decode, find the form, read its lines, keep the article, count the offsets."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import Document, Source
from kg.registry import Registry
from kg.sources.encoding import Undecodable, decode
from kg.text import front_matter
from kg.text.article import article
from kg.text.assemble import assemble
from kg.text.page import Imprint, Page, Unreadable

Reader = Callable[[str], Page]
"""Text in one form -> its lines."""

readers: Registry[Reader] = Registry("kg.readers")

_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|br|table|span|h[1-6]|ul|article|section|td)\b[^<>]*>", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_MARKS = re.compile(
    r"^(?:#{1,6}\s+\S|\s*[-*+]\s+\S.*\n\s*[-*+]\s|>\s|\|.*\|\s*\n\s*\|?\s*:?-{2,})|\*\*\S[^*\n]*\*\*", re.M
)


def read(source: Source) -> Document:
    """The document that `source` holds. Raises Unreadable."""
    if not source.data.strip():
        raise Unreadable("empty", "the file is empty")
    text = _text(source.data)
    record, body = front_matter.split(text)
    page = readers.get(_kind(source, body))(body)
    given = Imprint(source.title, source.date, source.publisher, source.author, source.url)
    known = given.or_else(record).or_else(page.imprint)
    found = article(Page(page.lines, known, page.guess))
    return assemble(source, found.lines, found.imprint)


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:2048])
    try:
        return decode(data, declared[1].decode("ascii") if declared else "")
    except Undecodable as error:
        raise Unreadable(error.code, str(error)) from None


def _kind(source: Source, body: str) -> str:
    """The name of the reader for this text, from its looks; a file's ending does not say what is in it."""
    if source.kind not in ("auto", ""):
        return source.kind
    if _TAGS.search(body):
        return "html"
    return "markdown" if source.name.lower().endswith((".md", ".markdown")) or _MARKS.search(body) else "text"


@readers.register("html")
def _html(text: str) -> Page:
    from kg.text.html import read_html

    return read_html(text)


@readers.register("text")
def _plain(text: str) -> Page:
    from kg.text.plain import read_plain

    return read_plain(text)


@readers.register("markdown")
def _markdown(text: str) -> Page:
    from kg.text.plain import read_markdown

    return read_markdown(text)
