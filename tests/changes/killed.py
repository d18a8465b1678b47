"""A run killed at its Nth step on the disk, each time in a process of its own. Prints a line of JSON a step.

    python -m tests.changes.killed FOLDER STRIDE        every STRIDE-th step, and every one once the journal stands

`whole`: the files are all old or all new, or a journal says which; `state`: what a reader finds ("old", "new");
`again`: exit code of the next run; `equal`: whether it gives a clean build.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg import api
from kg.outputs.page.render import script
from kg.scale.edition import edition
from tests.changes.conftest import assert_equal, files, write
from tests.changes.pages import PAGES

STEPS = ("os.rename", "os.remove", "os.mkdir", "os.link", "shutil.rmtree", "shutil.copyfile", "open")
BEFORE, AFTER = ("report.txt", "daily.txt", "tonglu.txt"), ("rival.txt", "firm.txt", "repost.txt")


def main(folder: Path, stride: int) -> None:
    edition(), api.explain(PAGES["report.txt"][0]), script()  # once for all processes
    first = write(folder / "in", {name: PAGES[name][0] for name in BEFORE})
    more = write(folder / "in", {name: PAGES[name][0] for name in AFTER})
    old, clean, out = folder / "old", folder / "clean", folder / "out"
    aside(lambda: api.build(first, old))
    aside(lambda: api.build([*first, *more], clean))
    step, killed, decided = 1, True, False
    while killed:
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out)
        killed = aside(partial(add_until, step, out, more)) == -signal.SIGKILL
        kept = {name: data for name, data in files(out).items() if name != ".lock"}
        decided = is_decided(out)
        whole = decided or kept in (files(old), files(clean))
        state = "new" if aside(lambda: same(out, clean)) == 0 else "old" if aside(lambda: same(out, old)) == 0 else "?"
        again = aside(lambda: api.add(out, more))
        equal = aside(lambda: assert_equal(out, clean)) == 0
        print(json.dumps({"step": step, "whole": whole, "state": state, "again": again, "equal": equal}), flush=True)
        step += 1 if decided or state == "new" else stride


def add_until(step: int, out: Path, paths: list[Path]) -> None:
    die_at(step, out)
    api.add(out, paths)


def is_decided(out: Path) -> bool:
    """Whether a journal stands: else the files must be all the old ones, or all the new."""
    return (out / ".new" / "journal").exists()


def same(out: Path, other: Path) -> None:
    assert api.load(out).knowledge == api.load(other).knowledge


def die_at(step: int, out: Path) -> None:
    """From here on count what changes the disk below `out`, and end at the given step without a word."""
    seen = 0

    def hook(event: str, details: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in STEPS or not str(details[0]).startswith(str(out)):
            return
        if event == "open" and not set(str(details[1])) & set("wxa+"):
            return
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def aside(work: Callable[[], object]) -> int:
    """Do the work in a process of its own; its exit code, negative where a signal ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error)[:300], file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
