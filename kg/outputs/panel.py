"""Figures of many areas as one wide sheet: rows and columns by area, year, indicator or measure, every cell with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.contrasts import indicator_key
from kg.graph.periods import bounds_of
from kg.graph.units import kind_of
from kg.model import Figure, Knowledge, Node
from kg.outputs.series import Reader, Saying, chosen, usual_unit
from kg.resolution.names import AREA_TYPES, inside
from kg.rules import regex as re

DIMENSIONS = ("area", "subject", "year", "period", "indicator", "measure")
UNSTATED = "unstated"
_YEAR = re.compile(r"\d{4}")
_PRECISION = {"eq": 0, "approx": 1, "gt": 2, "lt": 2}
Key = tuple[str, ...]
Part = tuple[str, str]
"""What a part of a key is sorted by, and what it is called."""
Parts = tuple[Part, ...]


class BadDimension(ValueError):
    """A name in `by` that is no dimension, or stands there twice."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a panel is to show. `by`: the dimensions of the rows, the last one is that of the columns. `unit`: "" for the
    usual one of each indicator. `within`: code of the area that the others lie in, "" for all."""

    indicators: tuple[str, ...]
    by: tuple[str, ...] = ("area", "year")
    measures: tuple[str, ...] = ("level",)
    state: str = "actual"
    unit: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `key` has a cell for each of `Panel.headings`, `cells` one for each of `Panel.columns`: what is said there, the
    one to show first, none where nothing is."""

    key: Key
    cells: tuple[tuple[Saying, ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """`left_out`: figures of the indicators that have no place in it, counted by the reason (period, unit, subject)."""

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: Mapping[str, int]


def panel(knowledge: Knowledge, query: Query) -> Panel:
    """The sheet. Raises BadDimension."""
    _refuse(query.by)
    return _Maker(knowledge, query).made()


def _refuse(by: Sequence[str]) -> None:
    odd = [name for name in by if name not in DIMENSIONS]
    if odd or len(set(by)) < len(by) or len(by) < 2:
        raise BadDimension(", ".join(odd) or ",".join(by))


class _Maker:
    def __init__(self, knowledge: Knowledge, query: Query) -> None:
        self.query = query
        self.reader = Reader(knowledge)
        self.nodes = {n.iri: n for n in knowledge.nodes}
        self.left_out: Counter[str] = Counter()
        self.areas_only = "subject" not in query.by
        self.years_only = "period" not in query.by
        self.subject = "subject" if "subject" in query.by else "area"

    def made(self) -> Panel:
        found: defaultdict[tuple[Parts, Part], list[Saying]] = defaultdict(list)
        for figures in self._groups():
            unit = self._unit(figures)
            fitting = [f for f in figures if kind_of(f.unit) == kind_of(unit)]
            self.left_out["unit"] += len(figures) - len(fitting)
            for saying in self.reader.sayings(fitting, unit):
                found[self._place(saying)].append(saying)
        columns = sorted({column for _, column in found})
        lines = tuple(self._line(row, columns, found) for row in sorted({row for row, _ in found}))
        labels = tuple(_distinct(columns))
        return Panel(self._headings(), labels, lines, {why: n for why, n in sorted(self.left_out.items()) if n})

    def _line(self, row: Parts, columns: Sequence[Part], found: Mapping[tuple[Parts, Part], list[Saying]]) -> Line:
        cells = (tuple(sorted(found.get((row, column), ()), key=self._rank)) for column in columns)
        return Line(tuple(label for _, label in row), tuple(cells))

    def _groups(self) -> list[list[Figure]]:
        """The figures asked for, those of one indicator and measure together."""
        known = self.reader.knowledge.figures
        found: defaultdict[tuple[str, str], dict[Figure, None]] = defaultdict(dict)
        named = dict.fromkeys(f for name in self.query.indicators for f in chosen(known, name))
        for f in named:
            if f.measure in self.query.measures and f.state == self.query.state and self._fits(f):
                found[indicator_key(f), f.measure][f] = None
        return [list(group) for group in found.values()]

    def _fits(self, f: Figure) -> bool:
        node = self.nodes[f.subject]
        if (self.areas_only and node.type not in AREA_TYPES) or not _lies_in(node, self.query.within):
            self.left_out["subject"] += not self.query.within
            return False
        if self.years_only and not _YEAR.fullmatch(f.period):
            self.left_out["period"] += 1
            return False
        return True

    def _unit(self, figures: Sequence[Figure]) -> str:
        fits = self.query.unit and any(kind_of(f.unit) == kind_of(self.query.unit) for f in figures)
        return self.query.unit if fits else usual_unit(figures)

    def _headings(self) -> Key:
        by = self.query.by
        pairs = (("code", "name", "territory") if name == self.subject else (name,) for name in by[:-1])
        rest = (name for name in ("indicator", "measure") if name not in by)
        return (*(name for pair in pairs for name in pair), *rest, *(("unit",) if self._unit_in_rows() else ()))

    def _unit_in_rows(self) -> bool:
        return self.query.by[-1] not in ("indicator", "measure")

    def _place(self, s: Saying) -> tuple[Parts, Part]:
        """Row and column of a saying."""
        parts = self._parts(s)
        by = self.query.by
        row = [part for dimension in by[:-1] for part in parts[dimension]]
        row += [part for name in ("indicator", "measure") if name not in by for part in parts[name]]
        column = (" ".join(sort for sort, _ in parts[by[-1]]), " ".join(w for _, w in parts[by[-1]][-2:] if w))
        if self._unit_in_rows():
            return (*row, (s.unit, s.unit)), column
        return tuple(row), (column[0], f"{column[1]}（{s.unit}）" if s.unit else column[1])

    def _parts(self, s: Saying) -> dict[str, Parts]:
        node, extent = self.nodes[s.figure.subject], self.reader.territories.extent(s.figure)
        code = (f"{node.code or '~'} {node.iri}", node.code)
        area = (code, (node.label, node.label), (extent.begin, extent.span) if extent else ("", ""))
        period = (("|".join(bounds_of(s.period)) if s.period else "~", s.period or UNSTATED),)
        rest = {"indicator": ((s.indicator, s.indicator),), "measure": ((s.figure.measure, s.figure.measure),)}
        return {"area": area, "subject": area, "year": period, "period": period, **rest}

    def _rank(self, s: Saying) -> tuple[object, ...]:
        """The best first: in force, exact, most sources, newest, most digits."""
        newest = self.reader.newest(s)
        return (
            s.superseded,
            _PRECISION[s.figure.bound],
            -s.agreed,
            [-ord(c) for c in newest],
            -len(s.figure.printed),
            s.value,
        )


def _distinct(columns: Sequence[Part]) -> Iterator[str]:
    """The labels of the columns, with the code behind those that several have (朝阳区)."""
    counts = Counter(label for _, label in columns)
    return (f"{label} {sort.partition(' ')[0]}" if counts[label] > 1 else label for sort, label in columns)


def _lies_in(node: Node, code: str) -> bool:
    return not code or bool(node.code and node.code != code and inside(node.code, code))


__all__ = ["DIMENSIONS", "BadDimension", "Line", "Panel", "Query", "panel"]
