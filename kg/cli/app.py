"""The commands. Exit codes: 0 done, 1 done but what the user asked to check failed, 2 bad usage or unreadable input."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli import ask, change, explain, show
from kg.cli.conflicts import conflicts
from kg.cli.diff import diff
from kg.cli.messages import say
from kg.cli.series import table, timeline
from kg.cli.serve import mcp, serve
from kg.cli.terminal import fail

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]


@app.callback()
def main() -> None:
    """Knowledge graphs from Chinese regional news and government text: every statement leads to its sentence.

    从中国区域新闻与政务文本构建知识图谱：每条陈述都能找到它的原句。
    """


@app.command()
def build(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, globs, .jsonl, or - 。来源。")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="Folder to write. 输出文件夹。")],
    jobs: change.Jobs = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad document. 遇到坏文档即停止。")
    ] = False,
    base: Annotated[str, typer.Option(help="Base of the IRIs. IRI 前缀。")] = "",
    title: Annotated[str, typer.Option(help="Title of the page. 页面标题。")] = "",
    home: Annotated[str, typer.Option(help="Area in the middle of the page: name or code. 居中的地区。")] = "",
    quotes_only: Annotated[
        bool, typer.Option("--quotes-only", help="No whole texts in the page. 页面不含全文。")
    ] = False,
    max_nodes: Annotated[int, typer.Option(min=50, help="Nodes drawn at once. 一次绘制的节点数。")] = 1500,
    corrections: Annotated[
        Path | None,
        typer.Option(help="A person's corrections; else corrections.toml beside the sources. 人工更正文件。"),
    ] = None,
    engine: change.Engine = "local",
    scheduler: change.Scheduler = "",
    as_json: Json = False,
) -> None:
    """Read SOURCES and write the graph to OUT.  读取来源，生成图谱。

    [dim]Examples:  kg build pages/ -o graph    kg build 'news/*.html' rows.jsonl -o graph --jobs 2[/dim]
    """
    if out.exists() and not out.is_dir():
        fail(say("out-is-file", out=out))
    run = partial(api.build, sources, out, jobs=jobs, strict=strict, base=base, title=title, home=home)
    run = partial(
        run, corrections=corrections, quotes_only=quotes_only, max_nodes=max_nodes, engine=engine, scheduler=scheduler
    )
    change.carry_out(run, out, as_json)


app.command("add")(change.add)
app.command("remove")(change.remove)
app.command("query")(ask.query)
app.command("show")(show.show)
app.command("conflicts")(conflicts)
app.command("explain")(explain.explain)
app.command("check")(ask.check)
app.command("eval")(ask.evaluate)
app.command("export")(ask.export)
app.command("serve")(serve)
app.command("mcp")(mcp)
app.command("stats")(show.stats)
app.command("timeline")(timeline)
app.command("table")(table)
app.command("diff")(diff)
