"""What the page holds as data: entities, statements, sentences and sources as compact rows that refer by position.

The page's script reads exactly this; every name below is a key of its JSON. Each part is a script element of its own,
so that a page of many documents parses at once only what its first picture needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from kg.graph.addresses import Addresses, indicator_iri, unit_iri
from kg.graph.records import by_name
from kg.graph.vocabulary import kinds, predicates
from kg.model import Claim, Contrast, Figure, Knowledge, Mark, Node, Record
from kg.outputs.page.layout import Arrangement, arrange
from kg.outputs.page.pinyin import pinyin
from kg.outputs.page.view import View

Row = dict[str, Any]
SENTENCES = 1000  # in one part
TEXTS = 40  # whole documents in one part
_OFFSET = 0xFFFFFFFF


class Rows(Sequence[Any]):
    """Rows of the page that are made when they are asked for, one of every item."""

    def __init__(self, items: Sequence[Any], row: Callable[[Any], Any]) -> None:
        self._items, self._row = items, row

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        return self._row(self._items[place])

    def __iter__(self) -> Iterator[Any]:
        return map(self._row, self._items)


def payload(knowledge: Knowledge, view: View) -> dict[str, Any]:
    """The page's parts by element id: `data` (what the first picture needs), `figures`, `sents-N`, `texts-N`."""
    home = view.home or main_area(knowledge)
    order = {n.iri: i for i, n in enumerate(knowledge.nodes)}
    docs = {name: i for i, r in enumerate(knowledge.records) for name in (r.name, *r.sources)}
    sentences, at = _Sentences(docs, knowledge), Addresses(knowledge)
    weight = Counter(order[iri] for c in knowledge.claims for iri in (c.subject, c.object))
    weight.update(order[f.subject] for f in knowledge.figures)
    placed = arrange(
        knowledge,
        home,
        {n.iri: weight[i] for n, i in zip(knowledge.nodes, order.values(), strict=True)},
        view.max_nodes,
    )
    base = knowledge.base
    data = {
        "title": view.title or _title(knowledge, home),
        "base": base,
        "kinds": [[k.name, k.zh, k.en, k.color, k.shape] for k in kinds().values()],
        "predicates": {p.name: [p.zh, p.en] for p in predicates().values()},
        "largest": view.max_nodes,
        "docs": Rows(knowledge.records, _record),
        "nodes": Rows(knowledge.nodes, lambda n: _node(n, placed, weight[order[n.iri]], base, docs)),
        "blocks": [_area_row(b, order) for b in placed.blocks],
        "claims": Rows(knowledge.claims, lambda c: _claim(c, order, sentences, at)),
        "contrasts": _contrasts(knowledge, at),
        "home": order.get(home, -1),
        "parts": [SENTENCES, 0 if view.quotes_only else TEXTS],
        "count": len(knowledge.figures),
        "years": sorted({f.period[:4] for f in knowledge.figures if f.period}),
    }
    units = {f.unit: unit_iri(f.unit) for f in knowledge.figures}
    figures = Rows(knowledge.figures, lambda f: _figure(f, order, sentences, at))
    return {
        "data": data,
        "figures": {"figures": figures, "units": dict(sorted(units.items()))},
        **_parts("sents", len(sentences), SENTENCES, sentences.words),
        **_parts(
            "texts",
            0 if view.quotes_only else len(knowledge.records),
            TEXTS,
            lambda i: _text(knowledge.records[i], order),
        ),
    }


def _parts(name: str, count: int, size: int, row: Callable[[int], Any]) -> dict[str, Rows]:
    return {f"{name}-{at // size}": Rows(range(at, min(at + size, count)), row) for at in range(0, count, size)}


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

    def __init__(self, docs: Mapping[str, int], knowledge: Knowledge) -> None:
        self._docs, self._records = docs, by_name(knowledge.records)
        self._names = [r.name for r in knowledge.records]
        self._found: dict[int, int] = {}
        marks = chain((m for c in knowledge.claims for m in c.marks), (f.mark for f in knowledge.figures))
        for mark in marks:
            self._found.setdefault(self._key(mark), len(self._found))
        self._keys = [*self._found]

    def __len__(self) -> int:
        return len(self._keys)

    def _key(self, mark: Mark) -> int:
        return self._docs[mark.document] << 64 | mark.start << 32 | mark.end

    def row(self, mark: Mark) -> list[Any]:
        """[sentence, start of the anchor in it, its length, document]"""
        starts = (mark.anchor_start - mark.start, mark.anchor_end - mark.anchor_start)
        return [self._found[self._key(mark)], *starts, self._docs[mark.document]]

    def words(self, number: int) -> list[Any]:
        """[document, start, words]"""
        key = self._keys[number]
        document, start, end = key >> 64, key >> 32 & _OFFSET, key & _OFFSET
        return [document, start, self._records[self._names[document]].text[start:end]]


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
    sides = [side for c in knowledge.contrasts for side in (c.left, c.right)]
    wanted, same = {at.statement(side) for side in sides}, {id(side) for side in sides}
    claims = {address: i for i, c in enumerate(knowledge.claims) if (address := at.claim(c)) in wanted}
    figures = {id(f): i for i, f in enumerate(knowledge.figures) if id(f) in same}
    places = {address: i for i, f in enumerate(knowledge.figures) if (address := at.observation(f)) in wanted}
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
