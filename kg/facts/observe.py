"""A document's figures -> observations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.facts.figures import Draft, read_figures
from kg.facts.figures_subject import Stage, stage, subject, within
from kg.facts.figures_time import Times, is_event, title_period
from kg.facts.figures_words import HIDDEN, target
from kg.facts.indicators import indicator_id
from kg.mentions.periods import Period
from kg.mentions.quantities import Quantity, prefilter, quantities
from kg.model import Document, Evidence, Linked, LocalId, Mention, Observation, Rejection, Sentence, Span
from kg.text.fold import simplified


def observe(document: Document, linked: Linked) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
    """Every figure that measures something, in text order, and the figures set aside."""
    page = _Page(document, linked)
    for sentence in document.sentences:
        page.read(sentence)
    return page.result()


_NAMES = frozenset(
    "Policy Honor Event Product Industry Project Facility Zone Enterprise Institution Person GovernmentBody".split()
)
_PROJECT_WORDS = re.compile(r"总投资|投资|用地|占地|建筑面积|建设规模|规划面积|规模|产能|年产|长度|面积")
_AIM = re.compile(
    r"预计|力争|力求|(?<!的)目标(?:是|为)?|要增长|要达到|将达|拟(?=斥|投|建|引)|将(?=投资|增长|达|新增|实现)"
)
_DONE = re.compile(r"已|目前|现有|实际|完成(?!率)|[。！？]|计划投资")
_LATER = re.compile(r"(?:建成|投产|投用|达产|运营|全部建成)[^，。]{0,6}(?:后|时)")


class _Page:
    """One pass over a document: what is in force, and the rows so far."""

    def __init__(self, document: Document, linked: Linked) -> None:
        self.document = document
        self.text = simplified(document.text)
        title = next((b.span for b in document.blocks if b.kind == "title"), None)
        words = document.title or (document.quote(title) if title else "")
        self.stage: Stage = stage(document, linked, title)
        self.times = Times(document.date, title=title_period(document, words))
        self.told = is_event(words)
        self.times.year = self.times.title[:4]
        self.names = [m for m in linked.mentions if m.type in _NAMES]
        self.carried: LocalId = ""
        self.block = -1
        self.rows: list[Observation] = []
        self.late: list[Observation] = []
        self.rejected: list[Rejection] = []

    def read(self, sentence: Sentence) -> None:
        block = self.document.blocks[sentence.block]
        heading = block.kind in ("title", "heading")
        if sentence.block != self.block:
            self.block, self.carried = sentence.block, ""
        text = self.text[sentence.span.start : sentence.span.end]
        short = block.span.end - block.span.start < 30 and not text.endswith(("。", "；"))
        self.times.enter(sentence.block, text if heading or short else "")
        if block.kind == "row":
            return
        found = self.times.read(text)
        if prefilter(text):
            figures = tuple(q for q in quantities(text) if not self._inside_name(q, sentence.span))
            if figures:
                self._rows(sentence, text, found, figures, heading)
        self.times.leave(found, text)
        self._carry(sentence)

    def _inside_name(self, q: Quantity, sentence: Span) -> bool:
        core = Span(q.core.start + sentence.start, q.core.end + sentence.start)
        return any(m.span.holds(core) for m in self.names if m.span.start < core.end and m.span.end > core.start)

    def _carry(self, sentence: Sentence) -> None:
        """A body that opens a sentence is the subject of the next ones of its paragraph."""
        inside = within(self.stage, sentence.span)
        for m in inside:
            if m.span.start == sentence.span.start and self.stage.types[m.entity] in (
                "Project",
                "Enterprise",
                "Institution",
            ):
                self.carried = m.entity

    def _rows(
        self, sentence: Sentence, text: str, found: tuple[Period, ...], figures: tuple[Quantity, ...], heading: bool
    ) -> None:
        mentions = within(self.stage, sentence.span)
        masked = _masked(text, sentence.span.start, mentions, found)
        drafts, rejected = read_figures(masked, 0, figures)
        start = sentence.span.start
        self.rejected += [replace(r, span=Span(r.span.start + start, r.span.end + start)) for r in rejected]
        for d in drafts:
            row = self._row(sentence, text, found, d)
            if row is None:
                core = Span(d.quantity.core.start + start, d.quantity.core.end + start)
                self.rejected.append(
                    Rejection(core, "Quantity", d.quantity.printed + d.quantity.unit, "figures.subject", "no subject")
                )
            elif heading:
                self.late.append(row)
            else:
                self.rows.append(row)

    def _row(self, sentence: Sentence, text: str, found: tuple[Period, ...], d: Draft) -> Observation | None:
        start, q = sentence.span.start, d.quantity
        core = Span(q.core.start + start, q.core.end + start)
        who = subject(self.stage, sentence.span, core, start + d.clause, d.indicator, self.carried)
        if not who:
            return None
        state = self._state(text, d)
        return Observation(
            who,
            d.indicator,
            d.value,
            q.unit,
            Evidence(sentence.span, Span(start + min(d.clause, q.core.start), core.end), f"figures.{d.measure}"),
            q.printed if d.value == q.value else f"-{q.printed}",
            q.bound,
            d.measure,
            self._period(text, found, d, who, state),
            state,
            indicator_id(d.indicator),
        )

    def _state(self, text: str, d: Draft) -> str:
        begin, end = d.clause, d.quantity.span.end
        clause = text[begin:end]
        if d.indicator.endswith("总投资") or d.indicator in ("投资", "投资额", "用地", "用地面积", "占地面积"):
            return "actual"
        if target().search(clause) or target().search(d.indicator) or _LATER.search(re.split("[；;]", text[:end])[-1]):
            return "target"
        before = text[:begin]
        aims = [m.end() for m in _AIM.finditer(before)]
        if aims and not _DONE.search(text[aims[-1] : end]):
            return "target"
        return "actual"

    def _period(self, text: str, found: tuple[Period, ...], d: Draft, who: LocalId, state: str) -> str:
        at = d.quantity.span.start
        if d.measure == "avg_growth" and not d.kept_period:
            spans = [p.iso for p in found if re.fullmatch(r"\d{4}/\d{4}", p.iso)]
            return spans[-1] if spans else ""
        if self.stage.types.get(who) in ("Project", "Facility") and _PROJECT_WORDS.search(d.indicator):
            return ""
        if state == "target" and _LATER.search(text[:at]):
            return ""
        own = self.times.at(found, text, at, d.clause)
        here = any(p.span.start < at and p.kind != "base" and not self.times.names_event(text, p) for p in found)
        if here or not self.times.day or state == "target" or self.times.section or self.times.title:
            return own
        near = is_event(text[: at + 30]) or is_event(d.indicator)
        counted = "项目" in d.indicator or d.indicator in ("总投资", "总用地") or "投资额" in d.indicator
        return self.times.day if near or (self.told and counted) else own

    def result(self) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
        body = _distinct(self.rows)
        printed = {(abs(o.value), o.unit) for o in body}
        late = [o for o in self.late if (abs(o.value), o.unit) not in printed]
        rows = sorted([*body, *late], key=lambda o: (o.evidence.anchor.end, o.evidence.anchor.start))
        return tuple(rows), tuple(self.rejected)


def _masked(text: str, start: int, mentions: tuple[Mention, ...], found: tuple[Period, ...]) -> str:
    """The sentence with measured entities' names and times hidden, of the same length."""
    spans = [Span(m.span.start - start, m.span.end - start) for m in mentions]
    spans = [s for s in spans if not text.startswith(("级", "性", "首"), s.end)] + [p.span for p in found]
    chars = list(text)
    for s in spans:
        chars[s.start : s.end] = HIDDEN * (s.end - s.start)
    return "".join(chars)


def _distinct(rows: list[Observation]) -> list[Observation]:
    """A figure repeated is one row: the same subject, value, unit and measure, and much the same indicator."""
    kept: list[Observation] = []
    for row in rows:
        if not any(_same(row, k) for k in kept):
            kept.append(row)
    return kept


def _same(a: Observation, b: Observation) -> bool:
    if (a.subject, a.value, a.unit, a.measure) != (b.subject, b.value, b.unit, b.measure):
        return False
    if a.period != b.period and a.period and b.period:
        return False
    if a.indicator == b.indicator:
        return True
    if a.evidence.sentence == b.evidence.sentence:
        return False
    digits = len(str(abs(a.value)).replace(".", "").strip("0"))
    shorter, longer = sorted((a.indicator, b.indicator), key=len)
    alike = len(set(shorter) & set(longer)) * 2 >= len(set(shorter))
    return (digits >= 3 and alike and a.unit != "%") or (digits >= 4) or (len(shorter) > 1 and shorter in longer)
