"""Sources become documents: clean text with its record, blocks, sentences and tables."""

from __future__ import annotations

import hashlib
import re

from bs4 import BeautifulSoup

from kg.model import Block, Document, Sentence, Source, Span

_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；]*[”’」』）)]*")


class Unreadable(ValueError):
    """The source gives no document; the message says why, for a person."""


def read(source: Source) -> Document:
    """The document that `source` holds. Raises Unreadable."""
    raw = source.data.decode("utf-8", errors="replace")
    if re.search(r"<(p|div)\b", raw):
        soup = BeautifulSoup(raw, "lxml")
        raw = "\n".join(p.get_text().strip() for p in soup.find_all(["h1", "p", "tr"]))
    text = "\n".join(line.strip() for line in raw.splitlines() if line.strip())
    blocks, sentences = [], []
    at = 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(Span(at, at + len(line)), "paragraph"))
        sentences += [Sentence(Span(at + m.start(), at + m.end()), number) for m in _SENTENCE.finditer(line)]
        at += len(line) + 1
    if not sentences:
        raise Unreadable("no sentence in it")
    return Document(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        source.name,
        text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )
