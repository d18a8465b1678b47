"""Document -> mentions. Spotters propose, `settle` decides which candidates stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model import Document, Mention, Rejection, Span
from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed mention. `priority`: higher wins over lower where two overlap; then the longer; then the earlier."""

    mention: Mention
    priority: int


@dataclass(frozen=True, slots=True)
class Spotted:
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejection, ...] = ()
    home: str = ""  # code of the home area, "" where nothing says it


Spotter = Callable[[Document], Iterable[Candidate]]
spotters: Registry[Spotter] = Registry("kg.spotters")

_QUOTED = re.compile(r"“([^“”\n]{2,30})”(行动|工程|计划)")


@spotters.register("quoted")
def quoted(document: Document) -> Iterable[Candidate]:
    for m in _QUOTED.finditer(document.text):
        yield Candidate(Mention(Span(*m.span()), "Policy", "quoted.head", m[0]), 50)


def settle(candidates: Iterable[Candidate]) -> tuple[tuple[Mention, ...], tuple[Rejection, ...]]:
    """The candidates that stand, in text order, and those that lost to another."""
    kept: list[Mention] = []
    lost: list[Rejection] = []
    order = sorted(
        candidates,
        key=lambda c: (-c.priority, c.mention.span.start - c.mention.span.end, c.mention.span, c.mention.type),
    )
    for c in order:
        m = c.mention
        rival = next((k for k in kept if k.span.meets(m.span)), None)
        if rival is None:
            kept.append(m)
        else:
            lost.append(Rejection(m.span, m.type, m.name, m.rule, f"overlaps {rival.name} ({rival.rule})"))
    return tuple(sorted(kept, key=lambda m: m.span)), tuple(lost)


def spot(document: Document) -> Spotted:
    """All mentions of a document. A later spotter does not see an earlier one's result: `settle` weighs them."""
    candidates = [c for name in spotters.names() for c in spotters.get(name)(document)]
    return Spotted(*settle(candidates))
