"""Which elements of an HTML page are its content, and which are the site's furniture.

Elements named for furniture (`class="crumb"`) count as such only if they hold little of the page's running text,
because themes call a whole article "page" or "hot", too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PreformattedString

GONE = frozenset(
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
HEADINGS = {f"h{n}": n for n in range(1, 7)}
BLOCKS = frozenset(
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


def weigh(body: Tag) -> dict[int, int]:
    """Code points of running text (not links, not short labels) below each element, by the element's id()."""
    weight: dict[int, int] = {}
    for string in body.find_all(string=True):
        if len(string) < 12 or isinstance(string, PreformattedString) or not _PROSE.search(string):
            continue
        chain = list(string.parents)
        if any(tag.name == "a" or tag.name in GONE for tag in chain[:4]):
            continue
        for tag in chain:
            weight[id(tag)] = weight.get(id(tag), 0) + len(string)
    return weight


def content_of(body: Tag, weight: dict[int, int]) -> Tag:
    """The smallest element that holds nearly all the running text that is not the furniture's."""
    total = weight.get(id(body), 0)
    inside = total - sum(weight.get(id(tag), 0) for tag in _furniture(body, weight, total))
    at = body
    while True:
        children = [c for c in at.children if isinstance(c, Tag) and c.name in BLOCKS and c.name != "p"]
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
                if is_furniture(child, weight, total):
                    yield child
                else:
                    waiting.append(child)


def is_furniture(tag: Tag, weight: dict[int, int], total: int) -> bool:
    if weight.get(id(tag), 0) > _LITTLE * total:
        return False
    if tag.name in _FURNITURE:
        return True
    if tag.name == "header":
        return tag.find(["h1", "h2"]) is None
    return tag.name in BLOCKS and tag.name not in HEADINGS and not _names(tag).isdisjoint(_NAMED)


def _names(tag: Tag) -> set[str]:
    """The words of an element's class and id, in lower case."""
    found: object = tag.get("class") or []
    words = [*found, tag.get("id") or ""] if isinstance(found, list) else [found, tag.get("id") or ""]
    return {word.lower() for name in words for word in _NAMES.findall(str(name))}


def is_link_list(tag: Tag) -> bool:
    """A list of headlines: every item is a link, and there are several."""
    if tag.name not in ("ul", "ol", "dl"):
        return False
    items = tag.find_all(["li", "dd"])
    linked = sum(item.find("a") is not None and _all_linked(item) for item in items)
    return linked >= 2 and linked >= 0.8 * len(items)


def _all_linked(item: Tag) -> bool:
    text = len(item.get_text(strip=True))
    return sum(len(a.get_text(strip=True)) for a in item.find_all("a")) >= 0.6 * text
