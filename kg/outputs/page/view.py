"""How a page is made: options alone, so that naming them costs no import of what draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """How a page is made: its `title`, the IRI of the `home` area to stand in the middle, `quotes_only` without whole
    texts, `max_nodes` drawn at once (the others open on demand)."""

    title: str = ""
    home: str = ""
    quotes_only: bool = False
    max_nodes: int = 1500


PLAIN = View()
