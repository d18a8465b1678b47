"""What a page tells from sentence to sentence: years looked back on, first days, projects told of again, tables of a policy."""

from __future__ import annotations

import re

import pytest

from kg.facts.observe import observe
from kg.model import Document, Entity, Linked, Mention, Source, Span
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")
FIRM = Entity("Enterprise:松岭实业有限公司", "Enterprise", "松岭实业有限公司")
BASE = Entity("Facility:竹溪育苗基地", "Facility", "竹溪育苗基地")
PLANT = Entity("Facility:云湖水电站", "Facility", "云湖水电站")
POLICY = Entity("Policy:青山区扶持企业若干政策", "Policy", "青山区扶持企业若干政策")
ALL = (HOME, FIRM, BASE, PLANT, POLICY)


def mentions(document: Document) -> tuple[Mention, ...]:
    found = [
        Mention(Span(m.start(), m.end()), e.type, "test", e.name, e.id, e.code)
        for e in ALL
        for m in re.finditer(e.name, document.text)
    ]
    found += [
        Mention(Span(m.start(), m.end()), "Scope", "test", m[0], HOME.id) for m in re.finditer("全区", document.text)
    ]
    return tuple(sorted(found, key=lambda m: m.span))


def figures(page: str, name: str = "a.html") -> list[str]:
    """ "subject|indicator|value with unit|period" of each figure of a page of 青山区."""
    document = read(Source(name, page.encode(), date="2022-11-20"))
    rows, _ = observe(document, Linked(ALL, mentions(document), HOME.id))
    names = {e.id: e.name for e in ALL}
    return [f"{names[o.subject]}|{o.indicator}|{o.printed}{o.unit}|{o.period}" for o in rows]


def told(*paragraphs: str) -> list[str]:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    lead = "<p>青山区召开会议，部署全区下一步各项重点工作，要求把各项任务落到实处。</p>"
    return figures(f"<html><body><h1>青山区新闻</h1>{lead}{body}</body></html>")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ("今年，全区新建农村公路12公里；去年，全区获评平安区。", "截至9月底，全区用电量达30亿千瓦时。"),
            "青山区|用电量|30亿千瓦时|2022-09",
        ),
        (
            ("11月18日，青山区花木展开幕。", "开展首日，入场观众达2.5万人次。"),
            "青山区|入场观众|2.5万人次|2022-11-18",
        ),
        (("到今天，全区投产果园达3200亩。",), "青山区|投产果园|3200亩|"),
        (("到今天下午，全区已搭建板房50间。",), "青山区|搭建板房|50间|2022-11-20"),
    ],
)
def test_a_time_reaches_what_it_dates(paragraphs: tuple[str, ...], expected: str) -> None:
    assert expected in told(*paragraphs)


def test_the_first_day_of_a_holiday_is_not_the_day_of_the_story() -> None:
    assert "青山区|景区接待游客|3万人次|2022-11-18" not in told(
        "11月18日，青山区花木展开幕。", "国庆假期首日，景区接待游客3万人次。"
    )


def test_when_a_building_was_begun_dates_no_figure_of_it() -> None:
    assert told("云湖水电站2020年11月动工，总投资8亿元，职工宿舍120间。") == [
        "云湖水电站|总投资|8亿元|",
        "云湖水电站|职工宿舍|120间|",
    ]


def test_a_project_told_of_again_stays_the_one_told_of() -> None:
    found = told(
        "竹溪育苗基地昨日签约。该基地由松岭实业有限公司投资建设，总投资2亿元。一期投资5000万元，拟建8条生产线。"
    )
    assert found[-2:] == ["竹溪育苗基地|一期投资|5000万元|", "竹溪育苗基地|生产线|8条|"]


def test_a_project_that_nothing_names_gives_nothing_to_its_builder_or_the_place() -> None:
    assert told("这个项目由松岭实业有限公司投资建设，选址城东。一期投资5000万元，拟建8条生产线，年产值3亿元。") == []


def test_what_a_report_plans_is_the_plants() -> None:
    found = told("云湖水电站可行性研究报告已经通过审查，规划装机40万千瓦。")
    assert found == ["云湖水电站|规划装机|40万千瓦|"]


def test_what_is_saved_has_a_name_of_its_own() -> None:
    found = told("云湖水电站年均发电量3亿千瓦时，相当于每年节约标准煤9万吨。")
    assert [row.split("|")[1:3] for row in found] == [["年均发电量", "3亿千瓦时"], ["节约标准煤", "9万吨"]]


def test_old_characters_are_read_like_new_ones() -> None:
    assert told("這個項目由松岭实业有限公司投資建設，选址城東。一期投資5000萬元。") == []


def test_a_table_of_awards_in_a_policy_is_the_policys() -> None:
    page = (
        "<html><body><h1>青山区扶持企业若干政策</h1><p>根据上级部署，结合我区实际，制定本政策。青山区扶持企业若干政策自印发之日起施行。</p>"
        "<table><tr><th>认定类别</th><th>国家级奖励（万元）</th><th>省级奖励（万元）</th></tr>"
        "<tr><td>重点实验室</td><td>120</td><td>30</td></tr><tr><td>示范工厂</td><td>40</td><td>10</td></tr></table></body></html>"
    )
    assert [row.rpartition("|")[0] for row in figures(page)][:2] == [
        "青山区扶持企业若干政策|国家级重点实验室奖励|120万元",
        "青山区扶持企业若干政策|省级重点实验室奖励|30万元",
    ]


def test_a_markdown_page_with_one_tag_keeps_its_paragraphs() -> None:
    page = (
        "# 青山区新闻\n\n### 一条河\n\n去年，全区修复河道20公里，沿岸村庄的面貌有了很大变化。\n\n### 一座站\n\n"
        '截至9月底，全区用电量达30亿千瓦时，各项工作都在有序推进之中。\n\n<p class="tip">（完）</p>\n'
    )
    document = read(Source("a.md", page.encode()))
    assert [b.kind for b in document.blocks if "一" in document.quote(b.span)] == ["heading", "heading"]
