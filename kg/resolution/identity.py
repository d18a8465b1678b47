"""Local entities of the whole set -> groups that are one thing each, the same in whatever order they come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.resolution.names import is_telling, plain, province
from kg.resolution.scope import UNPLACED, Local

Key = tuple[str, ...]
Group = tuple[Local, ...]

_REGISTERED = re.compile(".{3,}(?:有限(?:责任)?公司|股份公司|集团公司)(?:.{2,12}分公司)?")
_LEGAL = re.compile("[（(]?(?:集团)?[）)]?(?:股份)?(?:有限)?(?:责任)?公司$")
_PROVINCE = re.compile(
    "^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州"
    "|云南|西藏|陕西|甘肃|青海|宁夏|新疆)[省市]?(?=.{3})"
)
_UNIVERSITY = re.compile(".{2,}(?:大学|学院)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}〔\d{4}〕\d+号")
_LINKABLE = ("Enterprise", "Institution", "Zone", "Facility", "Project", "Policy")


def keys(local: Local) -> tuple[Key, ...]:
    """What identifies a thing beyond its document. Two local entities with a key in common are one thing."""
    e = local.entity
    if e.code:
        return (("area", e.code),)
    if e.type == "Enterprise" and _REGISTERED.fullmatch(e.name):
        return ((e.type, plain(e.name), "registered"),)
    if e.type == "Institution" and _UNIVERSITY.fullmatch(e.name):
        return ((e.type, plain(e.name), "registered"),)
    found: list[Key] = [(e.type, plain(local.core), scope) for scope in local.scopes]
    if e.type == "Policy":
        found += [("Policy", number) for name in (e.name, *e.aliases) for number in _NUMBER.findall(name)]
    return tuple(found)


class Partition:
    """Disjoint groups over hashable items; `find` gives a stable representative: the smallest item."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}

    def find(self, item: Key) -> Key:
        root = item
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, left: Key, right: Key) -> None:
        a, b = sorted((self.find(left), self.find(right)))
        self._parent[b] = a


def groups(locals_: Iterable[Local]) -> dict[Key, Group]:
    """One group a thing, by its smallest key, groups and members sorted."""
    ordered = sorted(locals_, key=lambda x: (x.document, x.entity.id))
    partition = Partition()
    for local in ordered:
        first, *others = keys(local)
        partition.find(first)
        for other in others:
            partition.join(first, other)
    found = _collected(ordered, partition)
    for one, other in (*_short_forms(found), *_unplaced(found)):
        partition.join(one, other)
    return _collected(ordered, partition)


def _collected(ordered: Sequence[Local], partition: Partition) -> dict[Key, Group]:
    found: defaultdict[Key, list[Local]] = defaultdict(list)
    for local in ordered:
        found[partition.find(keys(local)[0])].append(local)
    return {key: tuple(found[key]) for key in sorted(found)}


@dataclass(frozen=True, slots=True)
class _Holder:
    """A group seen through one of its forms."""

    key: Key
    documents: frozenset[str]
    provinces: frozenset[str]


def _short_forms(found: dict[Key, Group]) -> list[tuple[Key, Key]]:
    """Groups named by what exactly one other group of their type and province has as a short form.

    Decided on the state before any of these joins, so the order does not matter. Two things that one document tells
    apart are never joined.
    """
    named: defaultdict[Key, list[_Holder]] = defaultdict(list)
    called: defaultdict[Key, list[_Holder]] = defaultdict(list)
    for key, group in found.items():
        kind = group[0].entity.type
        if kind not in _LINKABLE or group[0].entity.code:
            continue
        holder = _Holder(
            key,
            frozenset(x.document for x in group),
            frozenset(province(scope) for x in group for scope in x.scopes if not scope.startswith(UNPLACED)),
        )
        names = {plain(x.entity.name) for x in group}
        for name in names:
            named[kind, name].append(holder)
        for alias in {plain(a) for x in group for a in _aliases(x) if is_telling(a)} - names:
            called[kind, alias].append(holder)
    return [
        (short.key, full[0].key)
        for form, full in called.items()
        if len(full) == 1
        for short in named.get(form, ())
        if short.key != full[0].key and _compatible(short, full[0])
    ]


def _aliases(local: Local) -> Iterable[str]:
    """The printed short forms; of a registered company also its name without legal form, with and without its area."""
    e = local.entity
    if e.type != "Enterprise" or not _REGISTERED.fullmatch(e.name):
        return e.aliases
    bare = _LEGAL.sub("", e.name)
    return (*e.aliases, bare, _PROVINCE.sub("", bare), _LEGAL.sub("", local.core))


def _unplaced(found: dict[Key, Group]) -> list[tuple[Key, Key]]:
    """People whom their document places nowhere, with the namesake who holds a national post, if there is one."""
    national = {key[1]: key for key, group in found.items() if key[0] == "Person" and "" in group[0].scopes}
    alone = (key for key, group in found.items() if key[0] == "Person" and group[0].scopes[0].startswith(UNPLACED))
    return [(key, national[key[1]]) for key in alone if key[1] in national]


def _compatible(short: _Holder, full: _Holder) -> bool:
    return not (short.documents & full.documents) and bool(short.provinces & full.provinces)
