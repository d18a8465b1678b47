"""Whose a figure is: what a clause builds, what a heading is about, who is told of, and silence where nothing says it."""

from __future__ import annotations

import re

import pytest

from kg.facts.observe import observe
from kg.model import Document, Entity, Linked, Mention, Source, Span
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")
TOWN = Entity("area:330999101", "Town", "云湖镇", (), "330999101")
PARK = Entity("Zone:云湖产业园", "Zone", "云湖产业园")
STORE = Entity("Facility:云湖仓储中心", "Facility", "云湖仓储中心")
SCHOOL = Entity("Institution:云湖师范分院", "Institution", "云湖师范分院")
HOSPITAL = Entity("Institution:青山医院", "Institution", "青山医院")
FIRM = Entity("Enterprise:松岭实业有限公司", "Enterprise", "松岭实业有限公司")
OTHER = Entity("Enterprise:竹溪建设有限公司", "Enterprise", "竹溪建设有限公司")
LINE = Entity("Facility:青竹高铁", "Facility", "青竹高铁")
STATION = Entity("Facility:云湖站", "Facility", "云湖站")
ALL = (HOME, TOWN, PARK, STORE, SCHOOL, HOSPITAL, FIRM, OTHER, LINE, STATION)


def mentions(document: Document) -> tuple[Mention, ...]:
    found = [
        Mention(Span(m.start(), m.end()), e.type, "test", e.name, e.id, e.code)
        for e in ALL
        for m in re.finditer(e.name, document.text)
    ]
    scopes = [
        Mention(Span(m.start(), m.end()), "Scope", "test", m[0], HOME.id) for m in re.finditer("全区", document.text)
    ]
    scopes += [Mention(Span(m.start(), m.end()), "Scope", "test", m[0]) for m in re.finditer("全镇", document.text)]
    return tuple(sorted((*found, *scopes), key=lambda m: m.span))


def whose(page: str, publisher: str = "", name: str = "a.html") -> list[tuple[str, str]]:
    """(subject, value with unit) of each figure of a page of 青山区."""
    source = Source(name, page.encode(), date="2022-03-01", publisher=publisher or None)
    document = read(source)
    rows, _ = observe(document, Linked(ALL, mentions(document), HOME.id))
    names = {e.id: e.name for e in ALL}
    return [(names[o.subject], f"{o.printed}{o.unit}") for o in rows]


def told(*paragraphs: str, publisher: str = "") -> list[tuple[str, str]]:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    lead = "<p>青山区召开会议，部署全区下一步各项重点工作，要求把各项任务落到实处。</p>"
    return whose(f"<html><body><h1>青山区新闻</h1>{lead}{body}</body></html>", publisher)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年，青山区新建云湖产业园，总投资5亿元。", [("云湖产业园", "5亿元")]),
        ("青山区将建设云湖产业园，选址城东，建成后年产值8亿元。", [("云湖产业园", "8亿元")]),
        ("青山区成立云湖师范分院，聘请专家23名。", [("云湖师范分院", "23名")]),
        ("松岭实业有限公司投资2亿元，在城东建设云湖仓储中心。", [("云湖仓储中心", "2亿元")]),
        ("由松岭实业有限公司投资的云湖仓储中心建成，年处理货物6万吨。", [("云湖仓储中心", "6万吨")]),
        ("云湖仓储中心占地80亩，由竹溪建设有限公司施工，总建筑面积3万平方米。",
         [("云湖仓储中心", "80亩"), ("云湖仓储中心", "3万平方米")]),
        ("青山区新建云湖仓储中心，设计库容3000吨，改造步道4.5公里。",
         [("云湖仓储中心", "3000吨"), ("青山区", "4.5公里")]),
    ],
)  # fmt: skip
def test_what_is_built_has_its_cost_and_size(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "今年，青山区新建高原蔬菜冷链物流园，总投资5亿元。",
        "松岭医院南区二期项目正在收尾，该项目总投资3亿元。",
        "在云湖镇，计划投资4亿元建设智能装备制造基地。",
    ],
)
def test_what_nothing_names_is_not_the_places(sentence: str) -> None:
    assert told(sentence) == []


def test_partners_and_parts_of_a_sentence_have_subjects_of_their_own() -> None:
    assert told("青山区与松岭实业有限公司、竹溪建设有限公司等7家企业签约，协议资金4.3亿元。") == [
        ("青山区", "7家"),
        ("青山区", "4.3亿元"),
    ]
    sentence = "云湖镇种植茶叶2万亩；松岭实业有限公司与区茶叶协会达成合作，首批授信6000万元。"
    assert told(sentence)[1:] == [("松岭实业有限公司", "6000万元")]


def test_former_and_latter() -> None:
    sentence = "青山医院、云湖师范分院今年启用，前者设床位600张，后者设学位900个。"
    assert told(sentence) == [("青山医院", "600张"), ("云湖师范分院", "900个")]


def test_a_lines_station_is_the_station() -> None:
    assert told("青竹高铁云湖站全年发送旅客28万人次。") == [("云湖站", "28万人次")]


def test_what_a_company_did_goes_on() -> None:
    assert told("松岭实业有限公司改进工艺，推出订单种植，去年收购茶叶3万吨。") == [("松岭实业有限公司", "3万吨")]


def test_a_rank_among_counties_is_no_figure_of_several_places() -> None:
    assert told("全区地区生产总值117亿元，增速在各县（市、区）中居第3位。") == [
        ("青山区", "117亿元"),
        ("青山区", "3位"),
    ]


def test_a_heading_with_a_place_holds_for_its_paragraphs() -> None:
    page = (
        "# 青山区一周动态\n\n青山区各镇本周工作有序推进，全区上下抓紧春耕备耕，确保不误农时。\n\n"
        "## 一、云湖镇茶园春早\n\n连日来，茶农们抢抓晴好天气采摘头茬春茶，山坡上一派忙碌景象，采茶工人早出晚归，赶制新茶。全镇茶园面积2万亩。去年游客接待量8万人次。\n\n"
        "## 二、全区春耕备耕\n\n农机手们检修机具，备足农资。机耕面积12万亩。\n"
    )
    assert whose(page, name="a.md") == [("云湖镇", "2万亩"), ("云湖镇", "8万人次"), ("青山区", "12万亩")]


def test_a_paragraph_that_opens_with_a_town_is_about_it() -> None:
    assert told("云湖镇推进茶旅融合。去年，民宿床位1200张，旅游收入3亿元。") == [
        ("云湖镇", "1200张"),
        ("云湖镇", "3亿元"),
    ]


def test_a_rows_name_that_goes_on_names_something_else() -> None:
    table = "<table><tr><th>单位</th><th>接待游客（万人次）</th></tr><tr><td>云湖产业园</td><td>9.6</td></tr><tr><td>云湖产业园食堂</td><td>1.2</td></tr></table>"
    page = (
        f"<html><body><h1>青山区新闻</h1><p>青山区公布了全区各景点去年的接待情况，总体平稳。</p>{table}</body></html>"
    )
    assert whose(page) == [("云湖产业园", "9.6万人次")]


def test_on_a_page_of_many_places_the_noun_behind_a_place_owns_the_figure() -> None:
    said = "央视网消息：近日，各地旅游市场升温，多地推出新的线路和产品，吸引游客前往。"
    page = f"<html><body><h1>各地旅游升温</h1><p>{said}</p><p>{{}}</p></body></html>"
    assert whose(page.format("云湖镇接待游客36万人次。"), "央视网") == [("云湖镇", "36万人次")]
    assert whose(page.format("云湖镇重点景区共接待游客36万人次。"), "央视网") == []
