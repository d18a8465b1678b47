"""What the page holds as data: entities, statements, sentences and sources as compact rows that refer by position.

The page's script reads exactly this; every name below is a key of its JSON. Each part is a script element of its own,
so that a page of many documents parses at once only what its first picture needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from kg.graph.addresses import Addresses, indicator_iri, unit_iri
from kg.graph.vocabulary import kinds, predicates
from kg.model import Claim, Contrast, Figure, Knowledge, Mark, Node, Record
from kg.outputs.page.layout import Arrangement, arrange
from kg.outputs.page.pinyin import pinyin
from kg.outputs.page.view import View

Row = dict[str, Any]
T = TypeVar("T")
SENTENCES = 1000  # in one part
TEXTS = 40  # whole documents in one part


def payload(knowledge: Knowledge, view: View) -> dict[str, Any]:
    """The page's parts by element id: `data` (what the first picture needs), `figures`, `sents-N`, `texts-N`."""
    home = view.home or main_area(knowledge)
    order = {n.iri: i for i, n in enumerate(knowledge.nodes)}
    docs = {name: i for i, r in enumerate(knowledge.records) for name in (r.name, *r.sources)}
    sentences, at = _Sentences(docs), Addresses(knowledge)
    claims = [_claim(c, order, sentences, at) for c in knowledge.claims]
    figures = [_figure(f, order, sentences, at) for f in knowledge.figures]
    weight = Counter(i for c in claims for i in (c["s"], c["o"])) + Counter(f["s"] for f in figures)
    placed = arrange(
        knowledge,
        home,
        {n.iri: weight[i] for n, i in zip(knowledge.nodes, order.values(), strict=True)},
        view.max_nodes,
    )
    data = {
        "title": view.title or _title(knowledge, home),
        "base": knowledge.base,
        "kinds": [[k.name, k.zh, k.en, k.color, k.shape] for k in kinds().values()],
        "predicates": {p.name: [p.zh, p.en] for p in predicates().values()},
        "largest": view.max_nodes,
        "docs": [_record(r) for r in knowledge.records],
        "nodes": [_node(n, placed, weight[order[n.iri]], knowledge.base, docs) for n in knowledge.nodes],
        "blocks": [_area_row(b, order) for b in placed.blocks],
        "claims": claims,
        "contrasts": _contrasts(knowledge, at),
        "home": order.get(home, -1),
        "parts": [SENTENCES, 0 if view.quotes_only else TEXTS],
        "count": len(figures),
        "years": sorted({f.period[:4] for f in knowledge.figures if f.period}),
    }
    units = {f.unit: unit_iri(f.unit) for f in knowledge.figures}
    texts = [] if view.quotes_only else [_text(r, order) for r in knowledge.records]
    return {
        "data": data,
        "figures": {"figures": figures, "units": dict(sorted(units.items()))},
        **_parts("sents", [_sentence(m, docs, knowledge.records) for m in sentences.marks], SENTENCES),
        **_parts("texts", texts, TEXTS),
    }


def _parts(name: str, rows: Sequence[T], size: int) -> dict[str, Sequence[T]]:
    return {f"{name}-{at // size}": rows[at : at + size] for at in range(0, len(rows), size)}


def main_area(knowledge: Knowledge) -> str:
    """IRI of the area that most documents are about, "" where fewer than half agree on one."""
    homes = Counter(r.home for r in knowledge.records if r.home)
    if not homes:
        return ""
    iri, count = min(homes.items(), key=lambda pair: (-pair[1], pair[0]))
    return iri if 2 * count >= len(knowledge.records) else ""


def _title(knowledge: Knowledge, home: str) -> str:
    name = next((n.label for n in knowledge.nodes if n.iri == home), "")
    return f"{name}知识图谱"


def _area_row(block: Row, order: Mapping[str, int]) -> Row:
    return {**block, "a": order[block["a"]]} if "a" in block else block


class _Sentences:
    """The sentences that statements refer to, each once, in the order in which they are first needed."""

    def __init__(self, docs: Mapping[str, int]) -> None:
        self._docs = docs
        self._found: dict[tuple[int, int, int], int] = {}
        self.marks: list[Mark] = []

    def row(self, mark: Mark) -> list[Any]:
        """[sentence, start of the anchor in it, its length, document]"""
        document = self._docs[mark.document]
        key = (document, mark.start, mark.end)
        if key not in self._found:
            self._found[key] = len(self.marks)
            self.marks.append(mark)
        return [self._found[key], mark.anchor_start - mark.start, mark.anchor_end - mark.anchor_start, document]


def _sentence(mark: Mark, docs: Mapping[str, int], records: Sequence[Record]) -> list[Any]:
    """[document, start, words]"""
    document = docs[mark.document]
    return [document, mark.start, records[document].text[mark.start : mark.end]]


def _text(r: Record, order: Mapping[str, int]) -> list[Any]:
    """[the whole text, [start, length, entity, start, length, entity, …]]"""
    named = [(start, end - start, order[iri]) for start, end, iri in r.mentions if iri in order]
    return [r.text, [number for mention in named for number in mention]]


def _filled(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in ("", [], None)}


def _record(r: Record) -> Row:
    return _filled({"id": r.id, "n": r.name, "t": r.title or r.name, "d": r.date, "p": r.publisher, "u": r.url})


def _node(n: Node, placed: Arrangement, weight: int, base: str, docs: Mapping[str, int]) -> Row:
    row: Row = {
        "i": n.iri.removeprefix(base),
        "k": n.type,
        "l": n.label,
        "a": list(n.aliases),
        "c": n.code,
        "y": pinyin(n.label),
        "w": weight,
        "d": sorted({docs[d] for d in n.documents if d in docs}),
        "b": placed.block_of[n.iri],
    }
    if place := placed.places.get(n.iri):
        row |= {"x": place.x, "z": place.y}
    return _filled(row)


def _claim(c: Claim, order: Mapping[str, int], sentences: _Sentences, at: Addresses) -> Row:
    return _filled(
        {
            "s": order[c.subject],
            "p": c.predicate,
            "o": order[c.object],
            "t": c.title,
            "st": "" if c.state == "actual" else c.state,
            "bg": c.begin,
            "en": c.end,
            "h": at.claim(c).rpartition("/")[2],
            "e": [sentences.row(m) for m in c.marks],
        }
    )


def _figure(f: Figure, order: Mapping[str, int], sentences: _Sentences, at: Addresses) -> Row:
    return _filled(
        {
            "s": order[f.subject],
            "i": f.indicator,
            "q": indicator_iri(f),
            "m": f.measure,
            "pd": f.period,
            "b": "" if f.bound == "eq" else f.bound,
            "v": f.printed,
            "n": format(f.value, "f"),
            "u": f.unit,
            "st": "" if f.state == "actual" else f.state,
            "h": at.observation(f).rpartition("/")[2],
            "e": [sentences.row(f.mark)],
        }
    )


def _contrasts(knowledge: Knowledge, at: Addresses) -> list[list[Any]]:
    """[kind, position of one statement, position of the other, "f" for figures or "c" for claims, its subject]"""
    claims = {at.claim(c): i for i, c in enumerate(knowledge.claims)}
    figures = {id(f): i for i, f in enumerate(knowledge.figures)}
    places = {at.observation(f): i for i, f in enumerate(knowledge.figures)}
    order = {n.iri: i for i, n in enumerate(knowledge.nodes)}

    def position(s: Figure | Claim) -> int:
        return claims[at.claim(s)] if isinstance(s, Claim) else figures.get(id(s), places[at.observation(s)])

    def rows() -> Iterator[list[Any]]:
        for c in knowledge.contrasts:
            form = "c" if isinstance(c.left, Claim) else "f"
            yield [c.kind, position(c.left), position(c.right), form, _subject(c, order)]

    return list(rows())


def _subject(c: Contrast, order: Mapping[str, int]) -> int:
    return order[c.left.subject]
