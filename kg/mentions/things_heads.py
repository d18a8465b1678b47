"""The head nouns of lexicon/heads.tsv: what they name and what must stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.rules import table


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the lexicon: the noun, the type of what it names, and what must stand before it."""

    word: str
    type: str
    need: str
    unless: str  # characters that may not follow: 港|澳, 路|线


@cache
def heads() -> dict[str, Head]:
    rows = table("lexicon/heads.tsv")
    return {row["head"]: Head(row["head"], row["type"], row["need"], row["unless"]) for row in rows}


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
