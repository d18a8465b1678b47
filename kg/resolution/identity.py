"""Local entities of the whole set -> groups that are one thing each, the same in whatever order they come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.resolution.cores import is_company, is_full_name, zone_forms
from kg.resolution.names import is_telling, plain, province
from kg.resolution.scope import UNPLACED, Local
from kg.rules import regex as re

Key = tuple[str, ...]
Group = tuple[Local, ...]
Join = tuple[Key, Key, str, str]
REGISTERED = "registered"
"""Third part of the key of what is called by its full legal name: one thing wherever it is named."""

_LEGAL = re.compile("[（(]?(?:集团)?[）)]?(?:股份)?(?:有限)?(?:责任)?公司$")
_PROVINCE = re.compile(
    "^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州"
    "|云南|西藏|陕西|甘肃|青海|宁夏|新疆)[省市]?(?=.{3})"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}〔\d{4}〕\d+号")
_LINKABLE = ("Enterprise", "Institution", "Zone", "Facility", "Project", "Policy")


@dataclass(frozen=True, slots=True)
class Grouping:
    """`groups`: one a thing, by its smallest key, groups and members sorted. `joins`: keys that were made one by a
    `short-form`, a `national-post` or a `correction`, with the words that did it."""

    groups: Mapping[Key, Group]
    joins: tuple[Join, ...]


def keys(local: Local) -> tuple[Key, ...]:
    """What identifies a thing beyond its document. Two local entities with a key in common are one thing."""
    if not local.apart:
        return _keys(local)
    return tuple((*key, local.apart) for key in _keys(local))


def _keys(local: Local) -> tuple[Key, ...]:
    e = local.entity
    if e.code:
        return (("area", e.code),)
    if is_registered(local):
        return ((e.type, plain(e.name), REGISTERED),)
    core = plain(local.core)
    found: list[Key] = [(e.type, core, scope) for scope in local.scopes]
    if e.type == "Policy":
        found += [("Policy", number) for name in (e.name, *e.aliases) for number in _NUMBER.findall(name)]
    return tuple(found)


def is_registered(local: Local) -> bool:
    """Whether a thing is called by a name that only one thing in the country bears."""
    return is_full_name(local.entity.type, local.entity.name)


class Partition:
    """Disjoint groups over hashable items; `find` gives a stable representative: the smallest item."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}

    def find(self, item: Key) -> Key:
        if item not in self._parent:
            return item
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while item != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, left: Key, right: Key) -> None:
        a, b = sorted((self.find(left), self.find(right)))
        if a != b:
            self._parent[b] = a


def grouping(locals_: Iterable[Local], same: Sequence[tuple[Key, Key]] = ()) -> Grouping:
    """One group a thing. `same`: keys that a person says are one."""
    ordered = sorted(sorted(locals_, key=attrgetter("entity.id")), key=attrgetter("document"))
    partition = Partition()
    keyed: defaultdict[Key, list[Local]] = defaultdict(list)
    for local in ordered:
        first, *others = keys(local)
        keyed[first].append(local)
        for other in others:
            partition.join(first, other)
    for one, other in same:
        partition.join(one, other)
    found = _collected(keyed, partition)
    joins = (*_kept_apart(_short_forms(found), found), *_unplaced(found))
    for one, other, _, _ in joins:
        partition.join(one, other)
    by_hand = ((one, other, "correction", "") for one, other in same)
    return Grouping(_collected(found, partition) if joins else found, (*by_hand, *joins))


def _collected(keyed: Mapping[Key, Sequence[Local]], partition: Partition) -> dict[Key, Group]:
    """What one key after the other holds, put together where keys are one. Groups and members sorted."""
    found: dict[Key, Group] = {}
    merged: set[Key] = set()
    for key, locals_ in keyed.items():
        root = partition.find(key)
        if root in found:
            merged.add(root)
        found[root] = (*found.get(root, ()), *locals_)
    for root in merged:
        found[root] = tuple(sorted(found[root], key=_of_local))
    return dict(sorted(found.items()))


def _of_local(x: Local) -> tuple[str, str]:
    return x.document, x.entity.id


@dataclass(frozen=True, slots=True)
class _Holder:
    """A group seen through one of its forms."""

    key: Key
    documents: frozenset[str]
    provinces: frozenset[str]


def _short_forms(found: Mapping[Key, Group]) -> list[Join]:
    """Groups named by what exactly one other group of their type and province has as a short form.

    Decided on the state before any of these joins, so the order does not matter. Two things that one document tells
    apart are never joined.
    """
    linkable = {k: g for k, g in found.items() if g[0].entity.type in _LINKABLE and not g[0].entity.code}
    called: defaultdict[tuple[str, str, str], list[_Holder]] = defaultdict(list)
    for key, group in linkable.items():
        if forms := _short(group):
            holder = _holder(key, group)
            for form in forms:
                for place in holder.provinces:
                    called[group[0].entity.type, form, place].append(holder)
    wanted = {(kind, form) for kind, form, _ in called}
    joins = []
    for key, group in linkable.items():
        kind = group[0].entity.type
        for form in sorted(f for f in _own(group) if (kind, f) in wanted):
            short = _holder(key, group)
            full = {h.key: h for place in short.provinces for h in called.get((kind, form, place), ()) if h.key != key}
            if len(full) == 1 and not short.documents & (only := next(iter(full.values()))).documents:
                joins.append((key, only.key, "short-form", form))
    return joins


def _kept_apart(joins: Sequence[Join], found: Mapping[Key, Group]) -> list[Join]:
    """The joins after which no two things are one that a document tells apart: neither directly nor over a third."""
    partition = Partition()
    for one, other, _, _ in joins:
        partition.join(one, other)
    named: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    documents = {key: {x.document for x in found[key]} for join in joins for key in join[:2]}
    for key, own in documents.items():
        named[partition.find(key)].update(own)
    return [j for j in joins if all(named[partition.find(j[0])][d] == 1 for d in documents[j[0]])]


def _holder(key: Key, group: Group) -> _Holder:
    places = (scope for x in group if not x.apart for scope in x.scopes)
    provinces = frozenset(province(scope) for scope in places if not scope.startswith(UNPLACED))
    return _Holder(key, frozenset(x.document for x in group), provinces)


def _own(group: Group) -> set[str]:
    """The names of a group as another may have them for short: as written, without 公司, and by place and core."""
    found = {plain(x.entity.name) for x in group}
    if group[0].entity.type == "Enterprise":
        found |= {plain(_LEGAL.sub("", x.entity.name)) for x in group if not is_registered(x)}
    return found | {f"{scope} {x.core}" for x in group if x.entity.type == "Zone" for scope in x.scopes}


def _short(group: Group) -> set[str]:
    """What a group is called for short: the forms its texts give, and those that its kind of name always has."""
    found = {plain(a) for x in group for a in _aliases(x) if is_telling(a)}
    for x in group:
        if x.entity.type == "Zone":
            found |= {f"{scope} {form}" for scope in x.scopes for form in zone_forms(x.core)}
    return found - _own(group) if found else found


def _aliases(local: Local) -> Iterator[str]:
    """The printed short forms; of a registered company also its name without legal form, with and without its area."""
    e = local.entity
    yield from e.aliases
    if is_company(e.type, e.name):
        bare = _LEGAL.sub("", e.name)
        yield from (bare, _PROVINCE.sub("", bare), _LEGAL.sub("", local.core))


def _unplaced(found: Mapping[Key, Group]) -> list[Join]:
    """People whom their document places nowhere, with the namesake who holds a national post, if there is one; people
    without any post also where a page of an area names them, if that namesake leads the state."""
    people = {key: group for key, group in found.items() if key[0] == "Person" and len(key) == 3}
    national = {key[1]: key for key, group in people.items() if "" in group[0].scopes}
    leaders = {key[1] for key in national.values() if any(x.standing == "leader" for x in people[key])}
    alone = (
        key
        for key, group in people.items()
        if group[0].scopes[0].startswith(UNPLACED) or (key[1] in leaders and not any(x.standing for x in group))
    )
    return [(key, national[key[1]], "national-post", key[1]) for key in alone if national.get(key[1], key) != key]
