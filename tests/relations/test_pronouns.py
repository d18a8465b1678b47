"""该公司, 会议, 园区: the entity they stand for, or nothing."""

from __future__ import annotations

import re

import pytest
from relation_marks import read_marked

from kg.entities.pronouns import resolve_pronouns
from kg.rules import table

ROWS = table("lexicon/pronouns.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[row["example"] for row in ROWS])
def test_every_form_is_shown_by_its_example(row):
    assert re.search(row["form"], row["example"])


@pytest.mark.parametrize(
    ("marked", "word", "meant"),
    [
        ("[甲集团|Enterprise]落户。该公司拟设立研究院。", "该公司", "Enterprise:甲集团"),
        ("[甲集团|Enterprise]落户[乙大学|Institution]旁。公司将扩产。", "公司", "Enterprise:甲集团"),
        ("[乙大学|Institution]开学。该校有师生三万人。", "该校", "Institution:乙大学"),
        ("[第三次会议|Event]召开。会议由主任主持。", "会议", "Event:第三次会议"),
        (
            "[甲集团|Enterprise]上市。[甲集团|Enterprise]扩产，[甲集团|Enterprise]收购[乙厂|Enterprise]。公司将扩产。",
            "公司",
            "Enterprise:甲集团",
        ),
        ("[青江大桥|Facility]合龙。大桥由集团承建。", "大桥", "Facility:青江大桥"),
        ("[北湖小镇|Zone]开园。园区聚焦旅游。", "园区", "Zone:北湖小镇"),
    ],
)
def test_the_nearest_fitting_name_is_meant(marked, word, meant):
    document, linked = read_marked(marked)
    found = [m for m in resolve_pronouns(document, linked).mentions if m.type == "Pronoun"]
    assert [(m.name, m.entity, document.quote(m.span)) for m in found] == [(word, meant, word)]


@pytest.mark.parametrize(
    "marked",
    [
        "[甲集团|Enterprise]、[乙集团|Enterprise]落户。该公司拟设立研究院。",
        "该公司拟设立研究院。[甲集团|Enterprise]落户。",
        "[丙论坛|Event]举行。会议由主任主持。",
        "[甲集团|Enterprise]落户。房地产公司将退出。",
    ],
)
def test_an_uncertain_word_stays_unresolved(marked):
    document, linked = read_marked(marked)
    assert resolve_pronouns(document, linked) == linked
