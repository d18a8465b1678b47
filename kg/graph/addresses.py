"""IRIs of everything but entities, computed from content, so that any client can compute them again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, cached_property
from itertools import groupby

from kg.graph.territories import Territories
from kg.graph.units import unit_iri
from kg.graph.vocabulary import NS, ROOT
from kg.model import Claim, Contrast, Figure, Knowledge, Mark
from kg.resolution.names import slug
from kg.rules.area_times import Extent

UNSTATED = ROOT + "period/unstated"


class Addresses:
    """The addresses of one graph. Methods take records of that graph."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.base = knowledge.base
        self._knowledge = knowledge
        self._documents: dict[str, str] = {}
        for r in knowledge.records:
            self._documents |= dict.fromkeys((r.name, *r.sources), f"{knowledge.base}doc/{r.id}")

    @cached_property
    def territories(self) -> Territories:
        return Territories(self._knowledge.nodes, self._knowledge.records)

    @cached_property
    def _later(self) -> dict[str, int]:
        """Ordinals of the observations that are not the first under their dimensions."""
        found: dict[str, int] = {}
        for _, same in groupby(sorted(self._knowledge.figures, key=_document), key=_document):
            found.update(_ordinals((_dimensions(f), self.observation(f)) for f in same))
        return found

    def document(self, name: str) -> str:
        return self._documents[name]

    def sentence(self, mark: Mark) -> str:
        return self.passage(mark.document, mark.start, mark.end)

    def passage(self, document: str, start: int, end: int) -> str:
        """`doc/<document>_<begin>_<end>`, offsets in code points of the document's text."""
        return f"{self._documents[document]}_{start}_{end}"

    def claim(self, c: Claim) -> str:
        """`claim/` and a hash of "s p o", then the title and any state but `actual`, each after a space."""
        more = [c.title] * bool(c.title) + [c.state] * (c.state != "actual")
        return f"{self.base}claim/{digest(c.subject, NS + c.predicate, c.object, *more)}"

    def observation(self, f: Figure) -> str:
        """`observation/` and a hash of subject, indicator, measure, period and source, then value, unit, bound and state."""
        key = (f.subject, indicator_iri(f), f.measure, f.period, self.document(f.mark.document))
        return f"{self.base}observation/{digest(*key, decimal(f.value), f.unit, f.bound, f.state)}"

    def ordinal(self, f: Figure) -> int:
        """Which of the figures that its source gives under the same other dimensions, from 1, in the order of the text."""
        return self._later.get(self.observation(f), 1)

    def territory(self, f: Figure) -> str:
        """IRI of the territory that the figure is about, "" where its subject has had one only."""
        extent = self.territories.extent(f)
        return self.extent(extent) if extent else ""

    def extent(self, extent: Extent) -> str:
        """`territory/330110-2021`: the code and the year that it began; `-until-2021` where the begin is unknown."""
        return f"{self.base}territory/{extent.code}-{extent.key}"

    def statement(self, x: Figure | Claim) -> str:
        return self.claim(x) if isinstance(x, Claim) else self.observation(x)

    def contrast(self, c: Contrast) -> str:
        """`contrast/` and a hash of its kind and of both sides' addresses, sorted."""
        return f"{self.base}contrast/{digest(c.kind, *sorted((self.statement(c.left), self.statement(c.right))))}"


def _document(f: Figure) -> str:
    return f.mark.document


def _dimensions(f: Figure) -> tuple[str, ...]:
    return f.mark.document, f.subject, indicator_iri(f), f.measure, f.period, f.bound, f.state


def _ordinals(figures: Iterable[tuple[tuple[str, ...], str]]) -> Iterable[tuple[str, int]]:
    """(address, ordinal) of each figure beyond the first of its dimensions; equal addresses count once."""
    seen: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for dimensions, address in figures:
        seen[dimensions][address] = None
    for same in seen.values():
        yield from ((address, number) for number, address in enumerate(same, 1) if number > 1)


def digest(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts, joined by spaces."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def indicator_iri(f: Figure) -> str:
    """A coded indicator's IRI, else one made of the printed wording."""
    return f"{ROOT}indicator/{f.indicator_id or slug(f.indicator)}"


@cache
def period_iri(period: str) -> str:
    """`period/2021`, `period/2012_2022`; where the text does not say, `period/unstated`."""
    return f"{ROOT}period/{period.replace('/', '_')}" if period else UNSTATED


def decimal(value: Decimal) -> str:
    """The lexical form of xsd:decimal that is also a bare decimal in Turtle: 22.0, -0.5, 940.09."""
    text = format(value, "f")
    return text if "." in text else text + ".0"


__all__ = ["UNSTATED", "Addresses", "decimal", "digest", "indicator_iri", "period_iri", "unit_iri"]
