"""`kg explain`: the whole derivation of a text, from words to statements, and what was refused on the way."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import api
from kg.cli.messages import say, why
from kg.cli.terminal import fail, result
from kg.model import Mention, Observation, Rejection, Relation

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or passage, or - for standard input. 一段文字。")]


def explain(text: Text, as_json: Json = False) -> None:
    """How a text is read: words, mentions, home area, the rules that fired, what was refused and why.  解释识别过程。

    [dim]Example:  kg explain '2021年，临平区实现地区生产总值940.09亿元，增长10.6%。'[/dim]
    """
    try:
        found = api.explain(typer.get_text_stream("stdin").read() if text == "-" else text)
    except api.Unreadable as error:
        fail(why(getattr(error, "code", ""), str(error)))
    if as_json:
        result(as_object(found))
    else:
        print("\n".join(as_lines(found)))


def as_lines(found: api.Explanation) -> list[str]:
    """One section a stage, in the order in which they ran."""
    reading = found.reading
    refused = dict.fromkeys((*reading.linked.rejected, *reading.rejected))
    sections = [
        ("tokens", ["/".join(found.words)]),
        ("home", [found.home or say("none")]),
        ("mentions", [_mention(found, m) for m in (*reading.linked.mentions, *reading.linked.inner)]),
        ("relations", [_relation(found, r) for r in reading.relations]),
        ("figures", [_observation(found, o) for o in reading.observations]),
        ("refused", [_rejection(r) for r in refused]),
    ]
    return [
        line for title, lines in sections if lines for line in (f"{say(title)}:", *(f"  {words}" for words in lines))
    ]


def _mention(found: api.Explanation, m: Mention) -> str:
    return f"[{m.span.start},{m.span.end}) {found.quote(m.span)}  {m.type}  -> {m.entity or '—'}  ({m.rule})"


def _relation(found: api.Explanation, r: Relation) -> str:
    title = f" {r.title}" if r.title else ""
    return f"{r.subject} {r.predicate} {r.object}{title} [{r.state}]  “{found.quote(r.evidence.anchor)}”  ({r.evidence.rule})"


def _observation(found: api.Explanation, o: Observation) -> str:
    key = f"{o.subject} · {o.indicator} · {o.measure} · {o.period or '—'}"
    return f"{key} = {o.bound} {o.printed or o.value}{o.unit} [{o.state}]  “{found.quote(o.evidence.anchor)}”  ({o.evidence.rule})"


def _rejection(r: Rejection) -> str:
    return f"[{r.span.start},{r.span.end}) {r.name}  {r.type}  ({r.rule}): {r.reason}"


def as_object(found: api.Explanation) -> dict[str, object]:
    reading = found.reading
    return {
        "words": list(found.words),
        "home": reading.linked.home,
        "mentions": [
            {
                "start": m.span.start,
                "end": m.span.end,
                "text": found.quote(m.span),
                "type": m.type,
                "entity": m.entity,
                "rule": m.rule,
            }
            for m in (*reading.linked.mentions, *reading.linked.inner)
        ],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate,
                "object": r.object,
                "title": r.title,
                "state": r.state,
                "rule": r.evidence.rule,
            }
            for r in reading.relations
        ],
        "observations": [
            {
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
            for o in reading.observations
        ],
        "rejected": [
            {
                "start": r.span.start,
                "end": r.span.end,
                "name": r.name,
                "type": r.type,
                "rule": r.rule,
                "reason": r.reason,
            }
            for r in dict.fromkeys((*reading.linked.rejected, *reading.rejected))
        ],
    }
