"""pyvis in a notebook carries our page: a subclass whose HTML is that of a build, no physics and no network.

pyvis 0.3.2 by itself asks two CDNs even in `in_line` mode and writes with the locale's encoding; see
docs/decisions/0020-page.md for what was measured. A build does not import it: that takes a third of a second.
"""

from __future__ import annotations

from typing import Any

from pyvis.network import Network

from kg.graph.vocabulary import kinds, predicates
from kg.model import Knowledge
from kg.outputs.page.payload import payload
from kg.outputs.page.render import TEMPLATE, environment, rendered
from kg.outputs.page.view import PLAIN, View


class GraphNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network whose HTML is our page. `parts` is what `payload` returns."""

    def __init__(self, parts: dict[str, Any]) -> None:
        # directed: pyvis's undirected add_edge scans all edges (quadratic) and drops parallel ones
        super().__init__(directed=True, cdn_resources="in_line", height="100%", width="100%")
        self.toggle_physics(False)
        self.templateEnv, self.path = environment(parts), TEMPLATE

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        return rendered(self.templateEnv)


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
