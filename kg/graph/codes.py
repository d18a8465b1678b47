"""The codes that a graph uses, described in it: labels of measures, units, indicators and periods travel with the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kg.graph.addresses import indicator_iri, period_iri
from kg.graph.periods import bounds_of, label_of
from kg.graph.terms import Triple, chinese, iri, other, own, text, typed
from kg.graph.units import parts, table, unit_iri
from kg.graph.vocabulary import ROOT, facts
from kg.model import Figure

_SMALL = tuple(f"{ROOT}{name}/" for name in ("measure", "bound", "state", "kind"))
_STRUCTURE = ROOT + "code/figures"


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
    """Labels of the units and periods that `figures` use."""
    units: set[str] = set()
    periods: set[str] = set()
    for f in figures:
        units |= {f.unit, parts(f.unit)[1]}
        periods.add(f.period)
    for unit in units:
        yield from _unit(unit)
    for period in periods:
        yield from _period(period)


def indicators(figures: Iterable[Figure]) -> dict[str, str]:
    """IRI -> first wording of every indicator that `figures` use."""
    found: dict[str, str] = {}
    for f in figures:
        address = indicator_iri(f)
        found[address] = min(f.indicator, found.get(address, f.indicator))
    return found


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


def of_indicator(address: str, wording: str) -> Iterator[Triple]:
    """What its code says of it, else its wording as label."""
    if address in facts("codes.ttl"):
        yield from _copied(address)
        return
    yield iri(address), other("rdf:type"), own("Indicator")
    yield iri(address), other("skos:prefLabel"), chinese(wording)


def _period(period: str) -> Iterator[Triple]:
    me = iri(period_iri(period))
    yield me, other("rdf:type"), own("Period")
    yield me, other("skos:prefLabel"), chinese(label_of(period))
    if period:
        begin, end = bounds_of(period)
        yield me, other("skos:notation"), text(period)
        yield me, own("begins"), text(begin)
        yield me, own("ends"), text(end)
