"""Short forms of townships (杏坛 for 杏坛镇) and their former forms (转塘镇 for 转塘街道).

They count where the page spells the town out, where a parent stands before (顺德杏坛), where the home town lists its
neighbours (樟铺、黄坡、塘尾), and for the towns of the home county: there an everyday word (新华) needs the syntax of a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.mentions.area_names import EVERYDAY, common_words, cuts_word
from kg.model import Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.tokens import is_word

_END = re.compile(r"(?:街道|镇(?!区)|乡)?")
_PLACE_BEFORE = re.compile(r"[至到在从、]")
_PLACE_AFTER = re.compile(r"至|[小中]?城[市镇]|片区|集镇|镇区|老街|古镇|段|、")
_STREET = re.compile(r"(?:[东西南北中]|[一二三四五六七八九十]+)?(?:路|街(?!道)|大道|巷|弄|湖|河|江|山|桥)")


def town_stems(text: str, accepted: tuple[Mention, ...], home: str) -> Iterator[Mention]:
    """Mentions of townships by short form in simplified `text`, clear of `accepted`."""
    taken = {at for m in accepted for at in range(m.span.start, m.span.end)}
    spelled = _spelled(accepted)
    here = _children(home[:6])
    behind = {m.span.end: m.code for m in accepted if len(m.code) == 6}
    wanted = {s: c for code in sorted(set(behind.values())) for s, c in _children(code).items()} | here | spelled
    if not wanted:
        return
    for stem in sorted(wanted, key=lambda s: (-len(s), s)):
        at = text.find(stem)
        while at >= 0:
            span = _with_end(text, at, at + len(stem))
            if taken.isdisjoint(range(span.start, span.end)) and _is_whole(text, span):
                known = behind.get(at, "")
                inside = None if is_word(stem, EVERYDAY) else _children(known).get(stem) or spelled.get(stem)
                code = inside or ((spelled | here).get(stem) if _is_place(text, stem, span, home) else None)
                if code:
                    taken.update(range(span.start, span.end))
                    yield Mention(span, "Town", "area.town", text[span.start : span.end], code=code)
            at = text.find(stem, at + len(stem))


def _is_whole(text: str, span: Span) -> bool:
    return not (cuts_word(text, span.start) or cuts_word(text, span.end) or _STREET.match(text, span.end))


def _is_place(text: str, stem: str, span: Span, home: str) -> bool:
    """Whether the short form of a town of the home county can be nothing else here."""
    if span.end - span.start > len(stem):
        return True
    if stem in common_words() or stem in areas.stems():
        return False
    between = bool(_PLACE_BEFORE.match(text, span.start - 1) and _PLACE_AFTER.match(text, span.end))
    listed = between or _beside_neighbour(text, span, home)
    if is_word(stem, EVERYDAY):
        return listed or text.startswith(("小城市", "集镇", "镇区"), span.end)
    return len(home) == 6 or listed or len(stem) > 2


def _beside_neighbour(text: str, span: Span, home: str) -> bool:
    """Whether another town of the county stands on the other side of a list mark."""
    stems = tuple(_children(home[:6]))
    return text.endswith(tuple(f"{s}、" for s in stems), 0, span.start) or text.startswith(
        tuple(f"、{s}" for s in stems), span.end
    )


def _spelled(accepted: Iterable[Mention]) -> dict[str, str]:
    """Short forms of the townships that the page spells out; a county's short form is not among them."""
    codes = {m.code for m in accepted if len(m.code) == 9}
    above = {form for code in codes if (known := areas.area(code[:6])) for form in areas.short_forms(known)}
    return {form: code for code in sorted(codes) for form in _forms(code) if form not in above}


@lru_cache(maxsize=1024)
def _children(code: str) -> dict[str, str]:
    if len(code) != 6:
        return {}
    return {form: town.code for town in areas.below(code) if len(town.code) == 9 for form in areas.short_forms(town)}


def _forms(code: str) -> tuple[str, ...]:
    known = areas.area(code)
    return areas.short_forms(known) if known else ()


def _with_end(text: str, start: int, end: int) -> Span:
    further = _END.match(text, end)
    return Span(start, further.end() if further else end)
