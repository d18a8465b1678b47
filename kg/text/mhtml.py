"""MHTML (RFC 2557): the page inside a file that a browser saved."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from kg.text.page import Unreadable


def read_mhtml(data: bytes) -> tuple[bytes, str | None]:
    """The bytes of the saved page and its address. Raises Unreadable ("damaged")."""
    message = message_from_bytes(data)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Unreadable("damaged", "no page in this MHTML file")
    url = message.get("Snapshot-Content-Location") or pages[0].get("Content-Location")
    return _declaring(pages[0]), str(url) if url and str(url).startswith("http") else None


def _declaring(part: Message) -> bytes:
    """The page's bytes, with the charset of its MIME head in front where the page itself does not say one."""
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    return body if charset is None or b"charset" in body[:2048] else f'<meta charset="{charset}">'.encode() + body
