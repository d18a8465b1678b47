"""What a query may not do: call other services, or name graphs that this store does not hold. Decided on the parsed query.

pyoxigraph would fetch any URL that a SERVICE clause names, and it shows no syntax tree. So the query is parsed a second
time by rdflib, but only where its text could hold the keyword at all: keywords cannot be split by comments, and the
only other spelling SPARQL knows is a codepoint escape (SPARQL 1.1, 19.2), which is undone first. A query that rdflib
cannot parse but whose text holds the word is refused, too: nothing passes unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WORD = re.compile(r"service|from", re.IGNORECASE)


class Refused(ValueError):
    """The query asks for something that a read-only endpoint does not do; the message says what."""


@lru_cache(maxsize=1024)
def check(query: str) -> tuple[str, ...]:
    """The graphs that the query's own FROM clauses name. Raises Refused for SERVICE, wherever it stands."""
    plain = _unescaped(query)
    if not _WORD.search(plain):
        return ()
    from rdflib.plugins.sparql.parser import parseQuery  # a fifth of a second that few queries need

    try:
        parsed = parseQuery(plain)
    except Exception as error:  # pyparsing and rdflib raise many kinds; each means: not understood
        if re.search("service", plain, re.IGNORECASE):
            raise Refused("the query holds SERVICE, or a word like it, in a form that cannot be read") from error
        return ()
    if any(part.name == "ServiceGraphPattern" for part in _parts(parsed)):
        raise Refused("SERVICE is not available: this endpoint answers from its own store alone")
    return tuple(str(g) for part in _parts(parsed) if part.name == "DatasetClause" for g in _graphs(part))


def _unescaped(query: str) -> str:
    return _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), query)


def _character(point: int) -> str:
    return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"


def _parts(parsed: object) -> Iterator[CompValue]:
    """Every node of a parse tree, without recursion: a query may be nested deeper than Python's stack."""
    from rdflib.plugins.sparql.parserutils import CompValue

    stack = [parsed]
    while stack:
        part = stack.pop()
        if isinstance(part, CompValue):
            yield part
            stack.extend(part.values())
        elif isinstance(part, (list, tuple)) or hasattr(part, "asList"):
            stack.extend(part)  # type: ignore[arg-type]  # pyparsing's results are sequences


def _graphs(clause: CompValue) -> Iterator[str]:
    from rdflib import URIRef

    for value in clause.values():
        if isinstance(value, URIRef):
            yield value
