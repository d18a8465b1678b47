"""Quality on the gold documents: `python benchmarks/quality.py [--pin [--lower]]` (needs ../shared beside the project)."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from kg import api

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).parents[2] / "shared"
ROWS = ("entities", "entities_untyped", "relations", "values", "observations", "names", "states", "codes", "evidence")
Figures = dict[str, dict[str, dict[str, float]]]


def documents(shared: Path, part: str = "*") -> list[Path]:
    """The gold files (JSON) of a part: seeds, dev or all."""
    return sorted((shared / "eval" / "gold").glob(f"{part}/*.json"))


def gold_hash(shared: Path) -> str:
    """SHA-256 over every gold file and its document, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted((shared / "eval" / "gold").rglob("*.*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def measure(shared: Path, folder: Path) -> Figures:
    """Figures for the seeds and for all gold documents, each built as a collection of its own."""
    figures: Figures = {}
    for part, pattern in (("seeds", "seeds"), ("all", "*")):
        gold = documents(shared, pattern)
        pages = [path.parent / json.loads(path.read_text("utf-8"))["document"] for path in gold]
        api.build(pages, folder / part)
        figures[part] = api.figures_of(api.evaluate(folder / part, gold).total)
    return figures


def pin(figures: Figures, lower: bool) -> dict[str, dict[str, float]]:
    """Floors a half point below what was measured; an old floor above it stays unless `lower`."""
    old = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.is_file() else {}
    return {
        part: {
            name: max(round(rows[name]["f1"] - 0.005, 3), 0 if lower else old.get(part, {}).get(name, 0))
            for name in ROWS
        }
        for part, rows in figures.items()
    }


def main() -> int:
    if not SHARED.is_dir():
        print("no ../shared beside the project: nothing to measure against")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(SHARED, Path(folder))
    for part, rows in figures.items():
        print(part)
        for name in ROWS:
            print(f"  {name:18}" + "".join(f"{rows[name][key]:8.3f}" for key in ("p", "r", "f1")))
    if "--pin" in sys.argv:
        floors = {"gold": gold_hash(SHARED), "floors": pin(figures, "--lower" in sys.argv)}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
