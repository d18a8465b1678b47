"""Party committees, governments and departments in their relative forms (区委) -> full official names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.entities.areas import area_entities
from kg.entities.implied import implied_governments, implied_nationals
from kg.entities.seats import Seat, Seats
from kg.mentions.organ_forms import DEPARTMENT, NATIONAL, forms, named, national_forms, official_names
from kg.mentions.organs import Organ, organs
from kg.model import Document, Entity, Linked, LocalId, Mention, Span
from kg.rules import regex as re
from kg.text.fold import simplified

_AS_PRINTED = frozenset(
    {"partywork", "party", "board", "branch", "villagers", "office", "mission", "subbranch", "association"}
)
_WORK_COMMITTEE = re.compile("工作委员会|工委|监委$")
_SEATED = frozenset(
    {
        "committee",
        "government",
        "board",
        "administration",
        "executive",
        "partywork",
        "party",
        "office",
        "branch",
        "villagers",
        "both",
    }
)


@dataclass(frozen=True, slots=True)
class Body:
    """What an organ is, however written. `key` is equal for equal bodies; `name` its official name where the words alone
    give it; `parent` is the body that its name opens with."""

    key: tuple[str, str, str]
    kind: str
    name: str
    seat: Seat
    parent: Body | None = None


def expand_organs(document: Document, linked: Linked) -> Linked:
    """`linked` with every GovernmentBody under its full official name.

    Called by `link` after entities, aliases and home are known and before pronouns. One entity a body however written,
    its aliases all printed forms; governments that only a title implies (区长王某) are added; a body whose seat nothing
    names (镇政府 on a page without home) has no entity, its mentions none. Pure.
    """
    reader = Bodies(document, linked)
    found = {organ.span: body for organ in organs(document) if (body := reader.body(organ))}
    mentions = [m for m in (*linked.mentions, *linked.inner) if m.rule.startswith("organ.") and m.span in found]
    wanted = [m for m in mentions if m in linked.mentions or _comes_up(m, found[m.span], linked)]
    implied = [reader.government(seat) for seat in implied_governments(document, linked, reader.seats)]
    implied += [national(name) for name in implied_nationals(document, linked)]
    names = _names(document, [(m, found[m.span]) for m in wanted], implied)
    return _rewritten(document, linked, found, wanted, names)


def national(name: str) -> Body:
    return Body(("", NATIONAL, name), NATIONAL, name, Seat("", ""))


def body_id(name: str, type_: str = "GovernmentBody") -> LocalId:
    return f"{type_}:{name}"


class Bodies:
    """Organs of one document as bodies."""

    def __init__(self, document: Document, linked: Linked) -> None:
        self.seats = Seats(document, linked)
        self._text = simplified(document.text)
        self._bare: dict[str, Body] = {}
        self._last: Body | None = None

    def body(self, organ: Organ) -> Body | None:
        """None where the seat is not named. Call in text order: a bare form means the body of its kind named last."""
        body = self._body(organ)
        if body and organ.seated and organ.form.kind != NATIONAL:
            self._bare[organ.form.stem or organ.form.kind] = body
            self._last = body
        return body

    def government(self, seat: Seat) -> Body:
        return self._make("government", official_names()["government"].format(seat.name), seat)

    def _body(self, organ: Organ) -> Body | None:
        form = organ.form
        if form.kind == NATIONAL:
            return national(form.official)
        if organ.parent:
            return self._part(organ, organ.parent.span.end, self._body(organ.parent))
        if form.kind == "organparty":
            return self._part(organ, organ.span.start, self._last_department())
        seat = self.seats.of(organ) or (None if organ.seated else self._seat_of_bare(organ))
        if seat is None:
            return None
        return self._named(organ, seat)

    def _last_department(self) -> Body | None:
        """What 机关党委 alone belongs to: the department named last, or the one whose party group was."""
        last = self._last
        while last and last.kind != DEPARTMENT:
            last = last.parent
        return last

    def _part(self, organ: Organ, at: int, parent: Body | None) -> Body | None:
        """`at`: where the words begin that are added to the parent's name."""
        if parent is None:
            return None
        name = parent.name + self._text[at : organ.span.end]
        key = (
            f"{parent.kind}/{organ.form.stem or organ.form.kind}"
            if organ.form.stem in ("办公", "")
            else organ.form.stem
        )
        return Body(
            (parent.seat.entity or parent.seat.name or parent.name, organ.form.kind, key),
            organ.form.kind,
            name,
            parent.seat,
            parent,
        )

    def _named(self, organ: Organ, seat: Seat) -> Body:
        form, tail = organ.form, self._text[organ.tail.start : organ.tail.end]
        if form.kind == DEPARTMENT:
            above = named(official_names()["committee"], seat.name) if form.owner == "committee" else seat.name
            if form.owner == "committee" and form.stem in ("办公", "档案", "信访", "机构编制", "保密"):
                above = seat.name
            whole = self._text[organ.span.start : organ.span.end]
            below = organ.areas and organ.areas[0].span.start - organ.span.start > 4  # 国家统计局|青石|调查队
            name = whole if below else above + tail
            return Body((seat.entity or seat.name, DEPARTMENT, form.stem), DEPARTMENT, name, seat)
        if form.kind in _AS_PRINTED:
            return self._make(
                form.kind, seat.name + tail.replace("村" if seat.name.endswith("村") else "\0", "", 1), seat
            )
        return self._make(form.kind, named(form.official, seat.name), seat)

    def _make(self, kind: str, name: str, seat: Seat) -> Body:
        return Body((seat.entity or seat.name, kind, name if kind == "association" else ""), kind, name, seat)

    def _seat_of_bare(self, organ: Organ) -> Seat | None:
        """管委会 is the one named before; a bare department stands right behind a body of its seat (区委常委、宣传部部长)."""
        same = self._bare.get(organ.form.stem or organ.form.kind)
        if same:
            return same.seat
        home = self.seats.home_seat()
        if organ.form.kind in ("board", "partywork"):
            last = self._last.seat if self._last and self._last.kind in ("board", "partywork") else None
            return last or (home if home and not home.entity.startswith("area:") else None)
        if organ.form.kind in (DEPARTMENT, "discipline", "supervision", "partygroup") and self._last:
            return self._last.seat
        if organ.form.kind in ("branch", "villagers", "both"):
            near = self._last.seat if self._last and self._last.kind in ("branch", "villagers", "both") else None
            return near or self.seats.relative("村", organ.span.start)
        return home if organ.form.kind == "standing" else None


def _comes_up(m: Mention, body: Body, linked: Linked) -> bool:
    """An organ inside a name is an entity where it is the parent in an organ's name or opens the name of its meeting
    or of what it issues (X人民政府关于…的通知)."""
    holder = next((o for o in linked.mentions if o.span.holds(m.span) and o.span != m.span), None)
    if holder is None or holder.type == "GovernmentBody":
        return holder is not None
    rest = holder.name[m.span.end - holder.span.start :]
    opens = holder.span.start == m.span.start
    return opens and (holder.type == "Event" or (holder.type == "Policy" and rest.startswith("关于")))


def _names(
    document: Document, printed: Iterable[tuple[Mention, Body]], implied: Iterable[Body]
) -> dict[tuple[str, str, str], tuple[str, tuple[str, ...], Seat]]:
    """Body key -> (name, aliases, seat). The name is the longest of the official one and the printed ones that spell the seat."""
    forms_of: dict[tuple[str, str, str], list[str]] = {}
    bodies: dict[tuple[str, str, str], Body] = {}
    for body in implied:
        bodies.setdefault(body.key, body)
    for m, body in printed:
        bodies[body.key] = _fuller(bodies.get(body.key), body)
        raw = document.quote(m.span)
        forms_of.setdefault(body.key, []).extend(dict.fromkeys((m.name, raw)))
    return {key: _named_as(body, forms_of.get(key, [])) for key, body in bodies.items()}


def _fuller(old: Body | None, new: Body) -> Body:
    return new if old is None or (len(new.name), new.name) > (len(old.name), old.name) else old


def _named_as(body: Body, printed: list[str]) -> tuple[str, tuple[str, ...], Seat]:
    spelled = [
        form for form in printed if body.seat.name and body.seat.name in form and "届" not in form and "\n" not in form
    ]
    name = (
        max((body.name, *spelled), key=lambda form: (len(form), form == body.name))
        if body.kind != NATIONAL
        else body.name
    )
    more = {*printed, body.name, *_short_forms(body)} - {name}
    return name, tuple(sorted(form for form in more if "\n" not in form)), body.seat


@cache
def _tails(kind: str) -> tuple[str, ...]:
    """How a body of the kind is written behind its seat's name (not 委员会: it may be any committee)."""
    return tuple(
        tail
        for tail, meant in forms().items()
        if meant[0].kind == kind and tail not in ("委员会", "政协") and not _WORK_COMMITTEE.search(tail)
    )


def _short_forms(body: Body) -> Iterator[str]:
    """Other full ways to write the name, so that documents agree on it."""
    if body.kind == NATIONAL:
        yield from national_forms()[body.name]
    elif body.kind in ("committee", "government", "congress", "standing", "consultative", "discipline", "supervision"):
        for tail in _tails(body.kind):
            yield body.seat.name + tail
        if body.kind == "committee":
            yield f"中共{body.seat.name}委员会"
        if body.kind == "consultative":
            yield f"{body.seat.name}政协"


def _rewritten(
    document: Document,
    linked: Linked,
    found: dict[Span, Body],
    wanted: list[Mention],
    names: dict[tuple[str, str, str], tuple[str, tuple[str, ...], Seat]],
) -> Linked:
    entity_of = {m: body_id(names[found[m.span].key][0], m.type) for m in wanted}
    relinked = [_relinked(m, entity_of, found) for m in linked.mentions]
    inner = [_relinked(m, entity_of, found) for m in linked.inner]
    used = {m.entity for m in (*relinked, *inner)}
    bodies = {e.id: e for key, named in names.items() for e in [_entity(*named, _type(key))]}
    old = {m.entity for m in (*linked.mentions, *linked.inner) if m.rule.startswith("organ.")}
    kept = [e for e in linked.entities if e.id not in bodies and (e.id in used or e.id not in old)]
    seats = {seat.entity for key, (_, _, seat) in names.items() if key[1] in _SEATED and seat.entity}
    missing = sorted(seats - {e.id for e in kept})
    zones = {seat.entity: seat.name for _, _, seat in names.values()}
    added = [
        *area_entities(missing, linked.home),
        *(_place(i, zones[i], linked.home) for i in missing if not i.startswith("area:")),
    ]
    entities = sorted((*kept, *added, *bodies.values()), key=lambda e: e.id)
    return replace(linked, entities=tuple(entities), mentions=tuple(relinked), inner=tuple(inner))


def _type(key: tuple[str, str, str]) -> str:
    return "Institution" if key[1] == "association" else "GovernmentBody"


def _entity(name: str, aliases: tuple[str, ...], seat: Seat, type_: str) -> Entity:
    return Entity(body_id(name, type_), type_, name, aliases, home=seat.entity)


def _place(key: LocalId, name: str, home: LocalId) -> Entity:
    """A zone or village that the page names only in the name of its body."""
    return Entity(key, key.partition(":")[0], name, home=home)


def _relinked(m: Mention, entity_of: dict[Mention, LocalId], found: dict[Span, Body]) -> Mention:
    if m in entity_of:
        return replace(m, entity=entity_of[m])
    if m.rule.startswith("organ."):
        return replace(m, entity="")
    return m
