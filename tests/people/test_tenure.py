"""When posts began and ended, on whole small pages. The pages are invented."""

import pytest

from kg.entities.link import link
from kg.facts.posts import posts
from kg.mentions.spot import spot
from kg.model import Source
from kg.text import read

HEAD = "桐庐县召开全县大会\n"


def tenures(text: str, day: str | None = "2023-05-12") -> set[tuple[str, str, str, str, str]]:
    document = read(Source("page.txt", text.encode(), date=day))
    linked = link(document, spot(document))
    names = {e.id: e.name for e in linked.entities}
    held = (r for r in posts(document, linked) if r.predicate == "holdsPost")
    return {(names[r.subject], r.title, r.state, r.begin, r.end) for r in held}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年5月10日，县人大常委会决定任命孙三山为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "2021-05-10", "")),
        ("5月10日，县人大常委会决定任命孙三山为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "2023-05-10", "")),
        ("去年3月，孙三山当选为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "2022-03", "")),
        ("2021年5月10日，决定免去李四海的桐庐县财政局局长职务。", ("李四海", "财政局局长", "ended", "", "2021-05-10")),
        ("2022年1月，周文湖辞去桐庐县人民政府县长职务。", ("周文湖", "县长", "ended", "", "2022-01")),
        ("孙三山2019年3月起任桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "2019-03", "")),
        ("孙三山，男，1980年3月生，当选为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "", "")),
        ("10月8日，决定任命孙三山为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "", "")),
        ("2021年5月10日，桐庐县人民政府副县长孙三山主持会议。", ("孙三山", "副县长", "actual", "", "")),
        ("2021年5月，孙三山、李四海赴京，后来孙三山当选为桐庐县人民政府副县长。", ("孙三山", "副县长", "actual", "", "")),
    ],
)  # fmt: skip
def test_the_date_beside_the_verb(text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert tenures(HEAD + text) == {expected}


def test_a_list_of_appointments_stands_under_its_decision() -> None:
    text = (
        "桐庐县人大常委会任免名单\n（2021年6月30日桐庐县第十七届人大常委会第三次会议通过）\n任命：\n"
        "孙三山为桐庐县财政局局长；\n免去：\n李四海的桐庐县财政局局长职务。\n"
    )
    assert tenures(text) == {
        ("孙三山", "财政局局长", "actual", "2021-06-30", ""),
        ("李四海", "财政局局长", "ended", "", "2021-06-30"),
    }
