"""Governments that only a person's title names: 副市长陈某 is of the city's government."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kg.entities.seats import Seat, Seats
from kg.mentions.areas import area_spans
from kg.mentions.organs import is_abroad, organs
from kg.mentions.titles import Title, titles
from kg.model import Document, Linked
from kg.rules import regex as re
from kg.text.fold import simplified


def implied_governments(document: Document, linked: Linked, seats: Seats) -> Iterator[Seat]:
    """Seats of the governments whose head or deputy somebody is in a sentence that names a person or goes on about one."""
    text = simplified(document.text)
    starts = [s.span.start for s in document.sentences]
    peopled = {bisect_right(starts, m.span.start) for m in linked.mentions if m.type == "Person"}
    peopled |= {n + 1 for n, start in enumerate(starts) if n in peopled and CAREER.match(text, start)}
    for title in titles(document):
        if title.office.implies == "government" and bisect_right(starts, title.span.start) in peopled:
            seat = seat_of_title(document, title, seats)
            if seat:
                yield seat


CAREER = re.compile(
    "[ \u3000]*(?:[他她]?(?:先后)?(?:历任|曾任|现任)|先后(?:担)?任|曾先后|[12]\\d{3}年\\d*月?[^，。]{0,6}任)"
)
"""How a sentence begins that says what posts the person named in the sentence before it has held."""


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
    return _beside_committee(document, title, scope, seats) or seats.relative(scope, title.span.start)


_BESIDE = re.compile("(?:常务委员|常委|委员|副书记|书记)(?:、(?:常委|副书记|(?:政府)?党组(?:副)?书记))*(?:、|兼)$")


def _beside_committee(document: Document, title: Title, scope: str, seats: Seats) -> Seat | None:
    """临平区委常委、|常务副区长: the area of the committee that the post before it is of."""
    text, at = simplified(document.text), title.span.start
    found = _BESIDE.search(text[max(0, at - 24) : at])
    if not found:
        return None
    end = at - len(found[0])
    organ = next((o for o in organs(document) if o.span.end == end and o.form.kind == "committee" and o.areas), None)
    seat = seats.area(organ.areas[-1]) if organ else None
    return seat if seat and seat.name.endswith(scope) else None
