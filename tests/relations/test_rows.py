"""What the columns of a table say."""

from __future__ import annotations

from kg.facts.rows import rows
from kg.model import Block, Cell, Document, Entity, Linked, Mention, Sentence, Source, Span, Table
from kg.pipeline import process


def read_table(lines: list[list[str]], types: dict[str, str]) -> tuple[Document, Linked]:
    text, blocks, grid, mentions = "", [], [], []
    for line in lines:
        start, cells = len(text), []
        for word in line:
            span = Span(len(text), len(text) + len(word))
            cells.append(Cell(span, heading=line is lines[0]))
            if word in types:
                mentions.append(Mention(span, types[word], "test", word, f"{types[word]}:{word}"))
            text += word + "\t"
        grid.append(tuple(cells))
        blocks.append(Block(Span(start, len(text) - 1), "row"))
        text = text[:-1] + "\n"
    table = Table(tuple(grid), tuple(range(len(lines))))
    sentences = tuple(Sentence(b.span, i) for i, b in enumerate(blocks))
    document = Document("d", "d.txt", text, blocks=tuple(blocks), sentences=sentences, tables=(table,))
    return document, Linked(tuple(Entity(f"{t}:{n}", t, n) for n, t in types.items()), tuple(mentions))


def said(lines: list[list[str]], types: dict[str, str]) -> list[tuple[str, str, str, str]]:
    document, linked = read_table(lines, types)
    found = rows(document, linked, {e.id: e.type for e in linked.entities})
    name = {e.id: e.name for e in linked.entities}
    return [(name[r.subject], r.predicate, name[r.object], document.quote(r.evidence.sentence)) for r in found]


def test_a_thing_lies_in_the_place_of_its_row():
    lines = [["功能区", "代表项目"], ["北湖园", "水厂项目"], ["南湖园", "南湖小镇"]]
    types = {"北湖园": "Zone", "南湖园": "Zone", "水厂项目": "Project", "南湖小镇": "Zone"}
    assert said(lines, types) == [
        ("水厂项目", "locatedIn", "北湖园", "北湖园\t水厂项目"),
        ("南湖小镇", "partOf", "南湖园", "南湖园\t南湖小镇"),
    ]


def test_a_builder_undertakes_the_project_of_its_row():
    lines = [["项目名称", "建设单位"], ["水厂项目", "清源公司"]]
    found = said(lines, {"水厂项目": "Project", "清源公司": "Enterprise"})
    assert ("清源公司", "undertakes", "水厂项目", "水厂项目\t清源公司") in found


def test_columns_of_other_kinds_say_nothing():
    lines = [["指标", "说明"], ["北湖园", "水厂项目"]]
    assert said(lines, {"北湖园": "Zone", "水厂项目": "Project"}) == []


def test_a_builder_does_not_lie_where_its_project_is_built():
    lines = [["项目名称", "建设单位", "建设地点"], ["水厂项目", "望湖水务公司", "北湖园"]]
    types = {"水厂项目": "Project", "望湖水务公司": "Enterprise", "北湖园": "Zone"}
    assert [row[:3] for row in said(lines, types)] == [
        ("水厂项目", "locatedIn", "北湖园"),
        ("望湖水务公司", "undertakes", "水厂项目"),
    ]


def announced(words: str) -> list[tuple[str, str, str]]:
    page = process(
        Source("page.md", f"# 北湖市\n\n{words}\n\n| 企业 | 产值 |\n|---|---|\n| 清源包装有限公司 | 3 |\n".encode())
    )
    names = {e.id: e.name for e in page.linked.entities}
    found = [r for r in page.relations if r.evidence.rule == "table.site"]
    return [(names[r.subject], r.predicate, names[r.object]) for r in found]


def test_the_words_before_a_table_say_where_its_companies_are():
    assert announced("北湖经济开发区骨干企业情况：") == [("清源包装有限公司", "locatedIn", "北湖经济开发区")]
    assert announced("北湖经济开发区服务的变化如下：") == []
