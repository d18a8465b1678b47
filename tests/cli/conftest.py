"""The command line as a person runs it: another process, its streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = """临平区召开工业大会

2022-03-01　来源：本地日报

3月1日，杭州市临平区召开工业大会。2021年，临平区实现地区生产总值940.09亿元，增长10.6%。
"""


@pytest.fixture(scope="session")
def kg() -> Run:
    def run(*args: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "kg", *map(str, args)]
        env = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
        return subprocess.run(words, input=stdin, capture_output=True, encoding="utf-8", env=env, check=False)

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seeds_build(kg: Run, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds") / "out"
    done = kg("build", root / "seeds" / "*.txt", "-o", out)
    assert done.returncode == 0, done.stderr
    return out
