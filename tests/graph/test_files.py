"""The tables and the other files of a build: columns, exact cells, re-posts, atomic replacement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Failure, Knowledge, Rejection, Span
from kg.outputs import tables
from kg.outputs.documents import documents, rejected
from kg.outputs.load import load
from kg.outputs.manifest import manifest
from kg.outputs.write import DEFAULT, write, writers
from kg.registry import UnknownName
from tests.graph.made import LAKE, document, figure, knowledge, reading

WANTED = {
    "entities": "id type label aliases code documents",
    "relations": "subject predicate object title state document sentence start end subject_label object_label subject_code"
    " rule source_title date url",
    "observations": "subject indicator value unit bound measure period state document sentence start end subject_label"
    " subject_code indicator_id base_value base_unit rule source_title date url",
    "conflicts": "kind subject subject_label indicator measure period value_a unit_a document_a sentence_a start_a end_a"
    " value_b unit_b document_b sentence_b start_b end_b",
}


def rows(pieces: Iterable[bytes]) -> list[dict[str, str]]:
    data = b"".join(pieces)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", WANTED)
def test_tables_have_the_guidelines_columns(small: Knowledge, table: str) -> None:
    found = rows(getattr(tables, table)(small))
    assert found
    assert set(WANTED[table].split()) <= found[0].keys()


@pytest.mark.parametrize("table", ["relations", "observations"])
def test_offsets_give_the_sentence(small: Knowledge, table: str) -> None:
    texts = {r.name: r.text for r in small.records}
    for row in rows(getattr(tables, table)(small)):
        assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["sentence"]


def test_values_stay_as_printed(small: Knowledge) -> None:
    found = {row["value"]: row for row in rows(tables.observations(small))}
    assert found["120.50"]["base_value"] == "12050000000"
    assert found["120.50"]["base_unit"] == "元"
    assert found["120.50"]["subject_label"] == "望湖区"


def test_a_cell_that_looks_like_a_formula_stays_exact() -> None:
    page = document("a.txt", "=1+1 望湖区上市企业18家。", title="@SUM(1)")
    found = rows(tables.observations(knowledge(reading(page, (LAKE,), (), (figure(page, LAKE, "企业", "18", "家"),)))))
    assert (found[0]["sentence"], found[0]["source_title"]) == ("=1+1 望湖区上市企业18家。", "@SUM(1)")


def test_agreements_and_conflicts_stand_side_by_side(small: Knowledge) -> None:
    found = {row["kind"]: row for row in rows(tables.conflicts(small))}
    assert found.keys() == {"agreement", "period-unstated"}
    row = found["period-unstated"]
    assert (row["value_a"], row["value_b"], row["unit_a"], row["period"]) == ("18", "22", "家", "2021")
    assert "18家" in row["sentence_a"]
    assert "22家" in row["sentence_b"]


def test_rejected_names_documents_and_candidates(small: Knowledge) -> None:
    lost = Rejection(Span(2, 4), "Zone", "湖区", "zone.head", "cuts a name")
    told = replace(small, failures=(Failure("c.html", "not a page", "binary"),), rejected=(("a.txt", lost),))
    found = [json.loads(line) for line in b"".join(rejected(told)).decode().splitlines()]
    assert found[0] == {"document": "c.html", "reason": "not a page", "code": "binary"}
    assert (found[1]["document"], found[1]["name"], found[1]["start"]) == ("a.txt", "湖区", 2)


def test_a_repost_is_one_document_with_two_names() -> None:
    text = "望湖区上市企业18家。"
    made = [document(name, text) for name in ("b.txt", "a.html")]
    found = knowledge(
        *(reading(p, (LAKE,), (), (figure(p, LAKE, "上市企业", "18", "家", "2021"),), LAKE) for p in made)
    )
    assert [(r.name, r.sources) for r in found.records] == [("a.html", ("a.html", "b.txt"))]
    assert len(found.figures) == 1
    assert found.contrasts == ()  # a copy corroborates nothing
    listed = [json.loads(line) for line in b"".join(documents(found)).decode().splitlines()]
    assert [(row["document"], row["id"]) for row in listed] == [("a.html", made[0].id), ("b.txt", made[0].id)]
    assert found.nodes[0].documents == ("a.html", "b.txt")


def test_the_manifest_counts_and_hashes(small: Knowledge) -> None:
    found = json.loads(manifest(small))
    counts = found["counts"]
    assert (counts["documents"], counts["relations"], counts["observations"]) == (2, 7, 4)
    assert found["inputs"] == {r.name: r.id for r in small.records}
    assert len(found["rules"]) == len(found["ontology"]) == 64
    assert manifest(small) == manifest(small)


def test_what_was_written_can_be_loaded_and_written_again(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    names = ("turtle", "csv", "documents", "rejected", "manifest")
    write(load(built), again, names)
    for path in sorted(again.iterdir()):
        assert path.read_bytes() == (built / path.name).read_bytes(), path.name


def test_a_failed_build_leaves_the_old_files(small: Knowledge, built: Path) -> None:
    before = {p.name: p.read_bytes() for p in built.iterdir()}
    with pytest.raises(UnknownName, match="turtle"):
        write(small, built, ("turtle", "tortoise"))
    assert {p.name: p.read_bytes() for p in built.iterdir()} == before


def test_no_half_written_file_stays_behind(built: Path) -> None:
    assert not [p.name for p in built.iterdir() if p.name.startswith(".")]


def test_every_default_format_is_registered() -> None:
    assert set(DEFAULT) <= set(writers.names())
