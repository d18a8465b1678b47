"""Opening, searching, filtering, addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from kg.model import Knowledge
from tests.page.conftest import Open


def drawn(page: Page) -> list[str]:
    return page.evaluate("kgPage.drawn()")


def selected(page: Page) -> str:
    return page.evaluate("kgPage.selected()")


def search(page: Page, words: str) -> None:
    page.fill("#search", words)
    page.press("#search", "Enter")


def test_opened_from_disk_it_draws_every_entity(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    assert sorted(drawn(page)) == sorted(n.label for n in knowledge.nodes)
    expect(page).to_have_title("临平区知识图谱")
    expect(page.locator("#counts")).to_contain_text(f"{len(knowledge.records)} 篇文档")


def test_the_search_box_is_the_first_text_input(opened: Open) -> None:
    first = opened().locator("input:not([type=checkbox]):not([type=range])").first
    assert first.get_attribute("id") == "search"


SPELLINGS = {
    "临平区": ("临平区", "临平", "linpingqu", "lpq", "330113"),
    "算力小镇": ("算力小镇", "suanlixiaozhen", "slxz", "suanlixz", "SuanLi xz", "功能区 算力小"),
}


def test_enter_opens_the_best_hit(opened: Open) -> None:
    page = opened()
    for label, spellings in SPELLINGS.items():
        for words in spellings:
            page.evaluate("location.hash = ''")
            expect(page.locator("#panel")).to_be_hidden()
            search(page, words)
            assert (words, selected(page)) == (words, label)
            expect(page.locator("#entity")).to_have_text(label)


def test_results_come_as_one_types_and_a_type_lists_its_own(opened: Open) -> None:
    page = opened()
    page.locator("#search").press_sequentially("人物")
    expect(page.locator("#hits li small").first).to_contain_text("人物")
    assert set(page.locator("#hits li small").all_inner_texts()) == {"人物"}
    page.press("#search", "ArrowDown")
    expect(page.locator("#hits li[aria-selected=true]")).to_have_attribute("id", "hit1")
    page.press("#search", "Escape")
    expect(page.locator("#hits")).to_be_hidden()


def test_the_code_stands_as_text(opened: Open) -> None:
    expect(opened("#330113").locator("#panel code")).to_have_text("330113")


def test_hiding_a_type_and_undoing_it(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    page.uncheck("[data-kind=Policy]")
    policies = {n.label for n in knowledge.nodes if n.type == "Policy"}
    assert not policies & set(drawn(page))
    page.click("#undo")
    assert policies <= set(drawn(page))
    expect(page.locator("[data-kind=Policy]")).to_be_checked()


def test_only_conflicts_and_only_corroborated(opened: Open) -> None:
    page = opened()
    page.check("#onlyConflict")
    assert "临平区" in drawn(page)
    assert len(drawn(page)) < 10
    page.click("#clear")
    page.check("#onlyAgreed")
    assert "临平区" in drawn(page)
    assert len(drawn(page)) < 10


def test_filters_by_predicate_and_source(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    page.select_option("#predicate", "holdsPost")
    ends = {iri for c in knowledge.claims if c.predicate == "holdsPost" for iri in (c.subject, c.object)}
    assert set(drawn(page)) == {n.label for n in knowledge.nodes if n.iri in ends}
    page.click("#clear")
    page.select_option("#source", "1")
    assert set(drawn(page)) == {n.label for n in knowledge.nodes if knowledge.records[1].name in n.documents}


def test_a_range_of_years_says_what_it_hides(opened: Open, knowledge: Knowledge) -> None:
    page = opened()
    page.select_option("#from", "2021")
    page.select_option("#to", "2021")
    gone = sum(f.period[:4] != "2021" for f in knowledge.figures)
    undated = sum(not f.period for f in knowledge.figures)
    expect(page.locator("#hidden")).to_contain_text(f"{gone} 个数字")
    expect(page.locator("#hidden")).to_contain_text(f"{undated} 个未写年份")


def test_an_address_leads_to_node_view_and_filters(opened: Open) -> None:
    page = opened(f"#node={quote('area/330113')}&focus={quote('area/330113')}~2&off=Policy&from=2021")
    assert selected(page) == "临平区"
    expect(page.locator("#localName")).to_have_text("临平区")
    expect(page.locator("#depthShown")).to_have_text("2")
    expect(page.locator("[data-kind=Policy]")).not_to_be_checked()
    expect(page.locator("#from")).to_have_value("2021")


def test_an_address_that_means_nothing_shows_the_whole_graph(opened: Open) -> None:
    page = opened("#node=nobody&focus=x~9&off=Nothing&source=zzz&path=a~b&block=999&listed=__proto__&%")
    assert len(drawn(page)) > 50


def test_back_and_forward(opened: Open) -> None:
    page = opened()
    search(page, "算力小镇")
    search(page, "330113")
    expect(page).to_have_url(re.compile("330113"))
    page.go_back()
    expect(page.locator("#entity")).to_have_text("算力小镇")
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    page.go_forward()
    expect(page.locator("#entity")).to_have_text("算力小镇")
