"""Renamed areas: one area for one place on one page."""

from __future__ import annotations

import pytest

from kg.mentions.areas import area_spans, home_area
from kg.model import Source
from kg.text import read


@pytest.mark.parametrize(
    ("text", "codes", "home"),
    [
        ("富阳市召开会议，富阳经济增长。", {"330183"}, "330183"),
        ("富阳区召开会议，富阳经济增长。", {"330111"}, "330111"),
        ("富阳区召开会议，原富阳市撤市设区，富阳经济增长。", {"330111"}, "330111"),
        ("江干区召开会议，上城区作交流。江干区经济增长，江干区签约。", {"330104", "330102"}, "330104"),
    ],
)
def test_renamed_areas(text: str, codes: set[str], home: str) -> None:
    document = read(Source("p.txt", text.encode()))
    assert {m.code for m in area_spans(document)} == codes
    assert home_area(document) == home
