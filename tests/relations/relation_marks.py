"""Documents for the relation tests: `[临江区|District]` marks a mention, a line break ends a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Block, Document, Entity, Linked, Mention, Sentence, Span

MARK = re.compile(r"\[([^|\]]+)\|(\w+)(?:=([^\]]+))?\]")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
HOME = Entity("area:330113", "District", "HOME", code="330113")


def read_marked(marked: str, title: str = "") -> tuple[Document, Linked]:
    """`[该镇|Pronoun=Town:柳林镇]` gives the entity of a word that is no name."""
    text, mentions, at = "", [], 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        span = Span(len(text), len(text) + len(m[1]))
        mentions.append(Mention(span, m[2], "test", m[1], m[3] or f"{m[2]}:{m[1]}"))
        text, at = text + m[1], m.end()
    text += marked[at:]
    named = {m.entity: Entity(m.entity, m.entity.split(":")[0], m.entity.split(":")[1]) for m in mentions}
    document = replace(_document(text), title=title)
    return document, Linked((HOME, *named.values()), tuple(mentions), HOME.id)


def _document(text: str) -> Document:
    blocks, sentences, at = [], [], 0
    for number, line in enumerate(text.split("\n")):
        heading = not line.endswith(("。", "！", "？"))
        blocks.append(Block(Span(at, at + len(line)), "heading" if heading else "paragraph", 2 if heading else 0))
        found = SENTENCE.finditer(line)
        sentences += [Sentence(Span(at + m.start(), at + m.end()), number) for m in found]
        at += len(line) + 1
    return Document("d", "d.txt", text, blocks=tuple(blocks), sentences=tuple(sentences))


def rows(relations, linked: Linked) -> list[str]:
    """`甲 focusesOn 乙`, with `(planned)` where the state is not actual; each once, in order."""
    names = {e.id: e.name for e in linked.entities}
    shown = (
        f"{names[r.subject]} {r.predicate} {names[r.object]}" + (f" ({r.state})" if r.state != "actual" else "")
        for r in relations
    )
    return list(dict.fromkeys(shown))
