"""What names themselves say."""

from __future__ import annotations

import pytest

from kg.facts.relate import relate
from kg.facts.structure import holds, lies_in
from kg.model import Block, Document, Entity, Linked, Mention, Sentence, Source, Span
from kg.pipeline import process

AREAS = {
    "江北市": ("City", "990100"),
    "江北": ("City", "990100"),
    "月江": ("Town", "990102102"),
    "临江区": ("District", "990102"),
    "临江": ("District", "990102"),
    "柳林镇": ("Town", "990102101"),
    "石溪镇": ("Town", "990102103"),
}


def mention(text: str, name: str, type_: str = "") -> Mention:
    kind, code = AREAS.get(name, (type_, ""))
    start = text.index(name)
    return Mention(
        Span(start, start + len(name)), kind, "test", name, f"area:{code}" if code else f"{kind}:{name}", code
    )


def said(text: str, outer: tuple[Mention, ...], inner: tuple[Mention, ...] = ()) -> list[tuple[str, str, str]]:
    known = {m.entity: Entity(m.entity, m.type, m.name, code=m.code) for m in (*outer, *inner)}
    whole = Span(0, len(text))
    document = Document("d", "d.txt", text, blocks=(Block(whole, "paragraph"),), sentences=(Sentence(whole, 0),))
    linked = Linked(tuple(known.values()), outer, "", inner)
    names = {e.id: e.name for e in linked.entities}
    return [(names[r.subject], r.predicate, names[r.object]) for r in relate(document, linked)]


def test_an_address_chain():
    text = "江北市临江区柳林镇的春天。"
    chain = tuple(mention(text, n) for n in ("江北市", "临江区", "柳林镇"))
    assert said(text, chain) == [("临江区", "partOf", "江北市"), ("柳林镇", "partOf", "临江区")]


def test_a_list_of_areas_is_no_chain():
    text = "江北市、临江区的春天。"
    assert said(text, (mention(text, "江北市"), mention(text, "临江区"))) == []


@pytest.mark.parametrize(
    ("name", "type_", "predicate"),
    [("临江新城", "Zone", "partOf"), ("临江南站", "Facility", "locatedIn"), ("临江水厂项目", "Project", "locatedIn")],
)
def test_the_place_in_a_name(name, type_, predicate):
    text = f"{name}的春天。"
    found = said(text, (mention(text, name, type_),), (mention(text, "临江"),))
    assert found == [(name, predicate, "临江")]


def test_a_branch_belongs_to_its_parent_and_lies_in_its_place():
    text = "江海大学临江校区的春天。"
    inner = (mention(text, "江海大学", "Institution"), mention(text, "临江"))
    found = said(text, (mention(text, "江海大学临江校区", "Institution"),), inner)
    assert sorted(found) == [
        ("江海大学临江校区", "locatedIn", "临江"),
        ("江海大学临江校区", "subsidiaryOf", "江海大学"),
    ]


def test_the_place_that_opens_a_brand_says_nothing():
    text = "临江大学的春天。"
    assert said(text, (mention(text, "临江大学", "Institution"),), (mention(text, "临江"),)) == []


def test_only_the_finest_of_several_places_stays():
    text = "临江水厂项目位于柳林镇。"
    outer = (mention(text, "临江水厂项目", "Project"), mention(text, "柳林镇"))
    assert said(text, outer, (mention(text, "临江"),)) == [("临江水厂项目", "locatedIn", "柳林镇")]


@pytest.mark.parametrize(
    ("finer", "coarser", "inside"),
    [
        ("990102", "990100", True),
        ("990102", "990000", True),
        ("990102101", "990102", True),
        ("990102", "990102", False),
        ("990202", "990100", False),
        ("990100", "990102", False),
    ],
)
def test_codes_tell_what_lies_in_what(finer, coarser, inside):
    assert lies_in(finer, coarser) is inside


def test_an_institute_named_for_its_university_and_a_place_lies_there():
    text = "江海大学临江研究院的春天。"
    inner = (mention(text, "江海大学", "Institution"), mention(text, "临江"))
    found = said(text, (mention(text, "江海大学临江研究院", "Institution"),), inner)
    assert ("江海大学临江研究院", "locatedIn", "临江") in found


@pytest.mark.parametrize(
    ("name", "given"),
    [("促进陶瓷产业高质量发展的措施", True), ("陶瓷产业三年行动", True), ("陶瓷产业统计制度", False)],
)
def test_a_policy_applies_to_the_industry_that_it_promotes(name, given):
    text = f"印发《{name}》。"
    found = said(text, (mention(text, name, "Policy"),), (mention(text, "陶瓷产业", "Industry"),))
    assert found == ([(name, "appliesTo", "陶瓷产业")] if given else [])


def test_a_river_beside_a_place_is_no_part_of_it():
    text = "临江区青江沿岸的春天。"
    assert said(text, (mention(text, "临江区"), mention(text, "青江", "NaturalFeature"))) == []


def test_a_paper_is_issued_by_the_body_that_its_title_opens_with() -> None:
    reading = process(
        Source("page.txt", "临平区人民政府关于公布龙头企业名单的通知\n\n临平区人民政府关于王二任免职务的通知".encode())
    )
    found = [r for r in reading.relations if r.evidence.rule == "name.issuer"]
    assert [r.object for r in found] == ["Policy:临平区人民政府关于公布龙头企业名单的通知"]


def test_the_address_that_opens_a_firms_name_is_no_chain():
    text = "江北市临江区瓷业公司的春天。"
    firm = mention(text, "江北市临江区瓷业公司", "Enterprise")
    assert said(text, (firm,), (mention(text, "江北市"), mention(text, "临江区"))) == []


def test_a_zone_in_its_managers_name_lies_in_the_area_that_opens_it():
    text = "临江经济开发区管委会的春天。"
    inner = (mention(text, "临江经济开发区", "Zone"), mention(text, "临江"))
    found = said(text, (mention(text, "临江经济开发区管委会", "GovernmentBody"),), inner)
    assert found == [("临江经济开发区", "partOf", "临江")]


def test_an_area_in_front_tells_which_place_is_meant():
    text = "江北临江油库的春天。"
    found = said(text, (mention(text, "江北临江油库", "Facility"),), (mention(text, "江北"), mention(text, "临江")))
    assert ("江北临江油库", "locatedIn", "临江") in found


@pytest.mark.parametrize(("name", "type_"), [("月江水库", "Facility"), ("临江运河", "Facility")])
def test_waters_and_lines_are_called_after_more_than_a_place(name, type_):
    text = f"{name}的春天。"
    inner = mention(text, name[:2], "Town" if name[0] == "月" else "District")
    assert said(text, (mention(text, name, type_),), (inner,)) == []


def test_a_hospital_at_a_university_is_no_branch_but_a_school_is():
    for name, branch in (("江海大学附属医院", False), ("江海大学附属小学", True)):
        text = f"{name}的春天。"
        found = said(text, (mention(text, name, "Institution"),), (mention(text, "江海大学", "Institution"),))
        assert found == ([(name, "subsidiaryOf", "江海大学")] if branch else [])


def test_a_committee_belongs_to_its_school_and_a_section_to_its_department():
    text = "江海大学党委与江北水利局规划科座谈。"
    bodies = (mention(text, "江海大学党委", "GovernmentBody"), mention(text, "江北水利局规划科", "GovernmentBody"))
    owners = (mention(text, "江海大学", "Institution"), mention(text, "江北水利局", "GovernmentBody"))
    assert said(text, bodies, owners) == [
        ("江海大学党委", "subsidiaryOf", "江海大学"),
        ("江北水利局规划科", "subsidiaryOf", "江北水利局"),
    ]


@pytest.mark.parametrize("name", ["中国（临江）国际陶瓷博览会", "陶瓷节临江分会场"])
def test_an_event_says_by_brackets_and_branches_where_it_is_held(name):
    text = f"{name}开幕。"
    found = said(text, (mention(text, name, "Event"),), (mention(text, "临江"),))
    assert found == [(name, "locatedIn", "临江")]


def test_the_last_area_of_a_chain_says_where_a_station_stands():
    text = "江海大学江北临江实验站的春天。"
    inner = (mention(text, "江海大学", "Institution"), mention(text, "江北"), mention(text, "临江"))
    found = said(text, (mention(text, "江海大学江北临江实验站", "Institution"),), inner)
    assert sorted(found) == [
        ("江海大学江北临江实验站", "locatedIn", "临江"),
        ("江海大学江北临江实验站", "subsidiaryOf", "江海大学"),
    ]


def test_a_branch_inside_the_name_of_a_campus_says_its_own_place_and_parent():
    text = "江海大学临江分校东校区的春天。"
    inner = (
        mention(text, "江海大学临江分校", "Institution"),
        mention(text, "江海大学", "Institution"),
        mention(text, "临江"),
    )
    found = said(text, (mention(text, "江海大学临江分校东校区", "Institution"),), inner)
    assert ("江海大学临江分校", "subsidiaryOf", "江海大学") in found
    assert ("江海大学临江分校", "locatedIn", "临江") in found


@pytest.mark.parametrize(
    ("name", "area", "given"),
    [("柳林镇中心小学", "柳林镇", True), ("临江区实验小学", "临江区", False), ("临江地块幼儿园", "临江", True)],
)
def test_a_school_stands_in_the_town_or_plot_that_it_is_called_after(name, area, given):
    text = f"{name}的春天。"
    found = said(text, (mention(text, name, "Institution"),), (mention(text, area),))
    assert found == ([(name, "locatedIn", area)] if given else [])


def test_works_named_for_two_towns_stand_in_both():
    text = "柳林镇、石溪镇引水工程的春天。"
    inner = (mention(text, "柳林镇"), mention(text, "石溪镇"))
    found = said(text, (mention(text, "柳林镇、石溪镇引水工程", "Project"),), inner)
    assert [row[2] for row in found if row[1] == "locatedIn"] == ["柳林镇", "石溪镇"]


@pytest.mark.parametrize(
    ("area", "other", "held"),
    [
        ("area:330110", "area:330110002", True),
        ("area:330110", "area:330112001", False),  # the zero belongs to the code
        ("area:330100", "area:330112001", True),
        ("area:330000", "area:330100", True),
        ("area:330100", "area:330000", False),
        ("area:330110", "Village:青溪村", False),
        ("Village:青溪村", "Village:青溪村", True),
    ],
)
def test_an_area_holds_what_its_code_opens(area: str, other: str, held: bool) -> None:
    assert holds(area, other) is held
