"""Figures of single people are no statistics: what one farmer grew, one worker earns."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention
from kg.rules import regex as re

_ONE = re.compile(
    r"(?:村民|养殖户|种植户|贫困户|脱贫户|农户|大户|职工|果农|菜农)(?!手中|们|自|从|在|人均)[\u4e00-\u9fff]{2,3}(?:今年|去年|一家|家|每年|共)?"
    r"(?:种植|种了|种|养殖|养了|养|出栏|流转|承包|收获|卖)(?!户|面积|业)"
)
_SAYS = re.compile(r"[^，。]{0,6}?(?:说|介绍|表示|告诉|透露|指出|要求|强调|认为|作|宣布|在|：|:|，)")


def of_person(text: str, names: Iterable[Mention], sentence: int, clause: int, figure: int) -> bool:
    """Whether the clause tells what one person did (养殖户李某出栏肉牛20头), not what somebody says."""
    if _ONE.search(text, sentence, figure):
        return True
    for m in names:
        if m.type == "Person" and clause <= m.span.start < figure:
            return not _SAYS.match(text[m.span.end : m.span.end + 8])
    return False
