"""One node a thing over many documents, namesakes apart, the same whatever the order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Entity, Knowledge, Node, Reading, Relation
from kg.resolution.names import inside, is_national, is_telling, plain, slug, stem, trunk
from kg.resolution.resolve import resolve
from tests.graph.made import LAKE, document, evidence, knowledge, reading

HILL = Entity("area:980205", "District", "青山县", ("青山",), "980205")
CITY = Entity("area:990100", "City", "青州市", ("青州",), "990100")


def thing(type_: str, name: str, *aliases: str, home: Entity | None = None) -> Entity:
    return Entity(f"{type_}:{name}", type_, name, aliases, home=home.id if home else "")


def page(
    name: str, home: Entity | None, *entities: Entity, facts: Sequence[tuple[Entity, str, Entity, str]] = ()
) -> Reading:
    """A page that names its home and `entities`; `facts` as (subject, predicate, object, title)."""
    known = (home, *entities) if home else entities
    text = f"{name}篇：" + "，".join(e.name for e in known) + "。"
    made = document(name, text)
    proof = evidence(made, name)
    links = [Relation(s.id, p, o.id, proof, title) for s, p, o, title in facts]
    return reading(made, known, links, (), home)


def node(found: Knowledge, label: str) -> Node:
    [only] = [n for n in found.nodes if n.label == label]
    return only


def count(found: Knowledge, label: str) -> int:
    return sum(n.label == label or label in n.aliases for n in found.nodes)


def test_areas_are_named_by_their_code() -> None:
    found = resolve([page("a.txt", LAKE, CITY)])
    assert [n.iri for n in found.nodes] == [f"https://w3id.org/regionkg/area/{c}" for c in ("990100", "990113")]
    assert node(found, "望湖区").parent == node(found, "青州市").iri


def test_other_things_have_a_readable_address_with_their_home() -> None:
    found = resolve([page("a.txt", LAKE, thing("Zone", "艺尚小镇"), thing("Industry", "现代纺织"))])
    assert node(found, "艺尚小镇").iri.endswith("/entity/990113-艺尚小镇")
    assert node(found, "艺尚小镇").home == node(found, "望湖区").iri
    assert node(found, "现代纺织").iri.endswith("/entity/现代纺织")


def test_organs_meet_by_area_whatever_they_are_called() -> None:
    names = ("中共青州市望湖区委", "望湖区委", "中共望湖区委员会", "区委")
    pages = [page(f"{i}.txt", LAKE, CITY, thing("GovernmentBody", n, home=LAKE)) for i, n in enumerate(names)]
    found = resolve(pages)
    organs = [n for n in found.nodes if n.type == "GovernmentBody"]
    assert [n.label for n in organs] == ["中共青州市望湖区委"]
    assert organs[0].documents == tuple(f"{i}.txt" for i in range(4))


def test_organs_of_two_areas_stay_apart() -> None:
    pages = [
        page("a.txt", LAKE, thing("GovernmentBody", "教育局")),
        page("b.txt", HILL, thing("GovernmentBody", "教育局")),
    ]
    iris = [n.iri for n in resolve(pages).nodes if n.label == "教育局"]
    assert sorted(i.rpartition("/")[2] for i in iris) == ["980205-教育局", "990113-教育局"]


def test_two_people_of_one_name_in_two_counties_are_two() -> None:
    organs = {home: thing("GovernmentBody", f"{home.name}人民政府", home=home) for home in (LAKE, HILL)}
    wang = thing("Person", "王伟")
    pages = [
        page("a.txt", LAKE, wang, organs[LAKE], facts=[(wang, "holdsPost", organs[LAKE], "副区长")]),
        page("b.txt", LAKE, wang, organs[LAKE], facts=[(wang, "holdsPost", organs[LAKE], "副区长")]),
        page("c.txt", HILL, wang, organs[HILL], facts=[(wang, "holdsPost", organs[HILL], "县长")]),
    ]
    found = [n for n in resolve(pages).nodes if n.type == "Person"]
    assert sorted(n.documents for n in found) == [("a.txt", "b.txt"), ("c.txt",)]


def test_one_person_with_posts_in_two_areas_is_one() -> None:
    organs = {home: thing("GovernmentBody", f"{home.name}人民政府", home=home) for home in (LAKE, HILL)}
    li = thing("Person", "李明华")
    both = [(li, "holdsPost", organs[LAKE], "区长"), (li, "holdsPost", organs[HILL], "县长")]
    pages = [
        page("a.txt", LAKE, li, organs[LAKE], facts=both[:1]),
        page("b.txt", HILL, li, organs[HILL], facts=both[1:]),
        page("c.txt", CITY, LAKE, HILL, li, organs[LAKE], organs[HILL], facts=both),
    ]
    [found] = [n for n in resolve(pages).nodes if n.type == "Person"]
    assert found.documents == ("a.txt", "b.txt", "c.txt")


def test_people_without_area_or_post_stay_apart() -> None:
    pages = [page(f"{i}.txt", None, thing("Person", "王伟")) for i in range(3)]
    assert len({n.iri for n in resolve(pages).nodes}) == 3


def test_companies_meet_by_full_name_in_any_area_and_by_their_short_form() -> None:
    full = thing("Enterprise", "青州轻羽新材料股份有限公司", "轻羽新材料", "公司")
    pages = [
        page("a.txt", LAKE, full),
        page("b.txt", HILL, full),
        page("c.txt", LAKE, thing("Enterprise", "轻羽新材料")),
    ]
    [found] = [n for n in resolve(pages).nodes if n.type == "Enterprise"]
    assert (found.label, found.documents) == ("青州轻羽新材料股份有限公司", ("a.txt", "b.txt", "c.txt"))


@pytest.mark.parametrize("short", ["浙江轻羽药业", "轻羽药业"])
def test_a_company_is_known_without_its_legal_form_and_province(short: str) -> None:
    pages = [
        page("a.txt", LAKE, thing("Enterprise", "浙江轻羽药业有限公司")),
        page("b.txt", LAKE, thing("Enterprise", short)),
    ]
    assert sum(n.type == "Enterprise" for n in resolve(pages).nodes) == 1


def test_a_short_form_of_two_companies_joins_neither() -> None:
    pages = [
        page("a.txt", LAKE, thing("Enterprise", "轻羽新材料股份有限公司", "轻羽集团")),
        page("b.txt", LAKE, thing("Enterprise", "轻羽纺织科技有限公司", "轻羽集团")),
        page("c.txt", LAKE, thing("Enterprise", "轻羽集团")),
    ]
    assert sum(n.type == "Enterprise" for n in resolve(pages).nodes) == 3


def test_what_one_document_tells_apart_is_never_joined() -> None:
    school, branch = thing("Institution", "望湖第一中学", "望湖中学"), thing("Institution", "望湖中学")
    pages = [page("a.txt", LAKE, school, branch)]
    assert sum(n.type == "Institution" for n in resolve(pages).nodes) == 2


def test_generic_names_in_two_areas_stay_apart() -> None:
    for type_, name in (
        ("Institution", "人民医院"),
        ("Facility", "体育馆"),
        ("Zone", "高新区"),
        ("Policy", "碧水行动"),
    ):
        pages = [page("a.txt", LAKE, thing(type_, name)), page("b.txt", HILL, thing(type_, name))]
        assert len([n for n in resolve(pages).nodes if n.label == name]) == 2, name


def test_great_rivers_are_one_wherever_a_page_is_from() -> None:
    for name, expected in (("长江", 1), ("东湖", 2)):
        pages = [page("a.txt", LAKE, thing("NaturalFeature", name)), page("b.txt", HILL, thing("NaturalFeature", name))]
        assert len([n for n in resolve(pages).nodes if n.label == name]) == expected, name


def test_policies_meet_by_number() -> None:
    pages = [
        page("a.txt", LAKE, thing("Policy", "关于促进消费的若干意见", "望政发〔2023〕5号")),
        page("b.txt", HILL, thing("Policy", "望湖区促进消费意见", "望政发〔2023〕5号")),
    ]
    assert sum(n.type == "Policy" for n in resolve(pages).nodes) == 1


def test_a_policy_belongs_to_its_issuer() -> None:
    policy = thing("Policy", "工业强基三十条")
    pages = [
        page("a.txt", LAKE, CITY, policy, facts=[(CITY, "issues", policy, "")]),
        page("b.txt", HILL, CITY, policy, facts=[(CITY, "issues", policy, "")]),
        page("c.txt", HILL, policy),
    ]
    found = sorted(n.documents for n in resolve(pages).nodes if n.type == "Policy")
    assert found == [("a.txt", "b.txt"), ("c.txt",)]


def test_namesakes_of_two_types_have_two_addresses() -> None:
    pages = [
        page("a.txt", LAKE, thing("Zone", "望湖新城"), thing("Project", "望湖新城")),
        page("b.txt", LAKE, thing("Zone", "望湖新城")),
    ]
    found = {n.type: n.iri.rpartition("/")[2] for n in resolve(pages).nodes if n.label == "望湖新城"}
    assert found == {"Zone": "990113-望湖新城", "Project": "990113-望湖新城-Project"}


def test_an_alias_of_several_is_listed_by_none_but_an_areas_stem_stays_its_own() -> None:
    zone = thing("Zone", "望湖经济开发区", "开发区", "望湖")
    pages = [page("a.txt", LAKE, zone), page("b.txt", HILL, thing("Zone", "青山工业园", "开发区"))]
    found = resolve(pages)
    assert node(found, "望湖经济开发区").aliases == ()
    assert node(found, "青山工业园").aliases == ()
    assert node(found, "望湖区").aliases == ("望湖",)


def test_two_documents_of_one_name_are_refused() -> None:
    pages = [page("a.txt", LAKE), page("a.txt", LAKE, CITY)]
    with pytest.raises(ValueError, match=r"a\.txt"):
        resolve(pages)


def test_cooperation_is_one_claim_in_either_order() -> None:
    one, other = thing("Enterprise", "轻羽集团"), thing("Institution", "省立大学")
    pages = [
        page("a.txt", LAKE, one, other, facts=[(one, "cooperatesWith", other, "")]),
        page("b.txt", LAKE, one, other, facts=[(other, "cooperatesWith", one, "")]),
    ]
    [claim] = resolve(pages).claims
    assert {m.document for m in claim.marks} == {"a.txt", "b.txt"}


NAMES = st.sampled_from(
    ["轻羽集团", "轻羽新材料股份有限公司", "人民医院", "王伟", "区委", "中共望湖区委", "望湖新城", "青山新城"]
)
TYPES = st.sampled_from(["Enterprise", "Institution", "Person", "GovernmentBody", "Zone", "Policy"])
THINGS = st.builds(lambda t, n, a: thing(t, n, *a), TYPES, NAMES, st.lists(NAMES, max_size=2).map(tuple))
PAGES = st.lists(
    st.tuples(st.sampled_from([LAKE, HILL, CITY, None]), st.lists(THINGS, max_size=4, unique_by=lambda e: e.id)),
    max_size=5,
)


@given(PAGES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_never_matters(drawn: list[tuple[Entity | None, list[Entity]]], chance: random.Random) -> None:
    pages = [page(f"{i}.txt", home, *things) for i, (home, things) in enumerate(drawn)]
    expected = knowledge(*pages)
    mixed = pages[:]
    chance.shuffle(mixed)
    assert knowledge(*mixed) == expected
    iris = [n.iri for n in expected.nodes]
    assert iris == sorted(set(iris))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("“红丰创新带”产业社区", "红丰创新带产业社区"),
        ("大运河国家文化公园（临平段）", "大运河国家文化公园-临平段"),
        ("ＡＢＣ·城", "ABC-城"),
    ],
)
def test_slugs(name: str, wanted: str) -> None:
    assert slug(name) == wanted


@given(st.text(min_size=1, max_size=20))
def test_a_slug_is_never_empty_and_is_legal(name: str) -> None:
    assert slug(name)
    assert not set(slug(name)) & set(' <>"{}|\\^`/#?%')


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("临平区", "临平"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("塘栖镇", "塘栖"),
        ("新疆维吾尔自治区", "新疆"),
    ],
)
def test_stems(name: str, wanted: str) -> None:
    assert stem(name) == wanted


def test_what_lies_inside_what() -> None:
    assert inside("330113007", "330113")
    assert inside("330113", "330100")
    assert inside("330113", "330000")
    assert not inside("330113", "330200")
    assert not inside("330100", "330113")
    assert trunk("330100") == "3301"


def test_names_that_tell_and_names_that_do_not() -> None:
    assert [is_telling(n) for n in ("春风动力", "公司", "全区", "该行", "我市", "开发区")] == [True] + [False] * 5
    assert is_national("GovernmentBody", "工业和信息化部")
    assert is_national("GovernmentBody", "中共中央宣传部")
    assert is_national("GovernmentBody", "海关总署")
    assert not is_national("GovernmentBody", "宣传部")
    assert is_national("Honor", "国家级生态村")
    assert not is_national("Zone", "国家级经济技术开发区")
    assert plain("“数智 临平”·A") == plain("数智临平a")


def test_a_name_that_opens_with_an_area_is_of_that_area_in_any_page() -> None:
    hospital = thing("Institution", "常德市第一人民医院")
    pages = [page("a.txt", LAKE, hospital), page("b.txt", HILL, hospital), page("c.txt", None, hospital)]
    [found] = [n for n in resolve(pages).nodes if n.type == "Institution"]
    assert found.iri.endswith("/entity/430700-常德市第一人民医院")


def test_what_has_one_meaning_everywhere_is_one() -> None:
    for type_, name in (
        ("Event", "广交会"),
        ("Zone", "雄安新区"),
        ("Facility", "京沪高速"),
        ("GovernmentBody", "海关总署"),
    ):
        pages = [page("a.txt", LAKE, thing(type_, name)), page("b.txt", HILL, thing(type_, name))]
        assert len([n for n in resolve(pages).nodes if n.type == type_]) == 1, name


@pytest.mark.parametrize(("type_", "name"), [("Facility", "环城高速"), ("Facility", "城际铁路"), ("Zone", "滨江新城")])
def test_what_many_places_have_is_several(type_: str, name: str) -> None:
    pages = [page("a.txt", LAKE, thing(type_, name)), page("b.txt", HILL, thing(type_, name))]
    assert len([n for n in resolve(pages).nodes if n.type == type_]) == 2


def test_schools_and_zones_meet_under_their_usual_short_forms() -> None:
    school, zone = thing("Institution", "望湖区第一中学"), thing("Zone", "望湖高新技术产业开发区")
    short = (thing("Institution", "望湖一中"), thing("Zone", "望湖高新区"))
    found = resolve([page("a.txt", LAKE, school, zone), page("b.txt", LAKE, *short)])
    assert {n.label for n in found.nodes if not n.code} == {"望湖区第一中学", "望湖高新技术产业开发区"}


def test_short_forms_join_nothing_over_a_third() -> None:
    one, other = thing("Enterprise", "轻羽集团"), thing("Enterprise", "轻羽公司")
    pages = [
        page("a.txt", LAKE, thing("Enterprise", "青州轻羽新材料股份有限公司", "轻羽集团", "轻羽公司")),
        page("b.txt", LAKE, one, other, facts=[(one, "cooperatesWith", other, "")]),
    ]
    found = resolve(pages)
    assert len([n for n in found.nodes if n.type == "Enterprise"]) == 3
    assert [c.predicate for c in found.claims] == ["cooperatesWith"]


def test_who_leads_the_state_is_one_person_with_or_without_the_post() -> None:
    leader, state = thing("Person", "周国平"), thing("GovernmentBody", "国务院")
    pages = [
        page("a.txt", None, leader, state, facts=[(leader, "holdsPost", state, "国务院总理")]),
        page("b.txt", LAKE, leader),
    ]
    [found] = [n for n in resolve(pages).nodes if n.type == "Person"]
    assert found.documents == ("a.txt", "b.txt")
