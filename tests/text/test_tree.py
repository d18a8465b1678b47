"""The tree of a page is the one that BeautifulSoup makes with the same parser: elements, attributes, pieces of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.text.tree import Element, parse

ROOT = Path(__file__).parents[2]
PAGES = sorted(p for p in ROOT.rglob("*.html") if "kg" not in p.relative_to(ROOT).parts and ".venv" not in p.parts)
Node = tuple[str, dict[str, str], list[object], str]

NAMES = (
    "p",
    "div",
    "b",
    "pre",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "ruby",
    "rt",
    "template",
    "script",
    "textarea",
    "o:p",
    "a",
    "body",
    "head",
    "title",
)
PIECES = st.sampled_from(
    [f"<{n}>" for n in NAMES]
    + [f"</{n}>" for n in NAMES]
    + [
        "临江区",
        " ",
        "\n",
        "\u3000",
        "&nbsp;",
        "&lt;",
        "<!-- x -->",
        "<br/>",
        "<?php x ?>",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
        "<",
        "\x00",
    ]
    + [
        '<p class="a b" id=c>',
        "<td colspan=2 class>",
        "<meta charset=gbk content='x'>",
        "<svg:rect xmlns:svg='y'/>",
        "\ufeff",
    ]
)


def ours(element: Element) -> Node:
    inside: list[object] = [ours(c) if isinstance(c, Element) else str(c) for c in element.contents]
    return element.name, dict(element.attrs), inside, element.text("|")


def theirs(tag: Tag) -> Node:
    inside: list[object] = [
        theirs(c) if isinstance(c, Tag) else str(c) for c in tag.contents if not isinstance(c, PreformattedString)
    ]
    return tag.name, {str(k): str(v) for k, v in tag.attrs.items()}, inside, tag.get_text("|")


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "lxml", multi_valued_attributes=None)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_markup_gives_the_same_tree(markup: str) -> None:
    assert ours(parse(markup)) == theirs(soup(markup))


@pytest.mark.parametrize("page", PAGES[:40], ids=lambda p: p.name)
def test_the_pages_of_the_tests_give_the_same_tree(page: Path) -> None:
    markup = page.read_bytes().decode("utf-8", "replace")
    assert ours(parse(markup)) == theirs(soup(markup))


def test_elements_are_found_in_the_order_of_their_beginnings() -> None:
    root = parse("<div><p>一<b>二</b></p></div><p>三</p>")
    assert [e.name for e in root.descendants()] == ["html", "body", "div", "p", "b", "p"]
    first = root.first("b", "p")
    assert first is not None
    assert first.text() == "一二"
    assert first.parent is not None
    assert first.parent.name == "div"


def test_deep_nesting_is_no_matter() -> None:
    assert parse("<b>" * 200 + "深").text() == "深"


def test_what_lxml_gives_up_on_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><h1>云泽县统计数据</h1><div class='a b'><p>2021年，云泽县实现生产总值12.5亿元。</p><script>x</script></div></body></html>"
    before = ours(parse(page))

    def refuse(**_: object) -> object:
        raise etree.XMLSyntaxError("Excessive depth in document", 1, 1, 1)

    monkeypatch.setattr("kg.text.tree.etree.HTMLParser", refuse)
    assert ours(parse(page)) == before
