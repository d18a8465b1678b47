"""Short forms of townships (杏坛 for 杏坛镇) and their former forms (转塘镇 for 转塘街道), only where the page spells the town
out somewhere, a parent stands before (顺德杏坛), or the home town lists its neighbours (樟铺、黄坡、塘尾)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.mentions.area_names import cuts_word
from kg.model import Mention, Span
from kg.rules import areas

_OTHER_END = r"(?:街道|镇|乡)?"


def town_stems(text: str, accepted: tuple[Mention, ...], home: str) -> Iterator[Mention]:
    """Mentions of townships by short form in simplified `text`, clear of `accepted`."""
    taken = {at for m in accepted for at in range(m.span.start, m.span.end)}
    stems = _spelled(accepted)
    listed = _neighbours(home)
    behind = {m.span.end: m.code for m in accepted if len(m.code) == 6}
    wanted = stems | listed | {s: c for code in sorted(set(behind.values())) for s, c in _children(code).items()}
    if not wanted:
        return
    for m in re.finditer("|".join(sorted(wanted, key=lambda s: (-len(s), s))), text):
        span = _with_end(text, m.span())
        if any(at in taken for at in range(span.start, span.end)) or cuts_word(text, span.start):
            continue
        if span.end == m.end() and cuts_word(text, m.end()):
            continue
        code = stems.get(m[0]) or _children(behind.get(m.start(), "")).get(m[0]) or ""
        if not code and m[0] in listed and _in_list(text, m.span(), listed):
            code = listed[m[0]]
        if not code and span.end > m.end() and m[0] in wanted and wanted[m[0]][:6] == home[:6]:
            code = wanted[m[0]]
        if code:
            yield Mention(span, "Town", "area.town", text[span.start : span.end], code=code)


def _spelled(accepted: Iterable[Mention]) -> dict[str, str]:
    """Short forms of the townships that the page spells out; a county's short form is not among them."""
    codes = {m.code for m in accepted if len(m.code) == 9}
    above = {form for code in codes if (known := areas.area(code[:6])) for form in areas.short_forms(known)}
    return {form: code for code in sorted(codes) for form in _forms(code) if form not in above}


def _neighbours(home: str) -> dict[str, str]:
    return _children(home[:6]) if len(home) == 9 else {}


def _children(code: str) -> dict[str, str]:
    if len(code) != 6:
        return {}
    return {form: town.code for town in areas.below(code) if len(town.code) == 9 for form in areas.short_forms(town)}


def _forms(code: str) -> tuple[str, ...]:
    known = areas.area(code)
    return areas.short_forms(known) if known else ()


def _with_end(text: str, span: tuple[int, int]) -> Span:
    end = re.compile(_OTHER_END).match(text, span[1])
    return Span(span[0], end.end() if end else span[1])


def _in_list(text: str, span: tuple[int, int], stems: dict[str, str]) -> bool:
    """Whether the stem stands beside a list mark with another of the stems on the other side."""
    before, after = text[: span[0]], text[span[1] :]
    return any(before.endswith(s + "、") or after.startswith("、" + s) for s in stems)
