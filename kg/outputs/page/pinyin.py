"""Names in pinyin, for those who type without an input method."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import RE_HANS
from pypinyin.seg import mmseg
from pypinyin.seg.simpleseg import simple_seg


def pinyin(name: str) -> str:
    """Syllables of a name, lower case, joined by `'`: 茶香小镇 -> cha'xiang'xiao'zhen."""
    return "'".join(s for word in _words(name) for s in _syllables(word))


def initials(name: str) -> str:
    """The first letters of a name's syllables, what is not Chinese as it stands: 临平G60 -> lpg60."""
    return "".join(s[:1] if RE_HANS.match(word) else s for word in _words(name) for s in _syllables(word))


def _words(name: str) -> Iterator[str]:
    """The words by which pypinyin itself decides between readings (重庆, 重要), and what stands between them."""
    for part in simple_seg(name):
        yield from mmseg.seg.cut(part) if RE_HANS.match(part) else (part,)


@lru_cache(maxsize=1 << 16)  # the words of names are few: a third of the time for ten thousand names
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(s.lower() for s in lazy_pinyin(word))
