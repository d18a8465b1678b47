"""What was found out about the set as a whole, as triples: copies, figures that take others' places, sums, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.addresses import Addresses, decimal, digest, period_iri, unit_iri
from kg.graph.sums import Sum, sums
from kg.graph.terms import Triple, chinese, iri, other, own, text, typed
from kg.model import Contrast, Corrected, Knowledge

_TYPE = other("rdf:type")


def findings(knowledge: Knowledge, at: Addresses) -> Iterator[Triple]:
    """Every triple that no document says by itself."""
    for record in knowledge.records:
        if record.copy_of:
            yield iri(at.document(record.name)), other("prov:wasDerivedFrom"), iri(at.document(record.copy_of))
    for contrast in knowledge.contrasts:
        if contrast.supersedes:
            yield _newer(contrast, at)
    for found in sums(knowledge.figures):
        yield from _sum(found, at)
    for done in knowledge.corrections:
        yield from _correction(done, knowledge.base)


def _newer(c: Contrast, at: Addresses) -> Triple:
    sides = (c.left, c.right) if c.supersedes == "left" else (c.right, c.left)
    new, old = (iri(at.statement(side)) for side in sides)
    return new, own("supersedes"), old


def _sum(s: Sum, at: Addresses) -> Iterator[Triple]:
    members = [iri(at.statement(f)) for f in s.parts]
    first = s.figures[0]
    me = iri(f"{at.base}sum/{digest(at.document(first.mark.document), s.name, *members)}")
    yield me, _TYPE, own("Sum")
    yield me, own("subject"), iri(first.subject)
    yield me, own("period"), iri(period_iri(first.period))
    yield me, own("source"), iri(at.document(first.mark.document))
    if s.total is not None:
        yield me, own("total"), iri(at.statement(s.total))
    for member in members:
        yield me, own("part"), member
    yield me, own("holds"), typed("true" if s.holds else "false", "boolean")
    yield me, own("expected"), typed(decimal(s.expected), "decimal")
    yield me, own("found"), typed(decimal(s.found), "decimal")
    yield me, own("baseUnit"), iri(unit_iri(s.unit))


def _correction(done: Corrected, base: str) -> Iterator[Triple]:
    c = done.correction
    me = iri(f"{base}correction/{digest(repr(c))}")
    yield me, _TYPE, own("Correction")
    yield me, own("correctionKind"), text(c.kind)
    yield me, other("dcterms:creator"), chinese(c.author)
    yield me, other("dcterms:date"), text(c.date)
    yield me, other("dcterms:description"), chinese(c.reason)
    if done.fault:
        yield me, own("fault"), text(done.fault)
    for target in done.targets:
        yield me, own("corrects"), iri(target)


__all__ = ["findings"]
