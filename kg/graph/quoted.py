"""Does a sentence say a figure? The last word before a figure is let into the graph, and the first thing that checks ask."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from kg.graph.units import parts
from kg.mentions.numerals import number
from kg.rules import regex as re

_COMMA = re.compile(r"(?<=\d)[,，](?=\d{3})")
_GOES_ON, _CAME_BEFORE = re.compile(r"\.?[0-9]"), re.compile(r"[0-9]\.?$")
_NUMERALS = re.compile("[零〇一二两三四五六七八九十百千万亿]+")


def holds(sentence: str, printed: str, unit: str = "") -> bool:
    """Whether a sentence carries a figure: the same characters with no longer number around them, or the same number in
    Chinese numerals (三次, 八成, 居首位), or a bare unit that means one of it (超过万元).

    Full and half width and commas inside numbers make no difference; the sign does not count, as 下降 may say it.
    """
    text, figure = _digits(sentence), _digits(printed).lstrip("-")
    if figure and _stands_in(text, figure):
        return True
    value, scale = number(figure), Decimal(10) ** parts(unit)[0]
    if figure == "1" and ("首" in text or (scale > 1 and parts(unit)[1] in text)):
        return True
    found = {number(run) for run in _NUMERALS.findall(text)} - {None}
    return value is not None and (value in found or value * scale in found)


def _stands_in(text: str, figure: str) -> bool:
    """Whether `figure` occurs in `text` without being part of a longer number."""
    at = text.find(figure)
    while at >= 0:
        after = text[at + len(figure) : at + len(figure) + 2]
        if not _GOES_ON.match(after) and not _CAME_BEFORE.search(text[max(at - 2, 0) : at]):
            return True
        at = text.find(figure, at + 1)
    return False


def _digits(text: str) -> str:
    return _COMMA.sub("", unicodedata.normalize("NFKC", text))


def says(printed: str, value: Decimal) -> bool:
    """Whether a printed figure means the value, its sign apart (下降 makes it negative). What is no number is not judged."""
    found = number(_digits(printed))
    return found is None or abs(found) == abs(value)
