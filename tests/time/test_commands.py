"""kg timeline, table, diff and show --at on the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.cli.messages import chinese


def kg(*words: object, lang: str = "en") -> Result:
    chinese.cache_clear()
    return CliRunner().invoke(app, [str(w) for w in words], env={"KG_LANG": lang})


def test_timeline_shows_values_marks_and_sources(built_years: Path) -> None:
    done = kg("timeline", built_years, "余杭区", "GDP")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("余杭区  330110  地区生产总值  level  亿元")
    agreed = next(line for line in lines if "2021.txt, 2021b.txt" in line)
    assert "600" in agreed
    assert "=1" in agreed
    assert "!= value 720亿元 (2022b.txt)" in done.stdout
    assert any(line.strip().startswith("--") and "2021" in line for line in lines)
    assert "█" not in done.stdout


def test_bars_are_drawn_where_asked_for(built_years: Path) -> None:
    assert "█" in kg("timeline", built_years, "余杭区", "GDP", "--chart").stdout


def test_columns_stand_under_each_other(built_years: Path) -> None:
    lines = kg("table", built_years, "--indicator", "GDP").stdout.split("\n\n")[1].splitlines()
    ends = {
        cell_len(line[: line.index("]") + 1]) for line in lines if line.rstrip().endswith("]") and line.count("[") == 1
    }
    assert len(ends) <= 2
    assert len(lines) == 5


def test_timeline_as_csv_is_one_table(built_years: Path) -> None:
    done = kg("timeline", built_years, "330110", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {r["measure"] for r in rows} == {"level", "yoy_growth"}
    assert all(r["printed"] in r["sentence"] for r in rows)


def test_timeline_as_json(built_years: Path) -> None:
    found = json.loads(kg("timeline", built_years, "余杭区", "GDP", "--format", "json", "--measure", "level").stdout)
    assert [v["period"] for v in found[0]["values"]] == ["2019", "2019", "2021", "2022", "2022"]
    assert found[0]["values"][3]["against"][0]["kind"] == "value"


def test_table_as_csv_for_a_spreadsheet(built_years: Path, tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    done = kg("table", built_years, "--indicator", "GDP", "--csv", "-o", path)
    assert done.exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert [(r["code"], r["2022"]) for r in rows][2:] == [("330113", "990.5"), ("330122", "400")]
    assert rows[2]["2022 source"] == "2022.txt"


def test_table_numbers_its_sources(built_years: Path) -> None:
    out = kg("table", built_years, "--indicator", "GDP").stdout
    assert "!= [" in out
    assert "\n[2] 2021.txt, 2021b.txt; agreed: 1" in out


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--format", "xml", "OUT", "余杭区"),
        ("table", "OUT", "--indicator", "GDP", "--by", "area,colour"),
        ("diff", "OUT", "OUT", "--kind", "thing"),
        ("diff", "OUT", "NOWHERE"),
        ("show", "OUT", "余杭区", "--at", "long ago"),
    ],
)
def test_bad_usage_is_told_with_code_2(built_years: Path, words: tuple[str, ...]) -> None:
    done = kg(*(str(built_years) if w == "OUT" else w for w in words))
    assert done.exit_code == 2
    assert done.stderr.startswith("kg: ")


def test_what_is_not_there_is_told_with_code_1(built_years: Path) -> None:
    assert kg("timeline", built_years, "没有这个地方").exit_code == 1
    assert kg("timeline", built_years, "余杭区", "粮食产量").exit_code == 1
    assert kg("table", built_years, "--indicator", "粮食产量").exit_code == 1
    assert kg("table", built_years, "--indicator", "GDP", "--in", "赵明远").exit_code == 1


def test_messages_are_chinese_in_a_chinese_locale(built_years: Path) -> None:
    assert "没有" in kg("timeline", built_years, "余杭区", "粮食产量", lang="zh").stderr
    assert "版图" in kg("timeline", built_years, "余杭区", "GDP", lang="zh").stdout


def test_diff_is_silent_and_0_where_nothing_differs(built_years: Path) -> None:
    done = kg("diff", built_years, built_years)
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.fixture
def changed(built_years: Path, tmp_path: Path) -> Path:
    """The build with one figure changed and one gone."""
    folder = tmp_path / "changed"
    shutil.copytree(built_years, folder)
    path = folder / "observations.csv"
    text = path.read_bytes().decode("utf-8-sig")
    assert ",990.5,亿元" in text
    lines = text.replace(",990.5,亿元", ",991.5,亿元").replace(",990.5,2022.txt", ",991.5,2022.txt").split("\r\n")
    kept = [line for line in lines if "桐庐县,330122" not in line]
    path.write_bytes("\r\n".join(kept).encode())
    return folder


def test_diff_tells_what_changed_with_both_sentences(built_years: Path, changed: Path) -> None:
    done = kg("diff", built_years, changed)
    assert done.exit_code == 1
    assert "~ figure  临平区 地区生产总值 level 2022  990.5亿元 -> 991.5亿元  [value]" in done.stdout
    assert "- figure  桐庐县 地区生产总值 level 2022  400亿元" in done.stdout
    assert "    - “余杭区2022年地区生产总值720亿元。" not in done.stdout
    assert "    - “桐庐县2022年地区生产总值400亿元。” — 2022b.txt" in done.stdout


def test_diff_for_programs(built_years: Path, changed: Path) -> None:
    found = json.loads(kg("diff", built_years, changed, "--format", "json").stdout)
    assert sorted((c["kind"], c["change"]) for c in found) == [("figure", "changed"), ("figure", "went")]
    rows = list(csv.DictReader(io.StringIO(kg("diff", changed, built_years, "--format", "csv").stdout)))
    assert sorted(r["change"] for r in rows) == ["came", "changed"]


def test_show_at_a_date(built_years: Path) -> None:
    done = kg("show", built_years, "余杭区人民政府", "--at", "2020")
    assert "赵明远" in done.stdout
    assert "钱思齐" not in done.stdout
    assert "later" in done.stderr
    assert "余杭区（2001至2021-04-09）" in kg("show", built_years, "余杭区", "--at", "2020").stdout
    assert "not there in 2020" in kg("show", built_years, "临平区", "--at", "2020").stdout


def test_show_tells_since_when_an_area_is(built_years: Path) -> None:
    found = json.loads(kg("show", built_years, "余杭区", "--json").stdout)[0]
    assert [(t["from"], t["until"]) for t in found["territories"]] == [("2001", "2021-04-09"), ("2021-04-09", "")]


def test_the_area_before_is_named(tmp_path: Path) -> None:
    for name, area, year, value in (("a.txt", "富阳市", "2010", "400"), ("b.txt", "富阳区", "2018", "700")):
        (tmp_path / name).write_text(f"{area}统计公报\n{year}年，杭州市{area}实现地区生产总值{value}亿元。\n", "utf-8")
    out = tmp_path / "out"
    assert kg("build", tmp_path / "a.txt", tmp_path / "b.txt", "-o", out).exit_code == 0
    done = kg("timeline", out, "富阳区", "--json")
    assert [v["value"] for one in json.loads(done.stdout) for v in one["values"]] == ["700"]
    assert "富阳市 330183" in done.stderr
    assert "富阳市" in kg("show", out, "富阳", "--at", "2010").stdout.splitlines()[0]
