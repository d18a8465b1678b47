"""Shapes of territories, revisions, sums and corrections find every damage, with both validators."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.addresses import Addresses
from kg.outputs.turtle import turtle
from tests.ontology.test_shapes import ours, theirs
from tests.time.corpus import years

SUM = """
<https://w3id.org/regionkg/sum/x> a kg:Sum ; kg:subject area:330110 ; kg:period period:2019 ; kg:source {source} ;
    kg:part {part} ; kg:holds false ; kg:expected 2.0 ; kg:found 1.0 ; kg:baseUnit unit:元 .
<https://w3id.org/regionkg/correction/x> a kg:Correction ; kg:correctionKind "rename" ; dcterms:creator "某人"@zh ;
    kg:corrects area:330110 .
"""
DAMAGES = {
    "two territories of one figure": ("kg:territory terr:330110-2021 ", "kg:territory terr:330110-2001 , terr:330110-2021 "),
    "territory of another area": ("kg:territory terr:330110-2001 , terr:330110-2021", "kg:territory terr:330110-2021"),
    "territory that ends before it begins": ('kg:validUntil "2021-04-09"', 'kg:validUntil "1999"'),
    "territory without a date": ('kg:validFrom "2001"', 'kg:validFrom "long ago"'),
    "no ordinal": ('kg:ordinal "1"^^xsd:integer ;', ""),
    "no revision": ("kind:revision", "kind:value"),
    "sum without parts": ("kg:part obs:", "kg:total obs:"),
    "sum without verdict": ("kg:holds false ;", ""),
    "equal sum that does not hold": ("kg:expected 2.0", "kg:expected 1.0"),
    "sum of another document": ("kg:period period:2019 ; kg:source doc:", "kg:period period:2019 ; kg:source doc:0"),
    "correction by nobody": ('dcterms:creator "某人"@zh ;', ""),
    "correction without kind": ('kg:correctionKind "rename" ;', ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def written() -> str:
    """The years with their conflict told as a revision, a sum and a correction by hand."""
    made = years()
    revised = tuple(replace(c, kind="revision", supersedes="right") if c.kind == "value" else c for c in made.contrasts)
    made = replace(made, contrasts=revised)
    at, figure = Addresses(made), made.figures[0]
    names = (at.document(figure.mark.document), at.observation(figure))
    source, part = (f"{p}:{iri.rpartition('/')[2]}" for p, iri in zip(("doc", "obs"), names, strict=True))
    return turtle(made).decode() + SUM.format(source=source, part=part)


def test_a_sound_graph_conforms_to_both(written: str) -> None:
    assert ours(written) == theirs(written) == set()


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_is_found(written: str, name: str) -> None:
    old, new = DAMAGES[name]
    assert old in written
    assert ours(written.replace(old, new, 1))


def test_two_validators_find_the_same_nodes(written: str) -> None:
    damaged = written
    for old, new in DAMAGES.values():
        damaged = damaged.replace(old, new, 1)
    assert ours(damaged) == theirs(damaged)
