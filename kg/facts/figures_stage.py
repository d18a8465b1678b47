"""What subjects of figures need to know of a document: mentions that may be measured, its topic, its home."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.entities.aliases import without_area
from kg.facts.figures_sections import scope_meant, sections
from kg.facts.figures_topic import BODIES, PLACES, headlines, is_local, is_national, topic
from kg.model import Document, Linked, LocalId, Mention, Span
from kg.rules import regex as re
from kg.text.fold import simplified

AREA_TYPES = ("City", "District", "Town", "Village")
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
    sections: dict[int, LocalId]


def stage(document: Document, linked: Linked) -> Stage:
    """Mentions that may be measured, and the page's topic."""
    types = {e.id: e.type for e in linked.entities}
    measured = tuple(m for m in linked.mentions if _is_measured(m, types))
    home = linked.home if linked.home in types else ""
    places = sections(document, measured, types, home)
    useful = (*measured, *_scopes(document, linked, measured, places))
    useful = tuple(sorted((*useful, *_called_short(document, linked, useful, types)), key=lambda m: m.span))
    heads = headlines(document)
    about = topic(heads, useful, types, home)
    useful = tuple(_of_topic(m, about, types) for m in useful)
    wide = is_national(document, linked, heads, home)
    useful = tuple(m for m in useful if not _is_misread(document, m))
    if wide:
        useful = tuple(m for m in useful if document.quote(m.span) not in ("当地", "这里", "那里"))
    starts = tuple(m.span.start for m in useful)
    local = not wide and is_local(document, linked, heads, useful, home)
    return Stage(document, useful, starts, types, about, home, local, wide, places)


_CALLED = frozenset({"Zone", "Facility", "Institution", "NaturalFeature", "Enterprise", "Project"})
_FRONT = re.compile(r"(?:^|[，,。；;：:！？!?\s”])(?:其中|目前|同时|今年|去年|当天|此外)?[，,]?$")


def _called_short(
    document: Document, linked: Linked, useful: tuple[Mention, ...], types: dict[LocalId, str]
) -> Iterator[Mention]:
    """Clauses that begin with a name without the area in front of it (古城 after 云泽古城), if it is one thing's alone."""
    text = simplified(document.text)
    named: dict[str, dict[LocalId, Mention]] = {}
    for m in useful:
        if types[m.entity] in _CALLED and (short := without_area(m.name)) != m.name and len(short) > 1:
            named.setdefault(short, {}).setdefault(m.entity, m)
    spans = [m.span for m in linked.mentions] if named else []
    for short, things in named.items():
        for m in things.values() if len(things) == 1 else ():
            at = text.find(short, m.span.end)
            while at >= 0:
                span = Span(at, at + len(short))
                if _FRONT.search(text[max(0, at - 6) : at]) and not any(map(span.meets, spans)):
                    yield Mention(span, m.type, "figures.short", short, m.entity)
                at = text.find(short, span.end)


MUNICIPAL = ("area:11", "area:12", "area:31", "area:50")


def _is_misread(document: Document, m: Mention) -> bool:
    """全省 on a page whose home is a municipality: it means another place."""
    return (
        m.type == "Scope"
        and document.quote(m.span)[-1:] in "省县"
        and m.entity.startswith(MUNICIPAL)
        and len(m.entity) == 11
    )


def _with_entity(m: Mention, entity: LocalId) -> Mention:
    return m if m.entity == entity else Mention(m.span, m.type, m.rule, m.name, entity, m.code)


def _is_measured(m: Mention, types: dict[LocalId, str]) -> bool:
    """Whether a mention means what can be measured: no person, policy, industry or unresolved word."""
    kind = types.get(m.entity, "")
    return kind in PLACES or kind in BODIES


def _scopes(
    document: Document, linked: Linked, measured: tuple[Mention, ...], places: dict[int, LocalId]
) -> Iterator[Mention]:
    """全县 and the like where they mean neither home nor what lies above it, with the area they mean."""
    names = {e.id: e.name for e in linked.entities}
    named = tuple(m for m in measured if m.type in AREA_TYPES)
    for m in linked.mentions:
        if m.type == "Scope" and not m.entity and (meant := scope_meant(document, m, named, places, names)):
            yield _with_entity(m, meant)


def _of_topic(m: Mention, about: LocalId, types: dict[LocalId, str]) -> Mention:
    """全区 on the page of a zone that calls itself 区 is the zone, not a district."""
    if m.type == "Scope" and m.name[-1:] == "区" and types.get(about) == "Zone" and types[m.entity] != "District":
        return _with_entity(m, about)
    return m


def within(s: Stage, span: Span) -> tuple[Mention, ...]:
    """The measured mentions inside `span`, in order."""
    first = bisect_left(s.starts, span.start)
    last = bisect_left(s.starts, span.end, first)
    return tuple([m for m in s.mentions[first:last] if m.span.end <= span.end]) if first < last else ()
