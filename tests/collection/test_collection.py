"""Merging and contrasts over a planted collection: namesakes, aliases, re-posts, conflicts of every kind."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.sums import sums
from kg.model import Figure
from kg.pipeline import merge
from tests.collection.planted import graph, pages_of, pairs_of, planted_pairs, readings, said_by_page, score, truth


def test_the_collection_is_large_enough() -> None:
    assert len(readings()) >= 60


def test_mentions_of_one_thing_are_one_node_and_namesakes_stay_apart() -> None:
    found = score(graph())
    assert found.precision >= 0.98, found.wrong
    assert found.recall >= 0.92, (found.missed, found.unseen)


def test_every_planted_contrast_is_found_and_none_is_invented() -> None:
    assert pairs_of(graph()) == planted_pairs()


def test_a_revision_says_which_figure_is_in_force() -> None:
    for planted in truth()["contrast"]:
        if "supersedes" in planted:
            [found] = [c for c in graph().contrasts if c.kind == "revision" and pages_of(c) == tuple(planted["pages"])]
            newer = found.left if found.supersedes == "left" else found.right
            assert isinstance(newer, Figure)
            assert newer.mark.document == planted["supersedes"]


def test_copies_are_linked_to_their_original_and_only_they() -> None:
    found = {name: r.name for r in graph().records for name in r.sources if name != r.name}
    found |= {r.name: r.copy_of for r in graph().records if r.copy_of}
    assert found == {c["page"]: c["of"] for c in truth()["copy"]}


def test_sums_inside_a_page_hold_or_do_not() -> None:
    found = {(s.figures[0].mark.document, s.name, s.holds) for s in sums(graph().figures)}
    assert found == {(s["page"], s["total"], s["holds"]) for s in truth()["sum"]}


@given(st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_the_pages_changes_nothing(chance: random.Random) -> None:
    mixed = [*readings()]
    chance.shuffle(mixed)
    assert merge(mixed) == graph()


def test_other_pages_change_nothing_that_a_page_says() -> None:
    together = said_by_page(graph())
    for reading in readings():
        name = reading.document.name
        if any(name == r.name and not r.copy_of and len(r.sources) == 1 for r in graph().records):
            assert together[name] == said_by_page(merge([reading]))[name], name
