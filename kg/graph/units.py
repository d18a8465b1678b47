"""Printed units -> units and values that can be compared. The table is `ontology/codes.ttl`; scale words compose."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

import pyoxigraph as ox

from kg.graph.vocabulary import FOREIGN, NS, ROOT, facts
from kg.rules import regex as re

UNITS = ROOT + "unit/"
_SCALE = re.compile("(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?=元|人|户|亩|吨|件|册)|百(?=元))(.*)")
_POWERS = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
}
_SIMPLIFIED = str.maketrans("億萬個戶畝噸條項間", "亿万个户亩吨条项间")
_PRECISE = Context(prec=12)  # of a conversion that does not come out even: 1亩 is 0.0666666666667公顷
_ODD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """`name`: canonical notation; a value times `factor` is in the unit `base` (itself where nothing is converted)."""

    name: str
    iri: str
    base: str
    factor: Decimal


@cache
def table() -> Mapping[str, Unit]:
    """Units of codes.ttl by every notation."""
    found = {}
    for iri, about in facts("codes.ttl").items():
        if not iri.startswith(UNITS):
            continue
        name = about[FOREIGN["skos"] + "notation"][0].value
        base = about.get(NS + "baseUnit")
        factor = about.get(FOREIGN["qudt"] + "conversionMultiplier")
        end = facts("codes.ttl")[base[0].value][FOREIGN["skos"] + "notation"][0].value if base else name
        unit = Unit(name, iri, end, Decimal(factor[0].value) if factor else Decimal(1))
        for alt in (name, *(a.value for a in about.get(FOREIGN["skos"] + "altLabel", ()) if isinstance(a, ox.Literal))):
            found[alt] = unit
    return found


@cache
def parts(unit: str) -> tuple[int, str]:
    """The power of ten that a unit's scale word stands for, and the rest: 亿元 -> (8, 元), 千克 -> (0, 千克)."""
    text = unicodedata.normalize("NFKC", unit).strip().translate(_SIMPLIFIED)
    if text in table() or unit in table():
        return 0, text if text in table() else unit
    match = _SCALE.fullmatch(text)
    return (_POWERS[match[1]], match[2]) if match else (0, text)


def base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value with its scale word taken out, exact: (0.5, 亿元) -> (50000000, 元); synonyms get their usual name."""
    power, rest = parts(unit)
    known = table().get(rest)
    return plain(value.scaleb(power)), known.name if known else rest


def comparable(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value in the base unit of its kind: 2平方公里 and 200公顷 are both 2000000平方米."""
    bare, name = base(value, unit)
    known = table().get(name)
    return (plain(bare * known.factor), known.base) if known else (bare, name)


@cache
def kind_of(unit: str) -> str:
    """The unit that figures in `unit` are compared in."""
    return comparable(Decimal(1), unit)[1]


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A value in another unit of its kind: (940.09, 亿元) in 万元 is 9400900; None where the kinds differ (家, 户)."""
    if unit == wanted:
        return value
    (number, kind), (one, wanted_kind) = comparable(value, unit), comparable(Decimal(1), wanted)
    return plain(_PRECISE.divide(number, one)) if kind == wanted_kind else None


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros at the end of its fraction."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()


@cache
def unit_iri(unit: str) -> str:
    """The IRI of a printed unit: that of codes.ttl, or one made of its own characters (`unit/万户`)."""
    known = table().get(unit)
    if known:
        return known.iri
    return UNITS + (
        _ODD.sub("-", unit.replace("/", "每").replace("%", "percent")).strip("-") or "x" + unit.encode().hex()
    )
