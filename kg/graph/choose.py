"""Contrasts and sums by kind, thing, indicator, area, year and document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.contrasts import indicator_key, wording_key
from kg.graph.sums import Sum, sums
from kg.model import Claim, Contrast, Figure, Knowledge, Node
from kg.resolution.names import inside

SUM = "sum"
"""Kind of what is no pair of two documents but parts and total of one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`kinds`: of contrast, `sum` among them; empty: all. `subjects`: IRIs, None for any. `indicator`: a wording of it,
    or a predicate. `area`: code of the area that the thing is or lies in. `year`: of the period. `only_conflicts`: no
    agreement, no sum that holds."""

    kinds: tuple[str, ...] = ()
    subjects: frozenset[str] | None = None
    indicator: str = ""
    area: str = ""
    year: str = ""
    document: str = ""
    only_conflicts: bool = False


def chosen(knowledge: Knowledge, wanted: Wanted) -> tuple[Contrast, ...]:
    """The contrasts that are wanted, in their order."""
    places = _places(knowledge.nodes)
    return tuple(
        c
        for c in knowledge.contrasts
        if (not wanted.kinds or c.kind in wanted.kinds)
        and not (wanted.only_conflicts and c.kind.startswith("agreement"))
        and any(_fits(side, wanted, places) for side in (c.left, c.right))
    )


def chosen_sums(knowledge: Knowledge, wanted: Wanted) -> tuple[Sum, ...]:
    """The sums that are wanted; where no kind is named, those that do not hold."""
    if wanted.kinds and SUM not in wanted.kinds:
        return ()
    places = _places(knowledge.nodes)
    found = (s for s in sums(knowledge.figures) if not s.holds or (wanted.kinds and not wanted.only_conflicts))
    return tuple(s for s in found if any(_fits(f, wanted, places) for f in s.figures))


def _places(nodes: Iterable[Node]) -> dict[str, str]:
    """The code of the area that every thing is, or lies in; "" where none is known."""
    codes = {n.iri: n.code for n in nodes if n.code}
    return {n.iri: n.code or codes.get(n.home, "") for n in nodes}


def _fits(side: Figure | Claim, wanted: Wanted, places: dict[str, str]) -> bool:
    if wanted.subjects is not None and not {*_ends(side)} & wanted.subjects:
        return False
    code = places.get(side.subject, "")
    if wanted.area and not (code and inside(code, wanted.area)):
        return False
    marks = (side.mark,) if isinstance(side, Figure) else side.marks
    if wanted.document and all(m.document != wanted.document for m in marks):
        return False
    if isinstance(side, Claim):
        return wanted.indicator in ("", side.predicate) and not wanted.year
    if wanted.year and wanted.year not in (side.period[:4], side.period.partition("/")[2][:4]):
        return False
    return not wanted.indicator or wording_key(wanted.indicator) == indicator_key(side)


def _ends(side: Figure | Claim) -> tuple[str, ...]:
    return (side.subject,) if isinstance(side, Figure) else (side.subject, side.object)


__all__ = ["SUM", "Wanted", "chosen", "chosen_sums"]
