"""Where a thing of one document belongs: the area code inside which its name means one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Entity, LocalId, Reading
from kg.resolution.cores import is_full_name, level_letter, line_core, organ_core, school_core
from kg.resolution.names import AREA_TYPES, county, is_national, is_telling, plain, prefecture, province
from kg.resolution.places import Places, own_level
from kg.rules import regex as re
from kg.rules import table, words

UNPLACED = "document "
"""Opens the scope of what no area tells from its namesakes: it is one thing within its document only."""
GLOBAL_TYPES = ("Country", "Region", "Industry")
_DISTINCT = 4
_ORDINAL = re.compile(r"^(?:第?[0-9〇一二三四五六七八九十百]{1,5}届|(?:19|20)\d\d年?)(?=.{2})")
_HEAD_OF_STATE = re.compile(
    "^(?:中共中央|党中央)?总书记$|^(?:国家|中华人民共和国|中央军委)主席$|^(?:国务院)?(?:副)?总理$|委员长$"
)


@dataclass(frozen=True, slots=True)
class Local:
    """An entity of one document with what tells it from its namesakes.

    `scopes` are area codes, "" for the whole country; more than one only for people with posts in several areas.
    `core` is the name without the areas before it (for organs, also without 中共 and level words).
    `apart`: a mark that keeps it from what has its keys without the mark, because a person said so; else "".
    `standing`, of people: "leader" of the state, "post" where the document gives one, else "".
    `home`: that of the entity, which is without it here.
    """

    document: str
    entity: Entity
    scopes: tuple[str, ...]
    core: str
    apart: str = ""
    standing: str = ""
    home: LocalId = ""


def locals_of(reading: Reading) -> tuple[Local, ...]:
    """Every entity of a document with its scope. Its home stands beside it, as the same entity has another in each document."""
    places = Places(reading)
    found = {e.id: _settled(places, e) for e in reading.linked.entities}
    issuer = _first_subject(reading, "issues")
    posts = _objects(reading, "holdsPost")
    return tuple(_beside(_with_facts(local, found, issuer, posts, reading)) for local in found.values())


def _beside(local: Local) -> Local:
    e = local.entity
    return replace(local, entity=replace(e, home=""), home=e.home) if e.home else local


def _settled(places: Places, entity: Entity) -> Local:
    if entity.code:
        return Local(places.document, entity, (entity.code,), entity.name)
    named, core = places.leading(entity.name) if entity.type != "Person" else ("", entity.name)
    if entity.type in GLOBAL_TYPES or _is_wide(entity) or (not named and is_national(entity.type, entity.name)):
        return Local(places.document, entity, ("",), entity.name)
    if not named and entity.type == "Facility" and (line := line_core(core)):
        return Local(places.document, entity, ("",), line)
    near = places.code_of(entity.home) or places.home
    if is_full_name(entity.type, entity.name):  # found by that name; the areas serve its short forms
        both = tuple(dict.fromkeys(_widened(entity.type, code) for code in (near, named) if code))
        return Local(places.document, entity, both or ("",), core)
    near = named or near
    if not near and not _stands_alone(entity):
        return Local(places.document, entity, (UNPLACED + places.document,), _core(entity.type, core))
    letter = "" if named else level_letter(entity.type, core)
    if letter and (above := own_level(letter, near)):
        near, core = above, core[1:]
    return Local(places.document, entity, (_widened(entity.type, near),), _core(entity.type, core))


def _core(type_: str, rest: str) -> str:
    return organ_core(rest) if type_ == "GovernmentBody" else school_core(rest) if type_ == "Institution" else rest


def _is_wide(entity: Entity) -> bool:
    """What has one meaning wherever a page names it: rivers that cross prefectures (长江), 广交会, 雄安新区."""
    return (entity.type, plain(_ORDINAL.sub("", entity.name) if entity.type == "Event" else entity.name)) in _wide()


@cache
def _wide() -> frozenset[tuple[str, str]]:
    features = (("NaturalFeature", name) for name in words("resolution/wide_features.tsv", "name"))
    listed = ((row["type"], row["name"]) for row in table("resolution/national_names.tsv"))
    return frozenset((type_, plain(name)) for type_, name in (*features, *listed))


def _stands_alone(entity: Entity) -> bool:
    """Whether a name without any area still names one thing (白鹤滩水电站 does; 体育馆, 市委 and people do not)."""
    return entity.type != "Person" and len(entity.name) >= _DISTINCT and is_telling(entity.name)


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
        standing = "leader" if _leads(reading, e.id) else "post" if e.id in posts else ""
        kept = ("",) if standing == "leader" else tuple(sorted(scopes))
        return Local(local.document, e, kept, plain(e.name), standing=standing)
    if e.type == "Policy" and e.id in issuer and issuer[e.id] in found and local.scopes != ("",):
        return Local(local.document, e, (_area_of(found[issuer[e.id]]),), local.core)
    return local


def _leads(reading: Reading, person: LocalId) -> bool:
    """Whether the document gives a person a post at the head of the state, which one person in the country holds."""
    held = (r.title for r in reading.relations if r.subject == person and r.predicate == "holdsPost")
    return any(_HEAD_OF_STATE.search(title) for title in held)


def _area_of(local: Local) -> str:
    scope = local.scopes[0]
    return scope if scope.startswith(UNPLACED) else county(scope)
