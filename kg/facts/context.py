"""What a sentence leaves unsaid: the subject in force where a clause has none, and the place things happen in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.facts.lift import CLAUSE_END, Lifted, compile_pattern, fits
from kg.facts.states import clause, plans_ahead
from kg.model import Document, Linked
from kg.text.fold import simplified

SEATS = frozenset({"City", "District", "Town", "Village", "Zone"})
PUBLIC = frozenset({*SEATS, "Province", "Country", "GovernmentBody"})
AREAS_ALONE = SEATS - {"Zone"}
_OPENER = (
    rf"(?:[^{CLAUSE_END}\ue000-\uf8ff]{{0,16}}(?:来|年|月|日|时|后|前|中|里|上|下|期|天|此|且|的|外|今|已|初|末|底|度|则|而|但|因|又|也"
    r"|还|正|其中|同时|如今|目前|据悉|这一|过去|记者|消息|讯))?"
)
_SLOT = compile_pattern(
    rf"(?:^|(?<=[{CLAUSE_END}]))(?:[一二三四五六七八九十]+是)?{_OPENER}{{s:Topic+}}"
    r"(?!(?:企业|公司|籍|人(?!民))[^的]{0,6}[\ue000-\uf8ff])"
).regex
_NAMED = compile_pattern("(?:企业|公司|集团|机构|高校|医院|院校|——){s:Firm}(?=[，,]|将|已|拟|也|在|与|正)").regex
_AGENT = compile_pattern("由{s:Doer+}").regex
_SCENE = compile_pattern("在{s:Seat}").regex
_NATIONAL = re.compile("党的|[十〇]大$|亚运会|奥运会|冬奥|世博|进博会|全国两会|中央|世界")
_CONGRESS = re.compile("人大|人民代表大会|政协")
_CONNECTIVES = frozenset({"", "其中", "而", "且", "同时", "此外", "另外", "如今", "目前", "当前", "随着"})
Slot = tuple[int, tuple[str, ...]]


class Context:
    """The subjects in force in one document. Built once, asked for single places."""

    def __init__(self, document: Document, linked: Linked, lifted: Sequence[Lifted], types: Mapping[str, str]) -> None:
        self._document, self._lifted, self._types = document, lifted, types
        self._home = linked.home
        self._names = {e.id: e.name for e in linked.entities}
        self._slots: dict[int, tuple[Slot, ...]] = {}
        self._planned: dict[int, bool] = {}
        self._events: tuple[str, ...] | None = None
        self.topic = self._topic()

    def subjects(self, number: int, x: Lifted, place: int, allowed: frozenset[str]) -> tuple[str, ...]:
        """The entities that the clause at position `place` of `x` (sentence `number`) speaks of; () if none is known."""
        start, end = clause(x.text, place, place)
        inverted = x.text[start:place] in _CONNECTIVES  # the object opens its clause: X建成投用
        slots = [(slot >= start, entities) for slot, entities in reversed(slots_of(x)) if slot < place]
        near = [entities for is_near, entities in slots if is_near]
        far = [entities for is_near, entities in slots if not is_near]
        scene = self._at(_SCENE, x, start, end)
        order = (*near, *scene, *far) if inverted else (*near, *far, *scene)
        found = (*self._at(_AGENT, x, start, end), *order)
        kinds = (allowed & PUBLIC, allowed) if inverted else (allowed,)
        return next((fit for kind in kinds for fit in self._choices(found, number, kind) if fit), ())

    def _choices(
        self, found: Sequence[tuple[str, ...]], number: int, kind: frozenset[str]
    ) -> Iterator[tuple[str, ...]]:
        yield from (self._fit(entities, kind) for entities in found)
        yield self._carried(number, kind)
        yield self._fit((self.topic, self._home), kind)[:1]

    def _at(self, pattern: re.Pattern[str], x: Lifted, start: int, end: int) -> list[tuple[str, ...]]:
        return [tuple(m.entity for m in x.inside(*f.span("s"))) for f in pattern.finditer(x.text, start, end)]

    def places(self, number: int, x: Lifted, place: int) -> tuple[str, ...]:
        """The area or zone that a clause is about; () if none is known."""
        topic = self._fit((self.topic,), SEATS) if self._types.get(self.topic) == "Zone" else ()
        return (topic or self.subjects(number, x, place, AREAS_ALONE))[:1]

    def event(self, number: int) -> tuple[str, ...]:
        """The event that was named last up to this sentence; () if there is none."""
        if self._events is None:
            self._events = self._named_last("Event")
        return (self._events[number],) if self._events[number] else ()

    def predicate(self, choice: Sequence[str], subject: str, object_: str) -> str:
        """The first predicate that fits the two entities' types, "" if none does."""
        s, o = self._types.get(subject, ""), self._types.get(object_, "")
        return next((p for p in choice if subject != object_ and fits(p, s, o)), "")

    def name(self, entity: str) -> str:
        return self._names.get(entity, "")

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
            return self._organ(name, "人民代表大会常务委员会") if "常" in name else ()
        return self._organ(name, "委") or None if "全会" in name or "全体会议" in name else None

    def _organ(self, event: str, ending: str) -> tuple[str, ...]:
        """The one body of the document with that ending, or of several the one that belongs to the event's area."""
        bodies = [e for e, n in self._names.items() if n.endswith(ending) and self._types[e] == "GovernmentBody"]
        own = [e for e in bodies if set(self._names[e]) & set(event[:6]) - set("市区县省委中共")]
        return tuple((own or bodies)[:1])

    def _named_last(self, kind: str) -> tuple[str, ...]:
        last, found = "", []
        for lifted in self._lifted:
            last = next((m.entity for m in lifted.mentions if self._types.get(m.entity) == kind), last)
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

    def _carried(self, number: int, allowed: frozenset[str]) -> tuple[str, ...]:
        """The first subject of an earlier sentence of the same paragraph."""
        block = self._document.sentences[number].block
        for i in range(number - 1, -1, -1):
            if self._document.sentences[i].block != block:
                return ()
            for _, entities in self.slots(i):
                if fit := self._fit(entities, allowed):
                    return fit
        return ()

    def _topic(self) -> str:
        """The area or zone that is the title's subject, else the home area, else the one named most often."""
        if len(self._lifted) > 1:
            for _, entities in self.slots(0):
                if fit := self._fit(entities, SEATS):
                    return fit[0]
        if self._home:
            return self._home
        seen = Counter(m.entity for x in self._lifted for m in x.mentions if self._types.get(m.entity) in SEATS)
        return max(seen, key=lambda e: (seen[e], e), default="")


def slots_of(x: Lifted) -> tuple[Slot, ...]:
    """(position, entities) of what stands where a clause's subject stands, in order."""
    found = [m for pattern in (_SLOT, _NAMED) for m in pattern.finditer(x.text)]
    return tuple(sorted({(m.start("s"), tuple(y.entity for y in x.inside(*m.span("s")))) for m in found}))
