"""The tree of an HTML page as lxml parses it: elements with their attributes and text, and no more than the walk needs.

It is the tree that BeautifulSoup makes of the same parser's events, built in a fifth of the time; a test compares the two.
BeautifulSoup itself, with Python's parser, reads what lxml gives up on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from bs4 import Tag

_ROOT = "[document]"
_KEPT = frozenset(("pre", "textarea"))
"""Elements whose white space means something."""
_APART = frozenset(("script", "style", "template", "rt", "rp"))
"""Elements whose text is no part of the text around them."""
_SPACES = " \t\n\f\r"


class Apart(str):
    """Text inside one of the elements that stand apart; `of` is that element's name."""

    __slots__ = ("of",)
    of: str


class Element:
    """`contents`: elements and pieces of text, in order; comments, declarations and instructions are left out."""

    __slots__ = ("attrs", "contents", "name", "parent")

    def __init__(self, name: str, attrs: Mapping[str, str], parent: Element | None) -> None:
        self.name, self.attrs, self.parent = name, attrs, parent
        self.contents: list[Element | str] = []

    def descendants(self) -> Iterator[Element]:
        """Every element below this one, in the order of their beginnings."""
        waiting = self.elements()[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.contents) if isinstance(child, Element)]

    def elements(self) -> list[Element]:
        return [child for child in self.contents if isinstance(child, Element)]

    def first(self, *names: str) -> Element | None:
        """The first element below this one that has one of the names."""
        return next((element for element in self.descendants() if element.name in names), None)

    def text(self, separator: str = "") -> str:
        """The text below this element; that of elements apart only where this is one."""
        of = self.name if self.name in _APART else ""
        return separator.join(
            [piece for piece in self._pieces() if (piece.of if isinstance(piece, Apart) else "") == of]
        )

    def _pieces(self) -> Iterator[str]:
        waiting: list[Element | str] = self.contents[::-1]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Element):
                waiting += part.contents[::-1]
            else:
                yield part


def parse(markup: str) -> Element:
    """The root of the page's tree. What lxml gives up on (some builds of it refuse great depth) BeautifulSoup reads."""
    try:
        return _parsed(markup)
    except etree.LxmlError:
        return lenient(markup)


def lenient(markup: str) -> Element:
    """The tree by Python's own parser, which never gives up; six times slower."""
    from bs4 import BeautifulSoup

    builder = _Builder()
    _retell(BeautifulSoup(markup.removeprefix("\ufeff"), "html.parser"), builder)
    builder.close()
    return builder.root


def _retell(tag: Tag, builder: _Builder) -> None:
    """Tell a builder what lies below a tag, as a parser would."""
    from bs4 import Tag
    from bs4.element import PreformattedString

    for child in tag.contents:
        if isinstance(child, Tag):
            values = {name: value if isinstance(value, str) else " ".join(value) for name, value in child.attrs.items()}
            builder.start(child.name, values)
            _retell(child, builder)
            builder.end(child.name)
        elif not isinstance(child, PreformattedString):
            builder.data(str(child))


def _parsed(markup: str) -> Element:
    builder = _Builder()
    parser = etree.HTMLParser(target=builder)
    parser.feed(markup.removeprefix("\ufeff"))
    parser.close()
    return builder.root


class _Builder:
    """What lxml calls as it reads: opens and closes elements and gathers the text between them."""

    def __init__(self) -> None:
        self.root = Element(_ROOT, {}, None)
        self._open = [self.root]
        self._data: list[str] = []
        self._kept = 0
        self._apart: list[str] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self._flush()
        parent = self._open[-1]
        element = Element(tag, dict(attrs), parent)
        parent.contents.append(element)
        self._open.append(element)
        self._kept += tag in _KEPT
        if tag in _APART:
            self._apart.append(tag)

    def end(self, tag: str) -> None:
        self._flush()
        if self._open[-1].name == tag or any(element.name == tag for element in self._open[1:]):
            while self._close() != tag:
                pass

    def _close(self) -> str:
        name = self._open.pop().name
        self._kept -= name in _KEPT
        if name in _APART:
            self._apart.pop()
        return name

    def data(self, text: str) -> None:
        self._data.append(text)

    def comment(self, _text: str) -> None:
        self._flush()

    def pi(self, _target: str, _data: str) -> None:
        self._flush()

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        self._flush()

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        if not self._data:
            return
        text = "".join(self._data)
        self._data.clear()
        if not self._kept and not text.strip(_SPACES):
            text = "\n" if "\n" in text else " "
        if self._apart:
            text = Apart(text)
            text.of = self._apart[-1]
        self._open[-1].contents.append(text)


def named(element: Element, names: Collection[str]) -> list[Element]:
    """The elements right below that have one of the names."""
    return [child for child in element.elements() if child.name in names]
