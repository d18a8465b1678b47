"""What a pattern is said to need and to begin with is what its matches hold and begin with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.lift import Lifted, lift
from kg.facts.relate import RuleBook, compile_rule, rules
from kg.model import Span
from kg.rules.sieve import beginnings, finditer, grams, quick, required

LETTERS = "由建设投资"
PIECES = st.recursive(
    st.sampled_from(
        [*LETTERS, "投资", ".", "[由建]", "[^由]", "[建-投]", r"\d", "(?=设)", "(?<=由)", "(?!建)", "$", "^", ""]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}?"])).map(lambda two: f"({two[0]}){two[1]}"),
    ),
    max_leaves=6,
)
TEXTS = st.text(alphabet=LETTERS + "7，", max_size=8)


@given(PIECES, TEXTS)
def test_a_text_with_a_match_holds_what_the_pattern_needs(pattern: str, text: str) -> None:
    needed = required(pattern)
    if re.search(pattern, text) and needed is not None:
        assert needed & grams(text)


@given(PIECES, TEXTS)
def test_a_search_that_is_left_out_would_have_found_nothing(pattern: str, text: str) -> None:
    found = [m.span() for m in finditer(re.compile(pattern), text)]
    assert found == [m.span() for m in re.finditer(pattern, text)]


@given(PIECES, TEXTS)
def test_a_look_ahead_changes_no_match(pattern: str, text: str) -> None:
    found = [(m.span(), m.groups()) for m in quick(pattern).finditer(text)]
    assert found == [(m.span(), m.groups()) for m in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("由.{0,9}(?:投资|建设)", {"投资", "建设"}),
        ("(?:投资|建设)?由", {"由"}),
        ("(?:投资|)", None),
        ("(?i:a)b", {"b"}),
        ("[由向]", {"由", "向"}),
        ("[一-龥]", None),
        ("(?<=总)投资", {"投资"}),
        ("\ue000在\ue001", {"在"}),
        ("[\ue000\ue001]", None),
    ],
)
def test_needs(pattern: str, needs: set[str] | None) -> None:
    assert required(pattern) == needs


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("该(?:区|县)|本市", "[本该]"),
        ("第?[0-9]批", "[0-9第]"),
        ("(?<!安)全市", "[全]"),
        (".市", ""),
        ("市?", ""),
        ("(?:市|)", ""),
    ],
)
def test_beginnings(pattern: str, first: str) -> None:
    assert beginnings(pattern) == first


def test_most_rules_show_what_they_need() -> None:
    shown = [pattern.grams is not None for rule in rules().rules for pattern in rule.patterns]
    assert sum(shown) > 0.9 * len(shown)


def test_a_rule_is_tried_where_its_words_stand_and_nowhere_else() -> None:
    book = RuleBook([compile_rule({"id": "x", "predicate": "organizes", "patterns": ["由…(?:承办|主办)"]})])
    assert [rule.id for rule, _ in book.usable(_lifted("大会由三家单位主办"))] == ["x"]
    assert not list(book.usable(_lifted("大会在青江开幕")))


def _lifted(text: str) -> Lifted:
    return lift(text, Span(0, len(text)), ())
