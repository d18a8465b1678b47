"""What is called after somebody: brands before projects, bodies before sessions, areas before ceremonies."""

from kg.model import Reading, Source
from kg.pipeline import process


def read(text: str) -> Reading:
    return process(Source("page.txt", text.encode()))


def said(text: str, predicate: str) -> set[tuple[str, str, str]]:
    reading = read(text)
    known = {e.id: e.name for e in reading.linked.entities}
    return {(known[r.subject], known[r.object], r.state) for r in reading.relations if r.predicate == predicate}


def test_a_brand_says_whose_the_project_is() -> None:
    page = "岚合科技签约\n位于昆山市的江苏岚合科技股份有限公司业绩增长。去年9月，岚合传感器项目在昆山市开工。"
    assert ("江苏岚合科技股份有限公司", "岚合传感器项目", "actual") in said(page, "undertakes")


def test_a_brand_of_two_companies_says_nothing() -> None:
    page = "岚合消息\n江苏岚合科技有限公司和江苏岚合物流有限公司参会。岚合传感器项目在昆山市开工。"
    assert not {s for s, o, _ in said(page, "undertakes") if s.endswith("公司")}


def test_who_only_invests_does_not_build() -> None:
    page = "集中签约\n昆山市签约的岚合传感器项目由江苏岚合科技有限公司投资，总投资5亿元。"
    assert ("江苏岚合科技有限公司", "岚合传感器项目", "actual") in said(page, "investsIn")
    assert not {s for s, o, _ in said(page, "undertakes") if s.endswith("公司")}


def test_a_standing_committee_holds_its_session() -> None:
    page = "昆山市人大常委会消息\n昆山市第十七届人民代表大会常务委员会召开第十次会议，市人大常委会主任陈大江主持。"
    held = {(s, o) for s, o, _ in said(page, "organizes")}
    assert (
        "昆山市人民代表大会常务委员会",
        "昆山市第十七届人民代表大会常务委员会第十次会议",
    ) in held


def test_an_area_holds_the_ceremony_called_after_it() -> None:
    page = "昆山市新闻\n8月10日，昆山市2024年第三季度重点项目集中开工仪式在昆山开发区举行。"
    assert {(s, o) for s, o, _ in said(page, "organizes")} == {("昆山市", "昆山市2024年第三季度重点项目集中开工仪式")}


def test_a_named_host_comes_before_the_area_in_the_name() -> None:
    page = "昆山市新闻\n昆山市文化和旅游局在淀山湖镇举办了昆山市首届菱角文化节。"
    assert {s for s, _, _ in said(page, "organizes")} == {"昆山市文化和旅游局"}


def test_a_line_named_by_two_ends_lies_in_neither() -> None:
    page = "铁路消息\n巴南高铁全长148公里，预计今年通车。巴南区聚焦数字经济。"
    assert not {o for s, o, _ in said(page, "locatedIn") if s == "巴南高铁"}


def test_an_areas_brand_before_a_school_is_no_place() -> None:
    assert not said("昆山教育\n昆山市第二中学获评全国文明校园。", "locatedIn")
