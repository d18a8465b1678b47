"""Where a thing of one document belongs: the area code inside which its name means one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Entity, LocalId, Reading
from kg.resolution.names import AREA_TYPES, county, inside, is_national, is_telling, plain, prefecture, province, stem
from kg.rules import words

UNPLACED = "document "
"""Opens the scope of what no area tells from its namesakes: it is one thing within its document only."""
GLOBAL_TYPES = ("Country", "Region", "Industry")
_PARTY = "中共"
_DISTINCT = 4
_ORGAN = re.compile("(?:委员会|人民政府|[省市区县州盟旗镇乡](?=委|政府|人大|政协|纪委|监委))")
_SHORTER = {"委员会": "委", "人民政府": "政府"}


@dataclass(frozen=True, slots=True)
class Local:
    """An entity of one document with what tells it from its namesakes.

    `scopes` are area codes, "" for the whole country; more than one only for people with posts in several areas.
    `core` is the name without the areas before it (for organs, also without 中共 and level words).
    """

    document: str
    entity: Entity
    scopes: tuple[str, ...]
    core: str


def locals_of(reading: Reading) -> tuple[Local, ...]:
    """Every entity of a document with its scope."""
    places = Places(reading)
    found = {e.id: places.settle(e) for e in reading.linked.entities}
    issuer = _first_subject(reading, "issues")
    posts = _objects(reading, "holdsPost")
    return tuple(_with_facts(local, found, issuer, posts, reading) for local in found.values())


class Places:
    """The areas that a document names, and the one it is written from."""

    def __init__(self, reading: Reading) -> None:
        entities = reading.linked.entities
        self.document = reading.document.id
        self.codes = {e.id: e.code for e in entities if e.code}
        self.home = self.code_of(reading.linked.home)
        forms = {form: e.code for e in reversed(entities) if e.code for form in _forms(e)}
        self.openings: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for form in sorted(forms, key=lambda f: (-len(f), f)):
            self.openings[form[0]].append((form, forms[form]))

    def code_of(self, local: LocalId) -> str:
        return self.codes.get(local) or (local.removeprefix("area:") if local.startswith("area:") else "")

    def settle(self, entity: Entity) -> Local:
        if entity.code:
            return Local(self.document, entity, (entity.code,), entity.name)
        named, core = self._leading(entity.name) if entity.type != "Person" else ("", entity.name)
        if entity.type == "GovernmentBody":
            core = _organ_core(core)
        if entity.type in GLOBAL_TYPES or _is_wide(entity) or (not named and is_national(entity.type, entity.name)):
            return Local(self.document, entity, ("",), entity.name)
        near = named or self.code_of(entity.home) or self.home
        if not near and not _stands_alone(entity):
            return Local(self.document, entity, (UNPLACED + self.document,), core)
        return Local(self.document, entity, (_widened(entity.type, near),), core)

    def _leading(self, name: str) -> tuple[str, str]:
        """The innermost of the areas that open a name, and what follows them."""
        code, rest = "", name.removeprefix(_PARTY)
        while match := self._opening(rest, code):
            form, code = match
            rest = rest[len(form) :]
        return code, rest

    def _opening(self, rest: str, outer: str) -> tuple[str, str] | None:
        for form, code in self.openings.get(rest[:1], ()):
            if rest.startswith(form) and len(rest) > len(form) and (not outer or inside(code, outer)):
                return form, code
        return None


def _is_wide(entity: Entity) -> bool:
    """Rivers, mountains and seas that cross prefectures (长江, 太行山)."""
    return entity.type == "NaturalFeature" and entity.name in words("resolution/wide_features.tsv", "name")


def _stands_alone(entity: Entity) -> bool:
    """Whether a name without any area still names one thing (白鹤滩水电站 does; 体育馆, 市委 and people do not)."""
    return entity.type != "Person" and len(entity.name) >= _DISTINCT and is_telling(entity.name)


def _forms(area: Entity) -> set[str]:
    """Full name, stem and printed short forms of an area; relative forms (全区) are none of its names."""
    names = {area.name, stem(area.name), *(a for a in area.aliases if a[:1] not in "全本我该此当")}
    return {n for n in names if len(n) >= 2}


def _organ_core(rest: str) -> str:
    """区委员会, 委 and 区委 are one organ: 委."""
    return _ORGAN.sub(lambda m: _SHORTER.get(m[0], ""), rest) or rest


def _widened(type: str, code: str) -> str:
    """The area within which namesakes of this type are one thing."""
    if type == "Honor":
        return province(code)
    if type == "NaturalFeature":
        return prefecture(code)
    return (
        code if type in AREA_TYPES or type == "GovernmentBody" else county(code)
    )  # a town has a government of its own


def _first_subject(reading: Reading, predicate: str) -> Mapping[LocalId, LocalId]:
    pairs = sorted((r.object, r.subject) for r in reading.relations if r.predicate == predicate)
    return dict(reversed(pairs))


def _objects(reading: Reading, predicate: str) -> Mapping[LocalId, list[LocalId]]:
    found: dict[LocalId, list[LocalId]] = defaultdict(list)
    for r in reading.relations:
        if r.predicate == predicate:
            found[r.subject].append(r.object)
    return found


def _with_facts(
    local: Local,
    found: Mapping[LocalId, Local],
    issuer: Mapping[LocalId, LocalId],
    posts: Mapping[LocalId, Iterable[LocalId]],
    reading: Reading,
) -> Local:
    """A person belongs to the areas of the posts, a policy to its issuer's; else to the document's home."""
    e = local.entity
    if e.type == "Person":
        scopes = {_area_of(found[o]) for o in posts.get(e.id, ()) if o in found} or {local.scopes[0]}
        return Local(local.document, e, tuple(sorted(scopes)), plain(e.name))
    if e.type == "Policy" and e.id in issuer and issuer[e.id] in found and local.scopes != ("",):
        return Local(local.document, e, (_area_of(found[issuer[e.id]]),), local.core)
    return local


def _area_of(local: Local) -> str:
    scope = local.scopes[0]
    return scope if scope.startswith(UNPLACED) else county(scope)
