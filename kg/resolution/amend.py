"""What corrections do to entities: types and names changed, things joined and parted.

Every correction is looked up in the state before any of them, so their order does not matter. One that finds nothing to
correct, or more than one thing, does nothing and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Corrected, Correction, Selector
from kg.resolution.identity import Grouping, Key, grouping, keys
from kg.resolution.naming import Names
from kg.resolution.scope import Local
from kg.resolution.selecting import Look, Place, Sources, how_many, place, places


@dataclass(frozen=True, slots=True)
class _Order:
    """A correction, all that it touches, and what is to be done: two things to join, mentions to part, or (`fault`) nothing."""

    correction: Correction
    touched: tuple[Place, ...] = ()
    joined: tuple[Place, ...] = ()
    parted: tuple[Place, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """The grouping as corrections want it. `labels`: names that a person gave, by the group's key."""

    grouping: Grouping
    labels: Mapping[Key, str]
    orders: tuple[_Order, ...] = ()

    def results(self, names: Names) -> Iterator[Corrected]:
        """What came of each correction, with the nodes that it touched."""
        for order in self.orders:
            yield Corrected(
                order.correction, tuple(sorted({names[d][local] for d, local in order.touched})), order.fault
            )


def amended(locals_: Sequence[Local], sources: Sources, corrections: Iterable[Correction], base: str) -> Amended:
    """One group a thing. `sources`: names of each document by its id."""
    plain = grouping(locals_)
    wanted = [c for c in corrections if c.kind in _ORDERS]
    if not wanted:
        return Amended(plain, {})
    look = Look(plain.groups, sources, base)
    orders = tuple(_order(c, look) for c in wanted)
    now = {place(x): x for x in _changed(locals_, orders)}
    same = [(keys(now[o.joined[0]])[0], keys(now[o.joined[1]])[0]) for o in orders if o.joined]
    found = grouping(now.values(), same)
    key_of = {place(x): key for key, group in found.groups.items() for x in group}
    renamed = [o for o in orders if o.correction.kind == "rename" and not o.fault]
    return Amended(found, {key_of[o.touched[0]]: o.correction.value for o in renamed}, orders)


def _order(c: Correction, look: Look) -> _Order:
    try:
        return _ORDERS[c.kind](c, look)
    except ValueError as error:
        return _Order(c, fault=str(error))


def _same(c: Correction, look: Look) -> _Order:
    second = _second(c)
    (key, one), (other_key, other) = look.one(c.entity), look.one(second)
    if key == other_key:
        raise ValueError(f"{c.entity.name} and {second.name} are one thing already")
    if one[0].entity.code and other[0].entity.code:
        raise ValueError(f"{one[0].entity.code} and {other[0].entity.code} are the codes of two areas")
    return _Order(c, places((*one, *other)), joined=(place(one[0]), place(other[0])))


def _different(c: Correction, look: Look) -> _Order:
    found = look.hits(c.entity)
    if len(found) != 1 and c.other is None:
        raise ValueError(how_many(c.entity, len(found)))
    rest = look.hits(c.other) if c.other else {key: look.whole(key) for key in found}
    shared = [key for key in found if key in rest]
    if len(shared) != 1:
        raise ValueError(how_many(c.entity, len(found)) if shared or not found else "they are two things already")
    one = places(found[shared[0]])
    left = [p for p in places(rest[shared[0]]) if p not in one]
    if not left:
        raise ValueError("both are the same mentions, or all that there are: tell them apart with documents")
    return _Order(c, (*one, *left), parted=one)


def _rename(c: Correction, look: Look) -> _Order:
    return _Order(c, places(look.one(c.entity)[1]))


def _retype(c: Correction, look: Look) -> _Order:
    _, group = look.one(c.entity)
    if group[0].entity.code:
        raise ValueError(f"{c.entity.name} is an administrative area: its type follows from its code")
    if all(x.entity.type == c.value for x in group):
        raise ValueError(f"{c.entity.name} is of type {c.value} already")
    return _Order(c, places(group))


_ORDERS = {"same-as": _same, "different-from": _different, "rename": _rename, "retype": _retype}


def _second(c: Correction) -> Selector:
    if c.other is None:
        raise ValueError("other is missing")
    return c.other


def _changed(locals_: Iterable[Local], orders: Sequence[_Order]) -> Iterator[Local]:
    """The local entities with the types and the marks of separation that the orders give them."""
    types = {p: o.correction.value for o in orders if o.correction.kind == "retype" and not o.fault for p in o.touched}
    apart = {p: min(o.parted) for o in orders for p in o.parted}
    for x in locals_:
        at = place(x)
        if at in types:
            x = replace(x, entity=replace(x.entity, type=types[at]))
        yield replace(x, apart=" ".join(apart[at])) if at in apart else x


__all__ = ["Amended", "amended"]
