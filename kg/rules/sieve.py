"""What every match of a regular expression must hold, and what it can begin with, read off the expression itself.

`re` tries a pattern at every character, whatever it looks for, and most rules find nothing in most sentences. That can
be known beforehand: 由…(?:投资|建设) needs 投资 or 建设. Nothing here decides anything: where an expression does not show
what it needs, it is searched.
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import add
from types import MappingProxyType
from typing import Any

from kg.rules.regex import later

Grams = frozenset[str]
"""Characters and pairs of characters side by side."""

_MENTION = ("\ue000", "\uf8ff")
_MANY = 60
"""A set of more characters than this tells a sentence from no other."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_BLIND = (op.ASSERT, op.ASSERT_NOT, op.AT)
_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII | re.LOCALE


def grams(text: str) -> set[str]:
    """The characters of `text` and its pairs of characters side by side."""
    return {*text, *map(add, text, text[1:])}


def required(pattern: str) -> Grams | None:
    """Characters and pairs of them, one of which stands in every text that `pattern` is found in.

    None where the pattern shows none. Characters of mentions (private use, in lifted sentences) are left out.

    >>> sorted(required("由.{0,9}(?:投资|建设)了?"))
    ['建设', '投资']
    """
    tree = parser.parse(pattern)
    return None if tree.state.flags & _FLAGS else _needed(tree)


@cache
def _shown(pattern: str) -> tuple[str, ...] | None:
    found = required(pattern)
    return None if found is None else tuple(sorted(found))


def finditer(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)`, without a search where the text holds nothing of what the pattern needs: for patterns
    that begin with almost anything and need a rare word."""
    needed = _shown(pattern.pattern)
    if needed is not None and not any(map(text.__contains__, needed)):
        return iter(())
    return pattern.finditer(text)


def _needed(items: Iterable[tuple[Any, Any]]) -> Grams | None:
    """Of the sets of which a sequence needs a member, the one that stands in the fewest texts."""
    return min(_options(items), key=_frequency, default=None)


def _frequency(found: Grams) -> tuple[float, list[str]]:
    """How many of the set a text is likely to hold: a pair of characters is forty times as rare as a single one."""
    return sum(1.0 if len(gram) == 1 else 0.025 for gram in found), sorted(found)


def _options(items: Iterable[tuple[Any, Any]]) -> Iterator[Grams]:
    before = ""
    for kind, value in items:
        letter = chr(value) if kind is op.LITERAL and not _is_mention(chr(value)) else ""
        if letter:
            yield frozenset([before + letter])
        elif (found := _of_part(kind, value)) is not None:
            yield found
        before = letter


def _is_mention(letter: str) -> bool:
    return _MENTION[0] <= letter <= _MENTION[1]


def _of_part(kind: Any, value: Any) -> Grams | None:
    if kind is op.SUBPATTERN:
        return None if value[1] & _FLAGS else _needed(value[3])
    if kind is op.ATOMIC_GROUP:
        return _needed(value)
    if kind is op.ASSERT:
        return _needed(value[1])
    if kind in _REPEATS:
        return _needed(value[2]) if value[0] else None
    if kind is op.BRANCH:
        branches = [_needed(branch) for branch in value[1]]
        return None if None in branches else frozenset().union(*filter(None, branches))
    return _letters(value) if kind is op.IN else None


def _letters(members: Sequence[tuple[Any, Any]]) -> Grams | None:
    """The characters of a class such as [由向]; None for one with ranges, categories or mentions, or with very many."""
    if len(members) > _MANY or any(kind is not op.LITERAL or _is_mention(chr(value)) for kind, value in members):
        return None
    return frozenset(chr(value) for _, value in members)


_GROUP = 50  # first characters that share a look ahead: measured best between 40 and 60


def trie(words: Iterable[str], unless: Mapping[str, str] = MappingProxyType({})) -> str:
    """A pattern of all words, longest first, that shares beginnings: one pass costs the same for 7 words and 700.

    `unless`: word -> characters before which it does not stand. `re` compares the alternatives of a place one after
    another; many are split, so that a look ahead skips most of them.
    """
    return _tree([(word, unless.get(word, "")) for word in words])


def _tree(words: list[tuple[str, str]]) -> str:
    branches: dict[str, list[tuple[str, str]]] = {}
    for word, unless in words:
        branches.setdefault(word[:1], []).append((word[1:], unless))
    ends = branches.pop("", [])
    parts = {first: re.escape(first) + _tree(rest) for first, rest in sorted(branches.items())}
    if not parts:
        return f"(?!{_class(ends[0][1])})" if ends and ends[0][1] else ""
    joined = _grouped(parts, _seconds(branches)) if len(parts) > _GROUP else f"(?:{'|'.join(parts.values())})"
    if ends and ends[0][1]:
        return f"(?:{joined}|(?!{_class(ends[0][1])}))"
    return joined + "?" if ends else joined


def _seconds(branches: dict[str, list[tuple[str, str]]]) -> str:
    """A class of the second characters, "" if there are words of one character."""
    rests = [rest for rests in branches.values() for rest, _ in rests]
    return _class(sorted({rest[0] for rest in rests})) if all(rests) else ""


def _grouped(parts: dict[str, str], second: str) -> str:
    """Alternatives by first character in groups, each behind a look ahead; `second`: a class that must follow the first."""
    firsts = list(parts)
    groups = [firsts[i : i + _GROUP] for i in range(0, len(firsts), _GROUP)]
    split = (f"(?={_class(group)})(?:{'|'.join(parts[first] for first in group)})" for group in groups)
    return f"(?:(?={_class(firsts)}{second})(?:{'|'.join(split)}))"


def _class(letters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, letters))}]"


def quick(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled behind a look at the characters that it can begin with, which sends `re` on at once where none
    of them stands. It matches the same, with the same groups.

    >>> behind_a_look("该(?:区|县)|第?[0-9]+批")
    '(?=[0-9第该])(?:该(?:区|县)|第?[0-9]+批)'
    """
    return later(lambda: re.compile(behind_a_look(pattern)), pattern)


def behind_a_look(pattern: str) -> str:
    """`pattern` behind a look ahead of what it can begin with; as it is where that may be anything."""
    first = beginnings(pattern)
    return f"(?={first})(?:{pattern})" if first else pattern


def beginnings(pattern: str) -> str:
    """A character class of all that a match of `pattern` can begin with; "" where that may be anything or nothing."""
    tree = parser.parse(pattern)
    found: set[str] = set()
    if tree.state.flags & _FLAGS or not _begins(tree, found):
        return ""
    return f"[{''.join(sorted(found))}]"


def _begins(items: Iterable[tuple[Any, Any]], found: set[str]) -> bool:
    """Adds what a sequence can begin with; False if it can be empty or begin with anything."""
    for kind, value in items:
        if kind in _BLIND:
            continue
        if _first(kind, value, found):
            return True
        if not _may_be_empty(kind, value):
            return False
    return False


def _first(kind: Any, value: Any, found: set[str]) -> bool:
    """Adds what a part can begin with; False if that is anything, or if the part can be empty."""
    if kind is op.LITERAL:
        found.add(re.escape(chr(value)))
        return True
    if kind is op.IN:
        return all(_member(k, v, found) for k, v in value)
    if kind is op.SUBPATTERN:
        return not value[1] & _FLAGS and _begins(value[3], found)
    if kind is op.ATOMIC_GROUP:
        return _begins(value, found)
    if kind in _REPEATS:
        return _begins(value[2], found) and value[0] > 0
    return kind is op.BRANCH and all(_begins(branch, found) for branch in value[1])


def _may_be_empty(kind: Any, value: Any) -> bool:
    """Whether a part that tells not alone what the sequence begins with may be left out, what it can begin with being known."""
    return kind in _REPEATS and value[0] == 0 and _begins(value[2], set())


_CATEGORIES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}


def _member(kind: Any, value: Any, found: set[str]) -> bool:
    if kind is op.LITERAL:
        found.add(re.escape(chr(value)))
    elif kind is op.RANGE:
        found.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
    elif kind is op.CATEGORY and value in _CATEGORIES:
        found.add(_CATEGORIES[value])
    else:
        return False
    return True
