"""Mentions -> the entities of one document: one a thing, under its official name, with every form the page prints for it.

The order: names inside names come up where the guideline wants them, equal things become one, relative names find their
area, organs their full names, pronouns their antecedent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.entities.aliases import printed_forms, spread
from kg.entities.areas import home_of, official, resolve_scopes
from kg.entities.nested import brought_up
from kg.entities.organs import expand_organs
from kg.entities.own_zones import own_zones
from kg.entities.pronouns import resolve_pronouns
from kg.entities.same import Names, agreed_edges, same_things
from kg.mentions.areas import home_area, read_areas
from kg.mentions.spot import Spotted
from kg.model import Document, Entity, Linked, LocalId, Mention
from kg.text.fold import is_traditional, to_simplified

LEXICAL = frozenset({"Title", "Pronoun", "Scope", "Quantity", "Period"})
"""Classes of words that name nothing by themselves."""


def link(document: Document, spotted: Spotted) -> Linked:
    """Every mention with the entity it means ("" where it means none), and those entities.

    `mentions` do not overlap; `inner` are names inside them, with an entity only where that is wanted. Entities known by
    relative names alone (全省) are there too: `without_idle` takes them out again if nothing is said of them.
    """
    spotted = _in_simplified(document, spotted)
    inner = brought_up(document, spotted.mentions, spotted.inner)
    mentions = spread(document, agreed_edges(spotted.mentions))
    mentions = own_zones(document, mentions, home_area(document))
    names = same_things(document, [m for m in mentions if m.type not in LEXICAL], inner)
    linked = _first_linked(document, mentions, inner, names)
    refused = read_areas(document).refused
    linked = replace(
        linked, inner=(*linked.inner, *_unlinked(spotted.inner, inner)), rejected=(*spotted.rejected, *refused)
    )
    return resolve_pronouns(document, expand_organs(document, resolve_scopes(document, linked)))


def _in_simplified(document: Document, spotted: Spotted) -> Spotted:
    """Names in simplified characters: of a traditional page the printed form becomes an alias."""
    if not is_traditional(document.text):
        return spotted
    mentions, inner = (
        tuple(replace(m, name=to_simplified(m.name)) for m in group) for group in (spotted.mentions, spotted.inner)
    )
    return replace(spotted, mentions=mentions, inner=inner)


def without_idle(linked: Linked, used: frozenset[LocalId]) -> Linked:
    """`linked` without the entities that only relative names (全省, 全国) stand for, unless a row uses them."""
    named = {m.entity for m in (*linked.mentions, *linked.inner) if m.type not in LEXICAL}
    kept = tuple(e for e in linked.entities if e.id in named or e.id in used)
    return linked if len(kept) == len(linked.entities) else replace(linked, entities=kept)


def _first_linked(document: Document, mentions: Iterable[Mention], inner: Iterable[Mention], names: Names) -> Linked:
    linked = tuple(m if m.type in LEXICAL else _linked(m, names) for m in mentions)
    below = tuple(_linked(m, names) for m in inner)
    code = home_area(document)
    entities = _entities(document, (*linked, *below), f"area:{code}" if code else "", below)
    return Linked(entities, linked, home_of(code, document, linked), below)


def _linked(m: Mention, names: Names) -> Mention:
    if m.code:
        return Mention(m.span, m.type, m.rule, m.name, f"area:{m.code}", m.code)
    type_, name = names[m.type, m.name]
    return Mention(m.span, type_, m.rule, m.name, f"{type_}:{name}", m.code)


def _entities(
    document: Document, mentions: Iterable[Mention], home: LocalId, inner: Iterable[Mention]
) -> tuple[Entity, ...]:
    of: dict[LocalId, list[Mention]] = {}
    for m in mentions:
        if m.entity:
            of.setdefault(m.entity, []).append(m)
    places = _places(of, inner)
    return tuple(_entity(document, key, of[key], places.get(key, home)) for key in sorted(of))


def _places(of: Mapping[LocalId, list[Mention]], inner: Iterable[Mention]) -> dict[LocalId, LocalId]:
    """Entity -> the last area inside its name: 场口公寓 belongs to 场口镇."""
    coded = [m for m in inner if m.code]
    found: dict[LocalId, LocalId] = {}
    for key, group in of.items():
        for m in group:
            for area in coded:
                if m.span.holds(area.span) and m.span != area.span and not m.code:
                    found[key] = area.entity
    return found


def _entity(document: Document, key: LocalId, group: list[Mention], home: LocalId) -> Entity:
    code = group[0].code
    name = official(code) if code else key.partition(":")[2]
    forms = printed_forms(document, name, group)
    return Entity(key, group[0].type, name, forms, code, "" if key == home else home)


def _unlinked(before: Iterable[Mention], linked: Iterable[Mention]) -> tuple[Mention, ...]:
    taken = {(m.span, m.type) for m in linked}
    return tuple(m for m in before if (m.span, m.type) not in taken)


__all__ = ["link", "without_idle"]
