"""A minute of small queries beside a runaway one: `python benchmarks/load.py [--seconds 60] [--rate 200]`.

Starts the real server over a build of the seeds, asks RATE small queries a second from several connections, and one that
never ends. Prints how many were sent, answered and lost, the slowest answer, and what became of the runaway.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
SMALL = 'SELECT ?x WHERE { ?x kg:code "330113" }'
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
PORT = 8767


async def load(url: str, seconds: int, rate: int) -> int:
    """Ask at a steady rate; the number of queries that were lost."""
    seen: Counter[str] = Counter()
    slowest = 0.0
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=64)) as client:

        async def one(query: str) -> str:
            nonlocal slowest
            begin = time.monotonic()
            try:
                status = str((await client.get(url, params={"query": query})).status_code)
            except httpx.HTTPError as error:
                status = type(error).__name__
            if query == SMALL:
                slowest = max(slowest, time.monotonic() - begin)
            return status

        runaway = asyncio.create_task(one(RUNAWAY))
        begin, tasks = time.monotonic(), []
        for number in range(seconds * rate):
            await asyncio.sleep(max(0.0, begin + number / rate - time.monotonic()))
            tasks.append(asyncio.create_task(one(SMALL)))
        seen.update(await asyncio.gather(*tasks))
        spent = time.monotonic() - begin
        print(
            f"sent {len(tasks)} in {spent:.1f} s ({len(tasks) / spent:.0f}/s); answers {dict(seen)}; slowest {slowest:.2f} s"
        )
        print(f"the runaway was answered {await runaway}")
    return len(tasks) - seen["200"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kg = [sys.executable, "-m", "kg"]
        subprocess.run([*kg, "build", str(ROOT / "seeds" / "*.txt"), "-o", folder], check=True)
        server = subprocess.Popen([*kg, "serve", folder, "--port", str(PORT), "--seconds", "10"])
        try:
            url = f"http://127.0.0.1:{PORT}"
            while True:
                try:
                    httpx.get(f"{url}/health", timeout=60)
                    break
                except httpx.ConnectError:
                    time.sleep(0.2)
            return min(1, asyncio.run(load(f"{url}/sparql", arguments.seconds, arguments.rate)))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
