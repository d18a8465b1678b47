"""Zones, facilities, institutions, projects, natural features: names that end in a head noun of lexicon/heads.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.edges import NAMING, Edge, Part, clause, left_edge, word_classes
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import table

PRIORITY = {"legal": 70, "brand": 60, "own": 60, "name": 60, "some": 58, "tight": 56}
_MARKS = re.compile(r"[“”‘’「」『』\"]")
_TAIL = re.compile(r"[（(](?:[一二三四五六七八九十]期|[^（）()\n，。]{2,8}段)[）)]|[一二三四五六七八九十]期(?!间)")
_UNDERTAKING = ("项目", "工程")


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the lexicon: the noun, the type of what it names, and what must stand before it."""

    word: str
    type: str
    need: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A head noun at a place, with the words before it."""

    head: Head
    span: Span
    edge: Edge


@cache
def heads() -> dict[str, Head]:
    return {row["head"]: Head(row["head"], row["type"], row["need"]) for row in table("lexicon/heads.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(trie(heads()))


def trie(words: Iterable[str]) -> str:
    """A pattern of all words, longest first, that shares beginnings: one pass costs the same for 7 words and 700."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    parts = [re.escape(first) + trie(rest) for first, rest in sorted(branches.items()) if first]
    if not parts:
        return ""
    joined = f"(?:{'|'.join(parts)})"
    return joined + "?" if "" in branches else joined


@cache
def _final() -> re.Pattern[str]:
    return re.compile(trie(h.word for h in heads().values() if h.type != "Enterprise") + "$")


def ends_with_head(name: str) -> bool:
    """Whether a name ends in the head noun of something else than a company: 岚港大学."""
    return bool(_final().search(name))


@spotters.register("things")
def spot_things(document: Document) -> Iterator[Candidate]:
    before = -1
    for hit in find_hits(document):
        start = name_start(hit)
        if start is None or (hit.head.type == "Project" and hit.span.start == before):
            continue  # 昆江小镇|项目 is the 小镇
        before = hit.span.end
        yield _candidate(document, hit, start)


def find_hits(document: Document) -> Iterator[Hit]:
    """Every head noun with something before it, left to right."""
    for match in _pattern().finditer(document.text):
        span = Span(*match.span())
        if not _whole(document.text, span):
            continue
        head = heads()[match[0]]
        edge = left_edge(document, span.start, firm=head.need == "legal")
        if edge is not None:
            yield Hit(head, span, edge)


def _whole(text: str, head: Span) -> bool:
    """Whether the head noun is cut out of no known word: not 大学|生, not 智能|化工厂, not 线|路.

    A known word that ends with a head noun of several characters is no harm: 技术|开发区.
    """
    begin, ends = clause(text, head.start)
    at = begin
    for end in (begin + e for e in ends):
        crosses = at < head.start < end < head.end or at < head.end < end
        inside = at < head.start < end == head.end and head.end - head.start == 1
        if (crosses or inside) and text[at:end] in word_classes():
            return False
        if end >= head.end:
            return True
        at = end
    return True


def name_start(hit: Hit) -> int | None:
    """Where the name begins, None if the words before the head noun only describe a class."""
    parts = without_praise(hit.edge.parts)
    return _NEEDS[hit.head.need](hit, Edge(parts[0].span.start, parts, hit.edge.stop)) if parts else None


def without_praise(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Praise and verbs at the beginning go where a name follows: 国家级|昆江开发区, 合作开发|昆江片区."""
    first = next((i for i, part in enumerate(parts) if part.kind in NAMING), 0)
    loose = all(part.kind in ("bland", "act", "dash", "bracket") for part in parts[:first])
    return parts[first:] if loose else parts


def _needs_name(_: Hit, edge: Edge) -> int | None:
    return edge.start if edge.specific else None


def _needs_own(_: Hit, edge: Edge) -> int | None:
    """A place alone is not enough, unless a topic follows it: 杭州低碳公园, not 杭州公园 or 杭州重点公园."""
    topic = edge.specific and edge.parts[-1].kind == "generic"
    return edge.start if edge.own or topic else None


def _needs_brand(_: Hit, edge: Edge) -> int | None:
    return edge.start if edge.own else None


def _needs_topic(hit: Hit, edge: Edge) -> int | None:
    if edge.specific:
        return edge.start
    return edge.start if edge.topical and hit.edge.stop != "function" else None


def _needs_tight(_: Hit, edge: Edge) -> int | None:
    """One naming word of two or three characters directly before the head; what stands before it stays outside."""
    last = edge.parts[-1]
    if last.kind in ("place", "proper") and last.span.end - last.span.start <= 3:
        return last.span.start
    return None


_NEEDS = {
    "name": _needs_name,
    "own": _needs_own,
    "some": _needs_topic,
    "tight": _needs_tight,
    "legal": _needs_name,
    "brand": _needs_brand,
}


def _candidate(document: Document, hit: Hit, start: int) -> Candidate:
    tail = _TAIL.match(document.text, hit.span.end)
    end = tail.end() if tail else hit.span.end
    type_ = "Project" if tail and hit.head.type in ("Facility", "Zone") else hit.head.type
    name = _MARKS.sub("", document.text[start:end])
    mention = Mention(Span(start, end), type_, f"{hit.head.type.lower()}.head", name)
    return Candidate(mention, PRIORITY[hit.head.need])
