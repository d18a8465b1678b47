"""Which parts make a total: every row's example adds up, and does not once a figure is changed."""

from __future__ import annotations

import re

import pytest

from kg.graph.sums import Sum, sums
from kg.model import Source
from kg.pipeline import merge, process
from kg.rules import table

ROWS = table("graph/sums.tsv")


def added(text: str) -> tuple[Sum, ...]:
    page = f"怀来县统计公报\n2021年，怀来县{text}。"
    return sums(merge([process(Source("page", page.encode(), kind="text", date="2022-03-01"))]).figures)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['total']}-{r['parts'][:8]}" for r in ROWS])
def test_the_example_of_every_row_adds_up(row: dict[str, str]) -> None:
    assert [(len(s.parts), s.holds) for s in added(row["example"])] == [(row["parts"].count("|") + 1, True)]


def test_a_changed_figure_does_not_add_up() -> None:
    text = next(r["example"] for r in ROWS if r["total"] == "进出口总额")
    assert [s.holds for s in added(re.sub(r"3\.3亿元", "3.5亿元", text))] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "进出口总额12.4亿元，其中，出口9.1亿元",
        "进出口总额超12亿元，其中，出口9.1亿元，进口3.3亿元",
        "进出口总额12.4亿元，其中，出口增长9.1%，进口增长3.3%",
    ],
)
def test_where_a_part_is_missing_or_vague_nothing_is_said(text: str) -> None:
    assert added(text) == ()
