"""Party committees, governments and departments in their relative forms (区委) -> full official names."""

from __future__ import annotations

from kg.model import Document, Linked


def expand_organs(document: Document, linked: Linked) -> Linked:
    """`linked` with every GovernmentBody under its full official name.

    Called by `link` after entities, aliases and home are known and before pronouns. A mention 区委 stands in
    `linked.mentions` with `entity` "" or "GovernmentBody:区委"; return entities renamed and merged
    (中共杭州市临平区委 with alias 区委) and the mentions' `entity` changed alike. Pure.
    """
    return linked
