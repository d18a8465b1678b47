"""Areas that were renamed: 富阳市 became 富阳区, with another code.

A page that knows only the old name speaks of the old area, and its short form (富阳) means that one; where the new name
stands too, the old one is history told of the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.mentions.area_names import Found
from kg.rules import areas
from kg.rules import regex as re


def in_one_time(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """`found` with the codes of renamed areas set to the time that the page is written in."""
    full = {f.codes[0] for f in found if f.full and len(f.codes) == 1}
    renamed = dict(_renamed(full))
    if not renamed:
        return found
    return tuple(replace(f, codes=tuple(dict.fromkeys(renamed.get(c, c) for c in f.codes))) for f in found)


def _renamed(full: set[str]) -> Iterator[tuple[str, str]]:
    """(code, code to put in its place) for every former area among the full names whose successor has its short form."""
    for code in sorted(full):
        known, heir = areas.area(code), areas.area(areas.successor(code))
        if known and heir and known.edition == "f" and known.short == heir.short and code != heir.code:
            yield (code, heir.code) if heir.code in full else (heir.code, code)


_OTHER_UNIT = re.compile("市(?![民场值区政委容级域直属])|县(?![域级])|区(?![域间块位级内外县镇划])")


def without_mangled(text: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """`found` without the short forms of counties that the page prints with a unit which no such area has: 武昌市 is a
    spoilt name, and 武昌 on that page then no 武昌区 unless that is spelled out."""
    spelled = {f.codes[0] for f in found if f.full and len(f.codes) == 1}
    short = [f for f in found if not f.full and all(not code.endswith("00") for code in f.codes)]
    spoilt = {f.name for f in short if _OTHER_UNIT.match(text, f.span.end) and not spelled.intersection(f.codes)}
    return tuple(f for f in found if f.full or f.name not in spoilt) if spoilt else found
