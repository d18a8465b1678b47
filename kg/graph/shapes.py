"""`ontology/shapes.ttl` as SPARQL: every SHACL constraint becomes one query whose rows are the faults.

Covers what the shapes use: sh:targetClass; sh:minCount 1, sh:maxCount 1, sh:datatype, sh:class, sh:nodeKind sh:IRI and
sh:pattern on property shapes; sh:sparql (SPARQL-based constraints, W3C SHACL section 5). pyshacl reads the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.graph.vocabulary import facts, prefixes

_SH = "http://www.w3.org/ns/shacl#"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_PREFIXES = "".join(f"PREFIX {name}: <{address}>\n" for name, address in prefixes().items())
_About = Mapping[str, list[ox.NamedNode | ox.Literal]]


class UnknownConstraint(ValueError):
    """A shape uses a SHACL component that this module does not cover."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """`query` selects ?this (and ?value) of every violation."""

    shape: str
    message: str
    query: str


@cache
def constraints() -> tuple[Constraint, ...]:
    """Every constraint of shapes.ttl, in the file's order. Raises UnknownConstraint."""
    shapes = facts("shapes.ttl")
    found: list[Constraint] = []
    for about in tuple(shapes.values()):
        for target in about.get(_SH + "targetClass", ()):
            where = f"?this a ?target . VALUES ?target {{ {_values(target.value)} }}"
            for part in about.get(_SH + "property", ()):
                found += _property(part.value, shapes[part.value], where)
            found += (_sparql(part.value, shapes[part.value], where) for part in about.get(_SH + "sparql", ()))
    return tuple(found)


def _sparql(name: str, about: _About, where: str) -> Constraint:
    select = about[_SH + "select"][0].value.replace("$this", "?this")
    head, brace, body = select.partition("{")
    return Constraint(_local(name), _message(about), f"{_PREFIXES}{head}{brace} {where} {body}")


def _property(name: str, about: _About, where: str) -> Iterator[Constraint]:
    path = f"<{about[_SH + 'path'][0].value}>"
    for component, values in about.items():
        test = _TESTS.get(component.removeprefix(_SH))
        if test is None:
            if component not in (_SH + "path", _SH + "message"):
                raise UnknownConstraint(f"{_local(name)}: {component}")
            continue
        body = test(path, values[0])
        yield Constraint(_local(name), _message(about), f"{_PREFIXES}SELECT ?this ?value WHERE {{ {where} {body} }}")


def _least(path: str, count: object) -> str:
    return f"FILTER NOT EXISTS {{ ?this {path} ?any }}"


def _most(path: str, count: object) -> str:
    return f"?this {path} ?value , ?other . FILTER(!sameTerm(?value, ?other))"


def _datatype(path: str, kind: ox.NamedNode | ox.Literal) -> str:
    """A store keeps the integer types that XSD derives (nonNegativeInteger) as xsd:integer."""
    kinds = f"<{kind.value}>, <{_INTEGER}>" if kind.value.endswith("Integer") else f"<{kind.value}>"
    return f"?this {path} ?value . FILTER(!isLiteral(?value) || DATATYPE(?value) NOT IN ({kinds}))"


def _class(path: str, kind: ox.NamedNode | ox.Literal) -> str:
    return (
        f"?this {path} ?value . FILTER NOT EXISTS {{ ?value a ?kind . FILTER(?kind IN ({_values(kind.value, ', ')})) }}"
    )


def _pattern(path: str, pattern: ox.NamedNode | ox.Literal) -> str:
    return f"?this {path} ?value . FILTER(!REGEX(STR(?value), '{pattern.value}'))"


def _is_iri(path: str, kind: object) -> str:
    return f"?this {path} ?value . FILTER(!isIRI(?value))"


_TESTS = {
    "minCount": _least,
    "maxCount": _most,
    "datatype": _datatype,
    "class": _class,
    "pattern": _pattern,
    "nodeKind": _is_iri,
}


@cache
def _subclasses(kind: str) -> tuple[str, ...]:
    """A class of kg.ttl with all that lie below it."""
    below = [iri for iri, about in facts("kg.ttl").items() if kind in {c.value for c in about.get(_SUBCLASS, ())}]
    return (kind, *dict.fromkeys(x for iri in below for x in _subclasses(iri)))


def _values(kind: str, separator: str = " ") -> str:
    return separator.join(f"<{iri}>" for iri in _subclasses(kind))


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _message(about: _About) -> str:
    return about[_SH + "message"][0].value
