from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Knowledge
from kg.outputs.write import write
from tests.time.corpus import years

FORMATS = ("turtle", "csv", "documents", "rejected", "manifest")


@pytest.fixture(scope="session")
def over_years() -> Knowledge:
    return years()


@pytest.fixture(scope="session")
def built_years(over_years: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    write(over_years, folder, FORMATS)
    return folder
