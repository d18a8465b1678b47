"""Traditional characters are folded one for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.fold import is_traditional, simplified, to_simplified


@given(st.text())
def test_the_length_holds(text: str) -> None:
    assert len(to_simplified(text)) == len(text)
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [("煙台市棲霞市縣長", "烟台市栖霞市县长"), ("餘姚與瀋陽的發展", "余姚与沈阳的发展"), ("著名企業", "著名企业")],
)
def test_folding(old: str, new: str) -> None:
    assert to_simplified(old) == new


def test_only_traditional_pages_are_folded() -> None:
    page = "縣區召開會議，這個鎮的國有企業發展。"
    assert is_traditional(page)
    assert simplified(page) == "县区召开会议，这个镇的国有企业发展。"
    mixed = "县区召开会议，这个镇的国有企业发展，店名是“發記”。"
    assert not is_traditional(mixed)
    assert simplified(mixed) is mixed
