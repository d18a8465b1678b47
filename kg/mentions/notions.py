"""What the spotters of policies, honors, events and industries share: word lists, quotation marks, a left edge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.mentions.spot import Candidate
from kg.model import Document, Mention, Span
from kg.rules import table

STOPS = "，,。；;：:！!？?、\n\t 　《》（）()【】[]<>—…|/"
"""Characters that no unquoted name crosses to the left."""
OPENERS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《"}
NAME_MARKS = "“”‘’「」『』《》"
LONGEST = 30
"""The longest unquoted name in characters: longer runs are clauses."""


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words`, one branch a first character (a flat list is slow)."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(c)}(?:{'|'.join(map(re.escape, rest))})" for c, rest in sorted(by_first.items()))


def column(name: str, where: str = "", kind: str = "") -> list[str]:
    """The first column of the lexicon table `name`, of the rows whose column `where` holds `kind`."""
    rows = table(f"lexicon/{name}.tsv")
    return [next(iter(row.values())) for row in rows if not where or row[where] == kind]


@cache
def _edges() -> re.Pattern[str]:
    """Group `cut`: a word that no name holds; words of kind `keep` are passed over (国有 is not cut at 有)."""
    keep = alternation(column("notion_edges", "kind", "keep"))
    cut = alternation(column("notion_edges", "kind", "cut"))
    return re.compile(f"(?P<keep>{keep})|(?P<cut>{cut})")


def left_edge(text: str, head: int, floor: int = 0) -> int:
    """Where the modifiers of a head noun at `head` begin: after the last stop or cutting word before it.

    A quotation that ends inside the modifiers belongs to them (“3521”制造业数字化转型行动).
    """
    start = back_to_stop(text, head, floor)
    cut = start
    for match in _edges().finditer(text, start, head):
        if match["cut"]:
            cut = match.end()
    if cut == start and start > floor and text[start - 1] in "”’」":
        opened = text.rfind(OPENERS[text[start - 1]], floor, start)
        if 0 <= opened and start - opened <= LONGEST:
            return opened
    return cut


def back_to_stop(text: str, head: int, floor: int = 0) -> int:
    """The place after the last character before `head` that no unquoted name crosses, at most LONGEST back."""
    at = head
    low = max(floor, head - LONGEST)
    while at > low and text[at - 1] not in STOPS and text[at - 1] not in NAME_MARKS:
        at -= 1
    return at


def clean(name: str) -> str:
    """The name without quotation marks around the whole of it."""
    if len(name) > 2 and OPENERS.get(name[-1]) == name[0] and name[0] not in name[1:]:
        return name[1:-1]
    return name.strip("，,、；; 　")


def candidate(
    document: Document, start: int, end: int, kind: str, rule: str, priority: int, name: str = ""
) -> Candidate:
    """A proposed mention of text[start:end]; `name` only where it differs from the words there."""
    span = Span(start, end)
    return Candidate(Mention(span, kind, rule, name or clean(document.quote(span))), priority)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of “…”, 「…」 and ‘…’ with their marks, at most 40 characters, without a line break or full stop."""
    for match in _QUOTED.finditer(text):
        yield match.span()


_QUOTED = re.compile(r"“[^“”\n。；]{1,40}”|「[^「」\n。；]{1,40}」|‘[^‘’\n。；]{1,40}’")
