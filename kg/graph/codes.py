"""The codes that a graph uses, described in it: labels of measures, units, indicators and periods travel with the data."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.graph.addresses import indicator_iri, period_iri
from kg.graph.terms import Triple, chinese, iri, other, own, text, typed
from kg.graph.units import parts, table, unit_iri
from kg.graph.vocabulary import ROOT, facts
from kg.model import Figure

_SMALL = tuple(f"{ROOT}{name}/" for name in ("measure", "bound", "state", "kind"))
_STRUCTURE = ROOT + "code/figures"
_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_PART = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?(?:-(\d\d))?")


class UnknownCode(LookupError):
    """A measure, bound, state or kind that `ontology/codes.ttl` does not define."""


@cache
def code(scheme: str, name: str) -> str:
    """The RDF term of a code: code("measure", "level"). Raises UnknownCode."""
    found = f"{ROOT}{scheme}/{name}"
    if found not in facts("codes.ttl"):
        raise UnknownCode(f"codes.ttl has no {scheme} {name!r}")
    return iri(found)


def structure(data_set: str) -> Iterator[Triple]:
    """The data set, its structure, and every measure, bound, state and kind."""
    yield data_set, other("rdf:type"), other("qb:DataSet")
    yield data_set, other("qb:structure"), iri(_STRUCTURE)
    for subject in facts("codes.ttl"):
        if subject.startswith((_STRUCTURE, *_SMALL)):
            yield from _copied(subject)


def used(figures: Iterable[Figure]) -> Iterator[Triple]:
    """Labels of the indicators, units and periods that `figures` use."""
    units: set[str] = set()
    periods: set[str] = set()
    indicators: dict[str, str] = {}
    for f in figures:
        units |= {f.unit, parts(f.unit)[1]}
        periods.add(f.period)
        indicators[indicator_iri(f)] = min(f.indicator, indicators.get(indicator_iri(f), f.indicator))
    for unit in units:
        yield from _unit(unit)
    for period in periods:
        yield from _period(period)
    for address, wording in indicators.items():
        yield from _indicator(address, wording)


def _copied(subject: str) -> Iterator[Triple]:
    """What codes.ttl says of a subject, without scheme and definitions."""
    for predicate, objects in facts("codes.ttl")[subject].items():
        if not predicate.endswith(("#inScheme", "#definition", "#closeMatch", "#altLabel")):
            for value in objects:
                yield iri(subject), iri(predicate), str(value)


def _unit(unit: str) -> Iterator[Triple]:
    me = unit_iri(unit)
    if unit in table():
        yield from _copied(me)
        if table()[unit].base != table()[unit].name:
            yield from _copied(unit_iri(table()[unit].base))
        return
    power, rest = parts(unit)
    yield iri(me), other("rdf:type"), own("Unit")
    yield iri(me), other("skos:prefLabel"), chinese(unit)
    yield iri(me), other("skos:notation"), text(unit)
    if power:
        yield iri(me), own("baseUnit"), iri(unit_iri(rest))
        yield iri(me), other("qudt:conversionMultiplier"), typed(f"1{'0' * power}.0", "decimal")


def _indicator(address: str, wording: str) -> Iterator[Triple]:
    if address in facts("codes.ttl"):
        yield from _copied(address)
        return
    yield iri(address), other("rdf:type"), own("Indicator")
    yield iri(address), other("skos:prefLabel"), chinese(wording)


def _period(period: str) -> Iterator[Triple]:
    me = iri(period_iri(period))
    yield me, other("rdf:type"), own("Period")
    yield me, other("skos:prefLabel"), chinese(period_label(period))
    if period:
        begin, _, end = period.partition("/")
        yield me, other("skos:notation"), text(period)
        yield me, own("begins"), text(_edge(begin, 0))
        yield me, own("ends"), text(_edge(end or begin, 1))


def _edge(part: str, last: int) -> str:
    """First (0) or last (1) day of a year, quarter, half, month or day, as YYYY-MM-DD; the part itself if it is none."""
    match = _PART.fullmatch(part)
    if not match:
        return part
    year, month, day = match.groups()
    if day:
        return part
    number = _MONTHS[month][last] if month in _MONTHS else int(month or (1, 12)[last])
    return f"{year}-{number:02}-{calendar.monthrange(int(year), number)[1] if last else 1:02}"


def period_label(period: str) -> str:
    """An ISO period in Chinese: 2021年, 2021年9月, 2012年—2022年; 未写明 where the text gives none."""
    return "—".join(_part_label(p) for p in period.split("/")) if period else "未写明"


def _part_label(part: str) -> str:
    match = _PART.fullmatch(part)
    if not match:
        return part
    year, month, day = match.groups()
    names = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度", "H1": "上半年", "H2": "下半年"}
    middle = names.get(month or "", f"{int(month)}月" if month and month.isdigit() else "")
    return f"{year}年{middle}" + (f"{int(day)}日" if day else "")
