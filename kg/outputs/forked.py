"""Tasks that write files, done in forked copies of this process: they inherit the graph, so that nothing is sent."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

Task = Callable[[], Sequence[str]]
"""Writes files and gives the names of those that changed."""

_tasks: list[Task] = []


@contextmanager
def forked(tasks: Sequence[Task], processes: int) -> Iterator[Callable[[], list[str]]]:
    """Begin `tasks` in `processes` copies of this process, in their order. What is yielded waits for them and gives the
    names in the order of the tasks; with no process, or where the system cannot fork, it does them itself.

    Raises what a task raises, BrokenProcessPool where a process was killed.
    """
    if not processes or "fork" not in multiprocessing.get_all_start_methods():
        yield lambda: [name for task in tasks for name in task()]
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context, _inherit, (tasks,)) as pool:
        begun: list[Future[Sequence[str]]] = [pool.submit(_do, number) for number in range(len(tasks))]
        try:
            yield lambda: [name for task in begun for name in task.result()]
        finally:
            pool.shutdown(cancel_futures=True)


def _inherit(tasks: Sequence[Task]) -> None:
    """In a copy, whose arguments are not sent but inherited."""
    _tasks[:] = tasks


def _do(number: int) -> Sequence[str]:
    return _tasks[number]()


__all__ = ["Task", "forked"]
