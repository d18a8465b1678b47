"""Tables: headings give indicator, unit, measure and period, the row's name its subject or branch."""

from __future__ import annotations

from kg.facts.observe import observe
from kg.model import Entity, Linked, Mention, Source, Span
from kg.text import read

HOME = Entity("area:330999", "District", "青山区", (), "330999")


def rows(table: list[list[str]], caption: str = "", named: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """subject, indicator, value with unit, measure, period of each figure; `named` are entities in the table."""
    head, *body = ["".join(f"<td>{cell}</td>" for cell in row) for row in table]
    html = f"<h1>青山区统计数据</h1><p>青山区统计局近日公布了全区主要数据，总体运行平稳。</p><table><caption>{caption}</caption>"
    html += f"<tr>{head.replace('td>', 'th>')}</tr>" + "".join(f"<tr>{row}</tr>" for row in body) + "</table>"
    document = read(Source("a.html", f"<html><body>{html}</body></html>".encode()))
    entities = tuple(Entity(f"Zone:{name}", "Zone", name) for name in named)
    found = [(document.text.find(e.name), e) for e in entities]
    mentions = tuple(Mention(Span(at, at + len(e.name)), e.type, "test", e.name, e.id) for at, e in sorted(found))
    given, _ = observe(document, Linked((HOME, *entities), mentions, HOME.id))
    names = {e.id: e.name for e in (HOME, *entities)}
    return [(names[o.subject], o.indicator, f"{o.printed}{o.unit}", o.measure, o.period) for o in given]


def test_branches_under_a_quantity() -> None:
    table = [["行业", "增加值（亿元）", "比上年增长（%）"], ["工业", "80.5", "6.1"], ["建筑业", "12.3", "-1.0"]]
    assert rows(table, "2021年分行业增加值") == [
        ("青山区", "工业增加值", "80.5亿元", "level", "2021"),
        ("青山区", "工业增加值", "6.1%", "yoy_growth", "2021"),
        ("青山区", "建筑业增加值", "12.3亿元", "level", "2021"),
        ("青山区", "建筑业增加值", "-1.0%", "yoy_growth", "2021"),
    ]


def test_years_down_the_side() -> None:
    table = [["年份", "常住人口（万人）", "增速（%）"], ["2020年", "35.2", "1.1"], ["2021年", "36.0", "2.3"]]
    assert rows(table) == [
        ("青山区", "常住人口", "35.2万人", "level", "2020"),
        ("青山区", "常住人口", "1.1%", "yoy_growth", "2020"),
        ("青山区", "常住人口", "36.0万人", "level", "2021"),
        ("青山区", "常住人口", "2.3%", "yoy_growth", "2021"),
    ]


def test_years_along_the_top_and_a_column_of_units() -> None:
    table = [["指标", "单位", "2022年", "2021年", "增长（%）"], ["财政收入", "亿元", "9.1", "8.8", "3.4"]]
    assert rows(table) == [
        ("青山区", "财政收入", "9.1亿元", "level", "2022"),
        ("青山区", "财政收入", "8.8亿元", "level", "2021"),
        ("青山区", "财政收入", "3.4%", "yoy_growth", "2022"),
    ]


def test_a_row_that_is_measured_itself() -> None:
    table = [["园区", "企业数（家）", "总投资（亿元）"], ["云湖产业园", "28", "超40"], ["合计", "28", "—"]]
    assert rows(table, named=("云湖产业园",)) == [
        ("云湖产业园", "企业数", "28家", "level", ""),
        ("云湖产业园", "总投资", "40亿元", "level", ""),
        ("青山区", "企业数", "28家", "level", ""),
    ]


def test_no_unit_no_row() -> None:
    assert rows([["名称", "编号"], ["甲", "12"], ["乙", "15"]]) == []


def test_a_table_printed_as_lines() -> None:
    text = "2023年青山区统计公报\n青山区统计局发布公报如下，全区运行平稳。\n指标 单位 绝对值 比上年增长（%）\n工业增加值 亿元 51.2 6.2\n"
    document = read(Source("a.txt", text.encode()))
    given, _ = observe(document, Linked((HOME,), (), HOME.id))
    assert [(o.indicator, f"{o.printed}{o.unit}", o.measure, o.period) for o in given] == [
        ("工业增加值", "51.2亿元", "level", "2023"),
        ("工业增加值", "6.2%", "yoy_growth", "2023"),
    ]


def test_a_column_of_growth_that_names_what_grew() -> None:
    table = [["园区", "产值总量（亿元）", "固定资产投资增速（%）"], ["云湖产业园", "28.1", "-6.4"]]
    assert rows(table, "2021年各园区情况", named=("云湖产业园",)) == [
        ("云湖产业园", "产值", "28.1亿元", "level", "2021"),
        ("云湖产业园", "固定资产投资", "-6.4%", "yoy_growth", "2021"),
    ]


def test_branches_whose_growth_alone_is_given() -> None:
    table = [["行业", "增加值增速（%）"], ["采矿业", "3.2"], ["制造业增加值", "4.1"]]
    assert rows(table, "2021年工业") == [
        ("青山区", "采矿业增加值", "3.2%", "yoy_growth", "2021"),
        ("青山区", "制造业增加值", "4.1%", "yoy_growth", "2021"),
    ]


def test_ranks_stand_for_the_column_before_them() -> None:
    table = [
        ["指标", "总量（亿元）", "全市排名", "增速（%）", "全市排名"],
        ["地区生产总值", "512.3", "3", "5.1", "2"],
        ["民间投资", "—", "—", "8.8", "1"],
    ]
    assert rows(table, "2022年主要指标") == [
        ("青山区", "地区生产总值", "512.3亿元", "level", "2022"),
        ("青山区", "地区生产总值", "3位", "rank", "2022"),
        ("青山区", "地区生产总值", "5.1%", "yoy_growth", "2022"),
        ("青山区", "地区生产总值增速", "2位", "rank", "2022"),
        ("青山区", "民间投资", "8.8%", "yoy_growth", "2022"),
        ("青山区", "民间投资增速", "1位", "rank", "2022"),
    ]


def test_what_is_planned_and_how_fast_it_grows_until_then() -> None:
    table = [
        ["指标", "单位", "2020年实际", "2025年目标", "年均增长（%）"],
        ["地区生产总值", "亿元", "420", "600", "7.4"],
    ]
    assert rows(table) == [
        ("青山区", "地区生产总值", "420亿元", "level", "2020"),
        ("青山区", "地区生产总值", "600亿元", "level", "2025"),
        ("青山区", "地区生产总值", "7.4%", "avg_growth", "2020/2025"),
    ]


def test_a_month_and_the_year_so_far() -> None:
    table = [["指标", "本月", "累计", "上年同期"], ["用电量（万千瓦时）", "820", "7310", "7100"]]
    assert rows(table, "2022年9月用电情况") == [
        ("青山区", "用电量", "820万千瓦时", "level", "2022-09"),
        ("青山区", "用电量", "7310万千瓦时", "level", "2022-01/2022-09"),
        ("青山区", "用电量", "7100万千瓦时", "level", "2021-09"),
    ]
    assert rows(table[:2], "2022年用电情况") == [
        ("青山区", "用电量", "7310万千瓦时", "level", "2022"),
        ("青山区", "用电量", "7100万千瓦时", "level", "2021"),
    ]


def test_parts_and_shares_of_people() -> None:
    table = [["指标", "2022年（万人）", "比重（%）"], ["常住人口", "88.2", "100.0"], ["其中：城镇", "60.1", "68.1"]]
    assert rows(table)[2:] == [
        ("青山区", "城镇常住人口", "60.1万人", "level", "2022"),
        ("青山区", "城镇常住人口占比", "68.1%", "share", "2022"),
    ]


def test_lines_take_the_unit_and_the_time_of_their_caption() -> None:
    text = "青山区月报\n附表  2023年1—10月部分指标（单位：亿元、%）\n指标          总量      同比增速\n税收收入      46.8      -1.5\n"
    document = read(Source("a.txt", text.encode()))
    given, _ = observe(document, Linked((HOME,), (), HOME.id))
    assert [(o.indicator, f"{o.printed}{o.unit}", o.measure, o.period) for o in given] == [
        ("税收收入", "46.8亿元", "level", "2023-01/2023-10"),
        ("税收收入", "-1.5%", "yoy_growth", "2023-01/2023-10"),
    ]
