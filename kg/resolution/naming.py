"""Groups of local entities -> nodes: the best name, the aliases that identify, an IRI that a person can read."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.model import LocalId, Node
from kg.resolution.identity import Group, Key
from kg.resolution.names import plain, slug, trunk
from kg.resolution.scope import GLOBAL_TYPES

_FULLEST = ("GovernmentBody", "Enterprise", "Institution", "Policy")


def nodes_of(
    found: Mapping[Key, Group], sources: Mapping[str, tuple[str, ...]], base: str
) -> tuple[tuple[Node, ...], dict[tuple[str, LocalId], str]]:
    """The nodes by IRI, and the IRI of every (document id, local entity)."""
    drafts = _addressed({key: _draft(group, base) for key, group in found.items()})
    codes = {d.code: iri for iri, (_, d) in drafts.items() if d.code}
    shared = _shared_forms(d for _, d in drafts.values())
    nodes, names = [], {}
    for iri in sorted(drafts):
        key, draft = drafts[iri]
        nodes.append(_node(iri, draft, found[key], sources, shared, codes))
        names.update({(x.document, x.entity.id): iri for x in found[key]})
    return tuple(nodes), names


@dataclass(frozen=True, slots=True)
class Draft:
    """A node before its neighbours are known. `forms`: every name and alias but the label."""

    iri: str
    type: str
    label: str
    code: str
    scope: str
    forms: tuple[str, ...]


def _draft(group: Group, base: str) -> Draft:
    first = group[0].entity
    label = _best_name(group)
    forms = {f for x in group for f in (x.entity.name, *x.entity.aliases)} - {label}
    scope = _commonest(s for x in group for s in x.scopes if not s.startswith("document"))
    kind = _commonest(x.entity.type for x in group)
    place = first.code and f"{base}area/{first.code}"
    prefix = f"{scope}-" if scope and kind not in GLOBAL_TYPES else ""
    return Draft(place or f"{base}entity/{prefix}{slug(label)}", kind, label, first.code, scope, tuple(sorted(forms)))


def _best_name(group: Group) -> str:
    """The fullest official name of an organization or policy, else the one that most documents use."""
    count = Counter(x.entity.name for x in group)
    if group[0].entity.type in _FULLEST:
        return min(count, key=lambda n: (-len(n), n))
    return min(count, key=lambda n: (-count[n], -len(n), n))


def _commonest(values: Iterable[str]) -> str:
    count = Counter(values)
    return min(count, key=lambda v: (-count[v], v), default="")


def _addressed(drafts: Mapping[Key, Draft]) -> dict[str, tuple[Key, Draft]]:
    """An IRI each: namesakes in one area are told apart by their type, then by a hash of what identifies them."""
    taken: defaultdict[str, list[Key]] = defaultdict(list)
    for key, draft in drafts.items():
        taken[draft.iri].append(key)
    kinds = Counter((draft.iri, draft.type) for draft in drafts.values())
    found: dict[str, tuple[Key, Draft]] = {}
    for iri, rivals in sorted(taken.items()):
        for key in sorted(rivals):
            draft = drafts[key]
            own = iri if len(rivals) == 1 else f"{iri}-{draft.type}"
            if own in found or kinds[iri, draft.type] > 1 or (own != iri and own in taken):
                own = f"{own}-{hashlib.sha256(' '.join(key).encode()).hexdigest()[:8]}"
            found[own] = key, draft
    return found


def _shared_forms(drafts: Iterable[Draft]) -> frozenset[str]:
    """Forms that more than one node goes by: they identify none, so none lists them."""
    holders = Counter(form for d in drafts for form in {plain(f) for f in (d.label, *d.forms)})
    return frozenset(form for form, count in holders.items() if count > 1)


def _node(
    iri: str,
    draft: Draft,
    group: Group,
    sources: Mapping[str, tuple[str, ...]],
    shared: frozenset[str],
    codes: Mapping[str, str],
) -> Node:
    aliases = tuple(f for f in draft.forms if plain(f) not in shared)
    documents = tuple(sorted({name for x in group for name in sources[x.document]}))
    node = Node(iri, draft.type, draft.label, aliases, draft.code, documents)
    if draft.code:
        return replace(node, parent=_nearest(draft.code, codes, own=False))
    return replace(node, home=_nearest(draft.scope, codes, own=True) if draft.type not in GLOBAL_TYPES else "")


def _nearest(code: str, codes: Mapping[str, str], own: bool) -> str:
    """IRI of the smallest area of the graph that holds `code`, itself included if `own`; "" if there is none."""
    chain = [code] if own else []
    chain += [c for c in (code[:9], code[:6], code[:4] + "00", code[:2] + "0000") if trunk(c) != trunk(code)]
    return next((codes[c] for c in chain if c in codes), "")
