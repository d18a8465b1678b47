"""What the command line, the server and notebooks call."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.model import Failure, Knowledge, Source
from kg.outputs.tables import write_tables
from kg.pipeline import merge, process
from kg.sources import sources
from kg.text import Unreadable


def build(paths: Sequence[str], out: Path | None = None) -> Knowledge:
    """Read every source, make the graph, write it to `out` if given."""
    readings, failures = [], []
    for source in sources(paths):
        if isinstance(source, Source):
            try:
                readings.append(process(source))
            except Unreadable as error:
                failures.append(Failure(source.name, str(error)))
        else:
            failures.append(source)
    knowledge = merge(readings)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        write_tables(knowledge, out)
    return knowledge
