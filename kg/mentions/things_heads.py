"""The head nouns of lexicon/heads.tsv: what they name and what must stand before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import trie


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


@cache
def _final() -> re.Pattern[str]:
    return re.compile(trie(h.word for h in heads().values() if h.type != "Enterprise") + "$")


def ends_with_head(name: str) -> bool:
    """Whether a name ends in the head noun of something else than a company: 岚港大学."""
    return bool(_final().search(name))
