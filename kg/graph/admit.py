"""The graph holds only what its ontology allows: a claim that does not fit is set aside with its reason."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.vocabulary import predicates
from kg.model import Claim, Knowledge, Node, Rejection, Span
from kg.resolution.names import inside


def admit(knowledge: Knowledge) -> Knowledge:
    """`knowledge` without the claims that break a domain, a range or the codes; they join `rejected`."""
    nodes = {n.iri: n for n in knowledge.nodes}
    reasons = [(c, misfit(c, nodes[c.subject], nodes[c.object])) for c in knowledge.claims]
    refused = [(m.document, _rejection(c, reason, nodes)) for c, reason in reasons if reason for m in c.marks]
    if not refused:
        return knowledge
    kept = tuple(c for c, reason in reasons if not reason)
    rejected = sorted((*knowledge.rejected, *refused), key=lambda pair: (pair[0], pair[1].span, repr(pair[1])))
    return replace(knowledge, claims=kept, rejected=tuple(rejected))


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


def _rejection(claim: Claim, reason: str, nodes: dict[str, Node]) -> Rejection:
    mark = claim.marks[0]
    name = f"{nodes[claim.subject].label} {claim.predicate} {nodes[claim.object].label}"
    return Rejection(Span(mark.start, mark.end), claim.predicate, name, mark.rule, reason)
