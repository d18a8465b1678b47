"""An explanation as lines for a terminal and as an object for programs; the words of one step, which the page uses, too."""

from __future__ import annotations

from collections.abc import Iterable

from kg import api
from kg.cli.messages import say
from kg.facts.trace import Step
from kg.mentions.spot import Fate
from kg.model import Mention, Observation, Rejection, Relation


def as_lines(found: api.Explanation) -> list[str]:
    """One section a stage, in the order in which they ran."""
    reading = found.reading
    sections = [
        ("tokens", ["/".join(found.words)]),
        ("candidates", [f"{_place(f.candidate.mention)}  {candidate(found, f)}: {fate(f)}" for f in found.fates]),
        ("home", [found.home or say("none")]),
        ("mentions", [f"{_place(m)}  {mention(found, m)}" for m in (*reading.linked.mentions, *reading.linked.inner)]),
        ("sentences", [line for step in found.steps for line in _step(found, step)]),
        ("relations", [relation(found, r) for r in reading.relations]),
        ("figures", [observation(found, o) for o in reading.observations]),
        ("refused", [f"{_place(r)}  {rejection(r)}" for r in refused(found)]),
    ]
    return [
        line for title, lines in sections if lines for line in (f"{say(title)}:", *(f"  {words}" for words in lines))
    ]


def refused(found: api.Explanation) -> tuple[Rejection, ...]:
    """Everything set aside, each once, in text order."""
    both = dict.fromkeys((*found.reading.linked.rejected, *found.reading.rejected))
    return tuple(sorted(both, key=lambda r: r.span))


def fired(found: api.Explanation, step: Step) -> tuple[str, ...]:
    """The rules whose statements stand in the sentence, figures' too."""
    evidence = [r.evidence for r in found.reading.relations] + [o.evidence for o in found.reading.observations]
    return tuple(dict.fromkeys(e.rule for e in evidence if e.sentence == step.sentence))


def _place(x: Mention | Rejection) -> str:
    return f"[{x.span.start},{x.span.end})"


def candidate(found: api.Explanation, f: Fate) -> str:
    m = f.candidate.mention
    return f"{found.quote(m.span)}  {m.type}  ({m.rule}, {f.candidate.priority})"


def fate(f: Fate) -> str:
    """What became of a candidate, in words."""
    rival = f"{f.rival.name} ({f.rival.rule})" if f.rival else ""
    return say(f"fate-{f.outcome}", rival=rival, by=say(f"by-{f.by}") if f.by else "")


def mention(found: api.Explanation, m: Mention) -> str:
    return f"{found.quote(m.span)}  {m.type}  -> {m.entity or '—'}  ({m.rule})"


def relation(found: api.Explanation, r: Relation) -> str:
    title = f" {r.title}" if r.title else ""
    return f"{r.subject} {r.predicate} {r.object}{title} [{r.state}]  “{found.quote(r.evidence.anchor)}”  ({r.evidence.rule})"


def observation(found: api.Explanation, o: Observation) -> str:
    key = f"{o.subject} · {o.indicator} · {o.measure} · {o.period or '—'}"
    return f"{key} = {o.bound} {o.printed or o.value}{o.unit} [{o.state}]  “{found.quote(o.evidence.anchor)}”  ({o.evidence.rule})"


def rejection(r: Rejection) -> str:
    return f"{r.name}  {r.type}  ({r.rule}): {r.reason}"


def _step(found: api.Explanation, step: Step) -> list[str]:
    return [step.lifted, *(f"    {label}: {words}" for label, words in facts_of(found, step))]


def facts_of(found: api.Explanation, step: Step) -> list[tuple[str, str]]:
    """(label, words) of what holds behind a sentence and of the rules that it met."""
    return [
        (say("subject"), ", ".join(step.subjects) or "—"),
        (say("period"), step.period or "—"),
        (say("tried"), _listed(step.tried)),
        (say("matched"), _listed(step.matched)),
        (say("fired"), _listed(fired(found, step))),
    ]


def _listed(rules: Iterable[str]) -> str:
    return ", ".join(rules) or "—"


def as_object(found: api.Explanation) -> dict[str, object]:
    """Everything that `as_lines` says, as plain data."""
    reading = found.reading
    return {
        "document": reading.document.name,
        "words": list(found.words),
        "home": reading.linked.home,
        "candidates": [_fate_row(found, f) for f in found.fates],
        "mentions": [
            {**_mention_row(found, m), "entity": m.entity} for m in (*reading.linked.mentions, *reading.linked.inner)
        ],
        "sentences": [_step_row(found, step) for step in found.steps],
        "relations": [_relation_row(r) for r in reading.relations],
        "observations": [_observation_row(o) for o in reading.observations],
        "rejected": [_rejection_row(r) for r in refused(found)],
    }


def _mention_row(found: api.Explanation, m: Mention) -> dict[str, object]:
    return {"start": m.span.start, "end": m.span.end, "text": found.quote(m.span), "type": m.type, "rule": m.rule}


def _fate_row(found: api.Explanation, f: Fate) -> dict[str, object]:
    rival = _mention_row(found, f.rival) if f.rival else None
    told = {"priority": f.candidate.priority, "outcome": f.outcome, "rival": rival, "by": f.by or None}
    return {**_mention_row(found, f.candidate.mention), **told}


def _step_row(found: api.Explanation, step: Step) -> dict[str, object]:
    return {
        "start": step.sentence.start,
        "end": step.sentence.end,
        "lifted": step.lifted,
        "subjects": list(step.subjects),
        "period": step.period or None,
        "tried": list(step.tried),
        "matched": list(step.matched),
        "fired": list(fired(found, step)),
    }


def _relation_row(r: Relation) -> dict[str, object]:
    row = {"subject": r.subject, "predicate": r.predicate, "object": r.object, "title": r.title}
    return {**row, "state": r.state, "rule": r.evidence.rule}


def _observation_row(o: Observation) -> dict[str, object]:
    return {
        "subject": o.subject,
        "indicator": o.indicator,
        "measure": o.measure,
        "period": o.period or None,
        "bound": o.bound,
        "value": o.printed or str(o.value),
        "unit": o.unit,
        "state": o.state,
        "rule": o.evidence.rule,
    }


def _rejection_row(r: Rejection) -> dict[str, object]:
    row = {"start": r.span.start, "end": r.span.end, "name": r.name, "type": r.type}
    return {**row, "rule": r.rule, "reason": r.reason}
