"""What the reader of figures knows of a page before its first figure: who is named, whose page it is, whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.facts.figures_policy import ISSUED, ISSUING, PLANNING, page_policy
from kg.facts.figures_stage import Stage, stage
from kg.facts.figures_time import Times, caption_year, is_event, title_period
from kg.mentions.periods import Period
from kg.mentions.quantities import Quantity
from kg.model import Document, Linked, LocalId, Mention, Sentence, Span
from kg.rules.sieve import quick
from kg.text.fold import simplified

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
_MASKED = quick(r"(?:19|20)(?:[xX×*＊某X]{2}|\d[xX×*＊])年?|[xX×*＊]{4}年")
_DROPPED = quick(
    r"(?:增长|下降|完成|实现|达到|为|约|占)(?:亿元|万元|亿美元|%|％|个百分点|平方公里|平方米|公里|万亩|万人|万吨)|(?<!\d)年月日|第位"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A document as its figures need it. `text` is simplified, of the document's length; `names` are mentions inside which
    no figure stands, `policies` those of policies; `policy` is the one whose text the page is, "" for other pages;
    `told`: its title tells of something that happened on a day; `damaged`: figures are struck out all over it."""

    document: Document
    text: str
    stage: Stage
    title: str
    names: tuple[Mention, ...]
    policies: tuple[Mention, ...]
    policy: LocalId
    told: bool
    damaged: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence under reading: its simplified words and the times in them, whose spans count from its beginning."""

    sentence: Sentence
    text: str
    times: tuple[Period, ...]

    @property
    def start(self) -> int:
        return self.sentence.span.start

    def core(self, q: Quantity) -> Span:
        """Where the digits of a figure of the sentence stand in the document."""
        return Span(q.core.start + self.start, q.core.end + self.start)


def page_of(document: Document, linked: Linked) -> Page:
    """The page that `document` is, with what `linked` names in it."""
    text = simplified(document.text)
    title = next((b.span for b in document.blocks if b.kind == "title"), None)
    words = text[title.start : title.end] if title else document.title or ""
    return Page(
        document,
        text,
        stage(replace(document, text=text), linked),
        words,
        tuple(m for m in linked.mentions if m.type in _NAMES),
        tuple(m for m in linked.mentions if m.type == "Policy"),
        page_policy(document, linked, text, title),
        is_event(words),
        len(_MASKED.findall(text)) > 1 or len(_DROPPED.findall(text)) > 2,
    )


def page_times(page: Page) -> Times:
    """The times in force before the page's first sentence."""
    document = page.document
    times = Times(document.date, title=title_period(document, page.title), strict=page.stage.national)
    times.year = times.title[:4] or caption_year(document, page.title)
    return times


def is_damaged(text: str) -> bool:
    """Whether figures are struck out of a sentence (20××年, 增长%)."""
    return _MASKED.search(text) is not None or _DROPPED.search(text) is not None


def policy_of(page: Page, sentence: Sentence) -> LocalId:
    """The policy whose terms a sentence tells: the page's, else the last one that its paragraph has named."""
    if page.policy or not page.policies:
        return page.policy
    begin, end = page.document.blocks[sentence.block].span.start, sentence.span.end
    named = [m.entity for m in page.policies if begin <= m.span.start < end and m.entity and _gives(page, m)]
    return named[-1] if named else ""


def _gives(page: Page, m: Mention) -> bool:
    """Whether a policy gives rules by its name, or is a plan just issued."""
    before = page.text[max(0, m.span.start - 4) : m.span.start]
    return ISSUING.search(m.name) is not None or (PLANNING.search(m.name) and ISSUED.search(before)) is not None


def in_name(page: Page, where: Span) -> bool:
    """Whether a figure at `where` belongs to a name: 3 in 3号线."""
    return any(m.span.holds(where) for m in page.names if m.span.start < where.end and m.span.end > where.start)
