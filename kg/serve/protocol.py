"""SPARQL 1.1 Protocol over HTTP, query operation only (W3C recommendation of 2013-03-21)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import ALIASES, BINDINGS, GRAPHS
from kg.serve.engine import BadQuery, Busy, Engine, NotAcceptable, Query, Refused, TooSlow
from kg.serve.negotiate import accepted

OFFERED = (*BINDINGS[:1], "text/turtle", *BINDINGS[1:], *(g for g in GRAPHS if g != "text/turtle"), *ALIASES)
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
LARGEST = 1 << 20  # bytes of a request's body: a query is text that somebody wrote


class Rejected(ValueError):
    """The request is no query of this protocol. `status` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


Parameters = list[tuple[str, str]]


async def parameters(request: Request) -> Parameters:
    """The protocol's parameters of a GET, a form POST or a direct POST. Raises Rejected."""
    url = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "GET":
        return url
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in (FORM, DIRECT):
        raise Rejected(415, f"a query is posted as {FORM} or {DIRECT}")
    body = await request.body()
    if len(body) > LARGEST:
        raise Rejected(413, f"the request is larger than {LARGEST} bytes")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Rejected(400, "the request is not UTF-8") from error
    return [*url, *parse_qsl(text, keep_blank_values=True)] if media_type == FORM else [*url, ("query", text)]


def read(found: Parameters, accept: str, limit: int, base: str = "") -> Query:
    """The one query of a request. Raises Rejected."""
    if any(name.startswith(("update", "using-")) for name, _ in found):
        raise Rejected(403, "this endpoint is read-only: updates are refused")
    texts = [value for name, value in found if name == "query"]
    if len(texts) != 1:
        raise Rejected(400, f"exactly one query is wanted, not {len(texts)}")
    types = accepted(accept, OFFERED)
    if not types:
        raise Rejected(406, f"offered are: {', '.join(OFFERED)}")
    default = tuple(v for n, v in found if n == "default-graph-uri")
    named = tuple(v for n, v in found if n == "named-graph-uri")
    return Query(texts[0], types, limit, default, named, base)


async def respond(request: Request, engine: Engine, limit: int) -> Response:
    """Answer one request of the protocol."""
    try:
        asked = str(request.url.replace(query="", fragment=""))
        query = read(await parameters(request), request.headers.get("accept", ""), limit, asked)
        found = await engine.ask(query)
    except (Refused, Rejected, BadQuery, NotAcceptable, TooSlow, Busy) as error:
        return _refusal(error)
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    if found.cut:
        headers["X-Result-Truncated"] = str(limit)
    return Response(found.body, media_type=_with_charset(found.media_type), headers=headers)


def _refusal(error: Exception) -> Response:
    kinds: Sequence[tuple[type[Exception], int]] = (
        (Refused, 403),
        (BadQuery, 400),
        (NotAcceptable, 406),
        (TooSlow, 503),
        (Busy, 503),
    )
    status = error.status if isinstance(error, Rejected) else next(s for kind, s in kinds if isinstance(error, kind))
    headers = {"Retry-After": "10"} if status == 503 else {}
    return Response(f"{error}\n", status, headers, "text/plain; charset=utf-8")


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
