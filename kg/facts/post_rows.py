"""Posts that a table lists: a column of names beside columns of posts held now, held before or to be held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.facts.offices import OfficeReader
from kg.model import Cell, Document, Evidence, Linked, Relation, Span

_NAME = re.compile("姓名|人选$|^姓\\s*名$")
_POST = re.compile("职务|职位|任职|岗位")
_STATES = (("planned", re.compile("拟|提名|推荐|建议")), ("ended", re.compile("原|曾|免|前任")))


def row_posts(document: Document, linked: Linked, reader: OfficeReader) -> dict[Span, tuple[Relation, ...]]:
    """Span of a table's row -> the holdsPost relations that its cells say; rows without a person's name are left out."""
    found: dict[Span, tuple[Relation, ...]] = {}
    for table in document.tables:
        heads = [document.quote(cell.span) for cell in table.rows[0]] if table.rows else []
        names = [i for i, head in enumerate(heads) if _NAME.search(head)]
        columns = [(i, _state(head)) for i, head in enumerate(heads) if _POST.search(head) and i not in names]
        for cells, block in zip(table.rows[1:], table.blocks[1:], strict=False):
            people = [p for i in names[:1] if i < len(cells) for p in _people(linked, cells[i])]
            if len(people) == 1 and columns:
                row = document.blocks[block].span
                said = ((cells[i], state) for i, state in columns if i < len(cells))
                found[row] = tuple(r for cell, state in said for r in _held(reader, people[0], cell, state, row))
    return found


def _state(head: str) -> str:
    return next((state for state, words in _STATES if words.search(head)), "actual")


def _people(linked: Linked, cell: Cell) -> list[str]:
    return [m.entity for m in linked.mentions if m.type == "Person" and m.entity and cell.span.holds(m.span)]


def _held(reader: OfficeReader, person: str, cell: Cell, state: str, row: Span) -> Iterator[Relation]:
    for chain in reader.offices(cell.span):
        for office in (o for o in chain if o.holder):
            said = "ended" if office.past else state
            evidence = Evidence(row, office.span, "post.row")
            yield Relation(person, "holdsPost", office.holder, evidence, office.text, said)
