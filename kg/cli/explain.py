"""`kg explain`: the whole derivation of a text, from words to statements, and what was refused on the way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.explain_page import page
from kg.cli.explain_text import as_lines, as_object
from kg.cli.messages import say, why
from kg.cli.terminal import fail, result

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text. 以 JSON 输出。")]
Text = Annotated[
    str, typer.Argument(metavar="[TEXT]", help="A sentence or passage, or - for standard input. 一段文字。")
]
Document = Annotated[
    Path | None,
    typer.Option(
        "--document", metavar="FILE", dir_okay=False, help="Explain a document as an HTML page. 以网页解释一篇文档。"
    ),
]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="PAGE", help="Write the HTML page to a file. 网页写入文件。")
]


def explain(text: Text = "", document: Document = None, out: Out = None, as_json: Json = False) -> None:
    """How a text is read: words, every candidate and why it won or lost, home area, lifted sentences, rules, refusals.
    识别的全过程：分词、每个候选及其去留、主地区、抬升句、规则、未采用的内容。

    [dim]Examples:  kg explain '2021年，临平区实现地区生产总值940.09亿元，增长10.6%。'    kg explain --document page.html -o why.html[/dim]
    """
    if bool(text) == bool(document):
        fail(say("text-or-document"))
    found = _explained(text, document)
    if as_json:
        result([as_object(f) for f in found] if document else as_object(found[0]))
    elif document or out:
        _write(page(found), out)
    else:
        print("\n".join(as_lines(found[0])))


def _explained(text: str, document: Path | None) -> tuple[api.Explanation, ...]:
    try:
        if document:
            return api.explain_document(document)
        return (api.explain(typer.get_text_stream("stdin").read() if text == "-" else text),)
    except api.Unreadable as error:
        fail(why(getattr(error, "code", ""), str(error)))


def _write(html: str, out: Path | None) -> None:
    if out is None:
        print(html, end="")
        return
    try:
        out.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{out}: {os.strerror(error.errno or 0)}")
