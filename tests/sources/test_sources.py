"""Arguments become sources: order, names, rows, archives, and what is set aside."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Failure, Source
from kg.sources import sources
from kg.sources.encoding import decode
from kg.sources.names import short_names


def names(*paths: Path | str) -> list[str]:
    return [s.name for s in sources([str(p) for p in paths])]


def test_order_does_not_depend_on_the_arguments(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("青石县开会。")
    one, two = tmp_path / "b.txt", tmp_path / "a.txt"
    assert names(one, two, tmp_path) == names(tmp_path, two, one) == ["a.txt", "b.txt", "c.md"]


def test_globs_and_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", "sub/c.html", ".hidden.txt"):
        (tmp_path / name).write_text("青石县开会。")
    assert names(tmp_path / "*.txt") == ["a.txt"]
    assert names(tmp_path / "**" / "*.txt") == ["a.txt", "b.txt"]
    assert names(tmp_path) == ["a.txt", "b.txt", "c.html"]


def test_equal_names_are_told_apart_by_the_shortest_path(tmp_path: Path) -> None:
    for name in ("x/1.txt", "y/1.txt", "y/2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("青石县开会。")
    assert names(tmp_path) == ["x/1.txt", "y/1.txt", "2.txt"]


paths = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda p: "/" + "/".join(p)), unique=True)


@given(paths)
def test_names_are_distinct_ends_of_their_paths(found: list[str]) -> None:
    given_names = short_names(found)
    assert len(set(given_names.values())) == len(found)
    assert all(path.endswith(name) for path, name in given_names.items())


ROWS = [
    '{"id": "a", "text": "青石县开会。", "title": "会", "date": "20200101", "url": "http://a.example"}',
    "[1, 2]",
    "",
    '{"html": "<p>青石县开会。</p>"}',
    '{"id": "a", "text": "重名。"}',
    '{"id": 9, "title": "无文"}',
    "{不是",
]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.xz", ".jsonl.gz"])
def test_rows(tmp_path: Path, suffix: str) -> None:
    data = "\n".join(ROWS).encode()
    packed = {".jsonl.xz": lzma.compress, ".jsonl.gz": gzip.compress}.get(suffix, bytes)(data)
    (tmp_path / f"r{suffix}").write_bytes(packed)
    found = list(sources([str(tmp_path)]))
    name = f"r{suffix}"
    assert [s.name for s in found] == [f"{name}#{label}" for label in ("a", "2", "4", "a@5", "9", "7")]
    codes = [s.code if isinstance(s, Failure) else "" for s in found]
    assert codes == ["", "not-an-object", "", "", "no-text", "not-json"]
    first = found[0]
    assert isinstance(first, Source)
    assert (first.title, first.date, first.url) == ("会", "20200101", "http://a.example")


def test_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("d/b.txt", "青石县开会。")
        archive.writestr("a.jsonl", ROWS[0])
    assert names(tmp_path / "z.zip") == ["z.zip/a.jsonl#a", "z.zip/d/b.txt"]


def test_web_archive(tmp_path: Path) -> None:
    page = "<p>青石县开会。</p>".encode()
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(reply), reply)
    )
    other = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
    (tmp_path / "w.warc.gz").write_bytes(gzip.compress(other) + gzip.compress(record))
    (tmp_path / "cut.warc").write_bytes(record[:-30])
    found = list(sources([str(tmp_path)]))
    assert [(s.name, getattr(s, "url", None) or getattr(s, "code", "")) for s in found] == [
        ("cut.warc#1", "truncated"),
        ("w.warc.gz#2", "http://a.example/1"),
    ]
    assert isinstance(found[1], Source)
    assert found[1].data == page


def test_what_is_not_there_or_broken_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青石县开会。")
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    (tmp_path / "y.jsonl.xz").write_bytes(lzma.compress(b"{}" * 99)[:-20])
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    found = list(sources([str(tmp_path), str(tmp_path / "none.txt"), str(tmp_path / "*.nothing")]))
    assert {Path(s.name).name: s.code for s in found if isinstance(s, Failure)} == {
        "x.zip": "damaged",
        "y.jsonl.xz": "damaged",
        "p.png": "unsupported",
        "none.txt": "missing",
        "*.nothing": "missing",
    }
    assert [s.name for s in found if isinstance(s, Source)] == ["a.txt"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [("青石县开会。", ["stdin"]), (ROWS[0] + "\n" + json.dumps({"text": "二。"}), ["stdin#a", "stdin#2"])],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, expected: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert names("-") == expected


def test_a_few_stray_control_characters_do_no_harm() -> None:
    text = "青石县召开会议，总结全年工作，部署下一阶段任务。" * 5
    assert decode((text + "\x00\r\n第二行。\x1f").encode()) == text + "\n第二行。"
