"""How far a build is: a bar on a terminal, a plain line every now and then elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from kg.cli.messages import say
from kg.cli.terminal import notice
from kg.model import Failure, Reading

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

EVERY = 500  # sources between two plain lines


class Progress:
    """Counts what was read. `read` is the number of sources that gave a document, `failures` are the others."""

    def __init__(self) -> None:
        self.read = 0
        self.failures: list[Failure] = []
        self.seen = 0
        self._bar = _bar() if sys.stderr.isatty() else None
        self._task = self._bar.add_task(say("reading-bar"), total=None) if self._bar else None

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, result: Reading | Failure) -> None:
        self.seen += 1
        if isinstance(result, Reading):
            self.read += 1
        else:
            self.failures.append(result)
        if self._bar and self._task is not None:
            self._bar.advance(self._task)
        elif self.seen % EVERY == 0:
            notice(say("reading", count=self.seen))


def _bar() -> Bar:
    from rich.console import Console  # here, as importing it takes its time and most starts draw no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
