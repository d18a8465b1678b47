"""Administrative areas with their codes, and the home area that anchors them.

A string of the division table becomes a mention only if something ties it to one area: a parent spelled before it
(杭州临平), the home area's line of ancestors, children and neighbours, or that no second area has the name. What stays
open is left without a code, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.mentions.area_names import Found, common_words, find, find_in_name, is_everyday, letters
from kg.mentions.former import in_one_time, without_mangled
from kg.mentions.home import home_of
from kg.mentions.spot import Candidate, spotters
from kg.mentions.towns import town_stems
from kg.model import Document, Mention, Rejection, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.text.fold import simplified

FULL, STEM = 80, 20
FAR = 9
_AND = ("、", "和", "与", "及")


@dataclass(frozen=True, slots=True)
class AreaReading:
    """`home` is a code or "", `mentions` stand in text order without overlap, `refused` are names that nothing on the
    page ties to one area (everyday words are not listed)."""

    home: str
    mentions: tuple[Mention, ...]
    refused: tuple[Rejection, ...]


def home_area(document: Document) -> str:
    """Code of the area that the document is about, "" where the page names none."""
    return read_areas(document).home


def area_spans(document: Document) -> tuple[Mention, ...]:
    """The document's areas in text order: with `code` where it is certain, spans do not overlap."""
    return read_areas(document).mentions


def read_areas(document: Document) -> AreaReading:
    """All that the document's area names say; read once a document."""
    return _read(document.text, document.title or "", document.publisher or "")


@spotters.register("areas")
def spot_areas(document: Document) -> Iterator[Candidate]:
    for mention in area_spans(document):
        yield Candidate(mention, FULL if mention.rule == "area.full" else STEM)


@lru_cache(maxsize=16)
def _read(text: str, title: str, publisher: str) -> AreaReading:
    text = simplified(text)
    found = tuple(f for f in without_mangled(text, in_one_time(find(text))) if not _is_nature(text, f))
    titled = Span(0, len(title)) if title and text.startswith(simplified(title)) else Span(0, 0)
    outside = () if titled.end else find(simplified(title))
    home = home_of(text, titled.end, found, outside, find_in_name(simplified(publisher)))
    accepted = tuple(_accept(text, found, home))
    accepted += tuple(letters(text, accepted))
    mentions = tuple(sorted((*accepted, *town_stems(text, accepted, home)), key=lambda m: m.span))
    return AreaReading(home, mentions, tuple(_refused(found, mentions)))


_FLOWS = re.compile(
    "流(?!通|动人)|水系|水量|水质|[上中下]游|干流|支流|河道|[两沿]岸|汇入|注入|发源|自[东西南北]|脚下|山麓"
)
_SPRINGS = re.compile("(?:发源于|源自|源于|源出)[^，。；]{1,8}的$")


def _is_nature(text: str, f: Found) -> bool:
    """Whether a short form that is also a river's or mountain's name is one here: 黑河流入, 发源于…的漠河."""
    if f.full or f.name[-1] not in "河江湖海山":
        return False
    before = text[max(0, f.span.start - 14) : f.span.start]
    return _FLOWS.match(text, f.span.end) is not None or _SPRINGS.search(before) is not None


def _refused(found: Iterable[Found], mentions: Iterable[Mention]) -> Iterator[Rejection]:
    named = {m.span for m in mentions}
    for f in found:
        if f.span not in named and not is_everyday(f):
            reason = "several areas have this name" if len(f.codes) > 1 else "nothing ties the short form to its area"
            yield Rejection(f.span, _type(f, ""), f.name, "area.stem", reason)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What ties names to one area on this page: the home area's surroundings and what is spelled out anywhere."""

    home: str
    line: frozenset[str]
    near: frozenset[str]
    spelled: frozenset[str]

    def nearest(self, codes: Iterable[str]) -> str:
        """The only one of `codes` that stands closest to home, else whose closest ancestor on the page is the closest;
        "" if two are equally close or none is near."""
        codes = tuple(codes)
        for circle in (self.line, self.near, self.spelled):
            inside = [code for code in codes if code in circle]
            if inside:
                return inside[0] if len(inside) == 1 else ""
        steps = {c: self._steps(c) for c in codes}
        least = min(steps.values())
        return _only([c for c in codes if steps[c] == least]) if least < FAR else ""

    def _steps(self, code: str) -> int:
        """How many levels above the area its closest ancestor on the page stands; FAR if none is named."""
        return next((i for i, above in enumerate(areas.line(code)) if i and above in self.spelled), FAR)


def _anchor(found: tuple[Found, ...], home: str) -> Anchor:
    line = areas.line(home) if home else ()
    around = [home, *line[1:3]] if home else []
    near = {a.code for code in around if len(code) < 9 for a in areas.below(code)}
    spelled = {f.codes[0] for f in found if _is_spelled(f)}
    return Anchor(home, frozenset(line), frozenset(near), frozenset(spelled | set(line)))


def _is_spelled(f: Found) -> bool:
    code = _only(f.codes)
    return code.endswith("00") or (len(code) == 6 and f.full and len(f.name) > 2)


def _accept(text: str, found: tuple[Found, ...], home: str) -> Iterator[Mention]:
    anchor = _anchor(found, home)
    before: Mention | None = None
    open_: list[Found] = []
    accepted: list[Mention] = []
    for f in found:
        code, rule = _decide(f, before, anchor)
        if code or (f.full and len(f.name) > 2):
            before = Mention(f.span, _type(f, code), rule, f.name, code=code)
            accepted.append(before)
        elif len(f.codes) == 1 and f.name not in common_words():
            open_.append(f)
    yield from accepted
    yield from _listed(text, open_, accepted)


def _listed(text: str, found: Iterable[Found], accepted: Iterable[Mention]) -> Iterator[Mention]:
    """Counties by short form that no second area has, in one list with an accepted one: 夏津 in 巨鹿、夏津."""
    ends = {m.span.end: m.type for m in accepted if m.code}
    starts = {m.span.start: m.type for m in accepted if m.code}
    for f in found:
        kind = _type(f, f.codes[0])
        left = text[f.span.start - 1 : f.span.start] in _AND and ends.get(f.span.start - 1) == kind
        right = text[f.span.end : f.span.end + 1] in _AND and starts.get(f.span.end + 1) == kind
        if left or right:
            yield Mention(f.span, kind, "area.listed", f.name, code=f.codes[0])


def _decide(f: Found, before: Mention | None, anchor: Anchor) -> tuple[str, str]:
    """(code, rule) of what `f` names; the code is "" where it stays open."""
    if before and before.code and before.span.end == f.span.start:
        below = [code for code in f.codes if before.code in areas.line(code)[1:]]
        if len(below) == 1:
            return below[0], "area.full" if f.full else "area.chain"
        if not f.full:
            return "", "area.chain"
    if f.full:
        return _full_code(f, anchor), "area.full"
    return _stem_code(f, anchor), "area.stem"


def _full_code(f: Found, anchor: Anchor) -> str:
    if code := anchor.nearest(f.codes):
        return code
    only = _only(f.codes)
    return only if len(f.name) > 2 and (len(only) == 6 or not anchor.home) else ""


def _stem_code(f: Found, anchor: Anchor) -> str:
    if anchor.home not in f.codes and (province := _only(c for c in f.codes if c.endswith("0000"))):
        return province
    for circle in (anchor.line, anchor.near, anchor.spelled):
        inside = [code for code in f.codes if code in circle]
        if inside and (circle is anchor.line or f.name not in common_words()):
            return min(inside, key=len) if len(inside) == 1 else _higher(inside)
    return "" if f.name in common_words() else _higher(f.codes)


def _higher(codes: Iterable[str]) -> str:
    """The province, else the only prefecture among `codes`; "" if all are counties: those need an anchor."""
    codes = tuple(codes)
    return _only([c for c in codes if c.endswith("0000")]) or _only([c for c in codes if c.endswith("00")])


def _only(codes: Iterable[str]) -> str:
    found = tuple(dict.fromkeys(codes))
    return found[0] if len(found) == 1 else ""


def _type(f: Found, code: str) -> str:
    known = areas.area(code or f.codes[0])
    return known.level if known else "District"
