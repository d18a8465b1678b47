"""Lists of those that receive a title, and the honors of a page about one place."""

from __future__ import annotations

from relation_marks import read_marked, rows

from kg.facts.relate import relate

NOTICE = """认定[岚谷公司|Enterprise]等2家企业为[岚江龙头企业|Honor]。
一、新认定企业
[岚县|District]：[岚谷公司|Enterprise]、[岚果公司|Enterprise]。
二、取消资格企业
[岚县|District]：[岚面公司|Enterprise]。
"""


def said(marked: str) -> set[str]:
    document, linked = read_marked(marked)
    found = [r for r in relate(document, linked) if r.predicate == "receives"]
    return set(rows(found, linked))


def test_each_company_of_the_list_receives_the_title() -> None:
    assert said(NOTICE) >= {"岚谷公司 receives 岚江龙头企业", "岚果公司 receives 岚江龙头企业"}


def test_what_is_taken_back_has_ended() -> None:
    assert "岚面公司 receives 岚江龙头企业 (ended)" in said(NOTICE)


def test_a_list_without_a_title_gives_nothing() -> None:
    assert said("一、参会企业\n[岚县|District]：[岚谷公司|Enterprise]、[岚果公司|Enterprise]。\n") == set()


def test_a_line_of_honors_under_their_heading_is_the_place_s_own() -> None:
    assert said("5 荣誉\n[全国书香城市|Honor]、[岚江陶都|Honor]。\n") == {
        "HOME receives 全国书香城市",
        "HOME receives 岚江陶都",
    }


def test_those_below_a_prize_receive_it_up_to_the_next_text() -> None:
    page = (
        "县里表彰先进。\n[纳税功勋企业|Honor]\n1.[岚谷公司|Enterprise]\n2.[岚果公司|Enterprise]\n"
        "会上，[岚面公司|Enterprise]代表发言。\n[岚茶公司|Enterprise]\n"
    )
    assert said(page) == {"岚谷公司 receives 纳税功勋企业", "岚果公司 receives 纳税功勋企业"}
