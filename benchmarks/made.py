"""A graph of any size, made up: companies of one district, each with the sentences that say what is known of it.

Every competency query finds something in it: the district's output is printed in several documents that agree or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.graph.contrasts import contrasts
from kg.model import Claim, Figure, Knowledge, Mark, Node, Record

BASE = "https://w3id.org/regionkg/"
A_PAGE = 20
GROWTH = 40  # documents that also print the district's output
INDUSTRIES = 100
AREA = Node(f"{BASE}area/330113", "District", "临平区", code="330113")
SAID = {
    "focusesOn": ("Industry", "聚焦第{}产业", "第{}产业"),
    "receives": ("Honor", "获评第{}批领军企业", "第{}批领军企业"),
    "issues": ("Policy", "发布《第{}号管理办法》", "第{}号管理办法"),
    "holdsPost": ("Person", "由望第{}任总经理", "望第{}"),
}
"""Predicate -> the other end's type, the words of the sentence, its name; a company has one of them."""


def knowledge(companies: int) -> Knowledge:
    """`companies` companies in one district, A_PAGE a document; each with two claims, a figure and what it is tied to."""
    pages = [range(at, min(at + A_PAGE, companies)) for at in range(0, companies, A_PAGE)]
    records = tuple(_record(number, page) for number, page in enumerate(pages))
    of = [records[i // A_PAGE] for i in range(companies)]
    nodes = {n.iri: n for i in range(companies) for n in _nodes(i)} | {AREA.iri: AREA}
    nodes |= {_honor(n).iri: _honor(n) for n in range(len(records))}
    said = [
        Claim(AREA.iri, "receives", _honor(n).iri, "", "actual", (_mark(r, _title(n)),)) for n, r in enumerate(records)
    ]
    said += (c for i in range(companies) for c in _claims(i, of[i]))
    claims = sorted(said, key=lambda c: (c.subject, c.predicate, c.object))
    figures = (*(_output(r, n) for n, r in enumerate(records[:GROWTH])), *(_figure(i, of[i]) for i in range(companies)))
    whole = Knowledge(records, tuple(nodes[iri] for iri in sorted(nodes)), tuple(claims), figures)
    return Knowledge(*(whole.records, whole.nodes, whole.claims, whole.figures), contrasts(whole))


def _iri(company: int) -> str:
    return f"{BASE}entity/{company:016x}"


def _tie(company: int) -> tuple[str, int]:
    """The predicate of what a company is tied to besides its district, and the number of the other end."""
    predicate = list(SAID)[company % len(SAID)]
    return predicate, company % INDUSTRIES if predicate == "focusesOn" else company


def _nodes(company: int) -> Iterator[Node]:
    document = (f"p{company // A_PAGE:07}",)
    predicate, number = _tie(company)
    kind, _, name = SAID[predicate]
    yield Node(_iri(company), "Enterprise", f"望湖第{company}有限公司", documents=document, home=AREA.iri)
    yield Node(_end(predicate, number), kind, name.format(number), documents=document, home=AREA.iri)


def _end(predicate: str, number: int) -> str:
    return f"{BASE}entity/{SAID[predicate][0].lower()}-{number}"


def _sentence(company: int) -> str:
    predicate, number = _tie(company)
    said = SAID[predicate][1].format(number)
    return f"2021年，位于临平区的望湖第{company}有限公司{said}，产值{company}.5亿元。"


def _total(number: int) -> str:
    """Documents differ in pairs on the district's output of a year."""
    return f"{2021 - number // 4}年，临平区实现地区生产总值{900 + number // 4 + number % 4 // 2}.5亿元。"


def _title(number: int) -> str:
    return f"临平区获评第{number}批示范区。"


def _honor(number: int) -> Node:
    return Node(f"{BASE}entity/title-{number}", "Honor", f"第{number}批示范区", documents=(f"p{number:07}",))


def _record(number: int, companies: range) -> Record:
    head = _title(number) + (_total(number) if number < GROWTH else "")
    text = head + "".join(map(_sentence, companies))
    name = f"p{number:07}"
    named = tuple(
        sorted(
            (text.index(f"望湖第{i}有"), text.index(f"望湖第{i}有") + len(f"望湖第{i}有限公司"), _iri(i))
            for i in companies
        )
    )
    return Record(f"{number:016x}", name, text, None, "2022-01-01", None, None, None, AREA.iri, (name,), named)


def _mark(record: Record, words: str) -> Mark:
    start = record.text.index(words)
    return Mark(record.name, start, start + len(words), start, start + len(words) - 1, "made.up")


def _claims(company: int, record: Record) -> Iterator[Claim]:
    marks = (_mark(record, _sentence(company)),)
    predicate, number = _tie(company)
    ends = (_iri(company), _end(predicate, number))
    subject, object_ = reversed(ends) if predicate == "holdsPost" else ends
    yield Claim(_iri(company), "locatedIn", AREA.iri, "", "actual", marks)
    yield Claim(subject, predicate, object_, "总经理" if predicate == "holdsPost" else "", "actual", marks)


def _figure(company: int, record: Record) -> Figure:
    value = f"{company}.5"
    key = ("产值", Decimal(value), "亿元", value, "eq", "level", "2021", "actual", "")
    return Figure(_iri(company), *key, _mark(record, _sentence(company)))


def _output(record: Record, number: int) -> Figure:
    words = _total(number)
    value = words.partition("总值")[2].removesuffix("亿元。")
    key = ("地区生产总值", Decimal(value), "亿元", value, "eq", "level", words[:4], "actual", "gdp")
    return Figure(AREA.iri, *key, _mark(record, words))
