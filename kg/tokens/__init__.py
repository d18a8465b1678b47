"""Words by jieba: a private tokenizer with the stock dictionary, so that other users of jieba cannot change ours."""

from __future__ import annotations

import logging
from functools import cache

import jieba

from kg.model import Span, Token


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


def tokenize(text: str, start: int = 0) -> list[Token]:
    """The words of `text`, whose first character stands at `start` in the document."""
    tokens = []
    for word in _tokenizer().cut(text):
        tokens.append(Token(Span(start, start + len(word)), word))
        start += len(word)
    return tokens


def is_word(word: str, least: int = 1) -> bool:
    """Whether the dictionary holds `word`, counted `least` times or more in the text that it was made from."""
    tokenizer = _tokenizer()
    tokenizer.check_initialized()
    return int(tokenizer.FREQ.get(word) or 0) >= least


def crossed(text: str, at: int, longest: int = 4) -> bool:
    """Whether some word of the dictionary, of at most `longest` characters, could lie across offset `at`.

    A cheap filter: where it says no, the segmentation has no known word across `at` either.
    """
    tokenizer = _tokenizer()
    tokenizer.check_initialized()
    known = tokenizer.FREQ
    return any(
        known.get(text[start:end])
        for start in range(max(0, at - longest + 1), at)
        for end in range(at + 1, min(len(text), start + longest) + 1)
    )
