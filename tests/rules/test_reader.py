"""The reader of rules and word lists: what a pack may hold, how packs join, how faults are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg import rules

Pack = Callable[[dict[str, str]], None]


def _forget() -> None:
    for cached in (rules.packs, rules.table, rules.words, rules.toml, rules.relations):
        cached.cache_clear()


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """Writes the files of a plugin package that announces itself under "kg.rules"."""

    def write(files: dict[str, str]) -> None:
        home = tmp_path / "demo_pack"
        for name, text in {"__init__.py": "", **files}.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_text(text, encoding="utf-8")
        point = EntryPoint("demo", "demo_pack", "kg.rules")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setattr(rules, "entry_points", lambda group: [point] if group == "kg.rules" else [])
        _forget()

    yield write
    sys.modules.pop("demo_pack", None)
    monkeypatch.undo()
    _forget()


def test_a_table_is_read_by_its_header_without_comments_and_empty_lines(pack: Pack) -> None:
    pack({"lexicon/demo.tsv": "# why\nword\tkind\n\n红枫\tproper\n小镇\n"})
    assert rules.table("lexicon/demo.tsv") == ({"word": "红枫", "kind": "proper"}, {"word": "小镇", "kind": ""})
    assert rules.words("lexicon/demo.tsv") == ("红枫", "小镇")


def test_a_packs_rows_follow_the_built_in_ones(pack: Pack) -> None:
    before = rules.table("lexicon/countries.tsv")
    pack({"lexicon/countries.tsv": "name\tforms\n梦江国\t\n"})
    assert rules.table("lexicon/countries.tsv") == (*before, {"name": "梦江国", "forms": ""})


def test_a_packs_relation_rules_are_found(pack: Pack) -> None:
    before = len(rules.relations())
    pack({"relations/demo.toml": '[[rule]]\nid = "demo.one"\n[[rule]]\nid = "demo.two"\n'})
    assert [rule["id"] for rule in rules.relations()[before:]] == ["demo.one", "demo.two"]


def test_a_row_with_too_many_cells_is_told_with_its_line(pack: Pack) -> None:
    pack({"lexicon/demo.tsv": "word\n红枫\n小镇\tzone\n"})
    with pytest.raises(rules.BadData, match=r"lexicon/demo\.tsv, line 3: 2 cells under 1 headings"):
        rules.table("lexicon/demo.tsv")


def test_broken_toml_is_told_with_its_file(pack: Pack) -> None:
    pack({"relations/demo.toml": "[[rule]\n"})
    with pytest.raises(rules.BadData, match=r"demo\.toml"):
        rules.relations()


@pytest.mark.parametrize("read", [rules.table, rules.toml, rules.data])
def test_a_missing_file_is_told(read: Callable[[str], object]) -> None:
    with pytest.raises(rules.BadData, match="no data file lexicon/none"):
        read("lexicon/none.tsv")


def test_every_built_in_table_is_readable() -> None:
    folder = Path(rules.__file__).parent
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.tsv"))
    assert len(names) > 10
    assert [name for name in names if not rules.table(name)] == []
