"""Content negotiation by the Accept header (RFC 9110, 12.5.1): q-values, wildcards, and what the server prefers."""

from __future__ import annotations

from collections.abc import Sequence


def accepted(header: str, offered: Sequence[str]) -> tuple[str, ...]:
    """The offered media types that the header accepts, best first; ties keep the order of `offered`. No header: all."""
    wanted = [_part(p) for p in header.split(",") if p.strip()] or [("*/*", 1.0)]
    scored = [(_quality(media_type, wanted), -i, media_type) for i, media_type in enumerate(offered)]
    return tuple(m for q, _, m in sorted(scored, reverse=True) if q > 0)


def _part(text: str) -> tuple[str, float]:
    media_type, *parameters = (p.strip() for p in text.split(";"))
    for name, _, value in (p.partition("=") for p in parameters):
        if name.strip().lower() == "q":
            return media_type.lower(), _number(value)
    return media_type.lower(), 1.0


def _number(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media_type: str, wanted: Sequence[tuple[str, float]]) -> float:
    """The q of the most specific range that covers the type (RFC 9110: text/html over text/* over */*)."""
    group = media_type.partition("/")[0] + "/*"
    for pattern in (media_type, group, "*/*"):
        found = [q for name, q in wanted if name == pattern]
        if found:
            return max(found)
    return 0.0
