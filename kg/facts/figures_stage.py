"""What subjects of figures need to know of a document: mentions that may be measured, its topic, its home."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.facts.figures_topic import BODIES, PLACES, headlines, is_local, is_national, topic
from kg.model import Document, Linked, LocalId, Mention, Span

SCOPES = {
    "镇": "Town",
    "乡": "Town",
    "街": "Town",
    "村": "Village",
    "区": "District",
    "县": "District",
    "旗": "District",
    "市": "City",
    "州": "City",
    "盟": "City",
    "省": "Province",
    "国": "Country",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """What subjects need to know of a document, computed once."""

    document: Document
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    types: dict[LocalId, str]
    topic: LocalId
    home: LocalId
    local: bool
    national: bool


def stage(document: Document, linked: Linked) -> Stage:
    """Mentions that may be measured, and the page's topic."""
    types = {e.id: e.type for e in linked.entities}
    useful = tuple(m for m in linked.mentions if _id(m, linked, types))
    useful = tuple(_with_entity(m, _id(m, linked, types)) for m in useful)
    starts = tuple(m.span.start for m in useful)
    home = linked.home if linked.home in types else ""
    heads = headlines(document)
    about = topic(heads, useful, types, home)
    useful = tuple(_of_topic(m, about, types) for m in useful)
    wide = is_national(document, linked, heads, home)
    if wide:
        useful = tuple(m for m in useful if m.type != "Pronoun" or m.name not in ("当地", "这里", "那里"))
        starts = tuple(m.span.start for m in useful)
    local = not wide and is_local(document, linked, heads, useful, home)
    return Stage(document, useful, starts, types, about, home, local, wide)


def _with_entity(m: Mention, entity: LocalId) -> Mention:
    return m if m.entity == entity else Mention(m.span, m.type, m.rule, m.name, entity, m.code)


def _id(m: Mention, linked: Linked, types: dict[LocalId, str]) -> LocalId:
    """The measured entity that a mention means; "" for people, policies, industries and unresolved words."""
    kind = types.get(m.entity, "")
    if kind in PLACES or kind in BODIES:
        return m.entity
    if m.type == "Scope" and not m.entity and linked.home:
        level = SCOPES.get(m.name[-1:], "")
        return linked.home if level and types.get(linked.home) == level else ""
    return ""


def _of_topic(m: Mention, about: LocalId, types: dict[LocalId, str]) -> Mention:
    """全区 on the page of a zone that calls itself 区 is the zone, not a district."""
    if m.type == "Scope" and m.name[-1:] == "区" and types.get(about) == "Zone" and types[m.entity] != "District":
        return _with_entity(m, about)
    return m


def within(s: Stage, span: Span) -> tuple[Mention, ...]:
    """The measured mentions inside `span`, in order."""
    first = bisect_left(s.starts, span.start)
    last = bisect_left(s.starts, span.end)
    return tuple(m for m in s.mentions[first:last] if m.span.end <= span.end)
