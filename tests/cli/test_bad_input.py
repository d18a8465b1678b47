"""Bad input: a message that names the file and the reason, the right exit code, and the rest is built."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "rubbish.html": bytes(range(256)) * 40,
    "cut.txt": ("本页用国标编码，写着临平区的消息，" * 8).encode("gb18030")[:-1],
    "matter.md": "---\ntitle: [开头没有结尾\ndate: {\n---\n临平区的正文。\n".encode(),
    "row.jsonl": b'["a list is no object"]\n',
    "nothing.html": b"<html><head><script>var a = 1;</script></head><body></body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_rest_is_built(kg, page: Path, tmp_path: Path, name: str) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    out = tmp_path / "out"
    done = kg("build", page, bad, "-o", out)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads((out / "documents.jsonl").read_text("utf-8").splitlines()[0])["document"] == page.name
    listed = [json.loads(line) for line in (out / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert any(row["document"].startswith(name) and row["reason"] for row in listed)


def test_a_missing_path_is_named(kg, page: Path, tmp_path: Path) -> None:
    done = kg("build", page, tmp_path / "no-such-page.txt", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "no-such-page.txt" in done.stderr
    assert (tmp_path / "out" / "graph.ttl").is_file()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads every file: permissions cannot refuse")
def test_an_unreadable_file_is_named(kg, page: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("临平区。", encoding="utf-8")
    locked.chmod(0)
    done = kg("build", page, locked, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "locked.txt" in done.stderr


def test_an_output_path_that_is_a_file_is_refused(kg, page: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    done = kg("build", page, "-o", taken)
    assert done.returncode == 2
    assert "taken" in done.stderr
    assert taken.read_text(encoding="utf-8") == "mine"


def test_strict_stops_at_the_bad_document(kg, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("build", page, tmp_path / "empty.txt", "-o", tmp_path / "out", "--strict")
    assert done.returncode == 2
    assert "empty.txt" in done.stderr
    assert not (tmp_path / "out").exists()


def test_messages_follow_the_locale(kg, tmp_path: Path) -> None:
    english = kg("build", tmp_path / "gone.txt", "-o", tmp_path / "out", KG_LANG="en").stderr
    chinese = kg("build", tmp_path / "gone.txt", "-o", tmp_path / "out", KG_LANG="zh").stderr
    assert "set aside" in english
    assert "搁置" in chinese
    assert "路径不存在" in chinese
