"""Which place a heading opens a section about (【云湖县】产业兴旺), and what 全县 means below it on a wider area's page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from kg.facts.figures_topic import BODIES, RANK
from kg.facts.structure import holds
from kg.model import Document, LocalId, Mention
from kg.rules import regex as re

_MARKS = re.compile(
    r"[\s【\[（(“《#*·•■◆●—\-]*(?:第?[一二三四五六七八九十\d]{1,3}(?:[、.．，）)]|是|[章节])|[（(][一二三四五六七八九十\d]{1,3}[）)])?[\s【\[“《]*"
)
_AREAS = ("City", "District", "Town", "Village")
_ALONE = 4
"""How many characters a heading may have besides the name of a body that its section is about."""


def sections(
    document: Document, mentions: tuple[Mention, ...], types: dict[LocalId, str], home: LocalId
) -> dict[int, LocalId]:
    """Start of a block -> the place or body that the heading above it names first; blocks below no such heading are left
    out. A place must lie within the home area, and be smaller."""
    found: dict[int, LocalId] = {}
    starts = [m.span.start for m in mentions]
    about = ""
    for block in document.blocks:
        if block.kind == "heading":
            words = document.quote(block.span)
            marks = _MARKS.match(words)
            at = bisect_left(starts, block.span.start + (marks.end() if marks else 0))
            first = mentions[at] if at < len(mentions) and mentions[at].span.end <= block.span.end else None
            begins = first and first.span.start == block.span.start + (marks.end() if marks else 0)
            about = first.entity if first and begins and _heads(first, words, types, home) else ""
        elif about:
            found[block.span.start] = about
    return found


def _heads(m: Mention, words: str, types: dict[LocalId, str], home: LocalId) -> bool:
    """Whether what a heading begins with is what its section is about."""
    if m.type == "Scope":
        return False
    if types[m.entity] in _AREAS:
        return is_within(m.entity, home, types)
    return types[m.entity] in (*BODIES, "Zone") and len(words.strip()) - len(m.name) <= _ALONE


def is_within(area: LocalId, home: LocalId, types: dict[LocalId, str]) -> bool:
    """Whether an area lies in the home area and is smaller than it."""
    if area == home or RANK.get(types.get(area, ""), 9) >= RANK.get(types.get(home, ""), 0):
        return False
    return not (area.startswith("area:") and home.startswith("area:")) or holds(home, area)


def scope_meant(
    document: Document, m: Mention, named: tuple[Mention, ...], places: dict[int, LocalId], names: dict[LocalId, str]
) -> LocalId:
    """The area that 全县 or 全市 means where it is not the home: the one of that kind named last in its paragraph, else
    the one its section is about; "" if there is none."""
    kind = m.name[-1:]
    starts = [b.span.start for b in document.blocks]
    begin = starts[bisect_right(starts, m.span.start) - 1] if starts else 0
    before = [a for a in named if begin <= a.span.start < m.span.start and names.get(a.entity, "").endswith(kind)]
    if before:
        return before[-1].entity
    about = places.get(begin, "")
    return about if names.get(about, "").endswith(kind) else ""
