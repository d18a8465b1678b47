"""Every file of a build."""

from __future__ import annotations

from pathlib import Path

from kg.model import Knowledge
from kg.outputs.tables import write_tables


def write_all(knowledge: Knowledge, folder: Path) -> None:
    """Write every file of a build to `folder`, each replaced as a whole."""
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(knowledge, folder)
