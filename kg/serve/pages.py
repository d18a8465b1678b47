"""Pages for people: an entity, a statement, a sentence, a document with its marks; the same addresses as in the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.graph.vocabulary import kinds, predicates
from kg.model import Claim, Figure, Mark, Node, Record
from kg.serve.catalog import Catalog

FOLDER = Path(__file__).parent
Statement = Claim | Figure
SIGNS = {"eq": "", "gt": "> ", "lt": "< ", "approx": "≈ "}
STATES = {"actual": "", "planned": "计划", "ended": "已结束", "target": "目标"}
MEASURES = {
    "level": "数值",
    "yoy_growth": "同比",
    "avg_growth": "年均",
    "change": "变动",
    "share": "占比",
    "rank": "位次",
    "ratio": "比值",
}
KINDS = {
    "agreement": "印证",
    "agreement-rounded": "取整后一致",
    "value": "数值不一致",
    "period-unstated": "一方未写时期",
    "revision": "修订",
    "relation": "关系相互矛盾",
}


class Pages:
    """Renders one edition of a build."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self._templates.globals.update(
            label=catalog.graph.label,
            link=self.link,
            safe_url=safe_url,
            signs=SIGNS,
            states=STATES,
            measures=MEASURES,
            contrast_kinds=KINDS,
            kind_label=lambda name: kinds()[name].zh,
            predicate_label=lambda name: predicates()[name].zh,
            quote_of=self.quotation,
            is_claim=lambda s: isinstance(s, Claim),
            statement_path=lambda s: catalog.path(catalog.at.statement(s)),
        )

    def link(self, iri: str) -> str:
        """The server's own address of an IRI of the graph."""
        return "/" + quote(self.catalog.path(iri), safe="/:")

    def quotation(self, mark: Mark) -> dict[str, object]:
        """A sentence cut around the words that were read, with its source."""
        record = self.catalog.graph.record(mark.document)
        text = record.text
        return {
            "before": text[mark.start : mark.anchor_start],
            "words": text[mark.anchor_start : mark.anchor_end],
            "after": text[mark.anchor_end : mark.end],
            "record": record,
            "path": self.catalog.path(self.catalog.at.sentence(mark)),
            "document": self.catalog.path(self.catalog.at.document(mark.document)),
            "rule": mark.rule,
        }

    def render(self, name: str, **values: object) -> str:
        return self._templates.get_template(name).render(base=self.catalog.base, **values)

    def home(self) -> str:
        counts = self.catalog.graph.counts()
        ranked = sorted(self.catalog.graph.knowledge.nodes, key=lambda n: (-len(self.catalog.claims(n)), n.iri))
        return self.render("home.html", counts=counts, nodes=ranked[:24], records=self.catalog.graph.knowledge.records)

    def entity(self, node: Node) -> str:
        c = self.catalog
        return self.render(
            "entity.html",
            node=node,
            claims=c.claims(node),
            figures=c.figures(node),
            contrasts=sorted(c.contrasts(node), key=lambda x: x.kind.startswith("agreement")),
        )

    def statement(self, statement: Claim | Figure) -> str:
        marks = statement.marks if isinstance(statement, Claim) else (statement.mark,)
        return self.render("statement.html", statement=statement, marks=marks)

    def document(self, record: Record, begin: int = 0, end: int = 0) -> str:
        """The whole text with its mentions and what was read of it; [begin, end) is the sentence that was asked for."""
        said = self.catalog.marks(record)
        return self.render(
            "document.html", record=record, pieces=pieces(record, said, begin, end), sentence=end > begin
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text without a change inside it.

    `entity`: IRI of what it names, "" for none; `read`: whether a statement's words are here; `here`: whether it belongs
    to the sentence that was asked for; `ending`: the statements whose words end with it.
    """

    text: str
    entity: str
    read: bool
    here: bool
    ending: tuple[Statement, ...]


def pieces(record: Record, said: Sequence[tuple[Mark, Statement]], begin: int = 0, end: int = 0) -> Iterator[Piece]:
    """The text cut wherever a mention, the words of a statement or the sentence [begin, end) starts or ends."""
    named = {start: (stop, iri) for start, stop, iri in record.mentions}
    ending: defaultdict[int, dict[Statement, None]] = defaultdict(dict)
    change: Counter[int] = Counter()
    for mark, statement in said:
        ending[mark.anchor_end][statement] = None
        change.update({mark.anchor_start: 1})
        change.subtract({mark.anchor_end: 1})
    cuts = {0, len(record.text), begin, end, *named, *(stop for stop, _ in named.values()), *change}
    stop, iri, depth = 0, "", 0
    for at, next_ in pairwise(sorted(cuts)):
        depth += change[at]
        stop, iri = named.get(at, (stop, iri))
        entity = iri if at < stop else ""
        yield Piece(record.text[at:next_], entity, depth > 0, begin <= at < end, tuple(ending.get(next_, ())))


def safe_url(url: str | None) -> str:
    """The URL if it is one that a link may have (http, https), else ""."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:  # https://[x
        return ""


__all__ = ["Figure", "Pages", "safe_url"]
