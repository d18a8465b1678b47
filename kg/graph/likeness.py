"""When two names, figures, periods, titles or passages count as the same in an evaluation (annotation guideline, "Scores")."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache

from kg.rules import regex as re

_SCALES = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "万": 4,
    "千元": 3,
}
_MONEY = 8  # 64.8亿 without a unit is money
_USUAL = {
    "％": "%",
    "百分点": "个百分点",
    "人民币": "元",
    "公里": "千米",
    "平方公里": "平方千米",
    "平米": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "公斤": "千克",
    "余家": "家",
}
_SIMPLIFIED = str.maketrans("億萬個戶畝噸條項間", "亿万个户亩吨条项间")
_MARKS = frozenset("“”\"'‘’《》〈〉「」『』【】()（）·,，、 \u3000")
_BRACKETED = re.compile(r"[(（].*[)）]$")
_ORGAN_ENDS = tuple("委府局部厅院会办司社校组处室")
_SPANS = {"Q1": "01 03", "Q2": "04 06", "Q3": "07 09", "Q4": "10 12", "H1": "01 06", "H2": "07 12"}
_PART = re.compile(r"(\d{4})-([QH]\d)")


@cache
def norm(text: str) -> str:
    """NFKC without quotation marks, brackets, separators and spaces, lower case."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if c not in _MARKS and not c.isspace())
    return "".join(kept).lower()


@cache
def flat(text: str) -> str:
    """NFKC without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@cache
def quantity(value: str, unit: str) -> tuple[Decimal, str] | None:
    """A value with its unit's scale taken out: (0.5, 亿元) and (5000, 万元) are equal. None where it is no number."""
    try:
        number = Decimal(value.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    number, name = _unscaled(number, _unit(unit))
    return number.normalize(), _USUAL.get(name, name)


def _unit(unit: str) -> str:
    bare = _BRACKETED.sub("", unicodedata.normalize("NFKC", unit).strip())
    return bare.translate(_SIMPLIFIED).removesuffix("人民币")


def _unscaled(number: Decimal, unit: str) -> tuple[Decimal, str]:
    if unit == "成":
        return number * 10, "%"
    unit = "" if unit in {":1", "比1"} else _USUAL.get(unit, unit)
    for word, power in _SCALES.items():
        if unit.startswith(word):
            rest = "元" if word == "千元" else unit[len(word) :]
            return number.scaleb(power), rest or ("元" if power >= _MONEY else "")
    return number, unit


@cache
def span(period: str) -> str:
    """Quarters and halves as month ranges: 2022-Q1 is 2022-01/2022-03."""
    match = _PART.fullmatch(period)
    if not match or match[2] not in _SPANS:
        return period
    first, last = _SPANS[match[2]].split()
    return f"{match[1]}-{first}/{match[1]}-{last}"


def same_title(a: str, b: str) -> bool:
    """区委书记 and 书记 name one post of 区委; 副书记, 代区长 and 第一书记 are other posts."""
    short, long = sorted((norm(a), norm(b)), key=len)
    front = long.removesuffix(short)
    return len(short) >= 2 and long.endswith(short) and (not front or front.endswith(_ORGAN_ENDS))


def share_a_run(a: str, b: str, least: int = 6) -> bool:
    """Whether two passages have `least` characters in a row in common (all of the shorter one, if it is shorter)."""
    short, long = sorted((flat(a), flat(b)), key=len)
    size = min(least, len(short))
    return size > 0 and any(short[i : i + size] in long for i in range(len(short) - size + 1))
