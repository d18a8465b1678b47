"""Sources that a person marks as untrusted: nothing that they say is taken up, all of it is listed as refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kg.model import Corrected, Correction, Linked, Reading, Rejection
from kg.resolution.selecting import Sources

RULE = "correction"


class Trust:
    """Which documents a person trusts; `done` is what came of each mark."""

    def __init__(self, readings: Iterable[Reading], sources: Sources, corrections: Iterable[Correction]) -> None:
        """`sources`: names of each document by its id. Looks at `readings` only where something is marked."""
        wanted = [c for c in corrections if c.kind == "untrusted"]
        self._marks: defaultdict[str, list[Correction]] = defaultdict(list)
        hit: set[int] = set()
        for r in readings if wanted else ():
            called = _called(r, sources[r.document.id])
            for number, c in enumerate(wanted):
                if c.entity.name in called:
                    self._marks[r.document.id].append(c)
                    hit.add(number)
        fault = "no source, publisher, author or host is called"
        self.done = [Corrected(c, fault="" if i in hit else f"{fault} {c.entity.name}") for i, c in enumerate(wanted)]

    def __contains__(self, document: str) -> bool:
        """Whether the document of this id is trusted."""
        return document not in self._marks

    def of(self, reading: Reading) -> Reading:
        """The reading, silenced where it is not trusted."""
        for c in self._marks.get(reading.document.id, ()):
            reading = _silenced(reading, c)
        return reading


def _called(reading: Reading, names: Iterable[str]) -> set[str | None]:
    d = reading.document
    return {*names, d.publisher, d.author, urlsplit(d.url).hostname if d.url else None}


def _silenced(reading: Reading, c: Correction) -> Reading:
    """Only the home is left of it; what else it said joins what was refused."""
    home = tuple(e for e in reading.linked.entities if e.id == reading.linked.home)
    reason = f"untrusted source ({c.author}, {c.date}): {c.reason}"
    refused = (*reading.rejected, *_lost(reading, reason))
    return Reading(reading.document, Linked(home, (), reading.linked.home), (), (), refused)


def _lost(reading: Reading, reason: str) -> Iterator[Rejection]:
    for r in reading.relations:
        yield Rejection(r.evidence.sentence, r.predicate, f"{r.subject} {r.predicate} {r.object}", RULE, reason)
    for o in reading.observations:
        yield Rejection(o.evidence.sentence, "Quantity", f"{o.indicator} {o.printed}{o.unit}", RULE, reason)


__all__ = ["RULE", "Trust"]
