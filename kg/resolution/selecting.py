"""What the selectors of corrections mean: things by name, alias, code or IRI, narrowed by document and type."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import LocalId, Selector
from kg.resolution.identity import Group, Key
from kg.resolution.naming import Names, nodes_of
from kg.resolution.scope import Local

Sources = Mapping[str, tuple[str, ...]]
Place = tuple[str, LocalId]
"""A local entity: id of its document, local id."""


class Look:
    """Finds things among groups. `sources`: names of each document by its id."""

    def __init__(self, groups: Mapping[Key, Group], sources: Sources, base: str) -> None:
        self._groups, self._sources, self._base = groups, sources, base
        self._iris: Names = {}

    def hits(self, s: Selector) -> dict[Key, Group]:
        """The local entities that a selector names, by the group they are in."""
        found = {}
        for key, group in self._groups.items():
            if hits := tuple(x for x in group if self._fits(x, s)):
                found[key] = hits
        return found

    def one(self, s: Selector) -> tuple[Key, Group]:
        """The only thing that a selector names, whole. Raises ValueError."""
        found = self.hits(s)
        if len(found) != 1:
            raise ValueError(how_many(s, len(found)))
        key = next(iter(found))
        return key, self._groups[key]

    def whole(self, key: Key) -> Group:
        return self._groups[key]

    def _fits(self, x: Local, s: Selector) -> bool:
        e = x.entity
        if s.type not in ("", e.type) or (s.documents and set(s.documents).isdisjoint(self._sources[x.document])):
            return False
        if s.name.startswith(self._base):
            return self._iri(x) == s.name
        return s.name in (e.name, e.code) or s.name in e.aliases

    def _iri(self, x: Local) -> str:
        if not self._iris:
            self._iris = nodes_of(self._groups, self._sources, self._base)[1]
        return self._iris[x.document][x.entity.id]


def place(x: Local) -> Place:
    return x.document, x.entity.id


def places(group: Group) -> tuple[Place, ...]:
    return tuple(map(place, group))


def how_many(s: Selector, count: int) -> str:
    """Why a selector does not find one thing."""
    where = f" in {', '.join(s.documents)}" if s.documents else ""
    if not count:
        return f"nothing is called {s.name}{where}"
    return f"{count} things are called {s.name}{where}: narrow it with documents or type"


__all__ = ["Look", "Place", "Sources", "how_many", "place", "places"]
