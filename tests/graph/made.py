"""Readings made by hand, for tests of what comes after recognition. Sentences are our own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.graph.admit import admit
from kg.graph.contrasts import contrasts
from kg.model import (
    Block,
    Document,
    Entity,
    Evidence,
    Knowledge,
    Linked,
    Observation,
    Reading,
    Relation,
    Sentence,
    Span,
)
from kg.resolution.resolve import BASE, resolve

LAKE = Entity("area:990113", "District", "望湖区", ("望湖",), "990113")
CITY = Entity("area:990100", "City", "青州市", ("青州",), "990100")


def document(name: str, text: str, date: str | None = None, title: str | None = None) -> Document:
    spans = [Span(*m.span()) for m in re.finditer(r"[^。\n]+。?", text)]
    return Document(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        name,
        text,
        title,
        date,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        sentences=tuple(Sentence(span, 0) for span in spans),
    )


def evidence(page: Document, words: str) -> Evidence:
    """The first sentence that holds `words`."""
    at = page.text.index(words)
    span = next(s.span for s in page.sentences if s.span.start <= at < s.span.end)
    return Evidence(span, Span(at, at + len(words)), "made.by-hand")


def relation(
    page: Document, subject: Entity, predicate: str, object_: Entity, words: str, title: str = "", state: str = "actual"
) -> Relation:
    return Relation(subject.id, predicate, object_.id, evidence(page, words), title, state)


def figure(
    page: Document, subject: Entity, indicator: str, value: str, unit: str, period: str = "", bound: str = "eq"
) -> Observation:
    """A level whose printed form, number and unit, stands in the text."""
    proof = evidence(page, value + unit)
    return Observation(subject.id, indicator, Decimal(value), unit, proof, value, bound, "level", period)


def reading(
    page: Document,
    entities: Sequence[Entity],
    relations: Sequence[Relation] = (),
    figures: Sequence[Observation] = (),
    home: Entity | None = None,
) -> Reading:
    return Reading(page, Linked(tuple(entities), (), home.id if home else ""), tuple(relations), tuple(figures))


def knowledge(*readings: Reading) -> Knowledge:
    """What `kg.pipeline.merge` makes of them."""
    found = admit(resolve(readings, BASE))
    return replace(found, contrasts=contrasts(found))


def lake() -> Knowledge:
    """Two pages about one district: relations of every state, two figures that agree, two that may not."""
    first = document(
        "a.txt",
        "青州市望湖区聚焦现代纺织。望湖区拟建设望湖大桥。2021年，望湖区实现地区生产总值120.50亿元，上市企业18家。"
        "李明华任望湖区人民政府区长。王芳曾任望湖区人民政府副区长。",
        "2022-03-01",
        "望湖区\\一年“答卷”",
    )
    second = document(
        "b.html", "望湖区2021年地区生产总值120.5亿元。\n上市企业22家。望湖区获评国家卫生城市。", "2023-05-02"
    )
    cloth, bridge = (
        Entity("Industry:现代纺织", "Industry", "现代纺织"),
        Entity("Facility:望湖大桥", "Facility", "望湖大桥"),
    )
    organ = Entity("GovernmentBody:望湖区人民政府", "GovernmentBody", "望湖区人民政府", ("区政府",))
    li, wang = Entity("Person:李明华", "Person", "李明华"), Entity("Person:王芳", "Person", "王芳")
    honor = Entity("Honor:国家卫生城市", "Honor", "国家卫生城市")
    return knowledge(
        reading(
            first,
            (LAKE, CITY, cloth, bridge, organ, li, wang),
            (
                relation(first, LAKE, "partOf", CITY, "青州市望湖区"),
                relation(first, LAKE, "focusesOn", cloth, "聚焦现代纺织"),
                relation(first, LAKE, "undertakes", bridge, "拟建设望湖大桥", state="planned"),
                relation(first, organ, "governs", LAKE, "望湖区人民政府"),
                relation(first, li, "holdsPost", organ, "李明华", "区长"),
                relation(first, wang, "holdsPost", organ, "王芳", "副区长", "ended"),
            ),
            (
                figure(first, LAKE, "地区生产总值", "120.50", "亿元", "2021"),
                figure(first, LAKE, "上市企业", "18", "家", "2021"),
            ),
            LAKE,
        ),
        reading(
            second,
            (LAKE, honor),
            (relation(second, LAKE, "receives", honor, "获评国家卫生城市"),),
            (
                figure(second, LAKE, "地区生产总值", "120.5", "亿元", "2021"),
                figure(second, LAKE, "上市企业数", "22", "家"),
            ),
            LAKE,
        ),
    )
