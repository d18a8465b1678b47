"""Copies of one text: found through changed heads and tails, never where only the wording of a form is the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.resolution.copies import Text, originals, prints
from tests.graph.made import document

STORY = (
    "望湖区召开工业大会。会议总结了一年来的工作。全区规模以上工业企业达到三百家，工业增加值突破120.5亿元，"
    "新材料产业园引进项目26个。区长李明华要求各部门主动服务，确保重点项目按期投产。与会企业代表作了发言，"
    "表示将继续扩大在望湖区的投资。会后与会人员参观了新材料展厅。"
)
WORDS = st.text("春夏秋冬山水田林湖草沙石桥路城村", min_size=7, max_size=14)


def page(name: str, text: str, date: str | None = "2022-03-01") -> Document:
    return document(name, text, date)


def found(*pages: Document) -> dict[str, str]:
    names = {p.id: p.name for p in pages}
    return {
        names[copy]: names[original]
        for copy, original in originals([Text(p.id, p.name, p.date, prints(p.text)) for p in pages]).items()
    }


def test_a_new_head_and_a_new_tail_make_no_new_text() -> None:
    again = "本网讯 据望湖日报报道，" + STORY.replace("望湖区召开工业大会。", "望湖工业大会举行！") + "（编辑：小田）"
    assert found(page("a", STORY), page("b", again, "2022-03-02")) == {"b": "a"}


def test_an_excerpt_is_a_copy_but_a_text_that_quotes_one_is_not() -> None:
    short = STORY[: STORY.index("与会企业")]
    longer = STORY + "".join(f"第{c}项议程讨论了不同乡镇的灌溉水渠修缮安排。" for c in "一二三四五六七八九十")
    assert found(page("a", STORY), page("b", short, "2022-03-05")) == {"b": "a"}
    assert found(page("a", STORY), page("b", longer, "2022-03-05")) == {}


def test_next_years_report_of_the_same_wording_is_no_copy() -> None:
    form = "{0}年，望湖区实现地区生产总值{1}亿元，同比增长{2}%。工业增加值增长{3}%。统计局负责人表示，全区工业经济支撑有力，农业生产形势稳定。"
    pages = (page("a", form.format(2021, "120.5", "8.1", "9.2")), page("b", form.format(2022, "131.7", "6.0", "7.4")))
    assert found(*pages) == {}


def test_the_earliest_is_the_original_of_all() -> None:
    pages = [page(f"{i}", f"{STORY}（第{i}次转载的附注）", f"2022-03-{9 - i:02}") for i in range(4)]
    assert found(*pages) == {"0": "3", "1": "3", "2": "3"}
    undated = page("x", STORY + "（没有日期的转载）", None)
    assert found(undated, *pages)["x"] == "3"


def test_short_notices_are_nobodys_copies() -> None:
    assert (
        found(page("a", "今日停水，请提前储水备用。"), page("b", "通知：今日停水，请提前储水备用。", "2022-03-02"))
        == {}
    )


@given(st.lists(WORDS, min_size=12, max_size=30, unique=True), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_few_changed_clauses_do_not_hide_a_copy(clauses: list[str], changed: int) -> None:
    other = [("改" + c if i < changed else c) for i, c in enumerate(clauses)]
    first, second = page("a", "，".join(clauses) + "。"), page("b", "，".join(other) + "！", "2022-03-02")
    assert found(first, second) == {"b": "a"}
    assert found(second, first) == {"b": "a"}


@given(st.lists(WORDS, min_size=24, max_size=24, unique=True))
@settings(max_examples=40, deadline=None)
def test_different_texts_are_never_copies(clauses: list[str]) -> None:
    half = len(clauses) // 2
    first, second = ("，".join(part) + "。" for part in (clauses[:half], clauses[half:]))
    assert found(page("a", first), replace(page("b", second), date="2022-03-02")) == {}
