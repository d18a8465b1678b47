"""Roads and lines that a number or a class names (省道S305, 373国道, 县道岚江线, 昆城地铁6号线), and works on roads."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.edges import left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain
from kg.mentions.things_parts import without_praise
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules.sieve import finditer, quick

_ROAD = quick(
    r"(?:国道|省道|县道|乡道)(?:[GSXY]?[0-9]{2,4}(?:线|[\u4e00-\u9fff]{1,3}段)?|[\u4e00-\u9fff]{2,3}线(?!路))"
    r"|(?<![A-Za-z0-9])[GSXY][0-9]{2,4}(?:国道|省道|[\u4e00-\u9fff]{0,4}(?:高速公路|高速|快速路)|线)"
    r"|(?<![0-9.])[0-9]{3}(?:国道|省道|县道)(?:线)?"
)
_LINE = quick(
    r"(?:地铁|轨道交通|轻轨|云轨|有轨电车|市域铁路)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[SR][0-9]{1,2}|机场)号?线(?P<stage>[一二三四五]期)?"
)
_WORK = quick(
    r"(?<=[\u4e00-\u9fff])(?:路|街|大道|大桥|桥|河|渠|站)(?:[（(][^（）()\n]{2,24}[）)])?"
    r"(?:提升改造|改造提升|拓宽改造|综合整治|整治提升|综合治理|延伸|改扩建|扩建|改造)(?:工程|项目)?(?=[、，。；等及和,;\n]|$)"
)
_STRETCH = quick(
    r"(?:铁路|高速公路|高速|高铁|客运专线|[国省]道)(?P<where>[\u4e00-\u9fff]{1,5}?(?:至[\u4e00-\u9fff]{2,4})?)段(?![时落位子])"
)  # 岚合铁路昆江段

_CODED = quick(
    r"(?:(?:国道|省道|县道)(?=[GSXY]))?(?<![A-Za-z0-9])(?:[GSXY][0-9]{2,4}(?:线|国道|省道|高速公路|高速)?|[0-9]{3}国道)[\u4e00-\u9fff]{2,5}[至到][\u4e00-\u9fff]{2,4}段"
    r"(?![时落位子])(?:(?:公路)?(?:改扩建|改建|扩建|新建|建设|升级改造|提升改造|拓宽改造|大修|养护|改线)?(?:工程|项目))?"
)  # S305线昆江至岚港段
_ROUTE = quick(
    r"至(?![今此少多])[\u4e00-\u9fff]{2,5}?(?:高速公路|高速铁路|高速|高铁|铁路|快速路)(?![网口站客])"
)  # 昆江|至大青岭高速公路


@spotters.register("things.roads")
def spot_roads(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    for match in _ROAD.finditer(document.text):
        yield _candidate(document, match.start(), match.end(), "Facility")
    for match in _WORK.finditer(document.text):
        edge = left_edge(document, match.start(), longest=8)
        if edge and edge.own and len(edge.parts) < 3 and edge.stop != "count":
            yield _candidate(document, edge.start, match.end(), "Project")
    for match in finditer(_STRETCH, document.text):
        edge = left_edge(document, match.start())
        if edge and edge.own and edge.stop != "count" and _is_where(match["where"]):
            yield _candidate(document, without_praise(edge.parts)[0].span.start, match.end(), "Project")
    for match in finditer(_CODED, document.text):
        yield _candidate(document, match.start(), match.end(), "Project", 62)
    for match in _ROUTE.finditer(document.text):
        start = _route_start(document.text, match.start())
        if start < match.start() and not set("的和与、") & set(match[0]):
            yield _candidate(document, start, match.end(), "Facility", 62)
    for match in _LINE.finditer(document.text) if "号线" in document.text else ():
        if "号线" in match[0]:
            edge = left_edge(document, match.start(), longest=8)
            start = edge.start if edge and edge.specific and len(edge.parts) < 3 else match.start()
            yield _candidate(document, start, match.end(), "Project" if match["stage"] else "Facility")


def _is_where(words: str) -> bool:
    """Whether this names the stretch of a line: 昆江, 昆江至岚港, 东."""
    return words in tuple("东西南北中") or words in areas.stems() or areas.is_name(words) or "至" in words[1:]


def _route_start(text: str, end: int) -> int:
    """Where the area begins that ends at `end`; `end` if none does."""
    fronts = (end - size for size in (4, 3, 2) if size <= end)
    return next((at for at in fronts if text[at:end] in areas.stems() or areas.is_name(text[at:end])), end)


def _candidate(document: Document, start: int, end: int, type_: str, priority: int = 57) -> Candidate:
    mention = Mention(Span(start, end), type_, f"{type_.lower()}.road", document.text[start:end])
    return Candidate(mention, priority)
