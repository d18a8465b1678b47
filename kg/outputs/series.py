"""Figures of one thing over time: what was said of each period, who says the same, who says otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.graph.contrasts import indicator_key
from kg.graph.periods import bounds_of
from kg.graph.records import by_name
from kg.graph.territories import Territories
from kg.graph.units import comparable, in_unit, kind_of
from kg.graph.vocabulary import facts, label
from kg.model import Contrast, Figure, Knowledge


@dataclass(frozen=True, slots=True)
class Saying:
    """One value of an indicator for one period. `value` is in `unit`, `figures` are all that print it (sorted by document),
    `agreed` counts the other documents that agree, `against` holds the kind and the figure of every disagreement.

    `territory`: key of the extent that the figure is about, "" where the area has had one only. `superseded`: a source
    says that another value takes its place.
    """

    indicator: str
    period: str
    value: Decimal
    unit: str
    figures: tuple[Figure, ...]
    agreed: int = 0
    against: tuple[tuple[str, Figure], ...] = ()
    territory: str = ""
    superseded: bool = False

    @property
    def figure(self) -> Figure:
        """The one to show: as printed with most digits, then the first document's."""
        return _shown(self.figures)


def _shown(figures: Iterable[Figure]) -> Figure:
    return min(figures, key=lambda f: (-len(f.printed), f.mark.document, f.mark.start))


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one subject in one measure and unit; `sayings` by period, what has none last."""

    subject: str
    indicator: str
    measure: str
    state: str
    unit: str
    sayings: tuple[Saying, ...]


class Reader:
    """What a graph says in figures, ready to be asked for series and cells."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.territories = Territories(knowledge.nodes, knowledge.records)
        self.records = by_name(knowledge.records)
        self._against = _sides(knowledge.contrasts)
        self._superseded = frozenset(_old_values(knowledge.contrasts))

    def sayings(self, figures: Sequence[Figure], unit: str) -> tuple[Saying, ...]:
        """The figures of one indicator, each in `unit`, equal ones of a period as one. Raises ValueError for a figure of
        another kind of unit."""
        same: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for f in figures:
            value = format(comparable(f.value, f.unit)[0].normalize(), "f")
            same[f.subject, *bounds_of(f.period), self.territories.of(f), value, f.bound].append(f)
        name = name_of(figures) if figures else ""
        return tuple(sorted((self._saying(name, group, unit) for group in same.values()), key=_by_period))

    def _saying(self, name: str, group: Sequence[Figure], unit: str) -> Saying:
        kept = tuple(sorted(group, key=lambda f: (f.mark.document, f.mark.start, f.indicator)))
        sides = [side for f in kept for side in self._against.get(f, ())]
        agreeing = {f.mark.document for kind, f in sides if kind.startswith("agreement")}
        against = {(kind, f): None for kind, f in sides if not kind.startswith("agreement")}
        shown = _shown(kept)
        value = in_unit(shown.value, shown.unit, unit)
        if value is None:
            raise ValueError(f"{shown.unit} is not {unit}")
        rest = (len(agreeing - {shown.mark.document}), tuple(against), self.territories.of(shown))
        return Saying(name, shown.period, value, unit, kept, *rest, any(f in self._superseded for f in kept))

    def newest(self, saying: Saying) -> str:
        """The latest date of the documents that say it, "" where none is dated."""
        return max(self.records[f.mark.document].date or "" for f in saying.figures)


def _sides(contrasts: Iterable[Contrast]) -> dict[Figure, list[tuple[str, Figure]]]:
    found: defaultdict[Figure, list[tuple[str, Figure]]] = defaultdict(list)
    for c in contrasts:
        if isinstance(c.left, Figure) and isinstance(c.right, Figure):
            found[c.left].append((c.kind, c.right))
            found[c.right].append((c.kind, c.left))
    return found


def _old_values(contrasts: Iterable[Contrast]) -> Iterator[Figure]:
    """The figures that a revision has replaced."""
    for c in contrasts:
        old = {"left": c.right, "right": c.left}.get(c.supersedes)
        if isinstance(old, Figure):
            yield old


def _by_period(s: Saying) -> tuple[object, ...]:
    begin, end = bounds_of(s.period)
    return not begin, end, begin, s.value, s.figure.bound, s.figure.mark.document


def timeline(
    knowledge: Knowledge, subject: str, indicator: str = "", measure: str = "", unit: str = ""
) -> tuple[Series, ...]:
    """Every series of the subject (an IRI), the longest first; of one indicator, measure and unit if given.

    `indicator` is a name in any of its wordings, else a part of one. A series whose figures are not of the kind of `unit`
    keeps its own unit.
    """
    reader = Reader(knowledge)
    figures = [f for f in knowledge.figures if f.subject == subject and measure in ("", f.measure)]
    found: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for f in chosen(figures, indicator):
        found[indicator_key(f), f.measure, f.state, kind_of(f.unit)].append(f)
    made = [_series(reader, subject, group, unit) for group in found.values()]
    return tuple(sorted(made, key=lambda s: (-_periods(s), s.indicator, s.measure, s.state, s.unit)))


def _periods(series: Series) -> int:
    return len({s.period for s in series.sayings if s.period})


def _series(reader: Reader, subject: str, figures: Sequence[Figure], unit: str) -> Series:
    first = figures[0]
    shown = unit if unit and kind_of(unit) == kind_of(first.unit) else usual_unit(figures)
    return Series(subject, name_of(figures), first.measure, first.state, shown, reader.sayings(figures, shown))


def chosen(figures: Sequence[Figure], indicator: str) -> Sequence[Figure]:
    """The figures of an indicator in any wording; where none is called so, those whose wording holds the name."""
    if not indicator or not figures:
        return figures
    wanted = indicator_key(replace(figures[0], indicator=indicator, indicator_id=""))
    exact = [f for f in figures if indicator_key(f) == wanted]
    return exact or [f for f in figures if indicator in f.indicator]


def usual_unit(figures: Iterable[Figure]) -> str:
    """The unit that most of them are printed in; of several the smallest, as 0.0576万亿元 reads worse than 576亿元."""
    counts = Counter(f.unit for f in figures)
    return min(counts, key=lambda unit: (-counts[unit], comparable(Decimal(1), unit)[0], unit))


def name_of(figures: Sequence[Figure]) -> str:
    """The coded indicator's name, else the usual wording."""
    about = facts("codes.ttl").get(indicator_key(figures[0]))
    wordings = Counter(f.indicator for f in figures)
    return (label(about, "zh") if about else "") or min(wordings, key=lambda w: (-wordings[w], w))


__all__ = ["Reader", "Saying", "Series", "chosen", "name_of", "timeline", "usual_unit"]
