"""A document's mentions -> relations."""

from __future__ import annotations

from kg.model import Document, Linked, Relation


def relate(document: Document, linked: Linked) -> tuple[Relation, ...]:
    """Every relation the document states, in text order."""
    return ()
