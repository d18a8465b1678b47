"""`evaluate` gives the figures of the reference scorer."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg.graph.evaluate import BadGold, evaluate, pairs
from kg.graph.likeness import norm, quantity, same_title, share_a_run, span


@pytest.fixture
def gold(built: Path) -> Path:
    """Gold for a.txt that the build meets in part: one entity and one relation more, one figure with another value."""
    path = built / "a.json"
    page = {
        "document": "a.txt",
        "entities": [
            {"name": "望湖区", "type": "District", "code": "990113", "aliases": ["望湖"]},
            {"name": "青州市", "type": "City", "code": "990101"},
            {"name": "现代纺织", "type": "Industry"},
            {"name": "望湖大桥", "type": "Project"},
            {"name": "白石镇", "type": "Town"},
        ],
        "relations": [
            {"subject": "望湖区", "predicate": "focusesOn", "object": "现代纺织", "evidence": "望湖区聚焦现代纺织"},
            {"subject": "望湖区", "predicate": "partOf", "object": "青州市", "state": "ended", "evidence": "别处"},
            {"subject": "白石镇", "predicate": "partOf", "object": "望湖区", "evidence": "白石镇"},
        ],
        "observations": [
            {
                "subject": "望湖区",
                "indicator": "GDP",
                "indicator_aliases": ["地区生产总值"],
                "value": "1205000",
                "unit": "万元",
                "measure": "level",
                "period": "2021",
                "evidence": "地区生产总值120.50亿元",
            },
            {
                "subject": "望湖区",
                "indicator": "上市企业",
                "value": "19",
                "unit": "家",
                "measure": "level",
                "evidence": "x",
            },
        ],
    }
    path.write_text(json.dumps(page, ensure_ascii=False), "utf-8")
    (built / "a.txt").write_text("青州市望湖区聚焦现代纺织。望湖区拟建设望湖大桥。", "utf-8")
    return path


def test_scores_of_one_page(gold: Path) -> None:
    found = evaluate(gold.parent, [gold]).total
    shares = {name: (s.hits, s.predicted, s.gold) for name, s in found.items()}
    assert shares["entities"] == (3, 7, 5)
    assert shares["entities_untyped"] == (4, 7, 5)
    assert shares["relations"] == (2, 6, 3)
    assert shares["codes"] == (1, 2, 2)
    assert shares["values"] == shares["observations"] == (1, 2, 2)
    assert (found["states"].hits, found["states"].gold) == (2, 3)
    assert found["entities"].f1 == 0.5


def test_misses_are_told(gold: Path) -> None:
    misses = evaluate(gold.parent, [gold]).misses
    assert any(m.fault == "missed" and m.line == "Town\t白石镇" for m in misses)
    assert any(m.fault == "wrong" and m.what == "observation" and "18" in m.line for m in misses)


def test_gold_that_is_none_is_named(tmp_path: Path, built: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"document": "a.txt"}', "utf-8")
    with pytest.raises(BadGold, match=r"x\.json: has no entities"):
        evaluate(built, [path])


def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_same_figures_as_the_reference(shared: Path, gold: Path) -> None:
    total, by_document, misses = reference(shared).score(gold.parent, [gold])
    found = evaluate(gold.parent, [gold])
    assert {n: (s.precision, s.recall, s.f1) for n, s in found.total.items()} == {
        n: (f["p"], f["r"], f["f1"]) for n, f in total.items()
    }
    assert found.documents.keys() == by_document.keys()
    assert [f"{m.document}\t{m.fault} {m.what}\t{m.line}" for m in found.misses] == misses


def test_the_same_figures_on_the_seeds(shared: Path, root: Path, tmp_path: Path) -> None:
    kg.build(sorted((root / "seeds").glob("*.txt")), tmp_path)
    gold_files = sorted((shared / "eval" / "gold" / "seeds").glob("*.json"))
    total, _, misses = reference(shared).score(tmp_path, gold_files)
    found = evaluate(tmp_path, gold_files)
    assert {n: (s.precision, s.recall, s.f1) for n, s in found.total.items()} == {
        n: (f["p"], f["r"], f["f1"]) for n, f in total.items()
    }
    assert len(found.misses) == len(misses)


def test_likeness_is_the_references(shared: Path) -> None:
    score = reference(shared)
    for value, unit in [
        ("0.5", "亿元"),
        ("1,234", "家"),
        ("8", "成"),
        ("64.8", "亿"),
        ("3", "公里"),
        ("x", "家"),
        ("1.58", ":1"),
    ]:
        assert quantity(value, unit) == score.quantity(value, unit)
    for period in ("2022-Q1", "2022-H2", "2022", "", "2012/2022"):
        assert span(period) == score.span(period)
    for text in ("“数智”临平·A", "ＡＢ c", "（一）"):
        assert norm(text) == score.norm(text)
    for a, b in [("区委书记", "书记"), ("副书记", "书记"), ("宣传部部长", "部长"), ("代区长", "区长")]:
        assert same_title(a, b) == score.same_title(a, b)
    assert share_a_run("望湖区聚焦现代纺织", "，望湖区聚焦现") == score.shared_run(
        "望湖区聚焦现代纺织", "，望湖区聚焦现"
    )


def test_matching_is_as_large_as_can_be() -> None:
    edges = {(0, 0), (0, 1), (1, 0), (2, 1), (2, 2)}
    assert len(pairs([0, 1, 2], [0, 1, 2], lambda a, b: (a, b) in edges)) == 3
