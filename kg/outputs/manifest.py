"""manifest.json: what a build was made of. Versions, hashes of rules and data, counts, inputs; no clock time."""

from __future__ import annotations

import json
from collections import Counter

from kg.graph.editions import ontology_hash, rules_hash, versions
from kg.model import Knowledge


def manifest(knowledge: Knowledge) -> bytes:
    """Sorted, indented JSON. `inputs` maps a source's name to the first 16 hex digits of its text's SHA-256."""
    return (json.dumps(contents(knowledge), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def contents(knowledge: Knowledge) -> dict[str, object]:
    return {
        "format": 1,
        "base": knowledge.base,
        "versions": versions(),
        "rules": rules_hash(),
        "ontology": ontology_hash(),
        "counts": counts(knowledge),
        "inputs": {name: r.id for r in knowledge.records for name in (r.sources or (r.name,))},
    }


def counts(knowledge: Knowledge) -> dict[str, object]:
    """How much there is of everything."""
    return {
        "documents": len(knowledge.records),
        "sources": sum(len(r.sources) or 1 for r in knowledge.records),
        "entities": len(knowledge.nodes),
        "relations": len(knowledge.claims),
        "observations": len(knowledge.figures),
        "contrasts": Counter(c.kind for c in knowledge.contrasts),
        "rejected": len(knowledge.rejected),
        "failures": len(knowledge.failures),
        "types": Counter(n.type for n in knowledge.nodes),
        "predicates": Counter(c.predicate for c in knowledge.claims),
        "measures": Counter(f.measure for f in knowledge.figures),
    }
