"""The figures of a page's tables, and of tables that it printed as lines -> observations."""

from __future__ import annotations

from kg.facts.figures_awards import GIVEN
from kg.facts.figures_page import Page
from kg.facts.figures_period import is_timeless
from kg.facts.figures_stage import Stage, within
from kg.facts.figures_stand import AREAS
from kg.facts.figures_tables import CellDraft, common_unit, flat_row, is_flat_head, read_table
from kg.facts.figures_time import Times, is_event
from kg.facts.figures_topic import BODIES
from kg.facts.indicators import indicator_id
from kg.model import Evidence, LocalId, Mention, Observation, Rejection, Sentence, Span, Table
from kg.rules import regex as re

_ANNOUNCES = re.compile("(?:情况|名单|数据|统计|指标|企业|项目|完成|一览|如下|下表)[^，。]{0,6}[:：]$|表$")

_MARKS = 2
"""How many characters may stand before a row's name: 1., #, “."""


def flat_rows(page: Page, times: Times, sentence: Sentence, head: str) -> tuple[Observation, ...]:
    """The figures of a table's row printed as a line under the heading line `head`; () if it is no such line."""
    text = page.text[sentence.span.start : sentence.span.end]
    who = page.stage.topic or page.stage.home
    caption = _line_caption(page, sentence)
    made = flat_row(text.strip(), head, common_unit(caption)) if who else []
    start = sentence.span.start + len(text) - len(text.lstrip())
    named = [p.iso for p in times.read(caption) if p.iso and p.kind == "time"]
    when = named[-1] if named else times.title or times.section
    return tuple(
        Observation(
            who,
            name,
            value,
            unit,
            Evidence(sentence.span, Span(start + place.start, start + place.end), "figures.line"),
            printed,
            "eq",
            measure,
            when,
            "actual",
            indicator_id(name),
        )
        for value, printed, unit, measure, name, place in made
    )


def _line_caption(page: Page, sentence: Sentence) -> str:
    """The short line above the heading of a table printed as lines: 附表 1—10月部分指标（单位：亿元、%）."""
    at = page.document.sentences.index(sentence)
    heads = [i for i in range(at - 1, max(at - 60, -1), -1) if is_flat_head(_words(page, i))]
    line = _words(page, heads[0] - 1) if heads and heads[0] else ""
    return line if len(line) < 40 and "。" not in line else ""


def _words(page: Page, at: int) -> str:
    span = page.document.sentences[at].span
    return page.text[span.start : span.end].strip()


def table_rows(page: Page, times: Times, table: Table) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
    """The rows of a table: the row's name is the subject if it is measured itself, else the page's topic."""
    by_block = {s.block: s for s in page.document.sentences}
    common = _common_period(page, times, table)
    drafts = read_table(page.document, table, common[:4])
    whole = _whose(page, table) or page.stage.topic or page.stage.home
    named_rows = any(_first(page, d) for d in drafts)
    rows: list[Observation] = []
    rejected: list[Rejection] = []
    for d in drafts:
        sentence, own = by_block.get(table.blocks[d.row]), _own(page, d)
        if sentence and named_rows and not (own or d.total):
            name = d.printed + d.unit
            rejected.append(Rejection(d.cell, "Quantity", name, "figures.table", "its row names nothing known"))
        elif sentence and (who := own or _giver(page, d) or whole):
            when = d.period or _reached(common, d.reach)
            if d.reach == "month" and not when:
                rejected.append(
                    Rejection(d.cell, "Quantity", d.printed + d.unit, "figures.table", "its period is unsure")
                )
            else:
                rows.append(_row(page.stage, d, sentence, who, own, when))
    return tuple(rows), tuple(rejected)


def _giver(page: Page, d: CellDraft) -> LocalId:
    """The policy whose text the page is, for what a column says it gives (省级奖励（万元）); else ""."""
    return page.policy if GIVEN.search(d.head) else ""


def _whose(page: Page, table: Table) -> LocalId:
    """The area that a table's caption or first cell opens with (云湖市产业链主要指标), "" if none does."""
    for span in (table.caption, table.rows[0][0].span):
        found = within(page.stage, span) if span else ()
        if span and found and found[0].span.start == span.start and page.stage.types[found[0].entity] in AREAS:
            return found[0].entity if found[0].span.end < span.end else ""
    return ""


def _reached(common: str, reach: str) -> str:
    """The part of a table's period that a column covers: 本月 of 2023-01/2023-09 is 2023-09; "" where nothing says it."""
    if reach == "last":
        return re.sub(r"(?<!\d)\d{4}", lambda m: str(int(m[0]) - 1), common)
    month = re.fullmatch(r"(?:(\d{4})-01/)?(\d{4}-\d\d)", common)
    if not reach or not month:
        return "" if reach == "month" else common
    return month[2] if reach == "month" else f"{month[2][:4]}-01/{month[2]}"


def _common_period(page: Page, times: Times, table: Table) -> str:
    """The period of cells whose headings name none: the caption's, the page's, the day of the event told."""
    caption = _caption(page, table)
    found = times.read(caption)
    if m := re.match(r"(?:19|20)\d\d(?!年|\d)", caption):
        times.title = times.title or m[0]
    named = [p.iso for p in found if p.iso and p.kind == "time" and not times.names_event(caption, p)]
    common = named[-1] if named else times.title or times.section
    if times.days.startswith(common or " ") and "假期" in caption:
        common = times.days
    return times.day if not named and times.day and (page.told or is_event(caption)) else common


def _caption(page: Page, table: Table) -> str:
    """The table's caption, else the line above it that announces it (…情况如下：)."""
    if table.caption:
        return page.text[table.caption.start : table.caption.end]
    before = page.document.blocks[table.blocks[0] - 1].span if table.blocks and table.blocks[0] else Span(0, 0)
    line = page.text[before.start : before.end].strip()
    return line if len(line) < 40 and _ANNOUNCES.search(line) else ""


def _first(page: Page, d: CellDraft) -> Mention | None:
    """What measured name a row's label begins with, if any."""
    found = within(page.stage, d.label)
    begins = found and found[0].type != "Scope" and found[0].span.start - d.label.start <= _MARKS
    return found[0] if begins else None


def _own(page: Page, d: CellDraft) -> LocalId:
    """What names a table's row if that is measured itself, else ""; a name that goes on (云河|断面) names something else."""
    first = _first(page, d)
    rest = page.text[first.span.end : d.label.end].strip(" \u3000”》」") if first else ""
    return first.entity if first and (not rest or rest[0] in "（([") else ""


def _row(s: Stage, d: CellDraft, sentence: Sentence, who: LocalId, own: LocalId, common: str) -> Observation:
    indicator = (d.head or d.indicator) if own and d.measure != "rank" else d.indicator
    timeless = own and is_timeless(indicator) and s.types.get(own) in BODIES
    return Observation(
        who,
        indicator,
        d.value,
        d.unit,
        Evidence(sentence.span, d.cell, "figures.table"),
        d.printed,
        d.bound,
        d.measure,
        d.period or ("" if timeless else common),
        "target" if d.planned or "计划" in d.head or "目标" in d.head or "预计" in d.head else "actual",
        indicator_id(indicator),
    )
