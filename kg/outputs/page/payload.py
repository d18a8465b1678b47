"""What the page holds as data: entities, statements, sentences and sources as compact rows that refer by position.

The page's script reads exactly this; every name below is a key of its JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypinyin import Style, lazy_pinyin

from kg.graph.addresses import Addresses
from kg.graph.vocabulary import kinds, predicates
from kg.model import Claim, Contrast, Figure, Knowledge, Mark, Node, Record
from kg.outputs.page.layout import Place, arrange

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """How a page is made: its `title`, the IRI of the `home` area to stand in the middle, `quotes_only` without whole texts."""

    title: str = ""
    home: str = ""
    quotes_only: bool = False


PLAIN = View()


def payload(knowledge: Knowledge, view: View) -> Row:
    """The page's data. Keys: title, base, kinds, predicates, docs, sents, nodes, blocks, claims, figures, contrasts, home."""
    home = view.home or main_area(knowledge)
    order = {n.iri: i for i, n in enumerate(knowledge.nodes)}
    docs = {r.name: i for i, r in enumerate(knowledge.records)}
    sentences = _Sentences(docs)
    claims = [_claim(c, order, sentences) for c in knowledge.claims]
    figures = [_figure(f, order, sentences) for f in knowledge.figures]
    places, blocks = arrange(knowledge, home)
    weight = Counter(i for c in claims for i in (c["s"], c["o"])) + Counter(f["s"] for f in figures)
    at = Addresses(knowledge)
    return {
        "title": view.title or _title(knowledge, home),
        "base": knowledge.base,
        "kinds": [[k.name, k.zh, k.en, k.color, k.shape] for k in kinds().values()],
        "predicates": {p.name: [p.zh, p.en] for p in predicates().values()},
        "docs": [_record(r, view.quotes_only) for r in knowledge.records],
        "sents": [_sentence(m, docs, knowledge.records) for m in sentences.marks],
        "nodes": [_node(n, places[n.iri], weight[order[n.iri]], knowledge.base, docs) for n in knowledge.nodes],
        "blocks": blocks,
        "claims": claims,
        "figures": figures,
        "contrasts": _contrasts(knowledge, at),
        "home": order.get(home, -1),
    }


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


class _Sentences:
    """The sentences that statements refer to, each once, in the order in which they are first needed."""

    def __init__(self, docs: Mapping[str, int]) -> None:
        self._docs = docs
        self._found: dict[tuple[int, int, int], int] = {}
        self.marks: list[Mark] = []

    def row(self, mark: Mark) -> list[Any]:
        """[sentence, start of the anchor in it, its length, rule]"""
        key = (self._docs[mark.document], mark.start, mark.end)
        if key not in self._found:
            self._found[key] = len(self.marks)
            self.marks.append(mark)
        return [self._found[key], mark.anchor_start - mark.start, mark.anchor_end - mark.anchor_start, mark.rule]


def _sentence(mark: Mark, docs: Mapping[str, int], records: Sequence[Record]) -> list[Any]:
    """[document, start, words]"""
    document = docs[mark.document]
    return [document, mark.start, records[document].text[mark.start : mark.end]]


def _record(r: Record, quotes_only: bool) -> Row:
    shown = {
        "id": r.id,
        "n": r.name,
        "t": r.title or r.name,
        "d": r.date or "",
        "p": r.publisher or "",
        "u": r.url or "",
    }
    return shown if quotes_only else {**shown, "x": r.text}


def _node(n: Node, place: Place, weight: int, base: str, docs: Mapping[str, int]) -> Row:
    row = {
        "i": n.iri.removeprefix(base),
        "k": n.type,
        "l": n.label,
        "a": list(n.aliases),
        "c": n.code,
        "y": pinyin(n.label),
        "w": weight,
        "d": sorted(docs[d] for d in n.documents if d in docs),
        "x": place.x,
        "z": place.y,
    }
    return {key: value for key, value in row.items() if value not in ("", [])}


def pinyin(name: str) -> list[str]:
    """Full syllables and initials of a name, lower case: 算力小镇 -> ["suanlixiaozhen", "slxz"] with syllables joined by `'`."""
    syllables = [s.lower() for s in lazy_pinyin(name, style=Style.NORMAL)]
    return ["'".join(syllables), "".join(s[:1] for s in syllables)]


def _claim(c: Claim, order: Mapping[str, int], sentences: _Sentences) -> Row:
    row = {
        "s": order[c.subject],
        "p": c.predicate,
        "o": order[c.object],
        "t": c.title,
        "st": "" if c.state == "actual" else c.state,
        "e": [sentences.row(m) for m in c.marks],
    }
    return {key: value for key, value in row.items() if value != ""}


def _figure(f: Figure, order: Mapping[str, int], sentences: _Sentences) -> Row:
    row = {
        "s": order[f.subject],
        "i": f.indicator,
        "m": f.measure,
        "pd": f.period,
        "b": "" if f.bound == "eq" else f.bound,
        "v": f.printed,
        "n": float(f.value),
        "u": f.unit,
        "st": "" if f.state == "actual" else f.state,
        "e": [sentences.row(f.mark)],
    }
    return {key: value for key, value in row.items() if value != ""}


def _contrasts(knowledge: Knowledge, at: Addresses) -> list[list[Any]]:
    """[kind, position of one statement, position of the other, "f" for figures or "c" for claims]"""
    claims = {at.claim(c): i for i, c in enumerate(knowledge.claims)}
    figures = {id(f): i for i, f in enumerate(knowledge.figures)}
    places = {at.observation(f): i for i, f in enumerate(knowledge.figures)}

    def position(s: Figure | Claim) -> int:
        return claims[at.claim(s)] if isinstance(s, Claim) else figures.get(id(s), places[at.observation(s)])

    def row(c: Contrast) -> list[Any]:
        return [c.kind, position(c.left), position(c.right), "c" if isinstance(c.left, Claim) else "f"]

    return [row(c) for c in knowledge.contrasts]
