"""What the graph's shape says: how central each entity is, and which ones belong together (networkx)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Knowledge, Node

if TYPE_CHECKING:
    import networkx as nx

DAMPING = 0.85
ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """One entity: `degree` counts its relations, `rank` is PageRank (all sum to 1), `community` a position in `Stats.communities`."""

    node: Node
    degree: int
    rank: float
    community: int


@dataclass(frozen=True, slots=True)
class Stats:
    """`standings`, the most central first; `communities` as IRIs, the largest first."""

    standings: tuple[Standing, ...]
    communities: tuple[tuple[str, ...], ...]


def stats(knowledge: Knowledge) -> Stats:
    """Centrality and communities over relations without their direction; the same for the same graph."""
    graph = _plain(knowledge)
    ranks = pagerank({i: sorted(graph[i]) for i in graph})
    groups = _communities(graph)
    member = {i: at for at, group in enumerate(groups) for i in group}
    standings = [Standing(n, graph.degree(i), ranks[i], member[i]) for i, n in enumerate(knowledge.nodes)]
    standings.sort(key=lambda s: (-s.rank, s.node.iri))
    return Stats(tuple(standings), tuple(tuple(knowledge.nodes[i].iri for i in group) for group in groups))


def _plain(knowledge: Knowledge) -> nx.Graph[int]:
    """Undirected, without parallel edges; positions instead of IRIs, for sets of strings have no order of their own."""
    import networkx as nx  # a third of a second to import

    order = {n.iri: i for i, n in enumerate(knowledge.nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(order.values())
    graph.add_edges_from((order[c.subject], order[c.object]) for c in knowledge.claims if c.subject != c.object)
    return graph


def pagerank(neighbours: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """PageRank (Brin and Page 1998) by power iteration; networkx's own needs scipy. What leads nowhere is shared by all."""
    count = max(len(neighbours), 1)
    score = dict.fromkeys(neighbours, 1 / count)
    for _ in range(ROUNDS):
        lost = sum(score[i] for i, others in neighbours.items() if not others)
        fresh = dict.fromkeys(neighbours, (1 - DAMPING + DAMPING * lost) / count)
        for i, others in neighbours.items():
            for other in others:
                fresh[other] += DAMPING * score[i] / len(others)
        change = sum(abs(fresh[i] - score[i]) for i in score)
        score = fresh
        if change < 1e-9:
            break
    return score


def _communities(graph: nx.Graph[int]) -> list[list[int]]:
    """Louvain's communities (Blondel et al. 2008), the largest first, each in order."""
    from networkx.algorithms.community import louvain_communities

    if not graph.number_of_edges():
        return [[i] for i in graph]
    groups = [sorted(group) for group in louvain_communities(graph, seed=1)]
    return sorted(groups, key=lambda group: (-len(group), group))
