"""What the readers hand over: lines with their kind, and what the page says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a table's grid: which printed cell of its own row stands there (an index), and whether it is a heading."""

    cell: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page. `kind` and `level` as in kg.model.Block; rows have `cells` (printed) and `grid` (one slot a
    column), `table` numbers the page's tables from 0; -1 outside tables. `place` is the reader's hint where the line
    stands: "head" (before the content), "body", "foot" (after it), "imprint" (an element named for it)."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    cells: tuple[str, ...] = ()
    grid: tuple[Slot, ...] = ()
    table: int = -1
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Imprint:
    """A page's record. None where the page does not say."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None

    def or_else(self, other: Imprint) -> Imprint:
        """This record, its gaps filled from `other`."""
        return Imprint(
            self.title or other.title,
            self.date or other.date,
            self.publisher or other.publisher,
            self.author or other.author,
            self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order. `imprint` is certain (meta tags, front matter), `guess` is not (<title>)."""

    lines: tuple[Line, ...]
    imprint: Imprint = Imprint()
    guess: Imprint = Imprint()


class Unreadable(ValueError):
    """The source gives no document. The message says why, for a person; `code` is stable: "empty", "binary",
    "truncated", "encoding", "front-matter", "no-sentence", "missing-extra", "damaged"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
