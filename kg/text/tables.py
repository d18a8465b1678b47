"""Grids of cells -> table rows: spanned cells resolved, heading cells marked, one line a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.rules import regex as re
from kg.text.page import Line, Slot

_FIGURE = re.compile(
    r"^(?!(?:19|20)\d{2}年|\d{1,2}(?:[-—–]\d{1,2})?月)[-+±−－<>≤≥约超近]{0,2}\s*\d[\d,，. ]*\s*\S{0,6}$"
)
_BLANK = re.compile(r"^[-—–/\\*…·\s]*$")


@dataclass(frozen=True, slots=True)
class Field:
    """A cell as the page writes it, before its spans are resolved."""

    text: str
    heading: bool = False
    columns: int = 1
    rows: int = 1


def rows(table: Sequence[Sequence[Field]], number: int) -> list[Line]:
    """One line a row, cells joined by a tab (they never hold one). A cell that spans rows is printed again in each of
    them, so that a row can be read on its own; one that spans columns is printed once."""
    grid = [row for row in _grid(table) if any(field.text for field, _ in row)]
    marked = _mark_headings(grid)
    return [_line(row, number, heading) for row, heading in zip(grid, marked, strict=True)]


def looks_like_table(table: Sequence[Sequence[Field]]) -> bool:
    """Whether the cells are data and not the layout of a page: two rows, two columns, short cells."""
    filled = [[field for field in row if field.text] for row in table]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max(len(row) for row in filled) < 2:
        return False
    lengths = [len(field.text) for row in filled for field in row]
    return sum(lengths) / len(lengths) <= 60 and max(lengths) <= 400


def _grid(table: Sequence[Sequence[Field]]) -> list[list[tuple[Field, int]]]:
    """Rows of (field, which field of the row it is printed as), rectangular as far as the page says."""
    grid: list[list[tuple[Field, int]]] = []
    hanging: dict[int, tuple[Field, int]] = {}  # column -> (field that spans downwards, rows left)
    for fields in table:
        row: list[tuple[Field, int]] = []
        printed = 0
        waiting = list(fields)
        while waiting or any(column >= len(row) for column in hanging):
            if len(row) in hanging:
                field = hanging[len(row)][0]
                width = 1
                while len(row) + width in hanging and hanging[len(row) + width][0] is field:
                    width += 1
            elif waiting:
                field = waiting.pop(0)
                width = field.columns
                for column in range(len(row), len(row) + width):
                    if field.rows > 1:
                        hanging[column] = (field, field.rows)
            else:
                field, width = Field(""), 1
            row += [(field, printed)] * width
            printed += 1
        hanging = {c: (f, left - 1) for c, (f, left) in hanging.items() if left > 1}
        grid.append(row)
    return grid


def _mark_headings(grid: Sequence[Sequence[tuple[Field, int]]]) -> list[bool]:
    """Which rows are headings: those of <th> alone, else the first rows without a figure over rows with figures."""
    marked = [bool(row) and all(field.heading for field, _ in row) for row in grid]
    if any(marked):
        return marked
    figures = [any(_FIGURE.match(field.text) for field, _ in row[1:]) for row in grid]
    first = next((i for i, found in enumerate(figures) if found), 0)
    if first and first <= 3:
        return [i < first and not _is_group(row) for i, row in enumerate(grid)]
    return [i == 0 and _is_label_row(row) for i, row in enumerate(grid)]


def _is_group(row: Sequence[tuple[Field, int]]) -> bool:
    """A row with words in its first cell alone."""
    return not any(field.text for field, printed in row if printed)


def _is_label_row(row: Sequence[tuple[Field, int]]) -> bool:
    texts = [field.text for field, _ in row]
    return all(0 < len(t) <= 16 and not _FIGURE.match(t) and not _BLANK.match(t) for t in texts)


def _line(row: Sequence[tuple[Field, int]], number: int, heading: bool) -> Line:
    cells: dict[int, str] = {}
    for field, printed in row:
        cells.setdefault(printed, field.text)
    texts = tuple(cells.values())
    grid = tuple(Slot(printed, heading or field.heading) for field, printed in row)
    return Line("\t".join(texts), "row", 0, texts, grid, number)
