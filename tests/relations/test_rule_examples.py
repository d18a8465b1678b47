"""Every relation rule carries its examples and counterexamples; these tests run them all."""

from __future__ import annotations

import re

import pytest

from kg.facts.relate import RuleBook, apply_rules, compile_rule, rules
from kg.model import Block, Document, Entity, Linked, Mention, Sentence, Span
from kg.rules import relations

MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")
RULES = relations()


def read_marked(marked: str) -> tuple[Document, Linked]:
    """`[临江区|District]…` -> the plain document with these mentions; its home area is called HOME."""
    text, mentions, at = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(m[1])), m[2], "test", m[1], f"{m[2]}:{m[1]}"))
        text, at = text + m[1], m.end()
    text += marked[at:]
    home = Entity("District:HOME", "District", "HOME")
    entities = {m.entity: Entity(m.entity, m.type, m.name) for m in mentions}
    whole = Span(0, len(text))
    document = Document("d", "d.txt", text, blocks=(Block(whole, "paragraph"),), sentences=(Sentence(whole, 0),))
    return document, Linked((home, *entities.values()), tuple(mentions), home.id)


def said(rule: dict, marked: str) -> list[str]:
    document, linked = read_marked(marked)
    names = {e.id: e.name for e in linked.entities}
    found = apply_rules(RuleBook([compile_rule(rule)]), document, linked)
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
