from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Knowledge
from kg.outputs.write import write
from tests.graph.made import lake

FORMATS = ("turtle", "ntriples", "csv", "documents", "rejected", "manifest")


@pytest.fixture(scope="session")
def small() -> Knowledge:
    return lake()


@pytest.fixture
def built(small: Knowledge, tmp_path: Path) -> Path:
    """A build of two small pages on the disk, a fresh copy for each test."""
    write(small, tmp_path, FORMATS)
    return tmp_path
