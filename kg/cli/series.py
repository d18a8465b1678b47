"""`kg timeline` and `kg table`: figures over time and over areas, each with its source."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.columns import aligned, as_csv, bars
from kg.cli.messages import say
from kg.cli.show import SIGNS, figure_object, opened
from kg.cli.terminal import fail, notice, result
from kg.model import Node

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]
Unit = Annotated[str, typer.Option(help="Show values in this unit: 万元. 换算成这个单位。")]
Csv = Annotated[bool, typer.Option("--csv", help="The same as --format csv. 等同 --format csv。")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json. 等同 --format json。")]
File = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="FILE", help="Write to a file (CSV with BOM, for Excel). 写入文件。"),
]
FEW = 4  # series that are shown in full even where they are a single value
State = Annotated[str, typer.Option(help="actual or target. 实际数或目标数。")]


def timeline(
    out: Out,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, alias, code or IRI. 名称、别名、代码或 IRI。")],
    indicator: Annotated[str, typer.Argument(metavar="[INDICATOR]", help="In any wording. 指标，任一说法均可。")] = "",
    measure: Annotated[str, typer.Option(help="level, yoy_growth, share, … 口径。")] = "",
    unit: Unit = "",
    form: Annotated[str, typer.Option("--format", help="text, csv or json. 输出格式。")] = "text",
    csv: Csv = False,
    as_json: Json = False,
    chart: Annotated[
        bool | None,
        typer.Option("--chart/--no-chart", help="Bars beside the values; on a terminal by default. 是否画条形。"),
    ] = None,
    file: File = None,
) -> None:
    """What was said of an entity's figures over time, each value with its source; agreements counted, conflicts marked.
    某个实体各项数字的时间序列，逐值注明来源，标出印证与冲突。

    [dim]Examples:  kg timeline output 临平区 GDP    kg timeline output 330113 --csv[/dim]
    """
    form = _form("csv" if csv else "json" if as_json else form, ("text", "csv", "json"))
    graph = opened(out)
    node = _one(graph, name)
    found = graph.timeline(node, indicator, measure, unit)
    for former in graph.predecessors(node):
        notice(say("former", name=node.label, former=former.label, code=former.code))
    if not found:
        fail(say("no-figures", name=node.label, indicator=indicator), 1)
    if form == "json":
        _put(None, [_series_object(graph, one) for one in found], file)
    elif form == "csv":
        _put(api.long_rows(graph.knowledge, found), None, file)
    else:
        drawn = sys.stdout.isatty() if chart is None else chart
        _write("\n".join(_timeline_lines(found, node, drawn)) + "\n", file, "")


def _one(graph: api.Graph, name: str) -> Node:
    found = graph.find(name)
    if not found:
        fail(say("no-entity", name=name), 1)
    measured = {f.subject for f in graph.knowledge.figures}
    best = next((n for n in found if n.iri in measured), found[0])
    if len(found) > 1:
        notice(say("several-shown", count=len(found), name=name, iri=best.iri))
    return best


def _code(graph: api.Graph, name: str) -> str:
    """The code of the area called so; ends the command where there is none."""
    codes = (n.code for n in graph.find(name) if n.code)
    return next(codes, "") or fail(say("no-area", name=name), 1)


def _form(form: str, known: Sequence[str]) -> str:
    if form not in known:
        fail(say("unknown-format", name=form, known=", ".join(known)))
    return form


def _timeline_lines(found: Sequence[api.Series], node: Node, drawn: bool) -> list[str]:
    """The series one after the other; of many, those that are a single value in a table at the end."""
    single = [one for one in found if len(one.sayings) == 1] if len(found) > FEW else []
    lines = [line for one in found if one not in single for line in (*_series_lines(one, node, drawn), "")]
    rows = [_single_row(one) for one in single]
    return [*lines, *([say("singles"), *("  " + line for line in aligned(rows, right=(3,)))] if rows else [])]


def _single_row(one: api.Series) -> list[str]:
    (only,) = one.sayings
    period, value, *others = _saying_row(only)
    state = "" if one.state == "actual" else f" [{one.state}]"
    return [one.indicator, one.measure + state, period, value, one.unit, *others]


def _series_lines(one: api.Series, node: Node, drawn: bool) -> list[str]:
    """A headline, then a line a value; a line of its own where the area became another territory."""
    state = "" if one.state == "actual" else f"[{one.state}]"
    head = "  ".join(w for w in (node.label, node.code, one.indicator, one.measure, one.unit, state) if w)
    drawings = bars([s.value for s in one.sayings]) if drawn else [""] * len(one.sayings)
    rows = [_saying_row(s, bar) for s, bar in zip(one.sayings, drawings, strict=True)]
    lines = aligned(rows, right=(1,))
    before = ""
    told = [head]
    for s, line in zip(one.sayings, lines, strict=True):
        if s.territory != before and s.territory:
            told.append(f"  -- {say('territory')} {s.territory}")
        before = s.territory
        told.append("  " + line)
    return told


def _saying_row(s: api.Saying, *bar: str) -> list[str]:
    """Period, value, perhaps a bar; =2 where two other documents agree; the documents; != with what others say."""
    value = SIGNS[s.figure.bound] + api.number(s.value)
    documents = ", ".join(dict.fromkeys(f.mark.document for f in s.figures))
    agreed, old = f"={s.agreed}" if s.agreed else "", say("superseded") if s.superseded else ""
    mark = " ".join(w for w in (old, agreed) if w)
    against = f"!= {api.disagreements(s)}" if s.against else ""
    return [s.period or say("unstated"), value, *bar, mark, documents, against]


def _series_object(graph: api.Graph, one: api.Series) -> dict[str, object]:
    return {
        "subject": one.subject,
        "subject_label": graph.label(one.subject),
        "subject_code": graph.node(one.subject).code,
        "indicator": one.indicator,
        "measure": one.measure,
        "state": one.state,
        "unit": one.unit,
        "values": [_saying_object(graph, s) for s in one.sayings],
    }


def _saying_object(graph: api.Graph, s: api.Saying) -> dict[str, object]:
    return {
        "period": s.period or None,
        "value": api.number(s.value),
        "bound": s.figure.bound,
        "territory": s.territory or None,
        "agreed": s.agreed,
        "superseded": s.superseded,
        "against": [{"kind": kind, **figure_object(graph, f)} for kind, f in s.against],
        "figures": [figure_object(graph, f) for f in s.figures],
    }


def table(
    out: Out,
    indicator: Annotated[list[str], typer.Option(help="In any wording; may be repeated. 指标，可重复。")],
    by: Annotated[
        str,
        typer.Option(help="Dimensions, the last one across: area, subject, year, period, indicator, measure. 行与列。"),
    ] = "area,year",
    measure: Annotated[
        list[str] | None, typer.Option(help="level, yoy_growth, …; may be repeated. 口径，可重复。")
    ] = None,
    state: State = "actual",
    unit: Unit = "",
    within: Annotated[str, typer.Option("--in", help="Only areas inside this one: name or code. 只看此地之内。")] = "",
    form: Annotated[str, typer.Option("--format", help="text, csv (wide), long or json. 输出格式。")] = "text",
    csv: Csv = False,
    as_json: Json = False,
    file: File = None,
) -> None:
    """An indicator over many areas as a wide sheet, each cell with its source, conflicts marked.
    多地同一指标的宽表，逐格注明来源，标出冲突。

    In CSV the numbers come first and behind them a source and a note for each column; `--format long` has a row a figure.

    [dim]Examples:  kg table output --indicator 地区生产总值    kg table output --indicator GDP --by area,period --unit 万元 --csv[/dim]
    """
    form = _form("csv" if csv else "json" if as_json else form, ("text", "csv", "long", "json"))
    graph = opened(out)
    code = _code(graph, within) if within else ""
    dimensions = tuple(part.strip() for part in by.split(","))
    query = api.PanelQuery(tuple(indicator), dimensions, tuple(measure or ("level",)), state, unit, code)
    try:
        found = graph.table(query)
    except api.BadDimension as error:
        fail(say("bad-dimension", name=error, known=", ".join(api.DIMENSIONS)))
    for why, count in found.left_out.items():
        notice(say(f"left-out-{why}", count=count))
    if not found.lines:
        fail(say("no-figures", name=within, indicator=", ".join(indicator)), 1)
    if form == "json":
        _put(None, _panel_object(graph, found), file)
    elif form == "text":
        _write("\n".join(_panel_lines(found)) + "\n", file, "")
    else:
        _put(api.wide_rows(found) if form == "csv" else api.panel_rows(graph.knowledge, found), None, file)


def _panel_lines(found: api.Panel) -> list[str]:
    """Keys that are the same in every row go to a headline; numbers in brackets lead to the sources below."""
    same = {
        i
        for i, name in enumerate(found.headings)
        if name not in ("code", "name") and len({x.key[i] for x in found.lines}) == 1
    }
    head = "  ".join(found.lines[0].key[i] for i in sorted(same) if found.lines[0].key[i])
    keys = [i for i in range(len(found.headings)) if i not in same]
    sources: dict[str, int] = {}
    rows = [[found.headings[i] for i in keys] + list(found.columns)]
    for line in found.lines:
        rows.append([*(line.key[i] for i in keys), *(_cell(cell, sources) for cell in line.cells)])
    notes = [f"[{number}] {words}" for words, number in sources.items()]
    right = range(len(keys), len(rows[0]))
    return [*([head, ""] if head else []), *aligned(rows, right), "", *notes]


def _cell(cell: tuple[api.Saying, ...], sources: dict[str, int]) -> str:
    if not cell:
        return ""
    first = cell[0]
    words = "; ".join(w for w in (api.cell_source(cell).replace("|", ", "), api.cell_note(cell)) if w)
    number = sources.setdefault(words, len(sources) + 1)
    disputed = any(kind != "revision" for kind, _ in first.against)
    sign = "!=" if disputed else "+" if len(cell) > 1 else ""
    return f"{SIGNS[first.figure.bound]}{api.number(first.value)}{sign} [{number}]"


def _panel_object(graph: api.Graph, found: api.Panel) -> dict[str, object]:
    rows = [
        {
            **dict(zip(found.headings, line.key, strict=True)),
            "cells": {
                c: [_saying_object(graph, s) for s in cell]
                for c, cell in zip(found.columns, line.cells, strict=True)
                if cell
            },
        }
        for line in found.lines
    ]
    return {"headings": list(found.headings), "columns": list(found.columns), "rows": rows}


def _put(rows: Iterable[Sequence[object]] | None, value: object, file: Path | None) -> None:
    """Rows as CSV, or a value as JSON."""
    if rows is not None:
        _write(as_csv(rows), file, "\ufeff")
    elif file is None:
        result(value)
    else:
        import json

        _write(json.dumps(value, ensure_ascii=False) + "\n", file, "")


def _write(text: str, file: Path | None, mark: str) -> None:
    """To the file, with `mark` before it, or to standard output, exactly as it is."""
    if file is None:
        sys.stdout.write(text)
        return
    try:
        file.write_bytes((mark + text).encode())
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")


__all__ = ["table", "timeline"]
