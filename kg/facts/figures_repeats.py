"""One row for a figure that title, lead, body and table repeat."""

from __future__ import annotations

from kg.model import Observation


def distinct(rows: list[Observation]) -> list[Observation]:
    """A figure repeated is one row: the same subject, value, unit and measure, and much the same indicator."""
    kept: list[Observation] = []
    for row in rows:
        if not any(_same(row, k) for k in kept):
            kept.append(row)
    return kept


def _same(a: Observation, b: Observation) -> bool:
    if (a.value, a.unit, a.measure) != (b.value, b.unit, b.measure):
        return False
    if a.subject != b.subject:
        return a.indicator == b.indicator and a.unit != "%" and len(str(abs(a.value)).replace(".", "").strip("0")) >= 4
    if (
        a.period != b.period
        and a.period
        and b.period
        and not a.period.startswith(b.period)
        and not b.period.startswith(a.period)
    ):
        return False
    if a.indicator == b.indicator or (a.indicator_id and a.indicator_id == b.indicator_id):
        return True
    if a.evidence.sentence == b.evidence.sentence:
        return False
    digits = len(str(abs(a.value)).replace(".", "").strip("0"))
    shorter, longer = sorted((a.indicator, b.indicator), key=len)
    alike = len(set(shorter) & set(longer)) * 2 >= len(set(shorter))
    return (digits >= 3 and alike and a.unit != "%") or (digits >= 4) or (len(shorter) > 1 and shorter in longer)
