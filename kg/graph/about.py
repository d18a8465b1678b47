"""What the graph says of one thing: of an entity, a claim, a figure, a contrast, a document, a sentence; as triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.graph import codes
from kg.graph.addresses import Addresses, decimal, indicator_iri, period_iri, unit_iri
from kg.graph.terms import Triple, chinese, iri, other, own, text, typed
from kg.graph.units import base as base_quantity
from kg.model import Claim, Contrast, Figure, Node, Record
from kg.resolution.names import trunk
from kg.rules import regex as re
from kg.rules.area_times import Extent, extents

TYPE = other("rdf:type")
_MUNICIPALITIES = ("11", "12", "31", "50")
_DATES = (("date", r"\d{4}-\d\d-\d\d"), ("gYearMonth", r"\d{4}-\d\d"), ("gYear", r"\d{4}"))


def of_node(n: Node, at: Addresses) -> Iterator[Triple]:
    me = iri(n.iri)
    yield me, TYPE, own(n.type)
    yield me, other("skos:prefLabel"), chinese(n.label)
    for alias in n.aliases:
        yield me, other("skos:altLabel"), chinese(alias)
    if n.code:
        yield me, own("code"), text(n.code)
        if parent := parent_code(n.code):
            yield me, own("parentCode"), text(parent)
    if n.home:
        yield me, own("home"), iri(n.home)
    for name in n.documents:
        yield me, own("namedBy"), iri(at.document(name))


def of_times(n: Node, at: Addresses) -> Iterator[Triple]:
    """Since when and until when an area lasted, and its territories where it has had several."""
    known = extents().get(n.code, ())
    if not known:
        return
    me = iri(n.iri)
    whole = replace(known[-1], begin=known[0].begin)
    yield from _valid(me, whole if len(known) == 1 else replace(whole, what="", act=""))
    if known[-1].successor:
        yield me, own("successorCode"), text(known[-1].successor)
    for extent in known if len(known) > 1 else ():
        yield me, own("territory"), iri(at.extent(extent))
        yield from _territory(extent, at)


def _territory(extent: Extent, at: Addresses) -> Iterator[Triple]:
    me = iri(at.extent(extent))
    yield me, TYPE, own("Territory")
    yield me, other("skos:prefLabel"), chinese(extent.label)
    yield from _valid(me, extent)


def _valid(me: str, extent: Extent) -> Iterator[Triple]:
    told = (("validFrom", extent.begin), ("validUntil", extent.end), ("change", extent.what), ("act", extent.act))
    return ((me, own(name), text(value)) for name, value in told if value)


def parent_code(code: str) -> str:
    """The code of the area above, "" above a province: 330113007 -> 330113 -> 330100 -> 330000.

    Counties of municipalities and those that a province governs itself (second pair 90) lie in the province.
    """
    if len(code) > 6:
        return code[: len(code) - 3]
    whole = trunk(code)
    if len(whole) == 6 and (code[:2] in _MUNICIPALITIES or code[2:4] == "90"):
        whole = whole[:4]
    return whole[:-2].ljust(6, "0") if len(whole) > 2 else ""


def direct(c: Claim) -> Iterator[Triple]:
    """What holds is a direct triple, too; what is planned or has ended is a claim only."""
    if c.state == "actual":
        yield iri(c.subject), own(c.predicate), iri(c.object)


def of_claim(c: Claim, at: Addresses) -> Iterator[Triple]:
    me = iri(at.claim(c))
    yield me, TYPE, own("Claim")
    yield me, other("rdf:subject"), iri(c.subject)
    yield me, other("rdf:predicate"), own(c.predicate)
    yield me, other("rdf:object"), iri(c.object)
    yield me, own("state"), codes.code("state", c.state)
    for name, value in (("title", c.title), ("begins", c.begin), ("ends", c.end)):
        if value:
            yield me, own(name), text(value)
    for mark in c.marks:
        yield me, own("evidence"), iri(at.sentence(mark))
        yield me, own("rule"), text(mark.rule)


def of_figure(f: Figure, at: Addresses, data_set: str) -> Iterator[Triple]:
    me = iri(at.observation(f))
    bare, unit = base_quantity(f.value, f.unit)
    yield me, TYPE, own("Observation")
    yield me, other("qb:dataSet"), data_set
    yield me, own("subject"), iri(f.subject)
    yield me, own("indicator"), iri(indicator_iri(f))
    yield me, own("measure"), codes.code("measure", f.measure)
    yield me, own("period"), iri(period_iri(f.period))
    yield me, own("source"), iri(at.document(f.mark.document))
    yield me, own("value"), typed(decimal(f.value), "decimal")
    yield me, own("unit"), iri(unit_iri(f.unit))
    yield me, own("bound"), codes.code("bound", f.bound)
    yield me, own("state"), codes.code("state", f.state)
    yield me, own("ordinal"), typed(str(at.ordinal(f)), "integer")
    if territory := at.territory(f):
        yield me, own("territory"), iri(territory)
    yield me, own("printed"), text(f.printed or str(f.value))
    yield me, own("wording"), text(f.indicator)
    yield me, own("baseValue"), typed(decimal(bare), "decimal")
    yield me, own("baseUnit"), iri(unit_iri(unit))
    yield me, own("evidence"), iri(at.sentence(f.mark))
    yield me, own("rule"), text(f.mark.rule)


def of_contrast(c: Contrast, at: Addresses) -> Iterator[Triple]:
    me = iri(at.contrast(c))
    yield me, TYPE, own("Corroboration" if c.kind.startswith("agreement") else "Conflict")
    yield me, own("kind"), codes.code("kind", c.kind)
    yield me, own("subject"), iri(c.left.subject)
    if isinstance(c.left, Figure):
        yield me, own("indicator"), iri(indicator_iri(c.left))
    for side in (c.left, c.right):
        yield me, own("involves"), iri(at.statement(side))


def of_record(r: Record, at: Addresses) -> Iterator[Triple]:
    me = iri(at.document(r.name))
    for kind in (own("Document"), other("nif:Context"), other("nif:OffsetBasedString")):
        yield me, TYPE, kind
    for name in r.sources or (r.name,):
        yield me, own("fileName"), text(name)
    if r.title:
        yield me, other("dcterms:title"), chinese(r.title)
    if r.date:
        yield me, other("dcterms:issued"), _date(r.date)
    if r.publisher:
        yield me, other("dcterms:publisher"), chinese(r.publisher)
    if r.author:
        yield me, other("dcterms:creator"), chinese(r.author)
    if r.url:
        yield me, other("schema:url"), text(r.url)
    if r.home:
        yield me, own("home"), iri(r.home)
    yield me, other("nif:beginIndex"), _index(0)
    yield me, other("nif:endIndex"), _index(len(r.text))
    yield me, other("nif:isString"), text(r.text)


def of_sentence(start: int, end: int, r: Record, at: Addresses) -> Iterator[Triple]:
    """Of the sentence from `start` to `end` of a document."""
    me = iri(at.passage(r.name, start, end))
    yield me, TYPE, own("Sentence")
    yield me, TYPE, other("nif:OffsetBasedString")
    yield me, other("nif:referenceContext"), iri(at.document(r.name))
    yield me, other("nif:beginIndex"), _index(start)
    yield me, other("nif:endIndex"), _index(end)
    yield me, other("nif:anchorOf"), text(r.text[start:end])


def _index(offset: int) -> str:
    return typed(str(offset), "nonNegativeInteger")


def _date(value: str) -> str:
    return next((typed(value, kind) for kind, shape in _DATES if re.fullmatch(shape, value)), text(value))
