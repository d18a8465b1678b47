"""`kg diff`: what came, went or changed between two builds, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.columns import as_csv
from kg.cli.messages import say
from kg.cli.show import SIGNS, opened
from kg.cli.terminal import fail, notice, result
from kg.model import Claim, Figure, Mark, Node, Record

SIGN = {"came": "+", "went": "-", "changed": "~"}
COLUMNS = (
    "kind",
    "change",
    "key",
    "old",
    "new",
    "fields",
    "old_document",
    "old_sentence",
    "new_document",
    "new_sentence",
)
Row = tuple[str, ...]


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of the older build. 旧的生成结果。")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of the newer build. 新的生成结果。")],
    kind: Annotated[
        list[str] | None, typer.Option(help="Only document, entity, relation or figure; may be repeated. 只看这一类。")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json or csv. 输出格式。")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json. 等同 --format json。")] = False,
) -> None:
    """Documents, entities, relations and figures that came (+), went (-) or changed (~): exit code 1 if any did.
    两次生成之间新增、消失、改变的文档、实体、关系与数字。

    [dim]Example:  kg diff graph-may graph-june --kind figure[/dim]
    """
    form = "json" if as_json else form
    if form not in ("text", "json", "csv"):
        fail(say("unknown-format", name=form, known="text, json, csv"))
    if odd := [name for name in kind or () if name not in api.CHANGE_KINDS]:
        fail(say("unknown-kind", name=", ".join(odd), known=", ".join(api.CHANGE_KINDS)))
    before, after = opened(old), opened(new)
    changes = [c for c in api.diff(before, after) if not kind or c.kind in kind]
    teller = _Teller(before, after)
    rows = [teller.row(c) for c in changes]
    if form == "json":
        result([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    elif form == "csv":
        print(as_csv([COLUMNS, *rows]), end="")
    else:
        print("".join(f"{line}\n" for row in rows for line in _lines(row)), end="")
    notice(_counted(changes))
    if changes:
        raise typer.Exit(1)


def _counted(changes: list[api.Change]) -> str:
    if not changes:
        return say("same")
    counts = {what: sum(c.what == what for c in changes) for what in SIGN}
    return say("differs", **counts)


def _lines(row: Row) -> Iterator[str]:
    kind, what, key, old, new, fields, *proof = row
    shown = " -> ".join(w for w in (old, new) if w)
    yield f"{SIGN[what]} {kind}  {key}" + (f"  {shown}" if shown else "") + (f"  [{fields}]" if fields else "")
    for sign, document, sentence in (("-", proof[0], proof[1]), ("+", proof[2], proof[3])):
        if sentence:
            yield f"    {sign} “{sentence}” — {document}"


class _Teller:
    """Puts changes into words, with the labels and sentences of the side that they are of."""

    def __init__(self, before: api.Graph, after: api.Graph) -> None:
        self.sides = (before, after)

    def row(self, c: api.Change) -> Row:
        sides = [(g, x) for g, x in zip(self.sides, (c.old, c.new), strict=True)]
        graph, thing = next((g, x) for g, x in reversed(sides) if x is not None)
        words = [
            self._value(x, c.fields) if x is not None and c.kind in ("figure", "entity", "relation") else ""
            for _, x in sides
        ]
        proofs = [part for g, x in sides for part in self._proof(g, x)]
        key = self._key(graph, thing)
        return (c.kind, c.what, key, *words, ",".join(c.fields), *proofs)

    def _key(self, graph: api.Graph, x: api.Thing) -> str:
        if isinstance(x, Record):
            return x.name
        if isinstance(x, Node):
            return f"{x.label} ({x.type}) {x.iri}"
        subject = graph.label(x.subject)
        if isinstance(x, Claim):
            object_ = graph.label(x.object)
            return " ".join(
                w for w in (subject, x.predicate, object_, x.title, "" if x.state == "actual" else f"[{x.state}]") if w
            )
        state = "" if x.state == "actual" else f"[{x.state}]"
        return " ".join(w for w in (subject, x.indicator, x.measure, x.period or "—", state) if w)

    def _value(self, x: api.Thing, fields: tuple[str, ...]) -> str:
        if isinstance(x, Figure):
            return f"{SIGNS[x.bound]}{x.printed}{x.unit}"
        return "; ".join(f"{name} {_words(x, name)}" for name in fields)

    def _proof(self, graph: api.Graph, x: api.Thing | None) -> tuple[str, str]:
        mark = x.mark if isinstance(x, Figure) else x.marks[0] if isinstance(x, Claim) else None
        return (mark.document, graph.sentence(mark)) if isinstance(mark, Mark) else ("", "")


def _words(x: api.Thing, name: str) -> str:
    if name == "documents" and isinstance(x, Claim):
        return "|".join(sorted({m.document for m in x.marks}))
    value = getattr(x, name)
    return "|".join(value) if isinstance(value, tuple) else str(value)


__all__ = ["diff"]
