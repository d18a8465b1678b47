"""The documents of a graph by name, without all their texts in memory at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Record
from kg.shelf import Named


def by_name(records: Sequence[Record]) -> Mapping[str, Record]:
    """The record of every document by its name and by those of its re-posts."""
    return Named(records, {name: at for at, r in enumerate(records) for name in (r.name, *r.sources)})


__all__ = ["by_name"]
