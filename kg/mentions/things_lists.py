"""Things that a list or a line makes a name: 昆湖和岚山北片两大示范片区, a line “岚合纸业扩产项目”, 岚合三期.

What stands before such a noun would not name anything in running text; the place where it stands does.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.areas import home_area
from kg.mentions.edges import Edge, kind_of, left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import find_hits, plain
from kg.mentions.things_heads import heads
from kg.mentions.things_parts import without_praise
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules.sieve import finditer, quick, trie

_ORDER = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,3}[.．、]|[一二三四五六七八九十]{1,2}、|[-*•·●■◆①-⑳])\s*"
)
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)(?:[（(][^（）()\n]{1,12}[）)])?$")
_NOT_LINE = re.compile(
    r"[，。；：！？\t]|[0-9]+个|情况|一览|名单|重点项目$|重大项目$|类项目$|产业项目$|基础设施项目$|发展项目$|民生项目$|服务项目$|等.{0,6}项目$|签约项目$|开工项目$|投资项目$|代表项目$|^(?:项目|工程)"
)
_BOTH = re.compile(
    r"(?P<items>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){0,4}[和与、][\u4e00-\u9fff]{2,6})[两二三四五六]大"
    r"(?P<what>[\u4e00-\u9fff]{0,6}?)(?P<head>片区|小镇|新城|园区|开发区|商圈|景区|港口|口岸|灌区|林场|农场)"
)
_GROUP = re.compile("[两二三四五六]大")
_ITEM = re.compile(r"[^、和与]+")
_ELLIPSIS = re.compile(r"(?P<first>都市区|都市圈|城市群|经济圈)[、和与](?P<second>都市圈|都市区|城市群|经济圈)")
_SUCH = re.compile(
    r"等(?:[0-9一二三四五六七八九十多余几]*个)?(?![\u4e00-\u9fff]{0,8}(?:赛|比赛|运动|课|节目))[\u4e00-\u9fff]{0,9}?(?:项目|工程)(?!部|库)"
)
_WORK = re.compile("开工|签约|推进|实施|建设|启动|落地|投产|竣工|加快|招引|投资|引进|储备|谋划")
_BARE = quick(r"(?:国家级)?(?:经济技术开发区|经济开发区|高新技术产业开发区|经开区|高新区)(?![个家数等])")
_PHASE = re.compile(r"[一二三四五六][期](?=项目|工程|[、，。；和等在已将正今于]|\s|$)")
_PARENT_HEADS = ("校区", "分校", "分院", "院区")


@spotters.register("things.lines")
def spot_lines(document: Document) -> Iterator[Candidate]:
    """A list item or table cell that is nothing but a project's name."""
    document = plain(document)
    for span in (*_lines(document), *_cells(document)):
        text = document.text[span.start : span.end]
        tail = _TAIL.search(text)
        if (
            tail
            and 6 <= len(text) <= 40
            and not _NOT_LINE.search(text)
            and _says_something(document, span, tail.start())
        ):
            yield Candidate(Mention(span, "Project", "project.line", text.strip('“”"')), 61)


def _says_something(document: Document, line: Span, at: int) -> bool:
    edge = left_edge(document, line.start + at)
    return edge is not None and edge.topical and (edge.own or len(edge.parts) > 1)


def _lines(document: Document) -> Iterator[Span]:
    """List items, and lines that are numbered like one, without their number."""
    for block in document.blocks:
        line = document.text[block.span.start : block.span.end]
        order = _ORDER.match(line)
        if block.kind == "item" or order:
            yield _trimmed(document.text, Span(block.span.start + (order.end() if order else 0), block.span.end))


def _cells(document: Document) -> Iterator[Span]:
    seen = {cell.span for table in document.tables for row in table.rows for cell in row if not cell.heading}
    yield from (_trimmed(document.text, span) for span in sorted(seen))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "；。，;、"):
        end -= 1
    return Span(start, end)


@spotters.register("things.pairs")
def spot_pairs(document: Document) -> Iterator[Candidate]:
    """昆湖和岚山北片两大示范片区: each is a 示范片区. 岚港都市区、都市圈: the second has the place of the first."""
    document = plain(document)
    for match in _BOTH.finditer(document.text) if _GROUP.search(document.text) else ():
        spans = list(_pair_items(document, match))
        if "等" in match["items"]:
            continue
        named = [_is_named(document, span) for span in spans]
        if any(named) if len(spans) == 2 else all(named):
            yield from (_pair_mention(document, span, match) for span in spans if _ends_openly(document, span))
    for match in _ELLIPSIS.finditer(document.text):
        edge = left_edge(document, match.start())
        if edge and edge.specific:
            name = document.text[edge.start : match.start()] + match["second"]
            yield Candidate(Mention(Span(*match.span("second")), "Region", "region.pair", name), 50)


def _pair_items(document: Document, match: re.Match[str]) -> Iterator[Span]:
    """The items of the list; the first begins where its name does, the others behind their mark."""
    for item in _ITEM.finditer(document.text, match.start(), match.end("items")):
        edge = left_edge(document, item.end()) if item.start() == match.start() else None
        yield Span(max(edge.start, item.start()) if edge else item.start(), item.end())


def _is_named(document: Document, item: Span) -> bool:
    edge = left_edge(document, item.end, firm=True)
    return edge is not None and edge.specific and edge.stop != "count"


def _ends_openly(document: Document, item: Span) -> bool:
    """Whether the item's own last word does not say its type already: 岚港新城."""
    return item.end - item.start > 1 and _type_of(document.text[item.start : item.end]) not in ("Zone", "Facility")


def _pair_mention(document: Document, item: Span, match: re.Match[str]) -> Candidate:
    type_ = heads()[match["head"]].type
    name = document.text[item.start : item.end] + match["what"] + match["head"]
    return Candidate(Mention(item, type_, f"{type_.lower()}.pair", name), 62)


@spotters.register("things.phases")
def spot_phases(document: Document) -> Iterator[Candidate]:
    """岚合三期: a stage of what a name calls."""
    document = plain(document)
    for match in _PHASE.finditer(document.text):
        edge = left_edge(document, match.start(), longest=16)
        if edge and edge.own and edge.parts[-1].kind in ("proper", "generic", "quote"):
            name = document.text[edge.start : match.end()]
            yield Candidate(Mention(Span(edge.start, match.end()), "Project", "project.phase", name), 50)


@spotters.register("things.parents")
def spot_parents(document: Document) -> Iterator[Candidate]:
    """江海大学 in 江海大学昆城校区, and wherever the document says it again."""
    document = plain(document)
    parents = [_parent(document, hit.span.start) for hit in find_hits(document) if hit.head.word in _PARENT_HEADS]
    names = dict.fromkeys(name for name in parents if name)
    for match in re.finditer(trie(names), document.text) if names else ():
        yield Candidate(Mention(Span(*match.span()), "Institution", "institution.parent", match[0]), 46)


def _parent(document: Document, head: int) -> str:
    """The words before the place that a branch's name ends with: 江高 in 江高|昆城|校区."""
    edge = left_edge(document, head)
    if edge is None or len(edge.parts) < 2 or edge.parts[-1].kind != "place":
        return ""
    name = document.text[edge.start : edge.parts[-1].span.start]
    named = any(part.kind in ("proper", "single", "generic") for part in edge.parts[:-1])
    return name if named and len(name) > 1 and kind_of(name) != "generic" else ""


@spotters.register("things.such")
def spot_such(document: Document) -> Iterator[Candidate]:
    """The items before 等项目: 岚合基因、昆江博览园等重大项目. Each has the type of its head noun, else it is a Project."""
    document = plain(document)
    for match in _SUCH.finditer(document.text):
        items = list(_items_before(document, match.start()))
        if _WORK.search(document.text, max(0, match.start() - 80), match.end() + 12) and any(
            edge.own for _, edge in items
        ):
            for span, edge in items:
                name = document.text[span.start : span.end]
                if 3 < len(name) <= 30 and edge.topical and _is_thing(name, edge):
                    line = name.endswith("生产线")  # a line that is listed as a project is one
                    yield Candidate(
                        Mention(span, "Project" if line else _type_of(name), "project.such", name), 61 if line else 57
                    )


def _items_before(document: Document, end: int) -> Iterator[tuple[Span, Edge]]:
    """The items of a list that ends at `end`, last first, each with the words it is made of."""
    while (edge := left_edge(document, end)) is not None and edge.stop != "count":
        parts = without_praise(edge.parts)
        yield Span(parts[0].span.start, end), Edge(parts[0].span.start, parts, edge.stop)
        if document.text[edge.start - 1 : edge.start] not in ("、", "和", "与"):
            return
        end = edge.start - 1


def _is_thing(name: str, edge: Edge) -> bool:
    """A name with a head noun, or one of its own that does not end in a verb: not 岚港黑土保护."""
    return _type_of(name) != "Project" or (edge.own and edge.parts[-1].kind not in ("act", "quote"))


def _type_of(name: str) -> str:
    return next((heads()[name[i:]].type for i in range(1, len(name)) if name[i:] in heads()), "Project")


def _has_home(document: Document) -> bool:
    """Whether the page is about one county or city, whose zone a bare name can mean."""
    home = home_area(document)
    return bool(home) and not home.endswith("0000")


@spotters.register("things.bare")
def spot_bare(document: Document) -> Iterator[Candidate]:
    """昆江新城、经济技术开发区: the home area's own, where it stands in a list with a zone's name; 国家级… begins a clause."""
    document = plain(document)
    found = list(finditer(_BARE, document.text))
    ends = (
        {hit.span.end for hit in find_hits(document) if hit.head.type == "Zone" and hit.edge.specific} if found else ()
    )
    for match in found:
        before = document.text[match.start() - 1 : match.start()]
        listed = match.start() - 1 in ends and before in "、和与及"
        if listed or (_has_home(document) and match[0].startswith("国家级") and before in ("，", ",", "。", "\n")):
            yield Candidate(Mention(Span(*match.span()), "Zone", "zone.bare", match[0]), 50)
