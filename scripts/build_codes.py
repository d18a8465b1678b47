"""Writes the indicators of `ontology/codes.ttl` from `kg/rules/figures/indicators.tsv`: python scripts/build_codes.py

Everything above the marker line is written by hand and stays; everything below it is replaced. A test holds the two equal.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.rules import table

CODES = Path(__file__).resolve().parents[1] / "ontology" / "codes.ttl"
MARKER = "# ---- Indicators: written by scripts/build_codes.py from kg/rules/figures/indicators.tsv ----\n"
SCHEME = 'code:indicators a skos:ConceptScheme ; skos:prefLabel "统计指标"@zh , "Indicators"@en .\n'


def indicators() -> str:
    """Turtle of every row, by id. `label_en` is used where the table has such a column."""
    return SCHEME + "".join(map(_concept, sorted(table("figures/indicators.tsv"), key=lambda row: row["id"])))


def _concept(row: dict[str, str]) -> str:
    labels = [_text(row["label"], "zh")] + [_text(en, "en") for en in [row.get("label_en", "")] if en]
    synonyms = [_text(s, "zh") for s in row["synonyms"].split("|") if s]
    alternatives = f" ;\n    skos:altLabel {' , '.join(synonyms)}" if synonyms else ""
    head = f"ind:{row['id']} a kg:Indicator ; skos:inScheme code:indicators ; skos:prefLabel {' , '.join(labels)}"
    return f"{head}{alternatives} .\n"


def _text(value: str, language: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def rewritten(codes: str) -> str:
    """`codes` with the indicators of the table. Raises ValueError where the marker is missing."""
    head, marker, _ = codes.partition(MARKER)
    if not marker:
        raise ValueError("codes.ttl has no line that marks the indicators")
    return f"{head}{marker}\n{indicators()}"


def main() -> int:
    CODES.write_text(rewritten(CODES.read_text("utf-8")), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
