"""Posts in a vita: lines that begin with years, and sentences that go on about the one whose life is told."""

from __future__ import annotations

import pytest

from kg.model import Source
from kg.pipeline import process

HEAD = "清河县人大常委会任命李文强为副县长（附简历）\n"


def held(text: str) -> list[str]:
    """`person title@body state begin/end` of each post."""
    reading = process(Source("notice.txt", (HEAD + text).encode()))
    names = {e.id: e.name for e in reading.linked.entities}
    relations = [r for r in reading.relations if r.predicate == "holdsPost" and r.evidence.anchor.start >= len(HEAD)]
    return [f"{names[r.subject]} {r.title}@{names[r.object]} {r.state} {r.begin}/{r.end}" for r in relations]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2011.08—2016.04　隆尧县固城镇党委书记", ["镇党委书记@隆尧县固城镇党委 ended 2011-08/2016-04"]),
        ("2011年8月至2016年4月，任隆尧县教育局副局长。", ["教育局副局长@隆尧县教育局 ended 2011-08/2016-04"]),
        ("2024.03—　　　清河县卫生健康局党组书记", ["党组书记@清河县卫生健康局党组 actual 2024-03/"]),
        ("2024.03--至今  清河县卫生健康局局长", ["卫生健康局局长@清河县卫生健康局 actual 2024-03/"]),
        ("1997.09—2001.07　河北工业大学机械工程学院学习", []),
    ],
)
def test_a_line_with_years_tells_of_the_one_in_the_heading(line: str, wanted: list[str]) -> None:
    text = (
        f"李文强同志简历\n李文强，男，汉族，1978年9月生，河北隆尧县人。\n1994.09—1997.07　隆尧县师范学校学习\n{line}\n"
    )
    found = held(text)
    assert [row.removeprefix("李文强 ").replace("@中共", "@") for row in found] == wanted


def test_the_paragraph_of_a_vita_goes_on_about_its_person() -> None:
    text = "李文强，男，汉族，1978年9月生。2001年7月参加工作，曾任隆尧县教育局科员、副局长，邢台市教育局副局长。"
    assert sorted(row.split()[1:3] for row in held(text)) == [
        ["副局长@隆尧县教育局", "ended"],
        ["教育局副局长@邢台市教育局", "ended"],
        ["教育局科员@隆尧县教育局", "ended"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "李文强同志简历\n李文强，男。\n县委书记王立新出席会议。\n2011.08—2016.04　隆尧县教育局副局长",
        "李文强在乡镇检查教育工作。\n2011.08—2016.04　隆尧县教育局副局长",
        "李文强，男，汉族，1978年9月生。\n会议要求，曾任隆尧县教育局副局长的同志要带头。",
    ],
)
def test_without_a_vita_in_force_a_line_tells_of_nobody(text: str) -> None:
    assert not [row for row in held(text) if "教育局" in row]
