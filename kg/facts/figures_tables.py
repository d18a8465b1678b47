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
    column's heading without its unit; `period` "" where neither heading nor row names one."""

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


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    unit: str
    measure: str
    period: str
    kind: str  # level, generic (绝对值), count (项目数), growth, share, rank, text


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
_GROWTH = re.compile(r"增长|增速|增幅|同比|涨跌|±|比上年|升降|涨幅")
_AVERAGE = re.compile(r"年均|两年平均")
_GENERIC = re.compile(
    r"^(?:绝对值|绝对数|绝对量|总量|数值|指标值|完成数|完成值|实绩|本期|本月|累计|当月|数量|总数|合计|数据|全年|本年|期末数|金额|完成情况|实际完成|实际数|全市|全区|全县)?$"
)
_GROWN = re.compile(
    r"(?:比上年|较上年|按?可比价|名义|累计)?(?:同比)?(?:增长|增速|增幅|涨跌|升降|涨幅|增减|±|同比|比上年)(?:率|幅度?|情况)?|[±%％（）()\s]"
)
_GROUPED = re.compile(r"(?<=..)(?:绝对值|绝对数|绝对量|总量|数值|完成值|实绩|累计|本月|当月)$")
_COUNT = re.compile(r"(?:项目数|个数|数量|户数|家数|人数|数)$")
_NAME_ROW = re.compile(r"指标|项目|类别|行业|领域|名称|地区|区域|单位|功能区|镇街|乡镇|企业|年份|分类|内容")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_TOTALS = ("合计", "总计", "总 计", "合 计", "小计")


def read_table(document: Document, table: Table) -> list[CellDraft]:
    """Every figure of a table whose headings say what it measures; nothing if they do not."""
    text = simplified(document.text)
    rows = [[text[c.span.start : c.span.end].strip() for c in row] for row in table.rows]
    depth = _depth(table, rows)
    if not depth or len(rows) <= depth or len(rows[0]) < 2:
        return []
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    common = _common_unit(caption)
    columns = [_column([row[j] for row in rows[:depth]], common, document.date) for j in range(len(rows[0]))]
    columns = _dated(columns)
    label = _label_at(columns, rows[depth:])
    made: list[CellDraft] = []
    for i in range(depth, len(rows)):
        made += _read_row(table, rows[i], columns, i, label, caption, document.date)
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


def _dated(columns: list[_Column]) -> list[_Column]:
    """A growth without a time of its own is that of the latest year among the columns."""
    latest = max((c.period for c in columns), default="")
    return [replace(c, period=latest) if c.kind == "growth" and not c.period else c for c in columns]


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


def _column(parts: list[str], common: str, reference: str | None) -> _Column:
    """What a column's headings say; a heading over several columns comes first."""
    joined = "".join(dict.fromkeys(p for p in parts if p))
    m = _UNIT.search(joined)
    unit = m[1] if m and _is_unit(m[1]) else ""
    head = joined[: m.start()] if m and unit else joined
    named = [p for p in periods(head, reference) if p.kind == "time"]
    bare = head
    for p in reversed(named):
        bare = bare[: p.span.start] + bare[p.span.end :]
    times = [p for p in named if p.iso]
    bare = _GROUPED.sub("", bare.strip("的 "))
    measure, kind = _measure(bare, unit)
    return _Column(
        bare, unit or (common if kind in ("level", "generic") else ""), measure, times[-1].iso if times else "", kind
    )


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
    for j in range(label + 1, len(row)):
        if j == unit_at or table.rows[i][j].span == table.rows[i][j - 1].span:
            continue
        column = columns[j]
        found = _cell(row[j].translate(WIDE), column, row_unit)
        if not found:
            continue
        value, printed, unit, bound = found
        indicator = _indicator(name, column, last, bool(year), caption)
        if not indicator:
            continue
        level = column.kind not in ("growth", "share", "rank")
        measured = column.head if level else _grown(column) or head
        last, head = (indicator, column.head) if level else (last, head)
        made.append(
            CellDraft(value, printed, unit, bound, column.measure, indicator, column.period or year, measured,
                      table.rows[i][label].span, table.rows[i][j].span, i, name in _TOTALS)
        )  # fmt: skip
    return made


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


def _indicator(name: str, column: _Column, last: str, year: bool, caption: str) -> str:
    """The row's name, the heading, or both: 工业 under 增加值 is 工业增加值."""
    bare = re.sub(r"^(?:#|其中[:：]?|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])\s*|\s", "", name)
    head = re.sub(r"\s", "", column.head)
    if column.kind == "rank":
        return clean(re.split(r"中的?|里的?", caption)[0]) or head
    if year:
        return (
            ""
            if _GENERIC.match(head) and column.kind != "growth"
            else (last if column.kind == "growth" and last else re.sub(r"(?:比上年|同比)?(?:增长|增速)$", "", head))
        )
    if column.kind == "growth" or column.kind == "share":
        return last or (bare if bare.endswith(_grown(column)) else bare + _grown(column))
    if bare in _TOTALS:
        return head if column.kind != "generic" else ""
    if column.kind in ("generic", "count"):
        return bare
    tail = head.removesuffix("额")
    return bare if bare.endswith((tail, head)) else bare + head


_FLAT_HEAD = re.compile(r"(?:指\s*标|项\s*目|名\s*称).{0,20}(?:单\s*位|绝对[值数量]|总量|数值|增长|±|比上年|同比)")
_FLAT = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z#、：:“”（）()&.]{2,24}?)(?:[（(](?P<inner>[^（）()]{1,8})[）)])?"
    r"[\s|]+(?:(?P<unit>[^\d\s|]{1,8})[\s|]+)?(?P<value>-?\d[\d,]*(?:\.\d+)?)(?:[\s|]+(?P<growth>-?\d+(?:\.\d+)?)%?)?[\s|]*"
)


def is_flat_head(line: str) -> bool:
    """Whether a line is the heading of a table that the page printed as lines: 指标 单位 绝对值 比上年增长（%）."""
    return _FLAT_HEAD.search(line) is not None and not re.search(r"[，。；]", line)


def flat_row(line: str, head: str) -> list[tuple[Decimal, str, str, str, str, Span]]:
    """Value, its digits, unit, measure, indicator and place of the figures of one line of a flattened table; [] if the
    line is none, or says no unit. The second number is a growth only where the heading says so."""
    m = _FLAT.fullmatch(line.translate(WIDE))
    unit = (m["unit"] or m["inner"] or "") if m else ""
    if not m or not _is_unit(unit):
        return []
    name = re.sub(r"^(?:#|其中[:：]?|[一二三四五六七八九十]+、)", "", m["name"])
    digits = m["value"].replace(",", "")
    value = number(digits)
    rows = [(value, digits, unit, "level", name, Span(*m.span("value")))] if value is not None else []
    grown = number(m["growth"]) if m["growth"] and _GROWTH.search(head) else None
    if grown is not None and unit not in ("%", "％"):
        rows.append((grown, m["growth"], "%", "yoy_growth", name, Span(*m.span("growth"))))
    return rows
