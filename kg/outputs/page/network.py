"""pyvis carries the page: a subclass with our own template, the drawing library inside, no physics and no network.

pyvis 0.3.2 by itself asks two CDNs even in `in_line` mode and writes with the locale's encoding; see
docs/decisions for what was measured.
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

from kg.model import Knowledge
from kg.outputs.page.payload import PLAIN, View, payload

HERE = Path(__file__).parent
SCRIPTS = ("vendor/vis-network.min.js", "script.js")


class GraphNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network whose HTML is our page. `data` is what `payload` returns."""

    def __init__(self, data: dict[str, Any]) -> None:
        # directed: pyvis's undirected add_edge scans all edges (quadratic) and drops parallel ones
        super().__init__(directed=True, cdn_resources="in_line", height="100%", width="100%")
        self.toggle_physics(False)
        environment = Environment(loader=FileSystemLoader(HERE), autoescape=True)
        environment.globals.update(data=data, embedded=embedded(data), asset=asset, policy=policy())
        self.templateEnv, self.path = environment, "page.html"

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        return str(self.templateEnv.get_template(self.path).render())


@cache
def asset(name: str) -> Markup:
    """A file of the page, safe inside its element: no `</script` can end it early."""
    return Markup(HERE.joinpath(name).read_text("utf-8").replace("</script", "<\\/script"))


def embedded(data: dict[str, Any]) -> Markup:
    """JSON for a script element: `<`, `>` and `&` as escapes, so that no text of a page can leave it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
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
