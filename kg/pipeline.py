"""The only module that knows the order of the stages: `process` maps one source, `merge` reduces the readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.entities.link import link, without_idle
from kg.facts.observe import observe
from kg.facts.relate import relate
from kg.facts.trace import Step, trace
from kg.graph.admit import admit
from kg.graph.contrasts import contrasts
from kg.graph.restate import restated
from kg.mentions.spot import Fate, candidates, fates, spot
from kg.model import Correction, Document, Failure, Knowledge, Linked, Reading, Source, Token
from kg.resolution.resolve import BASE, resolve
from kg.text import read
from kg.tokens import tokenize


def process(source: Source) -> Reading:
    """One source in, all that it says out. Pure, so any engine can run it. Raises `kg.text.Unreadable`."""
    document = read(source)
    return _facts(document, link(document, spot(document)))


def _facts(document: Document, linked: Linked) -> Reading:
    relations = relate(document, linked)
    observations, rejected = observe(document, linked)
    used = frozenset(end for r in relations for end in (r.subject, r.object)) | {o.subject for o in observations}
    linked = without_idle(linked, used)
    return Reading(document, linked, relations, observations, (*linked.rejected, *rejected))


@dataclass(frozen=True, slots=True)
class Trace:
    """A reading with what led to it: every candidate's fate, and each sentence as the rules saw it."""

    reading: Reading
    fates: tuple[Fate, ...]
    steps: tuple[Step, ...]


def retrace(source: Source) -> Trace:
    """What `process` does, with all that it decides on the way. Raises `kg.text.Unreadable`."""
    document = read(source)
    linked = link(document, spot(document))
    return Trace(_facts(document, linked), fates(candidates(document)), trace(document, linked))


def tokens(reading: Reading) -> tuple[Token, ...]:
    """The words of a reading's text, as `kg explain` shows them."""
    return tuple(tokenize(reading.document.text))


def merge(
    readings: Iterable[Reading],
    failures: Iterable[Failure] = (),
    base: str = "",
    corrections: Sequence[Correction] = (),
) -> Knowledge:
    """The graph of all readings, the same whatever their order, as `corrections` want it. `base` replaces the base of the IRIs."""
    knowledge = restated(admit(resolve(readings, base or BASE, corrections)), corrections)
    failed = tuple(sorted(failures, key=lambda f: (f.name, f.reason)))
    return replace(knowledge, contrasts=contrasts(knowledge), failures=failed)
