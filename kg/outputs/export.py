"""The graph in other forms: JSON-LD with our context, RDF 1.2 with annotated triples, GraphML, Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING

from kg.graph.addresses import Addresses
from kg.graph.context import context, short_names
from kg.graph.rdf import subjects
from kg.graph.terms import Triple, other
from kg.graph.vocabulary import kinds, predicates, prefixes
from kg.model import Knowledge
from kg.outputs.turtle import Shortener, written

if TYPE_CHECKING:
    import networkx as nx

_TYPE, _REIFIES = other("rdf:type"), other("rdf:reifies")
_PARTS = tuple(map(other, ("rdf:subject", "rdf:predicate", "rdf:object")))


class MissingExtra(RuntimeError):
    """A format needs a package that is not installed; the message says how to get it."""


def jsonld(knowledge: Knowledge) -> bytes:
    """Compact JSON-LD 1.1, nodes and keys sorted; the context is included, so that the file stands alone."""
    short, terms = Shortener(short_names(knowledge.base)), context(knowledge.base)
    nodes = [_node(subject, sorted(about), short, terms) for subject, about in sorted(subjects(knowledge))]
    return (json.dumps({"@context": terms, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n").encode()


def _node(subject: str, about: Iterable[Triple], short: Shortener, terms: Mapping[str, object]) -> dict[str, object]:
    node: dict[str, object] = {"@id": _compact(subject, short)}
    for predicate, group in groupby(about, key=lambda t: t[1]):
        objects = [o for _, _, o in group]
        if predicate == _TYPE:
            node["@type"] = _one([_compact(o, short).removeprefix("kg:") for o in objects])
        else:
            key = _compact(predicate, short).removeprefix("kg:")
            node[key] = _one([_value(o, short, key in terms) for o in objects])
    return node


def _one(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _compact(term: str, short: Shortener) -> str:
    name = short.name(term)
    return name[1:-1] if name.startswith("<") else name


def _value(term: str, short: Shortener, coerced: bool) -> object:
    if term.startswith("<"):
        return _compact(term, short) if coerced else {"@id": _compact(term, short)}
    end = term.rfind('"')
    text, tail = json.loads(term[: end + 1]), term[end + 1 :]  # N-Triples escapes are JSON escapes
    if tail.startswith("@"):
        return {"@value": text, "@language": tail[1:]}
    return {"@value": text, "@type": _compact(tail[2:], short)} if tail else text


def rdf12(knowledge: Knowledge) -> bytes:
    """Turtle of RDF 1.2: a claim reifies its triple (`rdf:reifies <<( s p o )>>`) instead of naming its three parts."""
    names = prefixes(knowledge.base)
    found = ((subject, _reified(about)) for subject, about in subjects(knowledge))
    return "".join(text for _, text in written(found, names)).encode()


def _reified(about: Sequence[Triple]) -> list[Triple]:
    parts = {p: (s, o) for s, p, o in about if p in _PARTS}
    if not parts:
        return list(about)
    claim = parts[_PARTS[0]][0]
    whole = f"<<( {' '.join(parts[p][1] for p in _PARTS)} )>>"
    return [*(t for t in about if t[1] not in _PARTS), (claim, _REIFIES, whole)]


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """Entities as nodes (by IRI; label, type, code, documents), claims as edges keyed by their address.

    Every attribute is a string or a number, so that any of networkx's writers takes the graph.
    """
    import networkx as nx  # a third of a second that only these two forms need

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    at = Addresses(knowledge)
    for n in knowledge.nodes:
        more = {"code": n.code, "color": kinds()[n.type].color, "documents": len(n.documents)}
        graph.add_node(n.iri, label=_printable(n.label), type=n.type, **more)
    for c in knowledge.claims:
        more = {"state": c.state, "title": _printable(c.title), "sentences": len(c.marks)}
        zh = predicates()[c.predicate].zh
        graph.add_edge(
            c.subject, c.object, key=at.claim(c), label=_printable(c.title) or zh, predicate=c.predicate, **more
        )
    return graph


def _printable(name: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in name if c >= " ")


def graphml(knowledge: Knowledge) -> bytes:
    """GraphML of `to_networkx`, for Gephi, yEd or Cytoscape."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(to_networkx(knowledge), buffer)
    return buffer.getvalue() + b"\n"


def parquet(tables: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Parquet of CSV tables (name without ending -> CSV), every column text but offsets. Raises MissingExtra."""
    try:
        csv, parquet = import_module("pyarrow.csv"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install 'regionkg[parquet]'") from None
    for name, data in tables.items():
        header = data.removeprefix(b"\xef\xbb\xbf").partition(b"\r\n")[0].decode().split(",")
        types = {column: "int64" if column.startswith(("start", "end", "anchor_")) else "string" for column in header}
        types |= {"end_date": "string"} if "end_date" in types else {}
        table = csv.read_csv(
            io.BytesIO(data),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
        buffer = io.BytesIO()
        parquet.write_table(table, buffer)
        yield f"{name}.parquet", buffer.getvalue()


__all__ = ["MissingExtra", "graphml", "jsonld", "parquet", "rdf12", "to_networkx"]
