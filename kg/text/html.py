"""HTML -> lines. Scripts, styles, comments and the furniture of a site go; the content block is found; tables are kept.

What is built is narrowed before parsing (scripts, styles and comments never reach the tree), and the tree is walked
once. Elements named for furniture (`class="crumb"`) go only if they hold little of the page's running text, because
themes call a whole article "page" or "hot", too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from kg.text import tables
from kg.text.imprint import info_line
from kg.text.page import Imprint, Line, Page
from kg.text.plain import plain_lines
from kg.text.spaces import spaced_out, tidy

_JUNK = re.compile(
    r"<!--(?!\[if).*?-->|<!--\[if.*?<!\[endif\]-->|<(script|style|noscript|svg|template|iframe)\b[^>]*>.*?</\1\s*>|<!\[CDATA\[|\]\]>",
    re.S | re.I,
)
_GONE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "canvas",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "input",
        "textarea",
    ]
)
_FURNITURE = frozenset(("nav", "footer", "aside", "menu", "dialog"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
    ]
)
_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[\u4e00-\u9fff]+")
_NAMED = frozenset(
    [
        "nav",
        "navbar",
        "navi",
        "menu",
        "topnav",
        "topbar",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "weizhi",
        "dangqian",
        "footer",
        "foot",
        "bottom",
        "copyright",
        "copy",
        "share",
        "bdshare",
        "jiathis",
        "sidebar",
        "side",
        "aside",
        "related",
        "relate",
        "relation",
        "relevant",
        "xiangguan",
        "recommend",
        "tuijian",
        "hot",
        "hots",
        "hotnews",
        "rank",
        "ranking",
        "paihang",
        "comment",
        "comments",
        "pinglun",
        "login",
        "search",
        "tags",
        "tag",
        "keywords",
        "pager",
        "pagination",
        "pages",
        "prev",
        "next",
        "prevnext",
        "prenext",
        "qrcode",
        "qr",
        "ewm",
        "erweima",
        "ad",
        "ads",
        "advert",
        "advertisement",
        "guanggao",
        "banner",
        "links",
        "link",
        "friendlink",
        "friendlinks",
        "disclaimer",
        "statement",
        "shengming",
        "mzsm",
        "stmt",
        "zan",
        "tools",
        "toolbar",
        "weixin",
        "wechat",
        "liability",
        "appendqr",
        "xg",
        "context",
        "editor",
        "edit",
        "bianji",
    ]
)
_PROSE = re.compile(r"[，。；,;！？]")
_LITTLE = 0.34
"""Share of the page's running text up to which an element named for furniture is taken for furniture."""
_NEARLY_ALL = 0.92
"""Share of the running text that the content block holds."""


def read_html(markup: str) -> Page:
    """The lines of a page or a fragment of one."""
    if fast := _plain_paragraphs(markup):
        return Page(fast)
    soup = BeautifulSoup(_JUNK.sub(" ", markup), "lxml")
    body = soup.body or soup
    weight = _weigh(body)
    walk = _Walk(weight, weight.get(id(body), 0), _content(body, weight))
    walk.element(body, "head" if soup.title else "body")
    walk.flush()
    return Page(tuple(walk.lines), _meta(soup), _title_of(soup))


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

    parts = _BREAK.split(markup.replace("\n", " "))
    texts = (tidy(unescape(_TAG.sub("", part) if "<" in part else part)) for part in parts)
    return tuple(Line(text) for text in texts if text)


def _weigh(body: Tag) -> dict[int, int]:
    """Code points of running text (not links, not short labels) below each element, by the element's id()."""
    weight: dict[int, int] = {}
    for string in body.find_all(string=True):
        if len(string) < 12 or isinstance(string, PreformattedString) or not _PROSE.search(string):
            continue
        chain = list(string.parents)
        if any(tag.name == "a" or tag.name in _GONE for tag in chain[:4]):
            continue
        for tag in chain:
            weight[id(tag)] = weight.get(id(tag), 0) + len(string)
    return weight


def _content(body: Tag, weight: dict[int, int]) -> Tag:
    """The smallest element that holds nearly all the running text that is not the furniture's."""
    total = weight.get(id(body), 0)
    inside = total - sum(weight.get(id(tag), 0) for tag in _furniture(body, weight, total))
    at = body
    while True:
        children = [c for c in at.children if isinstance(c, Tag) and c.name in _BLOCKS and c.name != "p"]
        inner = next((c for c in children if weight.get(id(c), 0) >= max(1, _NEARLY_ALL * inside)), None)
        if inner is None:
            return at
        at = inner


def _furniture(at: Tag, weight: dict[int, int], total: int) -> Iterator[Tag]:
    """The outermost elements of furniture below `at` that hold running text."""
    waiting = [at]
    while waiting:
        tag = waiting.pop()
        for child in tag.children:
            if isinstance(child, Tag) and weight.get(id(child), 0):
                if _is_furniture(child, weight, total):
                    yield child
                else:
                    waiting.append(child)


def _is_furniture(tag: Tag, weight: dict[int, int], total: int) -> bool:
    if weight.get(id(tag), 0) > _LITTLE * total:
        return False
    if tag.name in _FURNITURE:
        return True
    if tag.name == "header":
        return tag.find(["h1", "h2"]) is None
    return tag.name in _BLOCKS and tag.name not in _HEADINGS and not _names(tag).isdisjoint(_NAMED)


def _names(tag: Tag) -> set[str]:
    """The words of an element's class and id, in lower case."""
    found: object = tag.get("class") or []
    words = [*found, tag.get("id") or ""] if isinstance(found, list) else [found, tag.get("id") or ""]
    return {word.lower() for name in words for word in _NAMES.findall(str(name))}


@dataclass(slots=True)
class _Walk:
    """One pass over the tree: inline text gathers in `words` until a block begins or ends."""

    weight: dict[int, int]
    total: int
    content: Tag
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kind: str = "paragraph"
    level: int = 0
    place: str = "head"
    tables: int = 0

    def element(self, tag: Tag, place: str = "") -> None:
        if place:
            self.place = place
        if tag is self.content:
            self.flush()
            self.place = "body"
        for child in tag.children:
            if isinstance(child, Tag):
                self.child(child)
            elif not isinstance(child, PreformattedString):
                self.words.append(str(child))
        if tag is self.content:
            self.flush()
            self.place = "foot"

    def child(self, tag: Tag) -> None:
        name = tag.name
        if name in _GONE:
            return
        if name not in _BLOCKS:
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

    def block(self, tag: Tag) -> None:
        self.flush()
        before = self.kind, self.level
        if tag.name in _HEADINGS:
            self.kind, self.level = "heading", _HEADINGS[tag.name]
        elif tag.name in ("li", "dd", "dt"):
            self.kind, self.level = "item", 0
        elif tag.name in ("caption", "figcaption"):
            self.kind, self.level = "caption", 0
        self.element(tag)
        self.flush()
        self.kind, self.level = before

    def preformatted(self, tag: Tag) -> None:
        self.flush()
        self.lines += [replace(line, place=self.place) for line in plain_lines(tag.get_text())]

    def is_dropped(self, tag: Tag) -> bool:
        return _is_furniture(tag, self.weight, self.total) or _is_link_list(tag)

    def imprint(self, tag: Tag) -> None:
        """What a dropped element may still say of the record: editors and sources stand in furniture."""
        text = tidy(tag.get_text(" "))
        if 0 < len(text) <= 120 and not _is_link_list(tag):
            self.lines.append(Line(text, place="imprint"))

    def table(self, tag: Tag) -> bool:
        """Write a table of data; False where the table only lays out the page."""
        if tag.find("table") is not None or tag is self.content:
            return False
        trs = tag.find_all("tr")
        fields = [[_field(cell) for cell in tr.find_all(["td", "th"], recursive=False)] for tr in trs]
        if not tables.looks_like_table(fields):
            return False
        self.flush()
        caption = tag.find("caption")
        if caption is not None and (text := tidy(caption.get_text())):
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


def _field(cell: Tag) -> tables.Field:
    text = spaced_out(tidy(cell.get_text(" " if cell.find(["p", "br", "div"]) else "")))
    heading = cell.name == "th" or cell.find_parent("thead") is not None
    return tables.Field(text, heading, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(int(value), 60) if value.isascii() and value.isdigit() and int(value) else 1


def _is_link_list(tag: Tag) -> bool:
    """A list of headlines: every item is a link, and there are several."""
    if tag.name not in ("ul", "ol", "dl"):
        return False
    items = tag.find_all(["li", "dd"])
    linked = sum(item.find("a") is not None and _all_linked(item) for item in items)
    return linked >= 2 and linked >= 0.8 * len(items)


def _all_linked(item: Tag) -> bool:
    text = len(item.get_text(strip=True))
    return sum(len(a.get_text(strip=True)) for a in item.find_all("a")) >= 0.6 * text


_META = {
    "title": ("articletitle", "og:title", "twitter:title"),
    "date": (
        "pubdate",
        "publishdate",
        "article:published_time",
        "og:release_date",
        "publish_date",
        "datepublished",
        "weibo:article:create_at",
    ),
    "publisher": ("contentsource", "source", "article:publisher", "og:site_source"),
    "author": ("author", "article:author", "og:article:author"),
    "url": ("og:url", "url"),
}


def _meta(soup: BeautifulSoup) -> Imprint:
    named: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = tag.get("name") or tag.get("property") or tag.get("itemprop")
        if key and (value := tidy(str(tag.get("content") or ""))):
            named.setdefault(str(key).lower(), value)
    found = {part: next((named[k] for k in keys if k in named), None) for part, keys in _META.items()}
    link = soup.find("link", rel="canonical")
    if isinstance(link, Tag) and link.get("href"):
        found["url"] = str(link["href"])
    return Imprint(**found)


def _title_of(soup: BeautifulSoup) -> Imprint:
    return Imprint(title=tidy(soup.title.get_text()) or None) if soup.title else Imprint()
