"""One writer a folder: another run is told who has it, a dead run holds nobody up, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import api
from kg.outputs.lock import Busy, locked
from tests.changes.conftest import assert_equal, write
from tests.changes.pages import PAGES

HOLD = """
import sys
from pathlib import Path
from kg.outputs.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    return write(tmp_path / "in", {name: PAGES[name][0] for name in ("report.txt", "rival.txt")})


def test_another_process_is_told_who_has_it(pages: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline().strip() == b"held"
    with pytest.raises(Busy, match=f"process {holder.pid} on "):
        api.build(pages, out)
    holder.kill()
    holder.wait()
    assert (out / ".lock").exists()  # what the dead run left holds nobody up
    api.build(pages, out)
    assert not (out / ".lock").exists()
    assert not (out / ".new").exists()


def test_two_runs_of_one_process_do_not_mix(pages: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    api.build(pages[:1], out)
    with locked(out):
        for change in (lambda: api.add(out, pages[1:]), lambda: api.remove(out, ["report.txt"])):
            with pytest.raises(Busy, match=f"process {os.getpid()}"):
                change()
    api.add(out, pages[1:])
    api.build(pages, tmp_path / "clean")
    assert_equal(out, tmp_path / "clean")


def test_a_reader_needs_no_lock(pages: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    api.build(pages, out)
    with locked(out):
        assert len(api.load(out).knowledge.records) == 2
        assert api.query(out, "ASK { ?d a kg:Document }").truth
