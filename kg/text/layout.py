"""Plain text that lost its layout: lines wrapped at a width, tables set in columns, tables with a cell a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from kg.rules import regex as re
from kg.text import tables
from kg.text.page import Line
from kg.text.spaces import tidy

_WIDEST = 120
"""Columns (a Chinese letter has two) up to which lines may have been wrapped; longer ones are whole paragraphs."""
_NARROWEST = 20
_SLACK = 5
"""How far from the widest line a full line may end: punctuation is not put at a line's beginning."""
_CLOSED = "。！？；：!?;:”』」）)"
_FIGURE = re.compile(r"^[-+−<>≤≥约超]?\s*\d[\d,，.]*\s*%?$|^[-—–/]{1,2}$")
_COLUMNS = re.compile(r"[ \u3000]{2,}|\t+|\s*[|│┃]\s*")
_YEARS = re.compile(r"(?:19|20)\d\d[.．年/]\d{1,2}月?[ \u3000]*[—–\-－~～]")
"""How a line of a vita begins (2006.03—2011.08 某局科长): all of them may be as wide as the widest."""
_RUN = 6
"""Lines from which on a run of short ones may be a table with a cell a line."""
_CELL = 24


def unwrapped(raws: Sequence[str]) -> list[str]:
    """The lines of a text, those joined that were wrapped at a fixed width; the text as it is if it was not."""
    if not any(_NARROWEST <= len(raw) <= _WIDEST for raw in raws):
        return list(raws)
    measured = [_full(raws, [measure(raw.rstrip()) for raw in raws]) for measure in (_width, len)]
    full = max(measured, key=sum)
    return _joined(raws, full) if any(full) else list(raws)


def _full(raws: Sequence[str], widths: Sequence[int]) -> list[bool]:
    """Which lines go on in the next one; none unless many lines are as wide as the widest and most of those go on."""
    limit = max(widths)
    wide = [limit - _SLACK <= width for width in widths]
    full = [
        is_wide and raw.rstrip()[-1:] not in _CLOSED and not columns(raw)
        for is_wide, raw in zip(wide, raws, strict=True)
    ]
    long = sum(width > limit // 2 for width in widths)
    if not _NARROWEST <= limit <= _WIDEST or sum(full) < 2 or sum(full) * 3 < long or sum(full) * 2 < sum(wide):
        return [False] * len(raws)
    return full


def _joined(raws: Sequence[str], full: Sequence[bool]) -> list[str]:
    joined: list[str] = []
    going_on = False
    for raw, is_full in zip(raws, full, strict=True):
        if going_on and raw.strip() and not raw[0].isspace() and not _YEARS.match(raw):
            joined[-1] = joined[-1].rstrip() + raw
        else:
            joined.append(raw)
        going_on = is_full
    return joined


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def columns(raw: str) -> list[str]:
    """The cells of a line set in columns by tabs, bars or runs of spaces; [] for other lines."""
    cells = [tidy(cell) for cell in _COLUMNS.split(raw.strip(" \t\u3000|│┃"))]
    return cells if len(cells) > 1 and all(len(cell) <= 60 for cell in cells) else []


def is_column_table(cells: Sequence[Sequence[str]]) -> bool:
    """Whether lines in columns are a table: as many cells in each, and figures in most rows below the first."""
    if len(cells) < 2 or len({len(row) for row in cells}) > 1 or any("。" in cell for row in cells for cell in row):
        return False
    filled = sum(any(_FIGURE.match(cell) for cell in row) for row in cells[1:])
    return filled * 2 >= len(cells) - 1 and filled > 0


def unflattened(lines: Sequence[Line], number: int) -> list[Line]:
    """The lines, with tables whose cells stand one a line put together as rows (table numbers from `number` on)."""
    found: list[Line] = []
    for run in _runs(lines):
        shape = _shape([line.text for line in run]) if len(run) >= _RUN else None
        if shape is None:
            found += run
            continue
        begin, width, end = shape
        fields = [
            [tables.Field(line.text, row == 0) for line in run[at : at + width]]
            for row, at in enumerate(range(begin, end, width))
        ]
        found += [*run[:begin], *tables.rows(fields, number), *run[end:]]
        number += 1
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Maximal stretches of short lines; every other line by itself."""
    run: list[Line] = []
    for line in lines:
        if line.kind != "row" and len(line.text) <= _CELL and "。" not in line.text and line.place == "body":
            run.append(line)
            continue
        if run:
            yield run
            run = []
        yield [line]
    if run:
        yield run


def _shape(texts: Sequence[str]) -> tuple[int, int, int] | None:
    """Where a table in these cells begins (at its headings), how many columns it has, where it ends."""
    figure = [bool(_FIGURE.match(text)) for text in texts]
    starts = [i for i in range(1, len(texts)) if figure[i] and not figure[i - 1]]
    if len(starts) < 2 or _counts_up([texts[i] for i in starts]):
        return None
    width = starts[1] - starts[0]
    labels = next((n for n in range(1, width) if figure[starts[1] - n - 1]), 0)
    first = starts[0] - labels
    begin = first - width
    if labels == 0 or begin < 0 or any(figure[begin:first]):
        return None
    end = first
    while end + width <= len(texts) and figure[end : end + width] == figure[first : first + width]:
        end += width
    return (begin, width, end) if end - first >= 2 * width else None


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the figures are the numbers of a list: 1, 2, 3."""
    return [text for text in texts if text.isdigit()][:2] in (["1", "2"], ["0", "1"], ["2", "3"])
