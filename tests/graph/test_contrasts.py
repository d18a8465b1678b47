"""Agreement and conflict between documents: each kind, and where nothing may be said."""

from __future__ import annotations

import pytest

from kg.model import Claim, Entity, Figure, Knowledge
from tests.graph.made import CITY, LAKE, document, figure, knowledge, reading, relation

DATES = ("2023-05-02", "2023-05-02")


def pair(
    left: tuple[str, str, str],
    right: tuple[str, str, str],
    periods: tuple[str, str] = ("2021", "2021"),
    texts: tuple[str, str] = ("", ""),
    dates: tuple[str, str] = DATES,
    indicators: tuple[str, str] = ("纺织业营业收入", "纺织业营业收入"),
) -> Knowledge:
    """Two documents that give one figure each, as (value, unit, bound)."""
    made = []
    for i, (value, unit, bound) in enumerate((left, right)):
        page = document(f"{i}.txt", f"望湖区第{'一二'[i]}篇说是{value}{unit}{texts[i]}。", dates[i])
        made.append(
            reading(page, (LAKE,), (), (figure(page, LAKE, indicators[i], value, unit, periods[i], bound),), LAKE)
        )
    return knowledge(*made)


def kinds(found: Knowledge) -> list[str]:
    return [c.kind for c in found.contrasts]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (("940.09", "亿元", "eq"), ("940.09", "亿元", "eq"), "agreement"),
        (("1406.4", "亿元", "eq"), ("1406.40", "亿元", "eq"), "agreement"),
        (("0.5", "亿元", "eq"), ("5000", "万元", "eq"), "agreement"),
        (("2", "平方公里", "eq"), ("200", "公顷", "eq"), "agreement"),
        (("2.6", "万户", "eq"), ("26013", "户", "eq"), "agreement-rounded"),
        (("1000", "亿元", "approx"), ("987", "亿元", "eq"), "agreement-rounded"),
        (("200", "亿元", "gt"), ("213", "亿元", "eq"), "agreement-rounded"),
        (("13", "万亿元", "gt"), ("13.57", "万亿元", "eq"), "agreement-rounded"),
        (("22", "家", "eq"), ("18", "家", "eq"), "value"),
        (("2.6", "万户", "eq"), ("27013", "户", "eq"), "value"),
        (("200", "亿元", "gt"), ("187", "亿元", "eq"), "value"),
        (("1000", "亿元", "approx"), ("700", "亿元", "eq"), "value"),
    ],
)
def test_figures_of_one_year(left: tuple[str, str, str], right: tuple[str, str, str], kind: str) -> None:
    assert kinds(pair(left, right)) == [kind]
    assert kinds(pair(right, left)) == [kind]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("200", "亿元", "gt"), ("940", "亿元", "eq")),  # true of both
        (("2100", "亿元", "gt"), ("2200", "亿元", "gt")),
        (("22", "家", "eq"), ("22", "亿元", "eq")),  # not comparable
        (("1000", "亿元", "approx"), ("900", "亿元", "eq")),
    ],
)
def test_nothing_is_said_where_both_may_hold(left: tuple[str, str, str], right: tuple[str, str, str]) -> None:
    assert kinds(pair(left, right)) == []


def test_a_figure_without_period_may_conflict_with_that_of_a_year() -> None:
    assert kinds(pair(("22", "家", "eq"), ("18", "家", "eq"), ("", "2021"))) == ["period-unstated"]
    assert kinds(pair(("22", "家", "eq"), ("22", "家", "eq"), ("", "2021"))) == []
    assert kinds(pair(("220", "家", "eq"), ("18", "家", "eq"), ("", "2021"))) == []
    assert kinds(pair(("22", "家", "eq"), ("18", "家", "eq"), ("", "2023"))) == []  # the year was not over
    assert kinds(pair(("22", "家", "eq"), ("18", "家", "eq"), ("", ""))) == []
    assert kinds(pair(("22", "家", "eq"), ("22", "家", "eq"), ("", ""))) == ["agreement"]


def test_quarters_and_months_are_one_period() -> None:
    assert kinds(pair(("22", "家", "eq"), ("22", "家", "eq"), ("2022-Q1", "2022-01/2022-03"))) == ["agreement"]
    assert kinds(pair(("22", "家", "eq"), ("18", "家", "eq"), ("2021", "2022"))) == []


def test_a_revision_says_so() -> None:
    found = pair(("940", "亿元", "eq"), ("951", "亿元", "eq"), texts=("", "，系最终核实后修订为的数"))
    assert kinds(found) == ["revision"]


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("，初步核算数经核定为这个数", "revision"),
        ("，统计数据已调整为新口径", "revision"),
        ("，产业结构由此调整为新格局", "value"),
        ("，与上年持平", "value"),
    ],
)
def test_only_words_about_figures_revise_them(wording: str, kind: str) -> None:
    found = pair(("940", "亿元", "eq"), ("951", "亿元", "eq"), texts=("", wording))
    assert kinds(found) == [kind]


def test_the_later_of_two_revisions_is_in_force() -> None:
    says = "，系最终核实后修订为的数"
    found = pair(("940", "亿元", "eq"), ("951", "亿元", "eq"), texts=(says, says), dates=("2023-11-02", "2023-05-02"))
    [contrast] = found.contrasts
    assert (contrast.kind, contrast.supersedes) == ("revision", "left")


def test_figures_of_a_year_that_is_not_over_are_no_conflict() -> None:
    values = ("490", "亿元", "eq"), ("550", "亿元", "eq")
    assert kinds(pair(*values, ("2023", "2023"), dates=("2023-03-01", "2023-09-01"))) == []
    assert kinds(pair(*values, ("2023", "2023"), dates=("2024-03-01", "2024-09-01"))) == ["value"]


@pytest.mark.parametrize("wording", ["纺织业营业总收入", "纺织业营收", "全区纺织业营业收入"])
def test_wordings_of_one_indicator_meet(wording: str) -> None:
    found = pair(("22", "亿元", "eq"), ("22", "亿元", "eq"), indicators=("纺织业营业收入", wording))
    assert kinds(found) == ["agreement"]


def test_one_document_never_contradicts_itself() -> None:
    page = document("a.txt", "望湖区上市企业有22家。望湖区上市企业有18家。")
    twice = [figure(page, LAKE, "上市企业", v, "家", "2021") for v in ("22", "18")]
    assert kinds(knowledge(reading(page, (LAKE,), (), twice, LAKE))) == []


def posts(
    titles: tuple[str, str], dates: tuple[str | None, str | None] = (None, None), same: bool = False
) -> Knowledge:
    organ = Entity("GovernmentBody:望湖区人民政府", "GovernmentBody", "望湖区人民政府")
    made = []
    for i, title in enumerate(titles):
        name = "李明华" if same or not i else "赵立"
        page = document(f"{i}.txt", f"望湖区人民政府{title}{name}到会，这是第{i}篇。", dates[i])
        person = Entity(f"Person:{name}", "Person", name)
        link = relation(page, person, "holdsPost", organ, name, title)
        made.append(reading(page, (LAKE, organ, person), (link,), (), LAKE))
    return knowledge(*made)


def test_two_people_in_one_post() -> None:
    found = posts(("区长", "区长"))
    assert kinds(found) == ["relation"]
    assert isinstance(found.contrasts[0].left, Claim)


@pytest.mark.parametrize("titles", [("副区长", "副区长"), ("区长", "副区长"), ("区委常委", "区委常委")])
def test_posts_that_several_may_hold(titles: tuple[str, str]) -> None:
    assert kinds(posts(titles)) == []


def test_successors_and_one_person_are_no_conflict() -> None:
    assert kinds(posts(("区长", "区长"), ("2019-01-05", "2022-01-05"))) == []
    assert kinds(posts(("区长", "区长"), same=True)) == []


def test_one_zone_in_two_cities() -> None:
    made = []
    other = Entity("area:990200", "City", "白石市", (), "990200")
    for i, place in enumerate((CITY, other)):
        zone = Entity("Zone:望湖新材料产业园", "Zone", "望湖新材料产业园", home=LAKE.id)
        page = document(f"{i}.txt", f"望湖新材料产业园位于{place.name}。")
        made.append(reading(page, (LAKE, place, zone), (relation(page, zone, "partOf", place, "位于"),), (), LAKE))
    assert kinds(knowledge(*made)) == ["relation"]


def test_both_sides_are_kept() -> None:
    found = pair(("22", "家", "eq"), ("18", "家", "eq"))
    contrast = found.contrasts[0]
    assert {contrast.left, contrast.right} == set(found.figures)
    assert isinstance(contrast.left, Figure)
    assert contrast.left.mark.document == "0.txt"
