"""The JSON-LD context, made from `ontology/kg.ttl`: our terms by their local names, everything else by prefix."""

from __future__ import annotations

import json

from kg.graph.vocabulary import FOREIGN, NS, facts, prefixes

_OBJECT = "http://www.w3.org/2002/07/owl#ObjectProperty"


def context(base: str = "") -> dict[str, object]:
    """`@vocab` is our namespace, so `partOf` and `District` need no prefix; properties that lead to a node say so."""
    found: dict[str, object] = {"@version": 1.1, "@vocab": NS, **short_names(base)}
    found |= {name: {"@id": NS + name, "@type": "@id"} for name in sorted(_leading_to_nodes())}
    found |= {name: {"@id": iri, "@type": "@id"} for name, iri in _FOREIGN_NODES.items()}
    return found


def short_names(base: str = "") -> dict[str, str]:
    """The prefixes without those that have the name of a property (measure, unit, …): a context knows a name once."""
    known = prefixes(base) if base else prefixes()
    return {name: iri for name, iri in known.items() if NS + name not in facts("kg.ttl")}


def context_file() -> str:
    """The text of `ontology/context.jsonld`."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


def _leading_to_nodes() -> list[str]:
    kinds = facts("kg.ttl").items()
    type_ = FOREIGN["rdf"] + "type"
    return [iri.removeprefix(NS) for iri, about in kinds if _is_own_link(iri, [t.value for t in about.get(type_, ())])]


def _is_own_link(iri: str, types: list[str]) -> bool:
    return iri.startswith(NS) and _OBJECT in types


_FOREIGN_NODES = {
    "rdf:subject": FOREIGN["rdf"] + "subject",
    "rdf:predicate": FOREIGN["rdf"] + "predicate",
    "rdf:object": FOREIGN["rdf"] + "object",
    "nif:referenceContext": FOREIGN["nif"] + "referenceContext",
    "qb:dataSet": FOREIGN["qb"] + "dataSet",
}
