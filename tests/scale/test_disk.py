"""What lies on disk while a set is merged gives the same as what lies in memory, in one process or in several."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import api
from kg.model import Reading, Rejection, Span
from kg.pipeline import Rows, merge, packed, process
from kg.resolution.resolve import refusals, refused_too
from kg.rows import unpack
from kg.shelf import Named
from tests.changes.conftest import assert_equal, write
from tests.changes.pages import PAGES
from tests.scale.test_rows import MADE

TEXTS = st.text(st.characters(), max_size=6)
REFUSED = st.tuples(
    st.sampled_from("abc"),
    st.builds(Rejection, st.builds(Span, st.integers(0, 9), st.integers(0, 9)), TEXTS, TEXTS, TEXTS, TEXTS),
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [process(source) for source in MADE[:20]]


def test_rows_merge_as_readings_do_whatever_they_are_called_now(readings: list[Reading]) -> None:
    lines = [packed(r) for r in readings]
    assert merge(Rows([r.document.name for r in readings], lines.__getitem__)) == merge(readings)
    renamed = merge(Rows([f"{i:02}" for i in range(20)], lines.__getitem__))
    assert [r.name for r in renamed.records] == [f"{i:02}" for i in range(20)]
    assert {r.text for r in renamed.records} == {r.document.text for r in readings}


def test_a_row_is_a_reading_with_what_stands_beside_it(readings: list[Reading]) -> None:
    assert {type(unpack(packed(r))) for r in readings} == {Reading}
    assert packed(readings[0]) == packed(process(MADE[0]))


@given(st.lists(REFUSED, max_size=150), st.lists(REFUSED, max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_shelf_is_the_sequence_that_it_was_made_of(
    found: list[tuple[str, Rejection]], more: list[tuple[str, Rejection]]
) -> None:
    shelf = refusals(found)
    assert list(shelf) == [shelf[i] for i in range(len(shelf))] == list(shelf[:]) == found
    assert (shelf == (*found, *more)) is not bool(more)
    both = refused_too((), [*found, *more])
    assert list(refused_too(refused_too((), found), more)) == list(both)
    assert set(both) == {*found, *more}
    assert len(both) == len({*found, *more})


def test_a_shelf_ends_where_its_rows_end() -> None:
    shelf = refusals([("a", Rejection(Span(0, 1), "", "", "", ""))])
    with pytest.raises(IndexError):
        shelf[1]
    with pytest.raises(KeyError):
        Named(shelf, {"a": 0})["b"]


def test_files_that_two_processes_write_are_those_of_one(tmp_path: Path) -> None:
    sources = write(tmp_path / "in", {name: PAGES[name][0] for name in PAGES})
    api.build(sources, tmp_path / "one")
    api.build(sources, tmp_path / "two", jobs=2)
    assert_equal(tmp_path / "two", tmp_path / "one")
