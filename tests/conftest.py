"""What several test folders share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the project; tests that need it are skipped without it."""
    if not (SHARED / "eval" / "gold").is_dir():
        pytest.skip("no ../shared beside the project: the gold documents, suites and bulk text are not here")
    return SHARED
