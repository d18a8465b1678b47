"""`kg explain`: every stage shows what it did and why, as text, as JSON and as a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kg import api
from kg.cli.explain_page import page
from kg.mentions.spot import Candidate, candidates, fates, settle
from kg.model import Mention, Source, Span
from kg.text import read

TEXT = "2021年，临平区实现地区生产总值940.09亿元，增长10.6%。临平区人民政府印发《临平区算力小镇行动计划》。"


@pytest.fixture(scope="module")
def found() -> api.Explanation:
    return api.explain(TEXT)


def _candidate(start: int, end: int, priority: int, rule: str = "rule") -> Candidate:
    return Candidate(Mention(Span(start, end), "Zone", rule, "甲" * (end - start)), priority)


def test_a_candidate_inside_a_longer_one_is_told_so() -> None:
    inner, outer = fates([_candidate(0, 6, 50), _candidate(0, 3, 80)])
    assert (inner.outcome, outer.outcome) == ("inside", "stands")
    assert inner.rival == outer.candidate.mention


@pytest.mark.parametrize(
    ("left", "right", "by"),
    [((0, 4, 50), (2, 6, 60), "priority"), ((0, 4, 50), (2, 7, 50), "length"), ((2, 6, 50), (0, 4, 50), "position")],
)
def test_a_candidate_that_loses_names_its_rival_and_the_reason(left, right, by: str) -> None:
    told = {f.outcome: f for f in fates([_candidate(*left), _candidate(*right)])}
    assert told["lost"].candidate == _candidate(*left)
    assert told["lost"].rival == _candidate(*right).mention
    assert told["lost"].by == by


def test_fates_agree_with_what_was_settled() -> None:
    document = read(Source("text", TEXT.encode(), kind="text"))
    spotted, told = settle(candidates(document)), fates(candidates(document))
    assert {f.candidate.mention for f in told if f.outcome == "stands"} == set(spotted.mentions)
    assert {f.candidate.mention for f in told if f.outcome == "inside"} == set(spotted.inner)
    assert all(f.rival for f in told if f.outcome != "stands")


def test_sentences_are_shown_lifted_with_what_is_in_force(found: api.Explanation) -> None:
    first, second = found.steps
    assert first.lifted.startswith("2021年，{District}实现地区生产总值")
    assert (first.subjects, first.period) == (("area:330113",), "2021")
    assert second.lifted == "{GovernmentBody}印发{Policy}。"
    assert "policy.issue" in second.matched
    assert set(second.matched) <= set(second.tried)


def test_rules_that_the_types_rule_out_are_not_tried(found: api.Explanation) -> None:
    assert "policy.issue" not in found.steps[0].tried


def test_an_explanation_says_what_the_build_says(found: api.Explanation) -> None:
    from kg.pipeline import process

    assert found.reading == process(Source("text", TEXT.encode(), kind="text"))


def test_json_holds_every_section(kg) -> None:
    told = json.loads(kg("explain", TEXT, "--json").stdout)
    assert {c["outcome"] for c in told["candidates"]} >= {"stands", "inside"}
    assert told["sentences"][1]["fired"] == ["organ.governs", "policy.issue"]
    assert [o["value"] for o in told["observations"]] == ["940.09", "10.6"]


def test_sections_speak_the_person_s_language(kg) -> None:
    assert "candidates:" in kg("explain", TEXT, KG_LANG="en").stdout
    chinese = kg("explain", TEXT, KG_LANG="zh").stdout
    assert "候选:" in chinese
    assert "句末生效的时期: 2021" in chinese


def test_the_page_of_a_document_is_whole_and_asks_for_nothing(kg, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "why.html"
    assert kg("explain", "--document", page, "-o", out).returncode == 0
    html = out.read_text("utf-8")
    soup = BeautifulSoup(html, "lxml")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert not soup.find_all(["script", "link", "img", "iframe"])
    assert any("940.09亿元" in told.text for told in soup.find_all("ul", class_="said"))
    assert {"临平区"} <= {m.text for m in soup.find_all("mark", class_="k-District")}
    assert kg("explain", "--document", page).stdout == html


def test_the_page_shows_every_sentence_in_full(found: api.Explanation) -> None:
    soup = BeautifulSoup(page([found]), "lxml")
    shown = [section.p.text for section in soup.find_all("section")]
    assert shown == [found.quote(step.sentence) for step in found.steps]


def test_nothing_of_a_document_becomes_markup() -> None:
    bad = '临平区<script>alert(1)</script>实现"><img src=x onerror=alert(1)>产值5亿元&amp;。《<b>临平区"\'计划</b>》印发。'
    html = page([api.explain(bad)])
    soup = BeautifulSoup(html, "lxml")
    assert not soup.find_all(["script", "img", "b"], string=re.compile("alert|计划"))
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert "<script" not in html


@pytest.mark.parametrize("words", [(), (TEXT, "--document", "x.txt"), ("--document", "no-such-file.txt")])
def test_bad_usage_ends_with_two(kg, words: tuple[str, ...]) -> None:
    done = kg("explain", *words)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
