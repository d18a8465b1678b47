"""Why mentions of several documents became one node, in terms that a person can check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.model import Identity, SharedKey
from kg.resolution.identity import REGISTERED, Group, Grouping, Join, Key, keys
from kg.resolution.scope import UNPLACED
from kg.resolution.selecting import Place, Sources, place


def identities(found: Grouping, names: Mapping[Place, str], sources: Sources) -> tuple[Identity, ...]:
    """Of every node that several documents name, in the order of the IRIs. `names`: the IRI of every local entity."""
    joins: defaultdict[Key, list[Join]] = defaultdict(list)
    for join in found.joins:
        joins[join[0]].append(join)
    several = (group for group in found.groups.values() if any(x.document != group[0].document for x in group))
    made = (_identity(group, names[place(group[0])], sources, joins) for group in several)
    return tuple(sorted(made, key=lambda identity: identity.iri))


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


__all__ = ["identities"]
