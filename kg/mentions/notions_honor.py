"""Spots honors: what stands after a verb of receiving (获评, 入选, 夺得, 争创), and titles that are honors by form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.mentions.notions import alternation, candidate, clean, column
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import table


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(column('honor_cues'))})")


@cache
def _cue_kinds() -> dict[str, str]:
    return {row["cue"]: row["kind"] for row in table("lexicon/honor_cues.tsv")}


@cache
def _head() -> re.Pattern[str]:
    """The last word of an honor, and what may still follow it (称号, 荣誉)."""
    return re.compile(f"(?:{alternation(column('honor_heads'))})(?:（[^（）]{{1,12}}）)?")


_PART = re.compile(r"[^，,。；;：:！？!?\n]{1,90}")
_SPLIT = re.compile(r"(?<!县)、|和(?=[^谐平睦])|以及|及(?!时)|与(?!会)")
_LEAD = re.compile(
    r"^(?:了|为|成为|到|过|的|全市|全县|全区)?(?:(?:首个|首批|首家|首座|唯一|第一批|第一个|又一|一批|多项|多个|一项|一个|两个|两项|连续\w{1,4}年|年度)(?:的)?)*(?:为|了)?"
)
_TITLE_WORD = re.compile(r"(?:的)?(?:荣誉称号|光荣称号|称号|荣誉|殊荣|桂冠|美誉|牌子|奖牌|等)$")
_COUNT = re.compile(
    r"^\s?(?:达到?|共|有|累计|新增)?[约近超]?\s?[\d一二两三四五六七八九十]+\s?(?:余|多)?(?:个|家|项|人|名|件|座|处|所|次|条|户|位)"
)


@spotters.register("honors")
def honors(document: Document) -> Iterator[Candidate]:
    """Mentions of type Honor."""
    yield from _received(document)
    yield from _titled(document)


def _received(document: Document) -> Iterator[Candidate]:
    """The objects of a verb of receiving, one mention an item of the list."""
    text = document.text
    for cue in _cues().finditer(text):
        part = _PART.match(text, cue.end())
        if part:
            yield from _items(document, part.start(), part.end(), _cue_kinds()[cue[0]])


def _items(document: Document, start: int, end: int, kind: str) -> Iterator[Candidate]:
    for low, high in _pieces(document.text, start, end):
        found = _honor_in(document.text, low, high, kind)
        if found:
            yield candidate(document, *found, "Honor", f"honor.{kind}", 62)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list: split at 、和及与, but not inside quotation marks or brackets."""
    low = start
    for match in _SPLIT.finditer(text, start, end):
        if _level(text[low : match.start()]):
            continue
        yield low, match.start()
        low = match.end()
    yield low, end


def _level(piece: str) -> int:
    return (
        (piece.count("“") - piece.count("”"))
        + (piece.count("（") - piece.count("）"))
        + (piece.count("《") - piece.count("》"))
    )


def _honor_in(text: str, low: int, high: int, kind: str) -> tuple[int, int] | None:
    """The honor that an item of the list names: from its first word to its last head noun, or a quoted title."""
    piece = text[low:high]
    lead = _LEAD.match(piece)
    at = low + (lead.end() if lead else 0)
    heads = [m for m in _head().finditer(text, at, high) if not _continues(text, m.end(), high)]
    if heads:
        end = heads[-1].end()
        if _COUNT.match(text, end) or end - at < 4 or end - at > 45 or _REFUSED.search(text[at:end]):
            return None
        return (at, end) if kind != "weak" or _RANK.search(text[at:end]) else None
    quoted = re.match(r"(?:[\u4e00-\u9fff]{0,12})“[^“”]{2,20}”", text[at:high])
    if quoted and kind == "sure" and not _COUNT.match(text, at + quoted.end()):
        after = text[at + quoted.end() : high]
        if _TITLE_WORD.match(after) or after in ("", "等") or re.match(r"(?:等)?(?:称号|荣誉|奖)", after):
            return at, at + quoted.end()
    return None


_REFUSED = re.compile(r"项目[^、]{0,6}$|的[^的]{0,3}(?:机会|工程)|^(?:建设|推进|开展|实施)|招商|[，。]")
_RANK = re.compile(
    r"国家|全国|中国|全省|省级|省|市级|全市|世界|国际|县级|自治区|部级|浙江|星级|[345]A|示范|先进|文明|卫生|园林|森林|模范|百强|样板|标杆|试点|“"
)


def _continues(text: str, end: int, high: int) -> bool:
    """Whether the head noun is only part of a longer word (示范区建设, 奖励, 试点工作)."""
    return bool(_GOES_ON.match(text, end, max(high, min(len(text), high + 2))))


_GOES_ON = re.compile(
    r"(?:称号|荣誉)?(?:建设的|励|金|项|品|学金|补|惩|评|企业家|区|县|市|镇|村|乡|街道|社区|基地|点|带|园|单位|城市|项目|企业|学校|工程|名单|工作|行动|创建优胜|县城|集体|个人|案例|家庭|岗|机构|户|景区|旅游|店|车间|工厂|平台|中心|级|队|员|者|性|建设示范)"
)


# ---- without a verb -------------------------------------------------------------------------------------------

_RANKED = re.compile(
    r"(?:全国|国家级?|中国|全省|[\u4e00-\u9fff]{2,3}省|省级?|世界|国际)(?:首批|第[一二三四五六七八九十]+批|新时代)?(?:[\u4e00-\u9fff]{0,3}“[^“”\n]{1,16}”|[\u4e00-\u9fff·]){0,16}?"
    r"(?:示范县|示范市|示范城市|示范镇|示范乡镇|示范村|示范社区|示范街道|先进县|先进市|先进区|先进集体|先进单位|先进个人|文明城市|文明县城|文明村镇|文明村|文明镇|文明单位|文明校园|卫生城市|卫生县城|卫生镇|卫生乡镇|园林城市|"
    r"园林县城|森林城市|模范城|模范县|模范市|模范集体|模范个人|历史文化名城|历史文化名镇|历史文化名村|旅游城市|百强县市?|百强区|百强镇|十强县|十佳|之乡|天然氧吧|劳动模范|五一劳动奖[状章]|三八红旗手|三八红旗集体|红旗单位|创新型城市|宜居城市|长寿之乡|“三无”县|魅力城市|百佳\w{1,4})"
)
_QUOTED_CUP = re.compile(r"“[\u4e00-\u9fff]{2,10}(?:鼎|杯|奖|奖章)”")


@cache
def _names() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(column('honor_names'))})")


def _titled(document: Document) -> Iterator[Candidate]:
    """Designations that nothing else can be: 全国文明城市, “…鼎”; counted ones are left to the figures."""
    text = document.text
    for pattern, rule in ((_RANKED, "ranked"), (_QUOTED_CUP, "cup"), (_names(), "known")):
        for match in pattern.finditer(text):
            start, end = match.span()
            if _counted(text, start, end) or _continues(text, end, end) or _BODY.match(text, end):
                continue
            yield candidate(document, start, end, "Honor", f"honor.{rule}", 58, clean(match[0]))


_BODY = re.compile(
    r"(?:协会|联盟|委员会|大会|现场会|论坛|创建工作|评选|评审|申报|标准|指标|管理办法|组委会|足球|篮球|比赛|大赛|联赛)"
)


def _counted(text: str, start: int, end: int) -> bool:
    """小巨人企业15家, 15家国家级…: a figure beside it makes it an observation."""
    return bool(_COUNT.match(text[end : end + 10]) or _BEFORE.search(text[max(0, start - 8) : start]))


_BEFORE = re.compile(
    r"[\d一二两三四五六七八九十百]+余?多?(?:个|家|项|人|名|件|座|处|所|次|条|户|位)(?:镇|村|县)?(?:入选|获评|获得|被评为|建成|创成|创建)?$"
)
