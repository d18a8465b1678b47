"""Faults of the tables against the documents and against the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from kg.graph.addresses import decimal, digest
from kg.graph.faults import Fault, Graph, Row
from kg.graph.quoted import holds, says
from kg.graph.units import base as base_quantity
from kg.graph.vocabulary import NS, ROOT, facts, kinds, predicates
from kg.resolution.names import inside, slug
from kg.rules import regex as re

_CODE = re.compile(r"\d{6}|\d{9}|\d{12}")


def table_faults(tables: Mapping[str, list[Row]], texts: Mapping[str, str], graph: Graph, base: str) -> Iterator[Fault]:
    known = {row["id"]: row for row in tables["entities.csv"]}
    yield from _entities(tables["entities.csv"], graph)
    for name in ("relations.csv", "observations.csv"):
        yield from _offsets(name, tables[name], texts)
        yield from _members(name, tables[name], known)
    for side in ("_a", "_b"):
        yield from _offsets("conflicts.csv", tables["conflicts.csv"], texts, side)
    yield from _relations(tables["relations.csv"], known, graph, base)
    yield from _observations(tables["observations.csv"], graph, base)
    if len(tables["conflicts.csv"]) != graph.contrasts:
        yield Fault("conflicts.csv", "", f"has {len(tables['conflicts.csv'])} rows, the graph {graph.contrasts}")


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Rows with the number that a spreadsheet shows: the header is row 1."""
    return ((f"row {i}", row) for i, row in enumerate(rows, 2))


def _entities(rows: list[Row], graph: Graph) -> Iterator[Fault]:
    name = "entities.csv"
    for where, row in _numbered(rows):
        if row["type"] not in kinds():
            yield Fault(name, where, f"the ontology has no type {row['type']}")
        if row["code"] and not (_CODE.fullmatch(row["code"]) and row["id"].endswith("/area/" + row["code"])):
            yield Fault(name, where, f"code {row['code']} does not fit the address {row['id']}")
        if graph.entities.get(row["id"]) != (row["type"], row["label"], row["code"]):
            yield Fault(name, where, f"{row['label']} is not what the graph says of {row['id']}")
    for iri in sorted(graph.entities.keys() - {row["id"] for row in rows}):
        yield Fault(name, iri, "stands in the graph only")


def _offsets(name: str, rows: list[Row], texts: Mapping[str, str], side: str = "") -> Iterator[Fault]:
    for where, row in _numbered(rows):
        document, begin, end = (row[key + side] for key in ("document", "start", "end"))
        if document not in texts:
            yield Fault(name, where, f"there is no document {document}")
        elif not begin.isdecimal() or not end.isdecimal() or not row["sentence" + side]:
            yield Fault(name, where, "has no sentence")
        elif texts[document][int(begin) : int(end)] != row["sentence" + side]:
            yield Fault(name, where, "the offsets do not point at the sentence")


def _members(name: str, rows: list[Row], known: Mapping[str, Row]) -> Iterator[Fault]:
    for where, row in _numbered(rows):
        for key in ("subject", "object"):
            iri = row.get(key)
            if iri and (iri not in known or row["document"] not in known[iri]["documents"].split("|")):
                yield Fault(name, where, f"{iri} is no entity of {row['document']}")


def _relations(rows: list[Row], known: Mapping[str, Row], graph: Graph, base: str) -> Iterator[Fault]:
    name, seen = "relations.csv", set()
    for where, row in _numbered(rows):
        predicate = predicates().get(row["predicate"])
        if predicate is None:
            yield Fault(name, where, f"the ontology has no predicate {row['predicate']}")
            continue
        more = [row["title"]] * bool(row["title"]) + [row["state"]] * (row["state"] != "actual")
        address = f"{base}claim/{digest(row['subject'], NS + row['predicate'], row['object'], *more)}"
        seen.add(address)
        if _sentence(row, graph) not in graph.claims.get(address, ()):
            yield Fault(name, where, "the graph has no such claim with this sentence")
        yield from _ends(name, where, row, known)
    for address in sorted(graph.claims.keys() - seen):
        yield Fault(name, address, "stands in the graph only")


def _ends(name: str, where: str, row: Row, known: Mapping[str, Row]) -> Iterator[Fault]:
    subject, object_ = known.get(row["subject"]), known.get(row["object"])
    if subject is None or object_ is None:
        return
    predicate = predicates()[row["predicate"]]
    if subject["type"] not in predicate.domain or object_["type"] not in predicate.range:
        yield Fault(name, where, f"{predicate.name} does not go from {subject['type']} to {object_['type']}")
    codes = subject["code"], object_["code"]
    if predicate.name == "partOf" and all(codes) and not inside(*codes):
        yield Fault(name, where, f"code {codes[0]} does not lie in {codes[1]}")


def _sentence(row: Row, graph: Graph) -> str:
    return f"{graph.files.get(row['document'], '')}_{row['start']}_{row['end']}"


def _observations(rows: list[Row], graph: Graph, base: str) -> Iterator[Fault]:
    name, seen = "observations.csv", set()
    for where, row in _numbered(rows):
        try:
            value = Decimal(row["value"])
        except InvalidOperation:
            yield Fault(name, where, f"{row['value']} is no number")
            continue
        address = _observation(row, value, graph, base)
        seen.add(address)
        figure = graph.figures.get(address)
        if figure is None or figure.value != value or _sentence(row, graph) not in figure.sentences:
            yield Fault(name, where, "the graph has no such figure with this sentence")
        yield from _figure(name, where, row, value)
    for address in sorted(graph.figures.keys() - seen):
        yield Fault(name, address, "stands in the graph only")


def _observation(row: Row, value: Decimal, graph: Graph, base: str) -> str:
    indicator = f"{ROOT}indicator/{row['indicator_id'] or slug(row['indicator'])}"
    key = (row["subject"], indicator, row["measure"], row["period"], graph.files.get(row["document"], ""))
    return f"{base}observation/{digest(*key, decimal(value), row['unit'], row['bound'], row['state'])}"


def _figure(name: str, where: str, row: Row, value: Decimal) -> Iterator[Fault]:
    printed = row.get("printed") or row["value"]
    if not holds(row["sentence"], printed, row["unit"]) or not says(printed, value):
        yield Fault(name, where, f"the sentence does not hold the figure {row['value']} (printed {printed})")
    bare, unit = base_quantity(value, row["unit"])
    if (row["base_value"], row["base_unit"]) != (format(bare, "f"), unit):
        yield Fault(name, where, f"{row['base_value']}{row['base_unit']} is not {row['value']}{row['unit']}")
    for scheme in ("measure", "bound", "state"):
        if f"{ROOT}{scheme}/{row[scheme]}" not in facts("codes.ttl"):
            yield Fault(name, where, f"there is no {scheme} {row[scheme]}")
