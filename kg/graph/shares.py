"""What each document says, as quads: its share of the graph, in a graph of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from kg.graph.about import TYPE, direct, of_claim, of_figure, of_record, of_sentence
from kg.graph.addresses import Addresses
from kg.graph.rdf import passages
from kg.graph.terms import Triple, chinese, iri, other, own
from kg.model import Claim, Knowledge, Mark, Node

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph, each in N-Triples syntax."""


def graph_of(base: str, document: str) -> str:
    """IRI of the graph of the document whose id is `document`."""
    return f"{base}graph/{document}"


def shares(knowledge: Knowledge, only: Collection[str] | None = None) -> Iterator[Quad]:
    """Every document's record and sentences, its figures, the claims that it supports with its own sentences, and of
    the things that it names what they are, what they are called and that it names them. `only` restricts to subjects.

    What no document says by itself is in no share: codes, units, periods, short forms, places, contrasts.
    """
    at, graphs = Addresses(knowledge), _graphs(knowledge)
    for node in knowledge.nodes:
        if only is None or iri(node.iri) in only:
            for name in node.documents:
                yield from _in(graphs[name], _named(node, at.document(name)))
    for claim in knowledge.claims:
        if only is None or iri(claim.subject) in only or iri(at.claim(claim)) in only:
            for graph, marks in _by_graph(claim, graphs).items():
                said = chain(direct(claim), of_claim(replace(claim, marks=tuple(marks)), at))
                yield from _in(graph, (t for t in said if only is None or t[0] in only))
    yield from _texts(knowledge, at, graphs, only)


def _texts(knowledge: Knowledge, at: Addresses, graphs: dict[str, str], only: Collection[str] | None) -> Iterator[Quad]:
    data_set = iri(knowledge.base + "data/figures")
    for figure in knowledge.figures:
        if only is None or iri(at.observation(figure)) in only:
            yield from _in(graphs[figure.mark.document], of_figure(figure, at, data_set))
    cited = passages(knowledge)
    for record in knowledge.records:
        graph = graphs[record.name]
        if only is None or iri(at.document(record.name)) in only:
            yield from _in(graph, of_record(record, at))
        for start, end in cited[record.name]:
            if only is None or iri(at.passage(record.name, start, end)) in only:
                yield from _in(graph, of_sentence(start, end, record, at))


def _graphs(knowledge: Knowledge) -> dict[str, str]:
    """The graph of every source, as a term."""
    found: dict[str, str] = {}
    for r in knowledge.records:
        found |= dict.fromkeys((r.name, *r.sources), iri(graph_of(knowledge.base, r.id)))
    return found


def _in(graph: str, triples: Iterator[Triple]) -> Iterator[Quad]:
    return ((s, p, o, graph) for s, p, o in triples)


def _named(node: Node, document: str) -> Iterator[Triple]:
    me = iri(node.iri)
    yield me, TYPE, own(node.type)
    yield me, other("skos:prefLabel"), chinese(node.label)
    yield me, own("namedBy"), iri(document)


def _by_graph(claim: Claim, graphs: dict[str, str]) -> dict[str, list[Mark]]:
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in claim.marks:
        found[graphs[mark.document]].append(mark)
    return found


__all__ = ["Quad", "graph_of", "shares"]
