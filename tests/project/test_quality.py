"""Quality never falls unnoticed: the figures on the gold documents hold the floors pinned with the gold's hash.

`python benchmarks/quality.py` prints the figures; `--pin` raises the floors, `--pin --lower` may lower them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality import FLOORS, gold_hash, measure


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, float]]]:
    return measure(shared, tmp_path_factory.mktemp("quality"))


def test_the_floors_belong_to_this_gold(shared: Path) -> None:
    assert json.loads(FLOORS.read_text("utf-8"))["gold"] == gold_hash(shared)


@pytest.mark.parametrize("part", ["seeds", "all"])
def test_no_figure_is_below_its_floor(figures: dict[str, dict[str, dict[str, float]]], part: str) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))["floors"][part]
    low = {
        name: (figures[part][name]["f1"], least) for name, least in floors.items() if figures[part][name]["f1"] < least
    }
    assert not low, f"(measured, floor): {low}"
