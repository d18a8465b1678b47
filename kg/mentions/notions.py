"""What the spotters of policies, honors, events and industries share: word lists, quotation marks, a left edge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from kg.mentions.edges import clause, kind_of
from kg.mentions.spot import Candidate
from kg.model import Mention, Span
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import trie

LONGEST = 30
"""The longest run of words before a head noun, in characters: longer ones are clauses."""
OPENERS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_PAIRS = OPENERS | {"》": "《"}
_STOPS = frozenset("，,。；;：:！!？?、\n\t 　《》（）()【】[]<>—…|/“”‘’「」『』*")
_COUNTED = re.compile(r"[一二两三四五六七八九十百千万\d几多数这那每各首][个件条座处批场项次位名家种类期轮张部支份款]")
_MEASURES = "个件条座场项次名家种类张部支份款所"
_DONE = re.compile(r"做[大强优精深实活好](?:做[大强优精深实活好])*")  # 做强做优|羊绒产业
_QUOTED = re.compile(r"“[^“”\n。；]{1,40}”|「[^「」\n。；]{1,40}」|‘[^‘’\n。；]{1,40}’")


def alternation(names: Iterable[str]) -> str:
    """A pattern that matches the longest of `names`."""
    return trie(names) or "(?:)"


def column(name: str, of: str, where: str = "", kind: str = "") -> list[str]:
    """Column `of` of the lexicon table `name`, of the rows whose column `where` holds `kind`."""
    return [row[of] for row in table(f"lexicon/{name}.tsv") if not where or row[where] == kind]


def word_pattern(use: str) -> str:
    """A pattern of the words of lexicon/notion_words.tsv for one use (policy.generic, honor.after, …)."""
    return alternation(column("notion_words", "word", "use", use))


@cache
def _cuts(kind: str) -> frozenset[str]:
    return frozenset(column("notion_edges", "word", "kind", kind))


def left_edge(text: str, head: int, floor: int = 0, *, soft: bool = False) -> int:
    """Where the words begin that modify the noun at `head`: after the last stop mark or cutting word before it.

    `soft` also cuts at verbs that may stand inside a programme's name (发展, 建设). A quotation that ends right
    before the modifiers belongs to them (“4632”船舶业智能改造行动).
    """
    low = max(floor, head - LONGEST)
    at = head
    while at > low and text[at - 1] not in _STOPS:
        begin = _word_start(text, at)
        word = text[max(begin, low) : at]
        if begin > 0 and text[begin - 1].isdigit() and word[0] in _MEASURES:
            break
        if _cutting(word, soft and at < head) and text[begin - 1 : at] != "可持续" and text[begin : at + 2] != "过亿元":
            break
        at = max(begin, low)
    at = _without_verbs(text, at, head, soft)
    if soft and (done := _DONE.match(text, at - 1, head)):
        at = done.end()
    if at > floor and text[at - 1] in OPENERS:
        opened = text.rfind(OPENERS[text[at - 1]], floor, at)
        return opened if opened >= 0 and head - opened <= LONGEST + 10 else at
    return at


def opens_with_verb(text: str, start: int) -> bool:
    """Whether the word at `start` is one that ends the walk to the left before a branch (支持|企业增资)."""
    return _cutting(text[start : _word_end(text, start)], True)


def word_before(text: str, at: int) -> str:
    """The word that ends at `at`, "" after a stop mark."""
    return text[_word_start(text, at) : at] if at and text[at - 1] not in _STOPS else ""


def is_one_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a single word of the segmentation."""
    return _word_start(text, end) == start


def _cutting(word: str, soft: bool) -> bool:
    """Whether `word` ends the walk. The dictionary's verbs end it only where `soft`: programmes are named by verbs."""
    cuts = _cuts("cut")
    if word in cuts or (len(word) == 4 and word[:2] in cuts and word[2:] in cuts) or _COUNTED.fullmatch(word):
        return True
    return soft and word not in _cuts("keep") and (word in _cuts("soft") or kind_of(word) == "verb")


def _without_verbs(text: str, start: int, head: int, soft: bool) -> int:
    """Drops the verbs that govern the name from its front: 建设|幸福家园, 持续|推进|…"""
    while start < head:
        end = _word_end(text, start)
        if text[start:end] not in _cuts("soft") and not (soft and _cutting(text[start:end], True)):
            break
        start = end
    return min(start, head)


def _word_start(text: str, at: int) -> int:
    begin, ends = clause(text, at - 1)
    index = bisect_left(ends, at - begin)
    return begin + (ends[index - 1] if index else 0)


def _word_end(text: str, start: int) -> int:
    begin, ends = clause(text, start)
    index = bisect_left(ends, start - begin + 1)
    return begin + ends[index] if index < len(ends) else start + 1


_SUMMED = re.compile("(?<![“”‘’])[两三四五六七八九]大(?:国家)?(?:重大)?战略$")


def clean(name: str) -> str:
    """The name without quotation marks around the whole of it."""
    if len(name) > 2 and _PAIRS.get(name[-1]) == name[0] and name[0] not in name[1:]:
        return name[1:-1]
    return name.strip("，,、；; 　\n")


def candidate(text: str, start: int, end: int, kind: str, rule: str, priority: int, name: str = "") -> Candidate:
    """A proposed mention of text[start:end]; `name` only where it differs from the words there."""
    if kind == "Policy" and not name and (sum_ := _SUMMED.search(text[start:end])) and sum_.start() > 3:
        end = start + sum_.start()  # 甲、乙两大国家战略
    return Candidate(Mention(Span(start, end), kind, rule, name or clean(text[start:end])), priority)


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of “…”, 「…」 and ‘…’ with their marks: at most 40 characters, no line break, no full stop."""
    for match in _QUOTED.finditer(text):
        yield match.span()
