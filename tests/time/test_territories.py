"""Two territories of one name are told apart by the period; the data of changes are sound; areas say since when they are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pyoxigraph as ox
import pytest

from kg.graph.territories import Territories, at, first_day, last_day
from kg.model import Knowledge
from kg.outputs.turtle import turtle
from kg.rules import areas
from kg.rules.area_times import extents

KG = "https://w3id.org/regionkg/ns#"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.mark.parametrize(
    ("period", "key"),
    [
        ("2019", "2001"),
        ("2020", "2001"),
        ("2021-Q1", "2001"),
        ("2021-01/2021-03", "2001"),
        ("2021-04-08", "2001"),
        ("2021-04-09", "2021"),
        ("2021", "2021"),
        ("2021-01/2021-06", "2021"),
        ("2012/2022", "2021"),
        ("1999", "2001"),
    ],
)
def test_the_last_day_of_the_period_decides(over_years: Knowledge, period: str, key: str) -> None:
    known = Territories(over_years.nodes, over_years.records)
    figure = next(f for f in over_years.figures if f.subject.endswith("/330110"))
    assert known.of(replace(figure, period=period)) == key


def test_without_a_period_the_document_s_date_decides(over_years: Knowledge) -> None:
    figure = replace(next(f for f in over_years.figures if f.mark.document == "2019.txt"), period="")
    assert Territories(over_years.nodes, over_years.records).of(figure) == "2001"
    undated = tuple(replace(r, date=None) for r in over_years.records)
    assert Territories(over_years.nodes, undated).of(figure) == ""


def test_an_area_of_one_extent_has_no_territory(over_years: Knowledge) -> None:
    known = Territories(over_years.nodes, over_years.records)
    assert {known.of(f) for f in over_years.figures if f.subject.endswith(("330113", "330122"))} == {""}


def test_the_two_territories_are_never_compared(over_years: Knowledge) -> None:
    known = Territories(over_years.nodes, over_years.records)
    pairs = [(known.of(c.left), known.of(c.right)) for c in over_years.contrasts if hasattr(c.left, "period")]
    assert pairs
    assert all(a == b for a, b in pairs)


def test_every_row_of_changes_is_sound() -> None:
    for code, several in extents().items():
        assert re.fullmatch(r"\d{6}", code)
        for e in several:
            assert e.begin or e.end, code
            assert all(_DATE.fullmatch(d) for d in (e.begin, e.end) if d), code
            assert not (e.begin and e.end) or first_day(e.begin) < first_day(e.end), code
        for a, b in pairwise(several):
            assert a.end == b.begin, code
            assert a.name != b.name or b.what or b.act, code
        assert len({e.key for e in several}) == len(several)


def test_areas_in_force_have_not_ended() -> None:
    for code, several in extents().items():
        known = areas.area(code)
        if known and known.edition != "f" and known.name == several[-1].name and "m" in known.edition:
            assert not several[-1].end, code


def test_what_is_known_of_hangzhou_in_2021() -> None:
    assert [(e.begin, e.end) for e in extents()["330110"]] == [("2001", "2021-04-09"), ("2021-04-09", "")]
    assert extents()["330113"][0].begin == extents()["330103"][0].end == "2021-04-09"
    assert extents()["330183"][0].successor == "330111"


def test_the_graph_ties_figures_to_territories(over_years: Knowledge) -> None:
    store = ox.Store()
    store.load(turtle(over_years), format=ox.RdfFormat.TURTLE)
    found = store.query(
        f"SELECT ?year ?name {{ ?o <{KG}territory> ?t ; <{KG}period>/<http://www.w3.org/2004/02/skos/core#notation> ?year ."
        "?t <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    )
    assert {(r["year"].value, r["name"].value) for r in found} == {
        ("2019", "余杭区（2001至2021-04-09）"),
        ("2021", "余杭区（2021-04-09起）"),
        ("2022", "余杭区（2021-04-09起）"),
    }
    valid = store.query(f"SELECT ?d {{ <https://w3id.org/regionkg/area/330113> <{KG}validFrom> ?d }}")
    assert [r["d"].value for r in valid] == ["2021-04-09"]


def test_days_of_dates() -> None:
    assert [first_day(d) for d in ("", "2021", "2021-02", "2021-02-03")] == [
        "",
        "2021-01-01",
        "2021-02-01",
        "2021-02-03",
    ]
    assert [last_day(d) for d in ("", "2021", "2020-02", "2021-02-03")] == [
        "",
        "2021-12-31",
        "2020-02-29",
        "2021-02-03",
    ]
    assert at(extents()["330110"], "1990-01-01").begin == "2001"
