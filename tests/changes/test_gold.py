"""Add, change and remove on real pages, in two orders: every file is that of a clean build."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg import api
from tests.changes.conftest import assert_equal

FORMS = (".txt", ".md", ".html")


@pytest.fixture
def pages(shared: Path, tmp_path: Path) -> list[Path]:
    """Twelve gold pages, copied so that they can be changed."""
    found = [p for p in sorted((shared / "eval" / "gold" / "dev").iterdir()) if p.suffix in FORMS][:12]
    for path in found:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return [tmp_path / path.name for path in found]


@pytest.mark.parametrize("seed", [1, 2])
def test_real_pages_in_any_order(pages: list[Path], tmp_path: Path, seed: int) -> None:
    order = random.Random(seed)
    first = order.sample(pages, 7)
    rest = [page for page in pages if page not in first]
    whole = {page: page.read_text("utf-8") for page in first[:2]}
    for page, text in whole.items():  # half of a page now, all of it later
        page.write_text(text[: len(text) // 2], encoding="utf-8")
    out = tmp_path / "out"
    api.build(first, out)
    api.add(out, rest[:3])
    for page, text in whole.items():
        page.write_text(text, encoding="utf-8")
    api.remove(out, [first[3].name, rest[0].name])
    api.add(out, [*whole, *rest[3:]])
    api.build([page for page in pages if page not in (first[3], rest[0])], tmp_path / "clean")
    assert_equal(out, tmp_path / "clean")
    assert api.check(out) == ()
