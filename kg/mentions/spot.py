"""Document -> mentions. Spotters propose, `settle` decides which candidates stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.model import Document, Mention, Rejection
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


def settle(proposed: Iterable[Candidate]) -> Spotted:
    """Decide between overlapping candidates: the outermost name stands and what it holds becomes `inner`;
    names that cross are settled by priority, then length, then position."""
    kept: list[Mention] = []
    inner: list[Mention] = []
    lost: list[Rejection] = []
    for candidate in sorted(proposed, key=_rank):
        m = candidate.mention
        start, end = m.span.start, m.span.end
        rivals = [k for k in kept if k.span.start < end and start < k.span.end]
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


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a candidate. `outcome`: stands, inside (`rival` is the longer name that holds it) or lost (to
    `rival`, `by` its priority, length or position)."""

    candidate: Candidate
    outcome: str
    rival: Mention | None = None
    by: str = ""


def fates(proposed: Iterable[Candidate]) -> tuple[Fate, ...]:
    """What `settle` decides of each candidate, once each, in text order."""
    ranked = sorted(dict.fromkeys(proposed), key=_rank)
    spotted = settle(ranked)
    best = {c.mention: c for c in reversed(ranked)}
    winners = [c for c in ranked if c.mention in {*spotted.mentions, *spotted.inner} and c is best[c.mention]]
    found = [_fate(c, spotted, winners) for c in ranked if c is best[c.mention]]
    return tuple(sorted(found, key=lambda f: (f.candidate.mention.span, _rank(f.candidate), f.candidate.mention.rule)))


def _fate(c: Candidate, spotted: Spotted, winners: Iterable[Candidate]) -> Fate:
    m = c.mention
    if m in spotted.mentions:
        return Fate(c, "stands")
    if m in spotted.inner:
        return Fate(c, "inside", next((k for k in spotted.mentions if k.span.holds(m.span)), None))
    rivals = [w for w in winners if w.mention.span.meets(m.span) and w is not c]
    crossing = [w for w in rivals if w.mention.span == m.span or not m.span.holds(w.mention.span)]
    rival = (crossing or rivals)[0]
    return Fate(c, "lost", rival.mention, _advantage(rival, c))


def _advantage(winner: Candidate, loser: Candidate) -> str:
    """Why the one was asked before the other: the first of `_rank`'s reasons that tells them apart."""
    names = ("priority", "length", "position")
    return next((n for n, a, b in zip(names, _rank(winner), _rank(loser), strict=False) if a != b), "position")


def _rank(c: Candidate) -> tuple[int, int, int, str]:
    span = c.mention.span
    return -c.priority, span.start - span.end, span.start, c.mention.type


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda m: (m.span.start, m.span.end, m.type, m.rule)))


def candidates(document: Document) -> Iterator[Candidate]:
    """What every spotter proposes. A later spotter does not see an earlier one's result."""
    return (c for name in spotters.names() for c in spotters.get(name)(document))


def spot(document: Document) -> Spotted:
    """All mentions of a document: `settle` weighs what the spotters propose."""
    return settle(candidates(document))
