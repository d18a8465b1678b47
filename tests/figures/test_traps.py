"""What other tools are known to get wrong: parts of names, ranks, points and plans read as figures of something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.facts.observe import observe
from kg.mentions.numerals import number
from kg.mentions.periods import periods
from kg.mentions.quantities import quantities
from kg.model import Entity, Linked, Observation, Source
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")


def told(sentence: str) -> list[Observation]:
    document = read(Source("a.txt", ("青山区新闻\n" + sentence).encode(), date="2022-03-01"))
    return list(observe(document, Linked((HOME,), (), HOME.id))[0])


def test_a_region_is_no_coin() -> None:
    assert quantities("融入长三角一体化") == ()


def test_a_place_in_a_list_is_no_bit() -> None:
    assert [(q.value, q.unit, q.kind) for q in quantities("总量居全省第8位")] == [(Decimal(8), "位", "rank")]
    assert [(o.measure, o.printed, o.unit) for o in told("2021年财政收入总量居全省第8位。")] == [("rank", "8", "位")]


def test_points_are_no_percent() -> None:
    rows = told("2021年空气质量优良率上升30个百分点。")
    assert [(o.measure, o.printed, o.unit) for o in rows] == [("change", "30", "个百分点")]


@pytest.mark.parametrize("figure", ["1732.05亿元", "1905.12亿元", "2018.6万吨"])
def test_an_amount_is_no_month(figure: str) -> None:
    assert periods(f"营收达{figure}", "2022-03-01") == ()
    assert [f"{q.printed}{q.unit}" for q in quantities(figure)] == [figure]


def test_every_digit_of_an_amount_counts() -> None:
    rows = told("2021年全区一般公共预算收入151.33亿元。")
    assert [(o.value, o.unit) for o in rows] == [(Decimal("151.33"), "亿元")]


def test_a_plan_is_no_number() -> None:
    assert number("十四五") is None
    assert quantities("“十四五”期间，十四五规划") == ()
    assert [p.iso for p in periods("“十四五”期间")] == ["2021/2025"]


def test_this_natural_is_no_day() -> None:
    assert quantities("这一天然屏障") == ()
    assert periods("这一天然屏障", "2022-03-01") == ()


@pytest.mark.parametrize(
    "words",
    [
        "专精特新企业培育工作一以贯之",
        "G60科创走廊和5G基站",
        "会议于14:30开始",
        "比分为3:2",
        "咨询电话0571-87654321",
        "青政发〔2021〕18号文件",
        "活动为期三天，连续举办五届",
    ],
)
def test_codes_clocks_scores_and_durations_are_no_figures(words: str) -> None:
    assert told(words + "。") == []
