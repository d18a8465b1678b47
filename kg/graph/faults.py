"""What checks report, and the parts of a written graph that they look up."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.graph.vocabulary import prefixes

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """`file` of the build, `where` in it (an address, a row's number), and what is wrong, for a person."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.message}" if self.where else f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure as the graph has it."""

    value: Decimal
    printed: tuple[str, ...]
    unit: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph by address: entities as (type, name, code); claims and figures with the addresses of their sentences;
    sentences as (document address, begin, end, words); documents' texts; file name -> document address."""

    entities: Mapping[str, tuple[str, str, str]]
    claims: Mapping[str, frozenset[str]]
    figures: Mapping[str, Quoted]
    sentences: Mapping[str, tuple[str, int, int, str]]
    documents: Mapping[str, str]
    files: Mapping[str, str]
    contrasts: int

    @staticmethod
    def of(store: ox.Store) -> Graph:
        return Graph(
            {s: (t.rpartition("#")[2], n, c) for s, t, n, c in _select(store, _ENTITIES)},
            _gathered(_select(store, "SELECT ?s ?e { ?s a kg:Claim ; kg:evidence ?e }")),
            _figures(store),
            {s: (d, int(b), int(e), w) for s, d, b, e, w in _select(store, _SENTENCES)},
            {row[0]: row[1] for row in _select(store, "SELECT ?s ?t { ?s a kg:Document ; nif:isString ?t }")},
            {n: d for d, n in _select(store, "SELECT ?s ?n { ?s a kg:Document ; kg:fileName ?n }")},
            len(_select(store, "SELECT ?s { ?s kg:kind ?k }")),
        )


_ENTITIES = "SELECT ?s ?t ?n ?c { ?s a ?t ; skos:prefLabel ?n ; kg:namedBy ?d . OPTIONAL { ?s kg:code ?c } }"
_SENTENCES = """SELECT ?s ?d ?b ?e ?w { ?s a kg:Sentence ; nif:referenceContext ?d ; nif:beginIndex ?b ; nif:endIndex ?e ;
    nif:anchorOf ?w }"""


def _figures(store: ox.Store) -> dict[str, Quoted]:
    printed = _gathered(_select(store, "SELECT ?s ?p { ?s a kg:Observation ; kg:printed ?p }"))
    sentences = _gathered(_select(store, "SELECT ?s ?e { ?s a kg:Observation ; kg:evidence ?e }"))
    values = _select(store, "SELECT ?s ?v ?u { ?s a kg:Observation ; kg:value ?v ; kg:unit/skos:notation ?u }")
    return {
        s: Quoted(Decimal(v), tuple(sorted(printed.get(s, ()))), unit, sentences.get(s, frozenset()))
        for s, v, unit in values
    }


def _select(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=prefixes())
    assert isinstance(found, ox.QuerySolutions)
    names = found.variables
    return [tuple(row[n].value if row[n] is not None else "" for n in names) for row in found]


def _gathered(pairs: list[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def read_rows(path: Path) -> list[Row]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
