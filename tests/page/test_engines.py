"""The page in the engines of Firefox and Safari: it opens from disk, finds, shows, filters, goes back, exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import made
from kg.model import Knowledge
from kg.outputs.page import page
from tests.page.engines import ENTER, ESCAPE, Firefox, Missing, Window, firefox, watched, webkit


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    try:
        with request.param(tmp_path_factory.mktemp("browser")) as window:
            window.ask("resize", width=1300, height=850)
            yield window
    except Missing as reason:
        pytest.skip(f"not installed here: {reason}")


@pytest.fixture(scope="module")
def file(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("watched") / "seeds.html"
    path.write_bytes(watched(page(knowledge)))
    return path


@pytest.fixture
def window(started: Window) -> Iterator[Window]:
    """The browser; when the test ends, whatever the page said, broke or asked for is a fault."""
    yield started
    assert started.run("return window.faults") == []
    assert started.run("return performance.getEntriesByType('resource').map((e) => e.name)") == []


def opened_entity(window: Window, name: str) -> None:
    window.until(f"document.querySelector('#entity')?.innerText === '{name}'")


def test_it_opens_from_disk_and_draws_everything(window: Window, file: Path, knowledge: Knowledge) -> None:
    window.open(file)
    assert window.text("h1") == "临平区知识图谱"
    assert len(window.run("return kgPage.drawn()")) == len(knowledge.nodes)
    count = len(knowledge.nodes)
    assert f"{count} / {count} 个实体" in window.text("#status")


def test_faults_would_be_seen(started: Window, file: Path) -> None:
    started.open(file)
    started.run(
        "console.error('a word'); const i = new Image(); i.src = 'http://127.0.0.1:9/x'; document.body.append(i)"
    )
    started.until("window.faults.length >= 2")
    assert {fault.partition(":")[0] for fault in started.run("return window.faults")} >= {"console", "policy"}


def test_firefox_itself_reports_nothing(started: Window, knowledge: Knowledge, tmp_path: Path) -> None:
    if not isinstance(started, Firefox):
        pytest.skip("WebKit shows its console to no driver")
    (tmp_path / "as-it-is.html").write_bytes(page(knowledge))
    before = len(started.console())
    started.open(tmp_path / "as-it-is.html", "#330113")
    opened_entity(started, "临平区")
    assert started.console()[before:] == []


@pytest.mark.parametrize(("typed", "name"), [("suanlixz", "算力小镇"), ("临平区", "临平区"), ("330113", "临平区")])
def test_search_and_enter_open_the_best_hit(window: Window, file: Path, typed: str, name: str) -> None:
    window.open(file)
    window.type("#search", typed + ENTER)
    opened_entity(window, name)
    assert window.run("return document.querySelectorAll('#panel blockquote mark').length") > 0


def test_the_panel_shows_code_and_marked_words(window: Window, file: Path) -> None:
    window.open(file, "#330113")
    opened_entity(window, "临平区")
    assert window.text("#panel code") == "330113"
    assert window.text("#panel blockquote mark")
    assert window.run("return document.querySelectorAll('#panel .contrast').length") > 1


def test_filters_hide_and_the_address_keeps_them(window: Window, file: Path, knowledge: Knowledge) -> None:
    window.open(file)
    window.click("[data-kind=Policy]")
    left = sum(n.type != "Policy" for n in knowledge.nodes)
    window.until(f"kgPage.drawn().length === {left}")
    assert "off=Policy" in window.run("return location.hash")
    window.open(file, "#conflict=1")
    assert 0 < len(window.run("return kgPage.drawn()")) < 10


def test_back_and_forward_through_what_was_opened(window: Window, file: Path) -> None:
    window.open(file, "#330113")
    window.type("#search", "suanlixz" + ENTER)
    opened_entity(window, "算力小镇")
    window.back()
    opened_entity(window, "临平区")
    window.run("history.forward()")
    opened_entity(window, "算力小镇")


def test_dark_and_english_by_their_switches(window: Window, file: Path) -> None:
    window.open(file)
    window.click("#theme")
    assert window.run("return document.documentElement.dataset.theme") == "dark"
    red = int(window.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
    assert red < 40
    window.click("#language")
    assert window.text("#list") == "List"


def test_the_whole_text_opens_with_its_mentions(window: Window, file: Path) -> None:
    window.open(file, "#330113")
    window.click("#panel details[open] [data-read]")
    window.until("document.querySelector('#reader').open")
    assert window.run("return document.querySelectorAll('#reader mark.mention').length") > 50
    window.type("#closeReader", ESCAPE)
    window.until("!document.querySelector('#reader').open")


def test_lists_and_a_local_graph(window: Window, file: Path, knowledge: Knowledge) -> None:
    window.open(file)
    window.click("#list")
    assert window.run("return document.querySelectorAll('#lists tbody tr').length") == len(knowledge.nodes)
    window.open(file, "#330113")
    window.click("[data-act=focus]")
    window.until("!document.querySelector('#local').hidden")
    assert len(window.run("return kgPage.drawn()")) < len(knowledge.nodes)


def test_a_picture_of_twice_the_size(window: Window, file: Path) -> None:
    window.open(file)
    catch = "HTMLAnchorElement.prototype.click = function () { window.saved = this.href; }"
    window.run(catch)
    window.run("document.querySelector('[data-export=png]').click()")
    window.until("window.saved")
    size = "const i = new Image(); i.onload = () => done(i.naturalWidth); i.src = window.saved;"
    wide = window.run(f"return new Promise((done) => {{ {size} }});")
    assert wide == 2 * window.run("return document.querySelector('#canvas').clientWidth")


def test_a_large_graph(window: Window, tmp_path: Path) -> None:
    graph = made.knowledge(1200)
    (tmp_path / "large.html").write_bytes(watched(page(graph)))
    window.open(tmp_path / "large.html")
    assert f"1500 / {len(graph.nodes)} 个实体" in window.text("#status")
    window.type("#search", "望湖第700有限公司" + ENTER)
    opened_entity(window, "望湖第700有限公司")
