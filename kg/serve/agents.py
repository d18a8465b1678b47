"""The Model Context Protocol server (`kg mcp`): bounded answers for agents, each statement with its sentence and source.

Lists come in pages: an answer holds at most `PAGE` items and a `cursor` to ask on with, empty at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from kg.graph.vocabulary import prefixes
from kg.model import Claim, Contrast, Figure, Mark, Node
from kg.serve.catalog import Catalog, Catalogs
from kg.serve.engine import BadQuery, Busy, Engine, NotAcceptable, Query, Refused, TooSlow

PAGE = 20
LONGEST = 400  # characters of a quoted sentence
T = TypeVar("T")
Row = dict[str, Any]


def server(folder: Path, seconds: float = 10.0, rows: int = 200) -> MCPServer:
    """The tools over the build in `folder`. `seconds` and `rows` bound a SPARQL query."""
    tools = Tools(Catalogs(folder))
    found = MCPServer("kg", instructions="A knowledge graph of Chinese regions. Every statement carries its sentence.")
    for tool in (tools.search, tools.entity, tools.statements, tools.series, tools.conflicts):
        found.tool()(tool)
    engine = Engine(folder / "store", prefixes(), workers=1, seconds=seconds)

    @found.tool()
    async def sparql(query: str) -> str:
        """Answer a SPARQL 1.1 SELECT or ASK query as CSV; prefixes are predeclared. Long results are cut and say so."""
        try:
            answer = await engine.ask(Query(query, ("text/csv", "application/n-triples"), rows))
        except (Refused, BadQuery, NotAcceptable, TooSlow, Busy) as error:
            raise ToolError(str(error)) from error
        return answer.body.decode() + (f"# cut at {rows} rows\n" if answer.cut else "")

    return found


class Tools:
    """The tools by name; their docstrings are what an agent reads."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    @property
    def _catalog(self) -> Catalog:
        return self._catalogs.current()

    def _node(self, name: str) -> Node:
        found = self._catalog.graph.find(name)
        if not found:
            raise ToolError(f"no entity is called {name}; use search")
        return found[0]

    def search(self, words: str, cursor: str = "") -> Row:
        """Entities by Chinese name, alias, pinyin, initials or administrative code, best first."""
        hits = self._catalog.search(words, 10_000)
        return page(
            hits, cursor, lambda h: {"id": h.node.iri, "label": h.node.label, "type": h.node.type, "code": h.node.code}
        )

    def entity(self, name: str) -> Row:
        """One entity: its names, type, code, documents and how much is known of it."""
        node, c = self._node(name), self._catalog
        return {
            "id": node.iri,
            "type": node.type,
            "label": node.label,
            "aliases": list(node.aliases[:PAGE]),
            "code": node.code,
            "documents": list(node.documents[:PAGE]),
            "relations": len(c.claims(node)),
            "figures": len(c.figures(node)),
            "conflicts": len(c.contrasts(node)),
        }

    def statements(self, name: str, predicate: str = "", cursor: str = "") -> Row:
        """Relations of an entity, each with a sentence and its source; `predicate` restricts to one."""
        claims = [c for c in self._catalog.claims(self._node(name)) if predicate in ("", c.predicate)]
        return page(claims, cursor, self._claim)

    def series(self, name: str, indicator: str = "", cursor: str = "") -> Row:
        """Figures of an entity by indicator and period, each with its sentence; `indicator` restricts to wordings that hold it."""
        figures = [f for f in self._catalog.figures(self._node(name)) if indicator in f.indicator]
        return page(figures, cursor, self._figure)

    def conflicts(self, name: str = "", kind: str = "", cursor: str = "") -> Row:
        """Figures that disagree or agree between sources, both sides with their sentences.

        Kinds: agreement, agreement-rounded, value, period-unstated, revision, relation.
        """
        c = self._catalog
        found: Sequence[Contrast] = c.contrasts(self._node(name)) if name else c.graph.contrasts()
        return page([x for x in found if kind in ("", x.kind)], cursor, self._contrast)

    def _claim(self, c: Claim) -> Row:
        label = self._catalog.graph.label
        said = {"subject": label(c.subject), "predicate": c.predicate, "object": label(c.object), "state": c.state}
        return {**said, "title": c.title, "sentences": len(c.marks), **self._proof(c.marks[0])}

    def _figure(self, f: Figure) -> Row:
        measured = {"subject": self._catalog.graph.label(f.subject), "indicator": f.indicator, "measure": f.measure}
        value = {"period": f.period or None, "bound": f.bound, "value": f.printed, "unit": f.unit, "state": f.state}
        return {**measured, **value, **self._proof(f.mark)}

    def _contrast(self, c: Contrast) -> Row:
        sides = [self._figure(s) if isinstance(s, Figure) else self._claim(s) for s in (c.left, c.right)]
        return {"kind": c.kind, "a": sides[0], "b": sides[1]}

    def _proof(self, mark: Mark) -> Row:
        record = self._catalog.graph.record(mark.document)
        sentence = self._catalog.graph.sentence(mark)[:LONGEST]
        return {
            "sentence": sentence,
            "source": record.title or record.name,
            "document": record.name,
            "date": record.date,
        }


def page(items: Sequence[T], cursor: str, row: Callable[[T], Row]) -> Row:
    """One page of `items` from `cursor` (a number as text). Raises ToolError for a cursor that is none."""
    if cursor and not (cursor.isdecimal() and len(cursor) < 10):
        raise ToolError(f"{cursor!r} is no cursor; leave it empty to begin")
    start = int(cursor or 0)
    end = start + PAGE
    shown = [row(item) for item in items[start:end]]
    return {"total": len(items), "items": shown, "cursor": str(end) if end < len(items) else ""}
