"""Cues of state: each stands beside a sentence that shows it."""

from __future__ import annotations

import pytest
from relation_marks import read_marked, rows

from kg.facts.lift import compile_pattern, lift
from kg.facts.relate import relate
from kg.rules import table

CUES = table("relations/states.tsv")


@pytest.mark.parametrize("row", CUES, ids=[row["example"] for row in CUES])
def test_every_alternative_row_is_shown_by_its_example(row):
    document, linked = read_marked(row["example"])
    x = lift(document.text, document.sentences[0].span, linked.mentions)
    assert compile_pattern(row["cue"]).regex.search(x.text)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[临江区|District]将聚焦[物流业|Industry]。", "临江区 focusesOn 物流业 (planned)"),
        ("[临江区|District]已聚焦[物流业|Industry]。", "临江区 focusesOn 物流业"),
        ("[临江区|District]力争明年更好，目前已建成[北湖小镇|Zone]。", "临江区 undertakes 北湖小镇"),
        ("[临江区|District]争创[全国文明城区|Honor]。", "临江区 receives 全国文明城区 (planned)"),
        ("下一步，[临江区|District]重点打造[北湖小镇|Zone]。", "临江区 undertakes 北湖小镇 (planned)"),
    ],
)
def test_state(marked, said):
    document, linked = read_marked(marked)
    assert said in rows(relate(document, linked), linked)


@pytest.mark.parametrize(
    "marked",
    [
        "[临江区|District]没有获评[全国文明城区|Honor]。",
        "如果[临江区|District]建成[北湖小镇|Zone]，游客会更多。",
        "[甲公司|Enterprise]位于[北湖小镇|Zone]附近。",
    ],
)
def test_what_is_denied_or_supposed_is_not_said(marked):
    document, linked = read_marked(marked)
    assert rows(relate(document, linked), linked) == []


def test_a_heading_about_plans_governs_its_paragraphs():
    document, linked = read_marked("二、下一步工作打算\n[临江区|District]全力推进[北湖小镇|Zone]建设。")
    assert rows(relate(document, linked), linked) == ["临江区 undertakes 北湖小镇 (planned)"]
