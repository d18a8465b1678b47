"""A comparison finds exactly what was done to a graph, and nothing between a graph and itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Knowledge
from kg.outputs.compare import Change, compare
from tests.time.corpus import years

YEARS = years()


def found(old: Knowledge, new: Knowledge) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.kind, c.what, c.fields) for c in compare(old, new)]


def test_a_graph_does_not_differ_from_itself(over_years: Knowledge) -> None:
    assert compare(over_years, over_years) == ()


def test_another_base_is_no_difference(over_years: Knowledge) -> None:
    def moved(iri: str) -> str:
        return iri.replace(over_years.base, "https://example.org/")

    other = replace(
        over_years,
        base="https://example.org/",
        nodes=tuple(replace(n, iri=moved(n.iri), home=moved(n.home), parent=moved(n.parent)) for n in over_years.nodes),
        claims=tuple(replace(c, subject=moved(c.subject), object=moved(c.object)) for c in over_years.claims),
        figures=tuple(replace(f, subject=moved(f.subject)) for f in over_years.figures),
    )
    assert compare(over_years, other) == ()


def test_a_changed_value_is_one_change(over_years: Knowledge) -> None:
    first, *rest = over_years.figures
    other = replace(over_years, figures=(replace(first, value=Decimal("801.5"), printed="801.5"), *rest))
    (change,) = compare(over_years, other)
    assert (change.kind, change.what, change.fields) == ("figure", "changed", ("value",))
    assert (change.old, change.new) == (first, other.figures[0])


def test_the_same_figure_of_another_document_has_changed_with_its_value(over_years: Knowledge) -> None:
    *rest, last = over_years.figures
    moved = replace(last, value=Decimal(13), mark=replace(last.mark, document="2022.txt"))
    assert found(over_years, replace(over_years, figures=(*rest, moved))) == [("figure", "changed", ("value",))]


def test_claims_and_entities_come_and_go(over_years: Knowledge) -> None:
    fewer = replace(over_years, claims=over_years.claims[1:], nodes=over_years.nodes[1:])
    assert sorted(found(over_years, fewer)) == [("entity", "went", ()), ("relation", "went", ())]
    assert sorted(found(fewer, over_years)) == [("entity", "came", ()), ("relation", "came", ())]


def test_a_claim_that_got_an_end_has_changed(over_years: Knowledge) -> None:
    first, *rest = over_years.claims
    assert found(over_years, replace(over_years, claims=(replace(first, end="2023-01"), *rest))) == [
        ("relation", "changed", ("end",))
    ]


def test_a_sentence_that_moved_is_no_difference(over_years: Knowledge) -> None:
    moved = tuple(replace(f, mark=replace(f.mark, start=f.mark.start + 1)) for f in over_years.figures)
    assert compare(over_years, replace(over_years, figures=moved)) == ()


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, len(YEARS.figures) - 1)), st.sets(st.integers(0, len(YEARS.figures) - 1)))
def test_what_goes_one_way_comes_the_other(left: set[int], right: set[int]) -> None:
    """Turning a comparison round turns every change round."""
    a, b = (
        replace(YEARS, figures=tuple(f for i, f in enumerate(YEARS.figures) if i in side)) for side in (left, right)
    )

    def turned(c: Change) -> Change:
        return replace(c, what={"came": "went", "went": "came"}.get(c.what, c.what), old=c.new, new=c.old)

    assert sorted(map(repr, map(turned, compare(a, b)))) == sorted(map(repr, compare(b, a)))
