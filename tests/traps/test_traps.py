"""What taggers, gazetteers and other builders get wrong on such pages: spoilt names, words cut in two, masked pages."""

import pytest

from kg.model import Reading, Source
from kg.pipeline import process

HOME = "临平区2021年工作报告\n临平区召开会议，总结2021年工作。"


def read(text: str) -> Reading:
    return process(Source("page.txt", text.encode()))


def names(reading: Reading, *types: str) -> set[str]:
    """Names of the entities of these types, of all without one."""
    return {e.name for e in reading.linked.entities if not types or e.type in types}


def said(reading: Reading) -> set[tuple[str, str, str]]:
    known = {e.id: e.name for e in reading.linked.entities}
    return {(known[r.subject], r.predicate, known[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("临平区争当示范县排头兵。", "范县"),
        ("临平区提升亚运城市形象。", "运城市"),
        ("临平区推进运河北片开发。", "河北省"),
        ("临平区与企业开展合作。", "合作市"),
        ("临平区改造老城区道路。", "城区"),
        ("临平区优化产业格局，推动企业向高新区集聚。", "高新区"),
    ],
)
def test_a_word_cut_in_two_is_no_area(sentence: str, wrong: str) -> None:
    areas = names(read(f"{HOME}\n{sentence}"), "Province", "City", "District", "Town")
    assert "临平区" in areas
    assert wrong not in areas


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("弘扬大禹精神，获评大禹杯。", "大禹"),
        ("以奋楫者先的姿态开拓前行。", "奋楫"),
        ("高度重视安全生产工作。", "高度重"),
    ],
)
def test_a_word_is_no_person(sentence: str, person: str) -> None:
    assert person not in names(read(f"{HOME}\n{sentence}"), "Person")


def test_a_post_is_no_part_of_the_name() -> None:
    reading = read(f"{HOME}\n区委书记陈小根作报告。")
    assert names(reading, "Person") == {"陈小根"}
    assert ("陈小根", "holdsPost", "中共临平区委") in said(reading)


def test_a_quotation_ends_the_name() -> None:
    reading = read(f"{HOME}\n临平区升级“金穗宝”数字化平台，惠及小微企业。")
    assert names(reading, "Product") == {"金穗宝"}
    assert not names(reading, "Enterprise", "Institution")


def test_a_link_to_a_share_price_is_no_company() -> None:
    assert not names(read(f"{HOME}\n临平区增强创新驱动力(bj838275)，加快转型。"), "Enterprise")


def test_a_spoilt_name_is_no_other_area() -> None:
    spun = read("武昌大米飘香\n金秋时节，黑龙江省哈尔滨市武昌市的稻田一片金黄。武昌大米远销全国。")
    assert names(spun, "Province", "City", "District") == {"黑龙江省", "哈尔滨市"}
    real = read("武昌区新闻\n武昌区召开会议，武昌市民出行更方便。")
    assert names(real, "District") == {"武昌区"}


def test_a_page_without_its_area_has_none() -> None:
    reading = read("工作简报\n我区召开经济工作会议。我区聚焦数字经济，获评全国文明城区。全区经济平稳。")
    assert not names(reading, "Province", "City", "District", "Town")
    assert not said(reading)


@pytest.mark.parametrize("masked", ["XX县", "某某县", "××县"])
def test_a_masked_area_receives_nothing_and_lends_nothing(masked: str) -> None:
    reading = read(f"工作总结\n20xx年，{masked}获评全国文明城市，引进项目xx个，县长XXX主持会议。临平区获评国家卫生区。")
    assert said(reading) == {("临平区", "receives", "国家卫生区")}
    assert not names(reading, "Person")


def test_a_homonym_without_its_city_has_no_code() -> None:
    assert not {e.code for e in read("鼓楼区召开会议\n鼓楼区举办招商大会。").linked.entities if e.code}
    codes = {e.name: e.code for e in read("长春市新闻\n长春市朝阳区举办招商大会。").linked.entities}
    assert codes["朝阳区"] == "220104"


def test_a_traditional_page_says_the_same() -> None:
    plain = "临平区新闻\n2021年，杭州市临平区聚焦生命健康产业，塘栖镇举办菱角节。"
    traditional = "臨平區新聞\n2021年，杭州市臨平區聚焦生命健康產業，塘棲鎮舉辦菱角節。"
    assert said(read(traditional)) == said(read(plain)) != set()


def test_an_advertisement_between_sentences_says_nothing() -> None:
    page = "{0}\n临平区聚焦数字经济。{1}\n塘栖镇举办菱角节。"
    advert = "\n点击下载客户端，买房就选阳光花园，热线400-000-0000。"
    assert said(read(page.format(HOME, advert))) == said(read(page.format(HOME, "")))


def test_the_ministry_of_another_state_is_not_ours() -> None:
    reading = read("会议消息\n出席会议的有，瑞士前联邦主席兼财政部长毛雷尔，欧洲央行行长拉加德，我国外交部长王毅。")
    held = {(s, o) for s, p, o in said(reading) if p == "holdsPost"}
    assert not {o for _, o in held} & {"财政部", "中国人民银行"}


def test_what_another_place_builds_is_not_the_home_areas() -> None:
    reading = read(f"{HOME}\n会议消息：重庆至万州高速铁路全线控制性工程青岭隧道顺利贯通。")
    assert not {s for s, p, _ in said(reading) if p == "undertakes"} & {"临平区"}
