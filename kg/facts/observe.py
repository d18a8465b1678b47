"""A document's figures -> observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.figures import read_figures
from kg.facts.figures_awards import AWARDING, GIVEN, awarded
from kg.facts.figures_cells import flat_rows, table_rows
from kg.facts.figures_counts import of_divisions, untold
from kg.facts.figures_intent import state_of, unplanned
from kg.facts.figures_mask import masked_text
from kg.facts.figures_names import fault, unsure
from kg.facts.figures_page import Page, Said, in_name, is_damaged, page_of, page_times, policy_of
from kg.facts.figures_people import of_person
from kg.facts.figures_period import is_ahead, period_of, since_last_year
from kg.facts.figures_refer import without_referring
from kg.facts.figures_repeats import distinct
from kg.facts.figures_stage import Stage, within
from kg.facts.figures_state import Draft
from kg.facts.figures_subject import Meant, subject
from kg.facts.figures_tables import is_flat_head
from kg.facts.figures_thread import Thread
from kg.facts.indicators import indicator_id
from kg.mentions.quantities import Quantity, prefilter, quantities
from kg.model import Document, Evidence, Linked, LocalId, Observation, Rejection, Sentence, Span, Table
from kg.rules import regex as re


def observe(document: Document, linked: Linked) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
    """Every figure that measures something, in text order, and the figures set aside."""
    reader = _Reader(page_of(document, linked))
    for sentence in document.sentences:
        reader.read(sentence)
    for table in document.tables:
        reader.read_table(table)
    return reader.result()


def periods_in_force(document: Document, linked: Linked) -> Iterator[str]:
    """For each sentence the period that a figure without one would have behind it, "" where none holds."""
    reader = _Reader(page_of(document, linked))
    for sentence in document.sentences:
        reader.read(sentence)
        yield reader.times.outer() or reader.times.day


_MEASURES = re.compile(r"(?:具体|政策|支持|创新|若干|扶持)*(?:举措|措施|条款|内容|政策)$")


class _Reader:
    """One pass over a page: the times and the bodies in force, and the rows so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times = page_times(page)
        self.thread = Thread(page.stage)
        self.head = ""
        self.rows: list[Observation] = []
        self.late: list[Observation] = []
        self.rejected: list[Rejection] = []

    def read(self, sentence: Sentence) -> None:
        block = self.page.document.blocks[sentence.block]
        text = self.page.text[sentence.span.start : sentence.span.end]
        self.thread.enter(sentence.block)
        if self.page.stage.national and sentence.block != self.times.block:
            self.times.year = ""
        self.times.enter(sentence.block, text if block.kind == "heading" else "")
        if block.kind == "row" or self.page.damaged or self._is_flat(sentence, text):
            return
        said = Said(sentence, text, self.times.read(text))
        rows = len(self.rows)
        if prefilter(text):
            figures = tuple(q for q in quantities(text) if not in_name(self.page, said.core(q)))
            if figures and not is_damaged(text):
                self._read_figures(said, figures, self.late if block.kind in ("title", "heading") else self.rows)
        self.times.leave(said.times, text, len(self.rows) - rows)
        self.thread.leave(sentence)

    def _is_flat(self, sentence: Sentence, text: str) -> bool:
        """Whether a line belongs to a table printed as lines; its figures are taken."""
        if is_flat_head(text):
            self.head = text
            return False
        made = flat_rows(self.page, self.times, sentence, self.head) if self.head else ()
        self.rows += made
        return bool(made)

    def _read_figures(self, said: Said, figures: tuple[Quantity, ...], rows: list[Observation]) -> None:
        """Adds to `rows` what the figures of a sentence measure."""
        stage = self.page.stage
        masked = masked_text(said.text, said.start, within(stage, said.sentence.span), said.times)
        drafts, rejected = read_figures(masked, 0, figures)
        policy = policy_of(self.page, said.sentence)
        if policy and AWARDING.search(said.text):
            drafts = awarded(said.text, figures, drafts)
        self.thread.begin()
        start = said.start
        self.rejected += [replace(r, span=Span(r.span.start + start, r.span.end + start)) for r in rejected]
        told = False
        for d in map(unplanned, drafts):
            reason = _unnamed(stage, masked, d, told)
            told = not reason
            made = (
                _refused(said, d, "figures.name", f"{reason} in {d.indicator}")
                if reason
                else self._row(said, d, policy)
            )
            if isinstance(made, Rejection):
                self.rejected.append(made)
            else:
                rows.append(made)

    def _row(self, said: Said, d: Draft, policy: LocalId) -> Observation | Rejection:
        """The observation of a draft whose name is sound, or why nobody can be said to be measured."""
        meant = self._meant(said, d)
        if meant.how == "referred":
            d = replace(d, indicator=without_referring(d.indicator))
        who = (_nth(self.page.stage, said, d) if d.among else "") or meant.entity
        if not who or self._is_idle(said, d):
            return _refused(said, d, "figures.subject", "no subject" if who else meant.reason)
        given = bool(policy) and _is_given(said, d)
        who = policy if given else who
        self.thread.measure(who, said.start + d.quantity.span.end)
        state = state_of(said.text, d)
        when = "" if given else period_of(self.page, self.times, said, d, who, state)
        d = since_last_year(said.text, d, when)
        if not d.indicator.endswith("总投资") and is_ahead(self.page, self.times, when):
            state = "target"
        return _observation(said, d, who, when, state)

    def _meant(self, said: Said, d: Draft) -> Meant:
        core = said.core(d.quantity)
        return subject(
            self.page.stage,
            self.page.document.blocks[said.sentence.block].span,
            said.sentence.span,
            Span(core.start, said.start + d.quantity.span.end),
            said.start + d.clause,
            d.indicator,
            self.thread.meant(said.sentence, core.start),
            self.thread.before,
        )

    def _is_idle(self, said: Said, d: Draft) -> bool:
        """Whether a figure measures nobody: measures that are counted, what one person did."""
        if d.quantity.unit == "条" and _MEASURES.match(d.indicator):
            return True
        core = said.core(d.quantity)
        return of_person(self.page.text, self.page.names, said.start, said.start + d.clause, core.start)

    def read_table(self, table: Table) -> None:
        rows, rejected = table_rows(self.page, self.times, table)
        self.rows += rows
        self.rejected += rejected

    def result(self) -> tuple[tuple[Observation, ...], tuple[Rejection, ...]]:
        """The rows in text order; a headline's only where the text does not print their values."""
        body = distinct(self.rows)
        printed = {(abs(o.value), o.unit) for o in body}
        late = [o for o in self.late if (abs(o.value), o.unit) not in printed]
        rows = sorted([*body, *late], key=lambda o: (o.evidence.anchor.end, o.evidence.anchor.start))
        return tuple(rows), tuple(self.rejected)


def _unnamed(stage: Stage, masked: str, d: Draft, told: bool) -> str:
    """Why what is counted or measured has no name to go by; "" if it has. `told`: the figure before it has."""
    wide, counted = stage.national, d.quantity.kind == "count"
    if not wide and counted and of_divisions(masked, d):
        return ""
    grown = d.measure in ("yoy_growth", "avg_growth", "rank", "ratio", "share")
    reason = fault(d.indicator, d.quantity.unit, not wide) or (unsure(d.indicator, counted, grown) if wide else "")
    return reason or (untold(masked, d, told, wide) if counted else "")


def _nth(s: Stage, said: Said, d: Draft) -> LocalId:
    """A镇、B镇分别签约9个、7个: whose the figure is, if there are as many measured names as figures."""
    clause = Span(said.start + d.clause, said.core(d.quantity).start)
    named = [m for m in within(s, clause) if m.type != "Scope"]
    return named[d.nth].entity if len(named) == d.among else ""


def _refused(said: Said, d: Draft, rule: str, reason: str) -> Rejection:
    return Rejection(said.core(d.quantity), "Quantity", f"{d.quantity.printed}{d.quantity.unit}", rule, reason)


def _is_given(said: Said, d: Draft) -> bool:
    """Whether the figure is what the policy of its sentence gives."""
    clause = re.split("[；;。]", said.text[: d.quantity.span.end])[-1]
    return (AWARDING.search(clause) or GIVEN.search(d.indicator)) is not None


def _observation(said: Said, d: Draft, who: LocalId, when: str, state: str) -> Observation:
    q, core = d.quantity, said.core(d.quantity)
    return Observation(
        who,
        d.indicator,
        d.value,
        q.unit,
        Evidence(said.sentence.span, Span(said.start + min(d.clause, q.core.start), core.end), f"figures.{d.measure}"),
        q.printed if d.value == q.value else f"-{q.printed}",
        q.bound,
        d.measure,
        when,
        state,
        indicator_id(d.indicator),
    )
