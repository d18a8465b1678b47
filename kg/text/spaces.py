"""White space as an article means it."""

from __future__ import annotations

from kg.rules import regex as re

_SPACE = re.compile(r"[\s\u00a0\u3000\u2000-\u200f\u2028-\u202f\u2060\ufeff\u00ad\ue5e5]+")
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—]"
_FOLD = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_SPACED_OUT = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,4}$")


def tidy(text: str) -> str:
    """One line: runs of white space and invisible marks become a space, a line break between Chinese letters nothing."""
    if "\n" in text:
        text = _FOLD.sub("", text.strip())
    return _SPACE.sub(" ", text).strip()


def spaced_out(text: str) -> str:
    """A heading or cell whose letters are spread for looks, closed up: 综 合 -> 综合, 一、综 合 -> 一、综合."""
    return _SPACED_OUT.sub(lambda m: m.group().replace(" ", ""), text) if " " in text else text
