"""Groups of local entities -> nodes: the best name, the aliases that identify, an IRI that a person can read."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.model import LocalId, Node
from kg.resolution.identity import Group, Key
from kg.resolution.names import plain, slug, stem, trunk
from kg.resolution.scope import GLOBAL_TYPES, UNPLACED

Names = Mapping[str, Mapping[LocalId, str]]
"""Id of a document -> local entity -> IRI."""
_FULLEST = ("GovernmentBody", "Enterprise", "Institution", "Policy")


def nodes_of(
    found: Mapping[Key, Group],
    sources: Mapping[str, tuple[str, ...]],
    base: str,
    labels: Mapping[Key, str] = MappingProxyType({}),
) -> tuple[tuple[Node, ...], Names]:
    """The nodes by IRI, and the IRI of every local entity. `labels`: names that a person gave to groups."""
    drafts = _addressed({key: _draft(group, base, labels.get(key, "")) for key, group in found.items()})
    codes = {d.code: iri for iri, (_, d) in drafts.items() if d.code}
    owners = _owners((iri, draft) for iri, (_, draft) in drafts.items())
    nodes, names = list[Node](), defaultdict[str, dict[LocalId, str]](dict)
    for iri in sorted(drafts):
        key, draft = drafts[iri]
        nodes.append(_node(iri, draft, found[key], sources, owners, codes))
        for x in found[key]:
            names[x.document][x.entity.id] = iri
    return tuple(nodes), names


@dataclass(frozen=True, slots=True)
class Draft:
    """A node before its neighbours are known. `forms`: every name and alias but the label; `home`: code of its area; `weight`: how many
    documents name it."""

    iri: str
    type: str
    label: str
    code: str
    home: str
    forms: tuple[str, ...]
    weight: int


def _draft(group: Group, base: str, given: str) -> Draft:
    first = group[0].entity
    label = given or _best_name(group)
    forms = {f for x in group for f in (x.entity.name, *x.entity.aliases)} - {label}
    scope = _commonest(s for x in group for s in x.scopes if not s.startswith(UNPLACED))
    kind = _commonest(x.entity.type for x in group)
    place = first.code and f"{base}area/{first.code}"
    prefix = f"{scope}-" if scope and kind not in GLOBAL_TYPES else ""
    iri = place or f"{base}entity/{prefix}{slug(label)}"
    weight = len({x.document for x in group})
    return Draft(iri, kind, label, first.code, _home(group, kind, scope), tuple(sorted(forms)), weight)


def _home(group: Group, kind: str, scope: str) -> str:
    """Code of the area that most documents place the thing in; organs and people belong where they govern and serve."""
    if kind in GLOBAL_TYPES or kind in ("GovernmentBody", "Person"):
        return "" if kind in GLOBAL_TYPES else scope
    stated = (x.home.removeprefix("area:") for x in group)
    return _commonest(code for code in stated if code.isdecimal()) or scope


def _best_name(group: Group) -> str:
    """The fullest official name of an organization or policy, else the one that most documents use. A name that writes
    its core out (第一中学) goes before one that does not (一中)."""
    if len(group) == 1:
        return group[0].entity.name
    count = Counter(x.entity.name for x in group)
    if len(count) == 1:
        return group[0].entity.name
    if group[0].entity.type in _FULLEST:
        written = {x.entity.name for x in group if x.core in x.entity.name}
        return min(count, key=lambda n: (n not in written, -len(n), n))
    return min(count, key=lambda n: (-count[n], -len(n), n))


def _commonest(values: Iterable[str]) -> str:
    """The value that occurs most, the smallest of several; "" if there is none."""
    listed = [*values]
    if len(set(listed)) < 2:
        return listed[0] if listed else ""
    count = Counter(listed)
    return min(count, key=lambda v: (-count[v], v), default="")


def _addressed(drafts: Mapping[Key, Draft]) -> dict[str, tuple[Key, Draft]]:
    """An IRI each. Of namesakes in one area the one that most documents name has the plain one; the others are told
    apart by their type, then by a hash of what identifies them."""
    wanted: defaultdict[str, list[Key]] = defaultdict(list)
    for key, draft in drafts.items():
        wanted[draft.iri].append(key)
    found: dict[str, tuple[Key, Draft]] = {}
    later: list[Key] = []
    for iri, rivals in wanted.items():
        first, *others = sorted(rivals, key=lambda k: (-drafts[k].weight, k))
        found[iri] = first, drafts[first]
        later += others
    for key in sorted(later, key=lambda k: (drafts[k].iri, -drafts[k].weight, k)):
        own = f"{drafts[key].iri}-{drafts[key].type}"
        if own in found:
            own = f"{own}-{hashlib.sha256(' '.join(key).encode()).hexdigest()[:8]}"
        found[own] = key, drafts[key]
    return found


def _owners(drafts: Iterable[tuple[str, Draft]]) -> dict[str, str]:
    """Form -> IRI of the only node that it names. A form of several names none, except that the stem of exactly one
    area's own name (`临平` of 临平区) stays with that area."""
    holders: defaultdict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for iri, draft in drafts:
        for form in {plain(f) for f in (draft.label, *draft.forms)}:
            holders[form].append((iri, draft))
    return {form: owner for form, held in holders.items() if (owner := _owner(form, held))}


def _owner(form: str, held: list[tuple[str, Draft]]) -> str:
    if len(held) == 1:
        return held[0][0]
    areas = [iri for iri, d in held if d.code and len(form) > 1 and plain(stem(d.label)) == form]
    return areas[0] if len(areas) == 1 and all(plain(d.label) != form for _, d in held) else ""


def _node(
    iri: str,
    draft: Draft,
    group: Group,
    sources: Mapping[str, tuple[str, ...]],
    owners: Mapping[str, str],
    codes: Mapping[str, str],
) -> Node:
    aliases = tuple(f for f in draft.forms if owners.get(plain(f)) == iri)
    documents = tuple(sorted({name for x in group for name in sources[x.document]}))
    node = Node(iri, draft.type, draft.label, aliases, draft.code, documents)
    if draft.code:
        return replace(node, parent=_nearest(draft.code, codes, own=False))
    return replace(node, home=_nearest(draft.home, codes, own=True))


def _nearest(code: str, codes: Mapping[str, str], own: bool) -> str:
    """IRI of the smallest area of the graph that holds `code`, itself included if `own`; "" if there is none."""
    chain = [code] if own else []
    chain += [c for c in (code[:9], code[:6], code[:4] + "00", code[:2] + "0000") if trunk(c) != trunk(code)]
    return next((codes[c] for c in chain if c in codes), "")
