"""The store of a build: its default graph is graph.ttl, a named graph is what one document says; servers follow it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg import api
from kg.serve.app import application
from tests.changes.conftest import assert_equal, write
from tests.changes.pages import PAGES
from tests.serve.conftest import running
from tests.serve.test_endpoint import ask

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    api.build(write(tmp_path / "in", {name: PAGES[name][0] for name in ("report.txt", "daily.txt")}), tmp_path / "out")
    return tmp_path / "out"


def opened(out: Path) -> ox.Store:
    return ox.Store.read_only(str(out / "store"))


def count(out: Path) -> int:
    [row] = opened(out).query(COUNT)  # type: ignore[misc]
    return int(row["n"].value)


def test_the_default_graph_counts_as_graph_ttl_does(out: Path, tmp_path: Path) -> None:
    for step in (
        lambda: api.add(out, write(tmp_path / "in", {"firm.txt": PAGES["firm.txt"][0]})),
        lambda: api.add(out, write(tmp_path / "in", {"report.txt": PAGES["report.txt"][1]})),
        lambda: api.remove(out, ["daily.txt"]),
    ):
        step()
        assert count(out) == sum(1 for _ in ox.parse(path=str(out / "graph.ttl")))


def test_a_documents_graph_holds_what_it_says_and_no_codes(out: Path) -> None:
    store = opened(out)
    default = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    graphs = list(store.named_graphs())
    assert len(graphs) == 2
    for graph in graphs:
        said = {q.triple for q in store.quads_for_pattern(None, None, None, graph)}
        subjects = {str(t.subject) for t in said}
        assert said < default
        assert not [s for s in subjects if "/measure/" in s or "/unit/" in s or "/contrast/" in s]
        assert {s for s in subjects if "/doc/" in s} == {s for s in subjects if graph.value.rpartition("/")[2] in s}


def test_what_two_documents_say_goes_with_the_second(out: Path, tmp_path: Path) -> None:
    """A triple leaves the graph when no document holds it any more."""
    new_town, district = "entity/330113-临平新城", "area/330113"
    says = f"<https://w3id.org/regionkg/{new_town}> kg:partOf <https://w3id.org/regionkg/{district}>"
    pages = {"one.txt": "临平新城位于杭州市临平区。\n", "two.txt": "塘栖镇隶属于临平区。临平新城位于杭州市临平区。\n"}
    api.add(out, write(tmp_path / "in", pages))
    for gone, holders in (("none", 2), ("one.txt", 1), ("two.txt", 0)):
        if gone != "none":
            api.remove(out, [gone])
        store = opened(out)
        prefixes = {"kg": "https://w3id.org/regionkg/ns#"}
        assert bool(store.query(f"ASK {{ {says} }}", prefixes=prefixes)) == bool(holders)
        found = store.query(f"SELECT ?g {{ GRAPH ?g {{ {says} }} }}", prefixes=prefixes)
        assert len(list(found)) == holders  # type: ignore[arg-type]


def test_a_server_answers_from_what_was_added_and_removed(out: Path, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?o a kg:Observation }"
    with running(application(out)) as url:

        def told() -> int:
            return int(ask(url, query, "text/csv").text.split()[1])

        before = told()
        added = api.add(out, write(tmp_path / "in", {"tonglu.txt": PAGES["tonglu.txt"][0]})).knowledge
        assert told() == len(added.figures) > before
        assert "420.3" in httpx.get(f"{url}/area/330122").text
        api.remove(out, ["tonglu.txt"])
        assert told() == before


def test_a_damaged_store_is_made_anew(out: Path, tmp_path: Path) -> None:
    for path in (out / "store").glob("*.sst"):
        path.write_bytes(b"nonsense")
    paths = sorted((tmp_path / "in").iterdir())
    api.build(paths, out)
    api.build(paths, tmp_path / "clean")
    assert_equal(out, tmp_path / "clean")


def test_a_store_that_other_code_filled_is_made_anew(out: Path, tmp_path: Path) -> None:
    """Documents' graphs cannot be told from graph.ttl: what fills them counts, too."""
    filled = ox.Store(str(out / "store"))
    [*graphs] = filled.named_graphs()
    filled.clear_graph(graphs[0])
    filled.flush()
    del filled
    (out / "store" / "kept" / "form").write_text("0" * 16, encoding="utf-8")
    api.add(out, write(tmp_path / "in", {"rival.txt": PAGES["rival.txt"][0]}))
    api.build(sorted((tmp_path / "in").iterdir()), tmp_path / "clean")
    assert_equal(out, tmp_path / "clean")
