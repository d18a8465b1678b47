"""Every record that crosses a stage boundary. Imports nothing of kg.

Conventions: every range is half-open and counts Unicode code points of `Document.text`; tuples, never lists;
`None` or `""` means "the text does not say", never a guess. Numbers are `Decimal`, never float.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LocalId = str
"""Names an entity inside one document, `Type:name` (areas with a code: `area:330113`)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of code points of a document's text."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as found, before anything is decided about them.

    `name` is what the tables call it (file name, `rows.jsonl#3`); `path` tells equal names apart;
    `kind` is "auto" or the name of a reader of text (text, html, markdown, …);
    `title`, `date`, `url`, `publisher`, `author` are what a container (a JSON line, a WARC record) already says.
    """

    name: str
    data: bytes
    path: str = ""
    kind: str = "auto"
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption or table row of the extracted text.

    `kind`: title, heading, paragraph, item, caption, row. `level`: of a heading, 1 to 6; else 0.
    """

    span: Span
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table row; `block` is its index in `Document.blocks`."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: where its words stand, and whether it is a heading. Spanned cells repeat in the grid."""

    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page; `rows` is a rectangular grid, row `i` printed as block `blocks[i]`."""

    rows: tuple[tuple[Cell, ...], ...]
    blocks: tuple[int, ...]
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text with its record. All later offsets point into `text` and nothing else.

    `id`: first 16 hex digits of the SHA-256 of `text` in UTF-8. `date`: ISO 8601 or None.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()

    def __hash__(self) -> int:
        """Cheap, as documents are keys of caches: hashing every sentence costs more than what is cached."""
        return hash((self.id, self.name))

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the segmentation."""

    span: Span
    word: str


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the division table. `level`: Country, Province, City, District, Town, Village."""

    code: str
    name: str
    level: str
    parent: str
    short: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something with a type, seen at a place, by a named rule.

    `type` is one of the guideline's 20 classes, or a lexical class that only rules use: `Title` (a post's name),
    `Pronoun` (该镇, 公司, 其), `Scope` (全区, 我市), `Quantity`, `Period`.
    `name` is the form that the mention itself supports (without quotation marks), `entity` the document-local
    entity it was linked to, "" before linking. `code` is set for areas that are known.
    """

    span: Span
    type: str
    rule: str
    name: str
    entity: LocalId = ""
    code: str = ""

    def __hash__(self) -> int:
        """Cheap, as mentions are members of many sets: of all fields these tell most of them apart."""
        return hash((self.span.start, self.span.end, self.type, self.entity))


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was refused: `rule` proposed it, `reason` says why it lost."""

    span: Span
    type: str
    name: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of one document. `home` is the local id of the area it belongs to, if one is known."""

    id: LocalId
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    home: LocalId = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a document names: `mentions` in text order, each with its entity; `inner` are names inside mentions;
    `home` is the local id of the home area, "" where nothing says it."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    home: LocalId = ""
    inner: tuple[Mention, ...] = ()
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """`sentence` is the whole sentence, `anchor` the words inside it that the rule read, `rule` its id."""

    sentence: Span
    anchor: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """subject --predicate--> object. `state`: actual, planned or ended. `title` only for holdsPost.

    `begin` and `end` (ISO 8601 or "") bound a post or a relation where the text says so.
    """

    subject: LocalId
    predicate: str
    object: LocalId
    evidence: Evidence
    title: str = ""
    state: str = "actual"
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One printed figure. `value` as printed (940.09) in `unit` as printed, simplified characters (亿元).

    `printed` is the figure's own string (13.0 keeps its zero). `measure`: level, yoy_growth, avg_growth, change,
    share, rank, ratio. `bound`: eq, gt, lt, approx. `period`: ISO 8601 or "" if the text does not say.
    `state`: actual or target. `indicator_id`: the code of `ontology/codes.ttl`, "" if none fits.
    """

    subject: LocalId
    indicator: str
    value: Decimal
    unit: str
    evidence: Evidence
    printed: str = ""
    bound: str = "eq"
    measure: str = "level"
    period: str = ""
    state: str = "actual"
    indicator_id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gives: the result of the map step, with document-local ids."""

    document: Document
    linked: Linked
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, with the reason a person can act on.

    `code` names the kind of fault (empty, binary, truncated, front-matter, missing, …) for programs and translations.
    """

    name: str
    reason: str
    code: str = ""


# ---- after resolution: the whole set ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A canonical entity. `iri` is absolute; `documents` are source names, sorted.

    `parent`: IRI of the nearest larger area of the graph, for areas with a code. `home`: IRI of the area that a
    thing belongs to. Both "" where the graph holds no such area.
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    documents: tuple[str, ...] = ()
    parent: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence as evidence: `document` is the source's name, offsets count in its extracted text."""

    document: str
    start: int
    end: int
    anchor_start: int
    anchor_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between canonical entities with every sentence that says it (sorted)."""

    subject: str
    predicate: str
    object: str
    title: str
    state: str
    marks: tuple[Mark, ...]
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation of a canonical entity in one document."""

    subject: str
    indicator: str
    value: Decimal
    unit: str
    printed: str
    bound: str
    measure: str
    period: str
    state: str
    indicator_id: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements side by side. `kind`: agreement, agreement-rounded, value, period-unstated, revision, relation.

    `supersedes`: of a revision, the side that is in force ("left", "right"); "" where the texts do not say.
    """

    kind: str
    left: Figure | Claim
    right: Figure | Claim
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class SharedKey:
    """What several mentions have in common. `kind`: code, full-name, number, or name (`value` inside the area coded
    `area`, "" for the whole country). `mentions`: pairs of a document and the name that it gives."""

    kind: str
    value: str
    area: str
    mentions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Why the mentions of several documents are one node: the keys that they share; `joins`: what made several keys
    one (a short form, a correction), as (kind, words)."""

    iri: str
    keys: tuple[SharedKey, ...]
    joins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Selector:
    """What a correction is about: an entity by name, alias, code or IRI; `documents` and `type` narrow it where they are given."""

    name: str
    documents: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says against the machine. `kind`: same-as, different-from, rename, retype, drop, add, untrusted.

    `entity` is the thing (of drop and add the subject; of untrusted the source's name, publisher or host), `other` the
    second thing (the object of a relation), `value` the new name, the new type or a figure as printed. The fields from
    `predicate` to `quote` describe a statement; `quote` are words of `document` that say it. `place` is the entry
    in its file, for messages.
    """

    kind: str
    entity: Selector
    author: str
    date: str
    reason: str
    other: Selector | None = None
    value: str = ""
    predicate: str = ""
    title: str = ""
    state: str = ""
    indicator: str = ""
    unit: str = ""
    measure: str = ""
    period: str = ""
    bound: str = ""
    document: str = ""
    quote: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and what came of it: the IRIs it touched, or (`fault`) why it does not apply to the data."""

    correction: Correction
    targets: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph keeps of a document: `sources` are the names under which this text was read (re-posts).

    `mentions`: where the text names entities, as (start, end, IRI) in text order, none within another.
    `copy_of`: name of the earlier document that this one mostly repeats; "" if it is a source of its own.
    """

    id: str
    name: str
    text: str
    title: str | None
    date: str | None
    publisher: str | None
    author: str | None
    url: str | None
    home: str
    sources: tuple[str, ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole graph as sorted records: what every writer reads."""

    records: Sequence[Record]
    nodes: tuple[Node, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    contrasts: tuple[Contrast, ...] = ()
    rejected: Sequence[tuple[str, Rejection]] = ()
    failures: tuple[Failure, ...] = ()
    base: str = "https://w3id.org/regionkg/"
    corrections: tuple[Corrected, ...] = ()
    identities: Sequence[Identity] = ()
