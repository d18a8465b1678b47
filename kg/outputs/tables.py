"""The CSV tables of the guideline: a header, UTF-8 with BOM, CRLF, so that Excel and WPS open them right.

Cells hold exactly what the graph says. A cell that begins with `=`, `+`, `-` or `@` is not defused with an apostrophe:
`sentence` must equal the text between its offsets and a negative value must stay a number. Whoever opens tables of
untrusted pages in a spreadsheet should import them as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice

from kg.graph.records import by_name
from kg.graph.sums import Sum, sums
from kg.graph.territories import Territories
from kg.graph.units import base
from kg.model import Claim, Contrast, Figure, Knowledge, Mark, Node

Row = tuple[object, ...]
_AT_ONCE = 2000  # rows in a piece of a file

_PLACE = ("document", "sentence", "start", "end", "anchor_start", "anchor_end", "rule", "source_title", "date", "url")
_ENDS = ("subject", "subject_label", "subject_code", "predicate", "object", "object_label")
_SUBJECT = ("subject", "subject_label", "subject_code")
_FIGURE = ("indicator", "indicator_id", "value", "unit", "bound", "measure", "period", "state")
_SIDE = ("value", "unit", "document", "sentence", "start", "end")
ENTITIES = ("id", "type", "label", "aliases", "code", "documents", "parent", "home")
RELATIONS = (*_ENDS, "title", "state", "begin", "end_date", *_PLACE)
OBSERVATIONS = (*_SUBJECT, *_FIGURE, "base_value", "base_unit", "printed", *_PLACE, "territory")
_KEY = ("kind", "subject", "subject_label", "indicator", "measure", "period")
CONFLICTS = (*_KEY, *(f"{name}_{side}" for side in "ab" for name in _SIDE), "supersedes", "subject_b")
SUMS = (*_SUBJECT, "total", "period", "state", "holds", "expected", "found", "unit", "parts", *_PLACE[:4])


def entities(knowledge: Knowledge) -> Iterator[bytes]:
    rows = (_entity(n) for n in knowledge.nodes)
    return _csv(ENTITIES, rows)


def relations(knowledge: Knowledge) -> Iterator[bytes]:
    """A row a sentence: a claim that two sentences state has two."""
    look = Look(knowledge)
    return _csv(RELATIONS, (row for c in knowledge.claims for row in _relation(c, look)))


def observations(knowledge: Knowledge) -> Iterator[bytes]:
    look = Look(knowledge)
    return _csv(OBSERVATIONS, (_observation(f, look) for f in knowledge.figures))


def conflicts(knowledge: Knowledge) -> Iterator[bytes]:
    """A row a pair of statements: agreements, too. `supersedes`: the side in force; `subject_b`: of two people in one post the second."""
    look = Look(knowledge)
    return _csv(CONFLICTS, (_contrast(c, look) for c in knowledge.contrasts))


def totals(knowledge: Knowledge) -> Iterator[bytes]:
    """A row a sum: parts of one document against their total, or shares against a hundred."""
    look = Look(knowledge)
    return _csv(SUMS, (_sum(s, look) for s in sums(knowledge.figures)))


class Look:
    """What a row needs to know of its entities and of its source."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.nodes: dict[str, Node] = {n.iri: n for n in knowledge.nodes}
        self.records = by_name(knowledge.records)
        self.territories = Territories(knowledge.nodes, knowledge.records)

    def label(self, iri: str) -> str:
        return self.nodes[iri].label

    def sentence(self, m: Mark) -> str:
        return self.records[m.document].text[m.start : m.end]

    def place(self, m: Mark) -> Row:
        r = self.records[m.document]
        anchor = (m.anchor_start, m.anchor_end)
        return (m.document, self.sentence(m), m.start, m.end, *anchor, m.rule, r.title, r.date, r.url)


def _entity(n: Node) -> Row:
    aliases = "|".join(a for a in n.aliases if "|" not in a)  # the column's own separator
    return n.iri, n.type, n.label, aliases, n.code, "|".join(n.documents), n.parent, n.home


def _relation(c: Claim, look: Look) -> Iterator[Row]:
    ends = (c.subject, look.label(c.subject), look.nodes[c.subject].code, c.predicate, c.object, look.label(c.object))
    return ((*ends, c.title, c.state, c.begin, c.end, *look.place(m)) for m in c.marks)


def _observation(f: Figure, look: Look) -> Row:
    subject = (f.subject, look.label(f.subject), look.nodes[f.subject].code)
    figure = (f.indicator, f.indicator_id, number(f.value), f.unit, f.bound, f.measure, f.period, f.state)
    bare, unit = base(f.value, f.unit)
    return (*subject, *figure, number(bare), unit, f.printed, *look.place(f.mark), look.territories.of(f))


def _contrast(c: Contrast, look: Look) -> Row:
    left, right = c.left, c.right
    same = (c.kind, left.subject, look.label(left.subject))
    newer, second = {"left": "a", "right": "b"}.get(c.supersedes, ""), right.subject
    sides = (*_side(left, look), *_side(right, look), newer, second if second != left.subject else "")
    if isinstance(left, Figure) and isinstance(right, Figure):
        return (*same, left.indicator, left.measure, left.period, *sides)
    return (*same, left.predicate if isinstance(left, Claim) else "", "", "", *sides)


def _sum(s: Sum, look: Look) -> Row:
    first = s.figures[0]
    parts = "|".join(f"{f.indicator}={f.printed}{f.unit}" for f in s.parts)
    about = (
        first.subject,
        look.label(first.subject),
        look.nodes[first.subject].code,
        s.name,
        first.period,
        first.state,
    )
    outcome = ("true" if s.holds else "false", number(s.expected), number(s.found), s.unit, parts)
    return (*about, *outcome, *_quoted(first.mark, look))


def _side(x: Figure | Claim, look: Look) -> Row:
    """One half of a conflict. Of a claim: its object (and title) stands as value, its first sentence as evidence."""
    if isinstance(x, Figure):
        return number(x.value), x.unit, *_quoted(x.mark, look)
    return x.object, x.title, *_quoted(x.marks[0], look)


def _quoted(m: Mark, look: Look) -> Row:
    return m.document, look.sentence(m), m.start, m.end


def number(value: Decimal) -> str:
    """A plain decimal as printed: 13.0 keeps its zero, nothing has an exponent."""
    return format(value, "f")


def _csv(header: Iterable[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces."""
    yield b"\xef\xbb\xbf"
    every = chain((header,), rows)
    while some := list(islice(every, _AT_ONCE)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerows(some)
        yield buffer.getvalue().encode()
