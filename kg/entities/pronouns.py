"""该镇, 公司, 其 -> the entity they stand for."""

from __future__ import annotations

from kg.model import Document, Linked


def resolve_pronouns(document: Document, linked: Linked) -> Linked:
    """`linked` with `entity` set on the Pronoun mentions whose antecedent is certain; "" on the others.

    Called by `link` last, when every other mention (Scope too) has its entity. Adds no entity. Pure.
    """
    return linked
