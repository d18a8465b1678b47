"""HTML -> lines. Scripts, styles, comments and the furniture of a site go; the content block is found; tables are kept.

What is built is narrowed before parsing (scripts, styles and comments never reach the tree), and the tree is walked
once. Elements named for furniture (`class="crumb"`) go only if they hold little of the page's running text, because
themes call a whole article "page" or "hot", too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.rules import regex as re
from kg.text import tables
from kg.text.furniture import BLOCKS, GONE, HEADINGS, Weights, content_of, is_furniture, is_link_list, weigh
from kg.text.html_meta import imprint_of, linked_data, window_title
from kg.text.imprint import info_line
from kg.text.page import Line, Page
from kg.text.plain import plain_lines
from kg.text.spaces import spaced_out, tidy
from kg.text.tree import Element, named, parse

_JUNK = re.compile(
    r"<!--(?!\[if).*?-->|<!--\[if.*?<!\[endif\]-->|<(script|style|noscript|svg|template|iframe)\b[^>]*>.*?</\1\s*>|<!\[CDATA\[|\]\]>",
    re.S | re.I,
)


_DEEPEST = 200
"""Nesting below which an element's text is taken as it is; no page of a person's making comes near."""


def read_html(markup: str) -> Page:
    """The lines of a page or a fragment of one."""
    if fast := _plain_paragraphs(markup):
        return Page(fast)
    root = parse(_JUNK.sub(" ", markup))
    body = root.first("body") or root
    weights = weigh(body)
    walk = _Walk(weights, weights[id(body)].prose, content_of(body, weights))
    walk.element(body, "head" if root.first("title") else "body")
    walk.flush()
    return Page(tuple(walk.lines), linked_data(markup).or_else(imprint_of(root)), window_title(root))


_SIMPLE = re.compile(
    r"<(?!/?(?:p|br|strong|b|em|i|u)\s*/?>|p style=\"[^\"<>]*\">|/?span(?: style=\"[^\"<>]*\")?>)", re.I
)
_BREAK = re.compile(r"</?(?:p|br)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")


def _plain_paragraphs(markup: str) -> tuple[Line, ...]:
    """The lines of a fragment that holds paragraphs and emphasis alone, without a parser; () if it holds more."""
    if "<" in markup and _SIMPLE.search(markup):
        return ()
    from html import unescape

    parts = _BREAK.split(markup)
    texts = (tidy(unescape(_TAG.sub("", part) if "<" in part else part)) for part in parts)
    return tuple(Line(text) for text in texts if text)


@dataclass(slots=True)
class _Walk:
    """One pass over the tree: inline text gathers in `words` until a block begins or ends."""

    weights: Weights
    total: int
    content: Element
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    place: str = "head"
    tables: int = 0
    depth: int = 0

    def element(self, tag: Element, place: str = "") -> None:
        if place:
            self.place = place
        if tag is self.content:
            self.flush()
            self.place = "body"
        self.depth += 1
        if self.depth > _DEEPEST:
            self.words.append(tag.text(" "))
        else:
            self.children(tag)
        self.depth -= 1
        if tag is self.content:
            self.flush()
            self.place = "foot"

    def children(self, tag: Element) -> None:
        for child in tag.contents:
            if isinstance(child, Element):
                self.child(child)
            else:
                self.words.append(child)

    def child(self, tag: Element) -> None:
        name = tag.name
        if name in GONE:
            return
        if name not in BLOCKS:
            self.words.append(_SEAM)
            self.element(tag)
            self.words.append(_SEAM)
        elif name in ("br", "hr"):
            self.flush()
        elif name == "pre":
            self.preformatted(tag)
        elif self.is_dropped(tag):
            self.flush()
            self.imprint(tag)
        elif name == "table" and self.table(tag):
            return
        else:
            self.block(tag)

    def block(self, tag: Element) -> None:
        self.flush()
        before = self.kind, self.level
        if tag.name in HEADINGS:
            self.kind, self.level = "heading", HEADINGS[tag.name]
        elif tag.name in ("li", "dd", "dt"):
            self.kind, self.level = "item", 0
        elif tag.name in ("caption", "figcaption"):
            self.kind, self.level = "caption", 0
        self.element(tag)
        self.flush()
        self.kind, self.level = before

    def preformatted(self, tag: Element) -> None:
        self.flush()
        self.lines += [replace(line, place=self.place) for line in plain_lines(tag.text())]

    def is_dropped(self, tag: Element) -> bool:
        weight = self.weights[id(tag)]
        return is_furniture(tag, weight, self.total) or is_link_list(tag, weight)

    def imprint(self, tag: Element) -> None:
        """What a dropped element may still say of the record: editors and sources stand in furniture."""
        if self.weights[id(tag)].letters > 120 or is_link_list(tag, self.weights[id(tag)]):
            return
        if text := tidy(tag.text(" ")):
            self.lines.append(Line(text, place="imprint"))

    def table(self, tag: Element) -> bool:
        """Write a table of data; False where the table only lays out the page."""
        if tag.first("table") is not None or tag is self.content:
            return False
        trs = [row for row in tag.descendants() if row.name == "tr"]
        fields = [[_field(cell) for cell in named(tr, ("td", "th"))] for tr in trs]
        if not tables.looks_like_table(fields):
            return False
        self.flush()
        caption = tag.first("caption")
        if caption is not None and (text := tidy(caption.text())):
            self.lines.append(Line(text, "caption", table=self.tables, place=self.place))
        rows = tables.rows(fields, self.tables)
        self.lines += [replace(row, place=self.place) for row in rows]
        self.tables += 1
        return True

    def flush(self) -> None:
        if self.words:
            text = _joined("".join(self.words))
            self.words.clear()
            if text:
                if self.kind == "heading":
                    text = spaced_out(text)
                self.lines.append(Line(text, self.kind, self.level, place=self.place))


_SEAM = "\x1f"
"""Marks where an inline element begins or ends: a line of dates and sources often has no other separator."""


def _joined(words: str) -> str:
    """One line of the gathered words; their seams are spaces in a line of dates and sources, else nothing."""
    text = tidy(words.replace(_SEAM, ""))
    if _SEAM in words and len(text) <= 160 and info_line(spread := tidy(words.replace(_SEAM, " "))):
        return spread
    return text


def _field(cell: Element) -> tables.Field:
    text = spaced_out(tidy(cell.text(" " if cell.first("p", "br", "div") else "")))
    heading = cell.name == "th" or _is_in_head(cell)
    return tables.Field(text, heading, _span(cell, "colspan"), _span(cell, "rowspan"))


def _is_in_head(cell: Element) -> bool:
    above = cell.parent
    while above is not None and above.name != "thead":
        above = above.parent
    return above is not None


def _span(cell: Element, name: str) -> int:
    value = str(cell.attrs.get(name) or "1").strip()
    return min(int(value), 60) if value.isascii() and value.isdigit() and int(value) else 1
