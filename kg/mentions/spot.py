"""Document -> mentions. Spotters propose, `settle` decides which candidates stand."""

from __future__ import annotations

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
    """`mentions` do not overlap; `inner` are the names inside them (临平区 in 临平区人民政府)."""

    mentions: tuple[Mention, ...]
    inner: tuple[Mention, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    home: str = ""  # code of the home area, "" where nothing says it


Spotter = Callable[[Document], Iterable[Candidate]]
spotters: Registry[Spotter] = Registry("kg.spotters")


def settle(candidates: Iterable[Candidate]) -> Spotted:
    """Decide between overlapping candidates: the outermost name stands and what it holds becomes `inner`;
    names that cross are settled by priority, then length, then position."""
    kept: list[Mention] = []
    inner: list[Mention] = []
    lost: list[Rejection] = []
    for candidate in sorted(candidates, key=_rank):
        m = candidate.mention
        rivals = [k for k in kept if k.span.meets(m.span)]
        if all(m.span.holds(k.span) and m.span != k.span for k in rivals):
            inner += rivals
            kept = [k for k in kept if k not in rivals]
            kept.append(m)
        elif any(k.span.holds(m.span) and k.span != m.span for k in rivals):
            inner.append(m)
        else:
            rival = rivals[0]
            lost.append(Rejection(m.span, m.type, m.name, m.rule, f"overlaps {rival.name} ({rival.rule})"))
    return Spotted(_in_order(kept), _in_order(inner), tuple(lost))


def _rank(c: Candidate) -> tuple[int, int, Span, str]:
    return -c.priority, c.mention.span.start - c.mention.span.end, c.mention.span, c.mention.type


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda m: (m.span, m.type, m.rule)))


def spot(document: Document) -> Spotted:
    """All mentions of a document. A later spotter does not see an earlier one's result: `settle` weighs them."""
    return settle(c for name in spotters.names() for c in spotters.get(name)(document))
