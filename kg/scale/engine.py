"""Where the map step runs: an engine takes sources and gives packed readings in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Failure, Source
from kg.registry import Registry
from kg.scale import cluster, local

Engine = Callable[[Iterable[Source | Failure], int, str], Iterator[bytes]]
"""Sources, how many processes, address of a scheduler ("" for none) -> a packed reading a source, in their order."""

engines: Registry[Engine] = Registry("kg.engines")


@engines.register("local")
def _local(sources: Iterable[Source | Failure], jobs: int, scheduler: str) -> Iterator[bytes]:
    return local.read_rows(sources, jobs)


@engines.register("dask")
def _dask(sources: Iterable[Source | Failure], jobs: int, scheduler: str) -> Iterator[bytes]:
    return cluster.read_rows(sources, jobs, scheduler)


__all__ = ["Engine", "engines"]
