"""The examples of lexicon/notion_examples.tsv, and what holds of every spotter of policies, honors, industries, events."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.mentions  # noqa: F401  (registers the spotters)
from kg.mentions.notions import clean, left_edge
from kg.mentions.spot import settle, spotters
from kg.model import Block, Document, Mention, Span
from kg.rules import table

SPOTTERS = {"Policy": "policies", "Honor": "honors", "Industry": "industries", "Event": "events"}
EXAMPLES = table("lexicon/notion_examples.tsv")


def mentions(text: str) -> list[Mention]:
    document = Document("0" * 16, "test", text)
    return list(settle(c for name in SPOTTERS.values() for c in spotters.get(name)(document)).mentions)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["text"][:24])
def test_example(row: dict[str, str]) -> None:
    found = [m.name for m in mentions(row["text"]) if m.type == row["type"]]
    assert found == [name for name in row["names"].split("|") if name]


def test_every_type_has_examples_and_counterexamples() -> None:
    for kind in SPOTTERS:
        rows = [row for row in EXAMPLES if row["type"] == kind]
        assert sum(bool(row["names"]) for row in rows) >= 5
        assert sum(not row["names"] for row in rows) >= 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([row["text"] for row in EXAMPLES]), min_size=1, max_size=4),
    st.sampled_from("\n 　、，“”》"),
)
def test_spans_lie_in_the_text_and_names_are_never_empty(texts: list[str], joint: str) -> None:
    text = joint.join(texts)
    for mention in mentions(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.name.strip()
        assert "\n" not in text[mention.span.start : mention.span.end]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="的实施产业、，“”《》第届会议改革0１A县 \n", max_size=60))
def test_any_text_is_read_twice_alike(text: str) -> None:
    assert mentions(text) == mentions(text)


def test_traditional_text_is_read_as_simplified() -> None:
    (mention,) = (
        m
        for m in mentions("會議強調，開展溼地修復提升行動，這一舉措為當地發展帶來機遇，還將擴大開放。")
        if m.type == "Policy"
    )
    assert mention.name == "湿地修复提升行动"


def test_verbs_and_counted_nouns_end_a_name() -> None:
    text = "持续推进粮食高产创建活动"
    assert text[left_edge(text, text.index("活动")) :] == "粮食高产创建活动"


def test_only_marks_around_the_whole_are_removed() -> None:
    assert clean("“大运河文化+”") == "大运河文化+"
    assert clean("“学在云岭”建设行动") == "“学在云岭”建设行动"


def of_lines(*lines: str) -> Document:
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    blocks = tuple(Block(Span(at, at + len(line)), "paragraph") for at, line in zip(starts, lines, strict=True))
    return Document("0" * 16, "test", "\n".join(lines), blocks=blocks)


def test_lines_above_winners_name_prizes_on_a_page_that_commends() -> None:
    lines = ("一、纳税功勋企业", "岚谷公司", "（二）治水先进单位（2个）", "岚山水务站", "先进个人", "周岚")
    found = [c.mention.name for c in spotters.get("honors")(of_lines("岚江区表彰先进", *lines))]
    assert found == ["纳税功勋企业", "治水先进单位"]
    assert not list(spotters.get("honors")(of_lines("岚江区召开调度会", *lines)))
