"""The map step on a Dask cluster: the same batches as on one machine, the same rows in the same order.

A worker that dies costs its batch again. A batch that two workers died over is read source by source while nothing
else runs, since Dask suspects every task that a dead worker held: a source that kills its workers again is set aside.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from kg.model import Failure, Source
from kg.scale.edition import edition
from kg.scale.local import AHEAD, Batch, batches, killer, read_batch

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = 20  # seconds for a scheduler or a first worker to answer
_DEATHS = 1  # workers that a task may kill beyond the first, on a cluster of our own


class NoCluster(RuntimeError):
    """The cluster cannot read. `code`: unreachable, idle (it has no worker), lost (the scheduler went away), edition (its
    workers have other rules or another version), missing (Dask is not installed); `scheduler`: its address."""

    def __init__(self, code: str, scheduler: str) -> None:
        super().__init__(f"{code}: {scheduler}")
        self.code, self.scheduler = code, scheduler


def read_rows(sources: Iterable[Source | Failure], jobs: int = 1, scheduler: str = "") -> Iterator[bytes]:
    """Packed readings in the order of `sources`, read by the workers of `scheduler` (`tcp://HOST:PORT`), or by `jobs`
    worker processes of a cluster made for this run where none is named.

    Raises NoCluster.
    """
    if find_spec("distributed") is None:
        raise NoCluster("missing", scheduler or "local")
    with _connected(jobs, scheduler) as client:
        waiting: deque[tuple[Future[list[bytes]], Batch]] = deque()
        try:
            for batch in batches(sources):
                waiting.append((client.submit(read_batch, batch, pure=False), batch))
                if len(waiting) > AHEAD * max(1, len(client.nthreads())):
                    yield from _rows(client, waiting)
            while waiting:
                yield from _rows(client, waiting)
        except _gone() as error:
            raise NoCluster("lost", scheduler or "local") from error


@contextmanager
def _connected(jobs: int, scheduler: str) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster

    quiet: dict[str, Any] = {
        "distributed.comm.timeouts.connect": f"{_PATIENCE}s",
        "distributed.scheduler.allowed-failures": _DEATHS,
    }
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what went wrong is raised, not logged
    with dask.config.set(quiet):
        if scheduler:
            with _remote(scheduler) as client:
                yield client
            return
        own = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=60)
        with own as cluster, Client(cluster) as client:
            yield client


@contextmanager
def _remote(scheduler: str) -> Iterator[Client]:
    from distributed import Client

    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise NoCluster("unreachable", scheduler) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise NoCluster("idle", scheduler) from error
        if set(client.run(edition, on_error="return").values()) != {edition()}:
            raise NoCluster("edition", scheduler)
        yield client


def _gone() -> tuple[type[Exception], ...]:
    """What a client raises when its scheduler is no longer there."""
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError

    return FutureCancelledError, CommClosedError, OSError


def _rows(client: Client, waiting: deque[tuple[Future[list[bytes]], Batch]]) -> list[bytes]:
    """The rows of the oldest batch, once they are there."""
    from distributed import KilledWorker, wait

    future, batch = waiting.popleft()
    try:
        rows: list[bytes] = future.result()
    except KilledWorker:
        wait([other for other, _ in waiting])
        return [_alone(client, source) for source in batch]
    return rows


def _alone(client: Client, source: Source | Failure) -> bytes:
    """The row of one source while the cluster does nothing else, so that a worker's death is its doing."""
    from distributed import KilledWorker

    try:
        (row,) = client.submit(read_batch, [source], pure=False).result()
    except KilledWorker:
        return killer(source)
    return bytes(row)


__all__ = ["NoCluster", "read_rows"]
