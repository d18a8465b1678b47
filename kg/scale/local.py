"""The map step on this machine: one process, or several of them over batches of sources."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from kg.model import Failure, Reading, Source
from kg.pipeline import process
from kg.text import Unreadable

BATCH = 16  # sources a task: a pickled batch costs about as much as reading one page


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
    """Readings in the order of `sources`. `jobs` processes; 1 stays in this one."""
    if jobs <= 1:
        yield from (_read(s) for s in sources)
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(method)) as pool:
        for batch in pool.map(_read_batch, _batches(sources)):
            yield from batch


def _read(source: Source | Failure) -> Reading | Failure:
    return source if isinstance(source, Failure) else read_one(source)


def _read_batch(batch: list[Source | Failure]) -> list[Reading | Failure]:
    return [_read(s) for s in batch]


def _batches(sources: Iterable[Source | Failure]) -> Iterator[list[Source | Failure]]:
    remaining = iter(sources)
    while batch := list(islice(remaining, BATCH)):
        yield batch
