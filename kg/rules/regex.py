"""`re` as rules use it: a pattern is compiled when it is first searched with, as a start needs few of some 800.

Imported in its place: `from kg.rules import regex as re`. A faulty pattern is found when it is first used; what people
write themselves (relation rules) is compiled by `re` itself, so that they are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from re import DOTALL, IGNORECASE, MULTILINE, VERBOSE, I, M, Match, Pattern, S, error, escape
from typing import Any, cast

__all__ = [
    "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "I", "M", "Match", "Pattern", "S", "compile", "error", "escape",
    "findall", "finditer", "fullmatch", "later", "match", "search", "split", "sub",
]  # fmt: skip

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_MEMBERS = ("flags", "groups", "groupindex")


class _Later:
    """Stands for a compiled pattern, written `pattern`; from the first search on it holds that pattern's own methods."""

    def __init__(self, made: Callable[[], Pattern[str]], pattern: str) -> None:
        self._made = made
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _MEMBERS:
            raise AttributeError(name)
        compiled = self._made()
        vars(self).update((known, getattr(compiled, known)) for known in (*_METHODS, *_MEMBERS))
        return getattr(compiled, name)


def later(made: Callable[[], Pattern[str]], pattern: str) -> Pattern[str]:
    """The pattern that `made` gives, made when it is first searched with; it shows itself as `pattern`."""
    return cast(Pattern[str], _Later(made, pattern))


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """`re.compile(pattern, flags)`, done when it is first used. Raises re.error then, not here."""
    return later(partial(re.compile, pattern, flags), pattern)


_compiled = lru_cache(maxsize=4096)(re.compile)  # that of `re` holds 512, and asks thrice as long


def search(pattern: str, text: str) -> Match[str] | None:
    return _compiled(pattern).search(text)


def match(pattern: str, text: str) -> Match[str] | None:
    return _compiled(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    return _compiled(pattern).fullmatch(text)


def finditer(pattern: str, text: str) -> Iterator[Match[str]]:
    return _compiled(pattern).finditer(text)


def findall(pattern: str, text: str) -> list[Any]:
    return _compiled(pattern).findall(text)


def split(pattern: str, text: str) -> list[str | Any]:
    return _compiled(pattern).split(text)


def sub(pattern: str, new: str | Callable[[Match[str]], str], text: str) -> str:
    return _compiled(pattern).sub(new, text)
