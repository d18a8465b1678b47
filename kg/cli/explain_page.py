"""An explanation as one HTML page: the text with its mentions coloured by type, and beside each sentence what was made
of it. No script, no network, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kg import api
from kg.cli.explain_text import candidate, facts_of, fate, mention, observation, refused, rejection, relation
from kg.cli.messages import chinese, say
from kg.facts.trace import Step
from kg.graph.vocabulary import kinds
from kg.model import Document, Mention, Span

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
section{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:.2rem 2rem;padding:.5rem 0;border-top:1px solid #8884}
section.title>p,section.heading>p{font-weight:700}
section.title>p{font-size:1.3em}
p,ul,dl,table{margin:0}
ul{padding-left:1.1rem}
li,dd,td{overflow-wrap:anywhere}
.made,details{font-size:.85em}
.refused{opacity:.75}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem}
dt{opacity:.7}dd{margin:0}
mark{color:inherit;background:none;border-bottom:3px dotted #888;padding:0 .05em}
.legend mark{margin-right:.9em;white-space:nowrap}
table{border-collapse:collapse}td{padding:0 .8rem 0 0;vertical-align:top}
.stands td:first-child{font-weight:700}.lost{opacity:.7}
@media(max-width:48rem){section{grid-template-columns:1fr}}
"""


def page(found: Sequence[api.Explanation]) -> str:
    """The explanations of one file's documents as a page."""
    title = say("explanation", name=found[0].reading.document.name if found else "")
    head = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if chinese() else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}{_colours()}</style>\n</head>\n<body>\n"
    )
    return head + "".join(map(_document, found)) + "</body>\n</html>\n"


def _colours() -> str:
    rules = (f".k-{k.name}{{border-bottom:3px solid {k.color};background:{k.color}2e}}" for k in kinds().values())
    return "\n".join(rules) + "\n"


def _document(found: api.Explanation) -> str:
    document = found.reading.document
    known = [(say("sources"), document.publisher), (say("date"), document.date), (say("home"), found.home)]
    facts = _facts((label, words or say("none")) for label, words in known)
    sections = "".join(_section(found, step, number) for number, step in enumerate(found.steps, 1))
    return f"<h1>{escape(document.title or document.name)}</h1>\n{facts}{_legend(found)}<main>\n{sections}</main>\n"


def _legend(found: api.Explanation) -> str:
    present = {m.type for m in found.reading.linked.mentions}
    marks = (
        f'<mark class="k-{k.name}">{escape(k.zh if chinese() else k.en)}</mark>'
        for k in kinds().values()
        if k.name in present
    )
    return f'<p class="legend">{" ".join(marks)}</p>\n'


def _section(found: api.Explanation, step: Step, number: int) -> str:
    """A sentence on the left, its statements and refusals on the right, the derivation folded below."""
    kind = _kind(found.reading.document, number - 1)
    text = _marked(found, step.sentence)
    made = _statements(found, step) + _refusals(found, step)
    return f'<section class="{kind}" id="s{number}">\n<p>{text}</p>\n<div class="made">{made}</div>\n{_why(found, step)}</section>\n'


def _kind(document: Document, number: int) -> str:
    return escape(document.blocks[document.sentences[number].block].kind)


def _marked(found: api.Explanation, sentence: Span) -> str:
    """The sentence's text with a mark around each mention."""
    pieces: list[str] = []
    at = sentence.start
    for m in _inside(found.reading.linked.mentions, sentence):
        pieces += [escape(found.quote(Span(at, m.span.start))), _mark(found, m)]
        at = m.span.end
    return "".join([*pieces, escape(found.quote(Span(at, sentence.end)))])


def _mark(found: api.Explanation, m: Mention) -> str:
    about = escape(f"{m.type} → {m.entity or '—'} ({m.rule})")
    return f'<mark class="k-{escape(m.type)}" title="{about}">{escape(found.quote(m.span))}</mark>'


def _inside(mentions: Iterable[Mention], sentence: Span) -> list[Mention]:
    return [m for m in mentions if sentence.holds(m.span)]


def _statements(found: api.Explanation, step: Step) -> str:
    told = [relation(found, r) for r in found.reading.relations if r.evidence.sentence == step.sentence]
    told += [observation(found, o) for o in found.reading.observations if o.evidence.sentence == step.sentence]
    return _list("said", told)


def _refusals(found: api.Explanation, step: Step) -> str:
    return _list("refused", [rejection(r) for r in refused(found) if step.sentence.holds(r.span)])


def _list(kind: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    title = f"<b>{escape(say('refused'))}</b>" if kind == "refused" else ""
    return f'{title}<ul class="{kind}">{items}</ul>'


def _why(found: api.Explanation, step: Step) -> str:
    facts = _facts([(say("lifted"), step.lifted), *facts_of(found, step)])
    linked = [mention(found, m) for m in _inside(found.reading.linked.mentions, step.sentence)]
    return f"<details><summary>{escape(say('why'))}</summary>\n{facts}{_candidates(found, step)}{_list('linked', linked)}</details>\n"


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in rows) + "</dl>\n"


def _candidates(found: api.Explanation, step: Step) -> str:
    rows = "".join(
        f'<tr class="{f.outcome}"><td>{escape(candidate(found, f))}</td><td>{escape(fate(f))}</td></tr>'
        for f in found.fates
        if step.sentence.holds(f.candidate.mention.span)
    )
    return f"<table>{rows}</table>\n" if rows else ""
