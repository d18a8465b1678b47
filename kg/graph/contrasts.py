"""Figures and claims of different documents side by side: what agrees, what disagrees. Nothing is resolved by deleting.

Figures are compared within a group: same subject, indicator, measure, state and unit of the same kind. What can be
compared is compared; where a text leaves room (`超200亿` against 940亿) nothing is said. A copy of a text is no source
beside its original, and figures about two territories that had one name are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations

from kg.graph.addresses import indicator_iri
from kg.graph.periods import bounds_of
from kg.graph.records import by_name
from kg.graph.rivals import rival_claims
from kg.graph.territories import Territories, at, first_day
from kg.graph.units import comparable, kind_of
from kg.graph.vocabulary import FOREIGN, ROOT, facts
from kg.model import Contrast, Figure, Knowledge, Mark, Record
from kg.resolution.names import KEPT, plain
from kg.rules import regex as re
from kg.rules.area_times import Extent

Records = Mapping[str, Record]
KINDS = ("agreement", "agreement-rounded", "value", "period-unstated", "revision", "relation")
# 调整为 revises a figure only where it is a figure that is adjusted: 产业结构调整为 is a change of the economy.
_REVISES = re.compile(
    "修订为|修订后|修订数|核实后|核实为|核定为|最终核实|最终核算|更正为|订正为|普查[^，。；]{0,8}(?:修订|核算)"
    "|(?:核算数|统计数|数据|总量|总值|增加值|初步数)[^。；结比]{0,16}调整(?:为|后)"
)
_ABOUT, _BEYOND = (
    Decimal("0.05"),
    Decimal("0.2"),
)  # 近, 约, 左右: agrees within one part in twenty, disagrees beyond a fifth
_SERIES = ("level", "share", "ratio")  # measures whose figures of different periods are alike enough to be confused
_EVENTS = 4  # so many different values of one key are figures of as many events, not a conflict
_TELLING = 4  # characters of an indicator that says enough to be compared without a period (国家, 游客 do not)
_NAMED = 3  # characters of one that says enough for equal figures to agree without a period (奖项, 企业 do not)
_OF_EVENTS = re.compile("震源|震级|死亡|受伤|失联|伤亡|参赛|参展|获奖|评出|降雨量|降水量|官兵|乘客|航次|班次")
_YEARS = 2  # between a year and a page whose figure without a period may mean it
_UNSTATED = ("", "")
_MANY = 12  # in larger groups only the first figure of each value speaks for all that give it
_WORDS = re.compile(
    "^(?:全[省市区县国镇乡]|[我本]?[省市区县](?=规|城|地)|完成|实现)|(?:总数量?|数量|总数|数|总量|总额)$"
)
_SCALE = (
    (re.compile("规模以上|规模(?=工业)"), "规上"),
    (re.compile("营业(?:总)?收入"), "营收"),
    (re.compile("亩均"), "每亩"),
    (re.compile("以及|及|与"), "和"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure ready to be compared: its value in the base unit; `step`, what one unit of its last digit is worth;
    `coarse`, the same of its last digit that is no zero (超200亿 may be 213亿); first and last day; its document's date;
    `source`, the document or the one that it copies; `territory`, what the area was when its document was published, ""
    where its extent never changed or has not since the period began."""

    figure: Figure
    value: Decimal
    step: Decimal
    coarse: Decimal
    period: tuple[str, str]
    date: str
    source: str
    territory: str


def contrasts(knowledge: Knowledge) -> tuple[Contrast, ...]:
    """Every agreement and conflict between different documents, sorted."""
    records = by_name(knowledge.records)
    found = [*rival_claims(knowledge)]
    for group in _groups(knowledge, records):
        found += _in_group(group, records)
    return tuple(sorted(set(found), key=_order))


def _groups(knowledge: Knowledge, records: Records) -> Iterator[list[Reading]]:
    """Figures that measure one thing in one unit, said by more than one source."""
    found: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for f in knowledge.figures:
        found[f.subject, indicator_key(f), f.measure, f.state, kind_of(f.unit)].append(f)
    extents = Territories(knowledge.nodes, knowledge.records).several()
    for same in found.values():
        if len(same) > 1 and len({source_of(f.mark, records) for f in same}) > 1:
            yield _once_a_source([_reading(f, records, extents.get(f.subject, ())) for f in same])


def source_of(mark: Mark, records: Records) -> str:
    """The document that a sentence stands in, or the one that it is copied from."""
    return records[mark.document].copy_of or mark.document


def _reading(f: Figure, records: Records, extents: Sequence[Extent]) -> Reading:
    value, _ = comparable(f.value, f.unit)
    step, coarse = (comparable(Decimal(1).scaleb(e), f.unit)[0] for e in last_digits(f.value))
    period, date = bounds_of(f.period), records[f.mark.document].date or ""
    territory = _territory(extents, period, date)
    return Reading(f, value, step, coarse, period, date, source_of(f.mark, records), territory)


def last_digits(value: Decimal) -> tuple[int, int]:
    """Powers of ten of the last printed digit (at most the ones) and of the last one that is no zero: 200 -> 0, 2."""
    exponent = min(int(value.as_tuple().exponent), 0)
    return exponent, int(value.normalize().as_tuple().exponent) if value else exponent


def _territory(extents: Sequence[Extent], period: tuple[str, str], date: str) -> str:
    """What the area was when a figure was published; "" where it had been that since before the figure's period."""
    if not extents or period[0] >= first_day(extents[-1].begin):
        return ""
    return at(extents, date).key if date else "undated"


def _once_a_source(group: list[Reading]) -> list[Reading]:
    """What a copy only repeats is left out, the original going before its copies."""
    ordered = sorted(group, key=lambda r: r.figure.mark.document != r.source)
    first: dict[tuple[object, ...], Reading] = {}
    for r in ordered:
        first.setdefault((r.source, r.period, r.value, r.figure.bound), r)
    kept = {id(r) for r in first.values()}
    return [r for r in group if r.figure.mark.document == r.source or id(r) in kept]


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
    return indicator_iri(f) if f.indicator_id else wording_key(f.indicator)


@lru_cache(maxsize=KEPT)
def wording_key(indicator: str) -> str:
    """What `indicator_key` gives for a figure without code that is worded so."""
    return _known().get(_wording(indicator), _wording(indicator))


@lru_cache(maxsize=KEPT)
def _wording(indicator: str) -> str:
    text = plain(indicator)
    for pattern, usual in _SCALE:
        text = pattern.sub(usual, text)
    return _WORDS.sub("", text) or text


def _in_group(group: Sequence[Reading], records: Records) -> Iterator[Contrast]:
    by_period: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for r in group:
        by_period[r.period].append(r)
    unstated = by_period.pop(_UNSTATED, [])
    if unstated and _lasts(group[0].figure):
        yield from _equal(_speakers(unstated))
    for same in by_period.values():
        yield from _same_period(_speakers(same), records)
    years = [p for p in by_period if p[0][4:] == "-01-01" and p[1] == p[0][:4] + "-12-31"]
    if unstated and years and group[0].figure.measure in _SERIES and _is_telling(group[0].figure):
        yield from _unstated(unstated, [r for same in by_period.values() for r in same], by_period[max(years)])


def _lasts(f: Figure) -> bool:
    """Whether equal figures without a period say the same of one thing, not of two events of a kind."""
    return bool(f.indicator_id) or (len(plain(f.indicator)) >= _NAMED and not _OF_EVENTS.search(f.indicator))


def _is_telling(f: Figure) -> bool:
    return bool(f.indicator_id) or (len(_wording(f.indicator)) >= _TELLING and not f.indicator.startswith("国家"))


def _speakers(same: list[Reading]) -> list[Reading]:
    if len(same) <= _MANY:
        return same
    first: dict[tuple[Decimal, str], Reading] = {}
    for r in same:
        first.setdefault((r.value, r.figure.bound), r)
    return [*first.values()] if len(first) > 1 else same[:_MANY]


def _equal(same: Sequence[Reading]) -> Iterator[Contrast]:
    """Without a period only equal figures say something about each other."""
    for a, b in combinations(same, 2):
        if a.source != b.source and judge(a, b) == "agreement":
            yield _pair("agreement", a.figure, b.figure)


def _same_period(same: Sequence[Reading], records: Records) -> Iterator[Contrast]:
    judged = [(a, b, judge(a, b)) for a, b in combinations(same, 2) if a.source != b.source]
    agreed = {frozenset((a.source, b.source)) for a, b, kind in judged if kind.startswith("agreement")}
    many = len({r.value for r in same}) >= _EVENTS
    for a, b, kind in judged:
        if kind == "value" and (newer := _revised(a, b, records)):
            yield _pair("revision", a.figure, b.figure, newer)
        elif kind == "value" and (
            many or frozenset((a.source, b.source)) in agreed or _is_running(a, b) or a.territory != b.territory
        ):
            continue
        elif kind:
            yield _pair(kind, a.figure, b.figure)


def _is_running(a: Reading, b: Reading) -> bool:
    """Whether one of the two was published before their period was over, on another day than the other: a figure so far."""
    return a.date != b.date and not _was_over(a.period, (a, b))


def _was_over(period: tuple[str, str], readings: Iterable[Reading]) -> bool:
    return not any(r.date and r.date <= period[1] for r in readings)


def _unstated(without: Sequence[Reading], stated: Sequence[Reading], latest: Sequence[Reading]) -> Iterator[Contrast]:
    """A figure without a period beside those of the latest year: it may mean that one. Silent where it agrees with
    the figure of any period, is out of all proportion, or the year was not over, and where one text gives several values
    (从…降到…)."""
    values: defaultdict[str, set[Decimal]] = defaultdict(set)
    for a in without:
        values[a.figure.mark.document].add(a.value)
    for a in (a for a in without if len(values[a.figure.mark.document]) == 1):
        others = [b for b in stated if b.source != a.source]
        if any(judge(a, b).startswith("agreement") for b in others):
            continue
        for b in latest:
            if b.source == a.source or a.territory != b.territory or not _may_mean(a, b):
                continue
            if judge(a, b) == "value" and _near(a, b) and _was_over(b.period, (a, b)):
                yield _pair("period-unstated", a.figure, b.figure)


def _may_mean(a: Reading, b: Reading) -> bool:
    """Whether the page of `a` is of the time of b's year, or undated, and both figures are exact: what is said years
    later, or to have passed a mark, is about another day."""
    timely = not a.date or int(a.date[:4]) - int(b.period[1][:4]) <= _YEARS
    return timely and a.figure.bound == b.figure.bound == "eq"


def _near(a: Reading, b: Reading) -> bool:
    """Of one sign and at most three times as large."""
    small, large = sorted((abs(a.value), abs(b.value)))
    return a.value * b.value > 0 and large <= 3 * small


def judge(a: Reading, b: Reading) -> str:
    """agreement, agreement-rounded, value (they disagree), or "" where nothing can be said."""
    if a.value == b.value and a.figure.bound == b.figure.bound:
        return "agreement"
    if _is_rounded(a, b) or _is_rounded(b, a):
        return "agreement-rounded"
    bounds = {a.figure.bound, b.figure.bound}
    if bounds == {"eq"}:
        return "value"
    if "approx" in bounds:
        return _apart(a, b)
    return "value" if _is_beyond(a, b) or _is_beyond(b, a) else ""


def _is_rounded(rough: Reading, exact: Reading) -> bool:
    """Whether `exact` becomes `rough` when it is rounded as the words of `rough` say: 超 down, 不足 up, 约 and 近 to nearby."""
    off = exact.value - rough.value
    bound = rough.figure.bound
    if bound == "gt":
        return exact.figure.bound != "lt" and 0 <= off < rough.coarse
    if bound == "lt":
        return exact.figure.bound != "gt" and 0 <= -off < rough.coarse
    if bound == "approx":
        return abs(off) <= _ABOUT * abs(exact.value)
    return exact.figure.bound == "eq" and rough.step > exact.step and abs(off) * 2 <= rough.step


def _apart(a: Reading, b: Reading) -> str:
    return "value" if abs(a.value - b.value) > _BEYOND * max(abs(a.value), abs(b.value)) else ""


def _is_beyond(bound: Reading, other: Reading) -> bool:
    """Whether an exact figure lies on the wrong side of a bound: 超200亿 and 187亿."""
    if other.figure.bound != "eq":
        return False
    wrong = {"gt": other.value < bound.value, "lt": other.value > bound.value}
    return wrong.get(bound.figure.bound, False)


def _revised(a: Reading, b: Reading, records: Records) -> Figure | None:
    """The figure that takes the other's place, because its sentence says so; of two that say so the later one."""
    said = [r for r in (a, b) if _revises(r, records)]
    return max(said, key=lambda r: (r.date, r.figure.mark.document)).figure if said else None


def _revises(r: Reading, records: Records) -> bool:
    mark = r.figure.mark
    return bool(_REVISES.search(records[mark.document].text, mark.start, mark.end))


def _pair(kind: str, a: Figure, b: Figure, newer: Figure | None = None) -> Contrast:
    left, right = sorted((a, b), key=_figure_order)
    return Contrast(kind, left, right, "" if newer is None else "left" if newer is left else "right")


def _figure_order(f: Figure) -> tuple[str, int, int, str]:
    return f.mark.document, f.mark.start, f.mark.anchor_start, repr(f)


def _order(c: Contrast) -> tuple[object, ...]:
    what = indicator_key(c.left) if isinstance(c.left, Figure) else c.left.predicate
    return KINDS.index(c.kind), c.left.subject, what, repr(c.left), repr(c.right)
