"""The sentences of kg/rules/figures/examples.toml give the figures beside them, and the counterexamples none."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg import rules
from kg.facts.observe import observe
from kg.model import Entity, Linked, Mention, Observation, Source, Span
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")
CASES = [case for pack in rules.toml("figures/examples.toml") for case in pack["case"]]


def linked(text: str, names: list[str]) -> Linked:
    others = [Entity(name, *name.partition(":")[::2]) for name in names]
    mentions = [
        Mention(Span(*m.span()), e.type, "test", e.name, e.id)
        for e in others
        for m in re.finditer(re.escape(e.name), text)
    ]
    scopes = [Mention(Span(*m.span()), "Scope", "test", m[0], HOME.id) for m in re.finditer("全区", text)]
    ordered = tuple(sorted([*mentions, *scopes], key=lambda m: m.span))
    return Linked((HOME, *others), ordered, HOME.id)


def line(o: Observation, names: dict[str, str]) -> str:
    subject = "" if o.subject == HOME.id else names[o.subject]
    cells = [o.indicator, f"{o.printed}{o.unit}", o.measure, o.period, "" if o.bound == "eq" else o.bound]
    return "|".join([*cells, "" if o.state == "actual" and not subject else o.state, subject]).rstrip("|")


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:16] for c in CASES])
def test_sentence_gives_its_figures(case: dict[str, Any]) -> None:
    document = read(Source("a.txt", ("青山区新闻\n" + case["text"]).encode(), date=case.get("date")))
    entities = linked(document.text, case.get("names", []))
    rows, _ = observe(document, entities)
    given = [line(o, {e.id: e.name for e in entities.entities}) for o in rows]
    wanted = [row.rstrip("|") for row in case["rows"]]
    if case.get("partial"):
        assert [row for row in wanted if row not in given] == []
    else:
        assert given == wanted


def test_every_row_is_printed_in_its_sentence() -> None:
    for case in CASES:
        document = read(Source("a.txt", ("青山区新闻\n" + case["text"]).encode()))
        rows, _ = observe(document, linked(document.text, case.get("names", [])))
        for o in rows:
            assert o.evidence.sentence.holds(o.evidence.anchor)
            assert o.printed.lstrip("-") in document.quote(o.evidence.sentence) or re.search(
                "[一二三四五六七八九十两百千万亿首]", document.quote(o.evidence.anchor)
            )
