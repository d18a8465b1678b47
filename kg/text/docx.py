"""DOCX (ECMA-376): paragraphs, headings, list items and tables of a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from kg.rules import regex as re
from kg.text import tables
from kg.text.page import Line, Page, Unreadable
from kg.text.spaces import spaced_out, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 100_000_000
_HEADING = re.compile(r"(?:heading|标题)\s*([1-6])$", re.I)
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> Page:
    """The lines of a Word file; deleted text, notes and comments are left out. Raises Unreadable ("damaged")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _xml(archive, "word/document.xml").find(f"{_W}body")
            styles = _heading_styles(archive)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, EOFError, ValueError) as error:
        raise Unreadable("damaged", f"not a Word file, or a damaged one: {error}") from error
    return Page(tuple(_lines(body, styles)) if body is not None else ())


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is larger than 100 MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _heading_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Levels of the heading styles by their id ("1": 1 for 标题 1); "Title" has level 0."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    levels: dict[str, int] = {}
    for style in _xml(archive, "word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        value = "" if name is None else str(name.get(f"{_W}val", ""))
        if match := _HEADING.match(value):
            levels[str(style.get(f"{_W}styleId"))] = int(match[1])
        elif value.lower() in ("title", "标题"):
            levels[str(style.get(f"{_W}styleId"))] = 0
    return levels


def _lines(body: Any, styles: dict[str, int]) -> Iterator[Line]:
    number = 0
    for child in body.iterchildren():
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            yield from _lines(content, styles) if content is not None else ()
        elif child.tag == f"{_W}tbl":
            fields = _table(child)
            if tables.looks_like_table(fields):
                yield from tables.rows(fields, number)
                number += 1
            else:
                yield from (Line(field.text) for row in fields for field in row if field.text)


def _paragraph(p: Any, styles: dict[str, int]) -> Iterator[Line]:
    style = p.find(f"{_W}pPr/{_W}pStyle")
    level = styles.get(str(style.get(f"{_W}val"))) if style is not None else None
    listed = p.find(f"{_W}pPr/{_W}numPr") is not None
    kind = "paragraph" if level is None else "title" if level == 0 else "heading"
    for text in map(tidy, _text(p).split("\n")):
        if text:
            yield Line(
                spaced_out(text) if level is not None else text,
                "item" if listed and level is None else kind,
                level or 0,
            )


def _text(element: Any) -> str:
    parts = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _BREAKS and not (node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}tabs"):
            parts.append(_BREAKS[node.tag])
    return "".join(parts)


def _table(tbl: Any) -> list[list[tables.Field]]:
    """Rows of cells; a cell merged downwards is the first one, and its continuations are gone."""
    grid = [[_cell(tc) for tc in tr.iterchildren(f"{_W}tc")] for tr in tbl.iterchildren(f"{_W}tr")]
    rows: list[list[tables.Field]] = []
    for y, row in enumerate(grid):
        fields = []
        column = 0
        for text, width, merge in row:
            if merge != "continue":
                height = 1 + _below(grid, y, column) if merge == "restart" else 1
                fields.append(tables.Field(text, columns=width, rows=height))
            column += width
        rows.append(fields)
    return rows


def _cell(tc: Any) -> tuple[str, int, str]:
    """Text, columns it spans, and "restart" or "continue" where it is merged downwards."""
    span = tc.find(f"{_W}tcPr/{_W}gridSpan")
    merge = tc.find(f"{_W}tcPr/{_W}vMerge")
    paragraphs = (tidy(_text(p)) for p in tc.iter(f"{_W}p"))
    width = int(span.get(f"{_W}val", "1")) if span is not None else 1
    return (
        spaced_out(" ".join(filter(None, paragraphs))),
        max(1, min(width, 60)),
        "" if merge is None else str(merge.get(f"{_W}val", "continue")),
    )


def _below(grid: list[list[tuple[str, int, str]]], y: int, column: int) -> int:
    """How many rows below continue the merged cell of this column."""
    count = 0
    for row in grid[y + 1 :]:
        at = 0
        for _, width, merge in row:
            if at == column and merge == "continue":
                break
            at += width
        else:
            return count
        count += 1
    return count
