"""The W3C's SPARQL 1.1 Protocol tests against the running server: every query test passes, every update test is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.serve.app import Limits, application
from tests.conftest import SHARED
from tests.serve.conftest import running

SUITE = SHARED / "suites" / "sparql-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


def manifest() -> Graph:
    return Graph().parse(SUITE / "manifest.ttl") if SUITE.is_dir() else Graph()


MANIFEST = manifest()
ENTRIES = [
    entry
    for start in MANIFEST.objects(None, MF.entries)
    for entry in Collection(MANIFEST, start)
    if isinstance(entry, URIRef)
]


@pytest.fixture(scope="module")
def endpoint(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose store holds every graph that any test of the suite names."""
    folder = tmp_path_factory.mktemp("suite")
    store = ox.Store(str(folder / "store"))
    for item in MANIFEST.objects(None, UT.graphData):
        name, file = MANIFEST.value(item, RDFS.label), MANIFEST.value(item, UT.graph)
        store.load(
            path=SUITE / str(file).rsplit("/")[-1], format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(str(name))
        )
    store.flush()
    del store
    with running(application(folder, Limits(seconds=10.0))) as url:
        yield url


def send(endpoint: str, request: Node) -> httpx.Response:
    value = MANIFEST.value
    headers = {
        str(value(h, HT.fieldName)): str(value(h, HT.fieldValue))
        for listed in MANIFEST.objects(request, HT.headers)
        for h in Collection(MANIFEST, listed)
    }
    body = value(request, HT.body)
    encoding = str(value(body, CNT.characterEncoding) or "UTF-8") if body else "UTF-8"
    content = str(value(body, CNT.chars)).encode(encoding) if body else None
    path = str(value(request, HT.absolutePath))
    return httpx.request(str(value(request, HT.methodName)), endpoint + path, headers=headers, content=content)


def check(response: httpx.Response, expected: Node) -> None:
    statuses = [str(s).rsplit("StatusCode")[-1] for s in MANIFEST.objects(expected, MF.expectedStatus)]
    assert any(str(response.status_code).startswith(s.rstrip("x")) for s in statuses), (
        response.status_code,
        response.text,
    )
    wanted = MANIFEST.value(expected, MF.expectedFormat)
    if wanted is not None:
        assert response.headers["content-type"].partition(";")[0] in FORMATS[str(wanted)]
    truth = MANIFEST.value(expected, MF.expectedBoolean)
    if truth is not None:
        assert json.loads(response.text)["boolean"] == bool(truth.toPython())  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: str(e).rpartition("#")[2])
def test_protocol(endpoint: str, entry: URIRef) -> None:
    update = "update" in str(entry).rpartition("#")[2]
    action = MANIFEST.value(entry, MF.action)
    for request in Collection(MANIFEST, MANIFEST.value(action, HT.requests)):  # type: ignore[arg-type]
        response = send(endpoint, request)
        if not update:
            check(response, MANIFEST.value(request, HT.resp))  # type: ignore[arg-type]
        elif not looks_at_the_result(response.request):
            assert 400 <= response.status_code < 500, response.text


def looks_at_the_result(request: httpx.Request) -> bool:
    """Whether this is the query that follows an update to see what it did; here it did nothing."""
    kind = request.headers.get("content-type", "")
    return kind == "application/sparql-query" or request.content.startswith(b"query=") or "query" in request.url.params


def test_the_suite_is_whole(shared: Path) -> None:
    assert len(ENTRIES) == 34
    assert all((entry, RDF.type, MF.ProtocolTest) in MANIFEST for entry in ENTRIES)
