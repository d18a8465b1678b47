"""Every relation rule carries its examples and counterexamples; these tests run them all."""

from __future__ import annotations

import pytest
from relation_marks import read_marked

from kg.facts.relate import RuleBook, apply_rules, compile_rule, lift_document, rules
from kg.rules import relations

RULES = relations()


def said(rule: dict, marked: str) -> list[str]:
    document, linked = read_marked(marked, title="HOME")
    names = {e.id: e.name for e in linked.entities}
    lifted = lift_document(document, linked, {e.id: e.type for e in linked.entities})
    found = apply_rules(RuleBook([compile_rule(rule)]), document, linked, lifted)
    return list(dict.fromkeys(f"{names[r.subject]} {r.predicate} {names[r.object]}" for r in found))


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(r, e, id=f"{r['id']}-{e['text'][:16]}") for r in RULES for e in r.get("example", [])],
)
def test_rule_finds_its_example(rule, example):
    assert said(rule, example["text"]) == example["gives"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [pytest.param(r, e["text"], id=f"{r['id']}-{e['text'][:16]}") for r in RULES for e in r.get("counterexample", [])],
)
def test_rule_is_silent_on_its_counterexample(rule, text):
    assert said(rule, text) == []


@pytest.mark.parametrize("rule", RULES, ids=[r["id"] for r in RULES])
def test_every_rule_has_both(rule):
    assert rule.get("example")
    assert rule.get("counterexample")


def test_rule_ids_are_unique():
    ids = [rule.id for rule in rules().rules]
    assert sorted(ids) == sorted(set(ids))


def test_a_misspelt_predicate_is_refused():
    with pytest.raises(ValueError, match="no predicate focusOn"):
        compile_rule({"id": "x", "predicate": "focusOn", "patterns": ["{o:Industry}"]})


def test_a_misspelt_type_is_refused():
    with pytest.raises(ValueError, match="no type or class Industri"):
        compile_rule({"id": "x", "predicate": "focusesOn", "patterns": ["{o:Industri}"]})
