"""A graph of any size, made up: companies of one district, each with sentences that say its output and where it lies."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Claim, Figure, Knowledge, Mark, Node, Record

BASE = "https://w3id.org/regionkg/"
A_PAGE = 20


def knowledge(companies: int) -> Knowledge:
    """`companies` + 1 entities, a claim and a figure for each company, A_PAGE companies a document; about 29 triples each."""
    area = Node(f"{BASE}area/990113", "District", "望湖区", code="990113", documents=("p0000000",))
    pages = [range(at, min(at + A_PAGE, companies)) for at in range(0, companies, A_PAGE)]
    records = tuple(_record(number, page) for number, page in enumerate(pages))
    nodes = tuple(Node(_iri(i), "Enterprise", f"望湖第{i}有限公司", documents=(_name(i),)) for i in range(companies))
    claims = tuple(
        Claim(_iri(i), "locatedIn", area.iri, "", "actual", (_mark(records[i // A_PAGE], i),)) for i in range(companies)
    )
    figures = tuple(_figure(records[i // A_PAGE], i) for i in range(companies))
    return Knowledge(records, (area, *nodes), claims, figures)


def _iri(company: int) -> str:
    return f"{BASE}entity/{company:016x}"


def _name(company: int) -> str:
    return f"p{company // A_PAGE:07}"


def _sentence(company: int) -> str:
    return f"2021年，位于望湖区的望湖第{company}有限公司产值{company}.5亿元。"


def _record(number: int, companies: range) -> Record:
    text = "".join(map(_sentence, companies))
    return Record(f"{number:016x}", f"p{number:07}", text, None, "2022-01-01", None, None, None, "", (f"p{number:07}",))


def _mark(record: Record, company: int) -> Mark:
    words = _sentence(company)
    start = record.text.index(words)
    return Mark(record.name, start, start + len(words), start, start + len(words) - 1, "made.up")


def _figure(record: Record, company: int) -> Figure:
    value = f"{company}.5"
    key = ("产值", Decimal(value), "亿元", value, "eq", "level", "2021", "actual", "")
    return Figure(_iri(company), *key, _mark(record, company))
