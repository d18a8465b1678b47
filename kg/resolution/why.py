"""Why mentions of several documents became one node, in terms that a person can check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from kg.model import Identity, SharedKey
from kg.resolution.identity import REGISTERED, Group, Grouping, Join, Key, keys
from kg.resolution.naming import Names
from kg.resolution.scope import UNPLACED
from kg.resolution.selecting import Sources
from kg.shelf import Shelf

Row = tuple[str, tuple[tuple[Any, ...], ...], tuple[tuple[str, str], ...]]


def identities(found: Grouping, names: Names, sources: Sources) -> Shelf[Identity]:
    """Of every node that several documents name, in the order of the IRIs."""
    joins: defaultdict[Key, list[Join]] = defaultdict(list)
    for join in found.joins:
        joins[join[0]].append(join)
    several = (group for group in found.groups.values() if any(x.document != group[0].document for x in group))
    called = sorted(((names[g[0].document][g[0].entity.id], g) for g in several), key=itemgetter(0))
    return Shelf((_identity(group, iri, sources, joins) for iri, group in called), _thin, _thick)


def _identity(group: Group, iri: str, sources: Sources, joins: Mapping[Key, list[Join]]) -> Identity:
    held: defaultdict[Key, set[tuple[str, str]]] = defaultdict(set)
    for local in group:
        for key in keys(local):
            held[key].update((name, local.entity.name) for name in sources[local.document])
    shared = tuple(_shared(key, tuple(sorted(held[key]))) for key in sorted(held))
    return Identity(iri, shared, tuple(sorted(set(_joins(held, joins)))))


def _joins(held: Mapping[Key, object], joins: Mapping[Key, list[Join]]) -> Iterator[tuple[str, str]]:
    return ((kind, words.rpartition(" ")[2]) for key in held for _, _, kind, words in joins.get(key, ()))


def _shared(key: Key, mentions: tuple[tuple[str, str], ...]) -> SharedKey:
    if key[0] == "area":
        return SharedKey("code", key[1], "", mentions)
    if len(key) == 2:
        return SharedKey("number", key[1], "", mentions)
    if key[2] == REGISTERED:
        return SharedKey("full-name", key[1], "", mentions)
    return SharedKey("name", key[1], "" if key[2].startswith(UNPLACED) else key[2], mentions)


def _thin(x: Identity) -> tuple[object, ...]:
    return x.iri, tuple((k.kind, k.value, k.area, k.mentions) for k in x.keys), x.joins


def _thick(row: Row) -> Identity:
    iri, keys, joins = row
    return Identity(iri, tuple(SharedKey(*key) for key in keys), joins)


__all__ = ["identities"]
