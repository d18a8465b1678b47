"""shapes.ttl finds every kind of damage, and our SPARQL reading of it agrees with pyshacl's."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.rdf import triples
from kg.graph.shapes import constraints
from kg.graph.vocabulary import ontology_file, prefixes
from kg.outputs.turtle import blocks
from tests.graph.made import lake

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")

DAMAGES = {
    "two names": ("area:990113 a kg:District ;", 'area:990113 a kg:District ; skos:prefLabel "望湖县"@zh ;'),
    "two types": ("area:990113 a kg:District ;", "area:990113 a kg:District , kg:Town ;"),
    "upper class as type": ("area:990113 a kg:District ;", "area:990113 a kg:Place ;"),
    "malformed code": ('kg:code "990113"', 'kg:code "99011"'),
    "code of another place": ('kg:code "990113"', 'kg:code "980113"'),
    "wrong parent": ('kg:parentCode "990100"', 'kg:parentCode "980100"'),
    "area in the wrong city": ('kg:code "990100"', 'kg:code "980100"'),
    "claim with two subjects": ("rdf:subject area:990113", "rdf:subject area:990113 , area:990100"),
    "claim about nothing": ("rdf:object e:现代纺织", 'rdf:object "现代纺织"'),
    "domain": ("e:现代纺织 a kg:Industry", "e:现代纺织 a kg:Person"),
    "untraceable relation": ("kg:focusesOn e:现代纺织", "kg:focusesOn e:现代纺织 , e:国家卫生城市"),
    "planned as if it held": ("kg:focusesOn e:现代纺织", "kg:undertakes e:990113-望湖大桥 ; kg:focusesOn e:现代纺织"),
    "held but not said": ("    kg:focusesOn e:现代纺织 ;\n", ""),
    "post without title": ('    kg:title "区长" ;\n', ""),
    "title without post": ("rdf:predicate kg:focusesOn ;", 'rdf:predicate kg:focusesOn ; kg:title "区长" ;'),
    "two values": ("kg:value 120.50 ", "kg:value 120.50 , 1.5 "),
    "value that is no decimal": ("kg:value 120.50 ", 'kg:value "120.50" '),
    "no such bound": ("kg:bound bound:eq", "kg:bound bound:none"),
    "no unit": ("    kg:unit unit:亿元 ;\n", ""),
    "sentence moved": ('nif:beginIndex "0"^^xsd:nonNegativeInteger ;\n    nif:endIndex "13"', 'nif:beginIndex "2"^^xsd:nonNegativeInteger ;\n    nif:endIndex "13"'),
    "conflict with one side": ("a kg:Conflict ;", "a kg:Corroboration ; kg:subject area:990100 ;"),
}  # fmt: skip
SILENT = ("conflict with one side",)  # a second subject is allowed: the shapes must not cry wolf


def written() -> str:
    return "".join(blocks(triples(lake()), prefixes()))


def ours(turtle: str) -> set[str]:
    store = ox.Store()
    for data in (turtle.encode(), ontology_file("kg.ttl")):
        store.load(data, format=ox.RdfFormat.TURTLE)
    found = set()
    for constraint in constraints():
        rows = store.query(constraint.query)
        assert isinstance(rows, ox.QuerySolutions)
        found |= {row["this"].value for row in rows}
    return found


def theirs(turtle: str) -> set[str]:
    pyshacl = pytest.importorskip("pyshacl", reason="pyshacl is not installed")
    data = rdflib.Graph().parse(data=turtle, format="turtle").parse(data=ontology_file("kg.ttl"), format="turtle")
    shapes = rdflib.Graph().parse(data=ontology_file("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return {str(node) for node in report.objects(None, SH.focusNode)}


def test_a_sound_graph_conforms() -> None:
    assert ours(written()) == set()


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_is_found(name: str) -> None:
    old, new = DAMAGES[name]
    assert old in written()
    assert bool(ours(written().replace(old, new, 1))) != (name in SILENT)


def test_two_validators_find_the_same_nodes() -> None:
    """All damages at once, where one leaves the words of another in place."""
    damaged = written()
    for old, new in DAMAGES.values():
        damaged = damaged.replace(old, new, 1)
    assert len(ours(damaged)) >= 9
    assert ours(damaged) == theirs(damaged)
    assert theirs(written()) == set()
