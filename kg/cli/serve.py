"""`kg serve`: the endpoint over a build, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.messages import say
from kg.cli.terminal import fail, notice

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that a build wrote. 生成结果所在的文件夹。")]


def serve(
    out: Out,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1. 端口。")] = 8765,
    seconds: Annotated[float, typer.Option(help="Time that a query may take. 查询时限（秒）。")] = 30.0,
    rows: Annotated[int, typer.Option(help="Rows that a result may have. 结果行数上限。")] = 100_000,
    origin: Annotated[list[str] | None, typer.Option(help="Web page that may ask (CORS). 允许跨域的来源。")] = None,
) -> None:
    """Answer SPARQL and show the graph on 127.0.0.1, read-only.  在本机提供只读的查询服务。

    [dim]Example:  kg serve output --port 8765[/dim]
    """
    import uvicorn

    from kg.serve.app import Limits, application

    if not (out / "store").is_dir():
        fail(say("no-build", out=out, missing="store"))
    notice(say("serving", url=f"http://127.0.0.1:{port}/"))
    app = application(out, Limits(seconds, rows), tuple(origin or ()))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


def mcp(out: Out) -> None:
    """Serve the graph to agents over standard input and output (Model Context Protocol).  供智能体使用的 MCP 服务。

    [dim]Example:  kg mcp output[/dim]
    """
    if not (out / "store").is_dir():
        fail(say("no-build", out=out, missing="store"))
    try:
        from kg.serve.agents import server
    except ModuleNotFoundError as error:
        fail(say("no-extra", name=error.name or "mcp", extra="mcp"))
    server(out).run("stdio")
