"""The commands over the seeds' graph: what a person sees, what a program reads, and the exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path


def test_build_writes_every_file(seeds_build: Path) -> None:
    written = {p.name for p in seeds_build.iterdir()}
    tables = {"entities.csv", "relations.csv", "observations.csv", "conflicts.csv"}
    assert written >= {*tables, "graph.ttl", "graph.html", "documents.jsonl", "rejected.jsonl", "manifest.json"}


def test_build_counts_what_it_made(kg, page: Path, tmp_path: Path) -> None:
    done = kg("build", page, "-o", tmp_path / "out", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["documents"] == 1


def test_build_reads_standard_input(kg, tmp_path: Path) -> None:
    done = kg("build", "-", "-o", tmp_path / "out", stdin="2021年，临平区实现地区生产总值940.09亿元。")
    assert done.returncode == 0, done.stderr


def test_show_leads_to_the_sentence(kg, seeds_build: Path) -> None:
    done = kg("show", seeds_build, "临平区", "--json")
    found = json.loads(done.stdout)[0]
    assert found["code"] == "330113"
    values = {o["value"]: o["evidence"] for o in found["observations"]}
    assert "940.09" in values["940.09"]["sentence"]
    assert "940.09亿元" in kg("show", seeds_build, "330113").stdout


def test_show_of_an_unknown_name_fails(kg, seeds_build: Path) -> None:
    done = kg("show", seeds_build, "没有这个地方")
    assert done.returncode == 1
    assert "没有这个地方" in done.stderr


def test_show_of_a_folder_without_a_build_says_what_to_do(kg, tmp_path: Path) -> None:
    done = kg("show", tmp_path, "临平区")
    assert done.returncode == 2
    assert "kg build" in done.stderr


def test_the_seeds_agree_on_output_and_differ_on_listed_firms(kg, seeds_build: Path) -> None:
    found = json.loads(kg("conflicts", seeds_build, "--json").stdout)
    pairs = {(c["kind"], c["a"]["value"], c["b"]["value"]) for c in found}
    assert ("agreement", "940.09", "940.09") in pairs
    assert {("period-unstated", "22", "18"), ("period-unstated", "18", "22")} & pairs
    only = json.loads(kg("conflicts", seeds_build, "--kind", "agreement", "--json").stdout)
    assert {c["kind"] for c in only} == {"agreement"}


def test_explain_names_rules_and_refusals(kg) -> None:
    text = "2021年，杭州市临平区实现地区生产总值940.09亿元，增长10.6%。"
    told = json.loads(kg("explain", text, "--json").stdout)
    assert told["words"]
    assert told["home"] == "area:330113"
    assert {(o["value"], o["measure"]) for o in told["observations"]} == {("940.09", "level"), ("10.6", "yoy_growth")}
    assert all(o["rule"] for o in told["observations"])
    assert "940.09" in kg("explain", "-", stdin=text).stdout


def test_query_by_text_file_and_name(kg, seeds_build: Path, tmp_path: Path) -> None:
    text = 'SELECT ?x WHERE { ?x kg:code "330113" }'
    rows = json.loads(kg("query", seeds_build, text, "--to", "json").stdout)
    assert len(rows["results"]["bindings"]) == 1
    (tmp_path / "one.rq").write_text(text, encoding="utf-8")
    assert "area/330113" in kg("query", seeds_build, tmp_path / "one.rq", "--to", "csv").stdout
    assert kg("query", seeds_build, "SELECT nonsense").returncode == 2


def test_check_passes_on_a_build(kg, seeds_build: Path) -> None:
    done = kg("check", seeds_build)
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_fails_on_a_shifted_offset(kg, seeds_build: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in seeds_build.iterdir():
        if file.is_file():
            (broken / file.name).write_bytes(file.read_bytes())
    table = broken / "relations.csv"
    with table.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    rows[0]["start"] = str(int(rows[0]["start"]) + 1)
    with table.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    done = kg("check", broken)
    assert done.returncode == 1
    assert "relations.csv" in done.stdout + done.stderr


def test_eval_prints_the_scorer_s_rows(kg, shared: Path, seeds_build: Path) -> None:
    gold = sorted((shared / "eval" / "gold" / "seeds").glob("*.json"))
    told = json.loads(kg("eval", seeds_build, *gold, "--json").stdout)
    assert told["all"]["codes"]["f1"] >= 0.95
    assert kg("eval", seeds_build, *gold, "--min", "entities.f1=1.01").returncode == 1


def test_export_to_each_format(kg, seeds_build: Path, tmp_path: Path) -> None:
    for name in ("turtle", "ntriples", "csv"):
        done = kg("export", seeds_build, "--to", name, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).exists()
    assert kg("export", seeds_build, "--to", "no-such-format", "-o", tmp_path / "x").returncode == 2


def test_stats_puts_the_home_area_first(kg, seeds_build: Path) -> None:
    told = json.loads(kg("stats", seeds_build, "--most", "3", "--json").stdout)
    assert told["entities"][0]["label"] == "临平区"
    assert len(told["entities"]) == 3
    assert "临平区" in kg("stats", seeds_build).stdout
