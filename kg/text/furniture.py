"""Which elements of an HTML page are its content, and which are the site's furniture.

Elements named for furniture (`class="crumb"`) count as such only if they hold little of the page's running text,
because themes call a whole article "page" or "hot", too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.rules import regex as re
from kg.text.tree import Element

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
_LEAST = 12
"""Code points from which on a piece of text with punctuation counts as running text."""
_PROSE = re.compile(r"[，。；,;！？]")
_LITTLE = 0.34
"""Share of the page's running text up to which an element named for furniture is taken for furniture."""
_NEARLY_ALL = 0.92
"""Share of the running text that the content block holds."""


@dataclass(slots=True)
class Weight:
    """What stands below an element, in code points: `prose` running text (with punctuation, not linked), `letters` all
    text, `linked` text of links; and how many links."""

    prose: int = 0
    letters: int = 0
    linked: int = 0
    links: int = 0

    def add(self, other: Weight) -> None:
        self.prose += other.prose
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links


Weights = dict[int, Weight]
"""By the element's id()."""


def weigh(body: Element) -> Weights:
    """The weight of every element below `body`, and its own; one pass down and one up, whatever the nesting."""
    tags = [body, *body.descendants()]
    weights = {id(tag): _own(tag) for tag in tags}
    for tag in reversed(tags[1:]):
        weight = weights[id(tag)]
        if tag.name == "a":
            weight.prose, weight.linked, weight.links = 0, weight.letters, 1
        if tag.name not in GONE and tag.parent is not None:
            weights[id(tag.parent)].add(weight)
    return weights


def _own(tag: Element) -> Weight:
    weight = Weight()
    for string in tag.contents:
        if isinstance(string, Element):
            continue
        length = len(string.strip())
        weight.letters += length
        if length >= _LEAST and _PROSE.search(string):
            weight.prose += length
    return weight


def content_of(body: Element, weights: Weights) -> Element:
    """The smallest element that holds nearly all the running text that is not the furniture's."""
    total = weights[id(body)].prose
    inside = total - sum(weights[id(tag)].prose for tag in _furniture(body, weights, total))
    at = body
    while True:
        children = [c for c in at.elements() if c.name in BLOCKS and c.name != "p"]
        inner = next((c for c in children if weights[id(c)].prose >= max(1, _NEARLY_ALL * inside)), None)
        if inner is None:
            return at
        at = inner


def _furniture(at: Element, weights: Weights, total: int) -> Iterator[Element]:
    """The outermost elements of furniture below `at` that hold running text."""
    waiting = [at]
    while waiting:
        for child in waiting.pop().elements():
            if weights[id(child)].prose:
                if is_furniture(child, weights[id(child)], total):
                    yield child
                else:
                    waiting.append(child)


def is_furniture(tag: Element, weight: Weight, total: int) -> bool:
    """Whether an element is the site's own, on a page with `total` code points of running text."""
    if weight.prose > _LITTLE * total:
        return False
    if tag.name in _FURNITURE:
        return True
    if tag.name == "header":
        return tag.first("h1", "h2") is None
    return tag.name in BLOCKS and tag.name not in HEADINGS and not _names(tag).isdisjoint(_NAMED)


def _names(tag: Element) -> set[str]:
    """The words of an element's class and id, in lower case."""
    attributes = tag.attrs
    if not attributes:
        return set()
    names = (attributes.get("class") or "", attributes.get("id") or "")
    return {word.lower() for name in names for word in _NAMES.findall(name)}


def is_link_list(tag: Element, weight: Weight) -> bool:
    """A list of headlines: several links, and hardly anything else."""
    return tag.name in ("ul", "ol", "dl") and weight.links >= 2 and weight.linked >= 0.6 * weight.letters
