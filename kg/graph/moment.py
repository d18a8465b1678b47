"""A graph as of a day, month or year: the posts held, the relations and figures that are of that time.

A text says when something holds by a begin or an end, else by its own date: what it tells as a fact held when it was
published, and what has ended held until then. A post that only one person has at a time is left when a later text
names the next one in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.graph.periods import bounds_of
from kg.graph.records import by_name
from kg.graph.rivals import single_posts
from kg.graph.territories import first_day, last_day
from kg.model import Claim, Figure, Knowledge, Record
from kg.rules import regex as re

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
TERM = 5  # years: a post is not taken to be held longer after a text last named its holder


class BadDate(ValueError):
    """Not a year, month or day of ISO 8601."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """`knowledge` holds what is of that time; `left_out` says of every other statement why not: `over` by then, `later`
    (nothing says that it held so early), a post whose holder was `followed` by another or not named for TERM years
    (`stale`), `undated`."""

    knowledge: Knowledge
    left_out: Mapping[Claim | Figure, str]


def as_of(knowledge: Knowledge, date: str) -> AsOf:
    """What the graph says of a year (2020), month (2020-06) or day. Documents and entities stay. Raises BadDate."""
    first, last = span_of(date)
    records = by_name(knowledge.records)
    judge = _Judge(records, first, last, _successions(knowledge.claims, records))
    claims = {c: judge.of_claim(c) for c in knowledge.claims}
    figures = {f: judge.of_figure(f) for f in knowledge.figures}
    left_out: dict[Claim | Figure, str] = {c: why for c, why in claims.items() if why}
    left_out |= {f: why for f, why in figures.items() if why}
    then = replace(
        knowledge,
        claims=tuple(c for c in claims if c not in left_out),
        figures=tuple(f for f in figures if f not in left_out),
        contrasts=tuple(c for c in knowledge.contrasts if c.left not in left_out and c.right not in left_out),
    )
    return AsOf(then, left_out)


def span_of(date: str) -> tuple[str, str]:
    """First and last day of a year, month or day. Raises BadDate."""
    if not _DATE.fullmatch(date):
        raise BadDate(date)
    return first_day(date), last_day(date)


@dataclass(frozen=True, slots=True)
class _Judge:
    """`first` and `last` day asked for; `successions`: claims of posts -> the day from which another holder is known."""

    records: Mapping[str, Record]
    first: str
    last: str
    successions: Mapping[Claim, str]

    def of_claim(self, c: Claim) -> str:
        """Why the claim is not of the time, "" if it is."""
        days = days_of(c, self.records)
        end = bounds_of(c.end)[1] or (days[0] if days and c.state == "ended" else "")
        begin = bounds_of(c.begin)[0] or end or (days[0] if days else "")
        if not begin:
            return "undated"
        if begin > self.last:
            return "later"
        if end and end < self.first:
            return "over"
        if self.successions.get(c, "9999") < self.first:
            return "followed"
        return "stale" if c.predicate == "holdsPost" and not end and self._is_stale(max((begin, *days))) else ""

    def _is_stale(self, named: str) -> bool:
        return int(self.first[:4]) - int(named[:4]) > TERM

    def of_figure(self, f: Figure) -> str:
        begin, end = bounds_of(f.period)
        day = self.records[f.mark.document].date or ""
        if not begin:
            begin, end = first_day(day), last_day(day)
        if not begin:
            return "undated"
        return "later" if begin > self.last else "over" if end < self.first else ""


def days_of(c: Claim, records: Mapping[str, Record]) -> list[str]:
    """The dates of the documents that state the claim, sorted."""
    return sorted(d for m in c.marks if (d := first_day(records[m.document].date or "")))


def _successions(claims: Iterable[Claim], records: Mapping[str, Record]) -> dict[Claim, str]:
    """Claims of single posts -> the day from which another person, or the same one no longer acting, is known to hold it."""
    found: dict[Claim, str] = {}
    for same in single_posts(claims).values():
        known = [(c, _since(c, records), _until(c, records)) for c in same]
        for c, _, named in known:
            others = [since for d, since, _ in known if _follows(d, c) and since > named]
            if named and others:
                found[c] = min(others)
    return found


def _follows(then: Claim, first: Claim) -> bool:
    """Whether one in the post ends the other: another person in it, or the same one no longer acting (代理县长, 县长)."""
    acting = "代" in first.title and "代" not in then.title
    return then.state == "actual" and (then.subject != first.subject or acting)


def _since(c: Claim, records: Mapping[str, Record]) -> str:
    days = days_of(c, records)
    return bounds_of(c.begin)[0] or (days[0] if days else "")


def _until(c: Claim, records: Mapping[str, Record]) -> str:
    days = days_of(c, records)
    return bounds_of(c.end)[1] or (days[-1] if days else bounds_of(c.begin)[0])


__all__ = ["TERM", "AsOf", "BadDate", "as_of", "days_of", "span_of"]
