"""Local graph, paths, pins, undo, blocks that open, the picture's own files."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from kg.graph.rdf import triples
from kg.model import Knowledge
from tests.page.conftest import Open
from tests.page.test_finding import drawn, search, selected


def neighbours(knowledge: Knowledge, label: str) -> set[str]:
    names = {n.iri: n.label for n in knowledge.nodes}
    near = {(c.subject, c.object) for c in knowledge.claims}
    return {names[o] for s, o in near if names[s] == label} | {names[s] for s, o in near if names[o] == label}


def test_the_depth_of_the_local_graph(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    search(page, "算力小镇")
    page.click("[data-act=focus]")
    assert set(drawn(page)) == neighbours(knowledge, "算力小镇") | {"算力小镇"}
    page.locator("#depthValue").press("ArrowRight")
    expect(page.locator("#depthShown")).to_have_text("2")
    second = {x for near in neighbours(knowledge, "算力小镇") for x in neighbours(knowledge, near)}
    assert set(drawn(page)) == second | neighbours(knowledge, "算力小镇") | {"算力小镇"}


def test_expanding_folding_and_undoing(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    search(page, "算力小镇")
    page.click("[data-act=focus]")
    before = set(drawn(page))
    near = max(sorted(before), key=lambda name: len(neighbours(knowledge, name) - before))
    search(page, near)
    page.click("[data-act=grow]")
    assert set(drawn(page)) == before | neighbours(knowledge, near) > before
    page.click("[data-act=grow]")
    assert set(drawn(page)) == before
    page.click("#undo")
    assert set(drawn(page)) == before | neighbours(knowledge, near)


def test_the_paths_between_two_nodes(opened: Open) -> None:
    page = opened()
    search(page, "施华淼")
    expect(page.locator("[data-act=path]")).to_be_disabled()
    search(page, "算力小镇")
    page.click("[data-act=path]")
    assert {"施华淼", "算力小镇"} <= set(drawn(page))
    assert 3 <= len(drawn(page)) < 30
    expect(page.locator("#localName")).to_have_text("施华淼 → 算力小镇")
    page.keyboard.press("Escape")
    expect(page.locator("#local")).to_be_hidden()


def test_dragging_pins_and_undo_takes_it_back(opened: Open) -> None:
    page = opened()
    before = page.evaluate("kgPage.where('算力小镇')")
    page.mouse.move(before["x"], before["y"])
    page.mouse.down()
    page.mouse.move(before["x"] + 60, before["y"] + 40, steps=4)
    page.mouse.up()
    moved = page.evaluate("kgPage.where('算力小镇')")
    assert (round(moved["x"] - before["x"], -1), round(moved["y"] - before["y"], -1)) == (60, 40)
    page.click("#undo")
    assert page.evaluate("kgPage.where('算力小镇')") == pytest.approx(before, abs=3)


def test_a_click_opens_and_a_double_click_focuses(opened: Open) -> None:
    page = opened()
    at = page.evaluate("kgPage.where('算力小镇')")
    page.mouse.click(at["x"], at["y"])
    expect(page.locator("#entity")).to_have_text("算力小镇")
    at = page.evaluate("kgPage.where('算力小镇')")
    page.mouse.dblclick(at["x"], at["y"])
    expect(page.locator("#localName")).to_have_text("算力小镇")


def test_what_is_too_much_opens_on_demand(opened: Open, small_page: Path, knowledge: Knowledge) -> None:
    page = opened(file=small_page)
    assert len(drawn(page)) == 30
    hidden = next(n.label for n in knowledge.nodes if n.type == "Policy" and n.label not in drawn(page))
    search(page, hidden)
    assert selected(page) == hidden
    assert hidden in drawn(page)
    page.goto("about:blank")
    page.goto(small_page.as_uri() + "#block=0")
    kinds = {n.label: n.type for n in knowledge.nodes}
    assert len({kinds[label] for label in drawn(page)}) == 1
    expect(page.locator("#localName")).to_contain_text("（")


def saved(page: Page, form: str) -> bytes:
    page.locator("#exports summary").click()
    with page.expect_download() as download:
        page.click(f"[data-export={form}]")
    return Path(download.value.path()).read_bytes()


def test_png_at_twice_the_size(opened: Open) -> None:
    page = opened()
    data = saved(page, "png")
    box = page.locator("#canvas").bounding_box()
    assert box
    assert struct.unpack(">II", data[16:24]) == (2 * int(box["width"]), 2 * int(box["height"]))


def test_svg_holds_every_name(opened: Open) -> None:
    page = opened("#focus=area%2F330100~1")
    words = "".join(ElementTree.fromstring(saved(page, "svg")).itertext()).replace("\n", "")
    assert len(drawn(page)) > 2
    assert [name for name in drawn(page) if name[:4] not in words] == []


def test_turtle_of_the_selection_is_part_of_the_graph(opened: Open, knowledge: Knowledge) -> None:
    found = {str(q.triple) for q in ox.parse(saved(opened(), "ttl"), format=ox.RdfFormat.TURTLE)}
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(knowledge))
    whole = {str(q.triple) for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    assert len(found) > 1000
    assert found - whole == set()


def test_csv_of_what_was_chosen_together(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    search(page, "算力小镇")
    page.click("[data-act=choose]")
    search(page, "临平区")
    page.click("[data-act=choose]")
    expect(page.locator("#status")).to_contain_text("选集 2")
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert {r["subject"] for r in rows} <= {"算力小镇", "临平区"}
    texts = "".join(r.text for r in knowledge.records)
    assert rows
    assert all(r["sentence"] in texts for r in rows)
