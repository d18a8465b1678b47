"""The areas that a document knows: those it names, and the line of ancestors of its home, whose names open other names."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from kg.model import Entity, LocalId, Reading
from kg.resolution.names import inside, stem
from kg.rules import areas
from kg.rules import regex as re

_PARTY = "中共"
_LEVEL = re.compile("[省市区县州盟旗]")
_Openings = dict[str, list[tuple[str, str]]]


class Places:
    """Codes of a document's areas, its home, and what names begin with which area."""

    def __init__(self, reading: Reading) -> None:
        entities = reading.linked.entities
        self.document = reading.document.id
        self.codes = {e.id: e.code for e in entities if e.code}
        self.home = self.code_of(reading.linked.home)
        homes = sorted({code for e in entities if (code := self.code_of(e.home))} - {self.home})
        forms: dict[str, str] = {}
        for code in (*homes, self.home):
            forms.update(_of_line(code))
        forms.update((form, e.code) for e in reversed(entities) if e.code for form in _forms(e))
        self._openings: _Openings = defaultdict(list)
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            self._openings[form[0]].append((form, forms[form]))

    def code_of(self, local: LocalId) -> str:
        return self.codes.get(local) or (local.removeprefix("area:") if local.startswith("area:") else "")

    def leading(self, name: str) -> tuple[str, str]:
        """The innermost of the areas that open a name, and what follows them."""
        code, rest = "", name.removeprefix(_PARTY)
        while match := self._opening(rest, code) or _anywhere(rest, code):
            form, code = match
            rest = rest[len(form) :]
        return code, rest

    def _opening(self, rest: str, outer: str) -> tuple[str, str] | None:
        for form, code in self._openings.get(rest[:1], ()):
            if rest.startswith(form) and len(rest) > len(form) and (not outer or inside(code, outer)):
                return form, code
        return None


@lru_cache(maxsize=1 << 16)
def _anywhere(rest: str, outer: str) -> tuple[str, str] | None:
    """An area that opens a name although the page is not about it: written out, or one whose short form every reader knows
    (杭州, 浙江); only where one area is meant."""
    for end in _LEVEL.finditer(rest, 1, 11):
        form = rest[: end.end()]
        codes = [a.code for a in areas.named(form) if len(a.code) == 6 and (not outer or inside(a.code, outer))]
        if len(codes) == 1 and len(rest) > len(form):
            return form, codes[0]
    found = _large().get(rest[:3]) or _large().get(rest[:2])
    return found if found and not outer and len(rest) > len(found[0]) else None


@cache
def _large() -> dict[str, tuple[str, str]]:
    """Short forms of provinces and prefectures that no other province or prefecture has, with their codes."""
    found = {}
    for form, codes in areas.stems().items():
        above = [c for c in codes if c.endswith("00")]
        whole = [c for c in above if c.endswith("0000")] or above
        if len(whole) == 1 and len(form) in (2, 3):
            found[form] = (form, whole[0])
    return found


@lru_cache(maxsize=4096)
def _of_line(code: str) -> dict[str, str]:
    """Names and short forms of an area and of all that it lies in, the innermost counting where two are alike."""
    found: dict[str, str] = {}
    for above in reversed(areas.line(code) if code else ()):
        known = areas.area(above)
        if known is not None:
            found.update((form, above) for form in (known.name, *areas.short_forms(known)) if len(form) >= 2)
    return found


def _forms(area: Entity) -> set[str]:
    """Full name, stem and printed short forms of an area; relative forms (全区) are none of its names."""
    names = {area.name, stem(area.name), *(a for a in area.aliases if a[:1] not in "全本我该此当")}
    return {n for n in names if len(n) >= 2}


def own_level(letter: str, code: str) -> str:
    """The area that 县, 市 or 省 before a bare name means in a page of the area coded `code`; "" if it lies in none such."""
    for above in areas.line(code) if code.isdecimal() else ():
        known = areas.area(above)
        if known is not None and (known.name.endswith(letter) or (letter == "省" and known.level == "Province")):
            return above
    return ""
