"""Who holds which post and what a body governs, on whole small pages. The pages are invented."""

import pytest

from kg.entities.link import link
from kg.facts.posts import posts
from kg.mentions.spot import spot
from kg.model import Linked, Relation, Source
from kg.text import read

Row = tuple[str, str, str, str, str]


def page(text: str) -> tuple[Linked, tuple[Relation, ...], str]:
    document = read(Source("page.txt", text.encode()))
    linked = link(document, spot(document))
    return linked, posts(document, linked), document.text


def rows(text: str, predicate: str) -> set[Row]:
    linked, relations, _ = page(text)
    names = {e.id: e.name for e in linked.entities}
    return {
        (names[r.subject], r.predicate, names[r.object], r.title, r.state)
        for r in relations
        if r.predicate == predicate
    }


def held(text: str) -> set[tuple[str, str, str, str]]:
    return {(s, o, title, state) for s, _, o, title, state in rows(text, "holdsPost")}


COUNTY = "桐庐县召开全县大会\n"
COMMITTEE, GOVERNMENT = "中共桐庐县委", "桐庐县人民政府"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委书记陈大江讲话。", {("陈大江", COMMITTEE, "县委书记", "actual")}),
        (
            "县委副书记、县长施小淼主持会议。",
            {("施小淼", COMMITTEE, "县委副书记", "actual"), ("施小淼", GOVERNMENT, "县长", "actual")},
        ),
        (
            "县委常委、宣传部部长沈小威出席。",
            {("沈小威", COMMITTEE, "县委常委", "actual"), ("沈小威", "中共桐庐县委宣传部", "宣传部部长", "actual")},
        ),
        (
            "赵一水、钱大河等县人大常委会副主任出席。",
            {
                ("赵一水", "桐庐县人民代表大会常务委员会", "县人大常委会副主任", "actual"),
                ("钱大河", "桐庐县人民代表大会常务委员会", "县人大常委会副主任", "actual"),
            },
        ),
        ("任命孙三山为桐庐县人民政府副县长。", {("孙三山", GOVERNMENT, "副县长", "actual")}),
        ("决定免去李四海的桐庐县财政局局长职务。", {("李四海", "桐庐县财政局", "财政局局长", "ended")}),
        ("接受周文湖同志辞去桐庐县人民政府县长职务的请求。", {("周文湖", GOVERNMENT, "县长", "ended")}),
        ("吴六合，男，1980年3月生，拟任桐庐县人民政府副县长。", {("吴六合", GOVERNMENT, "副县长", "planned")}),
        ("桐庐县委书记一职由郑七星同志担任。", {("郑七星", COMMITTEE, "县委书记", "actual")}),
        (
            "青云光电有限公司董事长兼总经理王八方说，订单很满。",
            {("王八方", "青云光电有限公司", "董事长", "actual"), ("王八方", "青云光电有限公司", "总经理", "actual")},
        ),
        (
            "青云光电有限公司供应链副总裁冯九江介绍，订单很满。",
            {("冯九江", "青云光电有限公司", "供应链副总裁", "actual")},
        ),
        ("县长负责制是县政府的基本工作制度。", set()),
        ("村民陈十全说，日子好了。", set()),
        ("原县委书记陈大江参加。", {("陈大江", COMMITTEE, "县委书记", "ended")}),
        (
            "陈大江同志任桐庐县财政局局长，免去其桐庐县审计局局长职务。",
            {("陈大江", "桐庐县财政局", "财政局局长", "actual"), ("陈大江", "桐庐县审计局", "审计局局长", "ended")},
        ),
        ("根据县长的提名，任命陈大江为桐庐县财政局局长。", {("陈大江", "桐庐县财政局", "财政局局长", "actual")}),
        ("提名陈大江为桐庐县财政局局长。", {("陈大江", "桐庐县财政局", "财政局局长", "planned")}),
        ("总书记习近平强调。", {("习近平", "中共中央", "总书记", "actual")}),
        ("德国总理王小朔到访。", set()),
    ],
)
def test_posts(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert held(COUNTY + text) == expected


def test_a_list_of_removals_goes_on_line_by_line() -> None:
    text = COUNTY + "任命：\n陈一民为桐庐县财政局局长；\n免去：\n周建军的桐庐县审计局局长职务；\n"
    assert held(text) == {
        ("陈一民", "桐庐县财政局", "财政局局长", "actual"),
        ("周建军", "桐庐县审计局", "审计局局长", "ended"),
    }


def test_committee_and_government_govern_their_area_and_departments_belong_to_them() -> None:
    text = COUNTY + "县委、县政府作出部署。县委组织部、县财政局负责落实。"
    assert rows(text, "governs") == {
        (COMMITTEE, "governs", "桐庐县", "", "actual"),
        (GOVERNMENT, "governs", "桐庐县", "", "actual"),
    }
    assert {(s, o) for s, _, o, _, _ in rows(text, "subsidiaryOf")} == {
        ("中共桐庐县委组织部", COMMITTEE),
        ("桐庐县财政局", GOVERNMENT),
    }


def test_one_body_however_written() -> None:
    linked, _, _ = page(COUNTY + "中共桐庐县委部署。县委要求，桐庐县委书记陈大江强调。")
    bodies = [e for e in linked.entities if e.type == "GovernmentBody"]
    assert [e.name for e in bodies] == [COMMITTEE]
    assert {"县委", "桐庐县委"} <= set(bodies[0].aliases)


def test_a_body_whose_seat_nothing_names_is_no_entity() -> None:
    linked, relations, _ = page("镇政府召开会议\n镇政府要求各村抓好落实。")
    assert not [e for e in linked.entities if e.type == "GovernmentBody"]
    assert relations == ()


def test_every_post_has_its_sentence() -> None:
    _, relations, text = page(COUNTY + "县委书记陈大江讲话。县长施小淼主持会议。")
    said = {r.title: text[r.evidence.sentence.start : r.evidence.sentence.end] for r in relations if r.title}
    assert said == {"县委书记": "县委书记陈大江讲话。", "县长": "县长施小淼主持会议。"}


def test_years_of_a_post() -> None:
    _, relations, _ = page(
        COUNTY + "陈大江2015年3月至2018年任桐庐县财政局局长。施小淼，2021年6月起任桐庐县审计局局长。"
    )
    assert {(r.title, r.begin, r.end) for r in relations if r.title} == {
        ("财政局局长", "2015-03", "2018"),
        ("审计局局长", "2021-06", ""),
    }


def test_one_post_held_in_turn() -> None:
    text = "桐庐县人民政府县长：周文湖（8月离任）、孙三山（8月任职）。"
    assert rows(text, "holdsPost") == {
        ("周文湖", "holdsPost", "桐庐县人民政府", "县长", "ended"),
        ("孙三山", "holdsPost", "桐庐县人民政府", "县长", "actual"),
    }


def test_the_chair_of_a_cooperative() -> None:
    text = "桐庐青岚茶叶专业合作社理事长孙三山说，今年丰收。"
    assert rows(text, "holdsPost") == {("孙三山", "holdsPost", "桐庐青岚茶叶专业合作社", "理事长", "actual")}


def test_a_career_goes_on_through_committees_and_their_governments() -> None:
    text = (
        "安州干部简历\n李大江，男，1970年生。历任桐庐县委常委、常务副县长，昆山市委副书记、市长。\n"
        "昆山市委副书记、市长带队调研。"
    )
    assert {(o, title) for _, o, title, _ in held(text)} == {
        ("中共桐庐县委", "县委常委"),
        ("桐庐县人民政府", "常务副县长"),
        ("中共昆山市委", "市委副书记"),
        ("昆山市人民政府", "市长"),
    }


def test_the_village_is_said_once_before_its_branch() -> None:
    assert held("桐庐县莪山乡见闻\n桐庐县莪山乡青坞村村党支部书记李大江说。") == {
        ("李大江", "桐庐县莪山乡青坞村村党支部", "党支部书记", "actual")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "县长施小淼、青屏联席办副主任钱大河出席。",
            {("施小淼", GOVERNMENT, "县长", "actual")},
        ),
        (
            "副县长、青屏联席办副主任钱大河出席。",
            {("钱大河", GOVERNMENT, "副县长", "actual")},
        ),
        ("曾任桐庐县财政局局长的退休专家郑七星说。", {("郑七星", "桐庐县财政局", "财政局局长", "ended")}),
        ("桐庐县财政局局长郑七星于6月调任外地。", {("郑七星", "桐庐县财政局", "财政局局长", "ended")}),
        (
            "任命郑七星为桐庐县审计局局长；冯小江因工作调动，不再担任桐庐县财政局局长。",
            {("郑七星", "桐庐县审计局", "审计局局长", "actual"), ("冯小江", "桐庐县财政局", "财政局局长", "ended")},
        ),
        ("桐庐县青屏中学迎来新生。校长李大江说，教室亮堂。", {("李大江", "桐庐县青屏中学", "校长", "actual")}),
        (
            "李大江，男，1970年生，历任某某矿矿长、桐庐县财政局局长。",
            {("李大江", "桐庐县财政局", "财政局局长", "ended")},
        ),
    ],
)
def test_posts_in_lists_and_lives(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert held(COUNTY + text) == expected


def test_a_table_of_candidates_says_who_is_what_and_is_to_be_what() -> None:
    html = (
        "<html><body><h1>桐庐县拟任干部公示</h1><table><tr><th>姓名</th><th>现任职务</th><th>拟任职务</th></tr>"
        "<tr><td>李大江</td><td>桐庐县财政局局长</td><td>拟任桐庐县副县长</td></tr></table></body></html>"
    )
    document = read(Source("page.html", html.encode(), kind="html"))
    linked = link(document, spot(document))
    names = {e.id: e.name for e in linked.entities}
    found = {(names[r.object], r.title, r.state) for r in posts(document, linked) if r.predicate == "holdsPost"}
    assert found == {("桐庐县财政局", "财政局局长", "actual"), (GOVERNMENT, "副县长", "planned")}
