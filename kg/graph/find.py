"""Entities by what a person calls them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Node


def find(nodes: Sequence[Node], name: str) -> tuple[Node, ...]:
    """The entities called `name` (label, alias, code or IRI); else those whose label holds it. Best first."""
    exact = [n for n in nodes if name in (n.label, n.code, n.iri) or name in n.aliases]
    if exact:
        return tuple(sorted(exact, key=lambda n: (n.label != name, n.code == "", n.iri)))
    return tuple(n for n in nodes if name in n.label)


__all__ = ["find"]
