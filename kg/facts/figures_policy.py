"""Which policy a page is the text of, so that what it gives is measured of the policy."""

from __future__ import annotations

from kg.facts.figures_topic import headlines
from kg.model import Document, Linked, LocalId, Span
from kg.rules import regex as re

ISSUING = re.compile(r"政策|办法|措施|细则|条例|若干|\d+条|[一二三四五六七八九十]条|规定|新政|实施意见|通知")
"""Words by which a document of state gives rules."""
PLANNING = re.compile(r"(?:方案|计划)(?:[（(][^）)]*[）)])?[》”]?$")
ISSUED = re.compile("(?:印发|出台|发布|推出|制定)了?《?$")
"""What stands before a plan that is issued: its funds and awards are its own."""
_MADE_HERE = re.compile("(?:制定|出台)本(?:措施|办法|规定|细则|政策|意见)")


def page_policy(document: Document, linked: Linked, text: str, title: Span | None) -> LocalId:
    """The policy that a page announces: a headline speaks of one and the text names it; "" for other pages."""
    if not _announces(document, text):
        return ""
    named = [m for m in linked.mentions if m.type == "Policy" and m.entity]
    in_title = [m.entity for m in named if title and title.holds(m.span)]
    issued = [m.entity for m in named if ISSUING.search(m.name)]
    return (in_title or issued or [""])[0]


def _announces(document: Document, text: str) -> bool:
    """Whether a headline, a short line at the beginning, or 制定本办法 says that the page is a policy's text."""
    first = [text[b.span.start : b.span.end] for b in document.blocks[:8]]
    lines = [line for line in first if len(line) < 60 and not re.search("[，。；]", line)]
    said = any(ISSUING.search(words) for words in (*headlines(document), *lines))
    return said or _MADE_HERE.search(text) is not None
