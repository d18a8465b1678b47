"""What may stand for an indicator, which counts say how many there are, and whose a figure is where nothing says it."""

from __future__ import annotations

import re

import pytest

from kg.facts.figures_names import fault, unsure
from kg.facts.observe import observe
from kg.model import Entity, Linked, Mention, Source, Span
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")


@pytest.mark.parametrize(
    "name",
    [
        "规模以上工业增加值",
        "城镇居民人均可支配收入",
        "新增市场主体",
        "产值超百亿元企业",
        "固定资产投资（不含农户）",
        "专精特新“小巨人”企业",
        "建成区绿化覆盖率",
        "集中签约项目",
        "PM2.5平均浓度",
    ],
)
def test_names(name: str) -> None:
    assert fault(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "对古道沿线",
        "方面的诉求",
        "全国首创",
        "工人先后上岗",
        "在园区落户的企业将达",
        "陆续建起大棚",
        "调度",
        "贡献",
        "总数",
        "优质水稻品种和",
        "清水镇小学总投资",
        "“”公园",
    ],
)
def test_pieces_of_clauses_are_no_names(name: str) -> None:
    assert fault(name) != ""


def test_a_page_about_many_places_asks_for_more() -> None:
    assert unsure("企业", counted=True, grown=False)
    assert unsure("产值", counted=False, grown=False)
    assert unsure("高新技术企业", counted=True, grown=False) == ""
    assert unsure("粮食播种面积", counted=False, grown=False) == ""


def told(text: str, *names: str, title: str = "青山区新闻") -> list[str]:
    """Subject, indicator and figure of each row of a page whose home is 青山区."""
    document = read(Source("a.txt", f"{title}\n{text}".encode(), date="2023-05-10"))
    others = tuple(Entity(name, *name.partition(":")[::2]) for name in names)
    spans = [(m, e) for e in others for m in re.finditer(e.name, document.text)]
    mentions = [Mention(Span(*m.span()), e.type, "test", e.name, e.id) for m, e in spans]
    linked = Linked((HOME, *others), tuple(sorted(mentions, key=lambda m: m.span)), HOME.id)
    by_id = {e.id: e.name for e in linked.entities}
    return [f"{by_id[o.subject]}|{o.indicator}|{o.printed}{o.unit}|{o.period}" for o in observe(document, linked)[0]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("全区建成养老服务中心26家。", ["青山区|养老服务中心|26家|"]),
        ("代表团与7个国家签订协议。", []),
        ("受暴雨影响的12个乡镇恢复供电。", []),
        ("全区出台15条举措支持企业。", []),
        ("该机组年发电量50亿千瓦时。", []),
        ("这里的大棚有120个。", []),
        ("第一、第二、第三产业增加值分别为2亿元、3亿元和5亿元。", ["青山区|第一产业增加值|2亿元|", "青山区|第二产业增加值|3亿元|", "青山区|第三产业增加值|5亿元|"]),
        ("2022年，优良天数300天，比上年增加5天。", ["青山区|优良天数|300天|2022", "青山区|优良天数|5天|2022"]),
        ("活动为期三天。", []),
        ("今年前两个月，进出口总额6.5亿元。", ["青山区|进出口总额|6.5亿元|2023-01/2023-02"]),
        ("5月1日至3日，全区接待游客8.3万人次。", ["青山区|接待游客|8.3万人次|2023-05-01/2023-05-03"]),
    ],
)  # fmt: skip
def test_rows(text: str, rows: list[str]) -> None:
    assert told(text) == rows


def test_a_company_that_acts_stays_the_subject() -> None:
    text = "落户清水镇的云岭茶业公司建成加工厂，流转土地1300亩，带动农户320户。"
    assert told(text, "Enterprise:云岭茶业公司") == [
        "云岭茶业公司|流转土地|1300亩|",
        "云岭茶业公司|带动农户|320户|",
    ]


def test_what_is_built_has_the_cost() -> None:
    text = "青山区新建云湖会展中心，总投资1.5亿元。全区计划新建一座垃圾处理工程，总投资2亿元。"
    assert told(text, "Facility:云湖会展中心")[:1] == ["云湖会展中心|总投资|1.5亿元|"]


def test_a_body_has_no_forest_coverage() -> None:
    text = "青山区人民医院建成投用，森林覆盖率达66.2%。"
    assert told(text, "Institution:青山区人民医院") == ["青山区|森林覆盖率|66.2%|"]


def test_a_policy_named_in_a_paragraph_gives_what_it_says() -> None:
    text = "开发区管委会发布《云湖产业若干措施》。措施明确，按设备投资额的5%给予奖励，单个项目最高不超过800万元。"
    assert told(text, "Policy:云湖产业若干措施") == [
        "云湖产业若干措施|设备投资奖励比例|5%|",
        "云湖产业若干措施|单个项目奖励|800万元|",
    ]


def test_a_national_medium_gives_its_home_nothing_unsaid() -> None:
    text = "央视网消息：各地备春耕。田间的收割机已达44台。青山区粮食播种面积30万亩。"
    assert told(text, "District:青山区", title="各地忙春耕") == ["青山区|粮食播种面积|30万亩|"]


def test_entries_of_a_chronicle_have_their_day() -> None:
    text = "大事记（2021年）\n\n6月\n\n18日至20日　青山区举行采茶节。节日期间，接待游客4.2万人次。\n\n30日　全区新建养老服务中心6家。"
    assert told(text) == ["青山区|接待游客|4.2万人次|2021-06-18/2021-06-20", "青山区|新建养老服务中心|6家|2021-06-30"]


def test_a_festival_that_lasts_three_days() -> None:
    text = "5月1日，第三届采茶节在青山区开幕。活动三天，全区接待游客8.3万人次。"
    assert told(text) == ["青山区|接待游客|8.3万人次|2023-05-01/2023-05-03"]


def test_a_brand_in_quotation_marks_stays_whole() -> None:
    assert told("2022年，推广“青山模式”26万亩。") == ["青山区|推广“青山模式”|26万亩|2022"]


def test_the_list_that_ranks() -> None:
    text = "在《云湖》杂志评选的2022民营企业百强榜上，云岭公司列第42位。"
    assert told(text, "Enterprise:云岭公司") == ["云岭公司|2022民营企业百强榜|42位|"]
