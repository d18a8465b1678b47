"""The same bytes in every file under any hash seed, locale, order of sources and number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

VARIANTS = [
    pytest.param({"PYTHONHASHSEED": "0"}, False, 1, id="hash-seed-0"),
    pytest.param({"PYTHONHASHSEED": "4711", "LC_ALL": "C", "PYTHONUTF8": "0"}, False, 1, id="hash-seed-4711-in-C"),
    pytest.param({"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.UTF-8"}, True, 1, id="sources-reversed"),
    pytest.param({"PYTHONHASHSEED": "2"}, False, 2, id="two-processes"),
]


def _build(root: Path, out: Path, environment: dict[str, str], reverse: bool, jobs: int) -> dict[str, bytes]:
    seeds = sorted((root / "seeds").glob("*.txt"), reverse=reverse)
    words = [sys.executable, "-m", "kg", "build", *map(str, seeds), "-o", str(out), "--jobs", str(jobs)]
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, **environment})
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}


@pytest.mark.parametrize(("environment", "reverse", "jobs"), VARIANTS)
def test_builds_are_equal_to_the_byte(
    root: Path, tmp_path: Path, environment: dict[str, str], reverse: bool, jobs: int
) -> None:
    expected = {p.name: p.read_bytes() for p in (root / "output").iterdir() if p.is_file() and p.name != "README.md"}
    assert _build(root, tmp_path / "out", environment, reverse, jobs) == expected
