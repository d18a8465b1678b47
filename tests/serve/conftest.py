"""The real server, on a free port of this machine, over a build of the seeds or a store of the test's own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from kg import api
from kg.serve.app import Limits, application


@contextmanager
def running(app: Starlette) -> Iterator[str]:
    """The address at which `app` answers while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    ready = threading.Event()
    startup = server.startup

    async def started(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets)
        ready.set()

    server.startup = started  # type: ignore[method-assign]  # the server has no hook that says when it listens
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert ready.wait(60), "the server did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the seeds with its store."""
    folder = tmp_path_factory.mktemp("serve") / "out"
    api.build([root / "seeds" / "*.txt"], folder)
    return folder


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with running(application(built, Limits(seconds=4.0, rows=50, workers=3))) as url:
        yield url
