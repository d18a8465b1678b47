"""Two graphs side by side: documents, entities, relations and figures that came, went or changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.graph.contrasts import indicator_key
from kg.graph.periods import bounds_of
from kg.graph.units import comparable
from kg.model import Claim, Figure, Knowledge, Node, Record

Thing = Record | Node | Claim | Figure
T = TypeVar("T", Record, Node, Claim, Figure)
KINDS = ("document", "entity", "relation", "figure")


@dataclass(frozen=True, slots=True)
class Change:
    """`kind`: document, entity, relation or figure; `what`: came (no `old`), went (no `new`) or changed.

    `fields`: the names of what differs in something that changed.
    """

    kind: str
    what: str
    old: Thing | None
    new: Thing | None
    fields: tuple[str, ...] = ()


def compare(old: Knowledge, new: Knowledge) -> tuple[Change, ...]:
    """Every difference, by kind, then went, came, changed, then in the graphs' own order.

    A document is known by its name; an entity by its address; a relation by its ends, predicate, title and state; a figure by
    subject, indicator, measure, period and state, first in the same document. Where a sentence stands does not count.
    """
    left, right = _Keys(old.base), _Keys(new.base)
    return (
        *_by_key("document", old.records, new.records, (_name, _name), _document_fields),
        *_by_key("entity", old.nodes, new.nodes, (left.of_node, right.of_node), _node_fields),
        *_by_key("relation", old.claims, new.claims, (left.of_claim, right.of_claim), _claim_fields),
        *_figures(old.figures, new.figures, left, right),
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """What things are known by in a graph with this base of its IRIs."""

    base: str

    def of_node(self, n: Node) -> Hashable:
        return n.iri.removeprefix(self.base)

    def of_claim(self, c: Claim) -> Hashable:
        ends = c.subject.removeprefix(self.base), c.object.removeprefix(self.base)
        return ends, c.predicate, c.title, c.state

    def of_figure(self, f: Figure) -> Hashable:
        what = (indicator_key(f), f.measure, bounds_of(f.period), f.state, comparable(f.value, f.unit)[1])
        return f.subject.removeprefix(self.base), what

    def in_document(self, f: Figure) -> Hashable:
        return self.of_figure(f), f.mark.document

    def content(self, f: Figure) -> Hashable:
        return self.in_document(f), f.value, f.unit, f.bound


Key = Callable[[T], Hashable]


def _by_key(
    kind: str,
    old: Iterable[T],
    new: Iterable[T],
    keys: tuple[Key[T], Key[T]],
    fields: Callable[[T, T], tuple[str, ...]],
) -> Iterator[Change]:
    before, after = {keys[0](x): x for x in old}, {keys[1](x): x for x in new}
    yield from (Change(kind, "went", x, None) for k, x in before.items() if k not in after)
    yield from (Change(kind, "came", None, x) for k, x in after.items() if k not in before)
    for k, x in before.items():
        if k in after and (differs := fields(x, after[k])):
            yield Change(kind, "changed", x, after[k], differs)


def _name(r: Record) -> Hashable:
    return r.name


def _document_fields(a: Record, b: Record) -> tuple[str, ...]:
    return _fields(a, b, ("text", "title", "date", "publisher", "author", "url", "sources"))


def _node_fields(a: Node, b: Node) -> tuple[str, ...]:
    return _fields(a, b, ("type", "label", "aliases", "code", "documents"))


def _claim_fields(a: Claim, b: Claim) -> tuple[str, ...]:
    """Begin, end, and the documents that say it (as `documents`)."""
    said = [{m.document for m in c.marks} for c in (a, b)]
    return (*_fields(a, b, ("begin", "end")), *(("documents",) if said[0] != said[1] else ()))


def _fields(a: Thing, b: Thing, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(a, name) != getattr(b, name))


def _figures(old: Sequence[Figure], new: Sequence[Figure], left: _Keys, right: _Keys) -> list[Change]:
    """What both have is taken out; what is left and has one counterpart under the same key has changed."""
    went, came = _without(old, new, left.content, right.content), _without(new, old, right.content, left.content)
    changed: list[Change] = []
    for keys in ((left.in_document, right.in_document), (left.of_figure, right.of_figure)):
        pairs = list(_pairs(went, came, keys))
        changed += [Change("figure", "changed", a, b, _fields(a, b, ("value", "unit", "bound"))) for a, b in pairs]
        taken = ({id(a) for a, _ in pairs}, {id(b) for _, b in pairs})
        went, came = ([f for f in side if id(f) not in used] for side, used in zip((went, came), taken, strict=True))
    lost, found = ([Change("figure", "went", f, None) for f in went], [Change("figure", "came", None, f) for f in came])
    return [*lost, *found, *(c for c in changed if c.fields)]


def _without(
    figures: Iterable[Figure], others: Iterable[Figure], content: Key[Figure], other: Key[Figure]
) -> list[Figure]:
    """The figures that `others` do not hold; of equal ones as many as it holds less."""
    held = Counter(map(other, others))
    kept = []
    for f in figures:
        if held[content(f)] > 0:
            held[content(f)] -= 1
        else:
            kept.append(f)
    return kept


def _pairs(
    went: Iterable[Figure], came: Iterable[Figure], keys: tuple[Key[Figure], Key[Figure]]
) -> Iterator[tuple[Figure, Figure]]:
    """Figures with the same key where there are as many on both sides, in the order of their texts."""
    sides: defaultdict[Hashable, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for number, side in enumerate((went, came)):
        for f in side:
            sides[keys[number](f)][number].append(f)
    for old, new in sides.values():
        if len(old) == len(new):
            yield from zip(old, new, strict=True)


__all__ = ["KINDS", "Change", "Thing", "compare"]
