"""What the relation rules and the figures saw of each sentence, for `kg explain`. Nothing here decides anything."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.context import Context
from kg.facts.lift import readable
from kg.facts.observe import periods_in_force
from kg.facts.relate import lift_document, rules, trials
from kg.model import Document, Linked, LocalId, Span


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence as the rules see it: `lifted` with types for mentions; `subjects` and `period` are in force behind it;
    `tried` are the relation rules that its mentions and words allow, `matched` those whose pattern stands in it."""

    sentence: Span
    lifted: str
    subjects: tuple[LocalId, ...]
    period: str
    tried: tuple[str, ...]
    matched: tuple[str, ...]


def trace(document: Document, linked: Linked) -> tuple[Step, ...]:
    """A step for each sentence of the document, in order."""
    types = {e.id: e.type for e in linked.entities}
    lifted = lift_document(document, linked, types)
    context = Context(document, linked, lifted, types)
    tried: list[dict[str, bool]] = [{} for _ in lifted]  # rule -> whether it matched
    for rule, pattern, number, floor, reading in trials(rules(), lifted, context):
        hit = any(m.end() > floor for m in pattern.regex.finditer(reading.text))
        tried[number][rule.id] = tried[number].get(rule.id, False) or hit
    periods = tuple(periods_in_force(document, linked))
    return tuple(
        Step(s.span, readable(x), context.in_force(i), periods[i], tuple(tried[i]), _matched(tried[i]))
        for i, (s, x) in enumerate(zip(document.sentences, lifted, strict=True))
    )


def _matched(tried: dict[str, bool]) -> tuple[str, ...]:
    return tuple(rule for rule, hit in tried.items() if hit)
