"""The collection on the command line: why things are one, conflicts with filters, corrections that survive."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import api
from kg.cli import app
from tests.collection.planted import HERE, graph, said

SIGNED = 'author = "何田"\ndate = 2026-03-01\nreason = "核对过"\n'
RENAME = f'[[rename]]\nentity = "岷江高新产业园"\nto = "岷江高新区产业园"\n{SIGNED}'


def kg(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], env={"KG_LANG": "en"})


def asked(out: Path, text: str) -> list[tuple[str, ...]]:
    return [tuple(api.plain(term) for term in row) for row in api.query(out, text).rows]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages as one file, built without corrections."""
    folder = tmp_path_factory.mktemp("collection")
    rows = [{"id": p["name"], "date": p["date"], "text": p["text"]} for p in said(HERE / "pages.toml")["page"]]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "pages.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    api.build([folder / "pages.jsonl"], folder / "out")
    return folder / "out"


def test_why_tells_the_shared_keys_and_who_stayed_apart(built: Path) -> None:
    told = kg("show", built, "沂水县教育局", "--why").output
    assert "called 教育局 in 沂水县 371323" in told
    assert "pages.jsonl#yishui-3" in told
    assert "怀来县教育局" in told
    assert "of another area: 怀来县" in told


def test_why_tells_areas_of_one_name_apart(built: Path) -> None:
    [first, *_] = json.loads(kg("show", built, "320106", "--why", "--json").output)
    apart = {(x["reason"], x["words"]) for x in first["why"]["apart"]}
    assert ("other-area", "福州市 350102") in apart


def test_why_tells_a_short_form_and_a_full_name(built: Path) -> None:
    [found] = json.loads(kg("show", built, "山东润禾食品有限公司", "--why", "--json").output)
    assert found["why"]["joins"] == [["short-form", "润禾食品"]]
    assert {k["kind"] for k in found["why"]["keys"]} == {"full-name", "name"}


def test_a_copy_is_named_as_one(built: Path) -> None:
    assert "pages.jsonl#repost-3 (copy of pages.jsonl#repost-1)" in kg("show", built, "建湖县").output


@pytest.mark.parametrize(
    ("options", "kinds", "count"),
    [
        (("--only-conflicts", "--area", "511403"), {"value", "period-unstated", "revision"}, 4),
        (("--area", "彭山区", "--year", "2021", "--indicator", "GDP", "--kind", "agreement-rounded"), {"agreement-rounded"}, 3),
        (("--kind", "relation", "--indicator", "partOf"), {"relation"}, 2),
        (("--kind", "relation", "--name", "陈国栋"), {"relation"}, 1),
        (("--document", "pages.jsonl#pengshan-6", "--kind", "revision"), {"revision"}, 2),
        (("--name", "泾县"), {"sum"}, 2),
        (("--kind", "sum"), {"sum"}, 7),
    ],
)  # fmt: skip
def test_conflicts_are_filtered(built: Path, options: tuple[str, ...], kinds: set[str], count: int) -> None:
    found = json.loads(kg("conflicts", built, "--json", *options).output)
    assert ({c["kind"] for c in found}, len(found)) == (kinds, count)


def test_a_revision_names_what_is_in_force(built: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("conflicts", built, "--kind", "revision", "--csv").output)))
    assert {(r["document_a" if r["supersedes"] == "a" else "document_b"]) for r in rows} == {"pages.jsonl#pengshan-6"}
    assert kg("conflicts", built, "--kind", "revision").output.count("(in force)") == 2


def test_an_unknown_kind_is_refused(built: Path) -> None:
    done = kg("conflicts", built, "--kind", "quarrel")
    assert done.exit_code == 2
    assert "quarrel" in done.output


def test_the_build_keeps_what_it_found(built: Path) -> None:
    kept = api.load(built).knowledge
    assert [r.name for r in kept.records if r.copy_of] == ["pages.jsonl#repost-3"]
    assert all(c.supersedes for c in kept.contrasts if c.kind == "revision")
    assert kept.identities
    assert not api.check(built)


def test_what_is_loaded_is_what_was_written(tmp_path: Path) -> None:
    api.Graph(graph()).save(tmp_path)
    assert api.load(tmp_path).knowledge == graph()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (("kg:holds ", "kg:printed "), "A sum holds or does not"),
        (("a kg:Sum ;", "a kg:Correction ;"), "A correction has an author"),
    ],
)
def test_check_finds_a_broken_sum(built: Path, tmp_path: Path, damage: tuple[str, str], words: str) -> None:
    shutil.copytree(built, tmp_path / "out", ignore=shutil.ignore_patterns("store"))
    path = tmp_path / "out" / "graph.ttl"
    path.write_text(path.read_text("utf-8").replace(*damage), encoding="utf-8")
    assert any(words in fault.message for fault in api.check(tmp_path / "out"))


def test_queries_find_what_supersedes_what_is_copied_and_what_does_not_add_up(built: Path) -> None:
    in_force = {(row[0], row[3]) for row in asked(built, "revisions")}
    assert in_force == {("彭山区", "211.9")}
    assert {row[0] for row in asked(built, "sums")} == {"泾县"}
    copies = asked(built, "SELECT ?name WHERE { ?copy prov:wasDerivedFrom/kg:fileName ?name }")
    assert ("pages.jsonl#repost-1",) in copies


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """Two pages with corrections beside them, built."""
    for p in said(HERE / "pages.toml")["page"]:
        if p["name"].startswith("meishan"):
            (tmp_path / f"{p['name']}.txt").write_text(p["text"], encoding="utf-8")
    (tmp_path / "corrections.toml").write_text(RENAME, encoding="utf-8")
    assert kg("build", tmp_path, "-o", tmp_path / "out").exit_code == 0
    return tmp_path


def test_corrections_beside_the_sources_are_applied_and_shown(corrected: Path) -> None:
    told = kg("show", corrected / "out", "岷江高新区产业园").output
    assert "rename: 岷江高新产业园 岷江高新区产业园 — 何田, 2026-03-01: 核对过" in told
    text = "SELECT ?who ?what WHERE { ?c a kg:Correction ; dcterms:creator ?who ; kg:corrects/skos:prefLabel ?what }"
    assert asked(corrected / "out", text) == [("何田", "岷江高新区产业园")]


def test_corrections_survive_what_is_added_and_removed(corrected: Path) -> None:
    (corrected / "corrections.toml").unlink()
    (corrected / "more.txt").write_text("眉山市岷江高新产业园新增企业3家。", encoding="utf-8")
    assert kg("add", corrected / "out", corrected / "more.txt").exit_code == 0
    [node] = [n for n in api.load(corrected / "out").knowledge.nodes if n.type == "Zone"]
    assert (node.label, len(node.documents)) == ("岷江高新区产业园", 3)
    assert kg("remove", corrected / "out", "meishan-1.txt").exit_code == 0
    assert [c.fault for c in api.load(corrected / "out").knowledge.corrections] == [""]


def test_a_correction_that_lost_its_object_is_reported(corrected: Path) -> None:
    (corrected / "corrections.toml").write_text(RENAME.replace('"岷江高新产业园"', '"沱江产业园"'), encoding="utf-8")
    done = kg("build", corrected, "-o", corrected / "out")
    assert done.exit_code == 2
    assert "corrections.toml, [[rename]] 1: nothing is called 沱江产业园" in done.output
    rejected = (corrected / "out" / "rejected.jsonl").read_text("utf-8")
    assert '"code": "correction"' in rejected


def test_a_bad_file_of_corrections_stops_before_anything_is_read(corrected: Path) -> None:
    bad = corrected / "bad.toml"
    bad.write_text('[[rename]]\nentity = "a"\n', encoding="utf-8")
    done = kg("build", corrected, "-o", corrected / "other", "--corrections", bad)
    assert done.exit_code == 2
    assert "bad.toml, [[rename]] 1: to, author, date, reason is missing" in done.output
    assert not (corrected / "other").exists()
    assert kg("build", corrected, "-o", corrected / "other", "--corrections", corrected / "none.toml").exit_code == 2
