"""Areas that were renamed: 富阳市 became 富阳区, with another code.

A page that knows only the old name speaks of the old area, and its short form (富阳) means that one; where the new name
stands too, the old one is history told of the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.mentions.area_names import Found
from kg.rules import areas


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
