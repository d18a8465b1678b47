"""The Turtle and N-Triples writers: legal, sorted, lossless for any text."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.terms import chinese, iri, text, typed
from kg.graph.vocabulary import ROOT, prefixes
from kg.model import Knowledge
from kg.outputs.turtle import blocks, turtle

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
local = st.text(st.sampled_from("临平区aZ0-._·—/()（）~'²𠀀"), max_size=12)
literals = st.one_of(
    words.map(text), words.map(chinese), st.decimals(-999, 999, places=2).map(lambda d: typed(str(d), "decimal"))
)
nodes = local.map(lambda name: iri(f"{ROOT}entity/{name}"))


@given(st.lists(st.tuples(nodes, nodes, st.one_of(nodes, literals)), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_graph_comes_back(found: list[tuple[str, str, str]]) -> None:
    written = "".join(blocks(found, prefixes())).encode()
    again = {tuple(map(str, q.triple)) for q in ox.parse(written, format=ox.RdfFormat.TURTLE)}
    plain = "".join(f"{s} {p} {o} .\n" for s, p, o in found).encode()
    assert again == {tuple(map(str, q.triple)) for q in ox.parse(plain, format=ox.RdfFormat.N_TRIPLES)}


def test_the_order_of_triples_does_not_matter(small: Knowledge) -> None:
    from kg.graph.rdf import triples

    found = list(triples(small))
    assert "".join(blocks(reversed(found), prefixes())).encode() == turtle(small)


def test_prefixes_come_first_then_areas_each_in_a_block(small: Knowledge) -> None:
    lines = turtle(small).decode().splitlines()
    heads = [line for line in lines if line.startswith("@prefix")]
    assert lines[: len(heads)] == heads == sorted(heads)
    subjects = [
        line.split(" ")[0] for line in lines if line[:1] not in ("", "@", "#", " ") and ":" in line.split(" ")[0]
    ]
    assert len(subjects) == len(set(subjects))
    assert subjects[:2] == ["area:990100", "area:990113"]


def test_a_district_reads_well(small: Knowledge) -> None:
    block = turtle(small).decode().partition("area:990113 ")[2].partition(" .\n")[0]
    assert block == (
        'a kg:District ;\n    skos:prefLabel "望湖区"@zh ;\n    skos:altLabel "望湖"@zh ;\n    kg:code "990113" ;\n'
        '    kg:parentCode "990100" ;\n    kg:focusesOn e:现代纺织 ;\n    kg:partOf area:990100 ;\n'
        "    kg:receives e:国家卫生城市 ;\n    kg:namedBy " + " , ".join(sorted(_documents(small)))
    )


def _documents(small: Knowledge) -> list[str]:
    return [f"doc:{r.id}" for r in small.records]


def test_a_text_of_several_lines_stays_readable(small: Knowledge) -> None:
    assert '"""望湖区2021年地区生产总值120.5亿元。\n上市企业22家。' in turtle(small).decode()
