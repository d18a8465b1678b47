"""Where words go: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import typer


def result(value: object) -> None:
    """A result: text as it is, anything else as one line of JSON."""
    print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def notice(message: str) -> None:
    """A warning or a report of progress."""
    print(f"kg: {message}", file=sys.stderr)


def fail(message: str, code: int = 2) -> NoReturn:
    """End with a message. 2: bad usage or unreadable input; 1: what was to be checked failed."""
    notice(message)
    raise typer.Exit(code)
