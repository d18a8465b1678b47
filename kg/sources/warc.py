"""WARC: the HTML responses of a web archive, each with its address and day."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from kg.model import Failure, Source


def pages(name: str, path: str, data: bytes) -> Iterator[Source | Failure]:
    """The HTML and text responses of uncompressed WARC records (ISO 28500), named `file.warc#NUMBER` by their order.

    Records of other kinds (requests, metadata, images) hold no page and are passed over.
    """
    at = number = 0
    while (begin := data.find(b"WARC/", at)) >= 0:
        head_end = data.find(b"\r\n\r\n", begin)
        if head_end < 0:
            yield Failure(f"{name}#{number + 1}", "cut off: a record's head has no end", "truncated")
            return
        head = _fields(data[begin:head_end])
        number += 1
        size = int(head.get("content-length", "0") or 0) if head.get("content-length", "0").isdigit() else 0
        body = data[head_end + 4 : head_end + 4 + size]
        at = head_end + 4 + size
        if len(body) < size:
            yield Failure(f"{name}#{number}", "cut off: the record is shorter than it says", "truncated")
        elif head.get("warc-type") in ("response", "resource"):
            yield from _page(f"{name}#{number}", f"{path}#{number}", head, body)


def _page(name: str, path: str, head: dict[str, str], body: bytes) -> Iterator[Source | Failure]:
    reply, content = head, body
    if head["warc-type"] == "response":
        top, _, content = body.partition(b"\r\n\r\n")
        reply = _fields(top)
        if top[9:12] != b"200":
            return
    if not reply.get("content-type", "text/html").startswith(("text/html", "text/plain", "application/xhtml")):
        return
    try:
        content = _unpacked(content, reply)
    except (zlib.error, EOFError, OSError, ValueError) as error:
        yield Failure(name, f"damaged response: {error}", "damaged")
        return
    yield Source(name, content, path, url=head.get("warc-target-uri"))


def _fields(head: bytes) -> dict[str, str]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {key.decode("latin-1").strip().lower(): value.decode("utf-8", "replace").strip() for key, _, value in lines}


def _unpacked(content: bytes, reply: dict[str, str]) -> bytes:
    if reply.get("transfer-encoding", "").lower() == "chunked":
        content = b"".join(_chunks(content))
    encoding = reply.get("content-encoding", "").lower()
    if encoding == "gzip":
        return gzip.decompress(content)
    if encoding == "deflate":
        return zlib.decompress(content)
    return content


def _chunks(content: bytes) -> Iterator[bytes]:
    at = 0
    while (end := content.find(b"\r\n", at)) >= 0:
        size = int(content[at:end].split(b";")[0] or b"0", 16)
        if size == 0:
            return
        yield content[end + 2 : end + 2 + size]
        at = end + 2 + size + 2
