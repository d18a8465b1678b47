"""Near-duplicates: a text that mostly repeats the clauses of an earlier one is its copy and no source of its own.

What is compared are clauses, the stretches between punctuation marks: who re-posts a text changes its head and its tail,
not the words between two commas. Each clause leads to the first text that holds it, so the work grows with the
amount of text and not with the number of pairs, and neither a hash seed nor the order of the texts matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Document
from kg.rules import regex as re

Clauses = frozenset[str]
SHARE = 0.6
"""Of a copy's characters (in clauses) at least so many stand in its original; of those in clauses with figures, too."""
_LEAST = 40  # characters that the two share at least
_SHORTEST = 6  # characters of a clause that says something
_TRIED = 4  # earlier texts that are compared: those that hold most of its clauses
_MARKS = re.compile(r"[，。；！？：,;!?:|\s（）()“”\"《》]+")
_DIGIT = re.compile(r"\d")
_UNDATED = "9999"


def originals(documents: Sequence[Document]) -> dict[str, str]:
    """Id of each copy -> id of the text that it repeats, which is no copy itself. The earlier text is the original; of
    one day the longer one."""
    clauses = {d.id: clauses_of(d.text) for d in documents}
    sizes = {i: _size(c) for i, c in clauses.items()}
    ordered = sorted(documents, key=lambda d: (d.date or _UNDATED, -sizes[d.id], d.name))
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for d in ordered:
        own = clauses[d.id]
        original = _original(own, first, clauses)
        if original:
            found[d.id] = found.get(original, original)
        for clause in own:
            first.setdefault(clause, d.id)
    return found


def clauses_of(text: str) -> Clauses:
    return frozenset(c for c in _MARKS.split(text) if len(c) >= _SHORTEST)


def is_copy(own: Clauses, other: Clauses) -> bool:
    """Whether a text of clauses `own` repeats a text of clauses `other`."""
    shared = own & other
    if _size(shared) < _LEAST or _size(shared) < SHARE * _size(own):
        return False
    figures = _size(c for c in own if _DIGIT.search(c))
    return _size(c for c in shared if _DIGIT.search(c)) >= SHARE * figures


def _original(own: Clauses, first: Mapping[str, str], clauses: Mapping[str, Clauses]) -> str:
    """The earlier text that `own` repeats, that which holds most of it; "" if there is none."""
    held: Counter[str] = Counter()
    for clause in own:
        if clause in first:
            held[first[clause]] += len(clause)
    best = sorted(held, key=lambda i: (-held[i], i))[:_TRIED]
    return next((i for i in best if is_copy(own, clauses[i])), "")


def _size(clauses: Iterable[str]) -> int:
    return sum(map(len, clauses))


__all__ = ["SHARE", "Clauses", "clauses_of", "is_copy", "originals"]
