"""A document's figures -> observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.figures import read_figures
from kg.facts.figures_awards import awarded
from kg.facts.figures_counts import of_divisions, untold
from kg.facts.figures_intent import LATER, state_of, unplanned
from kg.facts.figures_mask import masked_text
from kg.facts.figures_names import fault, unsure
from kg.facts.figures_people import of_person
from kg.facts.figures_policy import ISSUED, ISSUING, PLANNING, page_policy
from kg.facts.figures_refer import without_referring
from kg.facts.figures_repeats import distinct
from kg.facts.figures_stage import Stage, stage, within
from kg.facts.figures_stand import is_oblique, opens
from kg.facts.figures_state import Draft
from kg.facts.figures_subject import subject
from kg.facts.figures_tables import CellDraft, flat_row, is_flat_head, read_table
from kg.facts.figures_time import Times, caption_year, is_event, title_period
from kg.facts.figures_topic import BODIES
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
    r"全长|总长|时速|装机|库容|跨径|长$|总投资|(?<!资产)投资|用地|占地|建筑面积|建设规模|规划面积|规模(?!以上|以下)|产能|年产|长度|面积"
)
_REFERRED = ("Project", "Facility", "Zone", "Institution", "Enterprise")
_AWARDING = re.compile(r"奖励|补助|补贴|资助|贴息|扶持|给予|基金|最高|封顶|不超过|减免|津贴")
_ANNOUNCES = re.compile("(?:情况|名单|数据|统计|指标|企业|项目|完成|一览|如下|下表)[^，。]{0,6}[:：]$|表$")
_SPENT = re.compile(r"(?:已|累计|共)(?:已|累计)*完成(?:投资|产值)|累计投资")
_GIVEN = re.compile(r"(?:奖励|补助|补贴|资助|贴息|奖补|津贴)(?:比例)?$|投资比例$|基金总?规模$")
_MEASURES = re.compile(r"(?:具体|政策|支持|创新|若干|扶持)*(?:举措|措施|条款|内容|政策)$")
_MASKED = quick(r"(?:19|20)(?:[xX×*＊某X]{2}|\d[xX×*＊])年?|[xX×*＊]{4}年")
_DROPPED = quick(
    r"(?:增长|下降|完成|实现|达到|为|约|占)(?:亿元|万元|亿美元|%|％|个百分点|平方公里|平方米|公里|万亩|万人|万吨)|(?<!\d)年月日|第位"
)
_ALL_YEAR = re.compile("(?:力争|确保|争取|预计)[^，。；]{0,4}全年")
_DATED = re.compile("(?:19|20)\\d\\d|[明后]年")


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
        self.times.year = self.times.title[:4] or caption_year(document, words)
        self.head = ""
        self.damaged = len(_MASKED.findall(self.text)) > 1 or len(_DROPPED.findall(self.text)) > 2
        self.policy = page_policy(document, linked, self.text, title)
        self.policies = [m for m in linked.mentions if m.type == "Policy"]
        self.names = [m for m in linked.mentions if m.type in _NAMES]
        self.carried: LocalId = ""
        self.measured: LocalId = ""
        self.block = -1
        self.at = -1
        self.rows: list[Observation] = []
        self.late: list[Observation] = []
        self.rejected: list[Rejection] = []

    def _policy_of(self, sentence: Sentence) -> LocalId:
        """The policy whose terms a sentence tells: the page's, else the last one that its paragraph has named."""
        begin, end = self.document.blocks[sentence.block].span.start, sentence.span.end
        named = [m.entity for m in self.policies if begin <= m.span.start < end and m.entity and self._gives(m)]
        return self.policy or (named[-1] if named else "")

    def _gives(self, m: Mention) -> bool:
        """Whether a policy gives rules by its name, or is a plan just issued."""
        before = self.text[max(0, m.span.start - 4) : m.span.start]
        return ISSUING.search(m.name) is not None or (PLANNING.search(m.name) and ISSUED.search(before)) is not None

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
        masked = masked_text(text, sentence.span.start, mentions, found)
        drafts, rejected = read_figures(masked, 0, figures)
        policy = self._policy_of(sentence)
        if policy and _AWARDING.search(text):
            drafts = awarded(text, figures, drafts)
        start = sentence.span.start
        self.before: tuple[LocalId, int] = ("", 0)
        self.why = ""
        self.rejected += [replace(r, span=Span(r.span.start + start, r.span.end + start)) for r in rejected]
        told = False
        for d in map(unplanned, drafts):
            reason = self._unnamed(masked, d, told)
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

    def _unnamed(self, masked: str, d: Draft, told: bool) -> str:
        """Why what is counted or measured has no name to go by; "" if it has. `told`: the figure before it has."""
        wide, counted = self.stage.national, d.quantity.kind == "count"
        if not wide and counted and of_divisions(masked, d):
            return ""
        reason = fault(d.indicator, d.quantity.unit, not wide) or self._unsure(d)
        return reason or (untold(masked, d, told, wide) if counted else "")

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
        if meant.how == "referred":
            d = replace(d, indicator=without_referring(d.indicator))
        if d.among and (shared := self._nth(start + d.clause, core.start, d)):
            who = shared
        if q.unit == "条" and _MEASURES.match(d.indicator):
            return None
        if not who or of_person(self.text, self.names, start, start + d.clause, core.start):
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
        state = state_of(text, d)
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
        since = max((p.span.start for p in found if p.iso and p.span.start < at), default=0)
        if state == "target" and LATER.search(re.split("[；;]", text[:at])[-1][-(at - since) :]):
            return ""
        if other and not self._timed_itself(found, text, d, who):
            return self._of_event(text, d, self.times.title or self.times.section, state)
        if (
            state == "target"
            and _ALL_YEAR.search(text, 0, at)
            and not _DATED.search(text, 0, at)
            and self.document.date
        ):
            return self.document.date[:4]
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
