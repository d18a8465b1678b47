"""The interactive page: one HTML file that opens from disk and asks no network for anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Knowledge
from kg.outputs.page.view import PLAIN, View

if TYPE_CHECKING:
    from kg.outputs.page.network import GraphNetwork


def page(knowledge: Knowledge, view: View = PLAIN) -> bytes:
    """The page as UTF-8."""
    return b"".join(pieces(knowledge, view))


def pieces(knowledge: Knowledge, view: View = PLAIN) -> Iterator[bytes]:
    """The page as UTF-8, made piece by piece."""
    from kg.outputs.page.render import pieces as drawn  # pypinyin: a fifth of a second that reading does not need

    return drawn(knowledge, view)


def to_pyvis(knowledge: Knowledge, view: View = PLAIN) -> GraphNetwork:
    """The page as a pyvis network, for a notebook."""
    from kg.outputs.page.network import (
        to_pyvis as drawn,  # pyvis and pypinyin: two thirds of a second that reading does not need
    )

    return drawn(knowledge, view)


__all__ = ["PLAIN", "View", "page", "pieces", "to_pyvis"]
