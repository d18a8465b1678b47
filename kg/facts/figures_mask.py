"""A sentence with the names that may be measured and its times hidden, so that indicators can be cut around them."""

from __future__ import annotations

from kg.facts.figures_words import HIDDEN, ROUTE
from kg.mentions.periods import Period
from kg.model import Mention, Span
from kg.rules import regex as re

_QUOTED = re.compile("“[^”“，。；]{2,16}”|「[^」「，。；]{2,16}」")
"""A name of its own, whole: the place in it (“青山模式”) is not measured."""
_IN = re.compile("在[^，。；]{0,18}$")
_CONTEST = re.compile("[^，。；]{1,18}(?:榜单?|百强|考评|考核|评价)(?:[^，。；]{0,4}[上中里])")
"""The list that something is ranked in (在2023青山制造业百强榜上) keeps its place."""
_TRADE = re.compile(r"[^，。；\d]{0,8}(?:进出口|出口|进口|贸易|投资额)")


def masked_text(text: str, start: int, mentions: tuple[Mention, ...], found: tuple[Period, ...]) -> str:
    """The sentence with measured entities' names and times hidden, of the same length."""
    spans = [Span(m.span.start - start, m.span.end - start) for m in mentions]
    spans = [s for s in spans if not text.startswith(("级", "性", "首"), s.end) and text[s.start - 1 : s.start] != "占"]
    spans = [s for s in spans if not (text[s.start - 1 : s.start] in tuple("对与自向") and _TRADE.match(text, s.end))]
    spans = [s for s in spans if not (_IN.search(text, 0, s.start) and _CONTEST.match(text, s.end))]
    routes = [Span(*m.span()) for m in ROUTE.finditer(text)]
    spans = [s for s in spans if not any(r.holds(s) for r in routes)]
    quoted = [Span(*m.span()) for m in _QUOTED.finditer(text)]
    spans = [s for s in spans if not any(q.holds(s) and q.end - q.start > s.end - s.start + 2 for q in quoted)]
    spans += [p.span for p in found if p.kind != "base"]
    chars = list(text)
    for s in spans:
        chars[s.start : s.end] = HIDDEN * (s.end - s.start)
    return "".join(chars)
