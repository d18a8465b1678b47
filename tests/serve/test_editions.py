"""The server and the command line answer alike, and a new build is answered from without a restart."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import httpx
import pytest

from kg import api
from kg.serve.app import application
from tests.serve.conftest import running
from tests.serve.test_endpoint import ask

NAMES = [q.name for q in api.named_queries()]


@pytest.mark.parametrize("name", NAMES)
def test_the_endpoint_answers_as_the_command_does(built: Path, tmp_path: Path, name: str) -> None:
    query = next(q for q in api.named_queries() if q.name == name)
    with running(application(built)) as url:
        told = list(csv.reader(io.StringIO(ask(url, query.text, "text/csv").text)))
    answer = api.query(built, name)
    assert told[0] == list(answer.columns)
    assert sorted(told[1:]) == sorted(list(map(api.plain, row)) for row in answer.rows)


def test_after_a_new_build_the_server_answers_from_it(tmp_path: Path) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "out"
    page.write_text("2021年，杭州市临平区实现地区生产总值940.09亿元。\n", encoding="utf-8")
    api.build([page], out)
    count = "SELECT (COUNT(*) AS ?n) { ?o a kg:Observation }"
    with running(application(out)) as url:
        assert ask(url, count, "text/csv").text.split() == ["n", "1"]
        page.write_text("2021年，杭州市临平区实现地区生产总值940.09亿元，增长10.6%。\n", encoding="utf-8")
        api.build([page], out)
        assert ask(url, count, "text/csv").text.split() == ["n", "2"]
        assert "10.6%" in httpx.get(f"{url}/area/330113").text
