"""Words by jieba's dictionary and model. `rjieba`, the same in Rust, does the cutting: thirteen times faster, and equal in
every Chinese word (a test compares the two); runs of ASCII, which it keeps whole, are split here as jieba splits them.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import rjieba

from kg.model import Span, Token
from kg.rules import regex as re

_ASCII = re.compile(r"[\x21-\x7e]{2,}")
_PARTS = re.compile(r"[a-zA-Z0-9]+(?:\.\d+)?%?|.")  # jieba.finalseg.re_skip, and what stands between
_RUN = re.compile(r"^(.).*\n?(?:\1.*\n?)*", re.MULTILINE)


def words(text: str) -> list[str]:
    """The words of `text` in order; together they are `text` again."""
    cut: list[str] = rjieba.cut(text)
    if not _ASCII.search(text):
        return cut
    found: list[str] = []
    for word in cut:
        if _ASCII.fullmatch(word):
            found += _PARTS.findall(word)
        else:
            found.append(word)
    return found


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of `text` with the part of speech that the dictionary gives them (n, v, vn, d, …; x where it has none)."""
    return [(word, tag) for word, tag in rjieba.tag(text)]


def tokenize(text: str, start: int = 0) -> list[Token]:
    """The words of `text`, whose first character stands at `start` in the document."""
    tokens = []
    for word in words(text):
        tokens.append(Token(Span(start, start + len(word)), word))
        start += len(word)
    return tokens


@cache
def _lines() -> dict[str, str]:
    """First character -> the lines of jieba's dictionary that begin with it (word, how often it stands in the text that the
    dictionary was made from, part of speech). Cutting them all into words takes five times as long."""
    package = find_spec("jieba")  # not imported: that alone costs more than reading the dictionary
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed: its dictionary is needed", name="jieba")
    found: dict[str, str] = {}
    for run in _RUN.finditer(Path(package.submodule_search_locations[0], "dict.txt").read_bytes().decode()):
        found[run[1]] = found.get(run[1], "") + run[0]
    return found


@cache
def _frequencies(first: str) -> dict[str, str]:
    """Word -> how often it was counted, of the words that begin with `first`."""
    cells = _lines().get(first, "").split()
    return dict(zip(cells[0::3], cells[1::3], strict=True))


def is_word(word: str, least: int = 1) -> bool:
    """Whether the dictionary holds `word`, counted `least` times or more in the text that it was made from."""
    return int(_frequencies(word[:1]).get(word, 0)) >= least


def crossed(text: str, at: int, longest: int = 4) -> bool:
    """Whether some word of the dictionary, of at most `longest` characters, could lie across offset `at`.

    A cheap filter: where it says no, the segmentation has no known word across `at` either.
    """
    for before, behind in _ACROSS[longest]:  # noqa: SIM110 - any() with a generator takes twice as long
        if before <= at and rjieba.has_word(text[at - before : at + behind]):
            return True
    return False


_ACROSS = {n: [(b, a) for b in range(1, n) for a in range(1, n - b + 1)] for n in range(2, 9)}
"""Length of a word -> how many of its characters may stand before an offset that it lies across, and how many behind."""
