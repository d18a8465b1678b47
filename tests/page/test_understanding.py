"""The panel, the proofs, the whole text, copies."""

from __future__ import annotations

import pyoxigraph as ox
from playwright.sync_api import Page, expect

from kg.model import Knowledge
from tests.page.conftest import Open

CATCH = """() => { const old = document.execCommand.bind(document);
document.execCommand = (what) => { window.caught = document.activeElement.value; return true; }; }"""


def copied(page: Page, act: str) -> str:
    """What a button of the panel puts on the clipboard."""
    page.evaluate(CATCH)
    page.click(f"[data-act={act}]")
    expect(page.locator("#status")).to_have_text("已复制")
    return str(page.evaluate("window.caught"))


def test_a_sentence_stands_with_its_words_marked(opened: Open, knowledge: Knowledge) -> None:
    page = opened("#330113")
    text = "".join(r.text for r in knowledge.records)
    quote = page.locator("#panel details[open] blockquote").first
    expect(quote.locator("mark")).not_to_be_empty()
    assert quote.locator("mark").inner_text().strip() in text
    expect(quote.locator("footer")).to_contain_text(knowledge.records[0].title or "")


def test_conflicts_and_agreements_side_by_side(opened: Open) -> None:
    page = opened("#330113")
    conflict = page.locator(".contrast:not(.agreement)").first
    expect(conflict.locator("blockquote mark")).to_have_count(2)
    expect(conflict).to_contain_text("22家")
    expect(conflict).to_contain_text("18家")
    expect(page.locator(".contrast.agreement").first).to_contain_text("940.09亿元")
    left, right = (conflict.locator(".sides > div").nth(i).bounding_box() for i in (0, 1))
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_figures_as_a_table_by_period(opened: Open, knowledge: Knowledge) -> None:
    page = opened("#330113")
    section = page.locator("#panel details:has(table)")
    home = next(n.iri for n in knowledge.nodes if n.code == "330113")
    assert section.locator("td.number").count() == sum(f.subject == home for f in knowledge.figures)
    group = section.filter(has_text="940.09亿元").first
    group.locator("summary").click()
    expect(group.locator("td.number").first).to_be_visible()
    expect(group.locator(".sign").first).to_contain_text("✓")


def test_a_line_where_there_are_years(opened: Open) -> None:
    page = opened("#330113")
    chart = page.locator("#panel svg.chart")
    assert chart.count() >= 1
    assert len((chart.first.get_attribute("aria-label") or "").split(";")) >= 2


def test_facts_stand_by_predicate(opened: Open, knowledge: Knowledge) -> None:
    page = opened("#330113")
    home = next(n.iri for n in knowledge.nodes if n.code == "330113")
    claims = [c for c in knowledge.claims if home in (c.subject, c.object)]
    heads = page.locator("#panel h3").all_inner_texts()
    assert len(heads) == len({(c.subject == home, c.predicate) for c in claims})


def test_the_whole_text_with_every_mention_marked(opened: Open, knowledge: Knowledge) -> None:
    page = opened("#330113")
    page.locator("[data-read]").first.click()
    body = page.locator("#reader .text")
    record = next(r for r in knowledge.records if r.text == body.inner_text())
    marks = body.locator("mark.mention")
    assert marks.all_inner_texts() == [record.text[start:end] for start, end, _ in record.mentions]
    assert marks.count() > 50
    labels = {n.iri: n.label for n in knowledge.nodes}
    titles = [(title or "").partition(" · ")[0] for title in marks.evaluate_all("all => all.map((m) => m.title)")]
    assert titles == [labels[iri] for _, _, iri in record.mentions]
    expect(page.locator("#reader .here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()


def test_a_mention_in_the_text_opens_its_entity(opened: Open) -> None:
    page = opened("#330113")
    page.locator("[data-read]").first.click()
    named = page.locator("mark.mention").first
    label = (named.get_attribute("title") or "").partition(" · ")[0]
    named.click()
    expect(page.locator("#entity")).to_have_text(label)


def test_copy_as_citation(opened: Open) -> None:
    lines = copied(opened("#330113"), "cite").splitlines()
    assert len(lines) > 10
    assert all(line.startswith("“") and "《" in line for line in lines)


def test_copy_as_csv(opened: Open) -> None:
    assert "940.09" in copied(opened("#330113"), "copyCsv")


def test_copied_turtle_says_what_the_graph_says(opened: Open, knowledge: Knowledge) -> None:
    text = copied(opened("#330113"), "copyTurtle")
    found = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    home = ox.NamedNode(next(n.iri for n in knowledge.nodes if n.code == "330113"))
    actual = [c for c in knowledge.claims if c.state == "actual" and c.subject == home.value]
    direct = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in found if q.subject == home}
    assert {(c.predicate, c.object) for c in actual} <= direct


def test_copy_link_is_the_address(opened: Open) -> None:
    page = opened("#330113")
    assert copied(page, "link") == page.url
