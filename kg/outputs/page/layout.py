"""Where every entity stands: typed blocks around the home area, each a grid, in whole numbers and always the same.

No forces: a layout by physics takes minutes in a browser and differs from run to run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from kg.graph.vocabulary import kinds
from kg.model import Knowledge, Node

CELL = (132, 50)  # width and height that a node with its label takes
PADDING = (18, 40, 18, 14)  # left, top (the block's name), right, bottom
GAP = 22
HUB = 150  # height of the band in the middle in which the home area stands
ASPECT = 1.7


@dataclass(frozen=True, slots=True)
class Place:
    """Integer coordinates, the home area at (0, 0)."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Block:
    """The nodes of one type and the grid that they fill."""

    kind: str
    nodes: tuple[Node, ...]
    columns: int

    @property
    def width(self) -> int:
        return self.columns * CELL[0] + PADDING[0] + PADDING[2]

    @property
    def height(self) -> int:
        return ceil(len(self.nodes) / self.columns) * CELL[1] + PADDING[1] + PADDING[3]


def arrange(knowledge: Knowledge, home: str) -> tuple[dict[str, Place], list[dict[str, Any]]]:
    """The place of each node by IRI, and the blocks as `{"k", "x", "y", "w", "h"}` to be drawn behind them."""
    blocks = _blocks(knowledge, home)
    rows = _rows(blocks)
    middle = len(rows) // 2 if home else len(rows)
    places = {home: Place(0, 0)} if home else {}
    drawn: list[dict[str, Any]] = []
    upper, lower = rows[:middle], rows[middle:]
    y = -(HUB // 2) if home else 0
    for row in reversed(upper):
        y -= max(b.height for b in row) + GAP
        _set(row, y, places, drawn)
    y = HUB // 2 if home else 0
    for row in lower:
        _set(row, y, places, drawn)
        y += max(b.height for b in row) + GAP
    return places, drawn


def _blocks(knowledge: Knowledge, home: str) -> list[Block]:
    weight = Counter(end for c in knowledge.claims for end in (c.subject, c.object))
    found: list[Block] = []
    for kind in kinds():
        nodes = [n for n in knowledge.nodes if n.type == kind and n.iri != home]
        if nodes:
            nodes.sort(key=lambda n: (-weight[n.iri], n.iri))
            found.append(Block(kind, tuple(nodes), max(2, ceil(sqrt(len(nodes) * ASPECT * CELL[1] / CELL[0])))))
    return found


def _rows(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in reading order, wrapped at a width that makes the whole about as wide as a screen is."""
    area = sum((b.width + GAP) * (b.height + GAP) for b in blocks)
    width = max([*(b.width for b in blocks), ceil(sqrt(area * ASPECT))], default=0)
    rows: list[list[Block]] = []
    used = width
    for block in blocks:
        if used + block.width > width:
            rows.append([])
            used = 0
        rows[-1].append(block)
        used += block.width + GAP
    return rows


def _set(row: Sequence[Block], top: int, places: dict[str, Place], drawn: list[dict[str, Any]]) -> None:
    """Place one row of blocks, centred, with its upper edge at `top`."""
    x = -(sum(b.width for b in row) + GAP * (len(row) - 1)) // 2
    for block in row:
        drawn.append({"k": block.kind, "x": x, "y": top, "w": block.width, "h": block.height})
        for i, node in enumerate(block.nodes):
            column, line = i % block.columns, i // block.columns
            places[node.iri] = Place(
                x + PADDING[0] + column * CELL[0] + CELL[0] // 2, top + PADDING[1] + line * CELL[1] + CELL[1] // 3
            )
        x += block.width + GAP
