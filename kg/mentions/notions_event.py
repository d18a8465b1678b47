"""Spots events: sessions and plenums, congresses of the party, games, festivals, fairs, contests, ceremonies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.mentions.notions import LONGEST, alternation, candidate, left_edge, quotations
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import table

_N = r"[一二三四五六七八九十百\d]{1,4}"
_BODY = r"(?:人民代表大会常务委员会|人大常委会|人民代表大会|人大|政协|政治协商会议|代表大会|委员会|党委|区委|县委|市委|省委|州委|工会|妇联|团委|纪委)"
_SESSION = re.compile(
    rf"(?:(?:中共|中国共产党)?[\u4e00-\u9fff]{{0,12}}?第?{_N}届(?:[\u4e00-\u9fff]{{0,12}}?)(?:召开|举行)?第?{_N}次(?:\(扩大\)|（扩大）)?(?:全体\(扩大\)|全体（扩大）|全体)?(?:会议|全会|代表大会|主任会议))"
    rf"|(?:{_N}届{_N}次(?:\(扩大\)|（扩大）)?(?:全会|全体会议|会议|全体\(扩大\)会议|全体（扩大）会议))"
)
_PARTY = re.compile(
    r"(?P<congress>(?:党的|中共|中国共产党)(?:十[一二三四五六七八九]|二十)大"
    r"|(?<![第一二三四五六七八九])(?:十[一二三四五六七八九]|二十)大(?=精神|报告|以来|召开|胜利|代表|[，。、；：)）”]))"
    r"|(?P<plenum>(?:党的|中共)?(?:十[一二三四五六七八九]|二十)届(?P<numbers>[一二三四五六七]中(?:[、和及][一二三四五六七]中)*)(?:全会)?)"
)
_QUAKE = re.compile(
    r"(?:“\d{1,2}[·.]\d{1,2}”|[\u4e00-\u9fff]{0,3})\d(?:\.\d)?级(?:强烈)?地震|“\d{1,2}[·.]\d{1,2}”[\u4e00-\u9fff]{0,4}(?:地震|洪灾|台风|事故|泥石流)"
)


@spotters.register("events")
def events(document: Document) -> Iterator[Candidate]:
    """Mentions of type Event."""
    yield from _party(document)
    yield from _sessions(document)
    yield from _headed(document)
    yield from _quoted(document)
    for match in _QUAKE.finditer(document.text):
        yield candidate(document, match.start(), match.end(), "Event", "event.disaster", 60)


# ---- party congresses and sessions ----------------------------------------------------------------------------

_ONE_PLENUM = re.compile(r"[一二三四五六七]中(?:全会)?")


def _party(document: Document) -> Iterator[Candidate]:
    """党的二十大, 党的二十届三中全会; a list of plenums gives one mention each."""
    for match in _PARTY.finditer(document.text):
        if match["congress"]:
            name = "党的" + match["congress"].removeprefix("中国共产党").removeprefix("中共").removeprefix("党的")
            yield candidate(document, match.start(), match.end(), "Event", "event.congress", 60, name)
        elif "全会" in document.text[match.start() : match.end() + 12]:
            yield from _plenums(document, match)


def _plenums(document: Document, match: re.Match[str]) -> Iterator[Candidate]:
    term = re.search(r"(?:十.|二十)届", match[0])
    assert term is not None
    for number, one in enumerate(_ONE_PLENUM.finditer(document.text, match.start("numbers"), match.end())):
        start = match.start() if number == 0 else one.start()
        name = f"党的{term[0]}{one[0][:2]}全会"
        yield candidate(document, start, one.end(), "Event", "event.plenum", 60, name)


def _sessions(document: Document) -> Iterator[Candidate]:
    """X届Y次会议 of a congress, its standing committee, a committee; the body's name before it belongs to it."""
    text = document.text
    for match in _SESSION.finditer(text):
        start = session_edge(text, match)
        yield candidate(
            document, start, match.end(), "Event", "event.session", 75, _session_name(text[start : match.end()])
        )


def session_edge(text: str, match: re.Match[str]) -> int:
    """Where the name of the session begins: verbs before the number are cut, the area and body are kept."""
    number = re.search(rf"第?{_N}届", match[0])
    head = match.start() + (number.start() if number else 0)
    return left_edge(text, head)


def _session_name(name: str) -> str:
    return re.sub(r"(?:召开|举行)(?:了)?(?=第)", "", name)


# ---- head nouns -----------------------------------------------------------------------------------------------


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["head"]: row["kind"] for row in table("lexicon/event_heads.tsv")}
    return re.compile(alternation(kinds)), kinds


_EMPTY = re.compile(
    r"^(?:本次|此次|这次|该|本届|这届|首届|历届|每届|各类|大型|全国|国际|专题|系列|主题|现场|工作|专项|座谈|推进|动员|有关|相关|重要|一次|多次|两次|三次|第一次|我市|我县|我区|市|县|区|省|"
    r"镇|村|年度|全市性|全区|全县|全市|全省|线上|线下|集中|云|网上|新|老|大|小|各|学校|公司|企业|项目|招商|招商引资|产品|视频|电视电话|网络|开展|集体|传统|民俗|文化|文艺|体育|活动|日常|"
    r"职业技能|技能|技术|教学|知识|对接|交流|研讨|专家|党员|干部|群众|村民|代表|委员|家长|班子|领导|招聘|农民|职工|老年|乡村|公益|专场|民主|组织|生活|支部|党委|党组|常委|常务|扩大|办公|调度|分析|理论|学习|中心组|庆祝|纪念|表彰|欢迎|启动|开工|签约|揭牌|开幕|闭幕|颁奖|捐赠|授牌|奠基|竣工|通车|投产|[\d年月日、\-])*$"
)
_WHEN = re.compile(
    r"(?:\d{4}年?(?:度)?|第[一二三四五六七八九十百\d]+届|首届|中国|全国|世界|国际|亚洲|[省市县区州旗镇]|[\u4e00-\u9fff]{2}·)"
)


def _headed(document: Document) -> Iterator[Candidate]:
    """Events by their last word; `named` heads stand by any modifier, `dated` ones need an edition, year or area."""
    pattern, kinds = _heads()
    text = document.text
    floor = 0
    for match in pattern.finditer(text):
        kind = kinds[match[0]]
        start = _edge(text, match.start(), floor)
        end = _end(text, match.end())
        modifier = text[start : match.start()]
        if kind == "full":
            start = start if _WHEN.match(modifier) and len(modifier) <= 12 else match.start()
        elif len(modifier) < 2 or len(modifier) > LONGEST or _EMPTY.match(modifier) or _OTHER.match(text, end):
            continue
        elif kind == "dated" and not _WHEN.search(modifier):
            continue
        elif kind == "short" and (len(modifier) > 8 and not _WHEN.search(modifier) or _HOLIDAY.search(text[start:end])):
            continue
        floor = end
        yield candidate(document, start, end, "Event", f"event.head.{match[0]}", 60)


_HOLIDAY = re.compile(
    r"(?:春|元宵|清明|端午|七夕|中秋|重阳|国庆|五一|劳动|六一|儿童|妇女|青年|教师|母亲|父亲|圣诞|情人|愚人|建军|建党|元旦|护士|记者|环|季|调|关|细|情|章|礼|时|变|气|使|音|枝|骨|脱|字|拜|失|严|贞|守|名|晚|末|每逢佳|佳|过|逢年过|国际劳动|三八|植树|复活|感恩|双|万圣|泼水|古尔邦|开斋|肉孜)节$"
)
_OTHER = re.compile(
    r"组委会|组织委员会|秘书处|执委会|局|公司|场馆|村|精神|馆|中心|大厦|商务区|新城|学院|杯|路|街|广场|目标|筹备|运动员"
)


def _edge(text: str, head: int, floor: int) -> int:
    """As left_edge, and over “…” subtitles, “2023中国·平湖”, and the 、 or 暨 of a double ceremony."""
    start = left_edge(text, head, floor)
    while start > floor:
        before = text[start - 1]
        if before == "、" and re.match(r"集中|重大项目|揭牌|签约|开工", text[start:]):
            earlier = left_edge(text, start - 1, floor)
            if not re.search(r"集中(?:开工|签约|竣工|攻坚)|揭牌|签约|开工", text[earlier : start - 1]):
                break
            start = earlier
        elif before in "”" and 0 <= text.rfind("“", max(floor, start - 30), start):
            opened = text.rfind("“", max(floor, start - 30), start)
            inner_edge = left_edge(text, opened, floor)
            start = inner_edge if _WHEN.search(text[inner_edge:opened]) else opened
            break
        elif before == "—" and text[start - 3 : start] in ("”——",):
            start -= 2
        else:
            break
    return start


def _end(text: str, end: int) -> int:
    """A ceremony that goes on with 暨 ends with its second half."""
    further = _ALSO.match(text, end)
    return further.end() if further else end


_ALSO = re.compile(
    r"(?:开幕式|闭幕式|启动仪式)?暨[^，,。；;：:、\n（）()]{2,30}?(?:仪式|活动|大会|洽谈会|论坛|发布会|推介会|会议|峰会|展览会|博览会|启动会|推进会|现场会|座谈会)|(?:开幕式|闭幕式|启动仪式|颁奖典礼)"
)


# ---- quotation marks ------------------------------------------------------------------------------------------

_NOUN = re.compile(
    r"(?:系列)?(?:主题)?(?:系列)?(?:新闻发布会|发布会|推介会|文化节|旅游节|论坛|大赛|比赛|晚会|展览|峰会|仪式|集中签约活动|招商活动|集中开工活动)"
)
_DOUBLE = re.compile(r"双集中|云签约|云招商")


def _quoted(document: Document) -> Iterator[Candidate]:
    """“枇杷节”, “杭州这十年”主题新闻发布会, “双集中”活动."""
    text = document.text
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        noun = _NOUN.match(text, end)
        if noun:
            yield candidate(document, start, noun.end(), "Event", "event.quoted_head", 62)
        elif _DOUBLE.fullmatch(inner):
            stop = end + 2 if text.startswith("活动", end) else end
            yield candidate(document, _dated(text, start), stop, "Event", "event.double", 60)
        elif _FEST.search(inner) and len(inner) <= 14 and not _HOLIDAY.search(inner):
            yield candidate(document, start, end, "Event", "event.quoted", 60)


_FEST = re.compile(r"[\u4e00-\u9fff](?:节|大赛|论坛|博览会|峰会|马拉松|运动会|音乐会|锦标赛|联赛|推介会)$")


def _dated(text: str, start: int) -> int:
    """Takes a year and quarter right before the name into it."""
    found = re.search(r"(?:\d{4}年度?)?(?:第?[一二三四]季度|[上下]半年)?$", text[max(0, start - 14) : start])
    return start - len(found[0]) if found else start
