"""What `pip install .` installs is whole: ontology, rules, data and templates travel inside the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_wheel_works_without_the_checkout(root: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(root)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    page = tmp_path / "page.txt"
    page.write_text("2021年，杭州市临平区实现地区生产总值940.09亿元，增长10.6%。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    for words in (["build", "page.txt", "-o", "out"], ["query", "out", "gdp"], ["check", "out"]):
        done = subprocess.run(
            [sys.executable, "-m", "kg", *words], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
    located = [sys.executable, "-c", "import kg; print(kg.__file__)"]
    found = subprocess.run(located, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) in found
