"""Pages for people and the same things for programs: by their own addresses, by search, and nothing beside them."""

from __future__ import annotations

from pathlib import Path

import html5lib
import httpx
import pyoxigraph as ox
import pytest

from kg import api
from kg.serve.app import application
from kg.serve.pages import safe_url
from tests.serve.conftest import running

NASTY = "<script>alert(1)</script>\"'{{7*7}}"


def get(address: str, path: str, accept: str = "text/html") -> httpx.Response:
    return httpx.get(f"{address}{path}", headers={"accept": accept}, timeout=30)


def test_an_entity_s_page_shows_code_figures_and_marked_sentences(address: str) -> None:
    page = get(address, "/area/330113")
    assert page.status_code == 200
    for words in ("临平区", "330113", "940.09亿元", "<mark>"):
        assert words in page.text


@pytest.mark.parametrize(
    ("accept", "form"), [("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)]
)
def test_an_entity_s_address_gives_rdf_to_programs(address: str, accept: str, form: ox.RdfFormat) -> None:
    answer = get(address, "/area/330113", accept)
    found = {str(t.predicate) for t in ox.parse(answer.content, format=form)}
    assert any("code" in p for p in found)


def test_every_link_of_an_entity_s_page_leads_somewhere(address: str) -> None:
    import re

    page = get(address, "/area/330113").text
    links = sorted({link for link in re.findall(r'href="(/[^"#?]+)"', page) if not link.startswith("/static")})
    assert len(links) > 20
    assert {link: get(address, link).status_code for link in links if get(address, link).status_code != 200} == {}


def test_a_document_s_page_marks_every_mention_and_what_was_read(address: str, built: Path) -> None:
    graph = api.load(built)
    for record in graph.knowledge.records:
        page = html5lib.parse(get(address, f"/documents/{record.name}").text, namespaceHTMLElements=False)
        text = page.find(".//article[@class='text']")
        assert text is not None
        assert "".join(text.itertext()) == record.text
        links = [e for e in text.iter("a") if e.get("class") == "mention"]
        assert "".join(map("".join, (e.itertext() for e in links))) == "".join(
            record.text[a:b] for a, b, _ in record.mentions
        )
        said = [c for c in graph.knowledge.claims if record.name in {m.document for m in c.marks}]
        found = [f for f in graph.knowledge.figures if f.mark.document == record.name]
        assert len({e.get("href") for e in text.iter("a") if e.get("class") == "said"}) == len(said) + len(found)


def test_a_sentence_s_address_shows_it_in_its_text(address: str, built: Path) -> None:
    record = api.load(built).knowledge.records[0]
    for begin, end in ((0, 12), (100, 130), (len(record.text) - 5, len(record.text))):
        page = html5lib.parse(get(address, f"/doc/{record.id}_{begin}_{end}").text, namespaceHTMLElements=False)
        here = page.find(".//*[@id='here']")
        assert here is not None
        assert "".join(here.itertext()) == record.text[begin:end]
    for offsets in ("5_5", "9_5", f"0_{len(record.text) + 1}", f"0_{'9' * 5000}", "0_", "a_b"):
        assert get(address, f"/doc/{record.id}_{offsets}").status_code == 404


@pytest.mark.parametrize("words", ["临平", "linping", "lpq", "330113"])
def test_search_by_name_pinyin_initials_and_code(address: str, words: str) -> None:
    hits = get(address, f"/search?q={words}", "application/json").json()["hits"]
    assert "临平区" in [h["label"] for h in hits[:3]]


@pytest.mark.parametrize(
    "path",
    [
        "/area/../../etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/..%2f..%2fetc/passwd",
        "/doc/nothing",
        "/entity/%E6%97%A0",
    ],
)
def test_nothing_beside_the_data_is_served(address: str, path: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    import socket

    with socket.create_connection((host, int(port))) as raw:  # a client would tidy the path before sending it
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert b" 404 " in raw.recv(200)


def test_names_and_sentences_cannot_inject_anything(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        f"杭州市临平区举行大会{NASTY}\n\n2021年，杭州市临平区“{NASTY}”行动实施，临平区实现地区生产总值940.09亿元{NASTY}。\n",
        encoding="utf-8",
    )
    graph = api.build([tmp_path / "page.txt"], tmp_path / "out")
    with running(application(tmp_path / "out")) as url:
        record = graph.knowledge.records[0]
        for path in ("/", "/area/330113", f"/doc/{record.id}", f"/find?q={NASTY}", f"/search?q={NASTY}", "/query"):
            page = httpx.get(url + path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text or page.headers["content-type"].startswith("application/json")
            assert "49" not in page.text.partition("{{7*7}}")[0][-4:]
            assert "script-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://[x", "data:text/html,x", "//x", "", None])
def test_no_link_leads_to_what_is_no_page(url: str | None) -> None:
    assert safe_url(url) == ""


def test_the_service_describes_itself(address: str) -> None:
    answer = get(address, "/sparql", "text/turtle")
    assert any(
        "sparql-service-description#Service" in str(t.object)
        for t in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
    )
