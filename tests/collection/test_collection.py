"""Merging and contrasts over a planted collection: namesakes, aliases, re-posts, conflicts of every kind."""

from __future__ import annotations

from tests.collection.planted import graph, pairs_of, planted_pairs, readings, score


def test_the_collection_is_large_enough() -> None:
    assert len(readings()) >= 60


def test_mentions_of_one_thing_are_one_node_and_namesakes_stay_apart() -> None:
    found = score(graph())
    assert found.precision >= 0.98, found.wrong
    assert found.recall >= 0.92, (found.missed, found.unseen)


def test_every_planted_contrast_is_found_and_none_is_invented() -> None:
    assert pairs_of(graph()) == planted_pairs()
