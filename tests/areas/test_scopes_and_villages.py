"""Relative names of areas, and villages."""

from __future__ import annotations

import pytest

from kg.mentions.scopes import spot_scopes
from kg.mentions.villages import spot_villages
from kg.model import Document, Source
from kg.rules import table
from kg.text import read


def page(text: str) -> Document:
    return read(Source("page.txt", text.encode()))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("全区经济增长，我市居民增收。", ["全区", "我市"]),
        ("该镇推进项目，全镇投资增长。", ["该镇", "全镇"]),
        ("全市场活跃，安全区域划定。", []),
        ("日本市场和基本省心的办法。", []),
        ("当地群众点赞，当地人都说好。", ["当地"]),
        ("全市民生支出增长。", ["全市"]),
        ("应该镇定下来。", []),
    ],
)
def test_scopes(text: str, wanted: list[str]) -> None:
    assert [c.mention.name for c in spot_scopes(page(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("清河县连庄镇西坡头村种起金银花。", ["西坡头村"]),
        ("安吉县余村的游客多了。", ["余村"]),
        ("县里建成示范村三个，行政村全部通路。", []),
        ("全村上下齐心，村民增收，村里修路。", []),
        ("打造智慧社区和未来社区。", []),
        ("西坡头村民风淳朴，西坡头村的路修好了。", ["西坡头村"]),
        ("推进强村富民，城中村改造提速。", []),
        ("兴旺村、石溪村先后被评为最美乡村。", ["兴旺村", "石溪村"]),
        ("清河县连庄镇永新村的桃子熟了，永新村修了路。", ["永新村", "永新村"]),
        ("工厂坐落在芙蓉村，工人住在示范村。芙蓉社区热闹。", ["芙蓉村"]),
        ("干部驻村，医疗队进村，深入村组，移民新村落成。", []),
        ("清河县连庄镇万福庄村丰收。万福庄村的路修好了。", ["万福庄村", "万福庄村"]),
    ],
)
def test_villages(text: str, wanted: list[str]) -> None:
    assert [c.mention.name for c in spot_villages(page(text))] == wanted


def test_a_word_too_much_before_a_village_is_cut() -> None:
    found = [c.mention.name for c in spot_villages(page("看西坡头村变化。招携镇西坡头村通了公路。"))]
    assert found == ["西坡头村", "西坡头村"]


def test_kinds_of_villages_are_no_names() -> None:
    for row in table("lexicon/village_words.tsv"):
        if row["example"]:
            assert not list(spot_villages(page(f"当地建设{row['example']}。"))), row


def test_some_kinds_end_names_too() -> None:
    names = [row["counterexample"] for row in table("lexicon/village_words.tsv") if row["counterexample"]]
    assert names
    for name in names:
        assert [c.mention.name for c in spot_villages(page(f"清河县连庄镇{name}的桃子熟了。"))] == [name]
