"""The seat of a body: the area or zone whose committee, government or department it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.entities.areas import AREA_TYPES, official
from kg.entities.zone_kinds import FULL, shortest, spelled_out
from kg.mentions.areas import area_spans
from kg.mentions.organs import Organ, organs
from kg.model import Document, Linked, LocalId, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.text.fold import simplified

_VILLAGE = re.compile("(?:村|社区)$")
_ZONE = re.compile(
    "(?:新区|开发区|高新区|经开区|度假区|保税区|试验区|风景区|名胜区|管理区|合作区|港区|园区|产业园|新城|科技城|科创城|商务区|片区|小镇|自贸区|[\u4e00-\u9fff]谷)$"
)
_KINDS = frozenset(
    [
        "试验区",
        "示范区",
        "合作区",
        "先行区",
        "度假区",
        "保税区",
        "风景区",
        "新区",
        "新城",
        "开发区",
        "产业园",
        "工业园区",
        "景区",
    ]
)


@dataclass(frozen=True, slots=True)
class Seat:
    """`entity` is the local id of the area or zone ("" if the document has no such entity), `name` its full name."""

    entity: LocalId
    name: str


class Seats:
    """What the printed seats of a document stand for."""

    def __init__(self, document: Document, linked: Linked) -> None:
        self.document = document
        self.home = linked.home
        self._names = {e.id: e.name for e in linked.entities}
        self._by_span = {m.span: m for m in (*linked.inner, *linked.mentions) if m.entity}
        self._by_name: Mapping[str, LocalId] = {
            form: e.id
            for e in linked.entities
            if e.type in ("Zone", "Village", "Town")
            for form in (e.name, *e.aliases)
        }
        self._villages = Counter(m.entity for m in linked.mentions if m.type == "Village" and m.entity in self._names)
        self.areas = area_spans(document)

    def of(self, organ: Organ) -> Seat | None:
        """The seat that the organ's own words name; None where they do not, or where nothing says which is meant."""
        if organ.areas:
            return self.area(organ.areas[-1])
        if organ.scope:
            return self.relative(organ.scope, organ.span.start)
        if organ.zone:
            return self.place(organ.zone)
        return self.of(organ.parent) if organ.parent else None

    def home_seat(self) -> Seat | None:
        if self.home.startswith("area:"):
            return Seat(self.home, official(self.home.removeprefix("area:")))
        return Seat(self.home, self._names[self.home]) if self.home in self._names else None

    def area(self, mention: Mention) -> Seat:
        if mention.code:
            return Seat(f"area:{mention.code}", official(mention.code))
        return Seat("", mention.name)

    def place(self, span: Span) -> Seat:
        """A zone, village or other place by its words."""
        inside = [a.span.end for a in self.areas if span.holds(a.span) and a.span != span and a.rule == "area.full"]
        name = simplified(self.document.text)[span.start : span.end]
        if _VILLAGE.search(name) and inside:
            name = name[max(inside) - span.start :]
        entity = self._by_span[span].entity if span in self._by_span else self._by_name.get(name, "")
        entity = entity or self._by_name.get(spelled_out(name), "") or self._same_zone(name) or self._zone_behind(name)
        if not entity and self.home and self._names.get(self.home, "").endswith(name):
            entity = self.home
        if not entity and _ZONE.search(name) and len(name) > 3:
            entity = f"Zone:{name}"
        if not entity and _VILLAGE.search(name) and len(name) > 2:
            entity = f"Village:{name}"
        return Seat(entity, self._names.get(entity, name))

    def _same_zone(self, name: str) -> LocalId:
        """The zone that the page spells otherwise: 青石高新区 where it says 青石市高新技术产业开发区; 高新区 where it
        names a single one."""
        key = shortest(name)
        if not key:
            return self._only_zone(name)
        found = {i for form, i in self._by_name.items() if shortest(form) == key or _is_bare(key, shortest(form))}
        return found.pop() if len(found) == 1 else ""

    def _only_zone(self, name: str) -> LocalId:
        """试验区, 临山片区: the only zone of the page whose name ends so."""
        if name not in _KINDS and not name.endswith(("片区", "区块")):
            return ""
        found = {i for form, i in self._by_name.items() if i.startswith("Zone:") and form.endswith(name)}
        return found.pop() if len(found) == 1 else ""

    def _zone_behind(self, name: str) -> LocalId:
        """县经济开发区: the only zone of the page whose name ends so."""
        if name[:1] not in "省市县区" or len(name) < 4:
            return ""
        found = {i for form, i in self._by_name.items() if form.endswith(name[1:])}
        return found.pop() if len(found) == 1 else ""

    def relative(self, scope: str, at: int) -> Seat | None:
        """区 in 区委: the home area or the one above it of that kind; without a home the last such area before `at`."""
        if scope == "村":
            return self._village()
        for code in areas.line(self.home.removeprefix("area:")) if self.home.startswith("area:") else ():
            if _fits(official(code), scope):
                return Seat(f"area:{code}", official(code))
        if self.home and _fits(self._names.get(self.home, ""), scope):
            return Seat(self.home, self._names[self.home])
        return self._before(scope, at, self.areas) or self._by_home_place(scope)

    def _village(self) -> Seat | None:
        """The village that the page speaks of most."""
        if self._villages:
            entity = max(sorted(self._villages), key=lambda i: self._villages[i])
            return Seat(entity, self._names[entity])
        zones = (organ.zone for organ in organs(self.document) if organ.zone)
        seats = (self.place(zone) for zone in zones)
        return next((seat for seat in seats if seat.entity.startswith("Village:")), None)

    def _by_home_place(self, scope: str) -> Seat | None:
        """A zone's or village's page: the area that its name holds."""
        if self.home.startswith("area:"):
            return None
        codes = (c for a in self.areas[:3] if a.code for c in areas.line(a.code))
        return next((Seat(f"area:{c}", official(c)) for c in codes if _fits(official(c), scope)), None)

    def _before(self, scope: str, at: int, spans: Iterable[Mention]) -> Seat | None:
        last = None
        for mention in spans:
            if mention.span.start >= at:
                break
            if mention.code and mention.type in AREA_TYPES:
                for code in areas.line(mention.code):
                    if _fits(official(code), scope):
                        last = Seat(f"area:{code}", official(code))
                        break
        return last


def _is_bare(key: str, spelled: str) -> bool:
    return key in FULL and spelled.endswith(key)


def _fits(name: str, scope: str) -> bool:
    if scope in ("州", "旗", "县"):
        return name.endswith((scope, "自治" + scope))
    return name.endswith(scope) and not (scope == "区" and name.endswith("自治区"))
