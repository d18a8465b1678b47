"""The map step on this machine: one process, or several of them over batches of sources."""

from __future__ import annotations

import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from kg.model import Failure, Reading, Source
from kg.pipeline import process
from kg.rows import pack, unpack
from kg.text import Unreadable

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


def read_all(sources: Iterable[Source | Failure], jobs: int = 1) -> Iterator[Reading | Failure]:
    """Slim readings (see `kg.rows`) in the order of `sources`, the same for any number of `jobs`."""
    return map(unpack, read_rows(sources, jobs))


def read_rows(sources: Iterable[Source | Failure], jobs: int = 1) -> Iterator[bytes]:
    """Packed readings in the order of `sources`. `jobs` processes; 1 stays in this one."""
    if jobs <= 1:
        yield from map(read_row, sources)
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    waiting: deque[Future[list[bytes]]] = deque()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method)) as pool:
        for batch in batches(sources):
            waiting.append(pool.submit(read_batch, batch))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def read_row(source: Source | Failure) -> bytes:
    return pack(source if isinstance(source, Failure) else read_one(source))


def read_batch(batch: list[Source | Failure]) -> list[bytes]:
    """One task of any engine: a packed reading a source, in their order."""
    return [read_row(s) for s in batch]


def batches(sources: Iterable[Source | Failure], size: int = BATCH) -> Iterator[list[Source | Failure]]:
    remaining = iter(sources)
    while batch := list(islice(remaining, size)):
        yield batch
