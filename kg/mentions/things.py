"""Zones, facilities, institutions, projects, natural features: names that end in a head noun of lexicon/heads.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.edges import Edge, Part, clause, left_edge, word_classes
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import table

PRIORITY = {"legal": 70, "own": 60, "name": 60, "some": 58, "tight": 56}
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


@spotters.register("things")
def spot_things(document: Document) -> Iterator[Candidate]:
    for hit in find_hits(document):
        start = name_start(hit)
        if start is not None:
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


def _whole(text: str, span: Span) -> bool:
    """Whether no known word begins inside the head noun and runs on: 大学|生."""
    begin, ends = clause(text, span.start)
    at = 0
    for end in ends:
        if begin + end > span.end > begin + at:
            return text[begin + at : begin + end] not in word_classes()
        at = end
    return True


def name_start(hit: Hit) -> int | None:
    """Where the name begins, None if the words before the head noun only describe a class."""
    parts = _without_praise(hit.edge.parts)
    return _NEEDS[hit.head.need](hit, Edge(parts[0].span.start, parts, hit.edge.stop)) if parts else None


def _without_praise(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Leading praise goes where a name follows: 国家级|昆江开发区."""
    first = next((i for i, part in enumerate(parts) if part.kind in ("place", "proper", "quote")), 0)
    return parts[first:] if all(part.kind in ("bland", "dash", "bracket") for part in parts[:first]) else parts


def _needs_name(_: Hit, edge: Edge) -> int | None:
    return edge.start if edge.specific else None


def _needs_own(hit: Hit, edge: Edge) -> int | None:
    """A place alone is not enough, unless a topic follows it: 杭州低碳公园, not 杭州公园 or 杭州重点公园."""
    topic = edge.specific and edge.parts[-1].kind == "generic"
    return edge.start if edge.own or topic else None


def _needs_topic(hit: Hit, edge: Edge) -> int | None:
    if edge.specific:
        return edge.start
    return edge.start if edge.topical and hit.edge.stop != "function" else None


def _needs_tight(hit: Hit, edge: Edge) -> int | None:
    """One naming word, or two short ones, directly before the head; a place before them stays outside."""
    last = edge.parts[-1]
    if last.kind == "proper" and last.span.end - last.span.start <= 4:
        return last.span.start
    return None


_NEEDS = {"name": _needs_name, "own": _needs_own, "some": _needs_topic, "tight": _needs_tight, "legal": _needs_name}


def _candidate(document: Document, hit: Hit, start: int) -> Candidate:
    tail = _TAIL.match(document.text, hit.span.end)
    end = tail.end() if tail else hit.span.end
    type_ = "Project" if tail and hit.head.type in ("Facility", "Zone") else hit.head.type
    name = _MARKS.sub("", document.text[start:end])
    mention = Mention(Span(start, end), type_, f"{hit.head.type.lower()}.head", name)
    return Candidate(mention, PRIORITY[hit.head.need])
