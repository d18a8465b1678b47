"""Spots events: sessions and plenums, congresses of the party, games, festivals, fairs, contests, ceremonies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.mentions.edges import kind_of
from kg.mentions.notions import LONGEST, alternation, candidate, is_one_word, left_edge, quotations, word_pattern
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import quick
from kg.text.fold import simplified

_N = r"[一二三四五六七八九十百\d]{1,4}"


@spotters.register("events")
def events(document: Document) -> Iterator[Candidate]:
    """Mentions of type Event."""
    text = simplified(document.text)
    yield from _party(text)
    yield from _sessions(text)
    yield from _headed(text)
    yield from _called(text)
    yield from _quoted(text)
    for match in _DISASTER.finditer(text) if _CALAMITY.search(text) else ():
        front = left_edge(text, match.start(), match.start() - 8)
        yield candidate(text, front, match.end(), "Event", "event.disaster", 60)


_CALAMITY = re.compile(r"级(?:强烈)?地震|[·.]\d{1,2}”")
_DISASTER = re.compile(
    r"(?:“\d{1,2}[·.]\d{1,2}”)?(?<![\d.])\d(?:\.\d)?级(?:强烈)?地震"
    r"|“\d{1,2}[·.]\d{1,2}”[\u4e00-\u9fff]{0,8}(?:地震|洪灾|台风|事故|泥石流|火灾|滑坡)"
)


# ---- the party's congresses and plenums -----------------------------------------------------------------------

_CONGRESS = quick(
    r"(?:党的|中共|中国共产党)(?:十[一二三四五六七八九]|二十)大(?!以来[\u4e00-\u9fff]{0,2}第)"
    r"|(?<![第一二三四五六七八九联协会])(?:十[一二三四五六七八九]|二十)大(?=精神|报告|以来|召开|胜利|代表|[，。、；：)）”])"
)
_PLENUM = quick(
    r"(?:党的|中共)?(?:(?:十[一二三四五六七八九]|二十)大和)?(?P<term>十[一二三四五六七八九]|二十)届(?P<list>[一二三四五六七]中(?:全会)?(?:[、和及]+[一二三四五六七]中(?:全会)?)*)"
)
_ONE = re.compile(r"[一二三四五六七]中(?:全会)?")


def _party(text: str) -> Iterator[Candidate]:
    """党的二十届三中全会; a list of plenums gives one mention each."""
    for match in _CONGRESS.finditer(text):
        name = re.sub(r"^(?:党的|中共|中国共产党)?", "党的", match[0])
        yield candidate(text, match.start(), match.end(), "Event", "event.congress", 60, name)
    for match in _PLENUM.finditer(text) if "全会" in text else ():
        if "全会" not in match[0]:
            continue
        first = match.start("term") - (
            2 if text[match.start("term") - 2 : match.start("term")] in ("党的", "中共") else 0
        )
        for number, one in enumerate(_ONE.finditer(text, match.start("list"), match.end())):
            start = one.start() if number else first
            name = f"党的{match['term']}届{one[0][:2]}全会"
            yield candidate(text, start, one.end(), "Event", "event.plenum", 60, name)


# ---- sessions -------------------------------------------------------------------------------------------------

_WIDE = r"(?:[（(]扩大[）)])?"
_SESSION = quick(
    rf"第?{_N}届(?P<body>[\u4e00-\u9fff]{{0,14}}?)(?:召开|举行)?第?{_N}次{_WIDE}(?:全体{_WIDE})?(?:会议|全会|代表大会|主任会议|常务会议)"
    rf"|第?{_N}届{_N}次{_WIDE}(?:全会|全体{_WIDE}会议|会议)"
    rf"|第{_N}次(?:[\u4e00-\u9fff]{{0,6}})(?:党代会|党员代表大会|常务会议|党代表大会|代表大会)"
)


def _sessions(text: str) -> Iterator[Candidate]:
    """X届Y次会议 of a congress, its standing committee, a committee; the body's name before it belongs to it."""
    found: list[tuple[int, int, str]] = []
    for match in _SESSION.finditer(text) if "次" in text else ():
        start = _from_edition(text, left_edge(text, match.start()), match.start())
        start = match.start() if start < match.start() and _NO_BODY.search(text[start : match.start()]) else start
        name = re.sub(r"(?:召开|举行)(?:了)?(?=第)", "", text[start : match.end()])
        found.append((start, match.end(), name))
    fullest: dict[tuple[str, ...], str] = {}
    for _, _, name in sorted(found, key=lambda f: -len(f[2])):
        fullest.setdefault(_session_key(name), name)
    for start, end, name in found:
        yield candidate(text, start, end, "Event", "event.session", 75, fullest[_session_key(name)])


def _session_key(name: str) -> tuple[str, ...]:
    """What two spellings of one session share: 四届人大常委会第十八次会议, 第四届人民代表大会常务委员会第十八次会议."""
    numbers = re.findall(r"([一二三四五六七八九十百\d]+)[届次]", name)
    short = name.replace("人民代表大会", "人大").replace("常务委员会", "常委会").replace("政治协商会议", "政协")
    body = next((b for b in ("常委会", "政协", "人大", "委员会", "委") if b in short), "")
    level = re.findall(r"[省市区县州旗镇乡]", name.split("届")[0])
    return (*numbers, body, level[-1] if level else "")


def _from_edition(text: str, start: int, head: int) -> int:
    """Drops a date, and what stands before an edition or year unless it names a place (昆山办起|第15届…)."""
    date = _DATE.match(text, start, head)
    start = date.end() if date else start
    edition = _NTH.search(text, start, head)
    if not edition or edition.start() == start:
        return start
    front = text[start : edition.start()]
    return start if _PLACE.search(front) or _places(text, start, edition.start()) else edition.start()


_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午)?[经在]?")
_NTH = re.compile(rf"第{_N}届|首届|\d{{4}}年")
_PLACE = re.compile(r"[省市县区州旗镇乡村国会界洲]$|中国")
_NO_BODY = re.compile(r"^(?:建议|提请|审议|上午|下午|日|当天|届|大会|会议)|主持|主任|书记|讲话|报告$")


# ---- head nouns -----------------------------------------------------------------------------------------------


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["head"]: row["kind"] for row in table("lexicon/event_heads.tsv")}
    return re.compile(alternation(kinds)), kinds


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"(?:{word_pattern('event.generic')}|[\\d年月日第届\\-、])*")


@cache
def _other() -> re.Pattern[str]:
    return re.compile(word_pattern("event.other"))


_EDITION = re.compile(rf"第{_N}届|首届|\d{{4}}年?|中国|全国|世界|国际|亚洲|[\u4e00-\u9fff]{{2}}·|季度|“")
_PLACED = re.compile(r"^(?:中央|[省市区县州]委)|^[\u4e00-\u9fff]{2,9}?[省市县区州旗镇乡村]")
_HOLIDAY = re.compile(
    r"(?:春|元宵|清明|端午|七夕|中秋|重阳|国庆|五一|劳动|六一|儿童|妇女|青年|教师|母亲|父亲|圣诞|情人|愚人|建军|建党|元旦|护士|记者|三八|植树|拔|毕|实现|感恩|复活|万圣|双|开斋|古尔邦|逢|过|佳|"
    r"环|季|调|关|细|情|章|礼|时|变|气|使|音|枝|骨|脱|字|拜|失|严|贞|守|名|晚|末|小|竹|第[一二三四五六七八九十\d]+|两|几|多|各|一|二|三|四|五|六|七|八|九|十|\d|巴|品|高风亮|盛大|传统|民族|民俗|民间|文旅|品牌)节$"
)


def _headed(text: str) -> Iterator[Candidate]:
    """Events by their last word: `full` heads are names already, `named` need a modifier that says which one,
    `dated` an edition, year or place before them, `edition` the first two or 中国, 国际, `short` (节) a short modifier."""
    pattern, kinds = _heads()
    floor = 0
    for match in pattern.finditer(text):
        if _other().match(text, match.end()):
            continue
        start = _from_edition(text, _whole_front(text, _edge(text, match.start(), floor), floor), match.start())
        if kinds[match[0]] == "full":
            start = start if _places(text, start, match.start()) else match.start()
        elif not _named(text[start : match.start()], kinds[match[0]], match[0]):
            continue
        floor = _end(text, match.end())
        if _inside_quotation(text, start, floor):
            continue
        yield candidate(text, start, floor, "Event", f"event.head.{match[0]}", 60)


_FRONT = re.compile(
    r"(?:(?:\d{4}年?|第[一二三四五六七八九十百]{1,4}届|首届)[\u4e00-\u9fff]{0,3})?(?:世界|中国|国际|全国|全球|亚洲)[\u4e00-\u9fff]{1,12}[与和及]$"
)
_OPENS_ANEW = re.compile("[中世国全亚首第]|\\d{4}")
_REST = re.compile("[\u4e00-\u9fff]{1,8}”")
_NUMERALS = frozenset("第一二三四五六七八九十百")


def _whole_front(text: str, start: int, floor: int) -> int:
    """With all of an ordinal that the words cut (第二|十一届), and over 与 behind an edition (2022世界工业与|能源…博览会)."""
    while start > floor and text[start] in _NUMERALS and text[start - 1] in _NUMERALS:
        start -= 1
    front = _FRONT.search(text, max(floor, start - 24), start)
    return front.start() if front and not _OPENS_ANEW.match(text, start) else start


def _inside_quotation(text: str, start: int, end: int) -> bool:
    """Whether a quotation that begins before the name goes on a little behind it: “对话·昆江峰会|城市”."""
    opened = text.rfind("“", max(0, start - 20), end)
    closed = text.find("”", opened, end) if opened >= 0 else 0
    return closed < 0 and opened <= start and bool(_REST.match(text, end))


def _places(text: str, start: int, end: int) -> bool:
    """Whether the words before a name of its own (亚运会) are an edition or an area, and so belong to it."""
    modifier = text[start:end]
    if not modifier:
        return False
    if _EDITION.match(modifier) or kind_of(modifier) == "place":
        return True
    return 2 <= len(modifier) <= 4 and is_one_word(text, start, end) and kind_of(modifier) == "proper"


def _named(modifier: str, kind: str, head: str) -> bool:
    if modifier in _SCOPES and len(head) > 3:
        return True
    if not 1 <= len(modifier) <= LONGEST + 16 or (_generic().fullmatch(modifier) and not _EDITION.match(modifier)):
        return False
    if kind == "short":
        return not _HOLIDAY.search(modifier + head) and (len(modifier) <= 6 or bool(_EDITION.search(modifier)))
    if kind == "edition":
        return bool(_EDITION.search(modifier)) and not _ASSEMBLY.search(modifier)
    if kind == "dated":
        return bool(_EDITION.search(modifier) or _PLACED.search(modifier))
    return len(modifier) >= 2


_WIDE_SCOPES = ("全国", "全省", "全市", "全区", "全县", "全州", "首届")
_ASSEMBLY = re.compile(r"代表$|联合国$|人民$|党员$")
_SCOPES = frozenset("省市区县州")
_DOUBLE = re.compile(r"集中(?:开工|签约|竣工|攻坚)|揭牌|签约|开工|启动|奠基")


def _edge(text: str, head: int, floor: int) -> int:
    """As left_edge, and over “…” subtitles, “2023中国·平湖”, the 、 of a double ceremony, and 暨, which joins two names in one."""
    start = left_edge(text, head, floor)
    if text.startswith("“", start):
        start = _before_quotation(text, start, floor)
    while start > floor:
        before = text[start - 1]
        if text[start - 2 : start] in _WIDE_SCOPES and start - 2 >= floor:
            start = left_edge(text, start - 2, floor)
            continue
        if before == "、" and _DOUBLE.match(text, start):
            earlier = left_edge(text, start - 1, floor)
            if not _DOUBLE.search(text[earlier : start - 1]):
                break
            start = earlier
        elif before == "暨" and left_edge(text, start - 1, floor) < start - 2:
            start = left_edge(text, start - 1, floor)
        elif text[start - 3 : start] == "”——":
            start -= 2
        elif before in "—－-" and _EDITION.search(text[left_edge(text, start - 1, floor) : start - 1]):
            start = left_edge(text, start - 1, floor)
        elif before in "）)" and "（" in text[max(floor, start - 8) : start]:
            start = left_edge(text, text.rfind("（", 0, start), floor)
        elif before == "”" and text.rfind("“", max(floor, start - 30), start) >= 0:
            start = _before_quotation(text, text.rfind("“", 0, start), floor)
            break
        else:
            break
    return start


def _before_quotation(text: str, opened: int, floor: int) -> int:
    """A quotation's own front (2024“潮起东方”…) belongs to the name if it dates or places it."""
    edge = left_edge(text, opened, floor)
    return edge if _EDITION.search(text[edge:opened]) else opened


_ALSO = re.compile(
    r"(?:开幕式|闭幕式|启动仪式)?暨[^，,。；;：:、\n（）()]{2,30}?(?:仪式|活动|大会|洽谈会|论坛|发布会|推介会|会议|峰会|展览会|博览会|启动会|推进会|现场会|座谈会|活动周|宣传周)"
    r"|(?:开幕式|闭幕式|启动仪式|颁奖典礼|挑战赛|邀请赛|公开赛|系列赛|锦标赛)"
)


def _end(text: str, end: int) -> int:
    """A ceremony that goes on with 暨 ends with its second half."""
    further = _ALSO.match(text, end)
    return further.end() if further else end


# ---- meetings that are called -----------------------------------------------------------------------------------

_CALLED = re.compile(
    r"(?:召开|举行|出席|参加|主持)了?(?P<name>(?:全[省市区县国州]|[省市区县州]委|[省市区县]政府)(?P<about>[\u4e00-\u9fff“”]{2,20}?)"
    r"(?:会议|大会|推进会|现场会|动员会|部署会|座谈会|工作会(?!议)))(?![员场室址])"
)
_CADRES = re.compile(
    r"(?:召开|举行)了?(?P<name>(?:全[省市区县州旗]|[省市区县州旗]委)?(?:主要)?(?:领导)?干部(?:大会|会议))(?![员场室址精])"
)
_TOPICAL = re.compile(
    r"(?:召开|举行|举办)(?:了|的)?(?P<name>(?![全省市区县州这该本]|一[场次]|了|的|首|第|专题|线上)(?![超近约百千数几多])(?P<about>[\u4e00-\u9fff“”]{5,20}?)"
    r"(?:现场推进会|工作推进会|推进会|现场会|观摩会|座谈会|研讨会|推介会|论证会|发布会|交流会|对接会))(?![员场室址])"
)
_ROUTINE = re.compile(
    r"常委会|常委|党组|常务|办公|碰头|理论学习|中心组|扩大|全体$|全会|有关|第[一二三四五六七八九十\d]+次|^(?:工作|专题|紧急|重要|专门|相关)+$"
)


def _called(text: str) -> Iterator[Candidate]:
    """召开全市招商引资工作会议: a meeting with its scope and subject, named by the verb that calls it."""
    for match in _CADRES.finditer(text):
        yield candidate(text, *match.span("name"), "Event", "event.called", 58)
    for match in _CALLED.finditer(text):
        if not _ROUTINE.search(match["about"]):
            yield candidate(text, *match.span("name"), "Event", "event.called", 58)
    for match in _TOPICAL.finditer(text):
        if not _ROUTINE.search(match["about"]) and not _generic().fullmatch(match["about"]):
            yield candidate(text, *match.span("name"), "Event", "event.called", 57)


# ---- quotation marks ------------------------------------------------------------------------------------------

_NOUN = re.compile(
    r"(?:系列)?(?:主题)?(?:系列)?(?:新闻发布会|发布会|推介会|文化节|旅游节|论坛|大赛|比赛|晚会|展览|峰会|仪式|集中签约活动|招商活动|集中开工活动)"
)
_THEMED = re.compile(
    r"为主题的(?P<head>(?![^，。；\n]{0,8}的)(?:大型|专场|系列|首场|专题)*[\u4e00-\u9fff]{0,8}?(?:推介会|论坛|大会|大赛|晚会|展览|峰会|文化节|旅游节|艺术节|博览会|洽谈会|发布会|招商会|交流会|活动周|宣传周|对接会))"
)
_NICKNAME = re.compile(r"双集中")
_FEST = re.compile(r"[\u4e00-\u9fff](?:节|大赛|论坛|博览会|峰会|马拉松|运动会|音乐会|锦标赛|联赛|推介会)$")


def _quoted(text: str) -> Iterator[Candidate]:
    """“茶花节”, “江海这十年”主题新闻发布会, “双提升”活动."""
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        noun = _NOUN.match(text, end)
        if noun:
            yield candidate(text, start, noun.end(), "Event", "event.quoted_head", 62)
        elif themed := _THEMED.match(text, end):
            name = f"“{inner}”{themed['head']}"
            yield candidate(text, *themed.span("head"), "Event", "event.themed", 62, name)
        elif _NICKNAME.fullmatch(inner):
            stop = end + 2 if text.startswith("活动", end) else end
            yield candidate(text, _dated(text, start), stop, "Event", "event.nickname", 60)
        elif _FEST.search(inner) and len(inner) <= 14 and not _HOLIDAY.search(inner):
            yield candidate(text, start, end, "Event", "event.quoted", 60)


def _dated(text: str, start: int) -> int:
    """Takes a year and quarter right before the name into it."""
    found = re.search(r"(?:\d{4}年度?)?(?:第?[一二三四]季度|[上下]半年)?$", text[max(0, start - 14) : start])
    return start - len(found[0]) if found else start
