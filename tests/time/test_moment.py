"""The graph as of a date: who held a post, which figures are of that time, what was not there yet."""

from __future__ import annotations

import pytest

from kg.graph.moment import BadDate, as_of, span_of
from kg.model import Claim, Knowledge
from tests.graph.made import document, knowledge, reading, relation
from tests.time.corpus import ORGAN, QIAN, YUHANG


def holders(k: Knowledge, date: str) -> set[str]:
    labels = {n.iri: n.label for n in k.nodes}
    return {labels[c.subject] for c in as_of(k, date).knowledge.claims if c.predicate == "holdsPost"}


def test_one_post_one_holder_at_a_time(over_years: Knowledge) -> None:
    assert holders(over_years, "2019") == set()
    assert holders(over_years, "2020") == {"赵明远"}
    assert holders(over_years, "2021-06") == {"赵明远"}
    assert holders(over_years, "2023") == {"钱思齐"}


def test_nobody_is_taken_to_hold_a_post_for_ever(over_years: Knowledge) -> None:
    assert holders(over_years, "2027") == {"钱思齐"}
    assert holders(over_years, "2028") == set()


def test_an_acting_holder_acts_until_the_post_is_theirs() -> None:
    first = document("a.txt", "钱思齐任余杭区人民政府代区长。", "2021-04-30")
    then = document("b.txt", "钱思齐任余杭区人民政府区长。", "2021-06-30")
    people = (YUHANG, ORGAN, QIAN)
    made = knowledge(
        reading(first, people, (relation(first, QIAN, "holdsPost", ORGAN, "钱思齐", "代区长"),)),
        reading(then, people, (relation(then, QIAN, "holdsPost", ORGAN, "钱思齐", "区长"),)),
    )

    def titles(date: str) -> set[str]:
        return {c.title for c in as_of(made, date).knowledge.claims}

    assert titles("2021-05") == {"代区长"}
    assert titles("2021-07") == {"区长"}


def test_figures_are_those_of_the_period(over_years: Knowledge) -> None:
    for year in ("2019", "2021", "2022"):
        found = as_of(over_years, year).knowledge.figures
        assert {f.period for f in found} == {year}
    assert [f.indicator for f in as_of(over_years, "2023-04").knowledge.figures] == ["工厂"]


def test_what_is_left_out_has_its_reason(over_years: Knowledge) -> None:
    found = as_of(over_years, "2023")
    claims = {why for x, why in found.left_out.items() if isinstance(x, Claim)}
    assert claims == {"over", "followed"}
    kept = (*found.knowledge.claims, *found.knowledge.figures)
    assert len(found.left_out) + len(kept) == len(over_years.claims) + len(over_years.figures)
    assert set(found.left_out.values()) == {"over", "followed"}


def test_conflicts_stay_where_both_sides_do(over_years: Knowledge) -> None:
    assert {c.kind for c in as_of(over_years, "2022").knowledge.contrasts} == {"value"}
    assert {c.kind for c in as_of(over_years, "2021").knowledge.contrasts} == {"agreement"}
    assert not as_of(over_years, "2018").knowledge.contrasts


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2020", ("2020-01-01", "2020-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2020-02-03", ("2020-02-03",) * 2),
    ],
)
def test_dates_are_spans(date: str, span: tuple[str, str]) -> None:
    assert span_of(date) == span


@pytest.mark.parametrize("date", ["", "20", "2020年", "2020-13", "2020-1", "2020/2021", "2020-02-32"])
def test_what_is_no_date_is_refused(over_years: Knowledge, date: str) -> None:
    with pytest.raises(BadDate):
        as_of(over_years, date)
