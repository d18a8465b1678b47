"""Counts the Chinese cases of microsoft/Recognizers-Text (MIT): `python -m tests.figures.suite` prints a table.

Every result of every case is put into one of two boxes: left out, with the reason by name, or meant to apply; of the latter
it is counted how many agree. What the suite takes for a number or a time that official statistics never print is left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.mentions.numerals import number
from kg.mentions.periods import periods
from kg.mentions.quantities import Quantity, quantities, units

SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "recognizers-zh"
Case = dict[str, Any]


@dataclass
class Count:
    """What became of one model's results."""

    model: str
    cases: int = 0
    applicable: int = 0
    agreeing: int = 0
    missed: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def near(a: Decimal | None, b: str) -> bool:
    return a is not None and abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(b)))


def scaled(q: Quantity) -> Decimal | None:
    """The value with its unit's scale multiplied in: 36.57亿元 is 3657000000."""
    base = max((u for u in units() if q.unit.endswith(u)), key=len, default="")
    return number(q.printed + q.unit.removesuffix(base))


def _value(result: Case) -> str | None:
    value: str | None = result.get("Resolution", {}).get("value")
    return value


def _number(case: Case, result: Case) -> bool:
    return near(number(result["Text"]), _value(result) or "nan")


def _ordinal(case: Case, result: Case) -> bool:
    return near(number(result["Text"].removeprefix("第")), _value(result) or "nan")


def _percent(case: Case, result: Case) -> bool:
    wanted = (_value(result) or "nan").rstrip("%")
    return any(near(q.value, wanted) or near(scaled(q), wanted) for q in quantities(result["Text"]))


def _amount(case: Case, result: Case) -> bool:
    return any(near(scaled(q), _value(result) or "nan") for q in quantities(result["Text"]))


def _timex(result: Case) -> str:
    named = result.get("Value", {}).get("Timex")
    return str(named or result.get("Resolution", {}).get("values", [{}])[0].get("timex", ""))


def _time(case: Case, result: Case) -> bool:
    """A day, month or year; a span of days is `a/b` here and `(a,b,length)` there, one of years `2016/2018`."""
    reference = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
    wanted = _timex(result)
    if wanted.startswith("("):
        first, last, _ = wanted[1:-1].split(",")
        years = first.endswith("-01-01") and last.endswith("-01-01")
        wanted = f"{first[:4]}/{last[:4]}" if years else f"{first}/{last}"
    return wanted in [p.iso for p in periods(result["Text"], reference)]


_NUMBERS = [
    ("no value given", lambda r: _value(r) is None),
    ("几, 多 and 余 are a bound here, not dropped", re.compile("[几幾多余餘]")),
    ("a dozen (打) is no numeral of official text", re.compile("打")),
    ("powers, exponents and k are programmers' notation", re.compile(r"[\^eEkKmMgG]")),
    ("an ASCII fraction is a ratio or a date in official text", re.compile(r"[/／]")),
    ("not a well-formed numeral", re.compile("^零十$")),
]
_PERCENTS = [
    ("traditional characters are folded for a whole page, before its figures are read", re.compile("[個點]")),
    ("a discount (七折, 对折) is a price", re.compile("折")),
    ("thousandths in words are not printed", re.compile("千分之")),
    ("成 with a second digit, halves and tenths in words are not printed", re.compile("成|半|分之(?!.*百)")),
    ("几, 多 and 余 are a bound here, not dropped", re.compile("[几幾多余餘]")),
    ("spaces or programmers' notation inside the figure", re.compile(r"\s|[\^eEkKmMgG/／]")),
]
_MONEY = [
    ("no amount (a currency alone)", lambda r: _value(r) is None),
    ("three 块, cents and mixed units are speech", re.compile("[銭钱角分厘块]")),
    ("signs before the number, old characters and coins of no state", re.compile("[$￥圆]|比特币")),
    ("spaces between currency and amount", re.compile(r"\s")),
    ("more than sixteen digits", re.compile(r"\d{16}")),
]
_SIZES = [
    ("ASCII unit signs", re.compile("[A-Za-z]")),
    ("bits, bytes and hertz are no units of statistics", re.compile("位|比特|字节|赫兹")),
    ("两 also means two; halves and 公分 are speech", re.compile("两|半|公分")),
]
_TIMES = [
    ("a day that the calendar does not have", re.compile("2019年2月29日")),
    ("weeks, weekdays and week-ends", re.compile("周|星期|禮拜|礼拜|週")),
    ("the old calendar and reign years", re.compile("农历|初|大年|正月|康熙|雍正|神龙|十月初|八月十五")),
    ("clock times and parts of a day", re.compile("[点時时分]|:|早|晚|上午|下午|pm|晨")),
    ("how long, how often, how long ago", re.compile(r"[前后上]\d?[年个]|每|[年月天]半|半[年月个]|[天周年]前|剩|天.*月|^[两\d一]+ ?年$|马上|钟头|以?后$|第九个月|前10天|上个?半|后半")),
    ("since when: a beginning is no period", re.compile("以来|开始|起$|之后.*之前")),
    ("no year, and the page's date is no year of statistics", lambda r: _timex(r).startswith(("XX", "(XX"))),
    ("digits with dots, dashes, slashes or gaps", re.compile(r"\d[./-]\d|\d \d|\d 年|= \d|[/]|^从\d{4}到\d{4}$")),
    ("a year of two or three digits, in words, or a decade", re.compile(r"(?<!\d)\d{2,3}年|[零〇一二三四六七八九]{3,}|两千年|年代|三六七")),
    ("seasons", re.compile("[春夏秋冬]")),
    ("relative days and months", re.compile("[明昨今后大]日|明天|大?[前后後]天|[本下上]个?月")),
]  # fmt: skip
_RULES: dict[str, tuple[list[tuple[str, Any]], Callable[[Case, Case], bool]]] = {
    "NumberModel": (_NUMBERS, _number),
    "OrdinalModel": ([], _ordinal),
    "PercentModel": (_PERCENTS, _percent),
    "CurrencyModel": (_MONEY, _amount),
    "DimensionModel": (_SIZES, _amount),
    "DateParser": (_TIMES, _time),
    "DatePeriodParser": (_TIMES, _time),
    "DateTimeModel": (_TIMES, _time),
}


def _reason(rules: list[tuple[str, Any]], result: Case) -> str:
    for reason, test in rules:
        if test.search(result["Text"]) if isinstance(test, re.Pattern) else test(result):
            return reason
    return ""


def count(model: str) -> Count:
    """Every case of a model, in its box."""
    rules, agrees = _RULES[model]
    found = Count(model)
    for case in json.loads((SUITE / f"{model}.json").read_text("utf-8")):
        found.cases += 1
        for result in case["Results"]:
            if reason := _reason(rules, result):
                found.left_out[reason] += 1
                continue
            found.applicable += 1
            ok = agrees(case, result)
            found.agreeing += ok
            if not ok:
                found.missed.append(f"{result['Text']} {_value(result) or _timex(result)}")
    return found


def counts() -> Iterator[Count]:
    return map(count, _RULES)


def main() -> None:
    """Prints a line a model, then what was left out and what was missed."""
    total = Count("all")
    for c in counts():
        print(f"{c.model:18} cases {c.cases:4}  applicable {c.applicable:4}  agreeing {c.agreeing:4}")
        for reason, times in sorted(c.left_out.items()):
            print(f"    {times:4} left out: {reason}")
        for miss in c.missed:
            print(f"         missed: {miss}")
        total.cases, total.applicable = total.cases + c.cases, total.applicable + c.applicable
        total.agreeing += c.agreeing
    share = 100 * total.agreeing / total.applicable
    print(
        f"{'all':18} cases {total.cases:4}  applicable {total.applicable:4}  agreeing {total.agreeing:4}  {share:.1f}%"
    )


if __name__ == "__main__":
    main()
