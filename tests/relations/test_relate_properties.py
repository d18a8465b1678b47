"""What holds of every relation, whatever the text says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from relation_marks import read_marked

from kg.facts.lift import TYPES, fits
from kg.facts.relate import relate

WORDS = [
    "聚焦",
    "建成投用",
    "获评",
    "落户",
    "与",
    "签约",
    "在",
    "举行",
    "将",
    "没有",
    "印发",
    "等",
    "、",
    "，",
    "。",
    "的",
    "由",
    "投资",
    "位于",
    "（",
    "）",
    "“",
    "”",
    "2021年",
    "全国",
    "出席",
    "\n",
]
NAMES = ["甲", "乙", "丙丁"]
mention = st.builds("[{}|{}]".format, st.sampled_from(NAMES), st.sampled_from(TYPES))
texts = st.lists(st.one_of(st.sampled_from(WORDS), mention), min_size=1, max_size=14).map("".join)


@settings(max_examples=120, deadline=None)
@given(texts)
def test_every_relation_is_sound(marked):
    document, linked = read_marked(marked)
    types = {e.id: e.type for e in linked.entities}
    for r in relate(document, linked):
        assert fits(r.predicate, types[r.subject], types[r.object])
        assert r.subject != r.object
        assert r.evidence.sentence.holds(r.evidence.anchor)
        assert r.evidence.anchor.start < r.evidence.anchor.end
        assert r.state in {"actual", "planned", "ended"}


@settings(max_examples=40, deadline=None)
@given(texts)
def test_each_statement_stands_once_a_sentence(marked):
    document, linked = read_marked(marked)
    found = [
        (r.subject, r.predicate, r.object, r.title, r.state, r.evidence.sentence) for r in relate(document, linked)
    ]
    assert len(found) == len(set(found))
    assert relate(document, linked) == relate(document, linked)
