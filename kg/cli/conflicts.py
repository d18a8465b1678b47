"""kg conflicts: figures and relations of several sources side by side, and sums inside one document."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kg import api
from kg.cli.messages import say
from kg.cli.show import Json, Out, claim_object, claim_words, figure_object, figure_words, opened, quoted
from kg.cli.terminal import fail, notice, result
from kg.model import Claim, Contrast, Figure

Kind = Annotated[list[str] | None, typer.Option(help="Only this kind; may be repeated. 只看这一类，可重复。")]


def conflicts(
    out: Out,
    kind: Kind = None,
    name: Annotated[str, typer.Option(help="Only this entity. 只看这个实体。")] = "",
    indicator: Annotated[str, typer.Option(help="Only this indicator or predicate. 只看这个指标或谓词。")] = "",
    area: Annotated[str, typer.Option(help="Only what is or lies in this area. 只看这个地区及其所辖。")] = "",
    year: Annotated[str, typer.Option(help="Only periods of this year. 只看这一年。")] = "",
    document: Annotated[str, typer.Option(help="Only with this document on one side. 只看涉及这篇文档的。")] = "",
    only_conflicts: Annotated[bool, typer.Option("--only-conflicts", help="Without agreements. 不列一致的。")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print the rows of conflicts.csv. 以 CSV 输出。")] = False,
    as_json: Json = False,
) -> None:
    """Figures that disagree, and figures that agree, with both sentences.  相互矛盾或相互印证的数字与原句。

    Kinds: agreement, agreement-rounded, value, period-unstated, revision, relation, and sum: parts of one document
    against their total. Sums that do not hold are listed with the conflicts, the others with --kind sum.

    [dim]Examples:  kg conflicts output --only-conflicts    kg conflicts output --kind value --area 330100 --year 2021[/dim]
    """
    graph = opened(out)
    subjects, code = _subjects(graph, name), _code(graph, area)
    wanted = api.Wanted(_kinds(kind), subjects, indicator, code, year, document, only_conflicts)
    found, added = graph.chosen(wanted)
    if csv:
        print(api.conflict_rows(replace(graph.knowledge, contrasts=found)), end="")
    elif as_json:
        result([*(_contrast_object(graph, c) for c in found), *(_sum_object(graph, s) for s in added)])
    elif not found and not added:
        notice(say("no-contrast"))
    else:
        print("\n".join(line for c in found for line in _contrast_lines(graph, c)), end="\n" if found else "")
        print("\n".join(line for s in added for line in _sum_lines(graph, s)), end="\n" if added else "")


def _kinds(kind: list[str] | None) -> tuple[str, ...]:
    """The kinds that are asked for; ends the command where there is none such."""
    known = (*api.CONTRAST_KINDS, api.SUM)
    for name in kind or ():
        if name not in known:
            fail(say("unknown-kind", name=name, known=", ".join(known)))
    return tuple(kind or ())


def _subjects(graph: api.Graph, name: str) -> frozenset[str] | None:
    return frozenset(n.iri for n in graph.find(name)) if name else None


def _code(graph: api.Graph, area: str) -> str:
    """The code of the area that a person named by name or code."""
    if not area or area.isdecimal():
        return area
    codes = [n.code for n in graph.find(area) if n.code]
    return codes[0] if codes else fail(say("no-entity", name=area), 1)


def _contrast_object(graph: api.Graph, c: Contrast) -> dict[str, object]:
    newer = {"left": "a", "right": "b"}.get(c.supersedes)
    return {"kind": c.kind, "a": _side(graph, c.left), "b": _side(graph, c.right), "supersedes": newer}


def _side(graph: api.Graph, side: Figure | Claim) -> dict[str, object]:
    return figure_object(graph, side) if isinstance(side, Figure) else claim_object(graph, side)


def _sum_object(graph: api.Graph, s: api.Sum) -> dict[str, object]:
    numbers = {"expected": str(s.expected), "found": str(s.found), "unit": s.unit, "holds": s.holds}
    total = figure_object(graph, s.total) if s.total else None
    return {
        "kind": api.SUM,
        "name": s.name,
        **numbers,
        "total": total,
        "parts": [figure_object(graph, f) for f in s.parts],
    }


def _contrast_lines(graph: api.Graph, c: Contrast) -> list[str]:
    lines = [f"{c.kind}: {graph.label(c.left.subject)}"]
    for name, side in (("left", c.left), ("right", c.right)):
        words = figure_words(side) if isinstance(side, Figure) else claim_words(graph, side)
        mark = side.mark if isinstance(side, Figure) else side.marks[0]
        lines += [f"  {words}" + (f"  ({say('in-force')})" if name == c.supersedes else ""), quoted(graph, mark)]
    return lines


def _sum_lines(graph: api.Graph, s: api.Sum) -> list[str]:
    sign = "=" if s.holds else "≠"
    lines = [f"{api.SUM}: {graph.label(s.figures[0].subject)}  {s.name}  {s.expected:f} {sign} {s.found:f} {s.unit}"]
    lines += [f"  {figure_words(f)}" for f in s.figures]
    return [*lines, *dict.fromkeys(quoted(graph, f.mark) for f in s.figures)]
