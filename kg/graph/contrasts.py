"""Figures and claims of different documents side by side: what agrees, what disagrees. Nothing is resolved by deleting.

Figures are compared within a group: same subject, indicator, measure, state and unit of the same kind. What can be
compared is compared; where a text leaves room (`超200亿` against 940亿) nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations

from kg.graph.addresses import indicator_iri
from kg.graph.periods import bounds_of
from kg.graph.rivals import rival_claims
from kg.graph.units import comparable
from kg.graph.vocabulary import FOREIGN, ROOT, facts
from kg.model import Contrast, Figure, Knowledge
from kg.resolution.names import plain

KINDS = ("agreement", "agreement-rounded", "value", "period-unstated", "revision", "relation")
_REVISES = re.compile("修订为|修订数|核实后|核实为|最终核实|最终核算|调整为|调整后|更正为|订正为|普查后")
_ROOM = Decimal("1.2")  # `超200亿` agrees with what lies at most a fifth above it
_ABOUT = Decimal("0.05")  # 近, 约, 左右: within one part in twenty
_SERIES = ("level", "share", "ratio")  # measures whose figures of different periods are alike enough to be confused
_MANY = 12  # in larger groups only the first figure of each value speaks for all that give it
_WORDS = re.compile(
    "^(?:全[省市区县国镇乡]|[我本]?[省市区县](?=规|城|地)|完成|实现)|(?:总数量?|数量|总数|数|总量|总额)$"
)
_SCALE = (
    (re.compile("规模以上|规模(?=工业)"), "规上"),
    (re.compile("营业(?:总)?收入"), "营收"),
    (re.compile("亩均"), "每亩"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure ready to be compared: its value in the base unit, the step it was rounded to, first and last day."""

    figure: Figure
    value: Decimal
    step: Decimal
    period: tuple[str, str]

    @property
    def document(self) -> str:
        return self.figure.mark.document


def contrasts(knowledge: Knowledge) -> tuple[Contrast, ...]:
    """Every agreement and conflict between different documents, sorted."""
    texts = {r.name: r.text for r in knowledge.records}
    found = [*rival_claims(knowledge)]
    for group in _groups(knowledge.figures).values():
        found += _in_group(group, texts)
    return tuple(sorted(set(found), key=_order))


def _groups(figures: Iterable[Figure]) -> dict[tuple[str, ...], list[Reading]]:
    """Figures that measure one thing in one unit, groups within one document left out."""
    found: defaultdict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for f in figures:
        value, unit = comparable(f.value, f.unit)
        step, _ = comparable(Decimal(1).scaleb(min(int(f.value.as_tuple().exponent), 0)), f.unit)
        key = (f.subject, indicator_key(f), f.measure, f.state, unit)
        found[key].append(Reading(f, value, step, bounds_of(f.period)))
    return {key: group for key, group in found.items() if len({r.document for r in group}) > 1}


@cache
def _known() -> dict[str, str]:
    """Every label and synonym of the coded indicators, as `_wording` reduces it."""
    found: dict[str, str] = {}
    for iri, about in facts("codes.ttl").items():
        if iri.startswith(ROOT + "indicator/"):
            for name in ("prefLabel", "altLabel"):
                for text in about.get(FOREIGN["skos"] + name, ()):
                    found.setdefault(_wording(text.value), iri)
    return found


def indicator_key(f: Figure) -> str:
    """The coded indicator, else the wording without scope, verb and 数, 规模以上 and 规上 being one."""
    return indicator_iri(f) if f.indicator_id else _known().get(_wording(f.indicator), _wording(f.indicator))


@cache
def _wording(indicator: str) -> str:
    text = plain(indicator)
    for pattern, usual in _SCALE:
        text = pattern.sub(usual, text)
    return _WORDS.sub("", text) or text


def _in_group(group: Sequence[Reading], texts: dict[str, str]) -> Iterator[Contrast]:
    by_period: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for r in group:
        by_period[r.period].append(r)
    for period, same in by_period.items():
        yield from _same_period(_speakers(same), texts, stated=period != ("", ""))
    stated = [p for p in by_period if p != ("", "")]
    if stated and ("", "") in by_period and group[0].figure.measure in _SERIES:
        yield from _unstated(by_period["", ""], [r for p in stated for r in by_period[p]], by_period[max(stated)])


def _speakers(same: list[Reading]) -> list[Reading]:
    if len(same) <= _MANY:
        return same
    first: dict[tuple[Decimal, str], Reading] = {}
    for r in same:
        first.setdefault((r.value, r.figure.bound), r)
    return [*first.values()] if len(first) > 1 else same[:_MANY]


def _same_period(same: Sequence[Reading], texts: dict[str, str], stated: bool) -> Iterator[Contrast]:
    judged = [(a, b, judge(a, b)) for a, b in combinations(same, 2) if a.document != b.document]
    agreed = {frozenset((a.document, b.document)) for a, b, kind in judged if kind.startswith("agreement")}
    for a, b, kind in judged:
        if kind == "value":
            if not stated or frozenset((a.document, b.document)) in agreed:
                continue
            kind = "revision" if any(_revises(r, texts) for r in (a, b)) else kind
        if kind:
            yield _pair(kind, a.figure, b.figure)


def _unstated(without: Iterable[Reading], stated: Sequence[Reading], latest: Sequence[Reading]) -> Iterator[Contrast]:
    """A figure without a period beside those of the latest period: it may mean that one. Silent where it agrees with
    the figure of any period, or is out of all proportion."""
    for a in without:
        others = [b for b in stated if b.document != a.document]
        if any(judge(a, b).startswith("agreement") for b in others):
            continue
        for b in latest:
            if b.document != a.document and judge(a, b) == "value" and _near(a, b):
                yield _pair("period-unstated", a.figure, b.figure)


def _near(a: Reading, b: Reading) -> bool:
    """Of one sign and at most three times as large."""
    small, large = sorted((abs(a.value), abs(b.value)))
    return a.value * b.value > 0 and large <= 3 * small


def judge(a: Reading, b: Reading) -> str:
    """ "agreement", "agreement-rounded", "value" (they disagree), or "" where nothing can be said."""
    if a.value == b.value and a.figure.bound == b.figure.bound:
        return "agreement"
    if _rounded(a, b) or _about(a, b):
        return "agreement-rounded"
    for one, two in ((a, b), (b, a)):
        if one.figure.bound in ("gt", "lt"):
            return _one_sided(one, two)
    return "value"


def _rounded(a: Reading, b: Reading) -> bool:
    return abs(a.value - b.value) * 2 <= max(a.step, b.step) and a.step != b.step


def _about(a: Reading, b: Reading) -> bool:
    near = "approx" in (a.figure.bound, b.figure.bound)
    return near and abs(a.value - b.value) <= _ABOUT * max(abs(a.value), abs(b.value))


def _one_sided(bound: Reading, other: Reading) -> str:
    """`超200亿` against 213亿: within a fifth beyond the bound they agree, on its wrong side they do not."""
    up = bound.figure.bound == "gt"
    if bound.figure.bound == other.figure.bound:
        low, high = sorted((abs(bound.value), abs(other.value)))
        return "agreement-rounded" if high <= low * _ROOM else ""
    beyond = other.value >= bound.value if up else other.value <= bound.value
    if not beyond:
        return "value" if other.figure.bound in ("eq", "approx") else ""
    low, high = sorted((abs(bound.value), abs(other.value)))
    return "agreement-rounded" if high <= low * _ROOM else ""


def _revises(r: Reading, texts: dict[str, str]) -> bool:
    mark = r.figure.mark
    return bool(_REVISES.search(texts[mark.document], mark.start, mark.end))


def _pair(kind: str, a: Figure, b: Figure) -> Contrast:
    left, right = sorted((a, b), key=_figure_order)
    return Contrast(kind, left, right)


def _figure_order(f: Figure) -> tuple[str, int, int, str]:
    return f.mark.document, f.mark.start, f.mark.anchor_start, repr(f)


def _order(c: Contrast) -> tuple[object, ...]:
    what = indicator_key(c.left) if isinstance(c.left, Figure) else c.left.predicate
    return KINDS.index(c.kind), c.left.subject, what, repr(c.left), repr(c.right)
