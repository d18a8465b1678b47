"""Number words, figures with units and times as pure functions."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.numerals import number
from kg.mentions.periods import period, periods
from kg.mentions.quantities import quantities, quantity

ONES = "零一二三四五六七八九"


def spelled(n: int) -> str:
    """`n` below 10**8 in Chinese numerals, the plain positional way."""
    if n >= 10_000:
        rest = n % 10_000
        return spelled(n // 10_000) + "万" + (("零" if 0 < rest < 1000 else "") + spelled(rest) if rest else "")
    text, zero = "", False
    for step, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, step)
        if digit:
            text += ("零" if zero else "") + ONES[digit] + word
            zero = False
        elif text and n:
            zero = True
    return text or "零"


@given(st.integers(min_value=0, max_value=99_999_999))
def test_spelled_numbers_come_back(n: int) -> None:
    assert number(spelled(n)) == n


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_printed_numbers_come_back_with_separators_and_full_width(whole: int, cents: int) -> None:
    value = Decimal(f"{whole}.{cents:02d}")
    printed = f"{whole:,}.{cents:02d}"
    assert number(printed) == value
    assert number(printed.translate(str.maketrans("0123456789,.", "０１２３４５６７８９，．"))) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none_and_figures_lie_inside_it(text: str) -> None:
    assert number(text) is None or isinstance(number(text), Decimal)
    for q in quantities(text):
        assert 0 <= q.span.start <= q.core.start < q.core.end <= q.span.end <= len(text)


@given(st.text(alphabet="一二三十百千万亿第位个元%年月日0123456789.-至季度上半去今比", max_size=25))
def test_times_lie_in_the_text_in_order(text: str) -> None:
    found = periods(text, "2022-05-01")
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千四百五", "2450"),
        ("4.78万亿", "4780000000000"),
        ("负十二", "-12"),
        ("三点一四", "3.14"),
        ("五分之二", "0.4"),
        ("25万6千", "256000"),
        ("壹佰零叁", "103"),
    ],
)
def test_numbers(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["十四五", "长三角", "万", "", "一天", "G60", "1,73"])
def test_no_numbers(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "kind"),
    [
        ("940.09亿元", "940.09", "亿元", "eq", "money"),
        ("2.6万余家", "2.6", "万家", "gt", "count"),
        ("近30个百分点", "30", "个百分点", "approx", "point"),
        ("第3位", "3", "位", "eq", "rank"),
        ("1.58:1", "1.58", "", "eq", "ratio"),
        ("27.2微克/立方米", "27.2", "微克/立方米", "eq", "measure"),
        ("八成", "8", "成", "eq", "multiple"),
        ("百分之三", "3", "%", "eq", "percent"),
        ("一亿元", "1", "亿元", "eq", "money"),
        ("5900余笔", "5900", "笔", "gt", "count"),
        ("不足80万元", "80", "万元", "lt", "money"),
        ("1800万套（件）", "1800", "万套（件）", "eq", "count"),
        ("1,732.05亿元", "1732.05", "亿元", "eq", "money"),
        ("３６．５％", "36.5", "%", "eq", "percent"),
        ("超过万元", "1", "万元", "gt", "money"),
        ("0.35吨标准煤/万元", "0.35", "吨标准煤/万元", "eq", "measure"),
    ],
)
def test_figures(text: str, value: str, unit: str, bound: str, kind: str) -> None:
    prefix = "位列" if kind == "rank" else ""
    found = quantities(prefix + text)
    assert [(q.value, q.unit, q.bound, q.kind) for q in found] == [(Decimal(value), unit, bound, kind)]


def test_a_range_gives_its_two_ends() -> None:
    assert [(q.value, q.unit, q.bound) for q in quantities("5—10万元")] == [
        (Decimal(5), "万元", "gt"),
        (Decimal(10), "万元", "lt"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2021-2025年",
        "14:16:29",
        "3个月",
        "连续5年",
        "5G网络",
        "G60",
        "PM2.5",
        "〔2018〕102号",
        "0571-12345678",
        "2018年9月",
        "“十四五”",
        "XH1604-08",
        "10时30分",
        "5000吨级",
        "前三位",
        "35岁",
        "两小时",
        "第8届",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert quantities(text) == ()


def test_only_a_whole_text_is_a_quantity() -> None:
    found = quantity("12.5亿元")
    assert found is not None
    assert found.value == Decimal("12.5")
    assert quantity("约12.5亿元的投资") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021年", "2021"),
        ("2021年9月", "2021-09"),
        ("2021年9月8日", "2021-09-08"),
        ("2021年1—8月", "2021-01/2021-08"),
        ("2021年前三季度", "2021-01/2021-09"),
        ("2021年一季度", "2021-Q1"),
        ("去年上半年", "2021-01/2021-06"),
        ("今年前8个月", "2022-01/2022-08"),
        ("2012-2022年", "2012/2022"),
        ("2021年底", "2021"),
        ("上半年", None),
        ("目前", None),
    ],
)
def test_times(text: str, iso: str | None) -> None:
    assert period(text, "2022-11-20") == iso


def test_a_year_carries_on_and_the_page_date_fills_none() -> None:
    assert [p.iso for p in periods("2021年全年，上半年，9月", None)] == ["2021", "2021-01/2021-06", "2021-09"]
    assert [p.iso for p in periods("上半年增长", "2022-11-20")] == [""]


def test_what_a_figure_is_compared_with_is_no_time_of_it() -> None:
    assert [p.kind for p in periods("比2019年增长", "2022-11-20")] == ["base"]
    assert [p.kind for p in periods("与上年同期相比", "2022-11-20")] == ["base"]


@pytest.mark.parametrize("text", ["2021年60月", "2月30日", "13月5日", "1—40月", "前15个月"])
def test_what_no_calendar_holds_is_no_period(text: str) -> None:
    assert [p.iso for p in periods(text, "2021-06-01", "2021") if len(p.iso) > 4] == []
