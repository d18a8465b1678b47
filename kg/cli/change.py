"""kg add and kg remove, and what they share with kg build: a run that writes to a folder, and its report."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kg import api
from kg.cli.messages import say, why
from kg.cli.progress import Progress
from kg.cli.terminal import fail, notice, result
from kg.registry import UnknownName

Built = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that read. 并行进程数。")]
Engine = Annotated[str, typer.Option(help="Where sources are read: local, dask. 运行引擎。")]
Scheduler = Annotated[
    str, typer.Option(metavar="tcp://HOST:PORT", help="A running Dask scheduler; else one is started. 调度器地址。")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]


def add(
    out: Built,
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, globs, .jsonl, or - 。来源。")
    ],
    jobs: Jobs = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad document. 遇到坏文档即停止。")
    ] = False,
    engine: Engine = "local",
    scheduler: Scheduler = "",
    as_json: Json = False,
) -> None:
    """Add SOURCES to the graph in OUT, reading only them.  向已有图谱添加来源。

    The files then equal those of a clean build of all sources. A file takes the place of one of the same path or name.

    [dim]Examples:  kg add graph today.html    kg add graph pages/new/ --jobs 2[/dim]
    """
    run = partial(api.add, out, sources, jobs=jobs, strict=strict, engine=engine, scheduler=scheduler)
    carry_out(partial(run, displaced=_displaced), out, as_json)


def _displaced(name: str, path: str) -> None:
    notice(say("displaced", name=name, path=path))


def remove(
    out: Built,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="Documents as the tables call them. 文档名（见各表）。")
    ],
    as_json: Json = False,
) -> None:
    """Remove documents from the graph in OUT.  从已有图谱移除文档。

    The files then equal those of a clean build without them. A file of several documents (rows.jsonl) can be named, too.

    [dim]Examples:  kg remove graph today.html    kg remove graph rows.jsonl#3[/dim]
    """
    carry_out(lambda progress: api.remove(out, names), out, as_json)


def carry_out(run: Callable[..., api.Graph], out: Path, as_json: bool) -> None:
    """Run with a display of progress, then say what was built and what was set aside."""
    with Progress() as progress:
        try:
            graph = run(progress=progress.step)
        except api.NothingRead:
            _set_aside(progress)
            fail(say("nothing-read"))
        except api.BadCorrections as error:
            fail(str(error))
        except (LookupError, RuntimeError, OSError) as error:
            _refuse(error, out)
    _set_aside(progress)
    idle = [c for c in graph.knowledge.corrections if c.fault]
    for c in idle:
        notice(say("correction-idle", place=c.correction.place, reason=c.fault))
    if progress.failures:
        count = len(progress.failures)
        notice(say("set-aside-count", count=count, total=count + progress.read, out=out))
    counts = graph.counts()
    result({"out": str(out), **counts} if as_json else say("built", out=out, **counts))
    if progress.failures or idle:
        raise typer.Exit(2)


def _set_aside(progress: Progress) -> None:
    for failure in sorted(progress.failures, key=lambda f: (f.name, f.reason)):
        notice(say("set-aside", name=failure.name, reason=why(failure.code, failure.reason)))


def _refuse(error: Exception, out: Path) -> NoReturn:
    """End with what a person can do about it."""
    match error:
        case api.Stopped():
            fail(say("stopped", name=error.failure.name, reason=why(error.failure.code, error.failure.reason)))
        case UnknownName():
            fail(str(error))
        case api.NoCluster():
            fail(say(f"cluster-{error.code}", scheduler=error.scheduler))
        case api.Busy():
            fail(say("busy", out=out, holder=error.holder))
        case api.NoRoster():
            fail(say("no-roster", out=out))
        case api.OtherEdition():
            fail(say("other-edition", out=out))
        case api.NoDocument():
            fail(say("no-document", name=error.args[0], out=out))
        case api.NoArea():
            fail(say("no-entity", name=error.args[0]))
        case OSError():
            fail(f"{error.filename or out}: {os.strerror(error.errno or 0)}")
    raise error
