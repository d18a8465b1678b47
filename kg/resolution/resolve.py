"""The readings of the whole set -> canonical entities and IRIs. Pure: the same set gives the same graph in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Claim, Figure, Knowledge, Mark, Node, Reading, Record, Relation, Evidence

BASE = "https://w3id.org/regionkg/"


def resolve(readings: Iterable[Reading], base: str = BASE) -> Knowledge:
    ordered = sorted(readings, key=lambda r: (r.document.name, r.document.id))
    nodes: dict[str, Node] = {}
    claims: dict[tuple[str, ...], list[Mark]] = {}
    figures: list[Figure] = []
    for r in ordered:
        iri = {e.id: _iri(base, e.id, e.name, e.code, r.linked.home) for e in r.linked.entities}
        for e in r.linked.entities:
            old = nodes.get(iri[e.id])
            aliases = tuple(sorted({*e.aliases, *(old.aliases if old else ())}))
            docs = tuple(sorted({r.document.name, *(old.documents if old else ())}))
            nodes[iri[e.id]] = Node(iri[e.id], e.type, e.name, aliases, e.code, docs)
        for x in r.relations:
            key = (iri[x.subject], x.predicate, iri[x.object], x.title, x.state, x.begin, x.end)
            claims.setdefault(key, []).append(_mark(r.document.name, x.evidence))
        for o in r.observations:
            mark = _mark(r.document.name, o.evidence)
            figures.append(
                Figure(
                    iri[o.subject],
                    o.indicator,
                    o.value,
                    o.unit,
                    o.printed,
                    o.bound,
                    o.measure,
                    o.period,
                    o.state,
                    o.indicator_id,
                    mark,
                )
            )
    records = tuple(_record(r) for r in ordered)
    made = tuple(
        Claim(s, p, o, t, state, tuple(sorted(set(marks), key=repr)), begin, end)
        for (s, p, o, t, state, begin, end), marks in sorted(claims.items())
    )
    return Knowledge(records, tuple(nodes[i] for i in sorted(nodes)), made, tuple(figures), base=base)


def _iri(base: str, local: str, name: str, code: str, home: str) -> str:
    if code:
        return f"{base}area/{code}"
    slug = re.sub(r"[^\w]+", "-", name).strip("-")
    return f"{base}entity/{home.removeprefix('area:') or '0'}-{slug}"


def _mark(name: str, e: Evidence) -> Mark:
    return Mark(name, e.sentence.start, e.sentence.end, e.anchor.start, e.anchor.end, e.rule)


def _record(r: Reading) -> Record:
    d = r.document
    return Record(d.id, d.name, d.text, d.title, d.date, d.publisher, d.author, d.url, r.linked.home, (d.name,))


__all__ = ["BASE", "Relation", "resolve"]
