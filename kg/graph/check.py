"""Is a build what it claims to be? Shapes, terms, addresses, offsets, quoted figures; tables and graph against each other."""

from __future__ import annotations

import json
from pathlib import Path

from kg.graph.check_graph import graph_faults
from kg.graph.check_tables import table_faults
from kg.graph.faults import Fault, Graph, read_rows
from kg.graph.query import open_store

TABLES = ("entities.csv", "relations.csv", "observations.csv", "conflicts.csv")
NEEDED = ("graph.ttl", *TABLES, "documents.jsonl")


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the build in `folder`, file by file; empty if there is none."""
    missing = tuple(Fault(name, "", "is missing") for name in NEEDED if not (folder / name).is_file())
    if missing:
        return missing
    try:
        store = open_store(folder)
    except (SyntaxError, ValueError) as fault:
        return (Fault("graph.ttl", "", f"does not parse: {fault}"),)
    try:
        texts = _texts(folder / "documents.jsonl")
        tables = {name: read_rows(folder / name) for name in TABLES}
    except (ValueError, KeyError, TypeError) as fault:
        return (Fault("documents.jsonl or a table", "", f"cannot be read: {fault!r}"),)
    graph = Graph.of(store)
    return (*graph_faults(store, graph, texts), *table_faults(tables, texts, graph, _base(folder)))


def _texts(path: Path) -> dict[str, str]:
    """The text of every source by its name."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)
    return {str(row["document"]): str(row["text"]) for row in rows}


def _base(folder: Path) -> str:
    path = folder / "manifest.json"
    found = json.loads(path.read_text("utf-8")).get("base") if path.is_file() else None
    return str(found or "https://w3id.org/regionkg/")


__all__ = ["Fault", "check"]
