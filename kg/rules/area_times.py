"""Since when and until when areas lasted, and the extents that one name and code stood for one after the other.

`area_extents.tsv` is compiled by hand and lists what changed its extent; `area_lifetimes.tsv` is made by
scripts/build_area_lifetimes.py and lists what was founded or abolished. The former wins where both know a code.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.rules import table


@dataclass(frozen=True, slots=True)
class Extent:
    """What an area was from `begin` up to `end` (half-open, ISO 8601 to the precision that is known; "" unknown or open).

    `what` tells what happened at its begin (at its end where that is all that is known), `act` is the number of the
    notice, `successor` the code that took its place.
    """

    code: str
    name: str
    begin: str
    end: str
    what: str = ""
    act: str = ""
    successor: str = ""

    @property
    def key(self) -> str:
        """Tells the extents of one area apart: 2021, or until-2021 where the begin is unknown."""
        return self.begin[:4] or f"until-{self.end[:4]}"

    @property
    def span(self) -> str:
        """ISO 8601-2 interval: 2001/2021-04-09, 2021-04-09/.., ../2015."""
        return f"{self.begin or '..'}/{self.end or '..'}"

    @property
    def label(self) -> str:
        """余杭区（2001至2021-04-09）, 余杭区（2021-04-09起）."""
        if self.begin and self.end:
            return f"{self.name}（{self.begin}至{self.end}）"
        return f"{self.name}（{self.begin}起）" if self.begin else f"{self.name}（至{self.end}）"


@cache
def extents() -> Mapping[str, tuple[Extent, ...]]:
    """Every area whose time is known: code -> its extents, the oldest first."""
    found: defaultdict[str, list[Extent]] = defaultdict(list)
    by_hand = [_extent(row) for row in table("area_extents.tsv")]
    known = {e.code for e in by_hand}
    made = (_extent(row) for row in table("area_lifetimes.tsv"))
    for extent in (*by_hand, *(e for e in made if e.code not in known)):
        found[extent.code].append(extent)
    return {code: tuple(sorted(same, key=lambda e: e.begin)) for code, same in sorted(found.items())}


def _extent(row: dict[str, str]) -> Extent:
    known = (row["code"], row["name"], row["begin"], row["end"])
    return Extent(*known, row.get("what") or "", row.get("act") or "", row.get("successor") or "")


__all__ = ["Extent", "extents"]
