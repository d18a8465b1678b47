"""Commands that put a built graph to the question: query, check, eval, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.messages import say
from kg.cli.terminal import fail, notice, result

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]


def _needs(out: Path) -> None:
    if not (out / "graph.ttl").is_file():
        fail(say("no-build", out=out, missing="graph.ttl"))


def query(
    out: Out,
    text: Annotated[str, typer.Argument(metavar="QUERY", help="SPARQL text, a .rq file, or a name. 查询。")] = "",
    to: Annotated[str, typer.Option(help="table, csv, json or turtle. 输出格式。")] = "table",
    listed: Annotated[bool, typer.Option("--list", help="List the named queries. 列出内置查询。")] = False,
) -> None:
    """Ask the graph with SPARQL; prefixes are predeclared.  用 SPARQL 查询图谱。

    [dim]Examples:  kg query output 'SELECT ?x WHERE { ?x a kg:District }'    kg query output --list[/dim]
    """
    if listed or not text:
        print("\n".join(f"{q.name}\t{q.title}" for q in api.named_queries()))
        return
    _needs(out)
    try:
        print(api.render(api.query(out, text), to), end="")
    except (api.BadQuery, api.Refused, FileNotFoundError, ValueError) as error:
        fail(say("bad-query", reason=error))


def check(out: Out, as_json: Json = False) -> None:
    """Shapes, evidence offsets, codes, dangling IRIs, unknown terms: exit code 1 on a fault.  检查图谱是否自洽。

    [dim]Example:  kg check output[/dim]
    """
    _needs(out)
    faults = api.check(out)
    if as_json:
        result([{"file": f.file, "where": f.where, "message": f.message} for f in faults])
    else:
        print("".join(f"{fault}\n" for fault in faults), end="")
    if faults:
        fail(say("check-failed", count=len(faults)), 1)
    notice(say("check-passed"))


def evaluate(
    out: Out,
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD…", help="Gold files (JSON). 标注文件。")],
    least: Annotated[list[str] | None, typer.Option("--min", help="A bound: entities.f1=0.8. 下限。")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed and wrong. 列出遗漏与错误。")] = False,
    per_document: Annotated[bool, typer.Option("--per-document", help="A line of F1 a document. 逐篇。")] = False,
    as_json: Json = False,
) -> None:
    """Precision, recall and F1 against gold annotations.  与人工标注比较。

    [dim]Example:  kg eval output gold/*.json --min entities.f1=0.8[/dim]
    """
    try:
        found = api.evaluate(out, gold)
    except (OSError, api.BadGold) as error:
        fail(say("bad-gold", name=", ".join(map(str, gold[:3])), reason=error))
    if misses:
        print("\n".join(str(miss) for miss in found.misses))
    if as_json:
        result(
            {
                "all": api.figures_of(found.total),
                "documents": {n: api.figures_of(s) for n, s in found.documents.items()},
            }
        )
    else:
        print("\n".join(_score_lines(found, per_document)))
    short = [line for bound in least or [] if (line := _below(found, bound))]
    if short:
        fail("; ".join(short), 1)


def _score_lines(found: api.Evaluation, per_document: bool) -> list[str]:
    rows = ("entities", "relations", "values", "observations")
    lines = [
        f"{name:28}" + "  ".join(f"{row} {scores[row].f1:.2f} of {scores[row].gold}" for row in rows)
        for name, scores in (found.documents.items() if per_document else ())
    ]
    lines.append(f"{'':18}{'P':>7}{'R':>7}{'F1':>7}   hits/predicted/gold")
    for name, s in found.total.items():
        lines.append(f"{name:18}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}   {s.hits}/{s.predicted}/{s.gold}")
    return lines


def _below(found: api.Evaluation, bound: str) -> str:
    key, _, least = bound.partition("=")
    name, _, figure = key.partition(".")
    got = api.figures_of(found.total).get(name, {}).get(figure or "f1", 0.0)
    return say("below", key=key, value=got, least=least) if got < float(least) else ""


def export(
    out: Out,
    to: Annotated[str, typer.Option(help="The format. 格式。")],
    target: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Folder to write to. 输出文件夹。")],
) -> None:
    """Write the graph in another format.  导出为其他格式。

    [dim]Example:  kg export output --to ntriples -o exported[/dim]
    """
    _needs(out)
    try:
        for path in api.export(out, to, target):
            print(say("exported", path=path))
    except api.MissingExtra as error:
        fail(str(error))
    except LookupError:
        fail(say("unknown-format", name=to, known=", ".join(api.formats())))
    except OSError as error:
        fail(f"{target}: {error.strerror or error}")


__all__ = ["check", "evaluate", "export", "query"]
