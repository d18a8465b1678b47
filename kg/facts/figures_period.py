"""The period of one figure, once its subject is known: a project's size has none, an event's figures have its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.facts.figures_intent import LATER
from kg.facts.figures_page import Page, Said
from kg.facts.figures_stage import within
from kg.facts.figures_state import Draft
from kg.facts.figures_time import Times, is_event
from kg.facts.figures_topic import BODIES
from kg.model import LocalId, Mention, Span
from kg.rules import regex as re

_OF_PROJECT = re.compile(
    r"全长|总长|时速|装机|库容|跨径|长$|总投资|(?<!资产)投资|用地|占地|建筑面积|建设规模|规划面积|规模(?!以上|以下)|产能|年产|长度|面积"
)
_SPENT = re.compile(r"(?:已|累计|共)(?:已|累计)*完成(?:投资|产值)|累计投资")
_ALL_YEAR = re.compile("(?:力争|确保|争取|预计)[^，。；]{0,4}全年")
_DATED = re.compile("(?:19|20)\\d\\d|[明后]年")
_GROWN = re.compile(r"[由从]((?:19|20)\d\d)年[^。；]*?(?:到|至)((?:19|20)\d\d)年[^。；]*$")
"""由2002年的8亿元增长到2007年的18亿元，年均|增长: from when to when."""
_FROM = re.compile(r"[从由](?:原来|过去|最初|当初)?的?$")


def is_timeless(indicator: str) -> bool:
    """Whether an indicator describes a project (总投资, 全长): it has no period."""
    return _OF_PROJECT.search(indicator) is not None


def is_ahead(page: Page, times: Times, when: str) -> bool:
    """Whether a period ends after the page's year, or lies in it and the section only plans."""
    date = page.document.date or ""
    years = re.findall(r"\d{4}", when) if date else []
    return bool(years) and (max(years) > date[:4] or (times.planning and max(years) == date[:4]))


def period_of(page: Page, times: Times, said: Said, d: Draft, who: LocalId, state: str) -> str:
    """The period of draft `d`, ISO 8601, "" if it has none; `who` it measures and its `state` are settled."""
    text, at, types = said.text, d.quantity.span.start, page.stage.types
    if d.measure == "avg_growth" and not d.kept_period:
        spans = [p.iso for p in said.times if re.fullmatch(r"\d{4}/\d{4}", p.iso)]
        grown = _GROWN.search(text, 0, at)
        return spans[-1] if spans else f"{grown[1]}/{grown[2]}" if grown else ""
    other = who not in (page.stage.home, page.stage.topic) and types.get(who) in (*BODIES, "Zone")
    if (other and _describes(said, d, types.get(who) == "Enterprise")) or _FROM.search(text, d.clause, at):
        return ""
    if d.indicator.startswith(("夺得", "获", "荣获", "蝉联")) and d.quantity.unit == "次":
        return ""
    since = max((p.span.start for p in said.times if p.iso and p.span.start < at), default=0)
    if state == "target" and LATER.search(re.split("[；;]", text[:at])[-1][-(at - since) :]):
        return ""
    if other and not _timed_itself(page, said, d, who):
        return _of_event(page, times, text, d, times.title or times.section, state)
    if state == "target" and _ALL_YEAR.search(text, 0, at) and not _DATED.search(text, 0, at) and page.document.date:
        return page.document.date[:4]
    own = times.at(said.times, text, at, d.clause)
    here = any(p.span.start < at and p.kind != "base" and not times.names_event(text, p) for p in said.times)
    return own if here else _of_event(page, times, text, d, own, state)


_BASE_YEAR = re.compile(r"[比较与同]((?:19|20)\d\d)年(?:同期)?[^，。；]*$")


def since_last_year(text: str, d: Draft, when: str) -> Draft:
    """比2020年增长5% is the growth of a year where the figure is of 2021."""
    base = _BASE_YEAR.search(text, d.clause, d.quantity.span.start) if d.measure == "change" else None
    yearly = base and d.quantity.kind in ("percent", "multiple") and when[:4] == str(int(base[1]) + 1)
    return replace(d, measure="yoy_growth") if yearly else d


def _describes(said: Said, d: Draft, company: bool) -> bool:
    """Whether the figure describes a body for good, and tells nothing of what was done in some time."""
    timed = company and any(p.iso and p.kind == "time" for p in said.times)
    lasting = d.measure == "level" and not d.indicator.startswith("新增") and is_timeless(d.indicator)
    return lasting and not timed and not _SPENT.search(said.text[d.clause : d.quantity.span.start])


def _of_event(page: Page, times: Times, text: str, d: Draft, own: str, state: str) -> str:
    """The day of the event told, if a figure without a time of its own is the event's; else `own`."""
    at = d.quantity.span.start
    if not times.day or state == "target" or times.section or times.title:
        return own
    if re.search(r"每[个家亩户]|平均", text[d.clause : at]):
        return own
    near = is_event(text[: at + 30]) or is_event(d.indicator)
    counted = "项目" in d.indicator or d.indicator in ("总投资", "总用地") or "投资额" in d.indicator
    if counted and times.event:
        return times.event
    return times.day if near or (page.told and counted) else own


def _timed_itself(page: Page, said: Said, d: Draft, who: LocalId) -> bool:
    """Whether a time of the sentence reaches a body or zone: none that stood in another's clause before it does."""
    start, at = said.start, d.quantity.span.start
    named = [m.span.start - start for m in within(page.stage, Span(start, start + at)) if m.entity == who]
    times = [p.span.start for p in said.times if p.span.start < at and p.kind != "base"]
    if not named:
        return True
    front = max((said.text.rfind(c, 0, named[0]) for c in "，,；;"), default=-1)
    earlier = [m for m in within(page.stage, Span(start, start + max(front, 0))) if m.entity != who]
    return any(t > named[0] for t in times) or bool(times and not _later(earlier, times[-1] + start))


def _later(mentions: Iterable[Mention], position: int) -> bool:
    """Whether one of the mentions stands after the position."""
    return any(m.span.start > position for m in mentions)
