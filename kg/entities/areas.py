"""Areas of a document: official names, the home as a local id, and what 全区, 我市 and 该镇 mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.mentions.areas import home_area
from kg.model import Document, Entity, Linked, LocalId, Mention, Span
from kg.rules import areas
from kg.rules import regex as re

AREA_TYPES = frozenset({"Country", "Province", "City", "District", "Town", "Village"})
_UNIT = re.compile(r"街道|社区|[省市区县州盟旗镇乡村]")
_HERE = ("当地", "境内")
_STOP = re.compile(r"[。！？；\n]")
NEAR = 20  # characters within which 当地 points back to an area


def official(code: str) -> str:
    """The area's full name: 临平区 for 330113. Raises LookupError if the table does not hold the code."""
    known = areas.area(code)
    if known is None:
        raise LookupError(f"no area {code}")
    return known.name


def home_of(code: str, document: Document, mentions: Iterable[Mention]) -> LocalId:
    """Local id of what the document is about: the area of that code, or a village or a town of no code that its title
    names, or such a zone where the area is a prefecture or larger (a county's own zone is a part of what its page is about)."""
    area = f"area:{code}" if code else ""
    mentions = tuple(mentions)
    counted = Counter(m.entity for m in mentions if m.entity)
    finer = ("Zone", "Village", "Town") if not code or code.endswith("00") else ("Village", "Town")
    titles = _titles(document)
    for m in mentions:
        if (
            m.type in finer
            and not m.code
            and any(t.holds(m.span) for t in titles)
            and counted[m.entity] >= max(2, counted[area])
        ):
            return m.entity
    return area


def _titles(document: Document) -> tuple[Span, ...]:
    """Where the title stands: the first block, and where the text repeats the title that the page states."""
    first = document.blocks[0].span.end if document.blocks else 0
    stated = document.title or ""
    opening = Span(0, max(first, len(stated))) if first else Span(0, 0)
    at = document.text.find(stated) if stated else -1
    return (opening, Span(at, at + len(stated))) if at > 0 else (opening,)


def resolve_scopes(document: Document, linked: Linked) -> Linked:
    """`linked` with the entity of every Scope mention that has one, and with the areas that only such words name."""
    resolver = _Scopes(document, linked)
    mentions = tuple(resolver.resolved(m) for m in linked.mentions)
    known = {e.id for e in linked.entities}
    ids = sorted({m.entity for m in mentions if m.entity} - known)
    return replace(linked, mentions=mentions, entities=_sorted((*linked.entities, *area_entities(ids, resolver.area))))


def area_entities(ids: Iterable[LocalId], home: LocalId) -> tuple[Entity, ...]:
    """Entities for the local ids `area:<code>` among `ids`."""
    codes = [i.removeprefix("area:") for i in ids if i.startswith("area:")]
    found = (areas.area(code) for code in codes)
    return tuple(Entity(f"area:{a.code}", a.level, a.name, code=a.code, home=home) for a in found if a)


def _sorted(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda e: e.id))


class _Scopes:
    """The meaning of relative names from the beginning of the text on: 该镇 is the town named last."""

    def __init__(self, document: Document, linked: Linked) -> None:
        code = home_area(document)
        self._text = document.text
        self._home = linked.home
        self._above = tuple(f"area:{c}" for c in areas.line(code)) if code else ()
        self._names = {e.id: e.name for e in linked.entities}
        self._last: dict[str, LocalId] = {}
        self._named: Mention | None = None

    @property
    def area(self) -> LocalId:
        """The home area's local id, also where home itself is a zone or village in it."""
        return self._above[0] if self._above else ""

    def resolved(self, m: Mention) -> Mention:
        if m.type in AREA_TYPES or m.type == "Zone":
            self._last[_ending(self._names.get(m.entity, ""))] = m.entity
            self._named = m
            return m
        return replace(m, entity=self._meant(m.name, m.span.start)) if m.type == "Scope" else m

    def _meant(self, word: str, at: int) -> LocalId:
        if word in _HERE:
            return self._near(at) or self._home
        unit = _ending(word.rstrip("内里"))
        if word.startswith("该") and unit in self._last:
            return self._last[unit]
        return next((i for i in self._line() if _fits(self._name(i), unit)), "")

    def _near(self, at: int) -> LocalId:
        """The area named last, if that was in this sentence and not far from `at`: 在湖北宜昌，当地…"""
        if self._named is None:
            return ""
        between = self._text[self._named.span.end : at]
        return self._named.entity if len(between) <= NEAR and not _STOP.search(between) else ""

    def _line(self) -> tuple[LocalId, ...]:
        """Home and what lies above it."""
        return tuple(dict.fromkeys((self._home, *self._above))) if self._home else self._above

    def _name(self, key: LocalId) -> str:
        return official(key.removeprefix("area:")) if key.startswith("area:") else self._names.get(key, "")


def _ending(name: str) -> str:
    found = _UNIT.findall(name)
    return found[-1] if found else ""


def _fits(name: str, unit: str) -> bool:
    """Whether 全<unit> can mean the area of that name: 州 an autonomous prefecture, 镇 never a 街道."""
    return bool(unit) and name.endswith(unit)
