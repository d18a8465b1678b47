"""Mentions to entities: one a thing, official names, nested names, relative names. The sentences are invented."""

from __future__ import annotations

import pytest

from kg.entities.link import link, without_idle
from kg.mentions.spot import Spotted
from kg.model import Document, Entity, Linked, Mention, Source, Span
from kg.text import read


def page(text: str) -> Document:
    return read(Source("page.txt", text.encode()))


def mention(document: Document, words: str, type_: str, nth: int = 0, code: str = "") -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = document.text.index(words, at + 1)
    return Mention(Span(at, at + len(words)), type_, "test", words.strip("“”《》"), code=code)


def linked(document: Document, *mentions: Mention, inner: tuple[Mention, ...] = ()) -> Linked:
    return link(document, Spotted(tuple(sorted(mentions, key=lambda m: m.span)), inner))


def entities(found: Linked) -> dict[str, Entity]:
    return {e.id: e for e in found.entities}


def test_an_area_has_its_official_name_and_every_printed_form() -> None:
    d = page("临平区开会。临平发展提速。")
    found = linked(d, mention(d, "临平区", "District", code="330113"), mention(d, "临平", "District", 1, "330113"))
    (area,) = found.entities
    assert (area.id, area.name, area.aliases, area.code) == ("area:330113", "临平区", ("临平",), "330113")


def test_an_introduced_short_form_is_the_same_thing_and_is_found_again() -> None:
    d = page("昆江经济技术开发区（简称“昆江经开区”或“昆江”）扩区。昆江经开区签约。")
    found = linked(d, mention(d, "昆江经济技术开发区", "Zone"))
    assert [m.entity for m in found.mentions] == ["Zone:昆江经济技术开发区"] * 4
    assert entities(found)["Zone:昆江经济技术开发区"].aliases == ("昆江", "昆江经开区")


def test_a_company_is_found_again_by_its_brand() -> None:
    d = page("浙江安晟岚动力股份有限公司投产。安晟岚动力的产品出口。")
    found = linked(d, mention(d, "浙江安晟岚动力股份有限公司", "Enterprise"))
    assert [d.quote(m.span) for m in found.mentions] == ["浙江安晟岚动力股份有限公司", "安晟岚动力"]
    assert len(found.entities) == 1


@pytest.mark.parametrize(
    ("text", "forms", "type_", "name"),
    [
        ("杭州岚港协会成立。岚港协会招商。", ("杭州岚港协会", "岚港协会"), "Institution", "杭州岚港协会"),
        ("包昆高铁岚江特大桥合龙。岚江特大桥通车。", ("包昆高铁岚江特大桥", "岚江特大桥"), "Facility", None),
    ],
)
def test_a_form_without_its_first_words_is_the_same_thing(
    text: str, forms: tuple[str, str], type_: str, name: str | None
) -> None:
    d = page(text)
    found = linked(d, mention(d, forms[0], type_), mention(d, forms[1], type_, 1))
    assert len(found.entities) == 1
    assert name in (None, found.entities[0].name)


def test_two_things_of_one_kind_stay_two() -> None:
    d = page("福建漳州古城修缮，安徽歙县古城开街。")
    found = linked(d, mention(d, "福建漳州古城", "Facility"), mention(d, "安徽歙县古城", "Facility"))
    assert [e.name for e in found.entities if e.type == "Facility"] == ["安徽歙县古城", "福建漳州古城"]


def test_one_name_read_as_two_types_takes_the_more_frequent() -> None:
    d = page("岚湖科学城开工。岚湖科学城扩建。岚湖科学城招商。")
    types = ("Zone", "Project", "Zone")
    found = linked(d, *(mention(d, "岚湖科学城", type_, i) for i, type_ in enumerate(types)))
    assert [(e.type, e.name) for e in found.entities] == [("Zone", "岚湖科学城")]
    assert {m.type for m in found.mentions} == {"Zone"}


def test_an_area_in_a_facilitys_name_is_an_entity_but_not_one_that_opens_a_company() -> None:
    d = page("塘栖镇的塘栖文化中心落成。杭州岚晟科技有限公司投产。杭州市临平区开会。")
    center, company = mention(d, "塘栖文化中心", "Facility"), mention(d, "杭州岚晟科技有限公司", "Enterprise")
    found = linked(d, center, company)
    assert "area:330113100" in entities(found)
    assert "area:330100" not in entities(found)
    assert entities(found)["Facility:塘栖文化中心"].home == "area:330113100"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("全区", "area:330113"), ("我区", "area:330113"), ("全市", "area:330100"), ("全省", "area:330000")],
)
def test_relative_names_of_a_districts_page(word: str, meant: str) -> None:
    d = page(f"临平区开会部署工作。{word}经济增长。")
    found = linked(d, mention(d, "临平区", "District", code="330113"), mention(d, word, "Scope"))
    assert found.mentions[1].entity == meant
    assert meant in entities(found)


def test_the_whole_city_of_a_county_level_city_is_itself() -> None:
    d = page("义乌市开会部署工作。全市经济增长。")
    found = linked(d, mention(d, "义乌市", "District", code="330782"), mention(d, "全市", "Scope"))
    assert found.mentions[1].entity == "area:330782"


def test_this_town_is_the_town_named_last() -> None:
    d = page("临平区开会。塘栖镇签约。该镇投资增长。")
    areas = (mention(d, "临平区", "District", code="330113"), mention(d, "塘栖镇", "Town", code="330113100"))
    found = linked(d, *areas, mention(d, "该镇", "Scope"))
    assert found.mentions[2].entity == "area:330113100"


def test_relative_names_without_a_home_mean_nothing() -> None:
    d = page("全镇经济增长。")
    found = linked(d, mention(d, "全镇", "Scope"))
    assert found.entities == ()
    assert found.mentions[0].entity == ""


def test_areas_that_only_relative_names_stand_for_leave_unless_a_row_uses_them() -> None:
    d = page("临平区开会部署工作。全省首个项目落户。")
    found = linked(d, mention(d, "临平区", "District", code="330113"), mention(d, "全省", "Scope"))
    assert "area:330000" not in entities(without_idle(found, frozenset()))
    assert "area:330000" in entities(without_idle(found, frozenset({"area:330000"})))


def test_a_zone_is_home_on_a_prefectures_page_and_not_on_a_countys() -> None:
    d = page("岚江高新区首季增长\n西安市岚江高新区首季增长，全区投资增长。")
    zones = [mention(d, "岚江高新区", "Zone", i) for i in range(2)]
    found = linked(d, *zones, mention(d, "全区", "Scope"))
    assert found.home == "Zone:岚江高新区"
    assert found.mentions[-1].entity == "Zone:岚江高新区"
    d = page("临平新城今年开工\n临平区的临平新城开工，临平新城招商，全区投资增长。")
    found = linked(d, *(mention(d, "临平新城", "Zone", i) for i in range(3)), mention(d, "全区", "Scope"))
    assert (found.home, found.mentions[-1].entity) == ("area:330113", "area:330113")


def test_a_traditional_page_gets_simplified_names_with_the_printed_form_as_alias() -> None:
    d = page("這個縣區的岚江產業園開園，發動機廠與東區國企來說還長。岚江產業園招商。")
    found = linked(d, mention(d, "岚江產業園", "Zone"), mention(d, "岚江產業園", "Zone", 1))
    assert [(e.name, e.aliases) for e in found.entities] == [("岚江产业园", ("岚江產業園",))]


def test_every_entity_of_a_mention_is_listed() -> None:
    d = page("临平区开会。岚港小镇开园，全区增长。")
    found = linked(
        d, mention(d, "临平区", "District", code="330113"), mention(d, "岚港小镇", "Zone"), mention(d, "全区", "Scope")
    )
    assert {m.entity for m in (*found.mentions, *found.inner) if m.entity} <= set(entities(found))


def test_a_companys_stock_name_is_the_company() -> None:
    d = page("浙江岚晟新材料股份有限公司上市。岚晟新材首日上涨，岚晟石化是另一家。")
    names = ("浙江岚晟新材料股份有限公司", "岚晟新材", "岚晟石化")
    found = linked(d, *(mention(d, name, "Enterprise") for name in names))
    assert [e.name for e in found.entities] == ["岚晟石化", "浙江岚晟新材料股份有限公司"]


def test_an_ordinary_word_as_short_form_is_a_name_only_where_it_is_marked() -> None:
    d = page("《岚江数据管理办法》（以下简称《办法》）印发。《办法》共五章，各地想办法落实。")
    found = linked(d, mention(d, "《岚江数据管理办法》", "Policy"))
    assert [d.quote(m.span) for m in found.mentions] == ["《岚江数据管理办法》", "办法", "办法"]
    assert [(e.name, e.aliases) for e in found.entities] == [("岚江数据管理办法", ())]


def test_an_autonomous_prefecture_is_meant_by_one_character() -> None:
    d = page("恩施土家族苗族自治州开会。杭州市派员参加。该州增长，全州投资增长。")
    areas = (mention(d, "恩施土家族苗族自治州", "City", code="422800"), mention(d, "杭州市", "City", code="330100"))
    found = linked(d, *areas, mention(d, "该州", "Scope"), mention(d, "全州", "Scope"))
    assert [m.entity for m in found.mentions[2:]] == ["area:422800", "area:422800"]


def test_here_is_the_area_named_just_before_else_home() -> None:
    d = page("临平区开会。临平区签约。在湖州市，当地修了路。当地增收。")
    areas = (mention(d, "临平区", "District", code="330113"), mention(d, "湖州市", "City", code="330500"))
    found = linked(d, *areas, mention(d, "当地", "Scope"), mention(d, "当地", "Scope", 1))
    assert [m.entity for m in found.mentions[2:]] == ["area:330500", "area:330113"]


def test_a_branch_without_its_parent_is_the_same_branch() -> None:
    document = page("江海市中心医院临山院区封顶。临山院区设床位八百张。")
    whole, short = (
        mention(document, "江海市中心医院临山院区", "Institution"),
        mention(document, "临山院区", "Institution", 1),
    )
    assert set(entities(linked(document, whole, short))) == {"Institution:江海市中心医院临山院区"}
