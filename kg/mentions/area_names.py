"""Strings that may name an area, before anything decides whether they do: full names and short forms of the table.

Full names are looked up backwards from their last character (省, 市, 区, …), short forms from their first two; both
on simplified text. A string that cuts a word in half is no name: 示范|县, 亚运|城市, 运河|北片.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.edges import clause
from kg.model import Mention, Span
from kg.rules import areas, table
from kg.rules import regex as re
from kg.rules.sieve import quick
from kg.tokens import crossed, is_word

LONGEST = 15
EVERYDAY = 20  # a word counted so often in the text that the dictionary was made from is in daily use
Whole = Callable[[str, int, int], bool]
_LAST = re.compile(r"[省市区县旗州盟镇乡道木]")
_MORE = re.compile(
    r"市(?:场|值|民(?!政|族|营|用|办|委)|占)|区(?:域|间|块链|位)|县(?:域|城)|镇(?:域|区)|州际|省会|道(?:路|德|理)|盟(?:友|约|员)|乡(?:情|村|土|亲|镇|愁|音|贤)|镇(?:痛|定|静)"
)
_FUNCTION = "于和在对与从到以为由向及或是有将较比"  # 增速快|于|城镇居民 is not 于城镇
_ROAD = re.compile(
    r"(?:[东西南北中]|[一二三四五六七八九十]+)?(?:路|街(?!道)|大道|大街|巷|弄|湾|话|菜|味|舰|籍|人(?!民|才|大|均|社|口|居|工))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A string that names `codes` in the table (several: homonyms). `full`: with 市, 区, 镇 …; short forms and the full
    names that are everyday words (城区) are not."""

    span: Span
    name: str
    codes: tuple[str, ...]
    full: bool


@cache
def common_words() -> frozenset[str]:
    """Names that are everyday words as well (合作, 白银, 城区): they need their parent before them, or to be home."""
    return frozenset(row["word"] for row in table("lexicon/area_words.tsv"))


def is_everyday(f: Found) -> bool:
    """合作, 城区, 小城镇: words that are names only where something else says so."""
    return f.name in common_words() or (not f.full and areas.is_name(f.name))


def find(text: str) -> tuple[Found, ...]:
    """All full names and short forms in simplified `text`, left to right, without overlaps, whole words only."""
    return _found(text, _is_whole)


def find_in_name(text: str) -> tuple[Found, ...]:
    """The same in a publisher's name, where 杭州网 is one word of the dictionary and names 杭州 all the same."""
    return _found(text, lambda *_: True)


def _found(text: str, whole: Whole) -> tuple[Found, ...]:
    full = _full_names(text)
    taken = {at for found in full for at in range(found.span.start, found.span.end)}
    short = [f for f in _short_forms(text, whole) if f.span.start not in taken and f.span.end - 1 not in taken]
    return tuple(sorted((*full, *short), key=lambda f: (f.span.start, f.span.end)))


def _full_names(text: str) -> list[Found]:
    kept: list[Found] = []
    for last in _LAST.finditer(text):
        if (found := _name_before(text, last.end())) is None or cuts_word(text, found.span.start):
            continue
        if kept and kept[-1].span.meets(found.span):
            _settle_crossing(kept, found)
        else:
            kept.append(found)
    return kept


def _settle_crossing(kept: list[Found], found: Found) -> None:
    """Two names share characters: the longer one if it holds the other; 济南|市中区 if that is a child of the first."""
    before = kept[-1]
    if found.span.holds(before.span):
        kept.pop()
        if not kept or not kept[-1].span.meets(found.span):
            kept.append(found)
        return
    stem = before.name[: found.span.start - before.span.start]
    above = [code for code in areas.stems().get(stem, ()) if any(areas.parent(c) == code for c in found.codes)]
    if above:
        kept[-1] = Found(Span(before.span.start, found.span.start), stem, tuple(above), False)
        kept.append(found)


def _name_before(text: str, end: int) -> Found | None:
    first = areas.table().first
    for length in range(min(LONGEST, end), 1, -1):
        name = text[end - length : end]
        if name in first:
            if _MORE.match(text, end - 1) or (name[0] in _FUNCTION and is_word(name[1:], EVERYDAY)):
                return None
            codes = tuple(a.code for a in areas.named(name) if a.level != "Zone")
            full = name not in common_words() and not _is_weak(name, codes)
            return Found(Span(end - length, end), name, codes, full) if codes else None
    return None


def _is_weak(name: str, codes: tuple[str, ...]) -> bool:
    """A name of two characters, and a town's or a former county's that may be a character before a common word
    (小|城镇, 新|城区): they need an anchor like a short form."""
    if len(name) == 2:
        return name.endswith(("镇", "乡"))
    lesser = all(len(code) > 6 or areas.successor(code) for code in codes)
    return lesser and (is_word(name, EVERYDAY) or (len(name) == 3 and is_word(name[1:], 10 * EVERYDAY)))


def _short_forms(text: str, whole: Whole) -> list[Found]:
    heads, stems = _heads(), areas.stems()
    found: list[Found] = []
    at = 0
    for place in _beginnings().finditer(text):
        start = place.start()
        if start < at:
            continue
        for stem in heads.get(text[start : start + 2], ()):
            if text.startswith(stem, start) and whole(text, start, start + len(stem)):
                at = start + len(stem)
                found.append(Found(Span(start, at), stem, stems[stem], False))
                break
    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    if _ROAD.match(text, end) or cuts_word(text, start):
        return False
    return not cuts_word(text, end) or _overlaps_area(text, start, end)


def _overlaps_area(text: str, start: int, end: int) -> bool:
    """Whether a province stands here and all that runs into it is another area's short form: 云南|昌盛, not 云|南昌|盛."""
    codes = areas.stems().get(text[start:end], ())
    province = any(code.endswith("0000") for code in codes)
    opens = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"
    return province and opens and text[end - 1 : end + 1] in areas.stems() and not is_word(text[end - 1 : end + 2])


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """First two characters -> the short forms that begin so, longest first."""
    heads: dict[str, list[str]] = {}
    for stem in areas.stems():
        heads.setdefault(stem[:2], []).append(stem)
    return {head: tuple(sorted(found, key=lambda s: (-len(s), s))) for head, found in heads.items()}


@cache
def _beginnings() -> re.Pattern[str]:
    """Places whose first and second character can begin a short form: nine of ten are done with here."""
    first, second = ("".join(sorted({head[at] for head in _heads()})) for at in (0, 1))
    return re.compile(f"(?=[{first}][{second}])")


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {row["letter"]: row["code"] for row in table("lexicon/area_letters.tsv")}
    letters = "".join(codes)
    return quick(
        f"(?:[赴驻抵融返在来]|(?<![\u4e00-\u9fff])入|融入|接轨|对接)([{letters}])(?![{letters}唐广哈港九州海深⻄西北南东中湾江河剧语菜帮派])"
    ), codes


def letters(text: str, accepted: Iterable[Mention]) -> Iterator[Mention]:
    """One-character names (赴沪) in simplified `text`, clear of `accepted`."""
    pattern, codes = _letters()
    taken = {at for m in accepted for at in range(m.span.start, m.span.end)}
    for m in pattern.finditer(text):
        span = Span(*m.span(1))
        edges = (m.start(), span.start, span.end)
        if span.start not in taken and not any(cuts_word(text, at) for at in edges) and _word_begins(text, span.end):
            known = areas.area(codes[m[1]])
            yield Mention(span, known.level if known else "City", "area.letter", m[1], code=codes[m[1]])


def _word_begins(text: str, at: int) -> bool:
    """Whether a word or a mark follows: 在川|考察, not 在|川岳文创园."""
    return not "\u3400" <= text[at : at + 1] <= "\u9fff" or text[at] in "的和与及等融赴驻" or is_word(text[at : at + 2])


def cuts_word(text: str, at: int) -> bool:
    """Whether offset `at` lies inside a word of the dictionary (words that are only guessed do not count)."""
    if at <= 0 or at >= len(text) or not ("\u3400" <= text[at - 1] <= "\u9fff" and "\u3400" <= text[at] <= "\u9fff"):
        return False
    if not crossed(text, at):
        return False
    begin, ends = clause(text, at)
    before = begin
    for end in ends:
        if begin + end >= at:
            return begin + end > at and is_word(text[before : begin + end])
        before = begin + end
    return False
