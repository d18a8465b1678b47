"""Zones, facilities, institutions, projects, natural features: names that end in a head noun of lexicon/heads.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.mentions.areas import area_spans
from kg.mentions.edges import NAMING, Edge, Part, clause, left_edge, word_classes
from kg.mentions.organ_forms import countries
from kg.mentions.organ_shapes import JOINED
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things_heads import Head, heads
from kg.mentions.things_parts import (
    behind_builder,
    is_division,
    one_end,
    with_whole_area,
    without_chain,
    without_praise,
)
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.rules.sieve import trie
from kg.text.fold import simplified
from kg.tokens import is_word

PRIORITY = {"legal": 70, "brand": 60, "own": 60, "name": 60, "some": 58, "placed": 58, "tight": 56}
_MARKS = re.compile(r"[“”‘’「」『』\"]")
_TAIL = re.compile(r"[（(](?:[一二三四五六七八九十]期|[^（）()\n，。]{2,8}段)[）)]|[一二三四五六七八九十]期(?!间)")
_PHASE = re.compile("期[）)]?$")  # 昆江产业园二期 is a part of the 产业园
_CLOSE = "”’」』"
_SEATS = "镇乡村屯组社"  # 岚河|镇 is a town
_NO_COMPANY = re.compile("国集团$|(?:犯罪|诈骗|电诈|贩毒|走私)集团$|^[0-9]|人民银行$|中央银行$|世界银行$|开发银行集团$")
_WARDS = (*"省市区县镇州旗盟", "高新区", "经开区")  # 区福利中心: the home area's own
_PRESS = re.compile("报社?$|电视台$|融媒体中心$|广播台$")
_BYLINE = re.compile(
    "[ \u3000]*(?:全媒体|融媒体|特约|见习|本报)?(?:首席)?(?:记者|通讯员|讯(?![息号])|编辑|数字报|电子版|客户端|官微)"
)  # who prints a page is not in it
_SOURCE = re.compile("(?:来源|稿源|供稿|编者|转自|编辑)[:：][ \u3000]?$")
_BUILT = re.compile(
    "[水路桥隧站港航渠坝库河湖江海电铁灌堤房楼馆校园厂线段]|管道|管网|医院|防洪|排涝|治理|改造|修复|建设|扩建|枢纽|码头|绿化|迁建|供热|燃气|核岛"
)  # what a 工程 that is built has in its name; any other 工程 is a campaign
_AWARDED = re.compile(
    "(?:示范|智能|绿色|未来|零碳|无废|数字化?|灯塔|标杆|卓越级?|先进级?)$"
)  # 江苏省智能|工厂 is a title
_COUNTED = re.compile(r"(?:约|共|已有|达到?|总数)?[0-9]+多?余?[个家所座条处批]")
_GROUP = re.compile("[两二三四五六七八九十]大[\u4e00-\u9fff]{0,6}$")  # 岚口、昆湾两大|港口
_ATTRIBUTE = re.compile(
    "(?:骨干|控制性|重要|配套|重点|重大|节点|头号|超级|旗舰|标志性|先导性|试点)$"
)  # 昆江大道|配套|工程
_AMOUNT = re.compile(r"[约超近共达]?(?:过|计)?[0-9]|——|数量|数(?![据字])|总数|个数")
_LEFT_OVER = ("小学", "中学", "幼儿园", "学校", "高中", "酒店", "大酒店", "医院")  # with 项目 they are projects
_JOINTS = ("、", "和", "与", "及")
_ENDS = ("、", "和", "与", "及", "，", "。", "等", "；", ",", ";")
_TRADES = frozenset(
    [
        "制造",
        "装备",
        "加工",
        "电商",
        "物流",
        "冷链",
        "仓储",
        "交易",
        "教育",
        "演出",
        "养殖",
        "种植",
        "纺织",
        "印染",
        "包装",
        "印刷",
        "回收",
        "检测",
        "医疗",
        "康养",
        "养老",
        "旅游",
        "孵化",
        "设计",
        "会展",
        "新兴",
    ]
)
_WATER = re.compile("引水|供水|调水|饮水|灌溉|防洪|排涝|治污")
_COUNTY_HEADS = ("高铁", "高速", "铁路", "大桥", "特大桥", "码头", "口岸", "水库", "港口")
_CHAINED = ("Zone", "Facility", "NaturalFeature", "Project")  # 昆城省|岚江市|青柳公园: the chain stays outside
_WIDE = ("Institution", "Enterprise")  # types whose names may begin with 国际 or 全国


@dataclass(frozen=True, slots=True)
class Hit:
    """A head noun at a place, with the words before it."""

    head: Head
    span: Span
    edge: Edge


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(trie(heads(), {head.word: head.unless for head in heads().values()}))


@spotters.register("things")
def spot_things(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    hits = find_hits(document)
    starts = [name_start(document.text, hit) for hit in hits]
    towns = {area.span.end: area.span.start for area in area_spans(document) if area.type in ("Town", "Village")}
    for hit, start in zip(hits, _with_siblings(document.text, hits, starts), strict=True):
        if start is not None:
            yield _candidate(document, hit, _at_first_town(document.text, hit, start, towns))


def _at_first_town(text: str, hit: Hit, start: int, towns: Mapping[int, int]) -> int:
    """Where a project's name begins that a list of towns opens: 青山镇、绿水镇废渣治理工程."""
    listed = hit.head.type == "Project" and start in towns.values()
    while listed and text[start - 1 : start] in ("、", "和") and start - 1 in towns:
        start = towns[start - 1]
    return start


def _with_siblings(text: str, hits: tuple[Hit, ...], starts: list[int | None]) -> list[int | None]:
    """The starts again: 岚港小镇|项目 is the 小镇, and a topic beside a name in a list is a name too
    (昆江科技园、绿材科技园)."""
    found = list(starts)
    ending = {hit.span.end: i for i, hit in enumerate(hits)}
    pairs = [
        (ending[start - 1], i, start) for i, hit in enumerate(hits) if (start := _item_start(text, hit)) - 1 in ending
    ]
    for i, hit in enumerate(hits):
        owner = ending.get(hit.span.start)
        if hit.head.word == "项目" and owner is not None and starts[owner] is not None:
            found[owner if hits[owner].head.word in _LEFT_OVER else i] = None
    for before, after, _ in pairs:
        if found[after] is None and found[before] is not None and _beside(text, hits[before], hits[after], hits[after]):
            found[after] = _trimmed(text, hits[after])
    for before, after, _ in reversed(pairs):
        if (
            found[before] is None
            and found[after] is not None
            and _beside(text, hits[before], hits[after], hits[before])
        ):
            found[before] = _trimmed(text, hits[before])
    return found


def _item_start(text: str, hit: Hit) -> int:
    """Where the item of a list begins that ends with this head noun."""
    return (_short_item(text, hit) or hit.edge.start) if hit.head.need == "tight" else hit.edge.start


def _trimmed(text: str, hit: Hit) -> int:
    """Where the item's name begins."""
    return (
        _item_start(text, hit)
        if hit.head.need == "tight"
        else without_praise(one_end(text, hit.head, hit.edge.parts))[0].span.start
    )


def _beside(text: str, before: Hit, after: Hit, doubtful: Hit) -> bool:
    """Whether a list joins the two, and the doubtful one can be a name as its neighbour is."""
    types = (before.head.type, after.head.type)
    if text[before.span.end : before.span.end + 1] not in _JOINTS or "Project" in types:
        return False
    if "tight" in (before.head.need, after.head.need):
        return types[0] == types[1] and _short_item(text, doubtful) is not None
    edge = doubtful.edge
    sure = after if doubtful is before else before
    return (
        sure.edge.specific
        and (edge.topical or edge.specific)
        and edge.stop not in ("count", "label")
        and len(edge.parts) < 6
    )


def _short_item(text: str, hit: Hit) -> int | None:
    """Where an item of at most five characters begins that stands between two marks of a list: 、青柳路、"""
    start = max(text.rfind(mark, hit.span.start - 5, hit.span.start) for mark in _ENDS) + 1
    item = text[start : hit.span.end]
    first = text[start - 1 : start] not in _JOINTS
    if first and hit.edge.start != start:
        return None
    short = (start and 2 < len(item) <= 5) or (len(item) == 2 and item not in word_classes())
    return start if short and text[hit.span.end : hit.span.end + 1] in _ENDS and start < hit.span.start else None


def plain(document: Document) -> Document:
    """The document in simplified characters, offset by offset the same."""
    text = simplified(document.text)
    return document if text is document.text else replace(document, text=text)


@lru_cache(maxsize=4)
def find_hits(document: Document) -> tuple[Hit, ...]:
    """Every head noun with something before it, left to right. `document.text` is read, simplified."""
    ends = {area.span.start: area.span.end for area in area_spans(document)}
    return tuple(replace(hit, edge=with_whole_area(hit.edge, ends)) for hit in _hits(document.text))


@lru_cache(maxsize=4)
def _hits(text: str) -> tuple[Hit, ...]:
    document = Document("", "", text)
    found = []
    for match in _pattern().finditer(text):
        span = Span(*match.span())
        head = heads()[match[0]]
        after = text[span.end : span.end + 1]
        if (head.need == "tight" and after in tuple(_SEATS)) or not _whole(text, span):
            continue
        edge = left_edge(document, span.start, firm=head.need == "legal")
        if edge is not None:
            found.append(Hit(head, span, edge))
    return tuple(found)


def _whole(text: str, head: Span) -> bool:
    """Whether the head noun is cut out of no known word: not 大学|生, not 智能|化工厂, not 线|路.

    A known word that shares two or more characters with a head noun is no harm: 技术|开发区, 科技|股份|有限公司.
    """
    begin, ends = clause(text, head.start)
    at = begin
    for end in (begin + e for e in ends):
        shared = min(end, head.end) - max(at, head.start)
        crosses = (at < head.start < end < head.end or at < head.end < end) and (shared < 2 or end == head.end + 1)
        runs_on = at < head.end < end and head.end - head.start == 1
        if runs_on or (crosses and text[at:end] in word_classes()):
            return False
        if end >= head.end:
            return not any(is_division(text[start : head.end]) for start in range(max(0, head.start - 2), head.start))
        at = end
    return True


def _joins(text: str, head: Span) -> bool:
    """Whether a head of one character makes a word or an area's name with its neighbour: 商业|网站, 新疆|山东."""
    after = text[head.start : head.start + 2]
    known = after in word_classes() or after in areas.stems() or areas.is_name(f"{after}镇")
    return known or text[head.start - 1 : head.end] in word_classes()


def _ends_word(text: str, head: Span) -> bool:
    """Whether a head of one character is the end of an ordinary word: 线|路, 半壁江|山."""
    begin, ends = clause(text, head.start)
    starts = [begin, *(begin + end for end in ends)]
    start = max(at for at in starts if at <= head.start)
    return start < head.start and _is_common(text, start, head.end)


def _is_common(text: str, start: int, end: int) -> bool:
    """Whether these characters are an ordinary word or an area's name: 网站, 半壁江山, 香港."""
    word = text[start:end]
    return word in word_classes() or word in areas.stems() or (len(word) > 3 and is_word(word))


def name_start(text: str, hit: Hit) -> int | None:
    """Where the name begins, None if the words before the head noun only describe a class."""
    parts = without_praise(behind_builder(text, hit.head, hit.edge.parts), hit.head.type in _WIDE)
    if hit.head.type in _CHAINED:
        parts = without_chain(text, parts, hit.edge.stop)
    edge = Edge(parts[0].span.start, parts, hit.edge.stop)
    if text.startswith("全州", edge.start) and "全州县" not in text:  # of a 自治州 it is a scope
        return None
    if hit.head.word == "工厂" and not edge.own and _AWARDED.search(text, edge.start, hit.span.start):
        return None
    if edge.stop == "quote" and hit.head.need != "tight" and text[hit.span.end : hit.span.end + 1] in tuple(_CLOSE):
        return edge.start if edge.topical else None
    counted = _COUNTED.match(text, hit.span.end) and not (hit.head.type == "Project" and edge.own)
    if counted or _GROUP.search(text, edge.start, hit.span.start):
        return None
    if len(hit.head.word) == 1 and (_joins(text, hit.span) or _ends_word(text, hit.span)):
        return None
    if hit.head.type == "Project" and not _is_undertaking(text, hit, edge):
        return None
    if edge.stop == "count" and not any(part.kind in ("place", "quote") for part in parts):
        return None
    if hit.head.type == "Enterprise" and _NO_COMPANY.search(text, hit.edge.start, hit.span.end):
        return None
    if hit.head.type == "NaturalFeature" and text[edge.start : hit.span.end] in countries():
        return None
    if hit.head.type == "Institution" and _PRESS.search(hit.head.word) and _is_byline(text, edge.start, hit.span.end):
        return None
    if hit.head.type in ("Institution", "Facility", "Enterprise") and (ward := _of_home(text, hit, edge)) is not None:
        return ward
    return _NEEDS[hit.head.need](text, hit, edge)


def _is_byline(text: str, start: int, end: int) -> bool:
    return bool(_BYLINE.match(text, end) or _SOURCE.search(text, max(0, start - 8), start))


def _is_undertaking(text: str, hit: Hit, edge: Edge) -> bool:
    """Whether a 项目 or 工程 can be one that is carried out, and is not about to be counted (技改项目1万个)."""
    if _ATTRIBUTE.search(text, edge.start, hit.span.start) or (edge.stop == "quote" and not _placed(edge)):
        return False
    if _AMOUNT.match(text, hit.span.end) or not any(p.kind in NAMING and p.kind != "quote" for p in edge.parts):
        return edge.own and edge.parts[0].kind in ("emblem", "single")
    return not hit.head.word.endswith("工程") or bool(_BUILT.search(text, edge.start, hit.span.end - 2))


def _placed(edge: Edge) -> bool:
    return any(part.kind == "place" for part in edge.parts)


def _of_home(text: str, hit: Hit, edge: Edge) -> int | None:
    """Where 区|福利中心, 省|人民医院 begins: the home area in a word, before a head noun that only areas have one of."""
    at = next((i for i, p in enumerate(edge.parts) if text[p.span.start : p.span.end] in _WARDS), 0)
    doing = all(part.kind in ("act", "generic", "bland") for part in edge.parts[:at])  # 新改建|县第七小学
    parts = edge.parts[at:] if doing else edge.parts
    word = text[parts[0].span.start : parts[0].span.end]
    ward = word in _WARDS and text[parts[0].span.start - 1 : parts[0].span.start] not in tuple(JOINED.get(word, ""))
    fits = ward and len(parts) <= 3 and edge.stop != "count" and hit.head.need != "tight"
    return parts[0].span.start if fits else None


def _needs_name(text: str, hit: Hit, edge: Edge) -> int | None:
    country = len(edge.parts) == 1 and text[edge.start : hit.span.start] == "中国"
    return edge.start if edge.specific and not (country and hit.head.type in _CHAINED) else None


def _needs_own(text: str, hit: Hit, edge: Edge) -> int | None:
    """A place alone is not enough, unless a topic follows it: 杭州低碳公园, not 杭州公园 or 杭州重点公园."""
    topic = edge.specific and any(part.kind in ("generic", "emblem", "rare") for part in edge.parts)
    topic = topic or (edge.parts[0].kind == "place" and _names_trade(text, edge.parts[1:]))
    water = hit.head.type == "Project" and edge.specific and _WATER.search(text, edge.start, hit.span.start)
    return edge.start if edge.own or topic or water or _on_county(hit, edge) else None


def _names_trade(text: str, parts: tuple[Part, ...]) -> bool:
    """装备|制造, 电商: what a place's park is for; any other verb is what is done there (建设|直播|电商)."""
    words = [(text[part.span.start : part.span.end], part.kind) for part in parts]
    others = any(kind == "act" and word not in _TRADES for word, kind in words)
    return not others and any(word in _TRADES for word, _ in words)


def _on_county(hit: Hit, edge: Edge) -> bool:
    """昆玉高铁: of things that counties name, unlike parks or markets."""
    alone = len(edge.parts) == 1 and edge.parts[0].kind == "place" and edge.parts[0].span.end - edge.start == 2
    return alone and hit.head.word in _COUNTY_HEADS


def _needs_brand(_text: str, _: Hit, edge: Edge) -> int | None:
    return edge.start if edge.own else None


def _needs_topic(_text: str, _: Hit, edge: Edge) -> int | None:
    named = edge.specific or (edge.topical and edge.stop not in ("function", "count"))
    return edge.start if named else None


def _needs_tight(_text: str, _: Hit, edge: Edge) -> int | None:
    """One naming word of two or three characters directly before the head; what stands before it stays outside."""
    last = edge.parts[-1]
    return (
        last.span.start if last.kind in ("place", "proper", "emblem") and last.span.end - last.span.start <= 3 else None
    )


def _needs_place(_text: str, _: Hit, edge: Edge) -> int | None:
    return edge.start if _placed(edge) else None


_NEEDS = {
    "name": _needs_name,
    "own": _needs_own,
    "some": _needs_topic,
    "placed": _needs_place,
    "tight": _needs_tight,
    "legal": _needs_name,
    "brand": _needs_brand,
}


def _candidate(document: Document, hit: Hit, start: int) -> Candidate:
    tail = _TAIL.match(document.text, hit.span.end)
    end = tail.end() if tail else hit.span.end
    type_ = _type_with(hit.head, tail[0]) if tail else hit.head.type
    name = _MARKS.sub("", document.text[start:end])
    mention = Mention(Span(start, end), type_, f"{hit.head.type.lower()}.head", name)
    return Candidate(mention, PRIORITY[hit.head.need])


def _type_with(head: Head, tail: str) -> str:
    """The type of a thing's stage or stretch: 昆江产业园二期 is still a Zone."""
    grounds = head.type == "Zone" and not head.word.endswith(("场", "景区", "度假区"))
    built = head.type == "Facility" or (head.type == "Zone" and not (grounds and _PHASE.search(tail)))
    return "Project" if built else head.type
