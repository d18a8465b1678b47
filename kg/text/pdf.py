"""PDF with text: columns in reading order, running heads and feet gone, lines joined to paragraphs, rows of tables.

Needs the extra `pdf` (pypdfium2). A PDF of scanned pages has no text and is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from kg.rules import regex as re
from kg.text import tables
from kg.text.layout import is_column_table
from kg.text.page import Line, Page, Unreadable
from kg.text.spaces import tidy

_PAGE_NUMBER = re.compile(r"^[-—–\s·第]*\d{1,4}\s*(?:/\s*\d{1,4})?[-—–\s·页]*$")
_CLOSED = "。！？；：!?;:"
_EDGES = 2
"""Lines at the top and bottom of a page that may be a running head or foot."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a printed line. Points (1/72 inch) from the page's lower left corner; y is the middle of the line."""

    left: float
    right: float
    y: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line: its runs from left to right, and the left and right edge of its column."""

    runs: tuple[Run, ...]
    left: float = 0.0
    right: float = 0.0

    @property
    def text(self) -> str:
        return tidy("".join(run.text if not i else self._gap(i) + run.text for i, run in enumerate(self.runs)))

    @property
    def cells(self) -> list[str]:
        return [tidy(cell) for cell in "".join(self._pieces()).split("\t")]

    def _pieces(self) -> Iterator[str]:
        for i, run in enumerate(self.runs):
            yield ("\t" if i and self._is_wide(i) else "") + run.text

    def _gap(self, i: int) -> str:
        return " " if self._is_wide(i) else ""

    def _is_wide(self, i: int) -> bool:
        return self.runs[i].left - self.runs[i - 1].right > 0.9 * self.runs[i].height


def read_pdf(data: bytes) -> Page:
    """The lines of a PDF. Raises Unreadable ("missing-extra", "damaged", "no-text")."""
    pages = [_in_columns(_lines(runs)) for runs in _runs(data)]
    kept = _without_heads(pages)
    if not kept:
        raise Unreadable("no-text", "no text in this PDF: its pages are pictures")
    return Page(tuple(_paragraphs(kept)))


def _runs(data: bytes) -> list[list[Run]]:
    """The runs of text of each page."""
    try:
        import pypdfium2  # type: ignore[import-untyped]  # ships no types
    except ImportError:
        raise Unreadable("missing-extra", "reading PDF needs the extra: pip install 'regionkg[pdf]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", f"not a PDF that can be opened: {error}") from None
    try:
        return [_page_runs(document[i]) for i in range(len(document))]
    finally:
        document.close()


def _page_runs(page: Any) -> list[Run]:
    text = page.get_textpage()
    runs = []
    for i in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(i)
        words = text.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", "")
        if words.strip():
            runs.append(Run(left, right, (bottom + top) / 2, top - bottom, words))
    return runs


def _lines(runs: Sequence[Run]) -> list[Printed]:
    """Runs put together to lines, from top to bottom."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.y, r.left)):
        if lines and abs(lines[-1][0].y - run.y) < 0.5 * max(run.height, lines[-1][0].height):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [Printed(tuple(sorted(line, key=lambda r: r.left))) for line in lines]


def _in_columns(lines: Sequence[Printed]) -> list[Printed]:
    """Lines in reading order: where a page is set in two columns, the left one comes first."""
    if not lines:
        return []
    left = min(line.runs[0].left for line in lines)
    right = _right_edge(lines)
    middle = (left + max(line.runs[-1].right for line in lines)) / 2
    halves = [_halves(line, middle) for line in lines]
    split = [pair is not None for pair in halves]
    if sum(split) < max(5, 0.5 * len(lines)):
        return [replace(line, left=left, right=right) for line in lines]
    ordered: list[Printed] = []
    for is_split, group in groupby(zip(split, lines, halves, strict=True), key=lambda item: item[0]):
        items = list(group)
        if is_split:
            for side in (0, 1):
                column = [pair[side] for _, _, pair in items if pair is not None and pair[side].runs]
                ordered += _edged(column)
        else:
            ordered += [replace(line, left=left, right=right) for _, line, _ in items]
    return ordered


def _right_edge(lines: Sequence[Printed]) -> float:
    """Where full lines end: the place where most lines do, to the width of a letter; tables and titles go further."""
    ends = sorted(line.runs[-1].right for line in lines)
    near = [sum(abs(other - end) <= 12 for other in ends) for end in ends]
    return max(zip(near, ends, strict=True))[1] if max(near, default=0) > 2 else max(ends, default=0.0)


def _halves(line: Printed, middle: float) -> tuple[Printed, Printed] | None:
    """The line's parts on both sides of the page's middle; None if it crosses it."""
    if any(run.left < middle < run.right for run in line.runs):
        return None
    sides = (
        tuple(run for run in line.runs if run.right <= middle),
        tuple(run for run in line.runs if run.left >= middle),
    )
    return Printed(sides[0]), Printed(sides[1])


def _edged(column: Sequence[Printed]) -> list[Printed]:
    left = min((line.runs[0].left for line in column), default=0.0)
    right = _right_edge(column)
    return [replace(line, left=left, right=right) for line in column]


def _without_heads(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """All lines but page numbers and what stands at the edge of most pages."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGES], *page[-_EDGES:])})
    often = {key for key, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        for i, line in enumerate(page):
            at_edge = i < _EDGES or i >= len(page) - _EDGES
            if line.text and not (at_edge and (_key(line) in often or _PAGE_NUMBER.match(line.text))):
                kept.append(line)
    return kept


def _key(line: Printed) -> str:
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(lines: Sequence[Printed]) -> Iterator[Line]:
    number = 0
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end:
            yield from tables.rows([[tables.Field(cell) for cell in line.cells] for line in lines[at:end]], number)
            number += 1
        else:
            end = _paragraph_end(lines, at)
            yield Line(tidy("".join(line.text for line in lines[at:end])))
        at = end


def _table_end(lines: Sequence[Printed], at: int) -> int:
    """Where the table that begins at this line ends; 0 if none does."""
    width = len(lines[at].cells)
    end = at
    while width > 1 and end < len(lines) and len(lines[end].cells) == width:
        end += 1
    return end if end - at >= 2 and is_column_table([line.cells for line in lines[at:end]]) else 0


def _paragraph_end(lines: Sequence[Printed], at: int) -> int:
    """Where the paragraph that begins at this line ends: at a line that stops short, or before one set in."""
    end = at + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
        end += 1
    return end


def _goes_on(line: Printed, following: Printed) -> bool:
    size = line.runs[-1].height or 10.0
    is_full = line.right - line.runs[-1].right < 2.2 * size
    is_set_in = following.runs[0].left - following.left > 1.2 * size
    same_size = abs(following.runs[0].height - line.runs[0].height) < 0.35 * size
    return is_full and not is_set_in and same_size and not (line.text[-1:] in _CLOSED and len(following.cells) > 1)
