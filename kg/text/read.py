"""Source -> Document: find the form, read its lines, keep the article, count the offsets."""

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

Reader = Callable[[bytes], Page]
"""The bytes of a source of one form -> its lines. Raises Unreadable."""

readers: Registry[Reader] = Registry("kg.readers")

_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|br|table|span|h[1-6]|ul|article|section|td)\b[^<>]*>", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_MARKS = re.compile(
    r"^(?:#{1,6}\s+\S|\s*[-*+]\s+\S.*\n\s*[-*+]\s|>\s|\|.*\|\s*\n\s*\|?\s*:?-{2,})|\*\*\S[^*\n]*\*\*", re.M
)
_MIME = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type:\s*multipart/related)", re.I)


def read(source: Source) -> Document:
    """The document that `source` holds. Raises Unreadable."""
    if not source.data.strip():
        raise Unreadable("empty", "the file is empty")
    page = readers.get(_kind(source))(source.data)
    given = Imprint(source.title, source.date, source.publisher, source.author, source.url)
    found = article(Page(page.lines, given.or_else(page.imprint), page.guess))
    return assemble(source, found.lines, found.imprint)


def _kind(source: Source) -> str:
    """The name of the reader: what the source says, else what the first bytes say, else "auto" for text."""
    if source.kind not in ("auto", ""):
        return source.kind
    if source.data.startswith(b"%PDF-"):
        return "pdf"
    if source.data.startswith(b"PK\x03\x04") and b"word/" in source.data:
        return "docx"
    if _MIME.match(source.data[:4096].lstrip()):
        return "mhtml"
    return "markdown" if source.name.lower().endswith((".md", ".markdown")) else "auto"


def _decoded(data: bytes) -> tuple[Imprint, str]:
    """The record above the text, and the text."""
    declared = _CHARSET.search(data[:2048])
    try:
        text = decode(data, declared[1].decode("ascii") if declared else "")
    except Undecodable as error:
        raise Unreadable(error.code, str(error)) from None
    return front_matter.split(text)


def _page(data: bytes, form: Callable[[str], Page] | None, marked: Callable[[str], Page] | None = None) -> Page:
    """The page of text in `form`; if it is None, in the form that the text looks like (`marked` where it has no tags)."""
    record, body = _decoded(data)
    if form is None:
        form = (
            read_html
            if _is_html(body, marked is not None)
            else marked or (read_markdown if _MARKS.search(body) else read_plain)
        )
    page = form(body)
    return Page(page.lines, record.or_else(page.imprint), page.guess)


_HEADING = re.compile(r"^#{1,6}\s+\S", re.M)


def _is_html(body: str, marked: bool) -> bool:
    """Whether text is HTML: it has tags, and is no Markdown file (`marked`) with headings in which only a few lines have some."""
    if not _TAGS.search(body):
        return False
    if not marked or not _HEADING.search(body):
        return True
    tagged = sum(len(line) for line in body.split("\n") if _TAGS.search(line))
    return tagged * 3 > len(body)


def read_html(text: str) -> Page:
    from kg.text import html

    return html.read_html(text)


def read_plain(text: str) -> Page:
    from kg.text import plain

    return plain.read_plain(text)


def read_markdown(text: str) -> Page:
    from kg.text import plain

    return plain.read_markdown(text)


@readers.register("auto")
def _auto(data: bytes) -> Page:
    return _page(data, None)


@readers.register("html")
def _html(data: bytes) -> Page:
    return _page(data, read_html)


@readers.register("text")
def _plain(data: bytes) -> Page:
    return _page(data, read_plain)


@readers.register("markdown")
def _markdown(data: bytes) -> Page:
    """Markdown, or HTML under a Markdown file's front matter."""
    return _page(data, None, read_markdown)


@readers.register("mhtml")
def _mhtml(data: bytes) -> Page:
    from kg.text.mhtml import read_mhtml

    part, url = read_mhtml(data)
    page = _html(part)
    return Page(page.lines, page.imprint.or_else(Imprint(url=url)), page.guess)


@readers.register("docx")
def _docx(data: bytes) -> Page:
    from kg.text.docx import read_docx

    return read_docx(data)


@readers.register("pdf")
def _pdf(data: bytes) -> Page:
    from kg.text.pdf import read_pdf

    return read_pdf(data)
