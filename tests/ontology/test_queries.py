"""Competency queries return rows on the seeds' graph, the same by value in rdflib and in pyoxigraph."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.graph.query import ask, named_queries, open_store
from kg.graph.vocabulary import predicates


@pytest.fixture(scope="module")
def seeds(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds")
    kg.build(sorted((root / "seeds").glob("*.txt")), out)
    return out


@pytest.fixture(scope="module")
def store(seeds: Path) -> ox.Store:
    return open_store(seeds)


@pytest.fixture(scope="module")
def graph(seeds: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(seeds / "graph.ttl")


def value(term: object) -> object:
    """What a term stands for: two stores may write one number in two ways."""
    if isinstance(term, ox.Literal | rdflib.Literal):
        text = term.value if isinstance(term, ox.Literal) else str(term)
        datatype = str(term.datatype or "").rpartition("#")[2].rstrip(">")
        if datatype in ("decimal", "integer", "nonNegativeInteger"):
            return float(text)
        return "；".join(sorted(text.split("；")))  # GROUP_CONCAT has no order
    return None if term is None else (term.value if isinstance(term, ox.NamedNode) else str(term))


NOT_IN_SEEDS = ("revisions", "sums")  # asked on the planted collection


def test_there_are_twelve() -> None:
    assert len(named_queries()) == 12
    assert all(q.title and not q.title.isascii() for q in named_queries().values())


def _rows(graph: rdflib.Graph, text: str) -> list[dict[str, object]]:
    return [{str(k): v for k, v in row.items()} for row in graph.query(text).bindings]


@pytest.mark.parametrize("name", list(named_queries()))
def test_every_query_has_rows_and_two_engines_agree(name: str, store: ox.Store, graph: rdflib.Graph) -> None:
    text = named_queries()[name].text
    ours = store.query(text)
    assert isinstance(ours, ox.QuerySolutions)
    columns = ours.variables
    mine = sorted(repr([value(row[c]) for c in columns]) for row in ours)
    theirs = sorted(repr([value(row.get(c.value)) for c in columns]) for row in _rows(graph, text))
    assert mine == theirs
    assert bool(mine) == (name not in NOT_IN_SEEDS)


def test_nothing_is_untraceable(store: ox.Store) -> None:
    assert ask(store, "untraceable").rows[0][0].startswith('"0"')


def test_a_relation_without_a_sentence_is_counted(seeds: Path) -> None:
    store = open_store(seeds)
    hangzhou = ox.NamedNode("https://w3id.org/regionkg/area/330100")
    focuses = ox.NamedNode("https://w3id.org/regionkg/ns#focusesOn")
    store.add(ox.Quad(hangzhou, focuses, ox.NamedNode("https://w3id.org/regionkg/entity/of-nobody"), ox.DefaultGraph()))
    assert ask(store, "untraceable").rows[0][0].startswith('"1"')


def test_every_predicate_is_asked_for_its_sentence() -> None:
    named = set(re.findall(r"kg:(\w+)", named_queries()["untraceable"].text.partition("VALUES")[2].partition("}")[0]))
    assert named == set(predicates())


def test_the_seeds_agree_on_gdp_and_may_differ_on_listed_companies(store: ox.Store) -> None:
    conflicts = [row for row in ask(store, "conflicts").rows if "上市企业" in row[2]]
    assert {row[4] for row in conflicts} == {'"18"', '"22"'}
    assert {row[0] for row in conflicts} == {'"时期未明"@zh'}
    assert any("940.09亿元" in row[-1] for row in ask(store, "agreements").rows)
