"""The period of a figure: the last time named before it in its sentence, the one in force in its paragraph or section,
the day of the event told, or the period in the title of a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.mentions.numerals import number
from kg.mentions.periods import Period, periods
from kg.model import Document, Span
from kg.rules import regex as re

_REPORT = re.compile(
    r"公报|年报|报告|概况|年鉴|统计|运行情况|经济运行|指标|数据|成绩单|工作总结|答卷|情况|状况|[月季年快简通]报$|分析|走势"
)
_SECTION = re.compile(r"(?:19|20)\d\d年[^，。]{0,14}(?:回顾|情况|总结|成效|成绩|工作)")
_PLAN = re.compile(
    r"目标|安排|打算|计划|展望|建议|思路|部署|重点工作|主要工作|工作任务|主要任务|重点任务|发展目标|努力方向"
)
_NUMBERED = re.compile(r"第?[一二三四五六七八九十]+(?:、|部分|章)")
_LOCAL = re.compile(r"(?:由|从|(?<!占)比|较)$")
_DATELINE = re.compile(r"[电讯]|（记者|\(记者|消息")
_MEETING = re.compile(r"[^，。；,;、]{0,20}?(?:活动|仪式|大会|会议|论坛|集中开工|集中签约|发布会|洽谈会)")
_EVENT = re.compile(
    r"集中开工|集中签约|开工|签约|动工|破土|落笔|敲定|签下|签订|攻坚|双集中|云签约|落地|开业|出席|挂牌|登陆|揭榜|发布"
)


_CHRONICLE = re.compile(
    r"(?:大事记|纪事|大事年表)[（(]?((?:19|20)\d\d)年|((?:19|20)\d\d)年[^，。]{0,16}(?:大事记|纪事)"
)
_ENTRY = re.compile(r"\s*(\d{1,2})日(?:(?:至|—|-|～)(\d{1,2})日)?(?=[\s　，,])")
_OPENED = re.compile("启幕|开幕|揭幕|拉开[帷序大]幕|开街")
_LASTED = re.compile(r"(?:为期|活动|展会|节会|会期|历时|节庆)([两二三四五六七八九]|[2-9])天")
_CLAUSES = re.compile("[，,；;]")
_BEGUN = re.compile("(?:正式|全面|启动)?(?:动工|开工|奠基|破土|始建|开建)(?:建设|兴建)?[，,]")
"""What only dates the beginning of a building, no figure of it: 2020年11月动工，床位800张."""
_DURING = re.compile(
    r"(?:活动|展会|会期|节会|比赛)(?:期间|[三四五六七八]天)|[三四五六七八]天(?:来|里|内|时间)?|假期(?:期间)?|节日期间"
)


@dataclass(slots=True)
class Times:
    """What holds at a point of the document, moved on sentence by sentence. `event`: the day on which the sentence before
    in the paragraph says that something happened; `present`: the page's year, if the last year told but for a look back (去年)."""

    reference: str | None
    year: str = ""
    day: str = ""
    title: str = ""
    section: str = ""
    carried: str = ""
    block: int = -1
    carried_kind: str = ""
    last: str = ""
    armed: bool = False
    planning: bool = False
    days: str = ""
    strict: bool = False
    event: str = ""
    opened: str = ""
    chronicle: str = ""
    month: str = ""
    entry: str = ""
    present: str = ""

    def enter(self, block: int, heading: str) -> None:
        """A new block: what a paragraph carried ends; a heading with a year opens a section."""
        if block != self.block:
            self.armed = False
            self.event = ""
            self.block, self.carried, self.carried_kind = block, "", ""
            self.year = self.chronicle or (self.section or self.title)[:4] or self.present or self.year
            self.entry = ""
        if heading and (_NUMBERED.match(heading) or re.search(r"(?:19|20)\d\d年", heading)):
            self.planning = _PLAN.search(heading) is not None and not re.search("回顾|完成|执行情况", heading)
        if heading:
            self.section = section_period(heading, self.section)
            if self.section:
                self.year = self.section[:4]

    def read(self, text: str) -> tuple[Period, ...]:
        """The times of a sentence; year and day in force move on with them."""
        firm = bool(self.section or self.title)
        found = _since_january(text, periods(text, self.reference, self.year, self.day, firm))
        found = self._with_days(text, self._with_entry(text, found))
        for p in found:
            self.days = p.iso if len(p.iso) == 21 else self.days
            if p.year and not (self.reference and p.year > self.reference[:4]):
                self.year = p.year
                if text[p.span.start] not in "去前":
                    self.present = p.year if self.reference and p.year == self.reference[:4] else ""
            if len(p.iso) == 10 and not self.day and not _DATELINE.match(text[p.span.end : p.span.end + 4]):
                self.day = p.iso
            self.opened = p.iso if len(p.iso) == 10 and _OPENED.search(text) else self.opened
        return found

    def _with_entry(self, text: str, found: tuple[Period, ...]) -> tuple[Period, ...]:
        """With the day that an entry of a chronicle begins with; its month stands in a line above (6月 / 18日至20日 …)."""
        if m := _CHRONICLE.search(text):
            self.chronicle = self.year = m[1] or m[2]
        if not self.chronicle:
            return found
        if m := re.fullmatch(r"\s*(1[0-2]|[1-9])月\s*", text):
            self.month = f"{self.chronicle}-{int(m[1]):02d}"
        m = _ENTRY.match(text) if self.month else None
        if not m:
            return found
        days = [f"{self.month}-{int(d):02d}" for d in (m[1], m[2]) if d]
        self.entry = self.day = "/".join(days)
        return (Period(Span(m.start(1), m.end()), self.entry), *(p for p in found if p.span.start >= m.end()))

    def _with_days(self, text: str, found: tuple[Period, ...]) -> tuple[Period, ...]:
        """With what speaks of the days of the event or holiday told: 假期, 活动三天."""
        if self.opened and not self.days and (m := _LASTED.search(text)):
            last = date.fromisoformat(self.opened) + timedelta(days=int(number(m[1]) or 1) - 1)
            self.days = f"{self.opened}/{last.isoformat()}"
        said = _DURING.finditer(text) if self.days else ()
        more = [
            Period(Span(*m.span()), self.days) for m in said if not any(p.span.meets(Span(*m.span())) for p in found)
        ]
        return tuple(sorted((*found, *more), key=lambda p: p.span))

    def leave(self, found: tuple[Period, ...], text: str, rows: int) -> None:
        """After a sentence that gave `rows` figures: its last time holds for the next figures of the paragraph; a time
        that only dates a story (rows 0) does not."""
        days = [p.iso for p in found if len(p.iso) == 10]
        self.event = days[-1] if days and is_event(text) else ""
        for p in found:
            vague = not p.iso and text[p.span.start : p.span.end].endswith(("年来", "年"))
            if text.startswith("当月", p.span.end):
                continue
            if p.kind in ("time", "now") and not vague and not _is_local(text, p) and not self.names_event(text, p):
                self.carried, self.carried_kind = p.iso, p.kind
                self.last = p.iso or self.last
                self.armed = rows > 0 or text.endswith(("；", ";"))

    def at(self, found: tuple[Period, ...], text: str, position: int, clause: int) -> str:
        """The period of a figure at `position` of the sentence, whose clause begins at `clause`."""
        for p in reversed(found):
            if (
                p.kind == "base"
                and p.iso
                and p.span.start < position
                and (
                    (_is_local(text, p) and not re.search(r"[到至为]", text[p.span.end : position]))
                    or (
                        text[p.span.end : position] in ("", "的")
                        and re.fullmatch("[比较].*的", text[p.span.start : position])
                    )
                )
            ):
                return p.iso
            if p.span.start >= position or p.kind == "base" or self.names_event(text, p):
                continue
            if _is_local(text, p) and re.search(r"[到至]", text[p.span.end : position]):
                continue
            if len(p.iso) in (4, 7) and _BEGUN.match(text, p.span.end, position):
                continue
            if p.kind == "same":
                return self.carried or self.last or self.title
            if self.strict and len(p.iso) == 10 and self._is_past(text, p, position):
                return self.outer()
            if p.kind == "day":
                return p.iso or self.day
            if p.kind == "now" and text[p.span.start : p.span.end].endswith(("年来", "年", "以来")):
                return self.section or self.title
            return self.outer() if p.iso == "" and p.kind == "time" else p.iso
        return self.outer()

    def _is_past(self, text: str, p: Period, position: int) -> bool:
        """Whether a day belongs to an earlier clause that tells of something else: a figure later on is not its day's."""
        between = text[p.span.end : position]
        until = text[max(0, p.span.start - 3) : p.span.start].endswith(("截至", "截止", "到", "至"))
        return len(_CLAUSES.findall(between)) > 1 and not until and not is_event(text)

    def names_event(self, text: str, p: Period) -> bool:
        """Whether a time only names a meeting (2020年三季度“双提升”活动) or a newspaper's line (9月1日讯)."""
        after = text[p.span.end : p.span.end + 24]
        if _DATELINE.match(after):
            return True
        relative = text[p.span.start] in "今去本当"
        return len(p.iso) != 10 and p.kind == "time" and not relative and _MEETING.match(after) is not None

    def outer(self) -> str:
        if self.entry:
            return self.entry
        if self.carried_kind and (self.armed or self.carried_kind == "now"):
            return self.carried if len(self.carried) != 10 else ""
        return self.section or self.title


def _since_january(text: str, found: tuple[Period, ...]) -> tuple[Period, ...]:
    """截至10月底…今年新注册137家: this year is its first ten months."""
    made: list[Period] = []
    month = ""
    for p in found:
        if len(p.iso) == 7 and re.search("(?:截至|截止|到|至)$", text[max(0, p.span.start - 2) : p.span.start]):
            month = p.iso
        bare = text[p.span.start : p.span.end] in ("今年", "当年", "全年")
        made.append(replace(p, iso=f"{p.iso}-01/{month}") if bare and month.startswith(p.iso or " ") else p)
    return tuple(made)


def _is_local(text: str, p: Period) -> bool:
    """由2020年的第9位提升到第8位: the year of the first figure only."""
    return bool(_LOCAL.search(text[: p.span.start]))


def section_period(heading: str, before: str) -> str:
    """The year that a heading sets for its section (一、2021年工作回顾), "" if it plans ahead, else what held before."""
    m = _SECTION.search(heading)
    if m:
        return heading[m.start() : m.start() + 4]
    planned = re.search(r"(?:19|20)\d\d年", heading) if _PLAN.search(heading) else None
    return planned[0][:4] if planned else before


def title_period(document: Document, title: str) -> str:
    """The period in the title of a communiqué, report or statistics page; "" for any other page."""
    if not _REPORT.search(title):
        return ""
    found = [p for p in periods(title, document.date) if p.iso and p.kind == "time"]
    if not found and re.search(r"政府工作报告", title):
        return ""
    if re.search(r"政府工作报告", title):
        return ""
    return found[0].iso if found else ""


def caption_year(document: Document, title: str) -> str:
    """The one year that a page's captions give where its title tells of a month without a year; else ""."""
    if not re.search(r"(?<!\d)\d{1,2}月(?!\d)", title) or re.search(r"(?:19|20)\d\d", title):
        return ""
    captions = [document.quote(b.span) for b in document.blocks if b.kind == "caption"]
    years = {y for words in captions for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?=年)", words)}
    return years.pop() if len(years) == 1 else ""


def is_event(text: str) -> bool:
    """Whether the words tell of something that happened on the day in force (集中签约, 开工, …)."""
    return _EVENT.search(text) is not None
