"""RDF terms as N-Triples writes them: what the graph is made of between `rdf.triples` and the writers."""

from __future__ import annotations

from functools import cache

from kg.graph.vocabulary import FOREIGN, term

Triple = tuple[str, str, str]
"""Subject, predicate, object, each in N-Triples syntax: `<iri>`, `"text"@zh`, `"22.0"^^<…#decimal>`."""

_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(c): f"\\u{c:04X}" for c in (*range(9), 11, 12, *range(14, 32), 127)}
)


@cache
def own(name: str) -> str:
    """Our own term as an RDF term. Raises UnknownTerm."""
    return f"<{term(name)}>"


@cache
def other(name: str) -> str:
    """A term of another vocabulary by its prefixed name: `skos:prefLabel`."""
    prefix, _, local = name.partition(":")
    return f"<{FOREIGN[prefix]}{local}>"


def iri(value: str) -> str:
    return f"<{value}>"


def text(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"'


def chinese(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"@zh'


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD type: typed("22.0", "decimal")."""
    return f'"{value.translate(_ESCAPES)}"^^<{FOREIGN["xsd"]}{datatype}>'
