"""A home area's own development zones, called by their kind alone."""

from __future__ import annotations

import pytest

from kg.entities.own_zones import own_zones
from kg.model import Document, Mention, Source, Span
from kg.text import read


def page(text: str) -> Document:
    return read(Source("page.txt", text.encode()))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国家级经济技术开发区产值突破千亿元。", ["临平经济技术开发区"]),
        ("聚焦经开区和高新区。", ["临平经济技术开发区", "临平高新技术产业开发区"]),
        ("全省经开区排名揭晓。", []),
        ("昆江经开区签约。", []),
        ("高新区（滨湖）签约。", []),
        ("培育国家级经济技术开发区三家。", []),
    ],
)
def test_zones_without_a_name(text: str, wanted: list[str]) -> None:
    assert [m.name for m in own_zones(page(text), (), "330113")] == wanted


def test_the_zone_that_the_page_names_is_meant() -> None:
    document = page("昆江高新区签约。今年，高新区增长。")
    named = Mention(Span(0, 5), "Zone", "test", "昆江高新区")
    assert [m.name for m in own_zones(document, (named,), "330113")] == ["昆江高新区", "昆江高新区"]


@pytest.mark.parametrize("home", ["", "330000", "330113100"])
def test_provinces_towns_and_pages_without_home_have_none(home: str) -> None:
    assert own_zones(page("经开区签约。"), (), home) == ()
