"""The page as bytes: the same for the same graph, valid, closed against what documents say."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from pypinyin import lazy_pinyin

from kg.graph.vocabulary import kinds
from kg.model import Claim, Knowledge, Mark, Node, Record
from kg.outputs.page import PLAIN, View, page, to_pyvis
from kg.outputs.page.layout import LEFT, arrange
from kg.outputs.page.payload import main_area, payload
from kg.outputs.page.pinyin import initials, pinyin
from kg.outputs.stats import stats
from tests.page.conftest import Open

EVIL = """<script>alert(1)</script></script><img src=x onerror=alert(2)>{{ 7*7 }}"><b>'&amp;\u2028"""
BASE = "https://w3id.org/regionkg/"


@pytest.fixture(scope="module")
def evil() -> Knowledge:
    """A graph whose every text attacks the page."""
    text = f"𠮷{EVIL}是{EVIL}的一部分。"
    mark = Mark("evil.txt", 0, len(text), 1, 1 + len(EVIL), "test.rule")
    names = (BASE + "entity/a</script>", BASE + "entity/b{{x}}")
    nodes = tuple(Node(iri, "Policy", EVIL, (EVIL + str(i),), EVIL, ("evil.txt",)) for i, iri in enumerate(names))
    claim = Claim(names[0], "partOf", names[1], EVIL, "actual", (mark,))
    named = ((1, 1 + len(EVIL), names[0]), (2 + len(EVIL), 2 + 2 * len(EVIL), names[1]))
    record = Record("0" * 16, "evil.txt", text, EVIL, EVIL, EVIL, EVIL, "javascript:alert(3)", "", ("evil.txt",), named)
    broken = replace(record, id="1" * 16, name="worse.txt", url="https://[x", sources=("worse.txt",), mentions=())
    return Knowledge((record, broken), nodes, (claim,), ())


def test_what_documents_say_does_nothing(opened: Open, evil: Knowledge, tmp_path: Path) -> None:
    file = tmp_path / "evil.html"
    file.write_bytes(page(evil, View(title=EVIL)))
    opened_page = opened(file=file)
    opened_page.fill("#search", "alert")
    opened_page.press("#search", "Enter")
    expect(opened_page.locator("#entity")).to_have_text(EVIL)
    expect(opened_page.locator("h1")).to_have_text(EVIL)
    opened_page.locator("[data-read]").first.click()
    expect(opened_page.locator("#reader .text")).to_contain_text("{{ 7*7 }}")
    assert opened_page.locator("#reader mark.mention").all_inner_texts() == [EVIL, EVIL]
    assert opened_page.locator("#reader img, #panel img, #panel b, h1 b, a[href^=javascript]").count() == 0
    opened_page.click("#closeReader")
    opened_page.click("#list")
    expect(opened_page.locator("#lists tbody tr")).to_have_count(2)
    opened_page.click("[data-list=sources]")
    expect(opened_page.locator("#lists tbody tr")).to_have_count(2)
    assert opened_page.locator("#lists a").count() == 0
    opened_page.locator("[data-text]").last.click()
    expect(opened_page.locator("#reader .text")).to_contain_text("alert(1)")


def test_json_in_the_page_holds_no_markup(evil: Knowledge) -> None:
    data = re.findall(r'<script type="application/json" id="[\w-]+">(.*?)</script>', page(evil).decode(), re.S)
    assert len(data) == 4
    assert not any(set("<>&\u2028") & set(part) for part in data)


def test_the_html_is_valid(knowledge: Knowledge, evil: Knowledge) -> None:
    for graph in (knowledge, evil):
        html5lib.HTMLParser(strict=True).parse(page(graph).decode())


def test_the_policy_allows_our_scripts_and_nothing_else(knowledge: Knowledge) -> None:
    text = page(knowledge).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    allowed = set(re.findall(r"sha256-([\w+/=]+)", policy[1].replace("&#43;", "+")))
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts} == allowed
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text.partition("<script")[0])


def test_the_same_graph_gives_the_same_bytes(knowledge: Knowledge) -> None:
    assert page(knowledge) == page(replace(knowledge))


def test_quotes_only_leaves_whole_texts_out(knowledge: Knowledge, opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "quotes.html"
    file.write_bytes(page(knowledge, View(quotes_only=True)))
    unquoted = max(knowledge.records[0].text.split("\n"), key=len)[:40]
    assert all(not name.startswith("texts") for name in payload(knowledge, View(quotes_only=True)))
    opened_page = opened("#330113", file=file)
    expect(opened_page.locator("blockquote mark").first).to_be_visible()
    expect(opened_page.locator("[data-read]")).to_have_count(0)
    assert unquoted


def test_title_home_and_number_of_nodes_can_be_chosen(knowledge: Knowledge) -> None:
    home = next(n.iri for n in knowledge.nodes if n.code == "330100")
    data = payload(knowledge, View("我的图谱", home, max_nodes=20))["data"]
    assert data["title"] == "我的图谱"
    assert data["nodes"][data["home"]]["c"] == "330100"
    assert sum("x" in n for n in data["nodes"]) == 20
    assert sum(b.get("m", 0) for b in data["blocks"]) == len(knowledge.nodes) - 20


def test_the_area_of_most_documents_is_the_home(knowledge: Knowledge) -> None:
    assert main_area(knowledge).endswith("330113")
    assert main_area(replace(knowledge, records=())) == ""


def test_pinyin_in_syllables() -> None:
    assert pinyin("算力小镇") == "suan'li'xiao'zhen"
    assert pinyin("重庆重要G60") == "chong'qing'zhong'yao'g60"
    assert initials("重庆重要G60") == "cqzyg60"


@given(st.text(alphabet="重庆长安临平行政银行和平区乐清A1 '“·", max_size=12))
def test_pinyin_is_the_library_s(name: str) -> None:
    assert pinyin(name) == "'".join(s.lower() for s in lazy_pinyin(name))


def area(code: str, parent: str = "") -> Node:
    return Node(f"{BASE}area/{code}", "City", code, code=code, parent=parent and f"{BASE}area/{parent}")


@st.composite
def graphs(draw: st.DrawFn) -> Knowledge:
    """Many areas, each with things of its own, and things of no area."""
    tree = [("10", ""), ("11", "10"), ("12", "10"), ("111", "11"), ("20", "")]
    areas = [area(code, parent) for code, parent in tree]
    homes = st.sampled_from(["", *(a.iri for a in areas)])
    things = draw(st.lists(st.tuples(st.sampled_from(sorted(kinds())), homes), max_size=120))
    others = [Node(f"{BASE}entity/{i}", kind, str(i), home=home) for i, (kind, home) in enumerate(things)]
    return Knowledge((), tuple(sorted([*areas, *others], key=lambda n: n.iri)), (), ())


@settings(max_examples=40, deadline=None)
@given(graphs(), st.booleans(), st.integers(1, 130))
def test_nothing_overlaps_and_nothing_is_lost(graph: Knowledge, central: bool, largest: int) -> None:
    made = arrange(graph, BASE + "area/10" if central else "", {}, largest)
    assert set(made.block_of) == {n.iri for n in graph.nodes}
    assert len(made.places) == min(largest, len(graph.nodes))
    assert len(set(made.places.values())) == len(made.places)
    assert len(made.places) + sum(b.get("m", 0) for b in made.blocks) == len(graph.nodes)
    for i, a in enumerate(made.blocks):
        for b in made.blocks[i + 1 :]:
            apart = (
                a["x"] + a["w"] <= b["x"]
                or b["x"] + b["w"] <= a["x"]
                or a["y"] + a["h"] <= b["y"]
                or b["y"] + b["h"] <= a["y"]
            )
            assert apart or inside(b, a, made.blocks)
    for iri, place in made.places.items():
        block = made.blocks[made.block_of[iri]] if made.block_of[iri] >= 0 else None
        assert block is None or block["x"] + LEFT <= place.x <= block["x"] + block["w"] - LEFT


def inside(b: dict[str, int], a: dict[str, int], blocks: list[dict[str, int]]) -> bool:
    up = b["up"]
    while up >= 0 and blocks[up] is not a:
        up = blocks[up]["up"]
    within = (
        a["x"] <= b["x"]
        and b["x"] + b["w"] <= a["x"] + a["w"]
        and a["y"] <= b["y"]
        and b["y"] + b["h"] <= a["y"] + a["h"]
    )
    return up >= 0 and within


def test_colours_and_shapes_tell_every_type_apart(knowledge: Knowledge) -> None:
    drawn = [(row[3], row[4]) for row in payload(knowledge, PLAIN)["data"]["kinds"]]
    assert len(set(drawn)) == len(drawn)


def test_a_pyvis_network_for_notebooks(knowledge: Knowledge) -> None:
    network = to_pyvis(knowledge)
    assert len(network.nodes) == len(knowledge.nodes)
    assert len(network.edges) == len(knowledge.claims)
    assert network.generate_html().encode() == page(knowledge)


def test_centrality_and_communities(knowledge: Knowledge) -> None:
    found = stats(knowledge)
    assert found.standings[0].node.code == "330113"
    assert sum(s.rank for s in found.standings) == pytest.approx(1, abs=1e-6)
    assert sorted(iri for group in found.communities for iri in group) == [n.iri for n in knowledge.nodes]
    assert all(s.node.iri in found.communities[s.community] for s in found.standings)
    assert stats(Knowledge((), (), (), ())).communities == ()
