"""The graph describes itself truly: VoID counts are those of the graph, PROV names the edition that made it."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from kg.graph.editions import ontology_hash, rules_hash, versions
from kg.graph.vocabulary import FOREIGN, NS
from kg.model import Knowledge
from kg.outputs.turtle import turtle

VOID, PROV, TYPE = FOREIGN["void"], FOREIGN["prov"], ox.NamedNode(FOREIGN["rdf"] + "type")


@pytest.fixture(scope="module")
def store(small: Knowledge) -> ox.Store:
    found = ox.Store()
    found.load(turtle(small), format=ox.RdfFormat.TURTLE)
    return found


def value(store: ox.Store, subject: str, predicate: str) -> str:
    (quad,) = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return quad.object.value


def test_the_counts_are_those_of_the_graph(small: Knowledge, store: ox.Store) -> None:
    graph = small.base + "data/graph"
    assert int(value(store, graph, VOID + "triples")) == len(store)
    assert int(value(store, graph, VOID + "entities")) == len(small.nodes)
    assert int(value(store, graph, VOID + "documents")) == len(small.records)


def test_every_partition_counts_its_part(small: Knowledge, store: ox.Store) -> None:
    query = f"SELECT ?c ?n {{ ?g <{VOID}classPartition> ?p . ?p <{VOID}class> ?c ; <{VOID}entities> ?n }}"
    found = {row["c"].value.removeprefix(NS): int(row["n"].value) for row in store.query(query)}
    assert found == Counter(n.type for n in small.nodes)
    query = f"SELECT ?c ?n {{ ?g <{VOID}propertyPartition> ?p . ?p <{VOID}property> ?c ; <{VOID}triples> ?n }}"
    for row in store.query(query):
        assert len(list(store.quads_for_pattern(None, row["c"], None))) == int(row["n"].value)


def test_the_build_names_what_it_used(small: Knowledge, store: ox.Store) -> None:
    (made,) = store.quads_for_pattern(None, TYPE, ox.NamedNode(PROV + "Activity"))
    used = {q.object.value for q in store.quads_for_pattern(made.subject, ox.NamedNode(PROV + "used"), None)}
    hashes = {value(store, entity, NS + "sha256") for entity in used}
    assert hashes == {rules_hash(), ontology_hash()}
    agents = store.quads_for_pattern(made.subject, ox.NamedNode(PROV + "wasAssociatedWith"), None)
    named = {value(store, q.object.value, FOREIGN["schema"] + "softwareVersion") for q in agents}
    assert named == set(versions().values())
    assert value(store, small.base + "data/graph", PROV + "wasGeneratedBy") == made.subject.value


def test_the_description_has_no_clock(small: Knowledge) -> None:
    assert turtle(small) == turtle(small)
    assert b"generatedAtTime" not in turtle(small)
    assert b"dateTime" not in turtle(small)
