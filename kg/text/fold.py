"""Traditional characters -> simplified, one for one, so that offsets hold. Table: OpenCC's character dictionary."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

OLD = "國會發經業產萬與東區縣鎮鄉這為個們動務說時來對現還長"
NEW = "国会发经业产万与东区县镇乡这为个们动务说时来对现还长"
"""The same frequent characters in both forms: which of the two a page prints more often tells its script."""


@lru_cache(maxsize=64)
def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; a text without traditional ones is returned as it is."""
    return to_simplified(text) if is_traditional(text) else text


def to_simplified(words: str) -> str:
    """`words` of a traditional page in simplified characters, of the same length."""
    return words.translate(_table())


@lru_cache(maxsize=64)
def is_traditional(text: str) -> bool:
    """Whether the text as a whole is written in traditional characters (more such than simplified forms)."""
    old = sum(map(text.count, OLD))
    return old > 2 and old > sum(map(text.count, NEW))


@cache
def _table() -> dict[int, str]:
    path = files("opencc").joinpath("dictionary", "TSCharacters.txt")
    pairs = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return {ord(old): new.split(" ")[0] for old, new in pairs if len(new.split(" ")[0]) == 1}
