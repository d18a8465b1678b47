"""A reading ships as a row and comes back as it was, in one process or in several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Failure, Reading, Source
from kg.pipeline import merge, process
from kg.rows import pack, slim, unpack
from kg.scale.local import read_rows

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
MADE = [
    Source(f"{i}.txt", f"云泽县{i}日讯：2021年，全县实现生产总值{i}.50亿元，同比增长{i}%。".encode())
    for i in range(1, 60)
]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem[:8])
def test_a_reading_comes_back_slim_and_gives_the_same_graph(path: Path) -> None:
    reading = process(Source(path.name, path.read_bytes()))
    back = unpack(pack(reading))
    assert isinstance(back, Reading)
    assert back == slim(reading)
    assert back.relations == reading.relations
    assert back.observations == reading.observations
    assert merge([back]) == merge([reading])


def test_a_failure_comes_back_as_it_was() -> None:
    failure = Failure("a.bin", "holds no text: 二进制", "binary")
    assert unpack(pack(failure)) == failure


def test_half_a_surrogate_pair_ships_like_any_other_text() -> None:
    failure = Failure("\udce9.txt", "cannot be read")
    assert unpack(pack(failure)) == failure


def test_a_broken_row_is_refused() -> None:
    with pytest.raises(json.JSONDecodeError):
        unpack(b'["half a row')


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    broken = Failure("missing.txt", "no such file", "missing")
    sources: list[Source | Failure] = [*MADE, broken, Source("empty.txt", b"")]
    assert list(read_rows(sources, 2)) == list(read_rows(sources, 1))
