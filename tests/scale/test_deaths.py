"""Processes that are killed: what they were reading is read again, and a source that kills is set aside."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import api
from kg.model import Failure, Reading, Source
from kg.rows import unpack
from kg.scale.cluster import NoCluster
from kg.scale.engine import engines
from kg.scale.local import BATCH, read_rows
from tests.scale import deadly

ROOT = Path(__file__).parents[2]
COUNT = 6 * BATCH
MADE = [
    Source(f"{i}.txt", f"2021年，云泽县第{i}批项目开工，总投资{i}.50亿元，增长{i}%。".encode()) for i in range(COUNT)
]
BAD = Source("bad.txt", b"whatever", kind="deadly")


def among(good: list[Source], bad: Source) -> list[Source]:
    return [*good[: BATCH + 3], bad, *good[BATCH + 3 :]]


def test_a_source_that_kills_its_process_is_set_aside_and_no_other_is_lost() -> None:
    rows = list(read_rows(among(MADE, BAD), 2))
    lost = [f for f in map(unpack, rows) if isinstance(f, Failure)]
    assert [(f.name, f.code) for f in lost] == [("bad.txt", "killer")]
    del rows[BATCH + 3]
    assert rows == list(read_rows(MADE, 1))


def test_an_unknown_engine_is_named_with_those_that_exist() -> None:
    with pytest.raises(LookupError, match=r"no 'spark' in kg\.engines; known: dask, local, noting"):
        engines.get("spark")


@contextmanager
def cluster() -> Iterator[tuple[str, subprocess.Popen[str], list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers that know the bad source's reader: address, scheduler, the workers' keepers."""
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    dask = [sys.executable, "-m", "dask"]
    patient = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    quiet = ["--no-dashboard", "--host", "127.0.0.1"]
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--port", "0", *quiet],
        stderr=subprocess.PIPE,
        text=True,
        env=patient,
        start_new_session=True,
    )
    assert scheduler.stderr is not None
    address = next(m[0] for line in scheduler.stderr if (m := re.search(r"tcp://\S+", line)))
    own = ["--nthreads", "1", "--preload", deadly.__name__]
    workers = [
        subprocess.Popen(
            [*dask, "worker", address, *quiet, *own],
            stderr=subprocess.DEVNULL,
            env=patient,
            cwd=ROOT,
            start_new_session=True,
        )
        for _ in range(2)
    ]
    try:
        yield address, scheduler, workers
    finally:
        for process in (*workers, scheduler):  # with their children: a worker without scheduler does not end by itself
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        scheduler.stderr.close()


def test_a_cluster_reads_what_one_machine_reads_though_workers_die() -> None:
    psutil = pytest.importorskip("psutil", reason="the extra [dask] is not installed")
    killed: list[int] = []

    def feed(workers: list[subprocess.Popen[bytes]]) -> Iterator[Source]:
        for number, source in enumerate(among(MADE, BAD)):
            if number == 3 * BATCH:
                for worker in psutil.Process(workers[0].pid).children():
                    worker.kill()
                    killed.append(worker.pid)
            yield source

    with cluster() as (address, _, workers):
        rows = list(engines.get("dask")(feed(workers), 1, address))
    assert killed
    assert unpack(rows.pop(BATCH + 3)) == Failure("bad.txt", "every process that read it was killed", "killer")
    assert rows == list(read_rows(MADE, 1))


def test_a_scheduler_that_goes_away_is_said_so() -> None:
    def feed(scheduler: subprocess.Popen[str]) -> Iterator[Source]:
        for number, source in enumerate(MADE):
            if number == 2 * BATCH:
                scheduler.kill()
            yield source

    with cluster() as (address, scheduler, _), pytest.raises(NoCluster) as gone:
        list(engines.get("dask")(feed(scheduler), 1, address))
    assert (gone.value.code, gone.value.scheduler) == ("lost", address)


noted: list[str] = []


@engines.register("noting")
def _noting(sources: Iterable[Source | Failure], jobs: int, scheduler: str) -> Iterator[bytes]:
    for source in sources:
        noted.append(source.name)
        yield from read_rows([source])


def test_what_was_read_before_the_scheduler_went_away_is_not_read_again(tmp_path: Path) -> None:
    rows = [{"text": source.data.decode(), "title": source.name} for source in MADE]
    pages = tmp_path / "pages.jsonl"
    pages.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    first: list[object] = []
    with cluster() as (address, scheduler, _):

        def kill(result: Reading | Failure) -> None:
            first.append(result)
            if len(first) == BATCH:
                scheduler.kill()

        with pytest.raises(NoCluster):
            api.build([pages], tmp_path / "out", engine="dask", scheduler=address, progress=kill)
    api.build([pages], tmp_path / "out", engine="noting")
    assert len(noted) == COUNT - len(first) < COUNT
    api.build([pages], tmp_path / "clean")
    for file in sorted(p for p in (tmp_path / "clean").iterdir() if p.is_file()):
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name
