"""Which things are nearly the same as one, and why they stayed apart: what a person wants to know who doubts a merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Knowledge, Node
from kg.resolution.names import plain
from kg.rules import areas

REASONS = ("correction", "told-apart", "other-type", "other-area", "part", "no-common-key")


@dataclass(frozen=True, slots=True)
class Near:
    """A node whose name is like another's. `reason` is one of REASONS; `words`: the document that names both, the
    area that this one belongs to, or who said that they differ."""

    node: Node
    reason: str
    words: str = ""


def near(knowledge: Knowledge, node: Node) -> tuple[Near, ...]:
    """Every namesake, and every thing of its type whose name goes on from this one's or the other way round."""
    codes = {n.iri: n.code for n in knowledge.nodes if n.code}
    own = _forms(node, codes)
    found = []
    for other in knowledge.nodes:
        if other.iri != node.iri and (own & _forms(other, codes) or _goes_on(node, other)):
            found.append(_near(knowledge, node, other))
    return tuple(sorted(found, key=lambda x: (REASONS.index(x.reason), x.node.iri)))


def _near(knowledge: Knowledge, node: Node, other: Node) -> Near:
    said = next((c for c in knowledge.corrections if {node.iri, other.iri} <= set(c.targets) and not c.fault), None)
    if said:
        return Near(other, "correction", f"{said.correction.author}, {said.correction.date}: {said.correction.reason}")
    if other.type != node.type:
        return Near(other, "other-type", other.type)
    if _goes_on(node, other):
        return Near(other, "part")
    if _area(other) != _area(node):
        return Near(other, "other-area", _place(knowledge, other))
    if both := sorted({*node.documents} & {*other.documents}):
        return Near(other, "told-apart", both[0])
    return Near(other, "no-common-key")


def _area(node: Node) -> str:
    return node.iri if node.code else node.home


def _place(knowledge: Knowledge, node: Node) -> str:
    """The name of the area that a thing belongs to; of an area the one above it."""
    if node.code:
        above = areas.area(areas.parent(node.code))
        return f"{above.name if above else ''} {node.code}".strip()
    return next((n.label for n in knowledge.nodes if n.iri == node.home), "")


def _goes_on(a: Node, b: Node) -> bool:
    """Whether one name is the other with more behind it: a school and its north campus."""
    short, long = sorted((a.label, b.label), key=len)
    return a.type == b.type and not a.code and len(short) >= 4 and len(long) > len(short) and long.startswith(short)


def _forms(node: Node, codes: Mapping[str, str]) -> set[str]:
    """What a node is called, with and without the area that it belongs to, as `plain` spells it."""
    names = {node.label, *node.aliases}
    if node.code:
        return {plain(name) for name in names}
    return {plain(name) for name in names} | {plain(_bare(name, codes.get(node.home, ""))) for name in names}


def _bare(name: str, code: str) -> str:
    """A name without the areas of the home's line before it."""
    for above in reversed(areas.line(code)) if code else ():
        known = areas.area(above)
        for form in (known.name, *areas.short_forms(known)) if known else ():
            if name.startswith(form) and len(name) - len(form) >= 3:
                name = name[len(form) :]
                break
    return name


__all__ = ["REASONS", "Near", "near"]
