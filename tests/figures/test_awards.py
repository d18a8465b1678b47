"""What a policy's sentence gives, and figures of pages that name no home."""

from __future__ import annotations

import pytest

from kg.facts.figures import runs
from kg.facts.figures_awards import award
from kg.facts.observe import observe
from kg.mentions.quantities import quantities
from kg.model import Entity, Linked, Mention, Source, Span
from kg.text import read

AWARDS = [
    ("对新建的粮食烘干中心，一次性给予25万元奖励。", ["粮食烘干中心奖励|eq"]),
    ("通过一级、二级认证的，分别给予10万元、6万元奖励。", ["通过一级认证奖励|eq", "通过二级认证奖励|eq"]),
    ("购置农机的，按购置价的40%给予补贴，每户每年封顶3万元。", ["购置价补贴比例|eq", "每户每年购置价补贴|lt"]),
    ("设立总规模8亿元的乡村产业基金。", ["乡村产业基金总规模|eq"]),
    (
        "年产值首次突破2亿元、5亿元的企业，分别奖励10万元、30万元。",
        ["年产值首次突破2亿元企业奖励|eq", "年产值首次突破5亿元企业奖励|eq"],
    ),
    ("全区粮食烘干中心完成投资25万元。", []),
    ("评审期为30个工作日，奖励名单另行公布。", []),
]


@pytest.mark.parametrize(("text", "wanted"), AWARDS)
def test_policy_gives(text: str, wanted: list[str]) -> None:
    found = [pair for run in runs(text, list(quantities(text))) for pair in award(text, tuple(run))]
    assert [f"{name}|{bound}" for name, bound in found] == wanted


def test_page_of_many_places_gives_its_home_only_what_names_it() -> None:
    text = (
        "各地备春耕\n全国各地备春耕有序推进。\n青山区出动农机260台。全国共储备种子530万吨。\n"
        "田间的合作社新购烘干机44台。"
    )
    document = read(Source("a.txt", text.encode()))
    at = document.text.index("青山区")
    home = Entity("area:330999", "District", "青山区", (), "330999")
    linked = Linked((home,), (Mention(Span(at, at + 3), "District", "test", "青山区", home.id),), home.id)
    rows, rejected = observe(document, linked)
    assert [(o.indicator, o.printed) for o in rows] == [("出动农机", "260")]
    assert {r.name for r in rejected} >= {"530万吨", "44台"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("良种补贴：小麦每亩补贴15元，大豆不超过25元。", ["小麦每亩补贴|eq", "大豆补贴|lt"]),
        ("农机购置补贴资金总额1200万元，报废更新补贴提高到每台6万元。", ["农机购置补贴资金总额|eq", "报废更新补贴|eq"]),
        ("设立总规模10亿元的云湖产业基金，首期规模3亿元。", ["云湖产业基金总规模|eq", "云湖产业基金首期规模|eq"]),
        ("每年安排专项资金不少于5000万元。", ["专项资金|gt"]),
        ("对首台装备按售价的20%给予奖励。", ["首台装备奖励比例|eq"]),
        ("贷款按不超过3%的利率给予贴息，单户企业年度贴息上限40万元。", ["贴息利率|lt", "单户企业年度贴息|lt"]),
    ],
)
def test_a_clause_names_what_it_gives(text: str, wanted: list[str]) -> None:
    found = [pair for run in runs(text, list(quantities(text))) for pair in award(text, tuple(run))]
    assert [f"{name}|{bound}" for name, bound in found] == wanted
