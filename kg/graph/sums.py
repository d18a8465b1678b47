"""Figures of one document that must add up: parts to their total, shares to a hundred. Says whether they do, within rounding.

Which parts make up a total is data (`graph/sums.tsv`). What a document prints twice with two values, or only with 超 or 约,
is not added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.graph.contrasts import indicator_key, last_digits, wording_key
from kg.graph.units import comparable, kind_of
from kg.model import Figure
from kg.rules import table

WHOLE = "100%"
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` against what they should give: `total`, or 100 where that is None. `expected` and `found` in the base
    `unit`; `holds`: whether they are equal within half a unit of every last printed digit."""

    total: Figure | None
    parts: tuple[Figure, ...]
    expected: Decimal
    found: Decimal
    unit: str
    holds: bool

    @property
    def name(self) -> str:
        """What the parts add up to: the total's indicator, or 100%."""
        return self.total.indicator if self.total else WHOLE

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*((self.total,) if self.total else ()), *self.parts)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A total's indicator ("" for a hundred) and the spellings of each of its parts, as `indicator_key` gives them."""

    total: str
    parts: tuple[tuple[str, ...], ...]
    measure: str


def sums(figures: Iterable[Figure]) -> tuple[Sum, ...]:
    """Every total of a document with all its parts, in the order of the figures."""
    found: list[Sum] = []
    for same in _scenes(figures).values():
        for rule in _rules():
            found += _checked(rule, same)
    return tuple(found)


def _scenes(figures: Iterable[Figure]) -> dict[tuple[str, ...], dict[tuple[str, str], list[Figure]]]:
    """Figures of one document, subject, period and state, by indicator and measure."""
    wanted = {part for rule in _rules() for spellings in rule.parts for part in spellings} | {r.total for r in _rules()}
    found: dict[tuple[str, ...], dict[tuple[str, str], list[Figure]]] = {}
    for f in figures:
        key = indicator_key(f)
        if f.bound == "eq" and f.measure in ("level", "share") and key in wanted:
            scene = found.setdefault((f.mark.document, f.subject, f.period, f.state), defaultdict(list))
            scene[key, f.measure].append(f)
    return found


def _checked(rule: _Rule, scene: Mapping[tuple[str, str], Sequence[Figure]]) -> Iterator[Sum]:
    total = _only(scene.get((rule.total, "level"), ())) if rule.total else None
    parts = [_only([f for key in names for f in scene.get((key, rule.measure), ())]) for names in rule.parts]
    known = tuple(p for p in parts if p is not None)
    if len(known) < len(rule.parts) or bool(rule.total) != bool(total):
        return
    figures = (*((total,) if total else ()), *known)
    if len({kind_of(f.unit) for f in figures}) == 1:
        yield _sum(total, known, figures)


def _sum(total: Figure | None, parts: tuple[Figure, ...], figures: Sequence[Figure]) -> Sum:
    values = [comparable(f.value, f.unit)[0] for f in parts]
    expected = comparable(total.value, total.unit)[0] if total else _ALL
    found = sum(values, Decimal(0))
    play = sum((comparable(Decimal(1).scaleb(last_digits(f.value)[0]), f.unit)[0] for f in figures), Decimal(0)) / 2
    return Sum(total, parts, expected, found, kind_of(figures[0].unit), abs(expected - found) <= play)


def _only(figures: Sequence[Figure]) -> Figure | None:
    """The figure, if all that are given say the same."""
    return figures[0] if figures and len({comparable(f.value, f.unit) for f in figures}) == 1 else None


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = table("graph/sums.tsv")
    return tuple(
        _Rule(
            "" if row["total"] == WHOLE else wording_key(row["total"]),
            tuple(tuple(dict.fromkeys(wording_key(w) for w in part.split("/"))) for part in row["parts"].split("|")),
            row["measure"],
        )
        for row in rows
    )


__all__ = ["WHOLE", "Sum", "sums"]
