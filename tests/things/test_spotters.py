"""Companies, places, products, roads and lists; and what holds for every mention of a thing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.edges import left_edge
from kg.mentions.spot import settle, spotters
from kg.model import Block, Document, Mention, Span
from kg.rules import table

NAMES = [name for name in spotters.names() if name.startswith("things")]


def page(text: str, kind: str = "paragraph") -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Document("0" * 16, "page.txt", text, blocks=tuple(blocks))


def mentions(document: Document) -> list[Mention]:
    return [c.mention for name in NAMES for c in spotters.get(name)(document)]


def found(text: str, kind: str = "paragraph") -> dict[str, str]:
    document = page(text, kind)
    return {m.name: m.type for m in settle(c for n in NAMES for c in spotters.get(n)(document)).mentions}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("岚克韦尔落户我区", ["岚克韦尔"]),
        ("引进岚合智造、鸿岚股份等龙头企业", ["岚合智造", "鸿岚股份"]),
        ("“岚合”“海岚智能”等上市企业", ["岚合", "海岚智能"]),
        ("岚合新材料有限公司（以下简称“岚合”）", ["岚合新材料有限公司", "岚合"]),
        ("骨干企业，岚塑、敏岚等先后安家", ["岚塑", "敏岚"]),
        ("新增上市公司2家，分别是铂岚特、鸿岚新材", ["铂岚特", "鸿岚新材"]),
        ("岚禾股份扩产", ["岚禾股份"]),
        ("岚港集团董事长王某出席", ["岚港集团"]),
        ("中国石化镇海炼化分公司投产", ["中国石化镇海炼化分公司"]),
    ],
)
def test_companies(text: str, names: list[str]) -> None:
    enterprises = [name for name, type_ in found(text).items() if type_ == "Enterprise"]
    assert [name for name in names if name not in enterprises] == []


@pytest.mark.parametrize(
    "text",
    [
        "汽车、家电等领域企业增产",
        "硬核科技融入传统节日，海关生物安全监测",
        "优化营商环境，落实二十国集团共识",
        "中国建筑行业工程质量",
        "现代汽车产业集群，点点滴滴",
    ],
)
def test_what_is_no_company(text: str) -> None:
    assert "Enterprise" not in found(text).values()


@pytest.mark.parametrize("row", table("gazetteers/companies.tsv"), ids=lambda row: row["name"])
def test_known_companies(row: dict[str, str]) -> None:
    assert found(f"，{row['example']}。").get(row["name"]) == "Enterprise"


@pytest.mark.parametrize("row", table("gazetteers/places.tsv"), ids=lambda row: row["name"])
def test_known_places(row: dict[str, str]) -> None:
    assert row["name"] in [m.name for m in mentions(page(f"，{row['example']}。")) if m.type == row["type"]]


@pytest.mark.parametrize("row", table("gazetteers/institutions.tsv"), ids=lambda row: row["name"])
def test_known_institutions(row: dict[str, str]) -> None:
    types = [m.type for m in mentions(page(f"，{row['example']}。")) if row["name"] in m.name]
    assert "Institution" in types


@pytest.mark.parametrize("row", table("lexicon/company_ends.tsv"), ids=lambda row: row["end"])
def test_last_words_of_companies(row: dict[str, str]) -> None:
    assert found(f"，{row['example']}等企业。").get(row["example"]) == "Enterprise"


@pytest.mark.parametrize(
    "text",
    [
        "研讨会在江苏南京举行",
        "四川东北部有雨",
        "西北侧建筑",
        "新疆山东两地",
        "西北大门",
        "长江路中段",
        "山东海阳附近海域",
    ],
)
def test_directions_and_crossings_are_no_places(text: str) -> None:
    assert not {"Region", "NaturalFeature", "Institution"} & set(found(text).values())


def test_a_list_of_waters() -> None:
    names = found("区内分布着岚岭湾、前岚湾、大沙河、西岚湖和大南山等景观。")
    assert [n for n in ("大沙河", "西岚湖") if names.get(n) != "NaturalFeature"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("迭代“岚服宝”数字化平台", "岚服宝"),
        ("“昆岚欧”中欧班列开行", "昆岚欧"),
        ("打响“岚风有礼”品牌", "岚风有礼"),
        ("研制的“岚鹊-300”物流无人机下线", "岚鹊-300"),
        ("推出“岚溪贡眉”系列白茶", "岚溪贡眉"),
        ("“岚城竹编”获国家地理标志", "岚城竹编"),
        ("联合研发智能茶具系列产品。", "智能茶具系列产品"),
        ("用好昆山综合金融服务平台", "昆山综合金融服务平台"),
    ],
)
def test_products(text: str, name: str) -> None:
    assert found(text).get(name) == "Product"


@pytest.mark.parametrize(
    "text", ["打响“开渔节”等节庆品牌", "“户户通”试点启动", "“最多跑一次”平台", "搭建服务平台", "捧回“岚岭文明村”牌子"]
)
def test_what_is_no_product(text: str) -> None:
    assert "Product" not in found(text).values()


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("省道S305穿村而过", "省道S305", "Facility"),
        ("省道373线和县道梅岚线", "县道梅岚线", "Facility"),
        ("320国道改线", "320国道", "Facility"),
        ("青岛地铁6号线开通", "青岛地铁6号线", "Facility"),
        ("科岚路（320国道-岚南路）提升改造、", "科岚路（320国道-岚南路）提升改造", "Project"),
        ("岚金港220千伏架空线上改下工程。", "岚金港220千伏架空线上改下工程", "Project"),
        ("青岛地铁6号线一期开工", "青岛地铁6号线一期", "Project"),
    ],
)
def test_roads(text: str, name: str, type_: str) -> None:
    assert found(text).get(name) == type_


def test_a_line_can_be_a_projects_name() -> None:
    assert found("高分子胶膜新材料项目\n重点项目\n产业发展项目", "item") == {"高分子胶膜新材料项目": "Project"}


def test_a_listed_line_is_a_project() -> None:
    assert found("开工建设岚川调味品生产线等项目").get("岚川调味品生产线") == "Project"


def test_items_before_such_projects() -> None:
    assert found("推进岚篮基因等项目").get("岚篮基因") == "Project"
    assert found("教育、医疗等项目") == {}


def test_both_of_a_pair() -> None:
    names = found("启动昆湖和岚山北片两大核心示范片区建设")
    assert [n for n in ("昆湖核心示范片区", "岚山北片核心示范片区") if names.get(n) != "Zone"] == []


def test_the_items_of_three() -> None:
    names = found("区内岚口、昆湾、赤岚三大港口通达世界")
    assert [n for n in ("岚口港口", "昆湾港口", "赤岚港口") if names.get(n) != "Facility"] == []


def test_the_second_of_two_has_the_place_of_the_first() -> None:
    assert found("参与杭州都市区、都市圈建设").get("杭州都市圈") == "Region"


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("岚光能源有限公司建设东岙港区铁路专用线", "东岙港区铁路专用线", "Facility"),
        ("岚川航空产业园建设云鹊总装基地", "岚川航空产业园", "Zone"),
        ("岚光在匈牙利佩奇建设欧洲工厂", "欧洲工厂", "Facility"),
        ("拟任长沙市岚湘投资集团有限公司董事长", "长沙市岚湘投资集团有限公司", "Enterprise"),
        ("李明曾任岚江学院信息与电气工程学院院长", "岚江学院信息与电气工程学院", "Institution"),
        ("岚州大学数学与统计学院承办", "岚州大学数学与统计学院", "Institution"),
        ("李明曾任江海工学院教师", "江海工学院", "Institution"),
        ("2021年岚光集团有限公司落户", "岚光集团有限公司", "Enterprise"),
        ("2024年度岚光科技有限公司入选", "岚光科技有限公司", "Enterprise"),
        ("由中铁二十二局集团有限公司承建", "中铁二十二局集团有限公司", "Enterprise"),
        ("成立青山县白石岭茶叶专业合作社", "青山县白石岭茶叶专业合作社", "Enterprise"),
        ("拟选址岚州临空经济区", "岚州临空经济区", "Zone"),
        ("岚江食品产业园二期开工", "岚江食品产业园二期", "Zone"),
        ("岚合铁路昆山段铺轨", "岚合铁路昆山段", "Project"),
        ("推进昆山茶都广场建设", "昆山茶都广场", "Facility"),
        ("建设高新区生物医药中试平台", "高新区生物医药中试平台", "Facility"),
        ("在高新区新材料中试平台考察", "高新区新材料中试平台", "Facility"),
        ("旗下有无锡岚芯封装测试有限公司", "无锡岚芯封装测试有限公司", "Enterprise"),
        ("连接青山居景区", "青山居景区", "Zone"),
        ("共建航空产业学院", "航空产业学院", "Institution"),
        ("共建固态电池联合实验室", "固态电池联合实验室", "Institution"),
        ("岚光股份有限公司（以下简称“岚光”）第三工厂投产", "岚光第三工厂", "Facility"),
    ],
)
def test_what_a_verb_does_it_to(text: str, name: str, type_: str) -> None:
    assert found(text).get(name) == type_


@pytest.mark.parametrize(
    "text",
    [
        "修通机耕路、产业路和入户路",
        "目前路基工程和桩基工程已完成",
        "周小明任产业学院院长",
        "岚州日报记者报道",
        "岚州日报数字报",
        "通过建设校企联合实验室等",
        "建成全国首座零碳工厂",
        "这是第一座“零碳工厂”",
        "建设企业研发中心和玻璃栈道",
        "推出一系列产品和文创系列产品",
        "“双减”服务",
    ],
)
def test_what_names_nothing(text: str) -> None:
    assert found(text) == {}


def test_a_bare_zone_of_national_statistics_is_none() -> None:
    assert found("商务部数据显示，国家级经济技术开发区拥有各类经营主体四百万户。") == {}


def test_each_company_of_a_list_needs_evidence() -> None:
    names = found("支持新一代工业软件、高端仪器装备等重点企业，引进岚合智造、减碳等龙头企业")
    assert [name for name, type_ in names.items() if type_ == "Enterprise"] == ["岚合智造"]


def test_parent_of_a_branch() -> None:
    assert found("岚高昆山校区开工，来自岚高。").get("岚高") == "Institution"


@pytest.mark.parametrize("text", ["", "小镇", "。小镇", "，，大学"])
def test_no_edge_without_words(text: str) -> None:
    assert left_edge(page(text), len(text) and text.find("小" if "小" in text else "大")) is None


CHARACTERS = "岚港江海新城小镇大学项目工程公司集团“”（）、，。和的在一二3G60杭州市区湖山路等企业平台期—·\n 级"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=CHARACTERS, max_size=60))
def test_mentions_lie_in_the_text(text: str) -> None:
    for mention in mentions(page(text)):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert "\n" not in text[mention.span.start : mention.span.end]
        assert mention.name
        assert mention.rule.count(".") == 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=CHARACTERS, max_size=40), st.integers(0, 40))
def test_an_edge_lies_before_its_head(text: str, head: int) -> None:
    head = min(head, len(text))
    edge = left_edge(page(text), head)
    if edge is not None:
        assert edge.start == edge.parts[0].span.start < head
        assert all(a.span.end == b.span.start for a, b in zip(edge.parts, edge.parts[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("S305线青柳至岚港段建成通车", "S305线青柳至岚港段", "Project"),
        ("去年底通车的昆山至大青岭高速公路缩短车程", "昆山至大青岭高速公路", "Facility"),
    ],
)
def test_routes_keep_both_ends(text: str, name: str, type_: str) -> None:
    assert found(text).get(name) == type_


@pytest.mark.parametrize("text", ["昆山至今没有铁路", "从开工至建成的高速公路"])
def test_routes_need_an_area_and_a_name(text: str) -> None:
    assert [name for name in found(text) if "至" in name] == []
