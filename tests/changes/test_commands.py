"""kg add and kg remove as a person runs them: what they say, in two languages, and what they refuse."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import api
from kg.outputs.lock import locked
from tests.changes.conftest import assert_equal, files, write
from tests.changes.pages import PAGES
from tests.cli.conftest import Run, kg  # noqa: F401  # a fixture

Pages = Callable[..., list[Path]]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return lambda *names: write(tmp_path / "in", {name: PAGES[name][0] for name in names})


@pytest.fixture
def out(pages: Pages, tmp_path: Path) -> Path:
    api.build(pages("report.txt", "rows.jsonl", "repost.txt", "copy.md"), tmp_path / "out", title="临平")
    return tmp_path / "out"


def test_add_and_remove_report_what_there_is(kg: Run, pages: Pages, out: Path, tmp_path: Path) -> None:  # noqa: F811
    done = kg("add", out, *pages("firm.txt"), "--json")
    assert (done.returncode, json.loads(done.stdout)["documents"]) == (0, 5)
    done = kg("remove", out, "firm.txt", "rows.jsonl#a", KG_LANG="zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 篇文档" in done.stdout
    assert kg("check", out).returncode == 0


@pytest.mark.parametrize(("language", "words"), [("en", "has no document called"), ("zh", "中没有名为")])
def test_a_name_that_is_not_there(kg: Run, out: Path, language: str, words: str) -> None:  # noqa: F811
    before = files(out)
    done = kg("remove", out, "report.txt", "nobody.txt", KG_LANG=language)
    assert done.returncode == 2
    assert words in done.stderr
    assert "nobody.txt" in done.stderr
    assert files(out) == before


def test_a_run_beside_another(kg: Run, pages: Pages, out: Path) -> None:  # noqa: F811
    before = files(out)
    with locked(out):
        done = kg("add", out, *pages("firm.txt"), KG_LANG="zh")
    assert (done.returncode, files(out)) == (2, before)
    assert "写入" in done.stderr


def test_a_folder_without_a_build(kg: Run, pages: Pages, tmp_path: Path) -> None:  # noqa: F811
    done = kg("add", tmp_path / "none", *pages("firm.txt"))
    assert done.returncode == 2
    assert "make it anew with: kg build" in done.stderr
    assert not (tmp_path / "none").exists()


def test_what_cannot_be_read_is_set_aside_and_listed(kg: Run, pages: Pages, out: Path, tmp_path: Path) -> None:  # noqa: F811
    done = kg("add", out, *pages("firm.txt", "empty.txt"), tmp_path / "missing.txt")
    assert done.returncode == 2
    assert "empty.txt" in done.stderr
    listed = [json.loads(line) for line in (out / "rejected.jsonl").read_text("utf-8").splitlines()]
    aside = {row["document"] for row in listed if "start" not in row}
    assert aside == {"empty.txt", str(tmp_path / "missing.txt")}
    before = files(out)
    done = kg("add", out, *pages("empty.txt"))
    assert (done.returncode, files(out)) == (2, before)
    assert kg("remove", out, "empty.txt", tmp_path / "missing.txt").returncode == 0
    assert not [row for row in (out / "rejected.jsonl").read_text("utf-8").splitlines() if "start" not in row]


def test_options_are_remembered(pages: Pages, tmp_path: Path) -> None:
    options = {
        "base": "https://example.org/g/",
        "title": "试验",
        "home": "桐庐县",
        "quotes_only": True,
        "max_nodes": 60,
    }
    first, more = pages("report.txt", "tonglu.txt"), pages("rival.txt", "canal.txt")
    api.build(first, tmp_path / "out", **options)
    api.add(tmp_path / "out", more)
    api.build([*first, *more], tmp_path / "clean", **options)
    assert_equal(tmp_path / "out", tmp_path / "clean")
    before = files(tmp_path / "out")
    with pytest.raises(api.NoArea, match="桐庐县"):
        api.remove(tmp_path / "out", ["tonglu.txt"])
    assert files(tmp_path / "out") == before


def test_a_text_of_two_names_stays_until_both_are_gone(out: Path) -> None:
    said = "2021年，杭州市临平区实现地区生产总值940.09亿元"
    for gone, left in (("copy.md", True), ("repost.txt", False)):
        found = api.remove(out, [gone]).knowledge
        assert any("工业大会" in r.text for r in found.records) == left, said
        assert gone not in {name for r in found.records for name in (r.name, *r.sources)}


def test_a_file_takes_the_place_of_its_namesake(kg: Run, out: Path, tmp_path: Path) -> None:  # noqa: F811
    [newer] = write(tmp_path / "later", {"report.txt": PAGES["report.txt"][1]})
    done = kg("add", out, newer)
    assert done.returncode == 0
    assert f"report.txt takes the place of {tmp_path / 'in' / 'report.txt'}" in done.stderr
    paths = [newer, *(tmp_path / "in" / name for name in ("rows.jsonl", "repost.txt", "copy.md"))]
    api.build(paths, tmp_path / "clean", title="临平")
    assert_equal(out, tmp_path / "clean")


def test_a_build_again_reads_only_what_changed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "report.txt").write_text(PAGES["report.txt"][1], encoding="utf-8")
    paths = sorted((tmp_path / "in").iterdir())
    known = {line[:32] for path in (out / "store" / "kept").glob("*.rows") for line in path.read_bytes().splitlines()}
    api.build(paths, out, title="临平")
    now = [line[:32] for path in (out / "store" / "kept").glob("*.rows") for line in path.read_bytes().splitlines()]
    assert len(set(now) - known) == 1
    api.build(paths, tmp_path / "clean", title="临平")
    assert_equal(out, tmp_path / "clean")


def test_another_edition_is_refused(kg: Run, pages: Pages, out: Path) -> None:  # noqa: F811
    roster = out / "store" / "kept" / "roster.json"
    roster.write_text(roster.read_text("utf-8").replace('"edition": "', '"edition": "0'), encoding="utf-8")
    done = kg("add", out, *pages("firm.txt"))
    assert done.returncode == 2
    assert "other rules or another version" in done.stderr


def test_two_documents_of_one_name(tmp_path: Path) -> None:
    """An archive may hold a member twice: the second is set aside, with its reason."""
    import warnings
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("page.txt", PAGES["report.txt"][0])
        archive.writestr("page.txt", PAGES["tonglu.txt"][0])
    found = api.build([tmp_path / "a.zip"], tmp_path / "out").knowledge
    assert [r.name for r in found.records] == ["a.zip/page.txt"]
    assert [(f.name, f.code) for f in found.failures] == [("a.zip/page.txt", "same-name")]


def test_a_store_opens_with_what_is_kept_in_it(out: Path) -> None:
    import pyoxigraph as ox

    shutil.copytree(out / "store", out / "copy")
    store = ox.Store(str(out / "copy"))
    assert len(store) == len(ox.Store.read_only(str(out / "store"))) > 0
