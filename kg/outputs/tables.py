"""The CSV tables of the guideline: a header, UTF-8 with BOM."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.model import Knowledge, Mark


def write_tables(knowledge: Knowledge, folder: Path) -> None:
    nodes = {n.iri: n for n in knowledge.nodes}
    records = {r.name: r for r in knowledge.records}

    def where(mark: Mark) -> list[object]:
        r = records[mark.document]
        return [mark.document, r.text[mark.start : mark.end], mark.start, mark.end, mark.rule, r.title, r.date, r.url]

    _write(
        folder / "entities.csv",
        ["id", "type", "label", "aliases", "code", "documents"],
        [[n.iri, n.type, n.label, "|".join(n.aliases), n.code, "|".join(n.documents)] for n in knowledge.nodes],
    )
    place = ["document", "sentence", "start", "end", "rule", "source_title", "date", "url"]
    _write(
        folder / "relations.csv",
        ["subject", "subject_label", "subject_code", "predicate", "object", "object_label", "title", "state", *place],
        [
            [
                c.subject,
                nodes[c.subject].label,
                nodes[c.subject].code,
                c.predicate,
                c.object,
                nodes[c.object].label,
                c.title,
                c.state,
                *where(m),
            ]
            for c in knowledge.claims
            for m in c.marks
        ],
    )
    _write(
        folder / "observations.csv",
        [
            "subject",
            "subject_label",
            "subject_code",
            "indicator",
            "value",
            "unit",
            "bound",
            "measure",
            "period",
            "state",
            "indicator_id",
            *place,
        ],
        [
            [
                f.subject,
                nodes[f.subject].label,
                nodes[f.subject].code,
                f.indicator,
                f.printed or f.value,
                f.unit,
                f.bound,
                f.measure,
                f.period,
                f.state,
                f.indicator_id,
                *where(f.mark),
            ]
            for f in knowledge.figures
        ],
    )


def _write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode())
