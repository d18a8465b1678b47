"""What a start of the command line does, by counts and names and not by the clock."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LOOK = """
import json, sys
from re import _compiler
compiled, plain = [], _compiler.compile
def noted(pattern, flags=0):
    compiled.append(pattern)
    return plain(pattern, flags)
_compiler.compile = noted
import kg.cli
print(json.dumps({"compiled": len(compiled), "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def start() -> dict:
    return json.loads(subprocess.run([sys.executable, "-c", LOOK], capture_output=True, check=True).stdout)


def test_patterns_are_compiled_when_they_are_searched_with(start: dict) -> None:
    """Some 60 of 900 are compiled at a start, most of them by other packages: new ones belong to `kg.rules.regex`."""
    assert start["compiled"] < 150


@pytest.mark.parametrize("library", ["rdflib", "networkx", "pyvis", "bs4", "jieba", "rich.progress", "distributed"])
def test_large_libraries_are_imported_when_they_are_needed(start: dict, library: str) -> None:
    assert library not in start["modules"]
