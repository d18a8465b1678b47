"""An MCP client from the official SDK drives every tool of `kg mcp` over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the extra kg[mcp] is not installed")


def call(built: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The answers to tool calls, in one session with the real process; an error comes as its text."""

    async def session() -> list[Any]:
        parameters = mcp.StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp", str(built)])
        async with mcp.Client(parameters) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            assert names == {"search", "entity", "statements", "series", "conflicts", "sparql"}
            return [_content(await client.call_tool(name, arguments)) for name, arguments in calls]

    with ThreadPoolExecutor(1) as pool:  # a browser's tests may hold this thread's event loop
        return pool.submit(lambda: asyncio.run(session())).result()


def _content(answer: Any) -> Any:
    text = answer.content[0].text
    try:
        return json.loads(text)
    except ValueError:
        return text


def test_every_tool_answers_with_sentences(built: Path) -> None:
    hits, entity, statements, series, conflicts, rows = call(
        built,
        ("search", {"words": "linping"}),
        ("entity", {"name": "临平区"}),
        ("statements", {"name": "临平区", "predicate": "partOf"}),
        ("series", {"name": "330113", "indicator": "生产总值"}),
        ("conflicts", {"kind": "agreement"}),
        ("sparql", {"query": 'SELECT ?x WHERE { ?x kg:code "330113" }'}),
    )
    assert "临平区" in [h["label"] for h in hits["items"]]
    assert entity["code"] == "330113"
    assert statements["items"]
    assert all(s["sentence"] and s["document"] for s in statements["items"])
    assert {f["value"] for f in series["items"]} >= {"940.09", "10.6"}
    assert all(f["value"] in f["sentence"] for f in series["items"])
    assert conflicts["items"][0]["a"]["document"] != conflicts["items"][0]["b"]["document"]
    assert "area/330113" in rows


def test_answers_are_bounded_and_cursors_reach_the_rest(built: Path) -> None:
    (first,) = call(built, ("statements", {"name": "临平区"}))
    assert len(first["items"]) == 20
    (second,) = call(built, ("statements", {"name": "临平区", "cursor": first["cursor"]}))
    assert first["items"][-1] != second["items"][0]


def test_what_is_wrong_is_said(built: Path) -> None:
    unknown, service = call(
        built,
        ("entity", {"name": "没有这个地方"}),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}),
    )
    assert "没有这个地方" in unknown
    assert "SERVICE" in service
