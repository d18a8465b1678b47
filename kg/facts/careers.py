"""Whose life a sentence tells: under a heading 陈某同志简历, or in the paragraph of 陈某，男，…, where posts stand without a name.

A line of a vita that begins with years (2006.03—2011.08 某局科长) says when: its posts have ended if its years have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, LocalId, Mention, Span
from kg.rules import regex as re
from kg.text.fold import simplified

_HEADING = re.compile(r"(?:同志)?(?:的)?(?:个人|主要|工作)?(?:简历|简介|履历|经历)[：:]?\s*$")
_OPENS = re.compile(r"(?:同志)?[，,][ \u3000]*(?:曾用名[^，,]{1,6}[，,])?(?:男|女)[，,。]")
_MONTH = r"(?:19|20)\d\d(?:[.．/]\d{1,2}|年(?:\d{1,2}月)?)"
_YEARS = re.compile(
    rf"[\s\u3000]*(?P<begin>{_MONTH})[ \u3000]*(?:[—–\-－~～]{{1,3}}|至|起)[ \u3000]*(?P<end>{_MONTH})?(?:至?今)?[，,：:、]?[\s\u3000]*"
)
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of `person`'s vita. Where it begins with years they end at offset `start`; `begin` and `end` are then
    ISO 8601, `end` "" for what goes on. `start` is 0 where it does not."""

    person: LocalId
    start: int = 0
    begin: str = ""
    end: str = ""


def careers(document: Document, people: Sequence[Mention]) -> Mapping[Span, Line]:
    """Span of a sentence -> the line of a vita that it is. `people`: mentions of persons, in text order.

    A vita goes on to the next person: in the paragraph that opens it every sentence is a line, below it each that has years.
    """
    text, starts = simplified(document.text), [m.span.start for m in people]
    found: dict[Span, Line] = {}
    person, block = "", -1
    for sentence in document.sentences:
        span = sentence.span
        inside = people[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        told = _told_of(text, span, inside)
        if told or {m.entity for m in inside} - {person}:
            person, block = told, sentence.block
        line = _line(text, span, person, sentence.block == block) if person else None
        if line:
            found[span] = line
    return found


def _told_of(text: str, span: Span, inside: Sequence[Mention]) -> LocalId:
    """The person whose vita the sentence opens, "" if it opens none."""
    if len({m.entity for m in inside}) != 1:
        return ""
    first = inside[0]
    headed = _HEADING.match(text, first.span.end, span.end)
    opens = first.span.start == span.start and _OPENS.match(text, first.span.end, span.end)
    return first.entity if headed or opens else ""


def _line(text: str, span: Span, person: LocalId, same_paragraph: bool) -> Line | None:
    years = _YEARS.match(text, span.start, span.end)
    if years:
        return Line(person, years.end(), _iso(years["begin"]), _iso(years["end"] or ""))
    return Line(person) if same_paragraph else None


def _iso(month: str) -> str:
    """2006.03 and 2006年3月 as 2006-03."""
    return "-".join(part.zfill(2) for part in _NUMBERS.findall(month))
