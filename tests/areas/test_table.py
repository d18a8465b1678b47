"""The division table: integrity, both editions, former areas. Facts are checked, where the folder is at hand, against an
independent code list that the project does not ship."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.rules import areas

REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "areacodes.csv"


def rows() -> list[tuple[str, str, str, str]]:
    t = areas.table()
    return list(zip(t.names, t.codes, t.levels, t.editions, strict=True))


def test_every_parent_exists() -> None:
    known = set(areas.table().codes)
    orphans = [(name, code) for name, code, _, _ in rows() if (above := areas.parent(code)) and above not in known]
    assert orphans == []


def test_codes_are_unique_within_an_edition() -> None:
    t = areas.table()
    statistics = Counter(code for _, code, _, editions in rows() if "n" in editions)
    civil = Counter(
        other or code for code, other, editions in zip(t.codes, t.other, t.editions, strict=True) if "m" in editions
    )
    assert [code for counted in (statistics, civil) for code, n in counted.items() if n > 1] == []


@pytest.mark.parametrize(("level", "digits"), [("P", 6), ("C", 6), ("D", 6), ("Z", 6), ("T", 9)])
def test_levels_have_their_number_of_digits(level: str, digits: int) -> None:
    assert {len(code) for _, code, found, _ in rows() if found == level} == {digits}


def test_every_level_is_well_filled() -> None:
    counted = Counter(level for _, _, level, editions in rows() if editions != "f")
    assert counted["P"] == 34
    assert counted["C"] > 330
    assert counted["D"] > 2_840
    assert counted["T"] > 38_000


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("330113007", ["崇贤街道", "临平区", "杭州市", "浙江省"]),
        ("419001001", None),
        ("441900003", ["东城街道", "东莞市", "广东省"]),
        ("110101001", ["东华门街道", "东城区", "北京市"]),
        ("429004", ["仙桃市", "湖北省"]),
    ],
)
def test_lines_of_ancestors(code: str, line: list[str] | None) -> None:
    found = [known.name for c in areas.line(code) if (known := areas.area(c))]
    assert found == line if line else found[-1] == "河南省"


def test_the_statistics_code_of_a_township_leads_and_the_civil_one_is_known_too() -> None:
    t = areas.table()
    row = next(i for i, code in enumerate(t.other) if code and code not in t.codes)
    known = areas.area(t.other[row])
    assert known is not None
    assert (known.name, known.code) == (t.names[row], t.codes[row])


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("临平区", ("临平",)),
        ("浙江省", ("浙江",)),
        ("内蒙古自治区", ("内蒙古",)),
        ("恩施土家族苗族自治州", ("恩施州", "恩施")),
        ("浦东新区", ("浦东",)),
        ("横县", ()),
        ("杏坛镇", ("杏坛",)),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert areas.short_forms(areas.named(name)[0]) == forms


def test_homonyms_are_all_found() -> None:
    assert {a.code for a in areas.named("西湖区")} == {"330106", "360103"}
    assert {"320106", "350102", "410204"} <= set(areas.stems()["鼓楼"])


def test_a_former_area_keeps_its_code_and_knows_its_successor() -> None:
    (former,) = areas.named("江干区")
    assert (former.code, former.edition) == ("330104", "f")
    assert areas.successor("330104") == "330102"


def test_development_zones_that_the_statistics_count_are_zones() -> None:
    assert areas.named("苏州工业园区")[0].level == "Zone"
    assert areas.named("浦东新区")[0].level == "District"
    assert areas.named("下花园区")[0].level == "District"


def test_children() -> None:
    assert [a.name for a in areas.below("330113")][-1] == "塘栖镇"
    assert {"杭州市", "宁波市"} <= {a.name for a in areas.below("330000")}
    assert {"东城区", "西城区"} <= {a.name for a in areas.below("110000")}


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference code list is not at hand")
def test_county_names_agree_with_an_independent_list() -> None:
    with REFERENCE.open(encoding="utf-8-sig", newline="") as file:
        theirs = {r["代码"]: r["名称"] for r in csv.DictReader(file) if r["状态"] == "在用"}
    ours = {code: name for name, code, level, editions in rows() if level in "PCD" and "n" in editions}
    shared = [code for code in ours if code in theirs]
    assert len(shared) > 3_100
    assert sum(ours[code] == theirs[code] for code in shared) / len(shared) > 0.995
