"""The endpoint: one read-only application over a build's folder, on 127.0.0.1."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from kg.graph.vocabulary import prefixes
from kg.serve import protocol
from kg.serve.engine import Engine, graphs


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` a query may run, `rows` a result may have, `workers` processes that answer."""

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 4


def application(folder: Path, limits: Limits = Limits(), origins: tuple[str, ...] = ()) -> Starlette:  # frozen
    """The ASGI application over the build in `folder`. `origins` may ask from other pages (CORS), none by default."""
    engine = Engine(folder / "store", prefixes(), limits.workers, limits.seconds)

    async def sparql(request: Request) -> Response:
        return await protocol.respond(request, engine, limits.rows, graphs(folder / "store"))

    async def page(request: Request) -> Response:
        return FileResponse(folder / "graph.html", media_type="text/html")

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "folder": folder.name})

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        engine.close()

    cors = [Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"])] if origins else []
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/graph", page),
        Route("/health", health),
    ]
    return Starlette(routes=routes, middleware=cors, lifespan=lifespan)
