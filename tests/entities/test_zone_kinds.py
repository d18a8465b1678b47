"""Spellings of one zone meet, those of two zones do not."""

from __future__ import annotations

import pytest

from kg.entities.link import link
from kg.entities.zone_kinds import one_of_each, shortest, spelled_out
from kg.mentions.spot import spot
from kg.model import Source
from kg.text import read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青石高新区", "青石市高新技术产业开发区"),
        ("青石经开区", "青石经济技术开发区"),
        ("江海自贸试验区", "江海自由贸易试验区"),
        ("青石综保区", "青石综合保税区"),
        ("江海自贸港", "江海自由贸易港"),
    ],
)
def test_two_spellings_of_one_zone(one: str, other: str) -> None:
    assert shortest(one) == shortest(other) != ""
    assert one_of_each((one, other)) == (other,)


@pytest.mark.parametrize(("one", "other"), [("青石高新区", "江海高新区"), ("青石高新区", "青石经开区")])
def test_two_zones(one: str, other: str) -> None:
    assert one_of_each((one, other)) == tuple(sorted((one, other)))


@pytest.mark.parametrize("name", ["青石小镇", "青石新区", "青石产业园"])
def test_other_zones_have_no_national_kind(name: str) -> None:
    assert shortest(name) == ""
    assert spelled_out(name) == name


def test_the_fullest_spelling_names_the_zone_even_if_only_its_administration_is_called_so() -> None:
    text = "石家庄高新区揭牌。\n\n石家庄高新技术产业开发区管理委员会印发方案。石家庄高新区将落实方案。"
    document = read(Source("page.txt", text.encode()))
    zones = {e.name for e in link(document, spot(document)).entities if e.type == "Zone"}
    assert zones == {"石家庄高新技术产业开发区"}
