"""What the endpoint promises beyond the protocol: limits that bind, no way out, formats by what the client asks."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pyoxigraph as ox
import pytest

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
SMALL = 'SELECT ?x WHERE { ?x kg:code "330113" }'


def ask(address: str, query: str, accept: str = "application/sparql-results+json", **extra: str) -> httpx.Response:
    parameters = {"query": query, **extra}
    return httpx.get(f"{address}/sparql", params=parameters, headers={"accept": accept}, timeout=60)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(address: str, accept: str, media_type: str) -> None:
    answer = ask(address, SMALL, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "area/330113" in answer.text


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_come_in_the_form_that_is_asked_for(address: str, media_type: str) -> None:
    answer = ask(address, 'CONSTRUCT { ?x ?p ?o } WHERE { ?x kg:code "330113" ; ?p ?o } LIMIT 20', media_type)
    found = ox.RdfFormat.from_media_type(media_type)
    assert found is not None
    assert len(list(ox.parse(answer.content, format=found))) > 3


def test_no_fitting_form_is_406(address: str) -> None:
    assert ask(address, SMALL, "image/png").status_code == 406
    assert ask(address, SMALL, "text/turtle").status_code == 406


def test_a_syntax_error_is_400_with_the_parser_s_words(address: str) -> None:
    answer = ask(address, "SELECT ?x WHERE { ?x }")
    assert answer.status_code == 400
    assert "expected" in answer.text


def test_a_long_result_is_cut_and_says_so(address: str) -> None:
    answer = ask(address, "SELECT * { ?s ?p ?o }")
    assert answer.headers["x-result-truncated"] == "50"
    assert len(answer.json()["results"]["bindings"]) == 50
    assert "x-result-truncated" not in ask(address, SMALL).headers


def test_a_runaway_is_stopped_while_small_queries_go_on(address: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert all(r.status_code == 200 for r in pool.map(ask, [address] * 8, [SMALL] * 8))  # every worker has started
        runaway = pool.submit(ask, address, RUNAWAY)
        small = [pool.submit(ask, address, SMALL) for _ in range(40)]
        assert {s.result().status_code for s in small} == {200}
        assert not runaway.done()
        assert runaway.result().status_code == 503
        assert "4 seconds" in runaway.result().text
    assert ask(address, SMALL).status_code == 200


@pytest.fixture(scope="module")
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """A socket that keeps what reaches it."""
    caught: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", caught
        with suppress(TimeoutError):
            caught.append(server.accept()[0].recv(100))
        assert not caught, "a query reached another server"


DISGUISES = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#comment\n<{0}> {{ ?s ?p ?o }} }}",
    "PREFIX t: <{0}> SELECT * {{ SERVICE t:x {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?where {{ <{0}> }} SERVICE ?where {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 'SERVICE' OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "BASE <{0}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_query_reaches_another_server(address: str, trap: tuple[str, list[bytes]], disguise: str) -> None:
    answer = ask(address, disguise.format(trap[0]))
    assert answer.status_code in (400, 403), answer.text


def test_a_graph_of_another_place_is_not_fetched(address: str, trap: tuple[str, list[bytes]]) -> None:
    assert ask(address, f"SELECT * FROM <{trap[0]}g> {{ ?s ?p ?o }}").status_code == 403


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> 1 }", "CLEAR ALL", "LOAD <http://127.0.0.1/x>"])
def test_updates_are_refused(address: str, update: str) -> None:
    assert ask(address, update).status_code == 400
    posted = httpx.post(f"{address}/sparql", content=update, headers={"content-type": "application/sparql-update"})
    assert posted.status_code == 415
    assert httpx.post(f"{address}/sparql", data={"update": update}).status_code == 403


def test_a_word_that_only_looks_like_service_passes(address: str) -> None:
    assert ask(address, "SELECT ?service { ?service ?from 'service' }").status_code == 200


def test_named_graphs_hold_what_each_document_adds(address: str) -> None:
    rows = ask(address, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").json()["results"][
        "bindings"
    ]
    assert len(rows) == 2
    assert all(int(row["n"]["value"]) > 100 for row in rows)


def test_health(address: str) -> None:
    assert json.loads(httpx.get(f"{address}/health").text)["status"] == "ok"
