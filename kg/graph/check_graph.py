"""Faults of graph.ttl by itself and against the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.graph.check_cube import cube_faults
from kg.graph.faults import Fault, Graph
from kg.graph.quoted import holds, says
from kg.graph.shapes import constraints
from kg.graph.vocabulary import ROOT, facts, ontology_file, terms

_FILE = "graph.ttl"


def graph_faults(store: ox.Store, graph: Graph, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Adds the ontology to `store`, which the shapes need."""
    yield from _unknown_terms(store)
    yield from _dangling(store)
    yield from _texts(graph, texts)
    yield from _sentences(graph)
    yield from _figures(graph)
    store.load(ontology_file("kg.ttl"), format=ox.RdfFormat.TURTLE)
    yield from _shapes(store)
    yield from cube_faults(store)


def _column(store: ox.Store, query: str) -> list[str]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(row[0].value for row in found if isinstance(row[0], ox.NamedNode))


def _unknown_terms(store: ox.Store) -> Iterator[Fault]:
    used = _column(store, "SELECT DISTINCT ?p { ?s ?p ?o }") + _column(store, "SELECT DISTINCT ?t { ?s a ?t }")
    named = "SELECT DISTINCT ?p { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?p }"
    for iri in dict.fromkeys(used + _column(store, named)):
        if iri not in terms():
            yield Fault(_FILE, iri, "a term that the ontology lacks")


def _dangling(store: ox.Store) -> Iterator[Fault]:
    """Addresses that the graph mentions and does not describe. Types and terms are the vocabulary's business."""
    named = "SELECT DISTINCT ?o { ?s ?p ?o . FILTER(isIRI(?o)) FILTER NOT EXISTS { ?o ?q ?x } }"
    for iri in _column(store, named):
        if iri not in terms() and iri not in facts("codes.ttl") and not iri.startswith(ROOT + "ns"):
            yield Fault(_FILE, iri, "is mentioned but not described")
    if any(isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode) for q in store):
        yield Fault(_FILE, "", "has blank nodes")


def _texts(graph: Graph, texts: Mapping[str, str]) -> Iterator[Fault]:
    for name in sorted(texts.keys() | graph.files.keys()):
        address = graph.files.get(name)
        if address is None or name not in texts:
            yield Fault(_FILE, name, "stands in the graph or in documents.jsonl only")
        elif graph.documents.get(address) != texts[name]:
            yield Fault(_FILE, name, "the graph's text is not that of documents.jsonl")


def _sentences(graph: Graph) -> Iterator[Fault]:
    for address, (document, begin, end, words) in sorted(graph.sentences.items()):
        if graph.documents.get(document, "")[begin:end] != words:
            yield Fault(_FILE, address, "the offsets do not point at the words")


def _figures(graph: Graph) -> Iterator[Fault]:
    for address, figure in sorted(graph.figures.items()):
        words = [graph.sentences[s][3] for s in sorted(figure.sentences) if s in graph.sentences]
        if not any(says(p, figure.value) for p in figure.printed):
            yield Fault(_FILE, address, f"the value {figure.value} is not the printed {', '.join(figure.printed)}")
        if not all(any(holds(w, p, figure.unit) for p in figure.printed) for w in words):
            yield Fault(_FILE, address, f"the sentence does not hold the figure {', '.join(figure.printed)}")


def _shapes(store: ox.Store) -> Iterator[Fault]:
    for constraint in constraints():
        found = store.query(constraint.query)
        assert isinstance(found, ox.QuerySolutions)
        rows = {(row["this"].value, row["value"].value if row["value"] is not None else "") for row in found}
        for this, value in sorted(rows):
            yield Fault(_FILE, this, f"{constraint.message} ({constraint.shape}{': ' + value if value else ''})")
