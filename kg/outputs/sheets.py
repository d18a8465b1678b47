"""Series and panels as rows for a spreadsheet. Values stand alone in their cells, so that they can be summed and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kg.model import Figure, Knowledge, Mark
from kg.outputs.panel import Panel
from kg.outputs.series import Saying, Series
from kg.outputs.tables import Look

Row = tuple[object, ...]
LONG = (
    *("subject", "subject_label", "subject_code", "territory", "indicator", "measure", "state", "period"),
    *("value", "unit", "bound", "printed", "printed_unit", "agreed", "superseded", "conflicts"),
    *("document", "sentence", "start", "end", "rule", "source_title", "date", "url"),
)


def long_rows(knowledge: Knowledge, series: Iterable[Series]) -> Iterator[Row]:
    """The header LONG, then a row a figure, with everything that is known of it."""
    look = Look(knowledge)
    yield LONG
    for saying in (s for one in series for s in one.sayings):
        yield from (_long(look, saying, f) for f in saying.figures)


def panel_rows(knowledge: Knowledge, panel: Panel) -> Iterator[Row]:
    """The header LONG, then a row a figure of every cell: what stands behind the wide sheet."""
    look = Look(knowledge)
    yield LONG
    for saying in (s for line in panel.lines for cell in line.cells for s in cell):
        yield from (_long(look, saying, f) for f in saying.figures)


def _long(look: Look, s: Saying, f: Figure) -> Row:
    """`value` and `unit` as asked for, `printed` and `printed_unit` as the page has them."""
    node = look.nodes[f.subject]
    subject = (f.subject, node.label, node.code, s.territory)
    what = (s.indicator, f.measure, f.state, f.period)
    value = (plain(s.value), s.unit, f.bound, f.printed, f.unit)
    others = (s.agreed, "yes" if s.superseded else "", disagreements(s))
    return (*subject, *what, *value, *others, *_place(look, f.mark))


def _place(look: Look, m: Mark) -> Row:
    r = look.records[m.document]
    return m.document, look.sentence(m), m.start, m.end, m.rule, r.title, r.date, r.url


def wide_rows(panel: Panel) -> Iterator[Row]:
    """The sheet to paste: the keys, a number a column, then behind them all for each column its source and a note."""
    behind = [f"{column} {what}" for column in panel.columns for what in ("source", "note")]
    yield (*panel.headings, *panel.columns, *behind)
    for line in panel.lines:
        values = [plain(cell[0].value) if cell else "" for cell in line.cells]
        yield (*line.key, *values, *(words for cell in line.cells for words in (cell_source(cell), cell_note(cell))))


def cell_source(cell: tuple[Saying, ...]) -> str:
    """The documents that give the number shown, joined by |."""
    return "|".join(dict.fromkeys(f.mark.document for f in cell[0].figures)) if cell else ""


def cell_note(cell: tuple[Saying, ...]) -> str:
    """What a number alone would hide: its bound, how many agree, and what else is said with its source."""
    if not cell:
        return ""
    first, *others = cell
    parts = [first.figure.bound] * (first.figure.bound != "eq")
    parts += [f"agreed: {first.agreed}"] * bool(first.agreed)
    parts += ["superseded"] * first.superseded
    parts += [disagreements(first)] * bool(first.against)
    named = {f for _, f in first.against}
    parts += [f"also {_figure(s.figure)}" for s in others if named.isdisjoint(s.figures)]
    return "; ".join(parts)


def disagreements(s: Saying) -> str:
    """The disagreements of a saying: value 938亿元 (b.txt); revision 941亿元 (c.txt)."""
    return "; ".join(f"{kind} {_figure(f)}" for kind, f in s.against)


def _figure(f: Figure) -> str:
    return f"{f.printed}{f.unit} ({f.mark.document})"


def plain(value: Decimal) -> str:
    return format(value, "f")


__all__ = ["LONG", "cell_note", "cell_source", "disagreements", "long_rows", "panel_rows", "plain", "wide_rows"]
