"""How a text is read: every stage's result for one page, for people who want to know why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.facts.trace import Step
from kg.mentions.spot import Fate
from kg.model import Failure, Reading, Source, Span
from kg.pipeline import retrace, tokens
from kg.sources import sources
from kg.text import Unreadable


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text is read: `words` of the segmentation, everything the stages made of it (`reading`), every candidate's
    fate, and each sentence as the rules saw it."""

    words: tuple[str, ...]
    reading: Reading
    fates: tuple[Fate, ...]
    steps: tuple[Step, ...]

    @property
    def home(self) -> str:
        """Name of the home area, "" where the text names none."""
        linked = self.reading.linked
        return next((e.name for e in linked.entities if e.id == linked.home), "")

    def quote(self, span: Span) -> str:
        return self.reading.document.quote(span)


def explain(text: str) -> Explanation:
    """Read `text` as if it were a page. Raises kg.text.Unreadable where it holds no sentence."""
    return _explained(Source("text", text.encode(), kind="text"))


def explain_document(path: str | Path) -> tuple[Explanation, ...]:
    """How each document of a file is read (a page is one, JSON Lines hold several). Raises kg.text.Unreadable."""
    found = []
    for source in sources([str(path)]):
        if isinstance(source, Failure):
            raise Unreadable(source.code, source.reason)
        found.append(_explained(source))
    return tuple(found)


def _explained(source: Source) -> Explanation:
    found = retrace(source)
    return Explanation(tuple(t.word for t in tokens(found.reading)), found.reading, found.fates, found.steps)


__all__ = ["Explanation", "explain", "explain_document"]
