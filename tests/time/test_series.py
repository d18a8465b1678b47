"""A series holds every value of every period, its sources, agreements and conflicts, and breaks where the border moved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.units import in_unit
from kg.model import Knowledge
from kg.outputs.panel import BadDimension, Query, panel
from kg.outputs.series import Series, timeline
from kg.outputs.sheets import LONG, cell_note, cell_source, long_rows, panel_rows, wide_rows
from tests.time.corpus import GDP

BASE = "https://w3id.org/regionkg/area/"
YUHANG, LINPING = BASE + "330110", BASE + "330113"


def gdp(k: Knowledge, subject: str = YUHANG, unit: str = "") -> Series:
    return next(s for s in timeline(k, subject, "GDP", "level", unit))


def test_a_series_has_a_value_a_period_in_one_unit(over_years: Knowledge) -> None:
    found = gdp(over_years)
    assert (found.indicator, found.measure, found.unit) == (GDP, "level", "亿元")
    assert [(s.period, s.value) for s in found.sayings] == [
        ("2019", Decimal("800.5")),
        ("2019", Decimal("810.5")),
        ("2021", Decimal(600)),
        ("2022", Decimal(700)),
        ("2022", Decimal(720)),
    ]


def test_equal_figures_are_one_value_with_both_sources(over_years: Knowledge) -> None:
    same = next(s for s in gdp(over_years).sayings if s.period == "2021")
    assert sorted(f.mark.document for f in same.figures) == ["2021.txt", "2021b.txt"]
    assert (same.agreed, same.against) == (1, ())


def test_conflicts_are_told_on_both_sides(over_years: Knowledge) -> None:
    left, right = (s for s in gdp(over_years).sayings if s.period == "2022")
    assert [(kind, f.printed) for kind, f in left.against] == [("value", "720")]
    assert [(kind, f.printed) for kind, f in right.against] == [("value", "700")]


def test_the_series_breaks_where_the_border_moved(over_years: Knowledge) -> None:
    assert [s.territory for s in gdp(over_years).sayings] == ["2001", "2001", "2021", "2021", "2021"]
    assert [s.territory for s in gdp(over_years, LINPING).sayings] == [""]


def test_units_are_scaled_on_demand(over_years: Knowledge) -> None:
    assert [s.value for s in gdp(over_years, unit="万元").sayings][2] == 6000000
    assert gdp(over_years, unit="家").unit == "亿元"


def test_indicators_are_found_by_any_wording_or_a_part(over_years: Knowledge) -> None:
    for name in (GDP, "GDP", "生产总值", "产总"):
        assert {s.indicator for s in timeline(over_years, YUHANG, name)} == {GDP}, name
    assert timeline(over_years, YUHANG, "粮食产量") == ()
    assert {s.measure for s in timeline(over_years, YUHANG)} == {"level", "yoy_growth"}


def test_a_revised_value_gives_way(over_years: Knowledge) -> None:
    revised = tuple(
        replace(c, kind="revision", supersedes="right") if c.kind == "value" else c for c in over_years.contrasts
    )
    made = replace(over_years, contrasts=revised)
    assert {c.right.printed for c in revised if c.kind == "revision"} == {"720"}
    assert [s.value for s in gdp(made).sayings if s.superseded] == [Decimal(700)]
    new = panel(made, Query(("GDP",))).lines[1]
    assert [s.value for s in new.cells[-1]] == [Decimal(720), Decimal(700)]
    assert cell_note(new.cells[-1][1:]).startswith("superseded; revision 720亿元")


def test_the_long_sheet_quotes_every_figure(over_years: Knowledge) -> None:
    header, *rows = long_rows(over_years, timeline(over_years, YUHANG))
    assert header == LONG
    assert len(rows) == sum(f.subject == YUHANG for f in over_years.figures)
    for row in (dict(zip(LONG, r, strict=True)) for r in rows):
        assert str(row["printed"]) in str(row["sentence"])
        assert row["subject_code"] == "330110"


def test_a_panel_has_a_row_a_territory_and_a_column_a_year(over_years: Knowledge) -> None:
    found = panel(over_years, Query(("GDP",)))
    assert found.headings == ("code", "name", "territory", "indicator", "measure", "unit")
    assert found.columns == ("2019", "2021", "2022")
    assert [line.key[:3] for line in found.lines] == [
        ("330110", "余杭区", "2001/2021-04-09"),
        ("330110", "余杭区", "2021-04-09/.."),
        ("330113", "临平区", ""),
        ("330122", "桐庐县", ""),
    ]
    old, new, *_ = found.lines
    assert [bool(cell) for cell in old.cells] == [True, False, False]
    assert [len(cell) for cell in new.cells] == [0, 1, 2]


def test_the_wide_sheet_keeps_numbers_together_and_sources_behind(over_years: Knowledge) -> None:
    header, *rows = wide_rows(panel(over_years, Query(("GDP",), unit="万元")))
    assert header[6:9] == ("2019", "2021", "2022")
    assert header[9:] == tuple(f"{year} {what}" for year in ("2019", "2021", "2022") for what in ("source", "note"))
    new = dict(zip(header, rows[1], strict=True))
    assert (new["2021"], new["2021 source"], new["2021 note"]) == ("6000000", "2021.txt|2021b.txt", "agreed: 1")
    assert new["2022"] in ("7000000", "7200000")
    assert "value 7" in str(new["2022 note"])
    assert new["2019"] == ""


def test_the_rows_behind_a_panel_are_its_figures(over_years: Knowledge) -> None:
    found = panel(over_years, Query(("GDP",)))
    _, *rows = panel_rows(over_years, found)
    by_columns = panel(over_years, Query(("GDP",), ("area", "year", "indicator"), unit="万元"))
    scaled = [dict(zip(LONG, row, strict=True)) for row in panel_rows(over_years, by_columns)][1:]
    assert {(r["indicator"], r["unit"]) for r in scaled} == {(GDP, "万元")}
    assert {r["value"] for r in scaled if r["printed"] == "990.5"} == {"9905000"}
    assert len(rows) == sum(f.indicator == GDP and f.measure == "level" for f in over_years.figures)


@pytest.mark.parametrize(
    ("by", "columns"),
    [
        (("year", "area"), 4),
        (("area", "year", "measure"), 2),
        (("area", "measure", "year"), 3),
        (("area", "period"), 3),
        (("subject", "year", "indicator"), 1),
    ],
)
def test_any_order_of_dimensions(over_years: Knowledge, by: tuple[str, ...], columns: int) -> None:
    measures = ("level", "yoy_growth") if "measure" in by else ("level",)
    found = panel(over_years, Query(("GDP",), by, measures))
    assert len(found.columns) == columns
    assert len({line.key for line in found.lines}) == len(found.lines)
    shown = sum(len(s.figures) for line in found.lines for cell in line.cells for s in cell)
    assert shown == sum(f.indicator == GDP and f.measure in measures for f in over_years.figures)


def test_several_indicators_stand_side_by_side(over_years: Knowledge) -> None:
    found = panel(over_years, Query(("GDP", "工厂"), ("area", "period", "indicator")))
    assert found.columns == (f"{GDP}（亿元）", "工厂（家）")
    assert ("330113", "临平区", "", "unstated", "level") in [line.key for line in found.lines]


def test_what_has_no_place_in_a_panel_is_counted(over_years: Knowledge) -> None:
    assert panel(over_years, Query(("工厂",))).left_out == {"period": 1}
    assert panel(over_years, Query(("GDP",), within="330100")).left_out == {}
    assert panel(over_years, Query(("GDP",), within="340000")).lines == ()


@pytest.mark.parametrize("by", [("area",), ("area", "colour"), ("year", "year")])
def test_dimensions_that_do_not_exist_are_refused(over_years: Knowledge, by: tuple[str, ...]) -> None:
    with pytest.raises(BadDimension):
        panel(over_years, Query(("GDP",), by))


def test_a_bound_is_told_beside_its_number(over_years: Knowledge) -> None:
    figures = tuple(replace(f, bound="gt") if f.subject == LINPING else f for f in over_years.figures)
    found = panel(replace(over_years, figures=figures, contrasts=()), Query(("GDP",)))
    cell = next(line for line in found.lines if line.key[0] == "330113").cells[-1]
    assert (cell_source(cell), cell_note(cell)) == ("2022.txt", "gt")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.sampled_from(["元", "万元", "亿元", "万亿元"]))
def test_scaling_there_and_back_changes_nothing(value: Decimal, unit: str) -> None:
    there = in_unit(value, "亿元", unit)
    assert there is not None
    assert in_unit(there, unit, "亿元") == value


def test_units_of_another_kind_are_not_scaled() -> None:
    assert in_unit(Decimal(1), "家", "亿元") is None
    assert in_unit(Decimal(3), "公顷", "平方千米") == Decimal("0.03")


def test_areas_with_equal_values_keep_their_rows(over_years: Knowledge) -> None:
    same = tuple(
        replace(f, value=Decimal("990.5"), printed="990.5") if f.printed == "400" else f for f in over_years.figures
    )
    found = panel(replace(over_years, figures=same, contrasts=()), Query(("GDP",)))
    assert [line.cells[-1][0].value for line in found.lines[2:]] == [Decimal("990.5")] * 2
    assert [line.key[0] for line in found.lines[2:]] == ["330113", "330122"]
