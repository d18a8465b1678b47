"""kg.ttl is complete and agrees with the guideline; its companions agree with it."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.context import context_file
from kg.graph.shapes import constraints
from kg.graph.vocabulary import FOREIGN, NS, facts, kinds, label, ontology_file, predicates, terms
from kg.rules import table

SKOS, RDFS = FOREIGN["skos"], FOREIGN["rdfs"]
OWN = sorted(iri.removeprefix(NS) for iri in terms() if iri.startswith(NS))


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize("name", OWN)
def test_every_term_is_labelled_and_defined_in_both_languages(name: str) -> None:
    about = facts("kg.ttl")[NS + name]
    assert label(about, "zh")
    assert label(about, "en")
    languages = sorted(t.language or "" for t in about[SKOS + "definition"] if isinstance(t, ox.Literal))
    assert languages == ["en", "zh"]


def test_types_and_predicates_are_the_guidelines(shared: Path) -> None:
    guideline = module(shared / "eval" / "check_gold.py")
    assert set(kinds()) == guideline.TYPES
    assert {p.name: (set(p.domain), set(p.range)) for p in predicates().values()} == guideline.PREDICATES
    codes = {iri.rpartition("/")[2] for iri in facts("codes.ttl") if "/measure/" in iri}
    assert codes == guideline.MEASURES


def test_there_are_twenty_types_and_seventeen_predicates() -> None:
    assert (len(kinds()), len(predicates())) == (20, 17)


def test_domains_and_ranges_lie_below_those_that_reasoners_read() -> None:
    def above(iri: str) -> set[str]:
        direct = {c.value for c in facts("kg.ttl").get(iri, {}).get(RDFS + "subClassOf", ())}
        return {iri, *(x for c in direct for x in above(c))}

    for p in predicates().values():
        about = facts("kg.ttl")[NS + p.name]
        for side, allowed in (("domain", p.domain), ("range", p.range)):
            wanted = about[RDFS + side][0].value
            assert all(wanted in above(NS + name) for name in allowed), (p.name, side)


def test_every_term_stands_on_the_page_with_an_example(root: Path) -> None:
    docs = module(root / "scripts" / "build_ontology_docs.py")
    assert sorted(docs.examples()) == OWN
    assert (root / "ontology" / "README.md").read_text("utf-8") == docs.readme()
    assert (root / "ontology" / "context.jsonld").read_text("utf-8") == context_file()


def test_the_codes_hold_the_indicators_of_the_figures_table(root: Path) -> None:
    codes = module(root / "scripts" / "build_codes.py")
    written = (root / "ontology" / "codes.ttl").read_text("utf-8")
    assert codes.rewritten(written) == written
    ids = [row["id"] for row in table("figures/indicators.tsv")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["kg.ttl", "codes.ttl", "shapes.ttl"])
def test_files_parse_alike_and_have_no_blank_nodes(name: str) -> None:
    data = ontology_file(name)
    ours = {q.triple for q in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    assert len(ours) == len(rdflib.Graph().parse(data=data, format="turtle"))
    assert not any(isinstance(t, ox.BlankNode) for triple in ours for t in (triple.subject, triple.object))


def test_shapes_use_only_terms_that_exist() -> None:
    text = ontology_file("shapes.ttl").decode()
    used = set(re.findall(r"\bkg:([A-Za-z]+)", text))
    assert used <= set(OWN)
    assert len(constraints()) > 90


def test_the_context_names_every_link() -> None:
    context = json.loads(context_file())["@context"]
    assert all(context[p]["@type"] == "@id" for p in predicates())


# ---- colours: WCAG contrast; dichromacy after Machado, Oliveira and Fernandes (2009) at full severity ----
LIGHT, DARK = "#FBFAF7", "#12161D"
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def linear(color: str) -> tuple[float, float, float]:
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def luminance(rgb: tuple[float, float, float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(linear(a)), luminance(linear(b))))
    return (high + 0.05) / (low + 0.05)


def lab(color: str, sight: str) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear(color), strict=True)))) for row in SIGHT[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        luminance((r, g, b)),
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_colours_stand_out_on_light_and_on_dark() -> None:
    for kind in kinds().values():
        assert contrast(kind.color, LIGHT) >= 3, kind
        assert contrast(kind.color, DARK) >= 3, kind


@pytest.mark.parametrize("sight", SIGHT)
def test_colour_blind_readers_tell_the_hues_apart(sight: str) -> None:
    for a, b in itertools.combinations(sorted({k.color for k in kinds().values()}), 2):
        distance = sum((x - y) ** 2 for x, y in zip(lab(a, sight), lab(b, sight), strict=True)) ** 0.5
        assert distance >= 20, (a, b)


def test_no_two_types_look_the_same() -> None:
    looks = [(k.color, k.shape) for k in kinds().values()]
    assert len(set(looks)) == 20
