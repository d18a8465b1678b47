"""Sentences to entities, through every spotter and the linker. The sentences are invented."""

from __future__ import annotations

import pytest

from kg.entities.link import link
from kg.mentions.spot import spot
from kg.model import Source
from kg.text import read


def names(text: str, kind: str = "page.txt") -> dict[str, set[str]]:
    """Type -> names of the entities of a page."""
    document = read(Source(kind, text.encode()))
    found: dict[str, set[str]] = {}
    for entity in link(document, spot(document)).entities:
        found.setdefault(entity.type, set()).add(entity.name)
    return found


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        # organs in houses, sections, mass organizations, administrations of zones
        ("岚江学院党委书记王文远表示。", "GovernmentBody", {"岚江学院党委"}),
        ("岚江学院党委书记王文远表示。", "Institution", {"岚江学院"}),
        ("由共青团杭州市委和团市委主办。", "GovernmentBody", {"共青团杭州市委员会"}),
        ("岚安创新试验区成立，试验区管理局局长王文远说。", "GovernmentBody", {"岚安创新试验区管理局"}),
        # a branch's own parent, and no other name inside the name
        ("江海大学附属医院临山分院启用。", "Institution", {"江海大学附属医院", "江海大学附属医院临山分院"}),
        ("中国（云南）自由贸易试验区岚江片区挂牌。岚江片区管委会签约。", "Zone", {"中国（云南）自由贸易试验区", "中国（云南）自由贸易试验区岚江片区"}),
        ("岚江集团股份有限公司签约。鼓励岚江集团增资。", "Enterprise", {"岚江集团股份有限公司"}),
        ("“门户客厅艺枫小镇”落成。艺枫小镇里游人多。", "Zone", {"艺枫小镇"}),
        # left edges
        ("云南昌岚硅材料有限公司投产。", "Enterprise", {"云南昌岚硅材料有限公司"}),
        ("杭州市临平区崇贤街道、塘栖镇废渣治理工程开工。", "Project", {"崇贤街道、塘栖镇废渣治理工程"}),
        ("中学院墙外，汉中学院招生。", "Institution", {"汉中学院"}),
        # products by what is done with them
        ("公司研发出“岚净三号”吸附剂。", "Product", {"岚净三号"}),
        ("银行推出“果农贷”，利率下降。", "Product", {"果农贷"}),
        ("当地推出“岚江风采”系列活动。", "Product", set()),
        ("临平枇杷远销全国。", "Product", {"临平枇杷"}),
        ("全县推广“岚县模式”十万亩。", "Policy", {"岚县模式"}),
        ("形成“公司+农户”模式。", "Policy", set()),
        ("杭州召开会议，稿源：岚江日报。", "Institution", set()),
    ],
)  # fmt: skip
def test_names(text: str, type_: str, expected: set[str]) -> None:
    assert names(text).get(type_, set()) == expected


def test_a_column_of_names_holds_people() -> None:
    rows = "<tr><th>姓名</th><th>职务</th></tr><tr><td>田文远</td><td>科员</td></tr><tr><td>乌云高娃</td><td>科员</td></tr>"
    page = f"<html><body><p>现将名单公示如下，请各单位监督。</p><table>{rows}</table></body></html>"
    assert names(page, "page.html").get("Person") == {"田文远", "乌云高娃"}
