"""The Data Cube constraints hold, the queries of `ontology/constraints` find breaches, and they mean what the W3C's do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import build
from kg.graph.check_cube import cube_constraints, cube_faults
from kg.graph.vocabulary import facts, ontology_file
from kg.model import Knowledge
from kg.outputs.turtle import turtle
from tests.graph.made import LAKE, document, figure, knowledge, reading

QB = "http://purl.org/linked-data/cube#"
KG = "https://w3id.org/regionkg/ns#"
# The recommendation's own form of IC-12: two observations that differ in no dimension. It compares every pair.
SAME_IN_ALL = f"""PREFIX qb: <{QB}> ASK {{
  ?a qb:dataSet ?set . ?b qb:dataSet ?set . FILTER(STR(?a) < STR(?b))
  FILTER NOT EXISTS {{
    ?set qb:structure/qb:component/qb:componentProperty ?dimension . ?dimension a qb:DimensionProperty .
    ?a ?dimension ?x . ?b ?dimension ?y . FILTER(?x != ?y) }} }}"""


def store(made: Knowledge) -> ox.Store:
    found = ox.Store()
    found.load(turtle(made), format=ox.RdfFormat.TURTLE)
    found.load(ontology_file("kg.ttl"), format=ox.RdfFormat.TURTLE)
    return found


@pytest.fixture
def ranges() -> Knowledge:
    """One page with both ends of a range, and with two figures under one name."""
    page = document(
        "r.txt", "望湖区2023年增长10家至15家。望湖区2023年产茶100吨，又产茶400吨。目标是产茶500吨。", "2024-01-01"
    )
    low, high = (figure(page, LAKE, "工厂", v, "家", "2023", b) for v, b in (("10", "gt"), ("15", "lt")))
    tea = [figure(page, LAKE, "产茶", v, "吨", "2023") for v in ("100", "400")]
    aim = replace(figure(page, LAKE, "产茶", "500", "吨", "2023"), state="target")
    return knowledge(reading(page, (LAKE,), (), (low, high, *tea, aim), LAKE))


def test_graphs_are_well_formed_cubes(small: Knowledge, ranges: Knowledge) -> None:
    for made in (small, ranges):
        assert list(cube_faults(store(made))) == []
        assert not store(made).query(SAME_IN_ALL)


def test_both_ends_of_a_range_are_two_cells(ranges: Knowledge) -> None:
    found = store(ranges).query(f"SELECT ?b ?n {{ ?o <{KG}bound> ?b ; <{KG}ordinal> ?n ; <{KG}wording> '工厂' }}")
    assert sorted((b.value.rpartition("/")[2], n.value) for b, n in found) == [("gt", "1"), ("lt", "1")]
    tea = store(ranges).query(f"SELECT ?v ?n {{ ?o <{KG}value> ?v ; <{KG}ordinal> ?n ; <{KG}wording> '产茶' }}")
    assert sorted((float(v.value), n.value) for v, n in tea) == [(100, "1"), (400, "2"), (500, "1")]


def test_the_query_of_ic_12_names_every_dimension() -> None:
    structure = facts("codes.ttl")
    dimensions = {o.value for about in structure.values() for o in about.get(QB + "dimension", ())}
    assert {KG + name for name in ("bound", "state", "ordinal")} < dimensions
    text = cube_constraints()["ic-12"]
    assert all(f"kg:{d.removeprefix(KG)} ?" in text for d in dimensions)


def one(s: ox.Store, pattern: str) -> ox.NamedNode:
    found = next(iter(s.query(f"PREFIX qb: <{QB}> PREFIX kg: <{KG}> SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x")))
    assert isinstance(found[0], ox.NamedNode)
    return found[0]


def without(predicate: str, pattern: str) -> Callable[[ox.Store], None]:
    def damage(s: ox.Store) -> None:
        for quad in list(s.quads_for_pattern(one(s, pattern), ox.NamedNode(predicate), None)):
            s.remove(quad)

    return damage


def twin(s: ox.Store) -> None:
    """The same figure under another address."""
    for quad in list(s.quads_for_pattern(one(s, "?x a kg:Observation"), None, None)):
        s.add(ox.Quad(ox.NamedNode("https://example.org/twin"), quad.predicate, quad.object))


def more(predicate: str, pattern: str) -> Callable[[ox.Store], None]:
    return lambda s: s.add(ox.Quad(one(s, pattern), ox.NamedNode(predicate), ox.NamedNode("https://example.org/other")))


OBSERVATION = "?x a kg:Observation"
DAMAGE = {
    "ic-01": without(QB + "dataSet", OBSERVATION),
    "ic-02": without(QB + "structure", "?x a qb:DataSet"),
    "ic-03": without("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "?x a qb:MeasureProperty"),
    "ic-04": without("http://www.w3.org/2000/01/rdf-schema#range", "?x a qb:DimensionProperty"),
    "ic-05": lambda s: s.add(
        ox.Quad(
            one(s, "?x a qb:DimensionProperty"),
            ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#range"),
            ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept"),
        )
    ),
    "ic-06": without("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "?c qb:componentRequired false ; qb:componentProperty ?x"),
    "ic-11": without(KG + "period", OBSERVATION),
    "ic-11-single": more(KG + "period", OBSERVATION),
    "ic-12": twin,
    "ic-13": without(KG + "unit", OBSERVATION),
    "ic-14": without(KG + "value", OBSERVATION),
}  # fmt: skip


@pytest.mark.parametrize("name", cube_constraints())
def test_each_constraint_finds_its_breach(small: Knowledge, name: str) -> None:
    damaged = store(small)
    assert not list(damaged.query(cube_constraints()[name]))
    DAMAGE[name](damaged)
    assert [row for row in damaged.query(cube_constraints()[name]) if row[0] is not None]


def test_real_pages_make_a_sound_cube(shared: Path) -> None:
    """The same constraints over all pages with gold: ranges, targets, tables and lists as they come."""
    pages = [p for p in sorted((shared / "eval" / "gold").glob("*/*")) if p.suffix in (".txt", ".md", ".html")]
    made = build(pages).knowledge
    assert len(made.figures) > 300
    assert any(f.bound == "gt" for f in made.figures)
    assert list(cube_faults(store(made))) == []
