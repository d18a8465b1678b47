"""Commands that tell what a graph knows, each line with its sentence: show, stats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.messages import say
from kg.cli.terminal import fail, notice, result
from kg.cli.times import as_of, time_lines, time_objects
from kg.cli.why import correction_lines, correction_object, corrections_of, why_lines, why_object
from kg.model import Claim, Figure, Mark, Node

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
    why: Annotated[bool, typer.Option("--why", help="Why its mentions are one thing. 为何合为一个实体。")] = False,
    as_json: Json = False,
) -> None:
    """What the graph knows of an entity, each line with its sentence.  某个实体的全部陈述与原句。

    [dim]Examples:  kg show output 临平区    kg show output 临平区 --at 2021    kg show output 区委 --why[/dim]
    """
    graph = opened(out)
    graph, found = as_of(graph, name, at) if at else (graph, graph.find(name))
    if not found:
        fail(say("no-entity", name=name), 1)
    if as_json:
        result([as_object(graph, node) | ({"why": why_object(graph, node)} if why else {}) for node in found])
        return
    if len(found) > 1:
        notice(say("several", count=len(found), name=name))
    print("\n".join(why_only(graph, found[0]) if why else as_lines(graph, found[0], at)))


def why_only(graph: api.Graph, node: Node) -> list[str]:
    """How the node came about, without its statements."""
    return [*_head(node), *correction_lines(graph, node), *why_lines(graph, node)]


def _head(node: Node) -> list[str]:
    aliases = [f"{say('aliases')}: {'、'.join(node.aliases)}"] if node.aliases else []
    return [f"{node.label}  {node.type}  {node.code}".rstrip(), node.iri, *aliases]


def as_lines(graph: api.Graph, node: Node, at: str = "") -> list[str]:
    claims, figures = graph.about(node)
    lines = [*_head(node), *time_lines(graph, node, at), *correction_lines(graph, node)]
    if claims:
        lines += ["", f"{say('relations')} ({len(claims)})"]
    for c in claims:
        lines += [f"  {claim_words(graph, c)}", *(quoted(graph, m) for m in c.marks)]
    if figures:
        lines += ["", f"{say('figures')} ({len(figures)})"]
    for f in figures:
        lines += [f"  {figure_words(f)}", quoted(graph, f.mark)]
    return lines


def quoted(graph: api.Graph, m: Mark) -> str:
    """The sentence with its document, and what that one copies."""
    original = graph.record(m.document).copy_of
    copied = f" ({say('copy-of', original=original)})" if original else ""
    return f"      “{graph.sentence(m)}” — {m.document}{copied}"


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
        "corrections": [correction_object(c) for c in corrections_of(graph, node)],
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
