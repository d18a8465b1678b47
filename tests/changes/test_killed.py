"""A run that is killed leaves the old build readable, and the next run's result equals a clean build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import api
from tests.changes.conftest import assert_equal, files, write
from tests.changes.pages import PAGES


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each kill needs a process that shares what is loaded")
def test_killed_at_any_step(root: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.changes.killed", str(tmp_path), "17"]
    done = subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {step["state"] for step in found} == {"old", "new"}, done.stderr
    for step in found:
        assert (step["whole"], step["again"], step["equal"]) == (True, 0, True), (step, done.stderr)


def test_what_a_killed_run_had_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write(tmp_path / "in", {name: PAGES[name][0] for name in ("canal.txt", "firm.txt", "report.txt")})
    read: list[str] = []

    def stop(result: object) -> None:
        read.append("")
        if len(read) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.build(paths, tmp_path / "out", progress=stop)
    assert [p.name for p in (tmp_path / "out").iterdir()] == [".new"]
    seen = api.build(paths, tmp_path / "out")
    api.build(paths, tmp_path / "clean")
    assert_equal(tmp_path / "out", tmp_path / "clean")
    rows = sorted((tmp_path / "out" / "store" / "kept").glob("*.rows"))
    assert [len(path.read_bytes().splitlines()) for path in rows] == [2, 1]
    assert len(seen.knowledge.records) == 3


def test_a_decided_change_is_finished_by_a_reader(tmp_path: Path) -> None:
    """The journal stands, nothing has moved yet: whoever reads finds the new build."""
    paths = write(tmp_path / "in", {name: PAGES[name][0] for name in ("report.txt", "rival.txt")})
    out, clean = tmp_path / "out", tmp_path / "clean"
    api.build(paths[:1], out)
    api.build(paths, clean)
    aside = out / ".new"
    aside.mkdir()
    for name, data in files(clean).items():
        (aside / name).write_bytes(data)
    (clean / "store").rename(aside / "store")
    (aside / "journal").write_text(json.dumps([*files(clean), "store"]), encoding="utf-8")
    assert len(api.load(out).knowledge.records) == 2
    api.build(paths, clean)
    assert_equal(out, clean)
    assert not aside.exists()
