"""Sovereign states as places."""

from __future__ import annotations

import pytest

from kg.mentions.countries import spot_countries
from kg.model import Source
from kg.text import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("地处中国第一个特区。", ["中国"]),
        ("坚持中国特色社会主义，实现中国梦。", []),
        ("推进中国式现代化。", []),
        ("产品出口德国、意大利。", ["德国", "意大利"]),
        ("来了一位德国人，会说日本语。", []),
        ("订单来自印尼。", ["印度尼西亚"]),
        ("新中国成立以来。", []),
        ("日本国驻沪总领事馆。", []),
    ],
)
def test_countries(text: str, wanted: list[str]) -> None:
    found = [c.mention.name for c in spot_countries(read(Source("p.txt", text.encode())))]
    assert sorted(found) == sorted(wanted)
