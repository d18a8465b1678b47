"""What the command line, the server and notebooks call: build, open, and all that a graph can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import changes
from kg.changes import How, NoArea, NoDocument, NoRoster, NothingRead, Options, OtherEdition, Stopped
from kg.explanation import Explanation, explain, explain_document
from kg.graph.check import check as check_build
from kg.graph.choose import SUM, Wanted, chosen, chosen_sums
from kg.graph.contrasts import KINDS as CONTRAST_KINDS
from kg.graph.evaluate import BadGold, Evaluation, Score
from kg.graph.evaluate import evaluate as evaluate_build
from kg.graph.faults import Fault
from kg.graph.find import find
from kg.graph.moment import BadDate, as_of, span_of
from kg.graph.near import Near, near
from kg.graph.query import Answer, BadQuery, Named, Refused, ask, open_store, plain, render
from kg.graph.query import named_queries as _named
from kg.graph.records import by_name
from kg.graph.sums import Sum
from kg.model import Claim, Contrast, Failure, Figure, Knowledge, Mark, Node, Reading, Record
from kg.outputs.compare import KINDS as CHANGE_KINDS
from kg.outputs.compare import Change, Thing, compare
from kg.outputs.export import MissingExtra, to_networkx
from kg.outputs.journal import consistent
from kg.outputs.load import NoBuild
from kg.outputs.load import load as load_records
from kg.outputs.lock import Busy
from kg.outputs.page import PLAIN, View, to_pyvis
from kg.outputs.panel import DIMENSIONS, BadDimension, Panel, panel
from kg.outputs.panel import Query as PanelQuery
from kg.outputs.series import Saying, Series, timeline
from kg.outputs.sheets import cell_note, cell_source, disagreements, long_rows, panel_rows, wide_rows
from kg.outputs.stats import Stats, stats
from kg.outputs.tables import conflicts as conflict_table
from kg.outputs.tables import number
from kg.outputs.write import write, writers
from kg.pipeline import Rows, merge
from kg.resolution.corrections import BadCorrections, parse_all
from kg.rows import unpack
from kg.rules.area_times import Extent, extents
from kg.rules.areas import area
from kg.scale.cluster import NoCluster
from kg.scale.engine import engines
from kg.sources import sources
from kg.sources.corrections import NAME, beside, opened
from kg.text import Unreadable

if TYPE_CHECKING:
    import networkx as nx

    from kg.outputs.page.network import GraphNetwork


class Graph:
    """A knowledge graph in memory.

    `knowledge` holds it as sorted, frozen records; everything else is computed from it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._nodes = {n.iri: n for n in knowledge.nodes}
        self._records = by_name(knowledge.records)

    def __repr__(self) -> str:
        return f"<kg.Graph: {', '.join(f'{count} {what}' for what, count in self.counts().items())}>"

    def node(self, iri: str) -> Node:
        return self._nodes[iri]

    def label(self, iri: str) -> str:
        return self._nodes[iri].label

    def record(self, document: str) -> Record:
        return self._records[document]

    def sentence(self, mark: Mark) -> str:
        """The words between the mark's offsets."""
        return self._records[mark.document].text[mark.start : mark.end]

    def anchor(self, mark: Mark) -> str:
        """The words inside the sentence that the rule read."""
        return self._records[mark.document].text[mark.anchor_start : mark.anchor_end]

    def find(self, name: str) -> tuple[Node, ...]:
        """The entities called `name` (label, alias, code or IRI); else those whose label holds it. Best first."""
        return find(self.knowledge.nodes, name)

    def about(self, node: Node) -> tuple[tuple[Claim, ...], tuple[Figure, ...]]:
        """The claims with `node` on either side, and its figures."""
        claims = tuple(c for c in self.knowledge.claims if node.iri in (c.subject, c.object))
        return claims, tuple(f for f in self.knowledge.figures if f.subject == node.iri)

    def counts(self) -> dict[str, int]:
        """How much there is: documents, entities, relations, observations."""
        k = self.knowledge
        return {
            "documents": len(k.records),
            "entities": len(k.nodes),
            "relations": len(k.claims),
            "observations": len(k.figures),
        }

    def save(self, folder: str | Path, view: View = PLAIN) -> None:
        """Write every file of a build to `folder`, all replaced at once. Raises Busy where another run writes there.

        What was read is not kept with it, so that nothing can be added later: `build` with a folder does that.
        """
        changes.save(self.knowledge, Path(folder), view)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The graph for analysis: a node an entity by IRI, an edge a claim."""
        return to_networkx(self.knowledge)

    def to_pyvis(self, view: View = PLAIN) -> GraphNetwork:
        """The page as a pyvis network, for a notebook."""
        return to_pyvis(self.knowledge, view)

    def stats(self) -> Stats:
        """Centrality and communities over relations."""
        return stats(self.knowledge)

    def timeline(self, node: Node, indicator: str = "", measure: str = "", unit: str = "") -> tuple[Series, ...]:
        """What was said of the node's figures over time, the longest series first; empty arguments mean all."""
        return timeline(self.knowledge, node.iri, indicator, measure, unit)

    def table(self, query: PanelQuery) -> Panel:
        """Figures of many areas as one wide sheet. Raises BadDimension."""
        return panel(self.knowledge, query)

    def as_of(self, date: str) -> tuple[Graph, Mapping[Claim | Figure, str]]:
        """The graph of a year, month or day, and why each other statement is not of that time. Raises BadDate."""
        found = as_of(self.knowledge, date)
        return Graph(found.knowledge), found.left_out

    def extents(self, node: Node) -> tuple[Extent, ...]:
        """What an area was one after the other, the oldest first; empty where nothing is known of its time."""
        return extents().get(node.code, ())

    def near(self, node: Node) -> tuple[Near, ...]:
        """What is nearly the same as `node` and stayed apart, with the reason."""
        return near(self.knowledge, node)

    def area_name(self, code: str) -> str:
        """The official name of an area by its code, in the graph or not; "" if it is unknown."""
        known = area(code)
        return known.name if known else ""

    def chosen(self, wanted: Wanted) -> tuple[tuple[Contrast, ...], tuple[Sum, ...]]:
        """The contrasts and the sums that are wanted."""
        return chosen(self.knowledge, wanted), chosen_sums(self.knowledge, wanted)

    def predecessors(self, node: Node) -> tuple[Node, ...]:
        """Areas of the graph, since abolished, that this one took the place of: 富阳市 of 富阳区."""
        return tuple(
            n for n in self.knowledge.nodes if node.code and any(e.successor == node.code for e in self.extents(n))
        )

    def contrasts(self, kinds: Iterable[str] = ()) -> tuple[Contrast, ...]:
        """Figures (and relations) of several sources side by side; `kinds` restricts to some, empty means all."""
        wanted = frozenset(kinds)
        return tuple(c for c in self.knowledge.contrasts if not wanted or c.kind in wanted)


def build(
    paths: Sequence[str | Path],
    out: str | Path | None = None,
    *,
    jobs: int = 1,
    strict: bool = False,
    base: str = "",
    title: str = "",
    home: str = "",
    quotes_only: bool = False,
    max_nodes: int = 1500,
    engine: str = "local",
    scheduler: str = "",
    corrections: str | Path | None = None,
    progress: Callable[[Reading | Failure], None] | None = None,
) -> Graph:
    """Read every source below `paths` (files, folders, globs, archives, `-`), make the graph, write it to `out` if given.

    `jobs` processes read; the result is the same for any number. `strict` raises Stopped at the first document that
    cannot be read; otherwise it is set aside in `knowledge.failures`. `base` replaces the base of the IRIs. `title`,
    `home` (name or code of the area in the middle), `quotes_only` and `max_nodes` shape the page. `progress` is called
    once a source. What stands in `out` already is not read again. `engine` says where sources are read (see `engines`):
    "dask" on the workers of `scheduler` (tcp://HOST:PORT), or on `jobs` workers of a cluster of its own. `corrections`
    is a file of a person's corrections; without it those called corrections.toml beside the sources are taken.

    Raises kg.registry.UnknownName for an engine that nobody registered, NoCluster, BadCorrections; with `out` Busy, NothingRead, NoArea, too.
    """
    wanted = [str(p) for p in paths]
    try:
        sheets = (opened(Path(corrections)),) if corrections is not None else beside(wanted)
    except UnicodeDecodeError as error:
        raise BadCorrections(f"{corrections or NAME}: not UTF-8 ({error.reason} at byte {error.start})") from None
    known = parse_all(sheets)
    if out is not None:
        options = Options(base, title, home, quotes_only, max_nodes, sheets)
        return Graph(changes.build(Path(out), wanted, options, _how(jobs, strict, progress, engine, scheduler)))
    rows: list[bytes] = []
    names: list[str] = []
    failures: list[Failure] = []
    for row in engines.get(engine)(sources(wanted), jobs, scheduler):
        result = unpack(row)
        if progress is not None:
            progress(result)
        if isinstance(result, Reading):
            rows.append(row)
            names.append(result.document.name)
        elif strict:
            raise Stopped(result)
        else:
            failures.append(result)
    return Graph(merge(Rows(names, rows.__getitem__), failures, base, known))


def add(
    out: str | Path,
    paths: Sequence[str | Path],
    *,
    jobs: int = 1,
    strict: bool = False,
    engine: str = "local",
    scheduler: str = "",
    progress: Callable[[Reading | Failure], None] | None = None,
    displaced: Callable[[str, str], None] | None = None,
) -> Graph:
    """The graph in `out` with every source below `paths`; every file equals a clean build's to the byte.

    A file takes the place of one of the same path or name; `displaced` is called with name and path of those that gave
    way to a file of another path. Only what is new is read. Raises Busy, NoRoster (`out` holds
    no build, or one that `build` did not write), OtherEdition (its rules or version are others than now), Stopped,
    NothingRead, NoArea; nothing has changed then.
    """
    how = replace(_how(jobs, strict, progress, engine, scheduler), displaced=displaced)
    return Graph(changes.add(Path(out), [str(p) for p in paths], how))


def remove(out: str | Path, names: Iterable[str]) -> Graph:
    """The graph in `out` without the documents, or whole files, of these names; every file equals a clean build's.

    Raises Busy, NoRoster, OtherEdition, NoDocument, NothingRead (nothing would be left), NoArea; nothing has changed then.
    """
    return Graph(changes.remove(Path(out), frozenset(names)))


def _how(
    jobs: int, strict: bool, progress: Callable[[Reading | Failure], None] | None, engine: str, scheduler: str
) -> How:
    read = engines.get(engine)
    return How(lambda found: read(found, jobs, scheduler), jobs if engine == "local" else 1, strict, progress)


def load(folder: str | Path) -> Graph:
    """The graph that a build wrote to `folder`. Raises NoBuild."""
    return Graph(consistent(Path(folder), load_records))


def diff(old: Graph, new: Graph) -> tuple[Change, ...]:
    """What came, went or changed from `old` to `new`: documents, entities, relations, figures."""
    return compare(old.knowledge, new.knowledge)


def named_queries() -> tuple[Named, ...]:
    """The competency queries that `query` knows by name."""
    return tuple(_named().values())


def query(folder: str | Path, text: str) -> Answer:
    """The answer of the graph in `folder` to SPARQL text, a .rq file or a named query. Raises BadQuery, Refused."""
    return ask(consistent(Path(folder), open_store), text)


def check(folder: str | Path) -> tuple[Fault, ...]:
    """Every fault of the build in `folder`: shapes, offsets, figures, codes, terms; empty if there is none."""
    return consistent(Path(folder), check_build)


def evaluate(folder: str | Path, gold: Iterable[str | Path]) -> Evaluation:
    """Scores of the build in `folder` against gold files. Raises FileNotFoundError, BadGold."""
    return evaluate_build(Path(folder), [Path(g) for g in gold])


def conflict_rows(knowledge: Knowledge) -> str:
    """The rows of conflicts.csv, heading first, without a byte order mark."""
    return b"".join(conflict_table(knowledge)).decode("utf-8-sig")


def formats() -> tuple[str, ...]:
    """Every format that `export` writes."""
    return tuple(writers.names())


def export(folder: str | Path, form: str, target: str | Path) -> tuple[Path, ...]:
    """Write the graph in `folder` in another format to the folder `target`; the files' paths.

    Raises kg.registry.UnknownName for a format that nobody registered, MissingExtra where a package is missing.
    """
    return write(load(folder).knowledge, Path(target), [form])


def figures_of(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    """Scores as plain numbers by name: p, r, f1, hits, predicted, gold."""
    return {
        name: {"p": s.precision, "r": s.recall, "f1": s.f1, "hits": s.hits, "predicted": s.predicted, "gold": s.gold}
        for name, s in scores.items()
    }


__all__ = [
    "CHANGE_KINDS",
    "CONTRAST_KINDS",
    "DIMENSIONS",
    "SUM",
    "Answer",
    "BadCorrections",
    "BadDate",
    "BadDimension",
    "BadGold",
    "BadQuery",
    "Busy",
    "Change",
    "Evaluation",
    "Explanation",
    "Extent",
    "Fault",
    "Graph",
    "MissingExtra",
    "Near",
    "NoArea",
    "NoBuild",
    "NoCluster",
    "NoDocument",
    "NoRoster",
    "NothingRead",
    "OtherEdition",
    "Panel",
    "PanelQuery",
    "Refused",
    "Saying",
    "Score",
    "Series",
    "Stats",
    "Stopped",
    "Sum",
    "Thing",
    "Unreadable",
    "View",
    "Wanted",
    "add",
    "build",
    "cell_note",
    "cell_source",
    "check",
    "conflict_rows",
    "diff",
    "disagreements",
    "evaluate",
    "explain",
    "explain_document",
    "export",
    "figures_of",
    "formats",
    "load",
    "long_rows",
    "named_queries",
    "number",
    "panel_rows",
    "plain",
    "query",
    "remove",
    "render",
    "span_of",
    "wide_rows",
]
