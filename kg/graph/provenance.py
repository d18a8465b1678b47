"""The graph's own description: what made it (W3C PROV) and how much it holds (VoID). The same for the same graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter

from kg.graph.editions import ontology_hash, rules_hash, versions
from kg.graph.terms import Triple, iri, other, own, text, typed
from kg.graph.vocabulary import NS, kinds, predicates
from kg.model import Claim, Knowledge

_TYPE = other("rdf:type")


class Tally:
    """Counts of distinct triples, of the classes and of the properties that they use."""

    def __init__(self) -> None:
        self.triples = 0
        self.classes: set[str] = set()
        self.properties: set[str] = set()

    def count(self, said: Collection[Triple]) -> None:
        """Count distinct triples that were not counted before."""
        self.triples += len(said)
        self.properties.update(map(itemgetter(1), said))
        self.classes.update(o for _, p, o in said if p == _TYPE)


def description(knowledge: Knowledge, said: Tally) -> Iterator[Triple]:
    """What to add to the triples that `said` counts. `void:triples` counts those and the description itself."""
    base = knowledge.base
    rest = [*_provenance(base), *_partitions(knowledge, base), *_dataset(knowledge, said, base)]
    counted = said.triples + len(set(rest)) + 1
    yield from rest
    yield iri(base + "data/graph"), other("void:triples"), _count(counted)


def _provenance(base: str) -> Iterator[Triple]:
    """One activity: it used the rules and the ontology, known by their hashes, and ran programs, known by their versions."""
    build, graph = iri(base + "data/build"), iri(base + "data/graph")
    yield graph, other("prov:wasGeneratedBy"), build
    yield build, _TYPE, other("prov:Activity")
    for name, found in (("rules", rules_hash()), ("ontology", ontology_hash())):
        entity = iri(f"{base}data/{name}")
        yield build, other("prov:used"), entity
        yield entity, _TYPE, other("prov:Entity")
        yield entity, own("sha256"), text(found)
    for name, found in versions().items():
        agent = iri(f"{base}data/{name}")
        yield build, other("prov:wasAssociatedWith"), agent
        yield agent, _TYPE, other("prov:SoftwareAgent")
        yield agent, other("skos:prefLabel"), text(name)
        yield agent, other("schema:softwareVersion"), text(found)


def _dataset(knowledge: Knowledge, said: Tally, base: str) -> Iterator[Triple]:
    """Counts of the whole. Classes and properties are those of `said`; an entity is one of the twenty types."""
    graph = iri(base + "data/graph")
    yield graph, _TYPE, other("void:Dataset")
    yield graph, _TYPE, other("prov:Entity")
    yield graph, other("void:uriSpace"), text(base)
    yield graph, other("void:vocabulary"), iri(NS)
    yield graph, other("void:subset"), iri(base + "data/figures")
    counts = {
        "entities": len(knowledge.nodes),
        "documents": len(knowledge.records),
        "classes": len(said.classes),
        "properties": len(said.properties),
    }
    for name, count in counts.items():
        yield graph, other(f"void:{name}"), _count(count)


def _partitions(knowledge: Knowledge, base: str) -> Iterator[Triple]:
    """How many entities of each type, how many direct triples of each predicate."""
    graph = iri(base + "data/graph")
    types = Counter(n.type for n in knowledge.nodes)
    held = sorted(_ends(c) for c in knowledge.claims if c.state == "actual")
    direct = Counter(predicate for (_, predicate, _), _ in groupby(held))
    for name in (n for n in kinds() if types[n]):
        part = iri(f"{base}data/graph-{name}")
        yield graph, other("void:classPartition"), part
        yield part, other("void:class"), own(name)
        yield part, other("void:entities"), _count(types[name])
    for name in (n for n in predicates() if direct[n]):
        part = iri(f"{base}data/graph-{name}")
        yield graph, other("void:propertyPartition"), part
        yield part, other("void:property"), own(name)
        yield part, other("void:triples"), _count(direct[name])


def _ends(c: Claim) -> tuple[str, str, str]:
    return c.subject, c.predicate, c.object


def _count(number: int) -> str:
    return typed(str(number), "integer")


__all__ = ["Tally", "description"]
