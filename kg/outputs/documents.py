"""documents.jsonl and rejected.jsonl: what the offsets point into, and what was set aside with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Knowledge, Record

Row = Mapping[str, object]


def documents(knowledge: Knowledge) -> bytes:
    """One object a source; re-posts of one text share its `id` and repeat its text."""
    return _lines(_document(r, name) for r in knowledge.records for name in (r.sources or (r.name,)))


def rejected(knowledge: Knowledge) -> bytes:
    """Documents that could not be read, then candidates that were refused; offsets count in the document's text."""
    return _lines([*_failures(knowledge), *_candidates(knowledge)])


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
        "mentions": r.mentions,
        "text": r.text,
    }


def _failures(knowledge: Knowledge) -> Iterator[Row]:
    for f in knowledge.failures:
        yield {"document": f.name, "reason": f.reason, "code": f.code}


def _candidates(knowledge: Knowledge) -> Iterator[Row]:
    for name, x in knowledge.rejected:
        place = {"document": name, "start": x.span.start, "end": x.span.end}
        yield {**place, "type": x.type, "name": x.name, "rule": x.rule, "reason": x.reason}


def _lines(rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
