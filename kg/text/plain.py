"""Plain text and Markdown -> lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.rules import regex as re
from kg.text import tables
from kg.text.layout import columns, is_column_table, unwrapped
from kg.text.page import Line, Page
from kg.text.spaces import tidy

_ITEM = re.compile(
    r"(?P<sign>[•●○◆■▪★☆►➢✓]\s*|[·-]\s+)|[（(]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?![\d\s]*\d))|[①②③④⑤⑥⑦⑧⑨⑩]"
)
_STRAY = " \t\\"


def read_plain(text: str) -> Page:
    """The lines of plain text."""
    return Page(tuple(plain_lines(text)))


def plain_lines(text: str) -> Iterator[Line]:
    """Lines unwrapped, tables in columns put together, items told by their marks."""
    number = 0
    gathered: list[tuple[str, list[str]]] = []
    for raw in [*unwrapped(text.split("\n")), ""]:
        if cells := columns(raw):
            gathered.append((raw, cells))
            continue
        table = is_column_table([cells for _, cells in gathered])
        if table:
            yield from tables.rows([[tables.Field(cell) for cell in cells] for _, cells in gathered], number)
            number += 1
        else:
            yield from (_line(tidy(kept.strip(_STRAY))) for kept, _ in gathered)
        gathered.clear()
        if line := tidy(raw.strip(_STRAY)):
            yield _line(line)


def _line(line: str) -> Line:
    match = _ITEM.match(line)
    if match is None:
        return Line(line)
    body = line[match.end() :] if match["sign"] else line
    return Line(body or line, "item")


_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HASH = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)$")
_BAR = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\d*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\*)|(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"`([^`]*)`")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def read_markdown(text: str) -> Page:
    """The lines of a Markdown page: headings, items, quotes, paragraphs (soft breaks joined) and tables."""
    parts = _Parts()
    for raw in text.split("\n"):
        parts.take(_QUOTE.sub("", raw))
    parts.end()
    return Page(tuple(line for line in parts.lines if line.text))


@dataclass(slots=True)
class _Parts:
    """Markdown read so far: finished lines, and the paragraph or table that may go on."""

    lines: list[Line] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    grid: list[str] = field(default_factory=list)
    tables: int = 0

    def take(self, raw: str) -> None:
        if raw.strip().startswith("|") or (self.grid and "|" in raw):
            self.end_paragraph()
            self.grid.append(raw)
            return
        self.end_table()
        if not raw.strip() or _FENCE.match(raw):
            self.end_paragraph()
        elif _RULE.match(raw):
            self.underline(raw.strip()[0])
        elif match := _HASH.match(raw):
            self.add(match[2], "heading", len(match[1]))
        elif match := _BULLET.match(raw):
            self.add(match[1], "item", 0)
        else:
            self.go_on(raw)

    def add(self, text: str, kind: str, level: int) -> None:
        self.end_paragraph()
        self.lines.append(Line(_inline(text), kind, level))

    def underline(self, mark: str) -> None:
        """A rule; under a paragraph of one line, the mark of a heading."""
        if len(self.paragraph) == 1 and mark in "=-":
            self.lines.append(Line(_inline(self.paragraph.pop()), "heading", 1 if mark == "=" else 2))
        self.end_paragraph()

    def go_on(self, raw: str) -> None:
        if self.paragraph and self.paragraph[-1].endswith(("  ", "\\")):
            self.end_paragraph()
        self.paragraph.append(raw)

    def end_paragraph(self) -> None:
        if self.paragraph:
            self.lines.append(Line(_inline("\n".join(self.paragraph))))
            self.paragraph.clear()

    def end_table(self) -> None:
        if self.grid:
            self.lines += _markdown_table(self.grid, self.tables)
            self.tables += 1
            self.grid.clear()

    def end(self) -> None:
        self.end_table()
        self.end_paragraph()


def _markdown_table(grid: list[str], number: int) -> list[Line]:
    heads = next((i for i, raw in enumerate(grid) if _BAR.match(raw)), 0)
    fields = [
        [tables.Field(_inline(cell), i < heads) for cell in re.split(r"(?<!\\)\|", raw.strip().strip("|"))]
        for i, raw in enumerate(grid)
        if not _BAR.match(raw)
    ]
    return tables.rows(fields, number)


def _inline(text: str) -> str:
    """Text without the marks of Markdown and without inline tags."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text)) if "](" in text else text
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    text = _TAG.sub("", _CODE.sub(r"\1", text))
    return tidy(_ESCAPE.sub(r"\1", text))
