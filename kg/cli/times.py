"""Time in `kg show`: the graph as of a date, and since when an area has been what it is."""

from __future__ import annotations

from collections import Counter

from kg import api
from kg.cli.messages import say
from kg.cli.terminal import fail, notice
from kg.graph.territories import at as extent_at
from kg.model import Claim, Figure, Node


def as_of(graph: api.Graph, name: str, date: str) -> tuple[api.Graph, tuple[Node, ...]]:
    """The graph of a year, month or day and who is called `name` in it, homonyms that were there first (望湖县 before 望湖区
    for a time before the one became the other); tells how much is of another time. Ends the command where `date` is none."""
    try:
        then, left_out = graph.as_of(date)
    except api.BadDate:
        fail(say("bad-date", date=date))
    found = tuple(sorted(then.find(name), key=lambda n: not exists(graph.extents(n), date)))
    if found:
        claims, figures = graph.about(found[0])
        about: list[Claim | Figure] = [*claims, *figures]
        reasons = Counter(left_out[x] for x in about if x in left_out)
        for why, count in sorted(reasons.items()):
            notice(say(f"at-{why}", count=count, date=date))
    return then, found


def exists(extents: tuple[api.Extent, ...], date: str) -> bool:
    """Whether an area was there at some time of the year, month or day; True where nothing is known."""
    if not extents:
        return True
    first, last = api.span_of(date)
    begin, end = extents[0].begin, extents[-1].end
    return (not begin or api.span_of(begin)[0] <= last) and (not end or first < api.span_of(end)[1])


def time_lines(graph: api.Graph, node: Node, date: str = "") -> list[str]:
    """A line an extent; with a date, the one of that time and whether the area was there at all."""
    known = graph.extents(node)
    if not known:
        return []
    if not date:
        return [f"{say('valid')}: {_words(e)}" for e in known]
    if not exists(known, date):
        return [f"{say('not-there', date=date)}: {_words(e)}" for e in (known[0], known[-1])[: len(known)]]
    return [f"{say('valid')}: {_words(extent_at(known, api.span_of(date)[1]))}"]


def _words(e: api.Extent) -> str:
    successor = f"→ {e.successor}" if e.successor else ""
    return "  ".join(w for w in (e.label, e.what, e.act, successor) if w)


def time_objects(graph: api.Graph, node: Node) -> list[dict[str, str]]:
    """The same for programs."""
    return [
        {"name": e.name, "from": e.begin, "until": e.end, "change": e.what, "act": e.act, "successor": e.successor}
        for e in graph.extents(node)
    ]


__all__ = ["as_of", "exists", "time_lines", "time_objects"]
