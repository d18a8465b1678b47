"""Near-duplicates: a text that mostly repeats the clauses of an earlier one is its copy and no source of its own.

What is compared are clauses, the stretches between punctuation marks: who re-posts a text changes its head and its tail,
not the words between two commas. Each clause leads to the first text that holds it, so the work grows with the
amount of text and not with the number of pairs, and neither a hash seed nor the order of the texts matters.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from kg.rules import regex as re

SHARE = 0.6
"""Of a copy's characters (in clauses) at least so many stand in its original; of those in clauses with figures, too."""
_LEAST = 40  # characters that the two share at least
_SHORTEST = 6  # characters of a clause that says something
_TRIED = 4  # earlier texts that are compared: those that hold most of its clauses
_MARKS = re.compile(r"[，。；！？：,;!?:|\s（）()“”\"《》]+")
_DIGIT = re.compile(r"\d")
_UNDATED = "9999"
_KEY = 8  # bytes of a clause's hash
_SLOTS = 8  # a clause, of the filter that finds those of several texts


@dataclass(frozen=True, slots=True)
class Prints:
    """The clauses of a text, each as a hash and a weight: twice its length, one more where it holds a figure."""

    keys: array[int]
    weights: array[int]

    def size(self) -> int:
        return sum(weight >> 1 for weight in self.weights)

    def figures(self) -> int:
        """Characters in clauses with figures."""
        return sum(weight >> 1 for weight in self.weights if weight & 1)


class Text(NamedTuple):
    """`id` and `name` of a document, its date (or None), its clauses."""

    id: str
    name: str
    date: str | None
    prints: Prints


def originals(texts: Sequence[Text]) -> dict[str, str]:
    """Id of each copy -> id of the text that it repeats, which is no copy itself. The earlier text is the original; of
    one day the longer one."""
    shared = _shared(texts)
    ordered = sorted(texts, key=lambda t: (t.date or _UNDATED, -t.prints.size(), t.name))
    first: dict[int, Text] = {}
    found: dict[str, str] = {}
    for t in ordered:
        own = {key: weight for key, weight in zip(t.prints.keys, t.prints.weights, strict=True) if shared(key)}
        original = _original(t, own, first)
        if original:
            found[t.id] = found.get(original, original)
        for key in own:
            first.setdefault(key, t)
    return found


def prints(text: str) -> Prints:
    """What a text is compared by."""
    clauses = {c for c in _MARKS.split(text) if len(c) >= _SHORTEST}
    found = sorted((_hash(c), len(c) << 1 | bool(_DIGIT.search(c))) for c in clauses)
    return Prints(array("Q", (key for key, _ in found)), array("I", (weight for _, weight in found)))


def _hash(clause: str) -> int:
    return int.from_bytes(blake2b(clause.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest(), "big")


def _shared(texts: Sequence[Text]) -> Callable[[int], bool]:
    """Whether a clause may stand in several texts: of those that do not, one in eight passes. Most clauses stand in one
    only, and nothing else needs to be known of them."""
    size = 1 << (_SLOTS * sum(len(t.prints.keys) for t in texts)).bit_length()
    seen = bytearray(size)
    for t in texts:
        for key in t.prints.keys:
            slot = key & (size - 1)
            seen[slot] = 2 if seen[slot] else 1
    return lambda key: seen[key & (size - 1)] == 2


def is_copy(own: Prints, other: Prints, weights: Mapping[int, int]) -> bool:
    """Whether a text of clauses `own` repeats one of clauses `other`; `weights`: of those of `own` that others may hold."""
    shared = [weight for key in other.keys if (weight := weights.get(key))]
    size = sum(weight >> 1 for weight in shared)
    if size < _LEAST or size < SHARE * own.size():
        return False
    return sum(weight >> 1 for weight in shared if weight & 1) >= SHARE * own.figures()


def _original(t: Text, own: Mapping[int, int], first: Mapping[int, Text]) -> str:
    """The earlier text that `t` repeats, that which holds most of it; "" if there is none."""
    held: Counter[str] = Counter()
    holders: dict[str, Text] = {}
    for key, weight in own.items():
        if holder := first.get(key):
            held[holder.id] += weight >> 1
            holders[holder.id] = holder
    best = sorted(held, key=lambda i: (-held[i], i))[:_TRIED]
    return next((i for i in best if is_copy(t.prints, holders[i].prints, own)), "")


__all__ = ["SHARE", "Prints", "Text", "originals", "prints"]
