"""Lifted sentences: what stays, and that every position leads back to the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relation_marks import read_marked

from kg.facts.lift import CHARS, Lifted, compile_pattern, lift


def lifted(marked: str) -> tuple[str, Lifted]:
    document, linked = read_marked(marked)
    return document.text, lift(document.text, document.sentences[0].span, linked.mentions)


def plain(x: Lifted) -> str:
    return "".join("#" if c in CHARS.values() else c for c in x.text)


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("实施“[青蓝行动|Policy]”", "实施#"),
        ("[江北市|City][临江区|District]建成", "#建成"),
        ("[运河|Facility]（老河）通航", "#通航"),
        ("[甲公司|Enterprise]、[乙公司|Enterprise]落户", "#、#落户"),
        ("抓招商 [临江区|District]再出发", "抓招商　#再出发"),
        ("共 15 个", "共15个"),
    ],
)
def test_what_is_left_of_a_sentence(marked, shown):
    assert plain(lifted(marked)[1]) == shown


def test_an_address_chain_keeps_its_whole_range():
    text, x = lifted("在[江北市|City][临江区|District]举行")
    assert text[slice(*_range(x, 1, 2))] == "江北市临江区"
    assert [m.name for m in x.mentions] == ["临江区"]


def _range(x: Lifted, start: int, end: int) -> tuple[int, int]:
    span = x.source(start, end)
    return span.start, span.end


@given(st.text("甲乙丙“”（）、，。 15", min_size=1, max_size=40))
def test_every_position_leads_to_its_character(words):
    document, _ = read_marked(words.replace("\n", ""))
    for sentence in document.sentences:
        x = lift(document.text, sentence.span, ())
        assert len(x.starts) == len(x.text)
        kept = [document.text[i] for i in x.starts]
        assert [c for c in kept if not c.isspace()] == [c for c in x.text if not c.isspace()]


@pytest.mark.parametrize(
    ("pattern", "marked", "matches"),
    [
        ("聚焦…{o:Industry*}", "聚焦[物流|Industry]、[旅游|Industry]和[冶金|Industry]", 3),
        ("聚焦…{o:Industry*}", "聚焦三大产业：[物流|Industry]", 0),
        ("聚焦……{o:Industry}", "聚焦[临江区|District]的[物流|Industry]", 1),
        ("聚焦…{o:Industry}", "聚焦[临江区|District]的[物流|Industry]", 0),
    ],
)
def test_gaps_and_lists(pattern, marked, matches):
    _, x = lifted(marked)
    found = compile_pattern(pattern).regex.search(x.text)
    assert (len(x.inside(*found.span("o"))) if found else 0) == matches


def test_a_long_list_without_its_end_is_given_up_at_once() -> None:
    """Sixty names and no verb behind them: a loose list that could be read in several ways would never come to an end."""
    text = "出席会议的有" + "、".join([CHARS["Person"]] * 60) + "就座。"
    assert not compile_pattern("{o:Person**}…{s:Event}").regex.search(text)
    assert compile_pattern("{o:Person**}就座").regex.search(text)
