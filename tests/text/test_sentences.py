"""Sentences: where they end, and what they never cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import LONG_QUOTE, split


def cut(line: str) -> list[str]:
    return [line[a:b] for a, b in split(line)]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("全县收入比为1.58:1。增速居第3位！", ["全县收入比为1.58:1。", "增速居第3位！"]),
        (
            "2023-10-10 14:16:29发布，比例3:2，增长10.6%。完成。",
            ["2023-10-10 14:16:29发布，比例3:2，增长10.6%。", "完成。"],
        ),
        ("园区产值1,732.05亿元,增长3.5%.税收增长2%.", ["园区产值1,732.05亿元,增长3.5%.", "税收增长2%."]),
        ("他说：“先修路。再招商！”会议随后结束。", ["他说：“先修路。再招商！”", "会议随后结束。"]),
        (
            "“先修路。再招商。”镇长李明表示，年内动工。群众叫好。",
            ["“先修路。再招商。”镇长李明表示，年内动工。", "群众叫好。"],
        ),
        (
            "他念道：“标语写着‘实干。奋进！’三个词。”众人鼓掌。",
            ["他念道：“标语写着‘实干。奋进！’三个词。”", "众人鼓掌。"],
        ),
        ('甲村说："路修好了。水也通了。"乙村还在等。', ['甲村说："路修好了。水也通了。"', "乙村还在等。"]),
        ("全镇（含三个社区。下同）增收；村村通路。", ["全镇（含三个社区。下同）增收；村村通路。"]),
        ("一是修路；二是架桥；三是招商。", ["一是修路；二是架桥；三是招商。"]),
        ("钱从哪来？！靠产业……也靠人。", ["钱从哪来？！", "靠产业……也靠人。"]),
        ("引号“没有合上。下一句照常。", ["引号“没有合上。", "下一句照常。"]),
        ("这是上一段的结尾。”他补充说。", ["这是上一段的结尾。”", "他补充说。"]),
        ("见http://a.example/x?id=3一文。", ["见http://a.example/x?id=3一文。"]),
        ("一.总体情况.全年增长5%.", ["一.总体情况.", "全年增长5%."]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("。！", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(line: str, sentences: list[str]) -> None:
    assert cut(line) == sentences


def test_a_very_long_speech_is_cut_inside() -> None:
    speech = "他说：“" + "我们要把路修好。" * (LONG_QUOTE // 8 + 1) + "”"
    assert len(cut(speech)) > 10


pieces = st.sampled_from(
    [
        *"增长亿元县镇甲乙丙丁的说，、；：。！？!?.．“”‘’（）()《》\"' \t",
        "10.6%",
        "1.58:1",
        "2023-10-10 14:16:29",
        "3,200",
    ]
)
lines = st.lists(pieces, max_size=40).map("".join)


@given(lines)
def test_sentences_tile_the_line(line: str) -> None:
    """Nothing with a word in it is left out, nothing stands in two sentences, and the order holds."""
    at = 0
    for start, end in split(line):
        assert at <= start < end
        assert not re.search(r"[^\W_]", line[at:start])
        assert line[start:end].strip() == line[start:end]
        at = end
    assert not re.search(r"[^\W_]", line[at:])


@given(lines)
def test_no_number_is_cut(line: str) -> None:
    ends = {end for _, end in split(line)}
    for number in re.finditer(r"\d[\d.,:]*\d%?", line):
        assert not any(number.start() < end < number.end() for end in ends)


@given(st.lists(st.sampled_from(["路修好了。", "水通了！", "真的？", "增长3.5%，"]), min_size=1, max_size=6), lines)
def test_no_short_quotation_is_cut(parts: list[str], rest: str) -> None:
    quotation = "“" + "".join(parts) + "”"
    line = "他说：" + quotation + re.sub('[“”"]', "", rest)
    begin = line.index("“")
    assert not any(begin < end < begin + len(quotation) for _, end in split(line))
