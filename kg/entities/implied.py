"""Governments that only a person's title names: 副市长陈某 is of the city's government."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.entities.seats import Seat, Seats
from kg.mentions.areas import area_spans
from kg.mentions.organs import is_abroad
from kg.mentions.titles import Title, titles
from kg.model import Document, Linked
from kg.text.fold import simplified


def implied_governments(document: Document, linked: Linked, seats: Seats) -> Iterator[Seat]:
    """Seats of the governments whose head or deputy somebody is in a sentence that names a person."""
    starts = [s.span.start for s in document.sentences]
    peopled = {bisect_right(starts, m.span.start) for m in linked.mentions if m.type == "Person"}
    for title in titles(document):
        if title.office.implies == "government" and bisect_right(starts, title.span.start) in peopled:
            seat = seat_of_title(document, title, seats)
            if seat:
                yield seat


def implied_nationals(document: Document, linked: Linked) -> Iterator[str]:
    """中共中央 where somebody is called 总书记 right beside the name."""
    people = [m.span for m in linked.mentions if m.type == "Person"]
    beside = {at for span in people for at in (span.start, span.end)}
    ends = frozenset(span.end for span in people)
    text = simplified(document.text)
    for title in titles(document):
        kind, _, name = title.office.implies.partition(":")
        borne = kind == "national" and beside.intersection((title.span.start, title.span.end))
        if borne and stands_alone(text, title, ends):
            yield name


def stands_alone(text: str, title: Title, people: frozenset[int]) -> bool:
    """Whether nothing but a person or a mark stands before the title (not 德国总理); `people`: where names end."""
    before = text[title.span.start - 1 : title.span.start]
    alone = title.span.start in people or not "\u4e00" <= before <= "\u9fff"
    return alone and not is_abroad(text, title.span.start)


def seat_of_title(document: Document, title: Title, seats: Seats) -> Seat | None:
    """昆山市|副市长, 临平|区长 (an area that ends in the title's own first character), or the relative 区长."""
    for area in area_spans(document):
        if area.span.end in (title.span.start, title.span.start + 1) and area.span.start < title.span.start:
            return seats.area(area)
    scope = "自治区" if title.office.head == "主席" else title.office.head[0]
    return seats.relative(scope, title.span.start)
