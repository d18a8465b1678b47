"""Regions, waters and mountains that everybody knows, directions as regions (华南, 西南地区), institutions' short names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.mentions.edges import clause
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain
from kg.mentions.things_heads import ends_with_head
from kg.model import Document, Mention, Span
from kg.rules import areas, table
from kg.rules import regex as re
from kg.rules.sieve import quick, trie
from kg.text.fold import simplified
from kg.tokens import is_word

_DIRECTIONS = ("东北", "西北", "西南", "华北", "华东", "华中", "华南")
_NO_REGION = re.compile(
    r"[部侧角方面边向端风麓隅郊]|[\u4e00-\u9fff]{0,4}(?:大学|学院|医院|出版社|路|街|片|片区|组团|门|师范|师大|某)"
)
_DIRECTION_BEFORE = re.compile(r"[\u4e00-\u9fff]*[偏向朝市县区省镇村城以的]$")
_NO_WATER = re.compile(
    r"[路街桥村镇乡区县市州]|中[路学]|大[道桥街学]|[东西南北]路|证券|商学院|期货|实业|股份|口岸|新区|西瓜|石|水利|航道局|航务|海事|委|引航|通航|卫视|日报|商报"
)
_BYLINE = re.compile(
    "[^，。\n]{0,8}(?:记者|通讯员|消息(?=[（(：: ])|客户端|电(?=[（(：: ]))|讯(?![息号])"
)  # who prints a page is not in it
_WARD = "(?:附属)?(?:第?[一二三四五六七八九十]+(?:医)?院|妇院|儿院|妇产科医院|儿童医院|口腔医院|邵逸夫医院|附院|[一二三四五六]附院|附一院|附二院|医学院|眼科医院)"


@cache
def _places() -> dict[str, str]:
    return {row["name"]: row["type"] for row in table("gazetteers/places.tsv")}


@cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(trie(_places()) + "(?:地区)?")


@cache
def _institutions() -> re.Pattern[str]:
    rows = table("gazetteers/institutions.tsv")
    wards = trie(row["name"] for row in rows if row["parent"])
    alone = trie(row["name"] for row in rows if row["parent"] != "only")
    return quick(f"{wards}{_WARD}|{alone}")


@spotters.register("things.places")
def spot_places(document: Document) -> Iterator[Candidate]:
    text = simplified(document.text)
    for match in _place_pattern().finditer(text):
        name = match[0] if match[0] in _places() else match[0].removesuffix("地区")
        type_ = _places()[name]
        if _fits(text, Span(*match.span()), type_, name):
            start = (
                _with_direction(text, match.start()) if type_ == "NaturalFeature" and len(name) > 2 else match.start()
            )
            rule = f"{type_.lower()}.known"
            priority = 61 if type_ in ("Region", "Zone") and ends_with_head(name) else 48 if type_ == "Region" else 44
            yield Candidate(Mention(Span(start, match.end()), type_, rule, text[start : match.end()]), priority)


def _fits(text: str, span: Span, type_: str, name: str) -> bool:
    if name == "北疆" and text.endswith("祖国", 0, span.start):  # the country's north
        return False
    if name in _DIRECTIONS:
        return not (
            _NO_REGION.match(text, span.end) or _DIRECTION_BEFORE.search(text, max(0, span.start - 1), span.start)
        )
    if len(name) == 2 and type_ != "Region":
        return not _NO_WATER.match(text, span.end) and not _inside_word(text, span) and not _crosses(text, span)
    return len(name) > 3 or aligned(text, Span(span.start, span.start + len(name)))


def aligned(text: str, span: Span) -> bool:
    """Whether the span cuts no word of the dictionary: not 四|川东北|部."""
    begin, ends = clause(text, span.start)
    at = begin
    for end in (begin + e for e in ends):
        cut = at < span.start < end or at < span.end < end
        if cut and is_word(text[at:end]):
            return False
        at = end
    return True


def _with_direction(text: str, start: int) -> int:
    """Where the name begins with its direction: 东|居延海."""
    before = text[start - 2 : start - 1]
    free = not "\u4e00" <= before <= "\u9fff" or before in "的在和与及至到是有、"
    return start - 1 if free and text[start - 1 : start] in tuple("东西南北") else start


def _crosses(text: str, span: Span) -> bool:
    """Whether an area's name overlaps the beginning: 山|东海|阳."""
    return text[span.start - 1 : span.start + 1] in areas.stems()


def _inside_word(text: str, span: Span) -> bool:
    """Whether a longer dictionary word swallows a name of two characters: 泰山|北斗."""
    begin, end = span.start, span.end
    longer = (text[begin : end + 1], text[begin : end + 2], "" if text[begin - 1] in "于在" else text[begin - 1 : end])
    return any(is_word(word) for word in longer if len(word) > 2)


@spotters.register("things.institutions")
def spot_institutions(document: Document) -> Iterator[Candidate]:
    """新华社, 华西医院: famous short names, and the numbered hospitals of a university."""
    document = plain(document)
    for match in _institutions().finditer(document.text):
        span = Span(*match.span())
        if _BYLINE.match(document.text, span.end):
            continue
        if len(match[0]) > 3 or aligned(document.text, span):
            yield Candidate(Mention(span, "Institution", "institution.short", match[0]), 52)
