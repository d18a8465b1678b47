"""The graph holds only what its ontology allows: a claim that does not fit is set aside with its reason."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.quoted import holds, says
from kg.graph.records import by_name
from kg.graph.vocabulary import predicates
from kg.model import Claim, Figure, Knowledge, Node, Rejection, Span
from kg.resolution.names import inside
from kg.resolution.resolve import refused_too


def admit(knowledge: Knowledge) -> Knowledge:
    """`knowledge` without the claims that break a domain, a range or the codes, and without the figures that their
    sentence does not carry; they join `rejected`."""
    nodes = {n.iri: n for n in knowledge.nodes}
    records = by_name(knowledge.records)
    faults = [misfit(c, nodes[c.subject], nodes[c.object]) for c in knowledge.claims]
    unsaid = [not is_quoted(f, records[f.mark.document].text) for f in knowledge.figures]
    refused = [
        *(_refused(c, fault, nodes) for c, fault in zip(knowledge.claims, faults, strict=True) if fault),
        *(_unsaid(f) for f, bad in zip(knowledge.figures, unsaid, strict=True) if bad),
    ]
    return replace(
        knowledge,
        claims=tuple(c for c, fault in zip(knowledge.claims, faults, strict=True) if not fault),
        figures=tuple(f for f, bad in zip(knowledge.figures, unsaid, strict=True) if not bad),
        rejected=refused_too(knowledge.rejected, refused),
    )


def is_quoted(f: Figure, text: str) -> bool:
    """Whether the figure's sentence holds it as printed, and the printed form means its value."""
    printed = f.printed or format(f.value, "f")
    return holds(text[f.mark.start : f.mark.end], printed, f.unit) and says(printed, f.value)


def misfit(claim: Claim, subject: Node, object_: Node) -> str:
    """Why a claim cannot stand, "" if it can."""
    predicate = predicates().get(claim.predicate)
    if predicate is None:
        return f"the ontology has no predicate {claim.predicate}"
    if subject.type not in predicate.domain:
        return f"{claim.predicate} has no subject of type {subject.type}"
    if object_.type not in predicate.range:
        return f"{claim.predicate} has no object of type {object_.type}"
    if claim.predicate == "partOf" and subject.code and object_.code and not inside(subject.code, object_.code):
        return f"code {subject.code} does not lie in {object_.code}"
    return ""


def _refused(claim: Claim, reason: str, nodes: dict[str, Node]) -> tuple[str, Rejection]:
    mark = claim.marks[0]
    name = f"{nodes[claim.subject].label} {claim.predicate} {nodes[claim.object].label}"
    return mark.document, Rejection(Span(mark.start, mark.end), claim.predicate, name, mark.rule, reason)


def _unsaid(f: Figure) -> tuple[str, Rejection]:
    span = Span(f.mark.start, f.mark.end)
    name = f"{f.indicator} {f.value}{f.unit}"
    return f.mark.document, Rejection(span, "Quantity", name, f.mark.rule, "the sentence does not hold the figure")
