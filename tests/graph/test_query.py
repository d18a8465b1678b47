"""Queries: named, from a file or as text; prefixes predeclared; nothing but reading; four forms of answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.query import BadQuery, Refused, ask, named_queries, open_store, render


@pytest.fixture
def store(built: Path) -> ox.Store:
    return open_store(built)


def test_text_file_and_name_answer_alike(store: ox.Store, tmp_path: Path) -> None:
    path = tmp_path / "posts.rq"
    path.write_text(named_queries()["posts"].text, "utf-8")
    answers = [ask(store, q) for q in ("posts", str(path), named_queries()["posts"].text)]
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0].rows) == 2


def test_prefixes_need_no_declaration(store: ox.Store) -> None:
    assert ask(store, "ASK { area:990113 a kg:District ; skos:prefLabel '望湖区'@zh }").truth


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { sErViCe silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE#<\n<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } VALUES ?x { <http://127.0.0.1:9/> } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { BIND("\\u0022" AS ?a) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } BIND("" AS ?b) }',
        "PREFIX service: <http://x/> SELECT * { service:a ?p ?o . SERVICE service:b { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(3>2) }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "INSERT DATA { area:1 kg:partOf area:2 }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
    ],
)
def test_what_does_more_than_read_is_refused(store: ox.Store, query: str) -> None:
    with pytest.raises((Refused, BadQuery)) as found:
        ask(store, query)
    assert found.type is Refused


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> {" }',
        "SELECT * { ?s kg:investsIn ?o } # SERVICE",
        "PREFIX load: <http://x/> SELECT ?service { ?service load:from ?clear }",
        "SELECT * { <http://x/SERVICE> ?p '''FROM \"\n INSERT''' }",
    ],
)
def test_harmless_words_are_not(store: ox.Store, query: str) -> None:
    assert ask(store, query).rows == ()


def test_a_query_that_does_not_parse_says_where(store: ox.Store) -> None:
    with pytest.raises(BadQuery, match="1"):
        ask(store, "SELECT ? {")


def test_a_table_lines_up_chinese(store: ox.Store) -> None:
    lines = render(ask(store, "SELECT ?n ?c { ?s kg:code ?c ; skos:prefLabel ?n } ORDER BY ?c"), "table").splitlines()
    assert lines == ["n       c", "青州市  990100", "望湖区  990113"]


def test_csv_and_json_are_the_standards(store: ox.Store) -> None:
    answer = ask(store, "SELECT ?s ?v { ?s kg:subject area:990113 ; kg:value ?v } ORDER BY ?v LIMIT 1")
    assert next(csv.reader(io.StringIO(render(answer, "csv")))) == ["s", "v"]
    body = json.loads(render(answer, "json"))
    assert body["head"]["vars"] == ["s", "v"]
    assert body["results"]["bindings"][0]["v"] == {
        "type": "literal",
        "value": "18",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert json.loads(render(ask(store, "ASK { ?s ?p ?o }"), "json"))["boolean"] is True


def test_construct_gives_turtle_that_parses(store: ox.Store) -> None:
    written = render(ask(store, "CONSTRUCT { ?s kg:partOf ?o } WHERE { ?s kg:partOf ?o }"), "turtle")
    assert len(list(ox.parse(written, format=ox.RdfFormat.TURTLE))) == 1
    with pytest.raises(ValueError, match="CONSTRUCT"):
        render(ask(store, "SELECT * { ?s kg:partOf ?o }"), "turtle")
    with pytest.raises(ValueError, match="table, csv"):
        render(ask(store, "ASK {}"), "yaml")
