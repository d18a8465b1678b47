"""ISO 8601 periods -> first and last day, so that 2022-Q1 and 2022-01/2022-03 are one."""

from __future__ import annotations

import calendar
from functools import cache

from kg.rules import regex as re

_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_CHINESE = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度", "H1": "上半年", "H2": "下半年"}
_PART = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12])(?:-(\d\d))?)?")


@cache
def bounds_of(period: str) -> tuple[str, str]:
    """First and last day as YYYY-MM-DD, or the parts themselves where they are no dates; two empty strings for ""."""
    begin, _, end = period.partition("/")
    return (_edge(begin, 0), _edge(end or begin, 1)) if period else ("", "")


def _edge(part: str, last: int) -> str:
    match = _PART.fullmatch(part)
    if not match or match[3]:
        return part
    year, month, _ = match.groups()
    number = _MONTHS[month][last] if month in _MONTHS else int(month or (1, 12)[last])
    return f"{year}-{number:02}-{calendar.monthrange(int(year), number)[1] if last else 1:02}"


@cache
def label_of(period: str) -> str:
    """In Chinese: 2021年, 2021年9月, 2012年—2022年; 未写明 where the text gives none."""
    return "—".join(_label(part) for part in period.split("/")) if period else "未写明"


def _label(part: str) -> str:
    match = _PART.fullmatch(part)
    if not match:
        return part
    year, month, day = match.groups()
    middle = _CHINESE.get(month or "") or (f"{int(month)}月" if month else "")
    return f"{year}年{middle}" + (f"{int(day)}日" if day else "")
