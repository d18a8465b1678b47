"""Sources that a person marks as untrusted: nothing that they say is taken up, all of it is listed as refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from kg.model import Corrected, Correction, Linked, Reading, Rejection
from kg.resolution.selecting import Sources

RULE = "correction"


def trusted(
    kept: Sequence[Reading], sources: Sources, corrections: Iterable[Correction]
) -> tuple[tuple[Reading, ...], list[Corrected]]:
    """The readings, untrusted ones silenced, and what came of each mark. `sources`: names of each document by its id."""
    readings = {r.document.id: r for r in kept}
    done = []
    for c in corrections:
        if c.kind == "untrusted":
            hit = [i for i, r in readings.items() if c.entity.name in _called(r, sources[i])]
            readings.update((i, _silenced(readings[i], c)) for i in hit)
            fault = "" if hit else f"no source, publisher, author or host is called {c.entity.name}"
            done.append(Corrected(c, fault=fault))
    return tuple(readings.values()), done


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


__all__ = ["RULE", "trusted"]
