"""documents.jsonl, rejected.jsonl, identities.jsonl, corrections.jsonl: what the offsets point into, what was set aside and why,
why mentions are one node, and what came of a person's corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import chain

from kg.model import Correction, Identity, Knowledge, Record

Row = Mapping[str, object]
CORRECTION = "correction"
"""Code of a row of rejected.jsonl about a correction that does not apply."""


def documents(knowledge: Knowledge) -> Iterator[bytes]:
    """One object a source; re-posts of one text share its `id` and repeat its text."""
    return _lines(_document(r, name) for r in knowledge.records for name in (r.sources or (r.name,)))


def rejected(knowledge: Knowledge) -> Iterator[bytes]:
    """Documents that could not be read, corrections that do not apply, candidates that were refused; offsets count in
    the document's text."""
    return _lines(chain(_failures(knowledge), _idle(knowledge), _candidates(knowledge)))


def identities(knowledge: Knowledge) -> Iterator[bytes]:
    """One object for every node that several documents name: the keys that their mentions share."""
    return _lines(map(_identity, knowledge.identities))


def corrections(knowledge: Knowledge) -> Iterator[bytes]:
    """One object a correction: its fields, the nodes that it touched, and the reason where it does not apply."""
    return _lines({**_said(c.correction), "targets": c.targets, "fault": c.fault} for c in knowledge.corrections)


def _document(r: Record, name: str) -> Row:
    return {
        "document": name,
        "id": r.id,
        "title": r.title,
        "date": r.date,
        "publisher": r.publisher,
        "author": r.author,
        "url": r.url,
        "home": r.home or None,
        "sources": list(r.sources or (r.name,)),
        "copy_of": r.copy_of or None,
        "mentions": r.mentions,
        "text": r.text,
    }


def _failures(knowledge: Knowledge) -> Iterator[Row]:
    for f in knowledge.failures:
        yield {"document": f.name, "reason": f.reason, "code": f.code}


def _idle(knowledge: Knowledge) -> Iterator[Row]:
    for c in knowledge.corrections:
        if c.fault:
            yield {"document": c.correction.place, "reason": c.fault, "code": CORRECTION}


def _identity(x: Identity) -> Row:
    keys = [{"kind": k.kind, "value": k.value, "area": k.area, "mentions": k.mentions} for k in x.keys]
    return {"id": x.iri, "keys": keys, "joins": x.joins}


def _said(c: Correction) -> Row:
    """The fields that are given."""
    return {name: value for name, value in asdict(c).items() if value}


def _candidates(knowledge: Knowledge) -> Iterator[Row]:
    for name, x in knowledge.rejected:
        place = {"document": name, "start": x.span.start, "end": x.span.end}
        yield {**place, "type": x.type, "name": x.name, "rule": x.rule, "reason": x.reason}


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    return ((json.dumps(row, ensure_ascii=False) + "\n").encode() for row in rows)
