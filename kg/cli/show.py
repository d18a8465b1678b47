"""Commands that tell what a graph knows, each line with its sentence: show, conflicts, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.messages import say
from kg.cli.terminal import fail, notice, result
from kg.cli.times import as_of, time_lines, time_objects
from kg.model import Claim, Contrast, Figure, Mark, Node

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]
SIGNS = {"eq": "", "gt": ">", "lt": "<", "approx": "≈"}


def opened(out: Path) -> api.Graph:
    """The graph in `out`; ends the command with a clear message where there is none."""
    try:
        return api.load(out)
    except api.NoBuild as error:
        fail(say("no-build", out=out, missing=error.missing))


def show(
    out: Out,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, alias, code or IRI. 名称、别名、代码或 IRI。")],
    at: Annotated[str, typer.Option(metavar="DATE", help="As of a year, month or day. 某年、月或日的情况。")] = "",
    as_json: Json = False,
) -> None:
    """What the graph knows of an entity, each line with its sentence.  某个实体的全部陈述与原句。

    [dim]Examples:  kg show output 临平区    kg show output 330113 --json    kg show output 临平区 --at 2021[/dim]
    """
    graph = opened(out)
    graph, found = as_of(graph, name, at) if at else (graph, graph.find(name))
    if not found:
        fail(say("no-entity", name=name), 1)
    if as_json:
        result([as_object(graph, node) for node in found])
        return
    if len(found) > 1:
        notice(say("several", count=len(found), name=name))
    print("\n".join(as_lines(graph, found[0], at)))


def as_lines(graph: api.Graph, node: Node, at: str = "") -> list[str]:
    claims, figures = graph.about(node)
    lines = [f"{node.label}  {node.type}  {node.code}".rstrip(), node.iri]
    lines += [f"{say('aliases')}: {'、'.join(node.aliases)}"] if node.aliases else []
    lines += time_lines(graph, node, at)
    if claims:
        lines += ["", f"{say('relations')} ({len(claims)})"]
    for c in claims:
        lines += [f"  {claim_words(graph, c)}", *(f"      “{graph.sentence(m)}” — {m.document}" for m in c.marks)]
    if figures:
        lines += ["", f"{say('figures')} ({len(figures)})"]
    for f in figures:
        lines += [f"  {figure_words(f)}", f"      “{graph.sentence(f.mark)}” — {f.mark.document}"]
    return lines


def claim_words(graph: api.Graph, c: Claim) -> str:
    extra = " ".join(
        w for w in (c.title, "" if c.state == "actual" else f"[{c.state}]", c.begin and f"{c.begin}–{c.end}") if w
    )
    return f"{graph.label(c.subject)} {c.predicate} {graph.label(c.object)}  {extra}".rstrip()


def figure_words(f: Figure) -> str:
    state = "" if f.state == "actual" else f" [{f.state}]"
    return f"{f.period or '—'}  {f.indicator}  {f.measure}  {SIGNS[f.bound]}{f.printed}{f.unit}{state}"


def as_object(graph: api.Graph, node: Node) -> dict[str, object]:
    claims, figures = graph.about(node)
    return {
        "id": node.iri,
        "type": node.type,
        "label": node.label,
        "aliases": list(node.aliases),
        "code": node.code,
        "documents": list(node.documents),
        "territories": time_objects(graph, node),
        "relations": [claim_object(graph, c) for c in claims],
        "observations": [figure_object(graph, f) for f in figures],
    }


def claim_object(graph: api.Graph, c: Claim) -> dict[str, object]:
    return {
        "subject": c.subject,
        "subject_label": graph.label(c.subject),
        "predicate": c.predicate,
        "object": c.object,
        "object_label": graph.label(c.object),
        "title": c.title,
        "state": c.state,
        "evidence": [mark_object(graph, m) for m in c.marks],
    }


def figure_object(graph: api.Graph, f: Figure) -> dict[str, object]:
    return {
        "subject": f.subject,
        "subject_label": graph.label(f.subject),
        "indicator": f.indicator,
        "measure": f.measure,
        "period": f.period or None,
        "bound": f.bound,
        "value": f.printed,
        "unit": f.unit,
        "state": f.state,
        "evidence": mark_object(graph, f.mark),
    }


def mark_object(graph: api.Graph, m: Mark) -> dict[str, object]:
    return {"document": m.document, "start": m.start, "end": m.end, "sentence": graph.sentence(m), "rule": m.rule}


def conflicts(
    out: Out,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only this kind; may be repeated. 只看这一类，可重复。")
    ] = None,
    name: Annotated[str, typer.Option(help="Only this entity. 只看这个实体。")] = "",
    as_json: Json = False,
) -> None:
    """Figures that disagree, and figures that agree, with both sentences.  相互矛盾或相互印证的数字与原句。

    Kinds: agreement, agreement-rounded, value, period-unstated, revision, relation.

    [dim]Examples:  kg conflicts output    kg conflicts output --kind value --name 临平区 --json[/dim]
    """
    graph = opened(out)
    wanted = {n.iri for n in graph.find(name)} if name else set()
    found = [c for c in graph.contrasts(kind or ()) if not name or c.left.subject in wanted]
    if as_json:
        result([{"kind": c.kind, "a": side_object(graph, c.left), "b": side_object(graph, c.right)} for c in found])
        return
    if not found:
        notice(say("no-contrast"))
    for c in found:
        print("\n".join(contrast_lines(graph, c)))


def side_object(graph: api.Graph, side: Figure | Claim) -> dict[str, object]:
    return figure_object(graph, side) if isinstance(side, Figure) else claim_object(graph, side)


def contrast_lines(graph: api.Graph, c: Contrast) -> list[str]:
    lines = [f"{c.kind}: {graph.label(c.left.subject)}"]
    for side in (c.left, c.right):
        words = figure_words(side) if isinstance(side, Figure) else claim_words(graph, side)
        mark = side.mark if isinstance(side, Figure) else side.marks[0]
        lines += [f"  {words}", f"      “{graph.sentence(mark)}” — {mark.document}"]
    return lines


def stats(
    out: Out,
    most: Annotated[int, typer.Option(min=1, help="How many entities. 显示多少个实体。")] = 20,
    as_json: Json = False,
) -> None:
    """The most central entities and the communities that they form.  最中心的实体与社群。

    [dim]Example:  kg stats output --most 10[/dim]
    """
    found = opened(out).stats()
    shown = found.standings[:most]
    if as_json:
        rows = [
            {"id": s.node.iri, "label": s.node.label, "degree": s.degree, "rank": s.rank, "community": s.community}
            for s in shown
        ]
        result({"entities": rows, "communities": [len(members) for members in found.communities]})
        return
    for s in shown:
        print(f"{s.rank:.4f}  {s.degree:5}  {s.community:4}  {s.node.label}  {s.node.type}")
