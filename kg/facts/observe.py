"""A document's figures -> observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.figures import read_figures
from kg.facts.figures_awards import awarded
from kg.facts.figures_counts import untold
from kg.facts.figures_local import excused
from kg.facts.figures_names import fault, unsure
from kg.facts.figures_repeats import distinct
from kg.facts.figures_stage import Stage, stage, within
from kg.facts.figures_stand import is_oblique, opens
from kg.facts.figures_state import Draft
from kg.facts.figures_subject import subject
from kg.facts.figures_tables import CellDraft, flat_row, is_flat_head, read_table
from kg.facts.figures_time import Times, is_event, title_period
from kg.facts.figures_topic import BODIES, headlines
from kg.facts.figures_words import HIDDEN, target
from kg.facts.indicators import indicator_id
from kg.mentions.periods import Period
from kg.mentions.quantities import Quantity, prefilter, quantities
from kg.model import Document, Evidence, Linked, LocalId, Mention, Observation, Rejection, Sentence, Span, Table
from kg.rules.sieve import quick
from kg.text.fold import simplified


def observe(document: Document, linked: Linked) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
    """Every figure that measures something, in text order, and the figures set aside."""
    page = _Page(document, linked)
    for sentence in document.sentences:
        page.read(sentence)
    for table in document.tables:
        page.read_table(table)
    return page.result()


def periods_in_force(document: Document, linked: Linked) -> Iterator[str]:
    """For each sentence the period that a figure without one would have behind it, "" where none holds."""
    page = _Page(document, linked)
    for sentence in document.sentences:
        page.read(sentence)
        yield page.times.outer() or page.times.day


_NAMES = frozenset(
    [
        "Policy",
        "Honor",
        "Event",
        "Product",
        "Industry",
        "Project",
        "Facility",
        "Zone",
        "Enterprise",
        "Institution",
        "Person",
        "GovernmentBody",
    ]
)
_PROJECT_WORDS = re.compile(
    r"全长|总长|时速|装机|库容|跨径|长$|总投资|投资|用地|占地|建筑面积|建设规模|规划面积|规模(?!以上|以下)|产能|年产|长度|面积"
)
_AIM = re.compile(
    r"预计|力争|力求|(?<!的)目标(?:是|为)?|要增长|要达到|将达|拟(?=斥|投|建|引)|将(?=投资|增长|达|新增|实现|打造|培育|建设|建成|完成|推出|引进|开展|实施|选派|安排|新建)|计划(?!总?投资|用电|用水|生育|单列|经济|任务|目标|数|的)"
)
_WILL = re.compile(r"将(?!近|军|来|于|在全)|(?<![虚模])拟")
_CAPACITY = re.compile(r"产能|年产|年处理|年发电|设计")
_DONE = re.compile(r"已|目前|现有|实际|完成(?!率)|[。！？]|计划投资")
_REFERRED = ("Project", "Facility", "Zone", "Institution", "Enterprise")
_ISSUING = re.compile(r"政策|办法|措施|细则|条例|若干|\d+条|[一二三四五六七八九十]条|规定|新政|实施意见|通知")
_AWARDING = re.compile(r"奖励|补助|补贴|资助|贴息|扶持|给予|基金|最高|封顶|不超过|减免|津贴")
_ANNOUNCES = re.compile("(?:情况|名单|数据|统计|指标|企业|项目|完成|一览|如下|下表)[^，。]{0,6}[:：]$|表$")
_SPENT = re.compile(r"(?:已|累计|共)(?:已|累计)*完成(?:投资|产值)|累计投资")
_GIVEN = re.compile(r"(?:奖励|补助|补贴|资助|贴息|奖补|津贴)(?:比例)?$|投资比例$|基金总?规模$")
_MEASURES = re.compile(r"(?:具体|政策|支持|创新|若干|扶持)*(?:举措|措施|条款|内容|政策)$")
_MADE_HERE = re.compile("(?:制定|出台)本(?:措施|办法|规定|细则|政策|意见)")
_ONE = re.compile(
    r"(?:村民|养殖户|种植户|贫困户|脱贫户|农户|大户|职工|果农|菜农)(?!手中|们|自|从|在|人均)[\u4e00-\u9fff]{2,3}(?:今年|去年|一家|家|每年|共)?"
    r"(?:种植|种了|种|养殖|养了|养|出栏|流转|承包|收获|卖)(?!户|面积|业)"
)
_SAYS = re.compile(r"[^，。]{0,6}?(?:说|介绍|表示|告诉|透露|指出|要求|强调|认为|作|宣布|在|：|:|，)")
_MASKED = quick(r"(?:19|20)(?:[xX×*＊某X]{2}|\d[xX×*＊])年?|[xX×*＊]{4}年")
_DROPPED = quick(
    r"(?:增长|下降|完成|实现|达到|为|约|占)(?:亿元|万元|亿美元|%|％|个百分点|平方公里|平方米|公里|万亩|万人|万吨)|(?<!\d)年月日|第位"
)
_LATER = re.compile(r"(?:建成|投产|投用|达产|运营|全部建成)[^，。]{0,6}(?:后|时)")


class _Page:
    """One pass over a document: what is in force, and the rows so far."""

    def __init__(self, document: Document, linked: Linked) -> None:
        self.document = document
        self.text = simplified(document.text)
        title = next((b.span for b in document.blocks if b.kind == "title"), None)
        words = self.text[title.start : title.end] if title else document.title or ""
        self.stage: Stage = stage(document, linked)
        self.times = Times(document.date, title=title_period(document, words), strict=self.stage.national)
        self.told = is_event(words)
        self.told_here = ""
        self.times.year = self.times.title[:4]
        self.head = ""
        self.damaged = len(_MASKED.findall(self.text)) > 1 or len(_DROPPED.findall(self.text)) > 2
        self.policy = self._policy(linked, title)
        self.policies = [m for m in linked.mentions if m.type == "Policy"]
        self.names = [m for m in linked.mentions if m.type in _NAMES]
        self.carried: LocalId = ""
        self.measured: LocalId = ""
        self.block = -1
        self.at = -1
        self.rows: list[Observation] = []
        self.late: list[Observation] = []
        self.rejected: list[Rejection] = []

    def _announces(self) -> bool:
        """Whether a headline, a short line at the beginning, or 制定本办法 says that the page is a policy's text."""
        first = [self.text[b.span.start : b.span.end] for b in self.document.blocks[:8]]
        lines = [line for line in first if len(line) < 60 and not re.search("[，。；]", line)]
        said = any(_ISSUING.search(words) for words in (*headlines(self.document), *lines))
        return said or _MADE_HERE.search(self.text) is not None

    def _policy(self, linked: Linked, title: Span | None) -> LocalId:
        """The policy that a page announces: a headline speaks of one and the text names it; "" for other pages."""
        if not self._announces():
            return ""
        named = [m for m in linked.mentions if m.type == "Policy" and m.entity]
        in_title = [m.entity for m in named if title and title.holds(m.span)]
        issued = [m.entity for m in named if _ISSUING.search(m.name)]
        return (in_title or issued or [""])[0]

    def _policy_of(self, sentence: Sentence) -> LocalId:
        """The policy whose terms a sentence tells: the page's, else the last one that its paragraph has named."""
        begin, end = self.document.blocks[sentence.block].span.start, sentence.span.end
        named = [
            m.entity for m in self.policies if begin <= m.span.start < end and _ISSUING.search(m.name) and m.entity
        ]
        return self.policy or (named[-1] if named else "")

    def read(self, sentence: Sentence) -> None:
        self.at += 1
        block = self.document.blocks[sentence.block]
        heading = block.kind in ("title", "heading")
        if sentence.block != self.block:
            self.block, self.carried, self.measured, self.told_here = sentence.block, "", "", ""
        text = self.text[sentence.span.start : sentence.span.end]
        if self.stage.national and sentence.block != self.times.block:
            self.times.year = ""
        self.times.enter(sentence.block, text if block.kind == "heading" else "")
        if block.kind == "row":
            return
        if self.damaged:
            return
        if is_flat_head(text):
            self.head = text
        elif self.head and self._flat(sentence, text):
            return
        found = self.times.read(text)
        rows = len(self.rows)
        if prefilter(text):
            figures = tuple(q for q in quantities(text) if not self._inside_name(q, sentence.span))
            if figures and not _MASKED.search(text) and not _DROPPED.search(text):
                self._rows(sentence, text, found, figures, heading)
        self.times.leave(found, text, len(self.rows) - rows)
        self._carry(sentence)
        days = [p.iso for p in found if len(p.iso) == 10]
        self.told_here = days[-1] if days and is_event(text) else ""

    def _inside_name(self, q: Quantity, sentence: Span) -> bool:
        core = Span(q.core.start + sentence.start, q.core.end + sentence.start)
        return any(m.span.holds(core) for m in self.names if m.span.start < core.end and m.span.end > core.start)

    def _carry(self, sentence: Sentence) -> None:
        """The last body that a sentence names is what 该项目 and 其 mean in the next ones of its paragraph."""
        bodies = [m for m in within(self.stage, sentence.span) if self.stage.types[m.entity] in BODIES]
        said = [m for m in bodies if opens(self.stage, m, sentence.span)]
        if len({m.entity for m in bodies}) > 1 and not said:
            self.carried = ""
        elif bodies:
            self.carried = (said or bodies)[-1].entity

    def _rows(
        self, sentence: Sentence, text: str, found: tuple[Period, ...], figures: tuple[Quantity, ...], heading: bool
    ) -> None:
        mentions = within(self.stage, sentence.span)
        masked = _masked(text, sentence.span.start, mentions, found)
        drafts, rejected = read_figures(masked, 0, figures)
        policy = self._policy_of(sentence)
        if policy and _AWARDING.search(text):
            drafts = awarded(text, figures, drafts)
        start = sentence.span.start
        self.before: tuple[LocalId, int] = ("", 0)
        self.why = ""
        self.rejected += [replace(r, span=Span(r.span.start + start, r.span.end + start)) for r in rejected]
        told = False
        for d in map(_unplanned, drafts):
            reason = (
                fault(d.indicator)
                or self._unsure(d)
                or (untold(masked, d, told, self.stage.national) if d.quantity.kind == "count" else "")
            )
            if reason and not self.stage.national and excused(reason, d, text[: d.quantity.span.start]):
                reason = ""
            told = not reason
            if reason:
                self.rejected.append(self._refused(d, start, reason))
                continue
            row = self._row(sentence, text, found, d)
            if row is None:
                core = Span(d.quantity.core.start + start, d.quantity.core.end + start)
                self.rejected.append(
                    Rejection(
                        core,
                        "Quantity",
                        d.quantity.printed + d.quantity.unit,
                        "figures.subject",
                        self.why or "no subject",
                    )
                )
            elif heading:
                self.late.append(row)
            else:
                self.rows.append(row)

    def _unsure(self, d: Draft) -> str:
        grown = d.measure in ("yoy_growth", "avg_growth", "rank", "ratio", "share")
        return unsure(d.indicator, d.quantity.kind == "count", grown) if self.stage.national else ""

    def _refused(self, d: Draft, start: int, reason: str) -> Rejection:
        q = d.quantity
        core = Span(q.core.start + start, q.core.end + start)
        return Rejection(core, "Quantity", f"{q.printed}{q.unit}", "figures.name", f"{reason} in {d.indicator}")

    def _row(self, sentence: Sentence, text: str, found: tuple[Period, ...], d: Draft) -> Observation | None:
        start, q = sentence.span.start, d.quantity
        core = Span(q.core.start + start, q.core.end + start)
        inside = [
            m for m in within(self.stage, Span(sentence.span.start, core.start)) if self.stage.types[m.entity] in BODIES
        ]
        said = [m for m in inside if opens(self.stage, m, sentence.span)]
        inside = [m for m in inside if not is_oblique(self.stage, m)]
        one = len({m.entity for m in inside}) == 1
        carried = said[-1].entity if said else inside[-1].entity if one else self.measured or self.carried
        end = start + q.span.end
        meant = subject(
            self.stage,
            self.document.blocks[sentence.block].span,
            sentence.span,
            Span(core.start, end),
            start + d.clause,
            d.indicator,
            carried,
            self.before,
        )
        who = meant.entity
        self.why = "" if who else meant.reason
        if d.among and (shared := self._nth(start + d.clause, core.start, d)):
            who = shared
        if q.unit == "条" and _MEASURES.match(d.indicator):
            return None
        if not who or self._of_person(start, start + d.clause, core.start):
            return None
        policy = self._policy_of(sentence)
        given = (
            bool(policy)
            and (_AWARDING.search(re.split("[；;。]", text[: q.span.end])[-1]) or _GIVEN.search(d.indicator))
            is not None
        )
        who = policy if given else who
        self.before = (who, end)
        if self.stage.types.get(who) in _REFERRED and who not in (self.stage.home, self.stage.topic):
            self.measured = who
        state = self._state(text, d)
        when = "" if given else self._period(text, found, d, who, state)
        if not d.indicator.endswith("总投资") and self._ahead(when):
            state = "target"
        return Observation(
            who,
            d.indicator,
            d.value,
            q.unit,
            Evidence(sentence.span, Span(start + min(d.clause, q.core.start), core.end), f"figures.{d.measure}"),
            q.printed if d.value == q.value else f"-{q.printed}",
            q.bound,
            d.measure,
            when,
            state,
            indicator_id(d.indicator),
        )

    def _flat(self, sentence: Sentence, text: str) -> bool:
        """The figures of a table's row printed as a line under a heading line; False if it is no such line."""
        made = flat_row(text.strip(), self.head)
        who = self.stage.topic or self.stage.home
        start = sentence.span.start + len(text) - len(text.lstrip())
        for value, printed, unit, measure, name, place in made if who else ():
            evidence = Evidence(sentence.span, Span(start + place.start, start + place.end), "figures.line")
            period = self.times.title or self.times.section
            self.rows.append(
                Observation(
                    who, name, value, unit, evidence, printed, "eq", measure, period, "actual", indicator_id(name)
                )
            )
        return bool(made)

    def read_table(self, table: Table) -> None:
        """The rows of a table: the row's name is the subject if it is measured itself, else the page's topic."""
        by_block = {s.block: s for s in self.document.sentences}
        caption = self._caption(table)
        found = self.times.read(caption)
        if m := re.match(r"(?:19|20)\d\d(?!年|\d)", caption):
            self.times.title = self.times.title or m[0]
        named = [p.iso for p in found if p.iso and p.kind == "time" and not self.times.names_event(caption, p)]
        common = named[-1] if named else self.times.title or self.times.section
        if self.times.days.startswith(common or " ") and "假期" in caption:
            common = self.times.days
        if not named and self.times.day and (self.told or is_event(caption)):
            common = self.times.day
        drafts = read_table(self.document, table)
        named_rows = any(self._own(d) for d in drafts)
        for d in drafts:
            sentence = by_block.get(table.blocks[d.row])
            if sentence and named_rows and not (self._own(d) or d.total):
                name = d.printed + d.unit
                self.rejected.append(
                    Rejection(d.cell, "Quantity", name, "figures.table", "its row names nothing known")
                )
            elif sentence:
                self._table_row(d, sentence, common)

    def _own(self, d: CellDraft) -> LocalId:
        """What names a table's row if that is measured itself, else ""."""
        found = within(self.stage, d.label)
        whole = found and found[0].span.end - found[0].span.start >= d.label.end - d.label.start - 2
        return found[0].entity if whole else ""

    def _caption(self, table: Table) -> str:
        """The table's caption, else the line above it that announces it (…情况如下：)."""
        if table.caption:
            return self.text[table.caption.start : table.caption.end]
        before = self.document.blocks[table.blocks[0] - 1].span if table.blocks and table.blocks[0] else Span(0, 0)
        line = self.text[before.start : before.end].strip()
        return line if len(line) < 40 and _ANNOUNCES.search(line) else ""

    def _table_row(self, d: CellDraft, sentence: Sentence, common: str) -> None:
        own = self._own(d)
        who = own or self.stage.topic or self.stage.home
        if not who:
            return
        indicator = d.indicator
        if own and d.measure != "rank":
            indicator = d.head or indicator
        state = "target" if "计划" in d.head or "目标" in d.head or "预计" in d.head else "actual"
        evidence = Evidence(sentence.span, d.cell, "figures.table")
        self.rows.append(
            Observation(
                who,
                indicator,
                d.value,
                d.unit,
                evidence,
                d.printed,
                d.bound,
                d.measure,
                d.period or ("" if own and _PROJECT_WORDS.search(indicator) and self._is_body(own) else common),
                state,
                indicator_id(indicator),
            )
        )

    def _is_body(self, who: LocalId) -> bool:
        return self.stage.types.get(who) in BODIES

    def _ahead(self, when: str) -> bool:
        """Whether a period ends after the page's year, or lies in it and the section only plans."""
        years = re.findall(r"\d{4}", when) if self.document.date else []
        now = (self.document.date or "")[:4]
        return bool(years) and (max(years) > now or (self.times.planning and max(years) == now))

    def _nth(self, clause: int, figure: int, d: Draft) -> LocalId:
        """A镇、B镇分别签约9个、7个: whose the figure is, if there are as many measured names as figures."""
        named = [m for m in within(self.stage, Span(clause, figure)) if m.type != "Scope"]
        return named[d.nth].entity if len(named) == d.among else ""

    def _of_person(self, sentence: int, clause: int, figure: int) -> bool:
        """Whether the clause tells what one person did (养殖户李某出栏肉牛20头), not what somebody says."""
        if _ONE.search(self.text, sentence, figure):
            return True
        for m in self.names:
            if m.type == "Person" and clause <= m.span.start < figure:
                return not _SAYS.match(self.text[m.span.end : m.span.end + 8])
        return False

    def _state(self, text: str, d: Draft) -> str:
        begin, end = d.clause, d.quantity.span.end
        clause = text[begin:end]
        if d.planned:
            return "target"
        if d.indicator.endswith(("总投资", "完成率")):
            return "actual"
        if (
            (_WILL.search(clause) and "了" not in clause)
            or (_CAPACITY.search(d.indicator) and _WILL.search(text[:end]))
            or target().search(clause)
            or target().search(d.indicator)
            or _LATER.search(re.split("[；;]", text[:end])[-1])
        ):
            return "target"
        before = text[:begin]
        aims = [m.end() for m in _AIM.finditer(before)]
        if aims and not _DONE.search(text[aims[-1] : end]):
            return "target"
        return "actual"

    def _period(self, text: str, found: tuple[Period, ...], d: Draft, who: LocalId, state: str) -> str:
        q = d.quantity
        at = q.span.start
        if d.measure == "avg_growth" and not d.kept_period:
            spans = [p.iso for p in found if re.fullmatch(r"\d{4}/\d{4}", p.iso)]
            return spans[-1] if spans else ""
        other = who not in (self.stage.home, self.stage.topic) and self.stage.types.get(who) in (*BODIES, "Zone")
        timed = self.stage.types.get(who) == "Enterprise" and any(p.iso and p.kind == "time" for p in found)
        described = d.measure == "level" and not d.indicator.startswith("新增")
        if (
            other
            and described
            and not timed
            and _PROJECT_WORDS.search(d.indicator)
            and not _SPENT.search(text[d.clause : at])
        ):
            return ""
        if _FROM.search(text, d.clause, at):
            return ""
        if d.indicator.startswith(("夺得", "获", "荣获", "蝉联")) and q.unit == "次":
            return ""
        if state == "target" and _LATER.search(text[:at]):
            return ""
        if other and not self._timed_itself(found, text, d, who):
            return self._of_event(text, d, self.times.title or self.times.section, state)
        own = self.times.at(found, text, at, d.clause)
        here = any(p.span.start < at and p.kind != "base" and not self.times.names_event(text, p) for p in found)
        return own if here else self._of_event(text, d, own, state)

    def _of_event(self, text: str, d: Draft, own: str, state: str) -> str:
        """The day of the event told, if a figure without a time of its own is the event's; else `own`."""
        at = d.quantity.span.start
        if not self.times.day or state == "target" or self.times.section or self.times.title:
            return own
        if re.search(r"每[个家亩户]|平均", text[d.clause : at]):
            return own
        near = is_event(text[: at + 30]) or is_event(d.indicator)
        counted = "项目" in d.indicator or d.indicator in ("总投资", "总用地") or "投资额" in d.indicator
        if counted and self.told_here:
            return self.told_here
        return self.times.day if near or (self.told and counted) else own

    def _timed_itself(self, found: tuple[Period, ...], text: str, d: Draft, who: LocalId) -> bool:
        """Whether a time of the sentence reaches a body or zone: none that stood in another's clause before it does."""
        start = self.document.sentences[self.at].span.start
        sentence = Span(start, start + d.quantity.span.start)
        named = [m.span.start - start for m in within(self.stage, sentence) if m.entity == who]
        text = self.text[start : sentence.end]
        times = [p.span.start for p in found if p.span.start < d.quantity.span.start and p.kind != "base"]
        if not named:
            return True
        front = max((text.rfind(c, 0, named[0]) for c in "，,；;"), default=-1)
        earlier = [m for m in within(self.stage, Span(start, start + max(front, 0))) if m.entity != who]
        return any(t > named[0] for t in times) or bool(times and not _later(earlier, times[-1] + start))

    def result(self) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
        body = distinct(self.rows)
        printed = {(abs(o.value), o.unit) for o in body}
        late = [o for o in self.late if (abs(o.value), o.unit) not in printed]
        rows = sorted([*body, *late], key=lambda o: (o.evidence.anchor.end, o.evidence.anchor.start))
        return tuple(rows), tuple(self.rejected)


def _later(mentions: list[Mention], position: int) -> bool:
    """Whether one of the mentions stands after the position."""
    return any(m.span.start > position for m in mentions)


_FROM = re.compile(r"[从由](?:原来|过去|最初|当初)?的?$")
_PLANNED = re.compile(r"^(?:计划|预计|拟)(?!总?投资|任务|目标|单列|生育|数|内|外)(?=.{2})")


_PLANNED_INSIDE = re.compile(
    r"([\u4e00-\u9fff]{2,6})计划((?:播种|种植|建设|安排|改造|收购|完成|新增|投放|造林)[\u4e00-\u9fff]+)"
)


def _unplanned(d: Draft) -> Draft:
    """计划更新农机 is what is planned of 更新农机."""
    if (inner := _PLANNED_INSIDE.fullmatch(d.indicator)) or d.indicator.endswith("目标"):
        name = inner[1] + inner[2] if inner else d.indicator.removesuffix("目标")
        return replace(d, indicator=name, planned=True) if len(name) > 2 else d
    m = _PLANNED.match(d.indicator)
    return replace(d, indicator=d.indicator[m.end() :], planned=True) if m else d


_TRADE = re.compile(r"[^，。；\d]{0,8}(?:进出口|出口|进口|贸易|投资额)")


def _masked(text: str, start: int, mentions: tuple[Mention, ...], found: tuple[Period, ...]) -> str:
    """The sentence with measured entities' names and times hidden, of the same length."""
    spans = [Span(m.span.start - start, m.span.end - start) for m in mentions]
    spans = [s for s in spans if not text.startswith(("级", "性", "首"), s.end) and text[s.start - 1 : s.start] != "占"]
    spans = [s for s in spans if not (text[s.start - 1 : s.start] in tuple("对与自向") and _TRADE.match(text, s.end))]
    spans += [p.span for p in found if p.kind != "base"]
    chars = list(text)
    for s in spans:
        chars[s.start : s.end] = HIDDEN * (s.end - s.start)
    return "".join(chars)
