"""Mentions -> entities of one document: canonical names, aliases, coreference."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.spot import Spotted
from kg.model import Document, Entity, Linked


def link(document: Document, spotted: Spotted) -> Linked:
    """One entity a thing, and every mention with the entity it means ("" where it means none)."""
    entities: dict[str, Entity] = {}
    mentions = []
    for m in spotted.mentions:
        key = f"area:{m.code}" if m.code else f"{m.type}:{m.name}"
        entities.setdefault(key, Entity(key, m.type, m.name, code=m.code))
        mentions.append(replace(m, entity=key))
    home = f"area:{spotted.home}" if spotted.home else ""
    return Linked(tuple(sorted(entities.values(), key=lambda e: e.id)), tuple(mentions), home, rejected=spotted.rejected)
