"""Who holds which post, what a committee or government governs, and whose department an organ is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.facts.appointments import held_posts
from kg.mentions.organ_forms import DEPARTMENT, named, official_names
from kg.mentions.organs import Organ, organs
from kg.model import Document, Entity, Evidence, Linked, LocalId, Mention, Relation, Sentence, Span

_BODIES = ("GovernmentBody", "Institution")
_GOVERN = frozenset(
    {
        *("committee", "government", "board", "administration", "executive", "partywork", "party"),
        *("both", "branch", "villagers", "prefecture", "office"),
    }
)


def posts(document: Document, linked: Linked) -> tuple[Relation, ...]:
    """holdsPost, governs and subsidiaryOf of organs, each with the sentence that says it, in text order."""
    held = tuple(held_posts(document, linked))
    found = [*held, *_governed(document, linked, held), *_departments(document, linked)]
    return tuple(sorted(found, key=lambda r: (r.evidence.sentence, r.evidence.anchor, r.predicate, r.subject, r.title)))


def _governed(document: Document, linked: Linked, held: Iterable[Relation]) -> Iterator[Relation]:
    """A committee, government or management committee governs its area or zone; said where it is first named."""
    entities = {e.id: e for e in linked.entities}
    seen: set[LocalId] = set()
    for m, organ in _printed(document, linked):
        entity = entities.get(m.entity)
        if entity is None or entity.id in seen or organ.form.kind not in _GOVERN:
            continue
        if entity.home in entities and _seated_at(entity, entities[entity.home]):
            seen.add(entity.id)
            yield from _said(document, entity.id, "governs", entity.home, m.span, "organ.governs")
    for post in held:
        entity = entities[post.object]
        if entity.id not in seen and entity.home in entities and entity.name == _government_of(entities[entity.home]):
            seen.add(entity.id)
            yield Relation(
                entity.id,
                "governs",
                entity.home,
                Evidence(post.evidence.sentence, post.evidence.anchor, "organ.governs-title"),
            )


def _seated_at(body: Entity, place: Entity) -> bool:
    """`home` of an entity may be the page's home only: the body's names must hold the place's."""
    return any(form in name for form in (place.name, *place.aliases) for name in (body.name, *body.aliases))


def _government_of(place: Entity) -> str:
    return official_names()["government"].format(place.name)


def _departments(document: Document, linked: Linked) -> Iterator[Relation]:
    """A department is a part of the body that its name opens with, or of its seat's committee or government if named."""
    by_span = {m.span: m.entity for m in (*linked.inner, *linked.mentions)}
    by_name = {name: e.id for e in linked.entities if e.type == "GovernmentBody" for name in (*e.aliases, e.name)}
    entities = {e.id: e for e in linked.entities}
    seen: set[LocalId] = set()
    for m, organ in _printed(document, linked):
        if organ.form.kind not in (DEPARTMENT, "standing", "subbranch") or m.entity in seen:
            continue
        owner = by_span.get(organ.parent.span, "") if organ.parent else _owner(organ, entities, m.entity, by_name)
        if owner and owner != m.entity:
            seen.add(m.entity)
            yield from _said(document, m.entity, "subsidiaryOf", owner, m.span, "organ.department")


def _owner(organ: Organ, entities: dict[LocalId, Entity], department: LocalId, by_name: dict[str, LocalId]) -> LocalId:
    entity = entities[department]
    seat = entities.get(entity.home)
    if not seat or not organ.form.owner:
        return ""
    if seat.type == "Zone":
        owners = (e.id for e in entities.values() if e.home == seat.id and e.name.endswith(("管委会", "管理委员会")))
        return next(owners, "")
    return by_name.get(named(official_names()[organ.form.owner], seat.name), "")


def _printed(document: Document, linked: Linked) -> list[tuple[Mention, Organ]]:
    """Organ mentions that have an entity, in text order."""
    known = {organ.span: organ for organ in organs(document)}
    bodies = {m for m in (*linked.mentions, *linked.inner) if m.type in _BODIES and m.entity and m.span in known}
    return [(m, known[m.span]) for m in sorted(bodies, key=lambda m: (m.span, m.type))]


def _said(document: Document, s: LocalId, predicate: str, o: LocalId, anchor: Span, rule: str) -> Iterator[Relation]:
    sentence = _sentence_at(document, anchor)
    if sentence:
        yield Relation(s, predicate, o, Evidence(sentence.span, anchor, rule))


def _sentence_at(document: Document, span: Span) -> Sentence | None:
    number = bisect_right(document.sentences, span.start, key=lambda s: s.span.start) - 1
    sentence = document.sentences[number] if number >= 0 else None
    return sentence if sentence and sentence.span.holds(span) else None
