"""Which strings are areas, and which area they are. The sentences are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.areas import area_spans, home_area, read_areas
from kg.model import Document, Source
from kg.rules import table
from kg.text import read

LINPING = "杭州市临平区召开项目推进会。"


def page(text: str, title: str = "") -> Document:
    return read(Source("page.txt", f"{title}\n\n{text}".strip().encode()))


def names(text: str, title: str = "") -> list[tuple[str, str]]:
    document = page(text, title)
    return [(document.quote(m.span), m.code) for m in area_spans(document)]


@pytest.mark.parametrize(
    ("text", "trap"),
    [
        ("临平区创建国家级示范县，争当示范县排头兵。", "范县"),
        ("临平区提升亚运城市形象。", "运城市"),
        ("临平区推进运河北片开发。", "河北"),
        ("临平区与高校开展合作。", "合作"),
        ("临平区改造老城区道路。", "城区"),
        ("临平区省道373线和县道相接。", "和县"),
        ("临平区打造营商环境，内生动力更强。", "动力"),
        ("临平区走共同富裕之路。", "富裕"),
        ("临平区推动乡村振兴。", "振兴"),
        ("临平区沿黄河南岸植树。", "河南"),
        ("临平区上市场监管部门。", "上市"),
        ("临平区企业阿里巴巴。", "阿里"),
        ("临平区光临平台的客商增多。", "临平台"),
        ("临平区建设乡情馆。", "建设乡"),
        ("临平区银湖新区开工。", "新区"),
        ("农村居民收入增速快于城镇居民。", "于城镇"),
        ("客商走过公路和县道。", "和县"),
        ("各地推进小城镇建设。", "小城镇"),
        ("福建舰出海，长沙路通车。", "福建"),
        ("改造老城区道路。", "老城区"),
        ("文化科技卫生下乡，不忘家乡。", "家乡"),
    ],
)
def test_words_that_only_look_like_areas(text: str, trap: str) -> None:
    assert trap not in [name for name, _ in names(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("浙江义乌的小商品走向世界。", [("浙江", "330000"), ("义乌", "330782")]),
        ("杭州临平举行签约。", [("杭州", "330100"), ("临平", "330113")]),
        ("浙江省杭州市临平区", [("浙江省", "330000"), ("杭州市", "330100"), ("临平区", "330113")]),
        ("佛山市顺德区杏坛镇迎来开门红。", [("佛山市", "440600"), ("顺德区", "440606"), ("杏坛镇", "440606105")]),
        ("吉林省吉林市", [("吉林省", "220000"), ("吉林市", "220200")]),
        ("济南市中区的小店", [("济南", "370100"), ("市中区", "370103")]),
        ("楚雄彝族自治州双柏县", [("楚雄彝族自治州", "532300"), ("双柏县", "532322")]),
    ],
)
def test_chains(text: str, wanted: list[tuple[str, str]]) -> None:
    assert names(text) == wanted


def test_a_stem_shared_by_county_and_town_means_the_county() -> None:
    found = names(LINPING + "临平发展提速，临平街道也一样。")
    assert ("临平", "330113") in found
    assert ("临平街道", "330113001") in found


def test_homonyms_follow_the_home_area() -> None:
    assert ("西湖区", "360103") in names("南昌市举行签约，西湖区签下三个项目。", "南昌市集中签约")
    assert ("西湖区", "330106") in names("杭州市举行签约，西湖区签下三个项目。", "杭州市集中签约")


def test_a_homonym_without_an_anchor_stays_open() -> None:
    assert ("鼓楼区", "") in names("鼓楼区新开了一家书店。")


def test_a_county_by_short_form_needs_an_anchor() -> None:
    assert names("客商从缙云来到义乌。") == []
    assert ("义乌", "330782") in names("义乌市出台新政。客商来到义乌。")


def test_the_list_anchors_its_members() -> None:
    found = names("药商从巨鹿、夏津赶来。", "邢台市清河县举行交易会")
    assert ("夏津", "371427") in found


def test_short_forms_of_the_home_countys_towns() -> None:
    assert ("崇贤", "330113007") in names(LINPING + "崇贤新城的公租房交付。")
    assert ("塘栖", "330113100") not in names("游客从塘栖归来。")


def test_letters_only_after_a_verb_of_going() -> None:
    assert ("沪", "310000") in names(LINPING + "代表团赴沪招商。")
    assert names("沪深股市收涨，川流不息。") == []


def test_market_and_citizens_are_not_cut() -> None:
    assert ("上海市", "310000") not in names("上海市场回暖，上海市民点赞。")


def test_traditional_pages_keep_their_offsets() -> None:
    document = page("煙台市棲霞市召開全市領導幹部會議，會議宣布了這個決定。山東省的縣區來說，還有壽光市、蘭陵縣。")
    found = {document.quote(m.span): m.code for m in area_spans(document)}
    assert found["煙台市"] == "370600"
    assert found["棲霞市"] == "370686"
    assert found["蘭陵縣"] == "371324"


@pytest.mark.parametrize(
    ("title", "text", "home"),
    [
        ("临平区新闻发布会举行", "临平区发展提速，杭州、上海的客商前来。", "330113"),
        ("2021年宿州市国民经济和社会发展统计公报", "全市生产总值增长。蚌埠市、淮北市相邻。", "341300"),
        ("吴川市振文镇年报", "我镇地处鉴江下游，全镇面积58平方公里，吴川市区在东。", "440883104"),
        ("镇巴县人民政府工作规则", "全县各部门应当遵守。", "610728"),
        ("多地加快秋收", "河南、山东、黑龙江、吉林的收割机下田。", ""),
        ("镇政府召开会议", "我镇召开会议，镇党委书记讲话。", ""),
    ],
)
def test_home(title: str, text: str, home: str) -> None:
    assert home_area(page(text, title)) == home


def test_the_publisher_helps_with_a_homonym() -> None:
    plain = Document("0", "p", "西湖区五十个项目开工\n西湖区签约。", title="西湖区五十个项目开工", publisher="杭州网")
    assert home_area(plain) == "330106"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="杭州市临平区浙江省塘栖镇上海示范县全我的和，。\n村", max_size=60))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    spans = [m.span for m in area_spans(Document("0", "p", text))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_everyday_words_need_more_than_themselves() -> None:
    for row in table("lexicon/area_words.tsv"):
        text = row["counterexample"] or f"各地推进{row['word']}工作。"
        assert row["word"] not in [name for name, _ in names(f"{LINPING}{text}")], row


def test_letters_have_examples_and_counterexamples() -> None:
    for row in table("lexicon/area_letters.tsv"):
        assert (row["letter"], row["code"]) in names(f"会议结束，{row['example']}。"), row
        assert (row["letter"], row["code"]) not in names(f"会议结束，{row['counterexample']}。"), row


def test_a_town_of_another_province_needs_its_parent_there() -> None:
    home = "杭州市临平区召开会议，临平区签约。"
    assert ("盛泽镇", "") in names(f"{home}客商来自盛泽镇。")
    assert ("盛泽镇", "320509105") in names(f"{home}客商来自江苏省盛泽镇。")
    assert ("盛泽镇", "320509105") in names("盛泽镇是丝绸名镇。")


def test_what_stays_open_is_listed_with_its_reason() -> None:
    refused = read_areas(page("客商从缙云来到义乌，谈合作。")).refused
    assert [(r.name, r.reason) for r in refused] == [
        ("缙云", "nothing ties the short form to its area"),
        ("义乌", "nothing ties the short form to its area"),
    ]


def test_a_river_is_not_the_city_of_its_name() -> None:
    assert names("青山县地处西北。发源于雪山的黑河流入县境，注入青湖。") == []
