"""Arguments in, api called, results printed; the only place that prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """Knowledge graphs from Chinese regional news and government text."""


@app.command()
def build(sources: list[str], out: Annotated[Path, typer.Option("-o", "--out")]) -> None:
    """Read SOURCES and write the graph to OUT."""
    k = api.build(sources, out)
    print(
        f"{len(k.records)} documents, {len(k.nodes)} entities, {len(k.claims)} relations, {len(k.figures)} observations"
    )
