"""Who a clause without a subject speaks of."""

from __future__ import annotations

import pytest
from relation_marks import read_marked, rows

from kg.facts.relate import relate

TITLE = "HOME这一年\n"


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[柳林镇|Town]地处山区，聚焦[茶产业|Industry]。", ["柳林镇 focusesOn 茶产业"]),
        ("[柳林镇|Town]山多。近年来聚焦[茶产业|Industry]。", ["柳林镇 focusesOn 茶产业"]),
        ("过去一年很不平凡。聚焦[茶产业|Industry]。", ["HOME focusesOn 茶产业"]),
        ("[甲公司|Enterprise]签约，[乙项目|Project]开工。", ["HOME undertakes 乙项目"]),
        ("[茶园|Project]由[甲公司|Enterprise]建设。", ["甲公司 undertakes 茶园"]),
        ("[柳林镇|Town]、[东河镇|Town]获评[卫生镇|Honor]。", ["柳林镇 receives 卫生镇", "东河镇 receives 卫生镇"]),
        (
            "[甲学院|Institution]建成投用，与[乙中学|Institution]开展教育合作。",
            ["HOME undertakes 甲学院", "HOME cooperatesWith 乙中学"],
        ),
        (
            "[文旅局|GovernmentBody]局长[王大山|Person]表示，将争创[卫生县|Honor]。",
            ["HOME receives 卫生县 (planned)", "王大山 holdsPost 文旅局"],
        ),
        (
            "由[甲公司|Enterprise]主办，[乙协会|Institution]承办的[茶会|Event]开幕。",
            ["甲公司 organizes 茶会", "乙协会 organizes 茶会"],
        ),
        ("在[柳林镇|Town]，[茶产业|Industry]加快发展。", ["柳林镇 focusesOn 茶产业"]),
        (
            "[县府办|GovernmentBody]\n关于印发[《兴茶办法》|Policy]的通知\n各镇：",
            ["县府办 issues 《兴茶办法》"],
        ),
    ],
)
def test_subject_in_force(marked, said):
    document, linked = read_marked(TITLE + marked)
    assert sorted(rows(relate(document, linked), linked)) == sorted(said)


@pytest.mark.parametrize(
    "marked",
    [
        "我国大力发展[茶产业|Industry]。",
        "省农科院专家组培育[茶产业|Industry]。",
        "三个园区入选[百强榜|Honor]。",
        "她被省妇联授予[巾帼标兵|Honor]称号。",
    ],
)
def test_a_clause_with_another_subject_is_not_given_to_the_home_area(marked):
    document, linked = read_marked(TITLE + marked)
    assert rows(relate(document, linked), linked) == []


def test_a_page_that_is_not_about_its_home_gives_it_nothing():
    text = "各地见闻\n全国各地农忙。[甲县|District]、[乙县|District]开镰。\n大力发展[茶产业|Industry]。"
    document, linked = read_marked(text)
    assert rows(relate(document, linked), linked) == []


@pytest.mark.parametrize(
    ("title", "builder"), [("HOME人民政府工作报告\n", "HOME"), ("HOME统计公报\n", "HOME"), ("HOME这一年\n", "甲园区")]
)
def test_an_area_that_reports_on_itself_stays_the_subject(title, builder):
    document, linked = read_marked(title + "[甲园区|Zone]企业不少。[乙项目|Project]建成投产。")
    assert rows(relate(document, linked), linked) == [f"{builder} undertakes 乙项目"]


def test_list_items_are_read_behind_their_introduction():
    document, linked = read_marked(TITLE + "一批荣誉相继落户：\n[全国卫生县|Honor]\n[中国茶乡|Honor]")
    assert rows(relate(document, linked), linked) == ["HOME receives 全国卫生县", "HOME receives 中国茶乡"]


def test_the_sentence_holds_the_anchor():
    document, linked = read_marked(TITLE + "好天气。[柳林镇|Town]聚焦[茶产业|Industry]。")
    [relation] = relate(document, linked)
    assert document.quote(relation.evidence.sentence) == "柳林镇聚焦茶产业。"
    assert document.quote(relation.evidence.anchor) == "聚焦茶产业"
    assert relation.evidence.sentence.holds(relation.evidence.anchor)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("1．[甲公司|Enterprise]计划在[柳林镇|Town]建设[茶厂|Facility]。", ["甲公司 undertakes 茶厂 (planned)"]),
        ("在[柳林镇|Town]，[茶厂|Facility]建成投用。", ["HOME undertakes 茶厂"]),
        ("[东河市|City]至[南泉市|City]的[乙项目|Project]开工。", ["HOME undertakes 乙项目"]),
        ("[茶协会|Institution]在[东河市|City]发布《[兴茶倡议|Policy]》。", ["茶协会 issues 兴茶倡议"]),
        ("多个茶场推出[兴茶政策|Policy]。", []),
        ("我们深化[兴茶改革|Policy]。", []),
        (
            "[柳林镇|Town]说“还要加油。”市长表示，[柳林镇|Town]正深入实施[兴茶行动|Policy]。",
            ["柳林镇 implements 兴茶行动"],
        ),
    ],
)
def test_who_does_it_is_not_where_it_is_done(marked, said):
    document, linked = read_marked(TITLE + marked)
    assert [r for r in rows(relate(document, linked), linked) if "locatedIn" not in r] == said
