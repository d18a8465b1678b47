"""Tables -> drafts: headings give indicator, unit, measure and period of a cell, the row's name its subject or branch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kg.facts.indicators import clean
from kg.mentions.numerals import WIDE, number
from kg.mentions.periods import periods
from kg.mentions.units import units
from kg.model import Document, Span, Table
from kg.rules import regex as re
from kg.text.fold import simplified


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A figure of a table. `label` is the cell that names its row, `row` the index in `Table.rows`; `head` is the
    column's heading without its unit; `period` "" where neither heading nor row names one. `reach`: what part of the
    table's period it covers (month, to-date, last: the same time a year before), "" if all; `planned`: only a target."""

    value: Decimal
    printed: str
    unit: str
    bound: str
    measure: str
    indicator: str
    period: str
    head: str
    label: Span
    cell: Span
    row: int
    total: bool
    reach: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    unit: str
    measure: str
    period: str
    kind: str  # level, generic (绝对值), count (项目数), growth, share, rank, text
    reach: str = ""
    planned: bool = False


_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,8})\s*[）)]\s*$")
_CELL = re.compile(
    r"(?P<bound>超过?|近|约|逾|不足)?\s*(?P<value>[-－−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>[^\d\s（(]{0,8})(?P<more>以上|左右)?"
)
_BOUNDS = {
    "超": "gt",
    "超过": "gt",
    "逾": "gt",
    "近": "approx",
    "约": "approx",
    "不足": "lt",
    "以上": "gt",
    "左右": "approx",
}
_GROWTH = re.compile(r"增长|增速|增幅|增减|同比|涨跌|±|[比较]上年(?!同期$|末$)|[比较]去年(?!同期$)|升降|涨幅|降幅")
_AVERAGE = re.compile(r"年均|两年平均")
_GENERIC = re.compile(
    r"^(?:绝对值|绝对数|绝对量|总量|数值|指标值|完成数|完成值|实绩|本期|本月|累计|当月|数量|总数|合计|数据|全年|本年|期末数|金额|完成情况|实际完成|实际数|全市|全区|全县|实际值?|现状值?|基期值?|目标值?|规划目标|预期目标|预期值?|计划数?|完成|实绩值?|同期数?|上年数|本年数)?$"
)
_GROWN = re.compile(
    r"(?:比上年|较上年|按?可比价|名义|累计)?(?:同比)?(?:增长|增速|增幅|涨跌|升降|涨幅|增减|±|同比|比上年)(?:率|幅度?|速度|情况)?|[±%％（）()\s]"
)
_REACHES = {"month": re.compile("本月|当月|本期数"), "to-date": re.compile("累计|年初至今|本年累计")}
_LAST = re.compile("上年同期|去年同期|上年(?:实际|实绩|数|累计)|^同期")
_PLANNED = re.compile("目标|规划|计划(?!总?投资)|预期|预计")
_GROUPED = re.compile(r"(?<=..)(?:绝对值|绝对数|绝对量|总量|数值|完成值|实绩|累计|本月|当月)$")
_COUNT = re.compile(r"(?:项目数|个数|数量|户数|家数|人数|数)$")
_NAME_ROW = re.compile(r"指标|项目|类别|行业|领域|名称|地区|区域|单位|功能区|镇街|乡镇|企业|年份|分类|内容")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_TOTALS = ("合计", "总计", "总 计", "合 计", "小计")


def read_table(document: Document, table: Table, year: str = "") -> list[CellDraft]:
    """Every figure of a table whose headings say what it measures; nothing if they do not. `year`: what 1-9月 in a heading
    lies in."""
    text = simplified(document.text)
    rows = [[text[c.span.start : c.span.end].strip() for c in row] for row in table.rows]
    depth = _depth(table, rows)
    if not depth or len(rows) <= depth or len(rows[0]) < 2:
        return []
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    common = _common_unit(caption)
    columns = [_column([row[j] for row in rows[:depth]], common, document.date, year) for j in range(len(rows[0]))]
    columns = _dated(columns)
    label = _label_at(columns, rows[depth:])
    made: list[CellDraft] = []
    parent = ""
    for i in range(depth, len(rows)):
        name = _named(rows[i][label], parent)
        parent = parent if name != rows[i][label] or "其中" in name else re.sub(r"[（(].*", "", _bare(name))
        made += _read_row(
            table, [*rows[i][:label], name, *rows[i][label + 1 :]], columns, i, label, caption, document.date
        )
    return made


def _depth(table: Table, rows: list[list[str]]) -> int:
    """How many rows are headings: those marked so, else a first row without figures."""
    depth = 0
    for row, cells in zip(rows, table.rows, strict=True):
        marked = sum(c.heading for c in cells) * 2 > len(cells)
        if not marked or (
            depth and sum(_CELL.fullmatch(t) is not None and not _YEAR.fullmatch(t) for t in row) * 2 > len(row)
        ):
            break
        depth += 1
    if depth == 0 and rows and not any(_CELL.fullmatch(t) and not _YEAR.fullmatch(t) for t in rows[0]):
        return 1
    return min(depth, 3)


_BESIDE = ("growth", "share", "rank")
"""Columns that tell more of the figures beside them."""


def _dated(columns: list[_Column]) -> list[_Column]:
    """A growth, share or rank without a time of its own is that of the latest year among the columns, a mean growth that of all."""
    years = sorted({c.period for c in columns if c.period})
    whole = f"{years[0]}/{years[-1]}" if len(years) > 1 and all(len(y) == 4 for y in years) else ""
    planned = any(c.planned for c in columns)
    made = []
    for c in columns:
        if c.kind == "growth" and not c.period and c.measure == "avg_growth":
            made.append(replace(c, period=whole, planned=planned))
        else:
            made.append(replace(c, period=years[-1]) if c.kind in _BESIDE and not c.period and years else c)
    return made


def _label_at(columns: list[_Column], body: list[list[str]]) -> int:
    """Which column names the rows: the first that is no running number."""
    for j in range(len(columns) - 1):
        if columns[j].head in ("序号", "编号", "排序") or all(re.fullmatch(r"\d{1,3}", row[j]) for row in body):
            continue
        return j
    return 0


def _common_unit(caption: str) -> str:
    m = re.search(r"单位[:：]\s*([^\s，,；;）)、]{1,8})", caption)
    return m[1] if m else ""


def _column(parts: list[str], common: str, reference: str | None, year: str) -> _Column:
    """What a column's headings say; a heading over several columns comes first."""
    joined = "".join(dict.fromkeys(p for p in parts if p))
    reach = next((r for r, words in _REACHES.items() if words.search(joined)), "")
    reach = "last" if _LAST.search(joined) else reach
    joined = _LAST.sub("", joined)
    m = _UNIT.search(joined)
    unit = m[1] if m and _is_unit(m[1]) else ""
    if m and not unit and (scaled := _SCALED.search(joined)):
        unit = m[1] + scaled[1]
    head = joined[: m.start()] if m and unit else joined
    named = [p for p in periods(head, reference, year) if p.kind == "time"]
    bare = head
    for p in reversed(named):
        bare = bare[: p.span.start] + bare[p.span.end :]
    times = [p for p in named if p.iso]
    bare = _GROUPED.sub("", bare.strip("的 "))
    measure, kind = _measure(bare, unit)
    own = unit or (common if kind in ("level", "generic") else "")
    planned = _PLANNED.search(head) is not None and kind in ("generic", "level")
    return _Column(bare, own, measure, times[-1].iso if times else "", kind, reach, planned)


_SCALED = re.compile(r"(人次|户次|人|户|吨|亩|辆|件|台|头|只|元|千瓦时)[（(][百千万亿]+[）)]\s*$")


def _is_unit(word: str) -> bool:
    return word in ("位", "名", "%", "％", "±%", "%）") or any(word.endswith(u) for u in units())


def _measure(head: str, unit: str) -> tuple[str, str]:
    if _AVERAGE.search(head):
        return "avg_growth", "growth"
    if "环比" in head or "比年初" in head:
        return "change", "growth"
    if _GROWTH.search(head) and "新增" not in head:
        return "yoy_growth", "growth"
    if re.search(r"占比|比重|占.*%", head):
        return "share", "share"
    if re.search(r"名次|排名|位次|排序", head):
        return "rank", "rank"
    if _GENERIC.match(head):
        return "level", "generic"
    return "level", "count" if _COUNT.search(head) else "level"


def _read_row(
    table: Table, row: list[str], columns: list[_Column], i: int, label: int, caption: str, reference: str | None
) -> list[CellDraft]:
    name = row[label]
    if not name or (_CELL.fullmatch(name) and not _YEAR.fullmatch(name)):
        return []
    label_unit = ""
    if m := _UNIT.search(name):
        label_unit = m[1] if _is_unit(m[1]) else ""
        name = name[: m.start()] if label_unit else name
    unit_at = next((j for j, c in enumerate(columns) if c.head in ("单位", "计量单位")), None)
    row_unit = row[unit_at] if unit_at is not None else label_unit
    year = (
        next((p.iso for p in periods(name if "年" in name else name + "年", reference) if p.iso), "")
        if _YEAR.match(name)
        else ""
    )
    made: list[CellDraft] = []
    last = head = ""
    before = ""
    for j in range(label + 1, len(row)):
        if j == unit_at or table.rows[i][j].span == table.rows[i][j - 1].span:
            continue
        column = _of_row(columns[j], name, row_unit)
        found = _cell(row[j].translate(WIDE), column, row_unit)
        if not found:
            continue
        value, printed, unit, bound = found
        indicator = _indicator(name, column, last, bool(year), caption)
        if column.kind == "rank" and _PLAIN_RANK.fullmatch(column.head) and not _RANKING.search(caption):
            indicator = (last or _bare(name)) + ("增速" if before == "growth" else "")
        before = column.kind
        if not indicator:
            continue
        level = column.kind not in ("growth", "share", "rank")
        measured = column.head if level else _grown(column) or head
        last, head = (indicator, column.head) if level else (last, head)
        made.append(
            CellDraft(value, printed, unit, bound, column.measure, indicator, column.period or year, measured,
                      table.rows[i][label].span, table.rows[i][j].span, i, name in _TOTALS, column.reach, column.planned)
        )  # fmt: skip
    return made


_RANKING = re.compile("榜|百强|排行|前十")
_PLAIN_RANK = re.compile("(?:[在居]?全?[国省市区县州])?(?:内|各[县市区]+)?(?:的)?(?:排名|位次|名次|排位|排序)")


def _of_row(column: _Column, name: str, unit: str) -> _Column:
    """The column with the measure that the row's own name says: 服务业占比 under 2022年 is a share."""
    if column.kind not in ("level", "generic") or (column.unit or unit) not in ("%", "％"):
        return column
    measure, kind = _measure(name, "%")
    return replace(column, measure=measure, kind=kind, unit="%") if kind in ("growth", "share") else column


def _grown(column: _Column) -> str:
    """What a column of growth says that grew (固定资产投资增速), "" where it leaves that to the column before it."""
    return _GROWN.sub("", column.head) if column.kind == "growth" else ""


def _cell(text: str, column: _Column, row_unit: str) -> tuple[Decimal, str, str, str] | None:
    m = _CELL.fullmatch(text.strip())
    if not m:
        return None
    digits = m["value"].replace("－", "-").replace("−", "-").lstrip("+").replace(",", "")
    value = number(digits)
    own = m["unit"] if m["unit"] and _is_unit(m["unit"]) else ""
    if value is None or (m["unit"] and not own):
        return None
    unit = (
        own
        or column.unit
        or ("%" if column.kind in ("growth", "share") else "位" if column.kind == "rank" else row_unit)
    )
    unit = unit.replace("％", "%").replace("±%", "%")
    if not unit:
        return None
    return value, digits, unit, _BOUNDS.get(m["bound"] or m["more"] or "", "eq")


def _bare(name: str) -> str:
    """A row's name without its number and 其中."""
    return re.sub(r"^(?:#|其中[:：]?|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])\s*|\s", "", name)


_OF_PEOPLE = re.compile(r"城镇|乡村|农村|男性?|女性?|\d+\s*[-—~～至]\s*\d+周?岁|\d+周?岁(?:及?以上|以下)")


def _named(name: str, parent: str) -> str:
    """城镇 under 常住人口 is 城镇常住人口."""
    bare = _bare(name)
    people = re.search("(?:常住|户籍|总)?人口$", parent) if _OF_PEOPLE.fullmatch(bare) else None
    return bare + people[0] if people else name


_GRADED = re.compile("((?:国家|[省市区县])级)((?:奖励|补助|补贴|资助)[\u4e00-\u9fff]*)")
"""省级奖励 under 研究中心 is 省级研究中心奖励."""


def _indicator(name: str, column: _Column, last: str, year: bool, caption: str) -> str:
    """The row's name, the heading, or both: 工业 under 增加值 is 工业增加值."""
    bare = _bare(name)
    head = re.sub(r"\s", "", column.head)
    if column.kind == "rank":
        return clean(re.split(r"中的?|里的?", caption)[0]) or head
    if year:
        return (
            ""
            if _GENERIC.match(head) and column.kind != "growth"
            else (last if column.kind == "growth" and last else re.sub(r"(?:比上年|同比)?(?:增长|增速)$", "", head))
        )
    if column.kind == "growth" and _GROWTH.search(bare):
        return _GROWN.sub("", bare) or last
    if column.kind == "share" and re.search("占比|比重|比例", bare):
        return bare
    if column.kind == "share" and re.fullmatch("(?:占比|比重|构成|所占比重|占总[量数计]比重)", head):
        return f"{last or bare}占比"
    if column.kind == "growth" or column.kind == "share":
        return last or (bare if bare.endswith(_grown(column)) else bare + _grown(column))
    if bare in _TOTALS:
        return head if column.kind != "generic" else ""
    if column.kind in ("generic", "count"):
        return bare
    if graded := _GRADED.fullmatch(head):
        return f"{graded[1]}{bare}{graded[2]}"
    tail = head.removesuffix("额")
    return bare if bare.endswith((tail, head)) else bare + head


_FLAT_HEAD = re.compile(r"(?:指\s*标|项\s*目|名\s*称).{0,20}(?:单\s*位|绝对[值数量]|总量|数值|产量|增长|±|比上年|同比)")
_FLAT = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z#、：:“”（）()&.]{2,24}?)(?:[（(](?P<inner>[^（）()]{1,8})[）)])?"
    r"[\s|]+(?:(?P<unit>[^\d\s|]{1,8})[\s|]+)?(?P<value>-?\d[\d,]*(?:\.\d+)?)(?:[\s|]+(?P<growth>-?\d+(?:\.\d+)?)%?)?[\s|]*"
)


_FLAT_QUANTITY = re.compile(r"\s(产量|产值|增加值|总产值|销售额|进口额|出口额|面积|存栏|出栏)(?=\s|[（(])")


def common_unit(caption: str) -> str:
    """The unit that a caption says for the whole table (单位：亿元、%), "" if it says none."""
    return _common_unit(caption)


def is_flat_head(line: str) -> bool:
    """Whether a line is the heading of a table that the page printed as lines: 指标 单位 绝对值 比上年增长（%）."""
    return _FLAT_HEAD.search(line) is not None and not re.search(r"[，。；]", line)


def flat_row(line: str, head: str, common: str = "") -> list[tuple[Decimal, str, str, str, str, Span]]:
    """Value, its digits, unit, measure, indicator and place of the figures of one line of a flattened table; [] if the
    line is none, or says no unit. The second number is a growth only where the heading says so. `common`: the unit
    that a caption says for all."""
    m = _FLAT.fullmatch(line.translate(WIDE))
    unit = (m["unit"] or m["inner"] or common) if m else ""
    if not m or not _is_unit(unit):
        return []
    name = re.sub(r"^(?:#|其中[:：]?|[一二三四五六七八九十]+、)", "", m["name"])
    quantity = _FLAT_QUANTITY.search(head)
    name += quantity[1] if quantity and not name.endswith((quantity[1], "量", "值", "额", "收入", "投资")) else ""
    digits = m["value"].replace(",", "")
    value = number(digits)
    rows = [(value, digits, unit, "level", name, Span(*m.span("value")))] if value is not None else []
    grown = number(m["growth"]) if m["growth"] and _GROWTH.search(head) else None
    if grown is not None and unit not in ("%", "％"):
        rows.append((grown, m["growth"], "%", "yoy_growth", name, Span(*m.span("growth"))))
    return rows
