"""Head nouns: every row of the lexicon finds its example and leaves its counterexample alone."""

from __future__ import annotations

import pytest

from kg.mentions.spot import settle, spotters
from kg.mentions.things import find_hits, spot_things
from kg.model import Document, Mention
from kg.rules import table

ROWS = table("lexicon/heads.tsv")


def document(text: str) -> Document:
    return Document("0" * 16, "page.txt", text)


def things(text: str) -> list[tuple[str, str]]:
    return [(c.mention.name, c.mention.type) for c in spot_things(document(text))]


def everything(text: str) -> dict[str, str]:
    page = document(text)
    names = [name for name in spotters.names() if name.startswith("things")]
    return {m.name: m.type for m in settle(c for n in names for c in spotters.get(n)(page)).mentions}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["head"])
def test_example_is_a_name(row: dict[str, str]) -> None:
    assert (row["example"], row["type"]) in things(f"，{row['example']}。")


@pytest.mark.parametrize("row", [row for row in ROWS if row["counterexample"]], ids=lambda row: row["head"])
def test_counterexample_is_none(row: dict[str, str]) -> None:
    assert row["counterexample"] not in [name for name, _ in things(f"当地建设{row['counterexample']}。")]


@pytest.mark.parametrize("row", [row for row in ROWS if row["unless"]], ids=lambda row: row["head"])
def test_what_may_not_follow(row: dict[str, str]) -> None:
    for after in row["unless"]:
        hits = find_hits(document(f"青柳{row['head']}{after}"))
        assert row["head"] not in [hit.head.word for hit in hits]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("加快推进岚枫创新小镇建设", "岚枫创新小镇", "Zone"),
        ("国家级昆江经济技术开发区挂牌", "昆江经济技术开发区", "Zone"),
        ("“岚枫创新带”产业社区开园", "岚枫创新带产业社区", "Zone"),
        ("走进“岚枫艺术小镇”", "岚枫艺术小镇", "Zone"),
        ("位于杭州的岚江大学昆山校区", "岚江大学昆山校区", "Institution"),
        ("长三角G60浙江（嘉兴）岚科创基地投用", "长三角G60浙江（嘉兴）岚科创基地", "Zone"),
        ("区社会福利中心迁建投用", "区社会福利中心", "Institution"),
        ("由岚合光能（义乌）科技有限公司投资", "岚合光能（义乌）科技有限公司", "Enterprise"),
        ("320国道杭州博陆至塘岭段工程启动", "320国道杭州博陆至塘岭段工程", "Project"),
        ("岚江国家文化公园（昆山段）开工", "岚江国家文化公园（昆山段）", "Project"),
        ("红旗路两侧", "红旗路", "Facility"),
        ("沪昆高铁至怀化南站", "怀化南站", "Facility"),
        ("王家坝水库蓄水", "王家坝水库", "Facility"),
        ("、中德生态园、", "中德生态园", "Zone"),
    ],
)
def test_where_a_name_begins(text: str, name: str, type_: str) -> None:
    assert (name, type_) in things(text)


@pytest.mark.parametrize(
    "text",
    [
        "加快推进标准化产业园区建设，打造一批高能级产业平台",
        "改造提升农贸市场3个，新增口袋公园12个",
        "新建中小学校5所、公办幼儿园8所",
        "支持高等院校、科研院所共建重点实验室、工程技术研究中心",
        "引进世界500强企业、上市公司，推进重大项目建设",
        "实施岚光技改项目120个",
        "新建改建农村公路120公里，建设生态廊道、郊野公园",
        "大学生就业，公交线路调整，半壁江山，道路网站",
        "老旧小区改造工程惠及居民，民生工程有温度",
        "第一人民医院是三级甲等医院，医院和学校",
    ],
)
def test_a_class_is_no_name(text: str) -> None:
    assert [name for name, _ in things(text) if name != "第一人民医院"] == []


def test_a_list_makes_its_items_names() -> None:
    found = everything("岚枫产业社区、西门都市工业园加快建设，现有黄金校区、章江校区。")
    assert found["西门都市工业园"] == "Zone"
    assert found["黄金校区"] == "Institution"


def test_a_project_of_a_zone_is_the_zone() -> None:
    assert things("地点选在岚音文创园项目现场") == [("岚音文创园", "Zone")]


def test_the_edge_reads_traditional_pages() -> None:
    assert ("岚江开发区", "Zone") in things("這個縣區國會發經業產萬與東鎮鄉為們說時長，嵐江開發區開園。")


def mentions(text: str) -> list[Mention]:
    return [c.mention for n in spotters.names() if n.startswith("things") for c in spotters.get(n)(document(text))]
