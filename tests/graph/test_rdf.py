"""The triples of a graph: addresses that a client can compute, claims, figures, no blank node."""

from __future__ import annotations

import hashlib

import pyoxigraph as ox
import pytest

from kg.graph.about import parent_code
from kg.graph.codes import UnknownCode, code
from kg.graph.query import Answer, ask, plain
from kg.graph.rdf import triples
from kg.graph.terms import own
from kg.graph.vocabulary import NS, UnknownTerm
from kg.model import Knowledge
from kg.outputs.turtle import ntriples, turtle


@pytest.fixture(scope="module")
def store(small: Knowledge) -> ox.Store:
    found = ox.Store()
    found.load(turtle(small), format=ox.RdfFormat.TURTLE)
    return found


def select(store: ox.Store, query: str) -> Answer:
    return ask(store, query)


def test_a_client_computes_a_claims_address_with_sparql(store: ox.Store) -> None:
    found = select(
        store,
        """SELECT ?claim ?computed { ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:state ?state .
        OPTIONAL { ?claim kg:title ?title }
        BIND(IF(BOUND(?title), CONCAT(" ", ?title), "") AS ?t)
        BIND(IF(?state = state:actual, "", CONCAT(" ", STRAFTER(STR(?state), "/state/"))) AS ?n)
        BIND(CONCAT("https://w3id.org/regionkg/claim/",
          SUBSTR(SHA256(CONCAT(STR(?s), " ", STR(?p), " ", STR(?o), ?t, ?n)), 1, 16)) AS ?computed) }""",
    )
    assert len(found.rows) == 7
    assert all(claim[1:-1] == computed[1:-1] for claim, computed in found.rows)


def test_the_address_is_that_of_the_design(small: Knowledge, store: ox.Store) -> None:
    base = "https://w3id.org/regionkg/"
    words = f"{base}area/990113 {NS}focusesOn {base}entity/现代纺织"
    address = f"{base}claim/{hashlib.sha256(words.encode()).hexdigest()[:16]}"
    assert select(store, f"ASK {{ <{address}> rdf:object e:现代纺织 }}").truth


def test_only_what_holds_is_a_direct_triple(store: ox.Store) -> None:
    assert select(store, "ASK { area:990113 kg:focusesOn e:现代纺织 ; kg:partOf area:990100 }").truth
    assert not select(store, "ASK { area:990113 kg:undertakes ?anything }").truth
    assert select(store, "ASK { ?c rdf:predicate kg:undertakes ; kg:state state:planned }").truth
    assert len(select(store, "SELECT * { ?person kg:holdsPost ?organ }").rows) == 1
    assert len(select(store, "SELECT * { ?c rdf:predicate kg:holdsPost }").rows) == 2


def test_sentences_are_offsets_into_the_document(store: ox.Store) -> None:
    found = select(
        store,
        """SELECT ?s ?b ?e ?words ?text { ?s a kg:Sentence ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words ;
        nif:referenceContext/nif:isString ?text . FILTER(SUBSTR(?text, ?b + 1, ?e - ?b) = ?words) }""",
    )
    assert len(found.rows) == len(select(store, "SELECT * { ?s a kg:Sentence }").rows) == 8
    assert all(s[1:-1].endswith(f"_{plain(b)}_{plain(e)}") for s, b, e, _, _ in found.rows)


def test_a_figure_has_all_dimensions_and_keeps_its_zero(store: ox.Store) -> None:
    found = select(
        store,
        """SELECT ?printed ?value ?base ?unit ?period ?file { ?o a kg:Observation ; qb:dataSet ?set ; kg:subject area:990113 ;
        kg:indicator ind:gdp|ind:地区生产总值 ; kg:measure measure:level ; kg:period ?period ; kg:source/kg:fileName ?file ;
        kg:value ?value ; kg:printed ?printed ; kg:baseValue ?base ; kg:baseUnit ?unit ; kg:bound bound:eq ;
        kg:state state:actual ; kg:evidence ?e } ORDER BY ?file""".replace("ind:gdp|", ""),
    )
    assert [row[0] for row in found.rows] == ['"120.50"', '"120.5"']
    assert all(row[3].endswith("/unit/元>") and row[4].endswith("/period/2021>") for row in found.rows)
    assert all('"12050000000"' in row[2] for row in found.rows)


def test_every_dimension_and_attribute_of_the_structure_is_given(store: ox.Store) -> None:
    """Data Cube IC-11 and IC-6: every observation has a value for every dimension and required attribute."""
    missing = select(
        store,
        """SELECT ?o ?p { ?o qb:dataSet/qb:structure/qb:component ?c . ?c qb:componentProperty ?p .
        OPTIONAL { ?c qb:componentRequired ?required } FILTER(COALESCE(?required, true)) FILTER NOT EXISTS { ?o ?p ?v } }""",
    )
    assert missing.rows == ()
    assert len(select(store, "SELECT ?d { ?s a qb:DataStructureDefinition ; qb:component/qb:dimension ?d }").rows) == 8


def test_agreement_and_conflict_are_nodes(store: ox.Store) -> None:
    found = select(
        store, "SELECT ?type ?kind { ?c a ?type ; kg:kind ?kind ; kg:involves ?a , ?b . FILTER(STR(?a) < STR(?b)) }"
    )
    assert sorted((t.rpartition("#")[2], k.rpartition("/")[2]) for t, k in found.rows) == [
        ("Conflict>", "period-unstated>"),
        ("Corroboration>", "agreement>"),
    ]


def test_nothing_is_blank_and_both_writers_say_the_same(small: Knowledge) -> None:
    one = set(ox.parse(turtle(small), format=ox.RdfFormat.TURTLE))
    other = set(ox.parse(ntriples(small), format=ox.RdfFormat.N_TRIPLES))
    assert one == other
    assert len(one) == len(set(triples(small)))
    assert not any(isinstance(t, ox.BlankNode) for q in one for t in (q.subject, q.object))


@pytest.mark.parametrize(
    ("code_", "parent"),
    [
        ("330113007201", "330113007"),
        ("330113007", "330113"),
        ("330113", "330100"),
        ("330100", "330000"),
        ("330000", ""),
        ("310105", "310000"),  # Shanghai has no prefectures
        ("429004", "420000"),  # governed by the province itself
    ],
)
def test_the_code_above(code_: str, parent: str) -> None:
    assert parent_code(code_) == parent


def test_misspelt_names_raise() -> None:
    with pytest.raises(UnknownTerm, match="focusesOn"):
        own("focusOn")
    with pytest.raises(UnknownCode, match="yoy"):
        code("measure", "yoy")
