"""The page's parts -> one closed HTML file: template, style, script and data inside, a policy that forbids any network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.model import Knowledge
from kg.outputs.page.payload import Rows, payload
from kg.outputs.page.view import PLAIN, View

HERE = Path(__file__).parent
PARTS = (
    "words",
    "data",
    "elements",
    "state",
    "picture",
    "labels",
    "search",
    "panel",
    "reader",
    "lists",
    "address",
    "exports",
    "controls",
)
"""The page's script, in this order, one scope."""
SCRIPTS = ("vendor/vis-network.min.js", "page")
TEMPLATE = "page.html"
_AT_ONCE = 500  # rows in a piece


def pieces(knowledge: Knowledge, view: View = PLAIN) -> Iterator[bytes]:
    """The page as UTF-8, made piece by piece."""
    made = environment(payload(knowledge, view))
    return (piece.encode() for piece in made.get_template(TEMPLATE).generate())


def environment(parts: dict[str, Any]) -> Environment:
    """The template's surroundings. `parts` is what `payload` returns."""
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    made.globals.update(
        title=parts["data"]["title"], parts=parts, embedded=embedded, asset=asset, scripts=SCRIPTS, policy=policy()
    )
    return made


def rendered(made: Environment) -> str:
    return str(made.get_template(TEMPLATE).render())


@cache
def asset(name: str) -> Markup:
    """A file of the page (or "page", its script), safe inside its element: no `</script` can end it early."""
    text = script() if name == "page" else HERE.joinpath(name).read_text("utf-8")
    return Markup(text.replace("</script", "<\\/script"))


def script() -> str:
    """The page's script: its files in one function."""
    return (
        '(() => {\n"use strict";\n' + "".join(HERE.joinpath(f"js/{n}.js").read_text("utf-8") for n in PARTS) + "})();"
    )


def embedded(part: Any) -> Iterator[Markup]:
    """JSON for a script element, in pieces: `<`, `>` and `&` as escapes, so that no text of a page can leave it."""
    for piece in _json(part):
        for character in "<>&\u2028\u2029":
            piece = piece.replace(character, f"\\u{ord(character):04x}")
        yield Markup(piece)


def _json(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        opening = "{"
        for name, value in part.items():
            yield f"{opening}{_dumped(name)}:"
            yield from _json(value)
            opening = ","
        yield "}" if part else "{}"
    elif isinstance(part, Rows):
        rows, opening = iter(part), "["
        while some := list(islice(rows, _AT_ONCE)):
            yield opening + _dumped(some)[1:-1]
            opening = ","
        yield "]" if len(part) else "[]"
    else:
        yield _dumped(part)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def policy() -> str:
    """The content security policy: nothing from anywhere; of scripts only ours, named by their hashes."""
    hashes = (base64.b64encode(hashlib.sha256(str(asset(name)).encode()).digest()).decode() for name in SCRIPTS)
    allowed = " ".join(f"'sha256-{h}'" for h in hashes)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"


__all__ = ["TEMPLATE", "environment", "pieces", "rendered", "script"]
