"""Claims of different sources that cannot both hold: two people in one post at one time, two places that one zone belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.graph.periods import bounds_of
from kg.graph.records import by_name
from kg.model import Claim, Contrast, Knowledge, Record
from kg.resolution.names import inside
from kg.rules import regex as re

Records = Mapping[str, Record]
# Posts that one person holds at a time; 副, 代 and plural posts (委员, 常委, 成员) are others.
_SINGLE = re.compile(
    r"(?<![副总])(?P<post>党委书记|党组书记|[省市区县镇乡州村]?委?书记|[省市区县镇乡州村]长|州长|盟长|旗长|董事长|总经理"
    r"|[局厅部院校会处]长|主席|管委会主任|主任委员|台长|社长|行长|检察长)$"
)
_OTHER = re.compile("副|原|前|名誉|联席|执行|轮值|常务|第一")
_APPOINTS = re.compile("任命|任职|当选|选举|补选|聘任|接任|继任|履新|代理|就任|调任|转任|升任|不再担任")
_TERM = 92  # days: two people named further apart may have followed each other
_SLACK = 31  # days that may lie between the end of one term and a page that still names its holder


@dataclass(frozen=True, slots=True)
class _Tenure:
    """What the texts say of one person in one post, in days: when they were named in it, since when and until when."""

    claim: Claim
    named: tuple[int | None, ...]
    begins: int | None
    ends: int | None


def rival_claims(knowledge: Knowledge) -> Iterator[Contrast]:
    """Pairs of claims that contradict each other, in no particular order."""
    records = by_name(knowledge.records)
    yield from _two_holders(knowledge.claims, records)
    yield from _two_places(knowledge, records)


def _two_holders(claims: Iterable[Claim], records: Records) -> Iterator[Contrast]:
    for same in single_posts(claims).values():
        ends = _ends(same, records)
        held = [c for c in same if c.state == "actual"]
        tenures = [_tenure(c, ends.get(c.subject), records) for c in held] if len(held) > 1 else []
        for a, b in combinations(tenures, 2):
            if a.claim.subject != b.claim.subject and _apart(a.claim, b.claim, records) and _together(a, b):
                yield _contrast(a.claim, b.claim)


def single_posts(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims about one post that one person holds at a time, held and ended, by organ and post."""
    found: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        match = _SINGLE.search(c.title) if c.predicate == "holdsPost" and c.state != "planned" else None
        if match and not _OTHER.search(c.title):
            found[c.object, match["post"][-2:]].append(c)
    return found


def _ends(claims: Iterable[Claim], records: Records) -> dict[str, int]:
    """Person -> the first day on which a text says that they have left the post."""
    found: dict[str, int] = {}
    for c in claims:
        days = [d for m in c.marks if (d := _day(records[m.document].date)) is not None] if c.state == "ended" else []
        for day in days:
            found[c.subject] = min(day, found.get(c.subject, day))
    return found


def _tenure(c: Claim, left: int | None, records: Records) -> _Tenure:
    said = [_day(records[m.document].date) for m in c.marks if _appoints(m.document, m.start, m.end, records)]
    known = [d for d in said if d is not None]
    begins = _day(bounds_of(c.begin)[0]) if c.begin else min(known, default=None)
    ends = _day(bounds_of(c.end)[1]) if c.end else left
    return _Tenure(c, tuple(_day(records[m.document].date) for m in c.marks), begins, ends)


def _appoints(document: str, start: int, end: int, records: Records) -> bool:
    return bool(_APPOINTS.search(records[document].text, start, end))


def _together(a: _Tenure, b: _Tenure) -> bool:
    """Whether the two may have held the post at one time: named in it within a quarter (or without any date), and
    no text tells that the one followed the other."""
    if _followed(a, b) or _followed(b, a):
        return False
    return any(x is None or y is None or abs(x - y) <= _TERM for x in a.named for y in b.named)


def _followed(first: _Tenure, then: _Tenure) -> bool:
    """Whether a text says that `first` left or that `then` came, and every date agrees with that."""
    turn = then.begins if then.begins is not None else first.ends
    if turn is None or (first.ends is not None and first.ends > turn + _SLACK):
        return False
    before = all(d is None or d <= turn + _SLACK for d in first.named)
    return before and all(d is None or d >= turn - _SLACK for d in then.named)


def _two_places(knowledge: Knowledge, records: Records) -> Iterator[Contrast]:
    codes = {n.iri: n.code for n in knowledge.nodes if n.code}
    zones = {n.iri for n in knowledge.nodes if n.type == "Zone"}
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for c in knowledge.claims:
        if c.predicate == "partOf" and c.state == "actual" and c.subject in zones and c.object in codes:
            found[c.subject].append(c)
    for same in found.values():
        for a, b in combinations(same, 2):
            one, other = codes[a.object], codes[b.object]
            if not inside(one, other) and not inside(other, one) and _apart(a, b, records):
                yield _contrast(a, b)


def _apart(a: Claim, b: Claim, records: Records) -> bool:
    """Whether no source says both."""
    sources = [{records[m.document].copy_of or m.document for m in c.marks} for c in (a, b)]
    return sources[0].isdisjoint(sources[1])


def _contrast(a: Claim, b: Claim) -> Contrast:
    left, right = sorted((a, b), key=lambda c: (c.marks[0].document, c.marks[0].start, repr(c)))
    return Contrast("relation", left, right)


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return None
