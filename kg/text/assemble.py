"""Lines -> Document: the text, its blocks, sentences and tables, with every offset."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kg.model import Block, Cell, Document, Sentence, Source, Span, Table
from kg.rules import regex as re
from kg.text.page import Imprint, Line, Unreadable
from kg.text.sentences import split

_WORD = re.compile(r"[^\W_]")
_WHOLE = frozenset(("title", "heading", "caption", "row"))
"""Kinds whose line is one sentence, whatever stands in it."""


def assemble(source: Source, lines: Sequence[Line], imprint: Imprint) -> Document:
    """The document of `lines`, one block a line, lines joined by a line break. Raises Unreadable ("no-sentence")."""
    text = "\n".join(line.text for line in lines)
    blocks, sentences = [], []
    at = 0
    for number, line in enumerate(lines):
        blocks.append(Block(Span(at, at + len(line.text)), line.kind, line.level))
        ranges = [(0, len(line.text))] if line.kind in _WHOLE and _WORD.search(line.text) else split(line.text)
        sentences += [Sentence(Span(at + a, at + b), number) for a, b in ranges]
        at += len(line.text) + 1
    if all(blocks[s.block].kind in ("title", "heading") for s in sentences):
        raise Unreadable("no-sentence", "no sentence in it")
    return Document(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        source.name,
        text,
        imprint.title,
        imprint.date,
        imprint.publisher,
        imprint.author,
        imprint.url,
        tuple(blocks),
        tuple(sentences),
        _tables(lines, blocks),
    )


def _tables(lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[Table, ...]:
    rows: dict[int, list[int]] = {}
    captions: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        if line.kind == "row":
            rows.setdefault(line.table, []).append(number)
        elif line.kind == "caption" and line.table >= 0:
            captions.setdefault(line.table, []).append(number)
    return tuple(_table(lines, blocks, at, captions.get(key, ())) for key, at in rows.items())


def _table(lines: Sequence[Line], blocks: Sequence[Block], at: list[int], captions: Sequence[int]) -> Table:
    width = max(len(lines[n].grid) for n in at)
    rows = tuple(_row(lines[n], blocks[n].span.start, width) for n in at)
    caption = Span(blocks[captions[0]].span.start, blocks[captions[-1]].span.end) if captions else None
    return Table(rows, tuple(at), caption)


def _row(line: Line, start: int, width: int) -> tuple[Cell, ...]:
    spans = []
    for cell in line.cells:
        spans.append(Span(start, start + len(cell)))
        start += len(cell) + 1
    end = Span(start - 1, start - 1)
    cells = tuple(Cell(spans[slot.cell], slot.heading) for slot in line.grid)
    return cells + (Cell(end),) * (width - len(cells))
