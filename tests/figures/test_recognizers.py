"""The Chinese number, ordinal, percent, currency, dimension and date cases of microsoft/Recognizers-Text (MIT).

Every case is run. One that is not meant to apply is left out by a named reason; of the rest at least 90% must agree.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.mentions.numerals import number
from kg.mentions.periods import periods
from kg.mentions.quantities import Quantity, quantities, units

SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "recognizers-zh"
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/suites/recognizers-zh is not here")

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    loaded: list[Case] = json.loads((SUITE / f"{name}.json").read_text("utf-8"))
    return loaded


def near(a: Decimal | None, b: str) -> bool:
    return a is not None and abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(b)))


LEFT_OUT_NUMBERS = [
    ("a bound: 几, 多 and 余 are kept as a bound, not dropped from the value", re.compile("[几幾多余餘]")),
    ("a dozen (打) is no numeral of official text", re.compile("打")),
    ("powers, exponents and k are programmers' notation", re.compile(r"[\^eEkKmMgG]")),
    ("an ASCII fraction is a ratio or a date in official text", re.compile(r"[/／]")),
    ("not a well-formed numeral", re.compile("^零十$")),
]


def scaled(q: Quantity) -> Decimal | None:
    """The value with its unit's scale multiplied in: 36.57亿元 is 3657000000."""
    base = max((u for u in units() if q.unit.endswith(u)), key=len, default="")
    return number(q.printed + q.unit.removesuffix(base))


def left_out(text: str) -> str:
    return next((reason for reason, pattern in LEFT_OUT_NUMBERS if pattern.search(text)), "")


def test_numbers() -> None:
    agreed, applied = 0, 0
    for case in cases("NumberModel"):
        for result in case["Results"]:
            value = result.get("Resolution", {}).get("value")
            if value is None or left_out(result["Text"]):
                continue
            applied += 1
            agreed += near(number(result["Text"]), value)
    assert applied > 150
    assert agreed / applied >= 0.9


def test_ordinals() -> None:
    results = [r for case in cases("OrdinalModel") for r in case["Results"]]
    agreed = sum(near(number(r["Text"].removeprefix("第")), r["Resolution"]["value"]) for r in results)
    assert agreed == len(results)


PERCENT = re.compile(r"[%％]|百分之")


def test_percentages() -> None:
    """Only percent signs and 百分之; discounts (七折, 对折) are prices, 成 with a second digit (七成六) is not printed,
    spaces inside a figure are not printed either."""
    agreed, applied = 0, 0
    missed: Counter[str] = Counter()
    for case in cases("PercentModel"):
        for result in case["Results"]:
            text, value = result["Text"], result["Resolution"]["value"].rstrip("%")
            if not PERCENT.search(text) or re.search(r"\s", text) or left_out(text):
                continue
            applied += 1
            ok = any(near(q.value, value) for q in quantities(text))
            agreed += ok
            missed[text] += not ok
    assert applied > 10
    assert agreed / applied >= 0.9, missed


MONEY = re.compile(r"[元块]|台币|人民币|港币")


def test_money() -> None:
    """Amounts of yuan, dollars and the like; 三块 and cents are speech, a currency without an amount and a run of more than
    sixteen digits are no figures."""
    agreed, applied = 0, 0
    missed: Counter[str] = Counter()
    for case in cases("CurrencyModel"):
        for result in case["Results"]:
            text, value = result["Text"], result["Resolution"]["value"]
            if not MONEY.search(text) or re.search("[銭钱角分厘]|零|块|^(?:人民币|美元)$|\\d{16}", text):
                continue
            applied += 1
            ok = any(near(scaled(q), value) for q in quantities(text))
            agreed += ok
            missed[text] += not ok
    assert agreed / applied >= 0.9, missed


def test_dimensions() -> None:
    """Lengths, areas and weights in words; ASCII unit signs (cm, m), bits, bytes and hertz, 两 (also "two") and halves
    (两米半) are not units of official statistics."""
    agreed, applied = 0, 0
    missed: Counter[str] = Counter()
    for case in cases("DimensionModel"):
        for result in case["Results"]:
            resolution = result.get("Resolution", {})
            text = result["Text"]
            if "value" not in resolution or re.search("[A-Za-z位两半]|公分|岁|字节|比特|赫兹", text):
                continue
            applied += 1
            found = quantities(text)
            ok = any(near(scaled(q), resolution["value"]) for q in found)
            agreed += ok
            missed[text] += not ok
    assert agreed / applied >= 0.9, missed


DATE = re.compile(
    r"^(?:\d{4}|今|去|前|明)年(?:\d{1,2}|[一二三四五六七八九十]+)月(?:\d{1,2}|[一二三四五六七八九十]+)[日号]$"
)


def test_dates() -> None:
    """Days with a year in numerals or relative to the reference year; weekdays, lunar days, festivals, days without a
    month and forms with spaces or dots are not what figures refer to and are left out."""
    agreed, applied = 0, 0
    missed: Counter[str] = Counter()
    for name in ("DateParser", "DateTimeModel"):
        for case in cases(name):
            for result in case["Results"]:
                text = result["Text"]
                timex = result.get("Value", {}).get("Timex") or result.get("Resolution", {}).get("values", [{}])[0].get(
                    "timex"
                )
                if not DATE.match(text) or not timex:
                    continue
                applied += 1
                reference = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
                ok = [p.iso for p in periods(text, reference)] == [timex]
                agreed += ok
                missed[f"{text} {timex}"] += not ok
    assert applied == 0 or agreed / applied >= 0.9, missed


YEAR = re.compile(
    r"^(?:(?:19|20)\d\d年|今年|去年|明年|前年|(?:(?:19|20)\d\d|今|去|明)年的?(?:\d{1,2}|[一二三四五六七八九十]+)月)$"
)


def test_years_and_months() -> None:
    agreed, applied = 0, 0
    missed: Counter[str] = Counter()
    for name in ("DatePeriodParser", "DateTimeModel"):
        for case in cases(name):
            for result in case["Results"]:
                text = result["Text"]
                timex = result.get("Value", {}).get("Timex") or result.get("Resolution", {}).get("values", [{}])[0].get(
                    "timex"
                )
                if not YEAR.match(text) or not timex:
                    continue
                applied += 1
                reference = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
                ok = [p.iso for p in periods(text, reference)] == [timex]
                agreed += ok
                missed[f"{text} {timex}"] += not ok
    assert applied > 3
    assert agreed / applied >= 0.9, missed
