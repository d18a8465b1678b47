"""A reading as one line of JSON and back: what ships between processes and what a build keeps of each document.

Only what the reduce step reads is kept: `blocks`, `sentences`, `tables` of the document, names inside names, and
mentions of no entity (titles, quantities) are left out. JSON rather than pickle: a build's folder may come from
somebody else, and rows of plain values are read several times faster than frozen records are unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.model import (
    Document,
    Entity,
    Evidence,
    Failure,
    Linked,
    Mention,
    Observation,
    Reading,
    Rejection,
    Relation,
    Span,
)

Row = Sequence[Any]
BESIDE = b"\t"
"""What a line may hold besides a reading stands behind this."""


def slim(reading: Reading) -> Reading:
    """The reading without what the reduce step does not read; what `unpack(pack(reading))` gives."""
    document = replace(reading.document, blocks=(), sentences=(), tables=())
    mentions = tuple(m for m in reading.linked.mentions if m.entity)
    return replace(reading, document=document, linked=replace(reading.linked, mentions=mentions, inner=(), rejected=()))


def pack(result: Reading | Failure) -> bytes:
    """One line of UTF-8 without a line break at its end; the same bytes for the same reading."""
    row = _of_failure(result) if isinstance(result, Failure) else _of_reading(result)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack(line: bytes) -> Reading | Failure:
    """What `pack` was given, slim. Raises ValueError where the line is none of its own."""
    row = json.loads(line.partition(BESIDE)[0].decode("utf-8", "surrogatepass"))
    return Failure(*row) if len(row) == _FAILURE else _reading(row)


def document_of(line: bytes) -> str:
    """Id of the document of a reading's line, "" for a failure's. Much faster than `unpack`."""
    if not line.startswith(b"[["):
        return ""
    return line[3 : line.index(b'"', 3)].decode()


_FAILURE = 3  # fields of a failure's row; a reading's has seven


def _of_failure(f: Failure) -> Row:
    return f.name, f.reason, f.code


def _of_reading(r: Reading) -> Row:
    d, linked = r.document, r.linked
    return (
        (d.id, d.name, d.text, d.title, d.date, d.publisher, d.author, d.url),
        linked.home,
        [(e.id, e.type, e.name, e.aliases, e.code, e.home) for e in linked.entities],
        [(m.span.start, m.span.end, m.type, m.rule, m.name, m.entity, m.code) for m in linked.mentions if m.entity],
        [_of_relation(x) for x in r.relations],
        [_of_observation(x) for x in r.observations],
        [(x.span.start, x.span.end, x.type, x.name, x.rule, x.reason) for x in r.rejected],
    )


def _of_relation(x: Relation) -> Row:
    return x.subject, x.predicate, x.object, _of_evidence(x.evidence), x.title, x.state, x.begin, x.end


def _of_observation(x: Observation) -> Row:
    figure = (str(x.value), x.unit, _of_evidence(x.evidence), x.printed, x.bound, x.measure)
    return x.subject, x.indicator, *figure, x.period, x.state, x.indicator_id


def _of_evidence(x: Evidence) -> Row:
    return x.sentence.start, x.sentence.end, x.anchor.start, x.anchor.end, x.rule


def _reading(row: Row) -> Reading:
    document, home, entities, mentions, relations, observations, rejected = row
    linked = Linked(tuple(map(_entity, entities)), tuple(map(_mention, mentions)), home)
    return Reading(
        Document(*document),
        linked,
        tuple(map(_relation, relations)),
        tuple(map(_observation, observations)),
        tuple(Rejection(Span(start, end), *rest) for start, end, *rest in rejected),
    )


def _entity(row: Row) -> Entity:
    id_, type_, name, aliases, code, home = row
    return Entity(id_, type_, name, tuple(aliases), code, home)


def _mention(row: Row) -> Mention:
    start, end, *rest = row
    return Mention(Span(start, end), *rest)


def _relation(row: Row) -> Relation:
    subject, predicate, object_, evidence, *rest = row
    return Relation(subject, predicate, object_, _evidence(evidence), *rest)


def _observation(row: Row) -> Observation:
    subject, indicator, value, unit, evidence, *rest = row
    return Observation(subject, indicator, Decimal(value), unit, _evidence(evidence), *rest)


def _evidence(row: Row) -> Evidence:
    start, end, anchor_start, anchor_end, rule = row
    return Evidence(Span(start, end), Span(anchor_start, anchor_end), rule)


__all__ = ["BESIDE", "document_of", "pack", "slim", "unpack"]
