"""Relations that a table's columns say: project and place, project and builder, company and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from kg.facts.lift import fits
from kg.model import Block, Cell, Document, Evidence, Linked, Mention, Relation, Span, Table
from kg.rules import regex as re
from kg.text.fold import simplified

_PLACE = re.compile("功能区|园区|平台|镇街|街道|乡镇|区县|县区|市区|县市|属地|地点|地区|所在|区域|位置|选址|落户")
_THING = re.compile("项目|企业|公司|工程|单位|名称|机构|学校|医院|景区|景点|场馆|(?<!所在)园区名|线路")
_BUILDER = re.compile("建设单位|业主|投资方|投资主体|投资企业|承建|实施单位|建设主体|责任单位")
_GOODS = re.compile("(?:主要|主营|主打|核心)产品|产品名称|代表产品")
_LOCATED = ("locatedIn", "partOf")
_SEATS = frozenset({"District", "Town", "Village", "Zone"})
_ANNOUNCED = re.compile(
    "[^，。；、]{0,8}(?:企业|公司|景区|景点|学校|医院|场馆|园区|功能区)(?:[^，。；、]{0,8}(?:情况|名单|名录|一览|汇总|明细|如下|简介))"
)


def rows(document: Document, linked: Linked, types: Mapping[str, str]) -> Iterator[Relation]:
    """What stands in a row's place column holds what stands in its thing column; a builder undertakes it, a company produces its goods."""
    for table in document.tables:
        heads = [document.quote(cell.span) for cell in table.rows[0]] if table.rows else []
        places, builders, goods = (_columns(heads, kind) for kind in (_PLACE, _BUILDER, _GOODS))
        things = [i for i in _columns(heads, _THING) if i not in (*places, *builders, *goods)]
        site = _site(document, linked, types, table)
        for cells, block in zip(table.rows[1:], table.blocks[1:], strict=False):
            spoken = [_in_cell(linked, types, cell) for cell in cells]
            sentence = document.blocks[block]
            if site and not places:
                yield from _sited(spoken, things[:1], site, sentence)
            yield from _pairs(spoken, things, places, _LOCATED, sentence)
            yield from _pairs(spoken, builders, things, ("undertakes",), sentence)
            yield from _pairs(spoken, things, goods, ("produces",), sentence)


def _site(document: Document, linked: Linked, types: Mapping[str, str], table: Table) -> tuple[Mention, str] | None:
    """The area or zone whose companies, sights or schools the words before a table announce: 甲园区骨干企业情况：."""
    spans = [document.blocks[b].span for b in table.blocks[:1] if b] and [document.blocks[table.blocks[0] - 1].span]
    for span in filter(None, (table.caption, *spans)):
        named = [m for m in linked.mentions if span.holds(m.span) and types.get(m.entity) in _SEATS]
        rest = document.text[named[-1].span.end : span.end] if named else ""
        if _ANNOUNCED.match(simplified(rest)):
            return named[-1], types[named[-1].entity]
    return None


def _sited(
    spoken: Sequence[list[tuple[Mention, str]]], things: list[int], site: tuple[Mention, str], row: Block
) -> Iterator[Relation]:
    for i in things:
        for thing, kind in spoken[i] if i < len(spoken) else ():
            predicate = next((p for p in _LOCATED if fits(p, kind, site[1])), "")
            if predicate and thing.entity != site[0].entity:
                yield Relation(thing.entity, predicate, site[0].entity, Evidence(row.span, thing.span, "table.site"))


def _columns(heads: Sequence[str], wanted: re.Pattern[str]) -> list[int]:
    return [i for i, head in enumerate(heads) if wanted.search(head)]


def _in_cell(linked: Linked, types: Mapping[str, str], cell: Cell) -> list[tuple[Mention, str]]:
    return [(m, types[m.entity]) for m in linked.mentions if cell.span.holds(m.span) and m.entity in types]


def _pairs(
    spoken: Sequence[list[tuple[Mention, str]]], left: list[int], right: list[int], choice: tuple[str, ...], row: Block
) -> Iterator[Relation]:
    for a, b in product(left, right):
        pairs = product(spoken[a], spoken[b]) if a != b and max(a, b) < len(spoken) else ()
        for (s, s_type), (o, o_type) in pairs:
            predicate = next((p for p in choice if fits(p, s_type, o_type)), "")
            if predicate and s.entity != o.entity:
                anchor = Span(min(s.span.start, o.span.start), max(s.span.end, o.span.end))
                yield Relation(s.entity, predicate, o.entity, Evidence(row.span, anchor, "table.row"))
