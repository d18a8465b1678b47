"""Every export is read back by a library that is not ours, with the same triples or counts."""

from __future__ import annotations

import io
import json
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree

from kg.model import Knowledge
from kg.outputs.export import graphml, jsonld, rdf12, to_networkx
from kg.outputs.turtle import ntriples, turtle
from kg.outputs.write import write

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
REIFIES = RDF + "reifies"
TABLES = ("entities", "relations", "observations", "conflicts")
PARTS = ("subject", "predicate", "object")


def triples(data: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(data, format=form)}


def test_jsonld_is_the_same_graph_to_two_parsers(small: Knowledge) -> None:
    wanted = triples(ntriples(small), ox.RdfFormat.N_TRIPLES)
    assert triples(jsonld(small), ox.RdfFormat.JSON_LD) == wanted
    found = rdflib.Graph().parse(data=jsonld(small), format="json-ld")
    assert set(found) == set(rdflib.Graph().parse(data=turtle(small), format="turtle"))


def test_jsonld_reads_like_json(small: Knowledge) -> None:
    graph = json.loads(jsonld(small))["@graph"]
    district = next(node for node in graph if node["@id"] == "area:990113")
    assert (district["@type"], district["code"], district["partOf"]) == ("District", "990113", "area:990100")


def test_rdf12_annotates_the_triples(small: Knowledge) -> None:
    found = triples(rdf12(small), ox.RdfFormat.TURTLE)
    reified = {str(t.subject): t.object for t in found if t.predicate.value == REIFIES}
    assert len(reified) == len(small.claims) == 7
    assert all(isinstance(t, ox.Triple) for t in reified.values())
    asserted = [t for t in reified.values() if t in found]
    assert len(asserted) == sum(c.state == "actual" for c in small.claims) == 5


def test_rdf12_says_the_same_as_the_other_formats(small: Knowledge) -> None:
    """With every reified triple taken apart again it is the graph itself."""
    found = triples(rdf12(small), ox.RdfFormat.TURTLE)
    plain = {t for t in found if t.predicate.value != REIFIES}
    for t in found - plain:
        assert isinstance(t.object, ox.Triple)
        for part, value in zip(PARTS, t.object, strict=True):
            plain.add(ox.Triple(t.subject, ox.NamedNode(RDF + part), value))
    assert plain == triples(ntriples(small), ox.RdfFormat.N_TRIPLES)


def test_rdflib_reads_the_same_from_turtle_and_n_triples(small: Knowledge) -> None:
    left = rdflib.Graph().parse(data=turtle(small), format="turtle")
    right = rdflib.Graph().parse(data=ntriples(small), format="nt")
    assert set(left) == set(right)
    assert len(left) == len(ntriples(small).splitlines())


def test_graphml_is_xml_with_a_node_an_entity_and_an_edge_a_claim(small: Knowledge) -> None:
    found = etree.fromstring(graphml(small))
    spaces = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(found.findall(".//g:node", spaces)) == len(small.nodes)
    assert len(found.findall(".//g:edge", spaces)) == len(small.claims)


def test_graphml_has_every_entity_and_claim(small: Knowledge) -> None:
    found = nx.read_graphml(io.BytesIO(graphml(small)), force_multigraph=True)
    assert set(found) == {n.iri for n in small.nodes}
    assert found.number_of_edges() == len(small.claims)
    assert {d["label"] for _, d in found.nodes(data=True)} == {n.label for n in small.nodes}


def test_networkx_finds_a_path_between_entities(small: Knowledge) -> None:
    graph = to_networkx(small).to_undirected()
    li, city = (next(n.iri for n in small.nodes if n.label == name) for name in ("李明华", "青州市"))
    assert nx.shortest_path_length(graph, li, city) == 3


def test_parquet_has_the_rows_of_the_tables(small: Knowledge, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    write(small, tmp_path, ("parquet",))
    counts = {name: parquet.read_table(tmp_path / f"{name}.parquet").num_rows for name in TABLES}
    said = sum(len(c.marks) for c in small.claims)
    assert counts == dict(zip(TABLES, (len(small.nodes), said, len(small.figures), len(small.contrasts)), strict=True))
    found = parquet.read_table(tmp_path / "observations.parquet").to_pylist()
    assert [row["value"] for row in found] == [str(f.value) for f in small.figures]
    assert all(isinstance(row["start"], int) for row in found)
