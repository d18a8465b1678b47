"""SPARQL over a build: text, a .rq file or the name of a competency query; rows out as table, csv, json or turtle.

Queries only read: `SERVICE`, `FROM` and updates are refused. Both are decided on the tokens of the query, with comments,
strings and IRIs taken out, so that neither case nor layout hides them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph.vocabulary import ontology_file, ontology_folder, prefixes
from kg.rules import regex as re

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<string>'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<variable>[?$]\w+)|(?P<prefixed>[\w.-]*:[^\s{}()\[\];,<>"'|^/*+!?=&#]*)|(?P<word>[A-Za-z]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_REFUSED = ("SERVICE", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")
FORMATS = ("table", "csv", "json", "turtle")
TITLE = re.compile(r"^#\s*(.+)$", re.MULTILINE)


class Refused(ValueError):
    """The query would do more than read this graph."""


class BadQuery(ValueError):
    """The query does not parse; the message is the parser's, with line and column."""


@dataclass(frozen=True, slots=True)
class Named:
    """A competency query: `name` for `kg query OUT NAME`, its Chinese title, its text."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A result. SELECT: `columns` and `rows` (terms in N-Triples syntax, "" where unbound); ASK: `truth`;
    CONSTRUCT and DESCRIBE: `triples`."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[tuple[str, str, str], ...] = ()


@cache
def named_queries() -> Mapping[str, Named]:
    """The competency queries by name, in the order of their files."""
    paths = sorted((ontology_folder() / "queries").glob("*.rq"))
    return {path.stem: _named(path.stem) for path in paths}


def _named(name: str) -> Named:
    text = ontology_file(f"queries/{name}.rq").decode()
    title = TITLE.search(text)
    return Named(name, title[1] if title else name, text)


def open_store(folder: Path) -> ox.Store:
    """The graph of a build in memory. Raises FileNotFoundError where there is none."""
    store = ox.Store()
    with (folder / "graph.ttl").open("rb") as file:
        store.bulk_load(file, format=ox.RdfFormat.TURTLE)
    return store


def text_of(query: str) -> str:
    """SPARQL text from what a person gave: the name of a competency query, a path to a .rq file, or the text itself."""
    if query in named_queries():
        return named_queries()[query].text
    if query.endswith(".rq") and "\n" not in query:
        return Path(query).read_text("utf-8-sig")
    return query


def ask(store: ox.Store, query: str, base: str = "") -> Answer:
    """The answer to a query, prefixes predeclared. Raises Refused, BadQuery, FileNotFoundError."""
    text = text_of(query)
    refuse(text)
    known = prefixes(base) if base else prefixes()
    try:
        found = store.query(text, prefixes=known)
    except SyntaxError as fault:
        raise BadQuery(str(fault)) from fault
    return _answer(found)


def refuse(text: str) -> None:
    """Raises Refused where the query asks another server or changes the graph."""
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
    for word in (*words(text), *words(decoded)):  # an escape may hide a keyword, or a quotation mark that hides one
        if word in _REFUSED:
            raise Refused(f"{word} is not allowed: queries read this graph and nothing else")


def words(text: str) -> Iterable[str]:
    """The bare words of a query, upper case: keywords, function names; no strings, IRIs, variables or comments."""
    return [m[0].upper() for m in _TOKEN.finditer(text) if m.lastgroup == "word"]


def _answer(found: object) -> Answer:
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(v.value for v in found.variables)
        rows = tuple(tuple(str(row[c]) if row[c] is not None else "" for c in columns) for row in found)
        return Answer(columns, rows)
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    assert isinstance(found, ox.QueryTriples)
    return Answer(triples=tuple(sorted((str(t.subject), str(t.predicate), str(t.object)) for t in found)))


def plain(term: str) -> str:
    """A term as a person or a spreadsheet reads it: an IRI bare, a literal without its type and language."""
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith('"'):
        body = term[1 : term.rindex('"')]
        return re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], m[1]), body)
    return term


def render(answer: Answer, form: str) -> str:
    """The answer as text in one of FORMATS. A truth is a table of one cell. Raises ValueError for another form."""
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    if form == "turtle":
        return _turtle(answer)
    if form == "json":
        return _json(answer)
    columns, rows = as_table(answer)
    return _csv(columns, rows) if form == "csv" else _aligned(columns, rows)


def as_table(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows of plain text, whatever the kind of query."""
    if answer.truth is not None:
        return ("answer",), (("true" if answer.truth else "false",),)
    if answer.triples:
        return ("subject", "predicate", "object"), tuple(tuple(map(plain, t)) for t in answer.triples)
    return answer.columns, tuple(tuple(map(plain, row)) for row in answer.rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, *(tuple(cell.replace("\n", " ") for cell in row) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    padded = ["  ".join(c + " " * (w - _width(c)) for c, w in zip(x, widths, strict=True)).rstrip() for x in lines]
    return "\n".join(padded) + "\n"


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if c >= "\u2e80" else 1 for c in text)


def _json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON; triples as objects of three terms."""
    if answer.truth is not None:
        body: dict[str, object] = {"head": {}, "boolean": answer.truth}
    elif answer.triples:
        names = ("subject", "predicate", "object")
        body = {"triples": [dict(zip(names, map(_term, t), strict=True)) for t in answer.triples]}
    else:
        rows = [{c: _term(t) for c, t in zip(answer.columns, row, strict=True) if t} for row in answer.rows]
        body = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _term(term: str) -> dict[str, str]:
    if term.startswith("<"):
        return {"type": "uri", "value": plain(term)}
    if term.startswith("_:"):
        return {"type": "bnode", "value": term[2:]}
    found = {"type": "literal", "value": plain(term)}
    tail = term[term.rindex('"') + 1 :]
    if tail.startswith("@"):
        return found | {"xml:lang": tail[1:]}
    return found | {"datatype": tail[3:-1]} if tail else found


def _turtle(answer: Answer) -> str:
    """Triples as sorted Turtle. Raises ValueError for a query that gives none."""
    if not answer.triples and (answer.columns or answer.truth is not None):
        raise ValueError("turtle needs a CONSTRUCT or DESCRIBE query")
    return "".join(f"{s} {p} {o} .\n" for s, p, o in answer.triples)


__all__ = ["FORMATS", "Answer", "BadQuery", "Named", "Refused", "ask", "named_queries", "open_store", "render"]
