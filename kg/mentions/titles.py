"""Titles of people: what they hold (区委|副书记, 董事长), what honours them (院士) or what merely announces them (村民)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.mentions.areas import area_spans
from kg.mentions.organs import organs
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import trie
from kg.text.fold import simplified


@dataclass(frozen=True, slots=True)
class Office:
    """A row of `people/offices.tsv`."""

    head: str
    kind: str
    implies: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A printed title, prefixes included (常务副区长). `past`: 原 or 前 or 时任 stands before it."""

    span: Span
    text: str
    office: Office
    past: bool = False


@cache
def offices() -> Mapping[str, Office]:
    rows = table("people/offices.tsv")
    return {row["head"]: Office(row["head"], row["kind"], row["implies"], row["firm"] == "firm") for row in rows}


_GRADES = (
    "第一|常务|代理|代|执行|名誉|首席|轮值|联席|联合|高级|特聘|荣誉|挂职|专职|兼职|正|行政|"
    "资深|青年|候补|主持工作|一级|二级|三级|四级|主任|副"
)

# 理事|会, 主席|团, 母亲河长|江: the word goes on and is no title.
_GOES_ON = r"(?![团组级们厅辈室席台]|处(?!理|置)|会(?![见同晤上场])|负责制|(?<=河长)江|(?<=[省市区县]长)(?:江[大路流三中经沿两源水边岸隧航]|宁[区路]|安[街镇路]|城|春[市路]|沙[市路])|(?<=领导)(?:班子|干部|小组|力|人)|(?<=林长)制|(?<=河长)制)"


@cache
def _heads() -> re.Pattern[str]:
    """Heads alone come first in the pattern: a literal alternation is searched several times faster than one with prefixes."""
    return re.compile(f"(?P<head>{trie(offices())}){_GOES_ON}")


_BEFORE = re.compile(f"(?P<past>原任?|前任?|时任)?(?P<grades>(?:{_GRADES})*)$")
_PLACES_GROW = frozenset(f"{place}处长" for place in "地好之远到深妙")  # 地处|长江沿岸
_LONGEST_GRADES = 10  # code points of 原 and grades before a head


@lru_cache(maxsize=16)
def titles(document: Document) -> tuple[Title, ...]:
    """Every title printed in the document, in text order, without overlaps; whether somebody bears it is another question."""
    text, cuts, at = simplified(document.text), _cuts(document), 0
    found = []
    while match := _heads().search(text, at):
        title = _title(text, match, at)
        at = title.span.end
        if text[title.span.start - 1 : title.span.start + 2] in _PLACES_GROW or cuts.intersection(
            range(title.span.start + 1, title.span.end)
        ):
            at = title.span.start + 1
        else:
            found.append(title)
    return tuple(found)


def _title(text: str, head: re.Match[str], floor: int) -> Title:
    """The head with the grades before it: 原|常务副|区长."""
    window = text[max(floor, head.start() - _LONGEST_GRADES) : head.start()]
    before = _BEFORE.search(window)
    grades = len(before["grades"]) if before else 0
    span = Span(head.start() - grades, head.end())
    office = offices()[head["head"]]
    if office.head == "主席" and text.endswith("自治区", 0, span.start):  # its government's head is called so
        office = replace(office, implies="government")
    return Title(span, text[span.start : span.end], office, bool(before and before["past"]))


def _cuts(document: Document) -> set[int]:
    """Offsets that no title runs over: inside an organ's tail (代表|资格审查委员会), where an area begins (上海市|长宁区)."""
    text = document.text
    tails = [organ.tail for organ in organs(document)]
    inside = {
        at for tail in tails for at in range(tail.start + 1, tail.end + (text[tail.end : tail.end + 1] not in "长長"))
    }
    return inside | {area.span.start for area in area_spans(document)}


@spotters.register("titles")
def spot_titles(document: Document) -> Iterable[Candidate]:
    """Posts as lexical mentions (priority 30)."""
    for title in titles(document):
        if title.office.kind == "post":
            yield Candidate(Mention(title.span, "Title", "title.office", title.text), 30)
