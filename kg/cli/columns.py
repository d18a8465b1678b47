"""Columns that stand under each other in a terminal, where a Chinese character takes two places; and small bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.cells import cell_len

WIDTH = 24  # places of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉"
_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """The rows as lines, each column as wide as its widest cell; the columns in `right` end in one line. Rows may be short;
    a column without any word takes no room."""
    count = max(map(len, rows), default=0)
    full = [[*(cell.replace("\n", " ") for cell in row), *[""] * (count - len(row))] for row in rows]
    widths = [max(cell_len(row[i]) for row in full) for i in range(count)]
    ends = frozenset(right)
    shown = [i for i, width in enumerate(widths) if width]
    return [_GAP.join(_padded(row[i], widths[i], i in ends) for i in shown).rstrip() for row in full]


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space


def bars(values: Sequence[Decimal]) -> list[str]:
    """A bar a value, to one scale, from zero; where some are negative, zero lies inside and they go to the left of it."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        return [""] * len(values)
    left = round(WIDTH * -low / (high - low))
    return [_bar(v, left, (high - low) / WIDTH) for v in values]


def _bar(value: Decimal, left: int, step: Decimal) -> str:
    if value < 0:
        length = min(left, max(1, round(-value / step)))
        return " " * (left - length) + "░" * length
    eighths = round(value / step * 8)
    return " " * left + "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180: CRLF, quotation marks where needed."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


__all__ = ["WIDTH", "aligned", "as_csv", "bars"]
