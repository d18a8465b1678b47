"""Areas in time: two territories that had one name and code are told apart, and a figure is tied to the one it is about.

An area stays one entity (one code, one name); a territory is what the area covered from one change of its border to the
next. Only areas with several known extents have territories.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence

from kg.graph.periods import bounds_of
from kg.model import Figure, Node, Record
from kg.rules.area_times import Extent, extents


class Territories:
    """The territories of a graph's areas. `nodes` and `records` are those of the figures that will be asked about."""

    def __init__(self, nodes: Iterable[Node], records: Iterable[Record]) -> None:
        known = extents()
        self._extents = {n.iri: known[n.code] for n in nodes if len(known.get(n.code, ())) > 1}
        self._dates = {name: r.date or "" for r in records for name in (r.name, *r.sources)} if self._extents else {}

    def of(self, f: Figure) -> str:
        """Key of the territory that the figure is about: the one of its period's last day, of the document's date where
        the text gives no period (目前); "" where the area has had one only or nothing is dated."""
        extent = self.extent(f)
        return extent.key if extent else ""

    def extent(self, f: Figure) -> Extent | None:
        """The extent behind `of`."""
        several = self._extents.get(f.subject)
        day = (bounds_of(f.period)[1] or self._dates.get(f.mark.document, "")) if several else ""
        return at(several, day) if several and day else None

    def several(self) -> Mapping[str, tuple[Extent, ...]]:
        """IRI -> extents of every area that has had more than one."""
        return self._extents


def at(several: Sequence[Extent], day: str) -> Extent:
    """The extent on a day, the oldest one before all that is known. `several`: the oldest first."""
    begun = [e for e in several if first_day(e.begin) <= last_day(day)]
    return begun[-1] if begun else several[0]


def first_day(date: str) -> str:
    """2021 -> 2021-01-01; "" sorts before every day."""
    return date + {4: "-01-01", 7: "-01"}.get(len(date), "")


def last_day(date: str) -> str:
    """2021-02 -> 2021-02-28."""
    if len(date) == 4:
        return date + "-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date


__all__ = ["Territories", "at", "first_day", "last_day"]
