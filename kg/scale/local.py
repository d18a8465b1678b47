"""The map step on this machine: one process, or several of them over batches of sources."""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from kg.model import Failure, Reading, Source
from kg.pipeline import packed, process
from kg.text import Unreadable

Batch = list[Source | Failure]
AHEAD = 4  # batches a process that may wait: the sources of a large corpus must not all be in memory
BATCH = 16  # sources a task: small enough that the last ones do not leave a process idle for long


def read_one(source: Source) -> Reading | Failure:
    """What a source gives, or why it gives nothing. Never raises: a page that breaks a stage is set aside, too."""
    try:
        return process(source)
    except Unreadable as error:
        return Failure(source.name, str(error), getattr(error, "code", ""))
    except Exception as error:  # one page must not end the build; --strict raises on the Failure
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(source.name, f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})", "fault")


def read_rows(sources: Iterable[Source | Failure], jobs: int = 1) -> Iterator[bytes]:
    """Packed readings in the order of `sources`. `jobs` processes; 1 stays in this one."""
    if jobs <= 1:
        yield from map(read_row, sources)
        return
    waiting: deque[Task] = deque()
    workers = Workers(jobs)
    try:
        for batch in batches(sources):
            waiting.append(workers.read(batch))
            if len(waiting) > AHEAD * jobs:
                yield from _rows(workers, waiting)
        while waiting:
            yield from _rows(workers, waiting)
    finally:
        workers.dismiss()


def read_row(source: Source | Failure) -> bytes:
    """Without the collector of cycles: a page makes none worth looking for, and the search costs a twentieth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return packed(source if isinstance(source, Failure) else read_one(source))
    finally:
        if collecting:
            gc.enable()


def read_batch(batch: Batch) -> list[bytes]:
    """One task of any engine: a packed reading a source, in their order."""
    return [read_row(s) for s in batch]


def batches(sources: Iterable[Source | Failure], size: int = BATCH) -> Iterator[Batch]:
    remaining = iter(sources)
    while batch := list(islice(remaining, size)):
        yield batch


def killer(source: Source | Failure) -> bytes:
    """The row of a source over which process after process was killed (by the system for want of memory, mostly)."""
    return packed(Failure(source.name, "every process that read it was killed", "killer"))


Task = tuple[Future[list[bytes]], Batch]


class Workers:
    """Processes that read batches. When one of them is killed the pool breaks, and a new one takes its place."""

    def __init__(self, jobs: int) -> None:
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._jobs, self._context = jobs, multiprocessing.get_context(method)
        self._pool = ProcessPoolExecutor(self._jobs, self._context)

    def read(self, batch: Batch) -> Task:
        try:
            return self._pool.submit(read_batch, batch), batch
        except BrokenProcessPool:
            self.renew()
            return self._pool.submit(read_batch, batch), batch

    def renew(self) -> None:
        self.dismiss()
        self._pool = ProcessPoolExecutor(self._jobs, self._context)

    def dismiss(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _rows(workers: Workers, waiting: deque[Task]) -> list[bytes]:
    """The rows of the oldest batch. If a process was killed, nothing tells over which batch: the sources of this one
    are read one at a time, and what else was lost is read again."""
    future, batch = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        rows = _one_by_one(batch)
    for place, (other, batch) in enumerate(waiting):
        if other.cancelled() or other.exception() is not None:
            waiting[place] = workers.read(batch)
    return rows


def _one_by_one(batch: Batch) -> list[bytes]:
    """The rows of a batch over which a process was killed, read by one process, so that a death tells whose doing it is."""
    workers, rows = Workers(1), []
    try:
        for source in batch:
            try:
                rows += workers.read([source])[0].result()
            except BrokenProcessPool:
                rows.append(killer(source))
    finally:
        workers.dismiss()
    return rows
