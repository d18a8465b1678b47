"""Results of a query in the media types of SPARQL 1.1, cut at a limit so that every cut document is still well formed.

Sources: SPARQL 1.1 Query Results JSON, CSV and TSV, XML formats (W3C recommendations of 2013).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Sequence[Term | None]

BINDINGS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
ALIASES = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` in `media_type`; `cut` if there was more than the limit."""

    body: bytes
    media_type: str
    cut: bool = False


def answer(results: object, accepted: Sequence[str], limit: int) -> Answer | None:
    """The results in the first accepted media type that fits them; None where none does (406)."""
    if isinstance(results, ox.QueryTriples):
        wanted = next((m for m in accepted if m in GRAPHS), None)
        return wanted and _graph(results, wanted, limit)  # type: ignore[return-value]  # "" is no media type
    wanted = next((ALIASES.get(m, m) for m in accepted if ALIASES.get(m, m) in BINDINGS), None)
    if wanted is None:
        return None
    if isinstance(results, ox.QueryBoolean):
        return Answer(_boolean(bool(results), wanted), wanted)
    assert isinstance(results, ox.QuerySolutions)
    names = [v.value for v in results.variables]
    rows = [tuple(solution) for solution in islice(results, limit + 1)]
    return Answer(_WRITERS[wanted](names, rows[:limit]).encode(), wanted, len(rows) > limit)


def _graph(triples: ox.QueryTriples, media_type: str, limit: int) -> Answer:
    kept = list(islice(triples, limit + 1))
    body = ox.serialize(kept[:limit], format=GRAPHS[media_type])
    assert body is not None
    return Answer(body, media_type, len(kept) > limit)


def _boolean(value: bool, media_type: str) -> bytes:
    word = "true" if value else "false"
    if media_type.endswith("json"):
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if media_type.endswith("xml"):
        return f"{_XML}<head/><boolean>{word}</boolean></sparql>".encode()
    return word.encode()  # CSV and TSV have no form for a boolean; the bare word is what others send


def _json(names: Sequence[str], rows: Sequence[Row]) -> str:
    bindings = [{n: _object(t) for n, t in zip(names, row, strict=True) if t is not None} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _object(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {k: _object(v) for k, v in parts.items()}}
    extra = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    plain = extra == {"datatype": "http://www.w3.org/2001/XMLSchema#string"}
    return {"type": "literal", "value": term.value, **({} if plain else extra)}


_XML = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(names: Sequence[str], rows: Sequence[Row]) -> str:
    head = "".join(f"<variable name={quoteattr(n)}/>" for n in names)
    body = "".join(f"<result>{_bindings(names, row)}</result>" for row in rows)
    return f"{_XML}<head>{head}</head><results>{body}</results></sparql>"


def _bindings(names: Sequence[str], row: Row) -> str:
    pairs = zip(names, row, strict=True)
    return "".join(f"<binding name={quoteattr(n)}>{_element(t)}</binding>" for n, t in pairs if t is not None)


def _element(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{n}>{_element(t)}</{n}>' for n, t in parts)}</triple>"
    extra = f" xml:lang={quoteattr(term.language)}" if term.language else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{extra}>{escape(term.value)}</literal>"


def _csv(names: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [",".join(names), *(",".join(_field(t) for t in row) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines)


def _field(term: Term | None) -> str:
    value = (
        ""
        if term is None
        else f"_:{term.value}"
        if isinstance(term, ox.BlankNode)
        else getattr(term, "value", str(term))
    )
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in '",\r\n') else value


def _tsv(names: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [
        "\t".join(f"?{n}" for n in names),
        *("\t".join("" if t is None else _turtle(t) for t in row) for row in rows),
    ]
    return "".join(f"{line}\n" for line in lines)


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


_WRITERS: dict[str, Callable[[Sequence[str], Sequence[Row]], str]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
