"""Whatever is added, changed and removed, and in whatever order: the files are those of a clean build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import api
from tests.changes.conftest import assert_equal, write
from tests.changes.pages import PAGES

NAMES = sorted(PAGES)
TWINS = ("daily.txt", "sub/daily.txt")
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"), st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 1)), min_size=1, max_size=4)
        ),
        st.tuples(st.just("remove"), st.lists(st.tuples(st.sampled_from(NAMES), st.just(0)), min_size=1, max_size=2)),
    ),
    min_size=1,
    max_size=4,
)


class Collection:
    """A folder of pages, and the build that follows it step by step."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out, self.clean = folder / "in", folder / "out", folder / "clean"
        self.there: dict[str, int] = {}
        self.add([("report.txt", 0), ("daily.txt", 0)])

    def add(self, changes: list[tuple[str, int]]) -> None:
        chosen = {name: PAGES[name][version % len(PAGES[name])] for name, version in changes}
        paths = write(self.source, chosen)
        self._forget_namesake(chosen)
        self.there |= dict(changes)
        if not (self.out / "graph.ttl").exists():
            api.build(paths, self.out)
        elif any(chosen.values()):
            api.add(self.out, paths)
        else:
            with pytest.raises(api.NothingRead):
                api.add(self.out, paths)
            self.there.pop("empty.txt")
            return

    def _forget_namesake(self, chosen: Mapping[str, str]) -> None:
        """A page that comes alone takes the place of one that is called the same."""
        for one, other in (TWINS, TWINS[::-1]):
            if one in chosen and other not in chosen and one not in self.there:
                self.there.pop(other, None)

    def remove(self, gone: list[str]) -> None:
        gone = sorted({name for name in gone if name in self.there})
        left = [name for name in self.there if name not in gone]
        if gone and any(PAGES[name][self.there[name] % len(PAGES[name])] for name in left):
            api.remove(self.out, [self.name(name) for name in gone])
            for name in gone:
                del self.there[name]

    def name(self, page: str) -> str:
        """What the tables call a page: its file name, with its folder where another has it, too."""
        if page in TWINS and self.there.keys() >= set(TWINS):
            return f"in/{page}" if "/" not in page else page
        return Path(page).name

    def build(self) -> None:
        shutil.rmtree(self.clean, ignore_errors=True)
        api.build([self.source / name for name in self.there], self.clean)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(STEPS)
def test_any_order_of_changes_equals_a_clean_build(steps: list[tuple[str, list[tuple[str, int]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(Path(folder))
        for step, changes in steps:
            if step == "add":
                collection.add(changes)
            else:
                collection.remove([name for name, _ in changes])
        collection.build()
        assert_equal(collection.out, collection.clean)
