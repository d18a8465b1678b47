"""Word files, saved pages and PDF."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from kg.model import Document, Source
from kg.text import Unreadable, read
from kg.text.page import Line
from kg.text.pdf import Printed, Run, _in_columns, _paragraphs, _without_heads

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


SPAN = '<w:gridSpan w:val="2"/>'
MERGED = '<w:vMerge w:val="restart"/>'


def word(body: str) -> bytes:
    """A Word file of this body, with the styles 1 (标题 1) and T (Title)."""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", styles)
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text[:2]}</w:t></w:r><w:r><w:t>{text[2:]}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def blocks(d: Document) -> list[tuple[str, str]]:
    return [(b.kind, d.quote(b.span)) for b in d.blocks]


def test_word() -> None:
    table = (
        f"<w:tbl><w:tr>{tc('地区')}{tc('2021年', SPAN)}</w:tr>"
        f"<w:tr>{tc('东部', MERGED)}{tc('10.5')}{tc('3.0')}</w:tr>"
        f"<w:tr>{tc('', '<w:vMerge/>')}{tc('11')}{tc('4')}</w:tr></w:tbl>"
    )
    d = read(
        Source(
            "a.docx",
            word(
                p("青石县工作报告", '<w:pStyle w:val="T"/>')
                + p("一、回顾", '<w:pStyle w:val="1"/>')
                + p("全县生产总值120.5亿元，增长8.1%。")
                + p("修路三条；", "<w:numPr/>")
                + table
            ),
        )
    )
    assert blocks(d) == [
        ("title", "青石县工作报告"),
        ("heading", "一、回顾"),
        ("paragraph", "全县生产总值120.5亿元，增长8.1%。"),
        ("item", "修路三条；"),
        ("row", "地区\t2021年"),
        ("row", "东部\t10.5\t3.0"),
        ("row", "东部\t11\t4"),
    ]
    assert [[d.quote(c.span) for c in row] for row in d.tables[0].rows] == [
        ["地区", "2021年", "2021年"],
        ["东部", "10.5", "3.0"],
        ["东部", "11", "4"],
    ]


def test_a_broken_word_file_says_so() -> None:
    with pytest.raises(Unreadable) as caught:
        read(Source("a.docx", word(p("一句话。"))[:-40], kind="docx"))
    assert caught.value.code == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_saved_page(encoding: str) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "http://a.example/1.html"
    message["Subject"] = "page"
    message.set_content(
        "<html><body><p>青石县生产总值为120.5亿元，增长8.1%。</p></body></html>", subtype="html", charset=encoding
    )
    message.make_related()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    d = read(Source("a.mhtml", message.as_bytes()))
    assert d.text == "青石县生产总值为120.5亿元，增长8.1%。"
    assert d.url == "http://a.example/1.html"


def printed(text: str, y: float, left: float = 70.0, size: float = 12.0) -> Printed:
    return Printed((Run(left, left + size * len(text), y, size, text),))


def test_pdf_lines_become_paragraphs() -> None:
    texts = ["　　青石县位于省境东部地区，", "全县总面积一千二百平方公", "里，辖八个镇。", "　　农业稳定发展，"]
    lines = [printed(t.strip("　"), 700 - 20.0 * i, 94.0 if t[0] == "　" else 70.0) for i, t in enumerate(texts)]
    assert [line.text for line in _paragraphs(_in_columns(lines))] == [
        "青石县位于省境东部地区，全县总面积一千二百平方公里，辖八个镇。",
        "农业稳定发展，",
    ]


def test_pdf_columns_are_read_one_after_the_other() -> None:
    left = [Run(60, 240, 700 - 16.0 * i, 10, "甲" * 18) for i in range(6)]
    right = [Run(300, 480, 700 - 16.0 * i, 10, "乙" * 18) for i in range(6)]
    left[-1] = Run(60, 90, 620, 10, "甲甲。")
    lines = [Printed(pair) for pair in zip(left, right, strict=True)]
    assert [line.text for line in _paragraphs(_in_columns(lines))] == ["甲" * 92 + "。", "乙" * 108]


def test_pdf_running_heads_and_page_numbers_are_dropped() -> None:
    body = ["修路三条。", "架桥两座。", "植树万株。"]
    pages = [
        [
            printed("青石县公报", 800),
            *(printed(text, 700 - 20.0 * i) for i, text in enumerate(body)),
            printed(f"- {n} -", 40),
        ]
        for n in range(1, 5)
    ]
    pages = [
        [
            *page[:1],
            printed(f"{'甲乙丙丁'[n]}村的消息。", 760),
            *page[1:-1],
            printed(f"{'甲乙丙丁'[n]}村完。", 60),
            page[-1],
        ]
        for n, page in enumerate(pages)
    ]
    texts = [line.text for line in _without_heads(pages)]
    assert texts == [text for n in range(4) for text in (f"{'甲乙丙丁'[n]}村的消息。", *body, f"{'甲乙丙丁'[n]}村完。")]


def test_pdf_tables() -> None:
    rows = [("指标", "总量", "增长"), ("工业增加值", "40.2", "9.0"), ("财政收入", "9.8", "5.5")]
    lines = [
        Printed(
            tuple(
                Run(70 + 120.0 * x, 75 + 120.0 * x + 12 * len(cell), 600 - 20.0 * y, 12, cell)
                for x, cell in enumerate(row)
            )
        )
        for y, row in enumerate(rows)
    ]
    found: list[Line] = list(_paragraphs(_in_columns(lines)))
    assert [line.cells for line in found] == rows
    assert all(slot.heading for slot in found[0].grid)


def test_a_pdf_that_is_none_says_so() -> None:
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    with pytest.raises(Unreadable) as caught:
        read(Source("a.pdf", b"%PDF-1.4 nothing"))
    assert caught.value.code == "damaged"
