"""pyvis carries the page: a subclass with our own template, the drawing library inside, no physics and no network.

pyvis 0.3.2 by itself asks two CDNs even in `in_line` mode and writes with the locale's encoding; see
docs/decisions/0020-page.md for what was measured.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.graph.vocabulary import kinds, predicates
from kg.model import Knowledge
from kg.outputs.page.payload import payload
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


class GraphNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network whose HTML is our page. `parts` is what `payload` returns."""

    def __init__(self, parts: dict[str, Any]) -> None:
        # directed: pyvis's undirected add_edge scans all edges (quadratic) and drops parallel ones
        super().__init__(directed=True, cdn_resources="in_line", height="100%", width="100%")
        self.toggle_physics(False)
        environment = Environment(loader=FileSystemLoader(HERE), autoescape=True)
        embedded_parts = {name: embedded(rows) for name, rows in parts.items()}
        environment.globals.update(
            title=parts["data"]["title"], parts=embedded_parts, asset=asset, scripts=SCRIPTS, policy=policy()
        )
        self.templateEnv, self.path = environment, "page.html"

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        return str(self.templateEnv.get_template(self.path).render())


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


def embedded(rows: Any) -> Markup:
    """JSON for a script element: `<`, `>` and `&` as escapes, so that no text of a page can leave it."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@cache
def policy() -> str:
    """The content security policy: nothing from anywhere; of scripts only ours, named by their hashes."""
    hashes = (base64.b64encode(hashlib.sha256(str(asset(name)).encode()).digest()).decode() for name in SCRIPTS)
    allowed = " ".join(f"'sha256-{h}'" for h in hashes)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"


def page(knowledge: Knowledge, view: View = PLAIN) -> bytes:
    """The page as UTF-8."""
    return GraphNetwork(payload(knowledge, view)).generate_html().encode()


def to_pyvis(knowledge: Knowledge, view: View = PLAIN) -> GraphNetwork:
    """A pyvis network for notebooks: nodes and edges as pyvis keeps them, `show` writes our page."""
    parts = payload(knowledge, view)
    network = GraphNetwork(parts)
    base = knowledge.base
    for row in parts["data"]["nodes"]:
        kind = kinds()[row["k"]]
        place = {"x": row["x"], "y": row["z"]} if "x" in row else {}
        network.add_node(base + row["i"], row["l"], shape=kind.shape, color=kind.color, group=kind.name, **place)
    for c in knowledge.claims:
        network.add_edge(c.subject, c.object, title=c.title or predicates()[c.predicate].zh, dashes=c.state != "actual")
    return network
