"""A document's figures -> observations."""

from __future__ import annotations

from kg.model import Document, Linked, Observation, Rejection


def observe(document: Document, linked: Linked) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
    """Every figure that measures something, in text order, and the figures set aside."""
    return (), ()
