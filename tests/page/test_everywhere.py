"""Keyboard, screen readers, phones, print, themes, languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.model import Knowledge
from tests.page.conftest import Open
from tests.page.test_finding import drawn, selected


@pytest.mark.parametrize(("scheme", "size"), [("light", (1280, 800)), ("dark", (390, 844))])
def test_axe_finds_nothing(opened: Open, axe: str, scheme: str, size: tuple[int, int]) -> None:
    page = opened("#330113", scheme=scheme, size=size, strict=False)
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    page.evaluate("document.querySelector('[data-read]').click()")
    found += page.evaluate("axe.run()")["violations"]
    page.evaluate("document.querySelector('#closeReader').click(); document.querySelector('#list').click()")
    found += page.evaluate("axe.run()")["violations"]
    assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []


def test_everything_by_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("330113")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    beside = selected(page)
    assert beside not in ("", "临平区")
    page.keyboard.press("Enter")
    expect(page.locator("#localName")).to_have_text(beside)
    page.focus("#canvas")
    page.keyboard.press("Space")
    expect(page.locator("#status")).to_contain_text("选集 1")
    page.keyboard.press("Control+z")
    expect(page.locator("#status")).not_to_contain_text("选集")
    page.keyboard.press("l")
    expect(page.locator("#lists")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#local")).to_be_hidden()


def test_the_lists_hold_all_that_the_picture_does(opened: Open, knowledge: Knowledge) -> None:
    page = opened("#listed=entities")
    rows = page.locator("#lists tbody tr")
    expect(rows).to_have_count(len(knowledge.nodes))
    for name, count in (
        ("relations", len(knowledge.claims)),
        ("figures", len(knowledge.figures)),
        ("contrasts", len(knowledge.contrasts)),
    ):
        page.click(f"[data-list={name}]")
        expect(page.locator("#lists caption")).to_contain_text(f"（{count}）")
        expect(rows).to_have_count(min(count, 200))


def test_a_name_in_the_list_opens_the_entity(opened: Open) -> None:
    page = opened("#listed=entities")
    page.locator("#lists .link", has_text="算力小镇").first.click()
    expect(page.locator("#entity")).to_contain_text("算力小镇")
    expect(page.locator("#lists")).to_be_hidden()


def test_a_phone_has_a_layout_of_its_own(opened: Open) -> None:
    page = opened("#330113", size=(390, 844))
    panel, canvas = page.locator("#panel").bounding_box(), page.locator("#canvas").bounding_box()
    assert panel
    assert canvas
    assert panel["width"] == 390
    assert panel["y"] >= canvas["y"] + canvas["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#filters")).to_be_hidden()
    page.click("#menu")
    expect(page.locator("#filters")).to_be_visible()
    where = page.evaluate("kgPage.where('临平区')")
    assert canvas["y"] < where["y"] < canvas["y"] + canvas["height"]


def test_where_nodes_are_too_small_to_hit_a_block_opens(opened: Open, knowledge: Knowledge) -> None:
    page = opened(size=(390, 844))
    policy = next(n.label for n in knowledge.nodes if n.type == "Policy")
    at = page.evaluate("(name) => kgPage.where(name)", policy)
    page.mouse.click(at["x"], at["y"])
    assert set(drawn(page)) == {n.label for n in knowledge.nodes if n.type == "Policy"}
    page.click("#unfocus")
    assert len(drawn(page)) == len(knowledge.nodes)


def test_print_shows_the_panel_without_the_tools(opened: Open) -> None:
    page = opened("#330113")
    page.emulate_media(media="print")
    expect(page.locator("#entity")).to_be_visible()
    expect(page.locator("#finder")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()


def test_dark_follows_the_system_and_the_switch(opened: Open) -> None:
    page = opened(scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.click("#theme")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_english_by_a_switch(opened: Open) -> None:
    page = opened("#330113")
    page.click("#language")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#list")).to_have_text("List")
    expect(page.locator("#kinds")).to_contain_text("Policy")
    expect(page.locator("#panel")).to_contain_text("Agreement and conflict")
    assert len(drawn(page)) > 50
