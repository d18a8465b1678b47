"""What a sentence leaves unsaid: the subject in force where a clause has none, and the place things happen in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from kg.facts.lift import AREAS, Lifted, fits
from kg.facts.states import clause, plans_ahead
from kg.facts.structure import lies_in
from kg.facts.subjects import (
    Slot,
    agents,
    doer_before,
    has_own_subject,
    is_national,
    is_opening,
    made_in,
    nationwide,
    scenes,
    slots_of,
)
from kg.model import Document, Linked, Mention
from kg.rules import regex as re
from kg.text.fold import simplified

SEATS = frozenset({"City", "District", "Town", "Village", "Zone"})
ACTORS = frozenset({"GovernmentBody", "Enterprise", "Institution"})
"""Who may hide an unsaid subject: 区委…, 聚焦X does not speak of the area that the page is about."""
PUBLIC = frozenset({*SEATS, "Province", "Country", "GovernmentBody"})
SITES = frozenset({"Town", "Village", "Zone"})
PLACED = frozenset({"Facility", "Zone", "Project", "NaturalFeature"})
AREAS_ALONE = SEATS - {"Zone"}
OWN = AREAS_ALONE | {"Province", "GovernmentBody"}
_OWN_REPORT = re.compile("工作报告|统计公报|[省市区县州旗镇乡](?:情)?(?:概况|简介|概览)")
"""What an area's report on itself is called: there 建成投用 without a subject speaks of the area."""
_NATIONAL = re.compile("党的|[十〇]大$|亚运会|奥运会|冬奥|世博|进博会|全国两会|中央")
_CONGRESS = re.compile("人大|人民代表大会|政协")
_ADDRESSED = re.compile("(?:报|提请|提交|建议|贯彻|学习|落实|传达|迎接)$")
"""Before an event that is spoken of, not held: 报X会议备案."""
_TAKES_PLACE = re.compile("[^，。；]{0,24}(?:举行|举办|召开|开幕|闭幕|落幕|启幕|开赛)|[上期现][间场，,]?|[，,]|$")
_ATTENDED = re.compile("(?:^|[，。；：]|出席|参加|举行|举办|召开|主办|承办|主持)[^，。；：]{0,6}$")
"""Around an event that is held here, not one that is only spoken of: 出席|X, X|在…举行."""
_SITE = re.compile("[|｜]|网(?:站)?$")
"""How a line of a site's own reads, which says nothing of the page's topic."""
_FEW = 4  # events on a page; what a round-up of news exceeds
_CONNECTIVES = frozenset({"", "其中", "而", "且", "同时", "此外", "另外", "如今", "目前", "当前", "随着"})


class Context:
    """The subjects in force in one document. Built once, asked for single places."""

    def __init__(self, document: Document, linked: Linked, lifted: Sequence[Lifted], types: Mapping[str, str]) -> None:
        self._document, self._lifted, self._types = document, lifted, types
        self._home = linked.home
        self._names = {e.id: e.name for e in linked.entities}
        self._areas = frozenset(e.name for e in linked.entities if e.type in AREAS)
        self._inner = tuple(m for m in linked.inner if m.code)
        self._inside = _areas_in_names(linked)
        self._slots: dict[int, tuple[Slot, ...]] = {}
        self._planned: dict[int, bool] = {}
        self.topic = self._topic()

    def subjects(
        self,
        number: int,
        x: Lifted,
        cue: int,
        place: int,
        allowed: frozenset[str],
        named_only: bool = False,
        with_others: bool = False,
        builds: bool = False,
        publishes: bool = False,
    ) -> tuple[str, ...]:
        """The entities that the clause at position `place` of `x` (sentence `number`) speaks of; () if none is known.

        `cue`: where the words begin that say something of them. `named_only`: those that the sentence itself names, not what went before or the page's topic.
        `with_others`: those that the sentence names may lie elsewhere, as partners do. `builds`: it says who sets something
        up, which the town or zone that it stands in does not; `publishes`: who issues something, which the place where that is done does not.
        """
        start, end = clause(x.text, place, place)
        inverted = x.text[start:place] in _CONNECTIVES  # the object opens its clause: X建成投用
        objects = {m.entity for m in x.inside(place, place + 1)}
        in_table = self._document.blocks[self._document.sentences[number].block].kind == "row"
        start = 0 if in_table else start
        built = "Facility" in allowed  # what is built may be meant itself, and then its builder is not: 由X建设
        here = [] if in_table else [(p, found) for p, found in reversed(slots_of(x)) if p < place]
        slots = [
            (p >= start, found)
            for p, found in here
            if not (objects & {*found} or (built and x.text[p - 1 : p] == "由"))
        ]
        slots = [(is_near, e) for is_near, e in slots if not (builds and self._is_site(x, e))]
        near = [entities for is_near, entities in slots if is_near]
        far = [e for is_near, e in slots if not is_near and (built or not self._is_made(x, e))]
        by = agents(x, start, end)
        if by and not any(self._fit(found, allowed) for found in by):
            return ()
        places = [] if publishes else scenes(x, start, end)
        scene = [e for e in places if not (builds and (near or self._is_site(x, e)))]
        right_before = doer_before(x, cue, start)
        if right_before and not any(self._fit(found, allowed) for found in right_before):
            return ()
        by += right_before
        opens = not start or x.text[start - 1] in "；;\u3000"
        if (opens or not far) and start <= cue < place:  # 围绕X，临江区…
            ahead = [
                self._fit(found, SEATS)
                for p, found in slots_of(x)
                if end < p < (clause(x.text, end + 1, end + 1)[1] if named_only else end + 3)
                and is_opening(x.text[start:place])
            ]
            far = [*filter(None, ahead), *far]
        if not (near or by or scene) and (
            has_own_subject(x.text[start:place], self._areas) or self._goes_on(x, start, place)
        ):
            return ()
        named = [*by, *near, *scene, *far] if inverted else [*by, *near, *far, *scene]
        actors = ACTORS - allowed if allowed & ACTORS else frozenset()
        nearest = [e for entities in (near or far)[:1] for e in entities]
        personal = bool(nearest) and all(self._types.get(e) == "Person" for e in nearest)
        if personal and near and "Person" not in allowed:
            return ()
        hidden = any(self._types.get(e) in actors and not self._name_of_seat(e) for e in nearest)
        unsaid = [] if named_only or hidden or is_national(x.text) else self._unsaid(number)
        unsaid = [found for found in unsaid if with_others or not self._is_foreign(found, x)]
        kinds = (allowed & PUBLIC, allowed) if inverted else (allowed,)
        unnamed = PUBLIC | ACTORS
        options = [pair for k in kinds for pair in (*((f, k) for f in named), *((f, k & unnamed) for f in unsaid))]
        return next(filter(None, (self._fit(found, kind) for found, kind in options)), ())

    def _goes_on(self, x: Lifted, start: int, place: int) -> bool:
        """Whether the clause before the one at `start` has a subject of its own that is no name: 十家企业建成投产，聚焦…"""
        if not start or x.text[start - 1] not in "，,":
            return False
        before = clause(x.text, start - 1, start - 1)[0]
        named = any(before <= p < place for p, _ in slots_of(x))
        return not named and has_own_subject(x.text[before : start - 1], self._areas)

    def _is_foreign(self, found: tuple[str, ...], x: Lifted) -> bool:
        """Whether the sentence names areas and none of them has to do with the areas found for it."""
        own = [e.removeprefix("area:") for e in found if self._types.get(e) in AREAS]
        named = {c for m in x.mentions for c in self._codes(m)} if own else ()
        related = (c == h or lies_in(c, h) or lies_in(h, c) for c in named for h in own)
        return bool(named) and not any(related)

    def _codes(self, m: Mention) -> tuple[str, ...]:
        """Codes of the area that is named, or of those in the name of something that has its place."""
        if m.type in AREAS:
            code = m.entity.removeprefix("area:")
            return (code,) if code.isdigit() else ()
        return self._inside.get(m.entity, ()) if m.type in PLACED else ()

    def _is_made(self, x: Lifted, entities: tuple[str, ...]) -> bool:
        """Whether a clause says no more of them than that they were built: X建成投用 does not make X the doer of what follows."""
        return bool(made := made_in(x)) and not {*entities} - made

    def _is_site(self, x: Lifted, entities: tuple[str, ...]) -> bool:
        """Whether the sentence names them, finer places than the page's own, only as where something stands: 在X镇，…"""
        finer = all(self._types.get(e) in SITES and e not in (self.topic, self._home) for e in entities)
        return finer and entities in scenes(x, 0, len(x.text))

    def in_force(self, number: int) -> tuple[str, ...]:
        """The entities that a clause without a subject behind sentence `number` speaks of; () if none is known."""
        own = [entities for _, entities in reversed(self.slots(number))]
        return next(filter(None, (*own, *self._unsaid(number))), ())

    def _name_of_seat(self, entity: str) -> bool:
        """Whether it is the home area's party committee or government: what it does the area does."""
        return self._types.get(entity) == "GovernmentBody" and self.name(entity).endswith(("委", "政府"))

    def area_for(self, entity: str) -> str:
        """The home area instead of its party committee or government, any other entity as it is."""
        own = self._home and self._name_of_seat(entity) and self.name(self._home)[:-1] in self.name(entity)
        return self._home if own else entity

    def _unsaid(self, number: int) -> list[tuple[str, ...]]:
        """Subjects of the paragraph's earlier sentences, then what the document is about."""
        earlier = [self._fit(e, OWN) for e in self._earlier(number)] if self._is_own_report else self._earlier(number)
        return [*earlier, *((e,) for e in (self.topic, self._home) if e and self._is_local)]

    def places(self, number: int, x: Lifted, place: int, firms: bool) -> tuple[str, ...]:
        """The area or zone that a clause is about; () if none is known. `firms`: where companies are, which a zone
        named earlier in the sentence holds."""
        firms = firms or x.text.startswith(("园内", "园区内"), place)
        start, _ = clause(x.text, place, place)
        before = [(slot >= start, self._fit(e, SEATS)) for slot, e in reversed(slots_of(x)) if slot < place]
        near = [e for is_near, e in before if is_near or (firms and self._types.get(next(iter(e), "")) == "Zone")]
        if firms and not near:
            near = [e for e in self._earlier(number) if self._types.get(next(iter(e), "")) == "Zone"][:1]
        topic = self._fit((self.topic,), SEATS) if self._types.get(self.topic) == "Zone" else ()
        return (next(filter(None, near), ()) or topic or self.subjects(number, x, place, place, AREAS_ALONE))[:1]

    def meant(self, kind: str, number: int, x: Lifted, cue: int) -> tuple[str, ...]:
        """What the words at `cue` leave unsaid: the event that was named last, the policy that the sentence names before
        them or the page's title; () if there is none."""
        if kind == "Policy":
            named = [m.entity for m in x.inside(0, cue) if m.type == kind]
            return tuple(named[-1:]) or self._own_policy
        last = self._events[number]
        return (last,) if last and (self._has_few_events or last in self._near(number)) else ()

    def _near(self, number: int) -> set[str]:
        """The entities that the sentence's paragraph names up to it."""
        block = self._document.sentences[number].block
        near = (i for i in range(number, -1, -1) if self._document.sentences[i].block == block)
        return {m.entity for i in near for m in self._lifted[i].mentions}

    @cached_property
    def _has_few_events(self) -> bool:
        """Whether the page tells of a few events, not of the news of a day."""
        return sum(kind == "Event" for kind in self._types.values()) <= _FEW

    @cached_property
    def _own_policy(self) -> tuple[str, ...]:
        """The policy that the page's title or first lines name."""
        lines = (self._document.quote(s.span) for s in self._document.sentences[:3])
        title = simplified((self._document.title or "") + "".join(lines))
        named = (e for e, name in self._names.items() if self._types[e] == "Policy" and name in title)
        return tuple(sorted(named, key=lambda e: (-len(e), e)))[:1]

    @cached_property
    def _events(self) -> tuple[str, ...]:
        return self._named_last("Event")

    def predicate(self, choice: Sequence[str], subject: str, object_: str) -> str:
        """The first predicate that fits the two entities' types, "" if none does."""
        s, o = self._types.get(subject, ""), self._types.get(object_, "")
        return next((p for p in choice if subject != object_ and fits(p, s, o)), "")

    def is_area(self, entity: str) -> bool:
        return self._types.get(entity) in AREAS

    def name(self, entity: str) -> str:
        return self._names.get(entity, "")

    def is_elsewhere(self, subject: str, object_: str) -> bool:
        """Whether the object's name puts it in an area that has nothing to do with the area that is the subject."""
        home, codes = subject.removeprefix("area:"), self._inside.get(object_, ())
        related = (c == home or lies_in(c, home) or lies_in(home, c) for c in codes)
        return bool(codes) and home != subject and not any(related)

    def is_wider(self, subject: str, object_: str) -> bool:
        """Whether the object is a zone that its name gives to areas around the subject: no county sets up 海南自由贸易港."""
        home, codes = subject.removeprefix("area:"), self._inside.get(object_, ())
        wider = self._types.get(object_) == "Zone" and bool(codes) and home != subject
        return wider and all(c != home and lies_in(home, c) for c in codes)

    def is_about(self, topic: re.Pattern[str]) -> bool:
        """Whether the words stand in the document's title or first two sentences."""
        title = self._document.title or ""
        lead = (self._document.quote(s.span) for s in self._document.sentences[:3])
        return topic.search(simplified(title + " ".join(lead))) is not None

    def owner(self, event: str) -> tuple[str, ...] | None:
        """Who holds an event whose name says it (临江区委全会); () for one that nobody here holds, None if unsaid."""
        name = self._names.get(event, "")
        if _NATIONAL.search(name):
            return ()
        if _CONGRESS.search(name):
            return self._organ(name, ("人民代表大会常务委员会",)) if "常" in name else ()
        return self._organ(name, ("委", "委员会")) or None if "全会" in name or "全体会议" in name else None

    def _organ(self, event: str, endings: tuple[str, ...]) -> tuple[str, ...]:
        """The one body of the document with such an ending, or of several the one that belongs to the event's area."""
        bodies = [e for e, n in self._names.items() if n.endswith(endings) and self._types[e] == "GovernmentBody"]
        party = [e for e in bodies if self._names[e].startswith("中共")]
        bodies = party if "委" in endings and party else bodies
        own = [e for e in bodies if set(self._names[e]) & set(event[:6]) - set("市区县省委中共")]
        return tuple((own or bodies)[:1])

    def _named_last(self, kind: str) -> tuple[str, ...]:
        last, held, found = "", False, []
        for lifted in self._lifted:
            pairs = zip(lifted.places, lifted.mentions, strict=True)
            named = [(p, m) for p, m in pairs if m.type == kind and not _ADDRESSED.search(lifted.text, 0, p)]
            for p, m in named[:1]:
                takes_place = _TAKES_PLACE.match(lifted.text, p + 1) or _ATTENDED.search(lifted.text, 0, p)
                if takes_place or not held:
                    last, held = m.entity, bool(takes_place)
            found.append(last)
        return tuple(found)

    def _fit(self, entities: tuple[str, ...], allowed: frozenset[str]) -> tuple[str, ...]:
        return tuple(e for e in entities if e and self._types.get(e) in allowed)

    def slots(self, number: int) -> tuple[Slot, ...]:
        if number not in self._slots:
            self._slots[number] = slots_of(self._lifted[number])
        return self._slots[number]

    def is_planned(self, number: int) -> bool:
        """Whether the sentence stands in a paragraph, or under a heading, about what is to come."""
        block = self._document.sentences[number].block
        if block not in self._planned:
            self._planned[block] = self._plans(block) or self._plans(self._heading(block))
        return self._planned[block]

    def _plans(self, block: int) -> bool:
        if block < 0:
            return False
        return plans_ahead(self._document.quote(self._document.blocks[block].span).strip())

    def _heading(self, block: int) -> int:
        for i in range(block - 1, -1, -1):
            if self._document.blocks[i].kind == "heading":
                return i
        return -1

    def _earlier(self, number: int) -> Iterator[tuple[str, ...]]:
        block = self._document.sentences[number].block
        for i in range(number - 1, -1, -1):
            if self._document.sentences[i].block != block:
                return
            yield from (entities for _, entities in self.slots(i))

    @cached_property
    def _headline(self) -> str:
        """The page's title and first sentence, which are not always the same."""
        return simplified((self._document.title or "") + self._document.quote(self._document.sentences[0].span))

    @cached_property
    def _is_own_report(self) -> bool:
        """Whether an area speaks of itself throughout, so that a zone or company never is the subject of the next sentence."""
        return self._types.get(self._home) in AREAS and self.is_about(_OWN_REPORT)

    @cached_property
    def _is_local(self) -> bool:
        """Whether the page is about its home: its title names it, or most of its areas lie in it or around it and it
        speaks more of them than of the country."""
        home = self._home.removeprefix("area:")
        if is_national(self._headline) or "习近平" in self._headline:
            return False
        if re.search(f"(?<!在){re.escape(self.name(self._home or self.topic)[:-1] or '无')}", self._headline):
            return True
        if not home.isdigit():
            return bool(home)
        named = (m for x in self._lifted for m in x.mentions)
        codes = [m.code or m.entity.removeprefix("area:") for m in (*named, *self._inner) if m.type in AREAS]
        near = sum(lies_in(c, home) or c == home or lies_in(home, c) for c in codes)
        return near * 2 >= len(codes) and codes.count(home) > 1 and near > nationwide(self._document.text)

    def _topic(self) -> str:
        """The area or zone that is the title's subject, else the home area, else the one named most often."""
        if len(self._lifted) > 1 and not _SITE.search(self._lifted[0].text):
            for _, entities in self.slots(0):
                fit = self._fit(entities, SEATS)
                if fit and sum(m.entity == fit[0] for x in self._lifted for m in x.mentions) > 1:
                    return fit[0]
        if self._home:
            return self._home
        seen = Counter(m.entity for x in self._lifted for m in x.mentions if self._types.get(m.entity) in SEATS)
        return max(seen, key=lambda e: (seen[e], e), default="")


def _areas_in_names(linked: Linked) -> dict[str, tuple[str, ...]]:
    """Entity -> codes of the areas inside its name; short forms below the prefecture are too often other words."""
    found: dict[str, tuple[str, ...]] = {}
    areas = [m for m in linked.inner if m.code and (m.code.endswith("00") or m.span.end - m.span.start > 2)]
    at = 0
    for outer in linked.mentions:
        while at < len(areas) and areas[at].span.end <= outer.span.start:
            at += 1
        inside = (m.code for m in areas[at : at + 6] if outer.span.holds(m.span) and outer.span != m.span)
        found[outer.entity] = (*found.get(outer.entity, ()), *inside)
    return found
