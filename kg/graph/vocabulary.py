"""The closed vocabulary of the graph, read from `ontology/kg.ttl`: a misspelt type, predicate or property raises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

ROOT = "https://w3id.org/regionkg/"
NS = ROOT + "ns#"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

FOREIGN: Mapping[str, str] = MappingProxyType(
    {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": _RDFS,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": _SKOS,
        "dcterms": "http://purl.org/dc/terms/",
        "schema": _SCHEMA,
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "qb": "http://purl.org/linked-data/cube#",
        "qudt": "http://qudt.org/schema/qudt/",
        "prov": "http://www.w3.org/ns/prov#",
        "void": "http://rdfs.org/ns/void#",
    }
)
DATA: Mapping[str, str] = MappingProxyType(
    {
        "area": "area/",
        "e": "entity/",
        "doc": "doc/",
        "claim": "claim/",
        "obs": "observation/",
        "con": "contrast/",
        "sum": "sum/",
        "corr": "correction/",
        "terr": "territory/",
        "data": "data/",
    }
)
CODES = ("measure", "bound", "state", "kind", "unit", "period", "code")


class UnknownTerm(LookupError):
    """A name that `ontology/kg.ttl` does not define; the message lists the nearest ones that it does."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the guideline's twenty types: its labels and how the page draws it (`color` #RRGGBB, `shape` of vis-network)."""

    name: str
    zh: str
    en: str
    color: str
    shape: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """One of the guideline's seventeen predicates, with the types that its ends may have."""

    name: str
    zh: str
    en: str
    domain: frozenset[str]
    range: frozenset[str]


def prefixes(base: str = ROOT) -> dict[str, str]:
    """Every prefix that graphs, queries and the endpoint know. Only data move with `base`; terms and codes do not."""
    found = {"kg": NS, **{name: base + path for name, path in DATA.items()}}
    found |= {name: f"{ROOT}{name}/" for name in CODES} | {"ind": ROOT + "indicator/"}
    return found | dict(FOREIGN)


def ontology_folder() -> Path:
    """Where kg.ttl and its companions lie: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "ontology"
    return inside if inside.is_dir() else package.parent / "ontology"


def ontology_file(name: str) -> bytes:
    """The bytes of `kg.ttl`, `codes.ttl`, `shapes.ttl`, `context.jsonld` or `queries/….rq`. Raises FileNotFoundError."""
    return ontology_folder().joinpath(*name.split("/")).read_bytes()


_Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]


@cache
def facts(name: str) -> _Facts:
    """Subject IRI -> predicate IRI -> objects of one of the ontology's Turtle files, in the file's order."""
    found: _Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(ontology_file(name), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def label(about: Mapping[str, list[ox.NamedNode | ox.Literal]], language: str) -> str:
    """The rdfs:label or skos:prefLabel in `language` ("zh", "en"), "" if there is none."""
    texts = [*about.get(_RDFS + "label", ()), *about.get(_SKOS + "prefLabel", ())]
    return next((t.value for t in texts if isinstance(t, ox.Literal) and t.language == language), "")


@cache
def kinds() -> Mapping[str, Kind]:
    """The twenty types by name, in the guideline's order."""
    return MappingProxyType(
        {
            name: Kind(name, label(about, "zh"), label(about, "en"), _one(about, "color"), _one(about, "shape"))
            for name, about in _own().items()
            if NS + "color" in about
        }
    )


@cache
def predicates() -> Mapping[str, Predicate]:
    """The seventeen predicates by name, in the guideline's order."""
    return MappingProxyType(
        {
            name: Predicate(
                name,
                label(about, "zh"),
                label(about, "en"),
                _locals(about, _SCHEMA + "domainIncludes"),
                _locals(about, _SCHEMA + "rangeIncludes"),
            )
            for name, about in _own().items()
            if _SCHEMA + "domainIncludes" in about
        }
    )


@cache
def terms() -> frozenset[str]:
    """IRIs of every class and property that graphs may use: our own and those of other vocabularies that we declare."""
    return frozenset(iri for iri, about in facts("kg.ttl").items() if _TYPE in about and iri != ROOT + "ns")


def term(name: str) -> str:
    """The IRI of our own term `name`. Raises UnknownTerm."""
    if NS + name not in terms():
        near = sorted(t.removeprefix(NS) for t in terms() if t.startswith(NS))
        raise UnknownTerm(f"the ontology has no {name!r}; it has {', '.join(near)}")
    return NS + name


def _own() -> dict[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]:
    return {iri.removeprefix(NS): about for iri, about in facts("kg.ttl").items() if iri.startswith(NS)}


def _one(about: Mapping[str, list[ox.NamedNode | ox.Literal]], name: str) -> str:
    return about[NS + name][0].value


def _locals(about: Mapping[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> frozenset[str]:
    return frozenset(node.value.removeprefix(NS) for node in about[predicate])
