"""Where every entity stands: blocks of a grid each, in whole numbers and always the same.

One dominant place: a block a type around the home area. Many places: the administrative tree as nested blocks
(province, city, county, town), and a block a type for what belongs to no place. No forces: a layout by physics takes
minutes in a browser and differs from run to run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from kg.graph.vocabulary import kinds
from kg.model import Knowledge, Node

CELL = (136, 76)  # width and height that a node with a label of two lines takes
LEFT, TOP, RIGHT, BOTTOM = 14, 44, 14, 12  # padding of a block; its name stands in the upper one
GAP = 20
HUB = 130  # height of the band in the middle in which the home area stands
ASPECT = 1.35  # of the drawing: a desktop's screen without the columns beside it
SMALL = 12  # an area with fewer entities than this has no block of its own


@dataclass(frozen=True, slots=True)
class Place:
    """Integer coordinates, the home area at (0, 0)."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Block:
    """Entities that stand together. `kind` or `area` (its IRI) names it; `hidden` of its own entities are not drawn."""

    kind: str = ""
    area: str = ""
    nodes: tuple[Node, ...] = ()
    hidden: tuple[Node, ...] = ()
    inside: tuple[Block, ...] = ()

    @property
    def cells(self) -> int:
        return len(self.nodes) + bool(self.hidden)

    @property
    def columns(self) -> int:
        return max(2, ceil(sqrt(self.cells * ASPECT * CELL[1] / CELL[0])))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`places` of the drawn nodes by IRI, `blocks` as the page's rows, `block_of` every node (-1 for the home area)."""

    places: dict[str, Place]
    blocks: list[dict[str, Any]]
    block_of: dict[str, int]


def arrange(knowledge: Knowledge, home: str, weight: Mapping[str, int], largest: int) -> Arrangement:
    """Place the `largest` weightiest entities; the others are only counted in their block."""
    ranked = sorted(knowledge.nodes, key=lambda n: (n.iri != home, -weight.get(n.iri, 0), n.iri))
    drawn = {n.iri for n in ranked[:largest]}
    if home:
        return _around(_by_kind((n for n in ranked if n.iri != home), drawn), home)
    return _stacked(_by_area(ranked, drawn))


def _block(nodes: Iterable[Node], drawn: set[str], kind: str = "", area: str = "") -> Block:
    listed = tuple(nodes)
    shown = tuple(n for n in listed if n.iri in drawn)
    return Block(kind, area, shown, tuple(n for n in listed if n.iri not in drawn))


def _by_kind(nodes: Iterable[Node], drawn: set[str]) -> list[Block]:
    found: dict[str, list[Node]] = {kind: [] for kind in kinds()}
    for n in nodes:
        found[n.type].append(n)
    return [_block(listed, drawn, kind=kind) for kind, listed in found.items() if listed]


def _by_area(ranked: Sequence[Node], drawn: set[str]) -> list[Block]:
    """Nested blocks of the areas, the fullest first, then a block a type for what belongs nowhere."""
    known = {n.iri for n in ranked}
    above = {n.iri: n.parent for n in ranked if n.code and n.parent in known}
    tops = [n.iri for n in ranked if n.code and n.iri not in above]
    below: dict[str, list[str]] = defaultdict(list)
    own: dict[str, list[Node]] = defaultdict(list)
    for n in ranked:
        if n.iri in above:
            below[above[n.iri]].append(n.iri)
        own[n.iri if n.code else n.home].append(n)
    blocks = [_area(top, below, own, drawn) for top in tops]
    large = [b for b in blocks if _size(b) >= SMALL]
    alone = [n for b in blocks if _size(b) < SMALL for n in _all(b)]
    loose = [n for key, listed in own.items() if key not in known for n in listed]
    large.sort(key=lambda b: (-_cells(b), b.area))
    order = {n.iri: i for i, n in enumerate(ranked)}
    return large + _by_kind(sorted(alone + loose, key=lambda n: order[n.iri]), drawn)


def _area(iri: str, below: Mapping[str, Sequence[str]], own: Mapping[str, Sequence[Node]], drawn: set[str]) -> Block:
    """The block of an area. What small areas hold stands in the block of the area above them."""
    inside = [_area(part, below, own, drawn) for part in below.get(iri, ())]
    nodes = [*own.get(iri, ()), *(n for b in inside if _size(b) < SMALL for n in _all(b))]
    large = sorted((b for b in inside if _size(b) >= SMALL), key=lambda b: (-_cells(b), b.area))
    plain = _block(nodes, drawn, area=iri)
    return Block("", iri, plain.nodes, plain.hidden, tuple(large))


def _all(block: Block) -> list[Node]:
    return [*block.nodes, *block.hidden, *(n for b in block.inside for n in _all(b))]


def _size(block: Block) -> int:
    return len(block.nodes) + len(block.hidden) + sum(map(_size, block.inside))


def _cells(block: Block) -> int:
    return block.cells + sum(map(_cells, block.inside))


# ---- packing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Packed:
    """A block with its size; `columns` of its own entities, `parts` the blocks inside with their offsets from its corner."""

    block: Block
    width: int
    height: int
    columns: int
    parts: tuple[_Spot, ...]


_Spot = tuple[int, int, _Packed]


def _pack(block: Block) -> _Packed:
    """Its own entities in a grid over the blocks inside, as wide as these."""
    spots, width, depth = _filled([_pack(b) for b in block.inside])
    columns = max(min(block.columns, block.cells), width // CELL[0]) if spots else block.columns
    grid = ceil(block.cells / columns) * CELL[1] if columns else 0
    under = TOP + grid + (GAP // 2 if grid else 0)
    parts = tuple((LEFT + x, under + y, part) for x, y, part in spots)
    width = max(width, min(columns, max(block.cells, block.columns)) * CELL[0])
    return _Packed(block, LEFT + width + RIGHT, (under + depth if parts else TOP + grid) + BOTTOM, columns, parts)


def _filled(blocks: Sequence[_Packed]) -> tuple[list[_Spot], int, int]:
    """Blocks in a rectangle of the screen's shape, none over another: their corners, its width and height."""
    found: list[tuple[list[_Spot], int, int]] = []
    for width in _widths(blocks):
        spots = _dropped(blocks, width)
        found.append((spots, max(x + b.width for x, _, b in spots), max(y + b.height for _, y, b in spots)))
    return min(found, key=lambda f: (max(f[1], ASPECT * f[2]), f[1]), default=([], 0, 0))


def _dropped(blocks: Sequence[_Packed], width: int) -> list[_Spot]:
    """Each block at the highest free place that is `width` wide at most, the leftmost of equals.

    `edge` is the lower edge of what stands already: (x, y) from there to the next x (a skyline, Jylänki 2010).
    """
    edge, spots = [(0, 0)], list[_Spot]()
    for block in blocks:
        places = [(_below(edge, x, x + block.width + GAP), x) for x, _ in edge if x + block.width <= width]
        y, x = min(places)
        spots.append((x, y, block))
        edge = _lowered(edge, x, x + block.width + GAP, y + block.height + GAP)
    return spots


_Edge = list[tuple[int, int]]


def _below(edge: _Edge, left: int, right: int) -> int:
    """The highest place for something from `left` to `right`."""
    ends = [x for x, _ in edge[1:]] + [right]
    return max(y for (x, y), end in zip(edge, ends, strict=True) if x < right and (end > left or x == left))


def _lowered(edge: _Edge, left: int, right: int, y: int) -> _Edge:
    """The edge after something came to stand from `left` to `right` down to `y`."""
    after = [level for x, level in edge if x <= right][-1]
    cut = [(x, level) for x, level in edge if x < left] + [(left, y), (right, after)]
    cut += [(x, level) for x, level in edge if x > right]
    return [point for i, point in enumerate(cut) if i == 0 or point[1] != cut[i - 1][1]]


def _wide(blocks: Sequence[_Packed]) -> int:
    """The width at which these blocks, in rows, fill a rectangle of the screen's shape best."""
    return min(_widths(blocks), key=lambda width: (_extent(_rows(blocks, width)), width), default=0)


def _widths(blocks: Sequence[_Packed]) -> list[int]:
    """Widths worth trying."""
    least = max((b.width for b in blocks), default=0)
    ideal = sqrt(sum((b.width + GAP) * (b.height + GAP) for b in blocks) * ASPECT)
    return sorted({max(least, round(ideal * tenths / 10)) for tenths in range(8, 17)}) if blocks else []


def _extent(rows: Sequence[Sequence[_Packed]]) -> float:
    """How large a screen must be to hold the rows: the larger of their width and of their height in widths."""
    width = max((sum(b.width + GAP for b in row) for row in rows), default=0)
    return max(width, ASPECT * sum(max(b.height for b in row) + GAP for row in rows))


def _rows(blocks: Sequence[_Packed], width: int) -> list[list[_Packed]]:
    """Blocks in reading order, wrapped at `width`."""
    rows: list[list[_Packed]] = []
    used = width + 1
    for block in blocks:
        if used + block.width > width:
            rows.append([])
            used = 0
        rows[-1].append(block)
        used += block.width + GAP
    return rows


def _around(blocks: Sequence[Block], home: str) -> Arrangement:
    """Rows of blocks above and below the home area."""
    packed = sorted((_pack(b) for b in blocks), key=lambda b: -b.height)
    rows = _rows(packed, _wide(packed))
    made = Arrangement({home: Place(0, 0)}, [], {home: -1})
    heights = [max(b.height for b in row) + GAP for row in rows]
    middle = min(range(len(rows) + 1), key=lambda i: (abs(sum(heights[:i]) - sum(heights[i:])), i))
    y = -(HUB // 2) - sum(heights[:middle])
    for at, row in enumerate(rows):
        y = HUB // 2 if at == middle else y
        _set_row(row, y, made)
        y += heights[at]
    return made


def _stacked(blocks: Sequence[Block]) -> Arrangement:
    spots, width, _ = _filled(sorted((_pack(b) for b in blocks), key=lambda b: -b.height))
    made = Arrangement({}, [], {})
    for x, y, packed in spots:
        _set(packed, x - width // 2, y, -1, made)
    return made


def _set_row(row: Sequence[_Packed], top: int, made: Arrangement) -> None:
    """Place one row of blocks, centred, with its upper edge at `top`."""
    x = -(sum(b.width for b in row) + GAP * (len(row) - 1)) // 2
    for packed in row:
        _set(packed, x, top, -1, made)
        x += packed.width + GAP


def _set(packed: _Packed, x: int, y: int, above: int, made: Arrangement) -> None:
    """Write the block, its nodes and the blocks inside it. `m` counts what is not drawn, at `ox`, `oy`."""
    block, index = packed.block, len(made.blocks)
    row: dict[str, Any] = {"x": x, "y": y, "w": packed.width, "h": packed.height, "up": above}
    row |= {"k": block.kind} if block.kind else {"a": block.area}
    made.blocks.append(row)
    at = _grid(x, y, packed.columns)
    for i, node in enumerate(block.nodes):
        made.places[node.iri] = at(i)
    if block.hidden:
        more = at(len(block.nodes))
        row |= {"m": len(block.hidden), "ox": more.x, "oy": more.y}
    made.block_of.update((n.iri, index) for n in (*block.nodes, *block.hidden))
    for dx, dy, part in packed.parts:
        _set(part, x + dx, y + dy, index, made)


def _grid(x: int, y: int, columns: int) -> Callable[[int], Place]:
    def at(i: int) -> Place:
        line, column = divmod(i, columns)
        return Place(x + LEFT + column * CELL[0] + CELL[0] // 2, y + TOP + line * CELL[1] + CELL[1] // 4)

    return at
