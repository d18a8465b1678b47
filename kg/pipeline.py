"""The only module that knows the order of the stages: `process` maps one source, `merge` reduces the readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from kg.entities.link import link, without_idle
from kg.facts.observe import observe
from kg.facts.relate import relate
from kg.facts.trace import Step, trace
from kg.graph.admit import admit
from kg.graph.contrasts import contrasts
from kg.graph.restate import restated
from kg.mentions.spot import Fate, candidates, fates, spot
from kg.model import Correction, Document, Failure, Knowledge, Linked, Reading, Source, Token
from kg.resolution.brief import Unpacker, packed_locals, packed_text, text_of, unpacked_text
from kg.resolution.copies import Text
from kg.resolution.resolve import BASE, resolve
from kg.resolution.scope import Local, locals_of
from kg.rows import BESIDE, document_of, pack, unpack
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


def packed(result: Reading | Failure) -> bytes:
    """A reading as one line, with what the whole set needs to know of it first; or a failure."""
    if isinstance(result, Failure):
        return pack(result)
    return BESIDE.join((pack(result), packed_text(text_of(result)), packed_locals(locals_of(result))))


class Rows(Sequence[Reading]):
    """Readings as lines of `packed` that lie somewhere: one at a time is in memory. `names`: of each source as it is called
    now; `row` gives the line at a place."""

    def __init__(self, names: Sequence[str], row: Callable[[int], bytes]) -> None:
        self._names, self._row = names, row

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> Reading: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Reading, ...]: ...

    def __getitem__(self, index: int | slice) -> Reading | tuple[Reading, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        found = unpack(self._row(index))
        if not isinstance(found, Reading):
            raise ValueError(f"{self._names[index]} gave no reading")
        return replace(found, document=replace(found.document, name=self._names[index]))

    def texts(self) -> Iterator[Text]:
        return (unpacked_text(self._row(at).split(BESIDE)[1], name) for at, name in enumerate(self._names))

    def locals(self, places: Iterable[int]) -> Iterator[tuple[Local, ...]]:
        unpacker = Unpacker()
        for row in map(self._row, places):
            yield unpacker.unpack(row.split(BESIDE)[2], document_of(row))


def merge(
    readings: Iterable[Reading],
    failures: Iterable[Failure] = (),
    base: str = "",
    corrections: Sequence[Correction] = (),
) -> Knowledge:
    """The graph of all readings, the same whatever their order, as `corrections` want it. `base` replaces the base of the IRIs.

    `readings` may be `Rows`, so that a set larger than memory is merged.
    """
    briefs = readings if isinstance(readings, Rows) else None
    knowledge = restated(admit(resolve(readings, base or BASE, corrections, briefs)), corrections)
    failed = tuple(sorted(failures, key=lambda f: (f.name, f.reason)))
    return replace(knowledge, contrasts=contrasts(knowledge), failures=failed)
