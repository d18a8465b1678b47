"""rjieba cuts as jieba does: the same words, so the same mentions whichever does the cutting."""

from __future__ import annotations

import logging
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.tokens import crossed, is_word, tokenize, words

SENTENCES = [
    "2021年，江北县实现地区生产总值940.09亿元，同比增长10.6%。",
    "县委书记王建国主持会议，PM2.5浓度降至27.2微克/立方米。",
    "示范县、亚运城市和运河北片都不是地名，G60科创走廊长三角一体化。",
    "访问 www.example.com/a_b 或拨打 0571-12345678。",
]


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_are_those_of_jieba(reference: jieba.Tokenizer, sentence: str) -> None:
    chinese = [w for w in reference.cut(sentence) if not w.isascii()]
    assert [w for w in words(sentence) if not w.isascii()] == chinese


def test_words_of_the_seeds_are_those_of_jieba(reference: jieba.Tokenizer, root: Path) -> None:
    for path in sorted((root / "seeds").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if not line.isascii() and "<" not in line:
                assert [w for w in words(line) if not w.isascii()] == [
                    w for w in reference.cut(line) if not w.isascii()
                ]


@given(st.text(alphabet="临平区实现增长9.5%亿元（）“”、，。abc \n", max_size=60))
def test_nothing_is_lost_and_offsets_hold(text: str) -> None:
    tokens = tokenize(text, 7)
    assert "".join(t.word for t in tokens) == text
    assert all(text[t.span.start - 7 : t.span.end - 7] == t.word for t in tokens)


def test_the_dictionary_s_frequencies(reference: jieba.Tokenizer) -> None:
    reference.check_initialized()
    for word in ("经济", "示范", "高质量", "没有这个词条"):
        assert is_word(word) == bool(reference.FREQ.get(word))
    assert is_word("经济", reference.FREQ["经济"])
    assert not is_word("经济", reference.FREQ["经济"] + 1)


def test_a_word_across_an_offset() -> None:
    assert crossed("示范县", 1)
    assert not crossed("、、、", 1)
