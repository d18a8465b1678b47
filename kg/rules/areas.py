"""The division table: areas by name, by short form and by code. Built by scripts/build_areas.py, read once, kept as columns.

44,500 rows are kept as strings in columns; an `Area` is made only for what is asked for. Codes: two digits and zeros
for a province, four for a prefecture, six for a county, nine for a township; nothing below (see the script).
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress, count, repeat

from kg.model import Area
from kg.rules import data
from kg.rules import regex as re

LEVELS = {"P": "Province", "C": "City", "D": "District", "T": "Town", "Z": "Zone"}
_COLUMNS = 7
_TOWN_END = re.compile(r"(?<=..)(?:街道|地区|镇|乡|苏木)$")


class Table:
    """Columns in step: row `i` is names[i], codes[i], …; rows stand sorted by name, so that homonyms are neighbours."""

    __slots__ = ("codes", "editions", "first", "levels", "names", "other", "shorts", "successors")

    def __init__(self, text: str) -> None:
        cells = text.rstrip("\n").replace("\n", "\t").split("\t")[_COLUMNS:]
        self.names, self.codes, self.levels, self.editions, self.other, self.shorts, self.successors = (
            cells[column::_COLUMNS] for column in range(_COLUMNS)
        )
        self.first = dict(zip(reversed(self.names), range(len(self.names) - 1, -1, -1), strict=True))


@cache
def table() -> Table:
    """The whole table; 0.1 s of CPU at the first call."""
    return Table(lzma.decompress(data("areas.tsv.xz")).decode())


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[Area, ...]:
    """Every area in force whose full name is `name`; if there is none, every former one."""
    t = table()
    at = t.first.get(name)
    if at is None:
        return ()
    end = at
    while end < len(t.names) and t.names[end] == name:
        end += 1
    return _in_force(map(_area, range(at, end)))


def is_name(name: str) -> bool:
    return name in table().first


@cache
def stems() -> dict[str, tuple[str, ...]]:
    """Short forms of provinces, prefectures and counties (杭州, 临平, 恩施州) -> codes in force, else former ones."""
    t = table()
    found: dict[str, list[int]] = {}
    for row, (level, short) in enumerate(zip(t.levels, t.shorts, strict=True)):
        if short and level in "PCD":
            for form in short.split("|"):
                found.setdefault(form, []).append(row)
    return {form: _codes(rows) for form, rows in found.items()}


def _codes(rows: Sequence[int]) -> tuple[str, ...]:
    if len(rows) == 1:
        return (table().codes[rows[0]],)
    return tuple(dict.fromkeys(a.code for a in _in_force(map(_area, rows))))


def _in_force(homonyms: Iterable[Area]) -> tuple[Area, ...]:
    ordered = sorted(homonyms, key=_rank)
    return tuple(a for a in ordered if (a.edition == "f") == (ordered[0].edition == "f"))


@lru_cache(maxsize=4096)
def area(code: str) -> Area | None:
    """The area of that code in force (or the former one, or the one that the civil edition numbers so); None if unknown."""
    row = _by_code().get(code)
    return None if row is None else _area(row)


@lru_cache(maxsize=16384)
def parent(code: str) -> str:
    """The code above: 330113007 -> 330113 -> 330100 -> 330000 -> "". A county without prefecture belongs to its province."""
    above = {12: code[:9], 9: code[:6], 6: code[:4] + "00"}.get(len(code), "")
    if len(code) == 6 and (above == code or above not in _by_code()):
        above = code[:2] + "0000"
    if len(code) == 9 and above not in _by_code():
        above = code[:4] + "00"
    return above if above != code else ""


@lru_cache(maxsize=8192)
def line(code: str) -> tuple[str, ...]:
    """The code and its ancestors, from the area itself up to the province."""
    found = []
    while code:
        found.append(code)
        code = parent(code)
    return tuple(found)


@lru_cache(maxsize=1024)
def below(code: str) -> tuple[Area, ...]:
    """The areas right below, by code."""
    inside = {2: 6, 4: 6, 6: 9}[len(_significant(code))]
    start = _significant(code)
    codes = [c for c in _sorted_codes(start) if len(c) in (inside, 9) and c != code and parent(c) == code]
    return tuple(a for c in codes if (a := area(c)) is not None and a.edition != "f")


def short_forms(known: Area) -> tuple[str, ...]:
    """The area's other names of daily use: 临平 for 临平区, 恩施州 and 恩施; none of one character."""
    if known.short:
        return tuple(known.short.split("|"))
    if known.level == "Town" and (stem := _TOWN_END.sub("", known.name)) != known.name and len(stem) > 1:
        return (stem,)
    return ()


def successor(code: str) -> str:
    """The code that took the place of a former one, "" if it is in force or unknown."""
    row = _by_code().get(code)
    return "" if row is None else table().successors[row]


def _significant(code: str) -> str:
    return code if len(code) == 9 else re.sub(r"(?:0000|00)$", "", code)


@cache
def _by_code() -> dict[str, int]:
    """Rows by code: the civil edition's other codes first, then former ones, overwritten by what is in force."""
    t = table()
    rows = {code: row for row, code in enumerate(t.other) if code}
    for edition in "fmn":
        of_it = list(map(str.startswith, t.editions, repeat(edition)))
        rows.update(zip(compress(t.codes, of_it), compress(count(), of_it), strict=True))
    return rows


@cache
def _all_codes() -> tuple[str, ...]:
    return tuple(sorted(table().codes))


def _sorted_codes(start: str) -> tuple[str, ...]:
    """The codes that begin with `start`, found by bisection: a scan of all 44,500 costs more than reading a page."""
    known = _all_codes()
    return known[bisect_left(known, start) : bisect_left(known, start + ":")]  # ":" follows "9"


def _area(row: int) -> Area:
    t = table()
    code, level = t.codes[row], LEVELS[t.levels[row]]
    return Area(code, t.names[row], level, parent(code), t.shorts[row], t.editions[row])


def _rank(known: Area) -> tuple[bool, int, str]:
    return known.edition == "f", len(known.code), known.code
