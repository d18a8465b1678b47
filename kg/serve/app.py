"""The endpoint: one read-only application over a build's folder, on 127.0.0.1."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.query import named_queries
from kg.graph.vocabulary import prefixes
from kg.serve import protocol
from kg.serve.catalog import Catalog, Catalogs
from kg.serve.engine import Engine
from kg.serve.negotiate import accepted
from kg.serve.pages import FOLDER, Pages

HTML, TURTLE, JSONLD = "text/html", "text/turtle", "application/ld+json"
FORMATS = {TURTLE: ox.RdfFormat.TURTLE, JSONLD: ox.RdfFormat.JSON_LD}
POLICY = (
    "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PLAIN = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}  # graph.html brings a stricter policy
SAFE = {"Content-Security-Policy": POLICY, **PLAIN}


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` a query may run, `rows` a result may have, `workers` processes that answer."""

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 4


DEFAULT = Limits()


def application(folder: Path, limits: Limits = DEFAULT, origins: tuple[str, ...] = ()) -> Starlette:
    """The ASGI application over the build in `folder`. `origins` may ask from other pages (CORS), none by default."""
    engine = Engine(folder / "store", prefixes(), limits.workers, limits.seconds)
    catalogs = Catalogs(folder)

    async def sparql(request: Request) -> Response:
        if not request.url.query and request.method == "GET":
            return described(request)
        return await protocol.respond(request, engine, limits.rows)

    async def graph(request: Request) -> Response:
        return FileResponse(folder / "graph.html", media_type=HTML, headers=PLAIN)

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", **catalogs.current().graph.counts()})

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        engine.close()

    cors = [Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"])] if origins else []
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/graph", graph),
        Route("/health", health),
        Route("/", _page(catalogs, _home)),
        Route("/query", _page(catalogs, _query)),
        Route("/find", _page(catalogs, _find)),
        Route("/search", _page(catalogs, _search)),
        Route("/documents/{name:path}", _page(catalogs, _document_by_name)),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
        Route("/{path:path}", _page(catalogs, _thing)),
    ]
    return Starlette(routes=routes, middleware=cors, lifespan=lifespan)


View = Callable[[Request, Catalog], Response]


def _page(catalogs: Catalogs, view: View) -> Callable[[Request], Awaitable[Response]]:
    """A route over the current edition of the build, with the headers that keep a page harmless."""

    async def respond(request: Request) -> Response:
        response = view(request, catalogs.current())
        response.headers.update(SAFE)
        return response

    return respond


def _home(request: Request, catalog: Catalog) -> Response:
    return HTMLResponse(Pages(catalog).home())


def _query(request: Request, catalog: Catalog) -> Response:
    queries = tuple(named_queries().values())
    return HTMLResponse(Pages(catalog).render("query.html", queries=queries, prefixes=prefixes(catalog.base)))


def _find(request: Request, catalog: Catalog) -> Response:
    words = request.query_params.get("q", "")
    return HTMLResponse(Pages(catalog).render("found.html", words=words, hits=catalog.search(words, 100)))


def _search(request: Request, catalog: Catalog) -> Response:
    hits = catalog.search(request.query_params.get("q", ""))
    rows = [
        {"id": h.node.iri, "label": h.node.label, "type": h.node.type, "code": h.node.code, "aliases": h.node.aliases}
        for h in hits
    ]
    return JSONResponse({"query": request.query_params.get("q", ""), "hits": rows})


def _document_by_name(request: Request, catalog: Catalog) -> Response:
    name = request.path_params["name"]
    record = next((r for r in catalog.graph.knowledge.records if name in (r.name, r.id, *r.sources)), None)
    return _missing(name) if record is None else HTMLResponse(Pages(catalog).document(record))


def _thing(request: Request, catalog: Catalog) -> Response:
    """The page of an entity, statement, sentence or document; RDF where the client asks for it."""
    path = request.path_params["path"]
    page = _html(catalog, path)
    if page is None:
        return _missing(path)
    wanted = {"turtle": TURTLE, "jsonld": JSONLD}.get(request.query_params.get("format", ""))
    kinds = accepted(request.headers.get("accept", ""), (HTML, TURTLE, JSONLD))
    media_type = wanted or (kinds[0] if kinds else "")
    if media_type in FORMATS:
        return Response(
            _described(catalog, path, FORMATS[media_type]), media_type=media_type, headers={"Vary": "Accept"}
        )
    if not media_type:
        return Response(f"offered are: {HTML}, {TURTLE}, {JSONLD}\n", 406, media_type="text/plain")
    return HTMLResponse(page, headers={"Vary": "Accept"})


def _html(catalog: Catalog, path: str) -> str | None:
    pages = Pages(catalog)
    if path in catalog.nodes:
        return pages.entity(catalog.nodes[path])
    if path in catalog.statements:
        return pages.statement(catalog.statements[path])
    if path in catalog.records:
        return pages.document(catalog.records[path])
    if (found := catalog.sentence(path)) is not None:
        return pages.document(*found)
    return None


def _described(catalog: Catalog, path: str, form: ox.RdfFormat) -> bytes:
    """The triples whose subject is the thing, or a claim about it."""
    body = ox.serialize(catalog.description(path), format=form, prefixes=prefixes(catalog.base))
    assert body is not None
    return body


def _missing(path: str) -> Response:
    return Response(f"nothing here is called {json.dumps(path, ensure_ascii=False)}\n", 404, media_type="text/plain")


_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <{url}> ; sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
    <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/N-Triples>,
    <http://www.w3.org/ns/formats/RDF_XML>, <http://www.w3.org/ns/formats/JSON-LD> ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def described(request: Request) -> Response:
    """The service description (SPARQL 1.1 Service Description): what a GET without a query returns."""
    return Response(_DESCRIPTION.format(url=request.url), media_type=TURTLE)
