"""Claims of different documents that cannot both hold: two people in one post, two places that one zone belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from kg.model import Claim, Contrast, Knowledge
from kg.resolution.names import inside

# Posts that one person holds at a time; 副, 代 and plural posts (委员, 常委, 成员) are others.
_SINGLE = re.compile(
    r"(?<![副总代])(?P<post>党委书记|党组书记|[省市区县镇乡州村]?委?书记|[省市区县镇乡州村]长|州长|盟长|旗长|董事长|总经理"
    r"|[局厅部院校会处]长|主席|管委会主任|主任委员|台长|社长|行长|检察长)$"
)
_TERM = 92  # days: two people named further apart may have followed each other


def rival_claims(knowledge: Knowledge) -> Iterator[Contrast]:
    """Pairs of claims that contradict each other, in no particular order."""
    dates = {r.name: r.date for r in knowledge.records}
    actual = [c for c in knowledge.claims if c.state == "actual"]
    for rivals in _posts(actual).values():
        yield from _pairs((c for c in rivals if not c.end), dates, "subject")
    codes = {n.iri: n.code for n in knowledge.nodes if n.code}
    zones = {n.iri for n in knowledge.nodes if n.type == "Zone"}
    for rivals in _parents(actual, zones, codes).values():
        for pair in _pairs(rivals, dates, "object"):
            a, b = codes[_claim(pair.left).object], codes[_claim(pair.right).object]
            if not inside(a, b) and not inside(b, a):
                yield pair


def _claim(side: object) -> Claim:
    assert isinstance(side, Claim)
    return side


def _posts(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    found: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        match = _SINGLE.search(c.title) if c.predicate == "holdsPost" else None
        if match:
            found[c.object, match["post"][-2:]].append(c)
    return found


def _parents(claims: Iterable[Claim], zones: set[str], codes: dict[str, str]) -> dict[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.predicate == "partOf" and c.subject in zones and c.object in codes:
            found[c.subject].append(c)
    return found


def _pairs(claims: Iterable[Claim], dates: dict[str, str | None], differs: str) -> Iterator[Contrast]:
    for a, b in combinations(claims, 2):
        apart = {m.document for m in a.marks}.isdisjoint(m.document for m in b.marks)
        if apart and getattr(a, differs) != getattr(b, differs) and _together(a, b, dates):
            yield Contrast("relation", *sorted((a, b), key=lambda c: (c.marks[0].document, c.marks[0].start, repr(c))))


def _together(a: Claim, b: Claim, dates: dict[str, str | None]) -> bool:
    """Whether the two may mean one time: some of their documents are dated within a quarter, or are not dated."""
    days = [[_day(dates.get(m.document)) for m in c.marks] for c in (a, b)]
    return any(x is None or y is None or abs(x - y) <= _TERM for x in days[0] for y in days[1])


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return None
