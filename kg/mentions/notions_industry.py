"""Spots industries: known branches, lists of branches, X产业, and quoted bundles of branches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.edges import kind_of
from kg.mentions.notions import alternation, candidate, column, left_edge, opens_with_verb, word_before, word_pattern
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import areas, table
from kg.rules import regex as re
from kg.rules.sieve import quick
from kg.text.fold import simplified


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A branch at text[start:end], found by `rule`."""

    start: int
    end: int
    rule: str


@spotters.register("industries")
def industries(document: Document) -> Iterator[Candidate]:
    """Mentions of type Industry; forms of one branch (生物医药, 生物医药产业) share the name printed first."""
    text = simplified(document.text)
    known = list(_lexicon().finditer(text))
    listed = list(_lists(text, known))
    vetoed = [hit for hit in listed if hit.rule == "veto"]
    hits = sorted(
        {
            h
            for h in (*listed, *_known(text, known), *_headed(text))
            if not any(v.start <= h.start < v.end for v in vetoed)
        }
    )
    names: dict[str, str] = {}
    for hit in hits:
        form = text[hit.start : hit.end]
        name = names.setdefault(core(form), _WHOLE.sub("产业", form))
        yield candidate(text, hit.start, hit.end, "Industry", f"industry.{hit.rule}", 40, name)
    for match in _BUNDLE.finditer(text):
        if _BUNDLED.search(match["inner"]):
            yield candidate(text, match.start(), match.end(), "Industry", "industry.bundle", 57)


_WHOLE = re.compile(r"全?产业(?:集群|链)?$")  # 肉牛全产业链
_BUNDLE = re.compile(
    r"“(?P<inner>[^“”\n]{1,14})”(?:[\u4e00-\u9fff]{0,6}(?:产业体系|产业集群|制造业集群|产业链群|产业格局)|(?:主导|现代|特色|优势|支柱)产业|产业(?![\u4e00-\u9fff]))"
)
_BUNDLED = re.compile(r"[\d一二三四五六七八九十]|[A-ZＸＮ]|\+|＋")
_SUFFIX = re.compile(r"(?:产业集群|产业链|产业|行业|领域|业)$")


def core(form: str) -> str:
    """What the forms of one branch have in common: 生物医药产业 and 生物医药 are one, 工业 stays."""
    bare = _SUFFIX.sub("", form)
    return _SAME.get(bare, bare) if len(bare) > 1 else form


_SAME = {
    "文创": "文化创意",
    "电商": "电子商务",
    "文旅": "文化旅游",
    "新一代信息": "新一代信息技术",
    "战略新兴": "战略性新兴",
}


# ---- known branches -------------------------------------------------------------------------------------------


@cache
def _kinds() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in table("lexicon/industries.tsv")}


@cache
def _lexicon() -> re.Pattern[str]:
    return re.compile(alternation(_kinds()))


@cache
def _organs() -> re.Pattern[str]:
    names = column("notion_words", "word", "use", "organ.after")
    long, short = [n for n in names if len(n) > 1], [n for n in names if len(n) == 1]
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?{alternation(long)}|{alternation(short)}")


@cache
def _figures() -> re.Pattern[str]:
    return re.compile(word_pattern("industry.figure"))


_MORE = re.compile(
    r"产业集群|产业链|产业(?!链|园|基地|功能区|社区|学院|带|新城|新区|协会|联盟|集聚区|化|工人|大厦|项目|高地|强|政策|结构|研究|大会|博览)|行业(?!协会|商会|联盟|龙头|部门|主管|平均)|业(?=[，。、；和及与的等为是在])"
)
_FREE = re.compile(
    r"$|[\s，。、；：！？）)”」》（(\d]|[和与及或的等是为在将已也正向从到由以比而就还均都并有被让使]|领域|赛道|集群|企业|全产业链|龙头|方面|板块|方向|经济|蓬勃|崛起|发展|高质量|增长|齐|加快|赋能|融合|快速|持续|稳步|迅速|"
    r"逐步|不断|成为|成|实现|完成|占|异军|方兴|提质|提档|集聚|聚集|做|两|三|四|五|六|七|八|九|十|等|挑|强|全年|全面|进一步|深度|生态|相关|产销|转型|升级|数字化|新|主"
)


def _known(text: str, known: list[re.Match[str]]) -> Iterator[Hit]:
    """Branches of the lexicon, unless a name, an indicator or a product goes on from them."""
    for match in known:
        kind = _kinds()[match[0]]
        if kind == "public" or (kind in ("weak", "tech") and not _evident(text, match.start(), match.end())):
            continue
        more = _MORE.match(text, match.end())
        end = more.end() if more else match.end()
        if _stands(text, match.start(), end) and (kind != "broad" or _broad(text, match.start(), end)):
            yield Hit(match.start(), end, "known")


_FIELD = re.compile(
    r"等[^，。、；\d]{0,6}(?:产业|行业|制造业|服务业)(?!项目|企业)|产业(?!园|化|工人|基地|带)|行业(?!协会|商会|联盟)|领域|赛道|全产业链"
)
_GOVERNED = re.compile(
    r"(?:聚焦|主攻|深耕|布局|瞄准|抢滩|大力发展|重点发展|培育|壮大|主营|主打|从事)(?:了|发展|壮大|以)?$"
)
_CLOSED = re.compile(r"[，。、；等）]|为主|$|\n")


def _evident(text: str, start: int, end: int) -> bool:
    """Whether 产业 or 领域 follows, or a verb such as 聚焦 governs the word and nothing goes on from it."""
    field = _FIELD.match(text, end)
    if field and (end - start > 2 or field[0] != "领域"):
        return True
    before = text[max(0, start - 8) : start]
    return bool(_CLOSED.match(text, end) and (_GOVERNED.search(before) or before[-2:] in ("业和", "业与", "业及")))


def _stands(text: str, start: int, end: int) -> bool:
    if _figures().match(text, end) and not _subject(text, start, end):
        return False
    if _organs().match(text, end) or not (_FREE.match(text, end) or text[end - 1] in "业济"):
        return False
    if text.startswith("新", start) and _NOVEL.search(text[max(0, start - 4) : start] + "|" + text[end : end + 4]):
        return False
    if text[end - 2 : end] == "产业" and _after().match(text, end):
        return False
    if _is_heading(text, start, end):
        return False
    return start == 0 or (
        text[start - 1] not in "非《" and not (text[start - 1] == "家" and text.startswith("企业", end))
    )


def _subject(text: str, start: int, end: int) -> bool:
    """汽车产业产值, 电气机械制造业增长8%: the branch opens the clause and its own output or growth follows."""
    opens = start == 0 or text[start - 1] in "，。；、\n：:,; " or text[start - 2 : start] in _HERE
    return opens and text[end - 1] == "业" and bool(_OWN.match(text, end))


_HERE = ("其中", "全县", "全市", "全区", "全州", "全镇", "我县", "我市", "我区")
_NOVEL = re.compile(r"新(?:技术|工艺|产品|方法|模式|业态)、\||\|、新(?:技术|工艺|产品|方法|模式|业态)")
_OWN = re.compile(r"产值|增长\s?\d|总产值|实现")
_BROAD_OK = re.compile(
    r"经济|转型|数字化|是|在|完成|实现|稳|方面|底色|基础|提质|回|重镇|企业(?!\d|户|营|总|利|[达实完共有增])|[\n\t]|等|占|成"
)


_HEADING = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]")  # 二、工业和农业: a chapter on them


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether the branch is what a numbered chapter, or the paragraph that it opens, is about: 二、工业和农业; 旅游业。…"""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(_HEADING.match(line) and text[end : end + 1] in ("", "\n")) or (
        not line and text[end : end + 1] == "。"
    )


def _broad(text: str, start: int, end: int) -> bool:
    """工业, 农业, 服务业, 制造业 stand for themselves only before a word that says something of them."""
    if (
        text[start - 1 : start] in tuple("规上重轻产大级以新")
        or not _BROAD_OK.match(text, end)
        or text.startswith("基础上", end)
    ):
        return False
    before = word_before(text, start)
    return not before or kind_of(before) != "proper"


# ---- lists ----------------------------------------------------------------------------------------------------

_LETTER = r"[\u4e00-\u9fffA-Za-z\d+]"
_LIST = re.compile(
    rf"(?<!{_LETTER}){_LETTER}{{1,60}}+(?:、{_LETTER}{{1,16}})+(?:以及|和|及|与)?"  # possessive: a run is tried once
)
_PAIR = re.compile(r"[\u4e00-\u9fff]{2,16}(?:和|与)[\u4e00-\u9fff]{2,8}(?=两大)")
_NOUN = r"(?:产业链群|产业集群|产业链|产业|行业|制造业|服务业|工业|农业)"
_NOT_NOUN = r"(?!园|项目|企业|工人|基地|化|带|社区|功能区|新城|结构|政策|体系|基金|开发区|示范|领域|平台|载体|高地|人才|强镇|大会|联盟|协会|生产)"
_NUMBER = r"(?:[一二三四五六七八九十两\d]+|多)(?:大|个|类|条)"
_TAIL = re.compile(
    r"(?P<technique>等(?:[^、，。；等]{0,8}?)(?:技术|手段|场景应用|学科|专业|设备|产品|装置|设施|元素|课程|人才))"
    rf"|(?P<sure>(?:等(?![地省市县区国家]|企业|单位|部门|公司|高校)[^、，。；等\\d（]{{0,8}}?|{_NUMBER}[^、，。；\\d（]{{0,8}}?){_NOUN}{_NOT_NOUN})"
    rf"|(?P<likely>(?:等[^、，。；等]{{0,6}}?|{_NUMBER}[^、，。；]{{0,6}}?)(?:领域|赛道|集群|生态圈|板块|业态|方向|新兴))"
    rf"|(?P<direct>(?<=[\u4e00-\u9fff]){_NOUN}{_NOT_NOUN})"
    r"|(?P<open>等|[一二三四五六七八九十两]大|均|都|皆|齐|并驾|[\d的是为在已将有成占])"
)
_CUE = re.compile(
    r"(?:聚焦|发展|培育|围绕|主攻|做强|做大|壮大|打造|狠抓|深耕|布局|瞄准|行业有|领域有|行业为|领域为|横跨|覆盖|涵盖|涉及|分布在|形成|引领|招引|以|抓|抓好|引进|集聚|突出|塑造|产业有|产业为|产业是)(?:了)?(?:[\u4e00-\u9fff]{0,4}(?:的|：))?$"
)
_INDICATED = re.compile(r"(?:产业|行业)?(?:增加值|投资|营业收入|营收|利润|用电量|项目)")
_SAID = re.compile(r"(?:行业|领域|产业)(?:有|为|是|包括|涵盖|涉及|覆盖)(?:了)?$")
_BETWEEN = re.compile(r"、|以及|(?<!饮)和(?!谐)|(?<![涉以普])及(?![零其时格])|与(?!会)")


def _lists(text: str, known: list[re.Match[str]]) -> Iterator[Hit]:
    """A、B和C等产业: the noun after the list, or known branches among its items, make branches of the others."""
    whole = [m.span() for m in known if "、" in m[0] or "和" in m[0]]
    pairs = _PAIR.finditer(text) if "两大" in text else ()
    for match in (*_LIST.finditer(text), *pairs):
        for hit in _listed(text, match.start(), match.end()):
            if hit.rule == "veto" or not any(
                a < hit.end and hit.start < b and (a, b) != (hit.start, hit.end) for a, b in whole
            ):
                yield hit


def _listed(text: str, start: int, end: int) -> Iterator[Hit]:
    if not _mentions_branch(text[start : end + 16]):
        return
    first = _BETWEEN.search(text, start + 1, end)
    if first:
        start = _without_area(text, left_edge(text, first.start(), start, soft=True), first.start())
    tail, stop = _list_end(text, start, end)
    items = list(_split(text, start, stop))
    kinds = [_kind(text[a:b]) for a, b in items]
    cue = bool(_CUE.search(text[max(0, start - 10) : start]))
    verdict = _verdict(tail, kinds, cue)
    factors = any(text[a:b] in _FACTORS for a, b in items)
    if tail == "technique" or factors or _INDICATED.match(text, stop):
        yield Hit(start, stop, "veto")
        return
    if any(kinds) and _SAID.search(text[max(0, start - 10) : start]) and "public" not in kinds:
        verdict = "all"
    for (a, b), kind in zip(items, kinds, strict=True):
        if (verdict == "all" and _shape(text[a:b]) and not opens_with_verb(text, a)) or (
            verdict == "known" and kind not in ("", "public")
        ):
            yield Hit(a, b, "list")


_FACTORS = frozenset(
    ["资金", "资本", "人才", "劳动力", "土地", "设施", "要素", "技术"]
)  # what a branch needs, not branches


def _mentions_branch(around: str) -> bool:
    """A cheap test before the costly left edge: an industry's noun or a known branch stands in or after the list."""
    return "业" in around or "领域" in around or "集群" in around or bool(_lexicon().search(around))


def _kind(item: str) -> str:
    known = _kinds().get(item) or _kinds().get(core(item))
    if known:
        return known
    if item.endswith(("产业", "制造业")):
        return "strong"
    return "weak" if _WORK.search(item) else ""


_WORK = re.compile(r"[\u4e00-\u9fff]{2}(?:种植|养殖|加工|制造|旅游|康养|电商|物流|经济|装备|材料|能源|科技|医药)$")


_MARK = re.compile(r"[^\u4e00-\u9fffA-Za-z\d+]|$")


def _list_end(text: str, start: int, end: int) -> tuple[str, int]:
    """What the list ends in (sure, likely, direct, open or nothing) and where its last item ends."""
    last = [m.end() for m in _BETWEEN.finditer(text, start, end)][-1]
    known = _lexicon().match(text, last)
    after = _TAIL.match(text, known.end()) if known else None
    if known and known[0][-1] == "业" and (not after or after.lastgroup == "open"):
        return "direct" if _DIRECT.search(known[0]) else "", known.end()
    found = _TAIL.search(text, known.end() if known else last + 1, min(len(text), max(end, last) + 12))
    if not found or re.search(r"[，。；：\n]", text[last : found.start()]):
        mark = _MARK.search(text, last)
        return "", mark.start() if mark else end
    kind = str(found.lastgroup)
    return kind, found.end() if kind == "direct" else found.start()


_DIRECT = re.compile(f"{_NOUN}$")


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for match in _BETWEEN.finditer(text, start, end):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if end > low:
        yield low, end


def _verdict(tail: str, kinds: list[str], cue: bool) -> str:
    """Which items of a list are branches: all of them, the strong ones, or none."""
    known, strong, count = sum(k not in ("", "public") for k in kinds), kinds.count("strong"), len(kinds)
    if tail == "technique" or "public" in kinds:
        return ""
    if tail == "sure" and count > 1:
        return "all"
    if tail == "direct" and known:
        return "all" if known * 2 >= count else "known"
    if strong and (tail == "likely" or cue or strong > 1) and known * 2 >= count:
        return "all"
    if cue and known == count:
        return "all"
    return "all" if tail == "likely" and known > 1 and known * 2 > count else ""


_SHAPE = re.compile(r"(?!\d+[个家条项大])[\u4e00-\u9fffA-Za-z\d+]{2,14}")
_NOT = re.compile(
    r"建设$|^分|[的了是在将把被对]|公司|集团|小镇|园区|街道|[镇乡村区县市]$|项目|中心$|大学|学院|医院|企业$|人才|资金|资源(?!采集|利用|回收|开发)|土地|要素|政策|主导|支柱|传统|优势|新兴|特色产业|技术$|资本|市场|消费$|一二三|第[一二三]|大项|价值链|创新链|人才链|[城港湾谷岛园部局厅]$|工程$|事业$|机$|^产业"
)


def _shape(item: str) -> bool:
    return bool(_SHAPE.fullmatch(item)) and not _NOT.search(item) and not _generic().fullmatch(core(item))


# ---- X产业 ----------------------------------------------------------------------------------------------------

_HEAD = quick(r"产业集群|产业链|产业|行业|(?:制造|加工|养殖|种植|采掘|冶炼|运输|制品|畜牧|旅游)业")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{word_pattern('industry.generic')}|\d|亿级?)*")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(word_pattern("industry.after"))


def _headed(text: str) -> Iterator[Hit]:
    """X产业, X养殖业 where X is more than a word of praise."""
    floor = 0
    for match in _HEAD.finditer(text):
        if _after().match(text, match.end()) or _organs().match(text, match.end()):
            continue
        start = left_edge(text, match.start(), max(floor, match.start() - 12), soft=True)
        start += text[start] in "和与及"  # behind another branch: 种植产业|和|文旅产业
        start = _without_area(text, start, match.start())
        modifier = text[start : match.start()].removesuffix("全")
        if _figures().match(text, match.end()) and not _subject(text, start, match.end()):
            continue
        if not 2 <= len(modifier) <= 10 or _generic().fullmatch(modifier) or _NO_BRANCH.search(modifier):
            continue
        floor = match.end()
        yield Hit(start, match.end(), "head")


def _without_area(text: str, start: int, head: int) -> int:
    """Drops the area in front: 岚县|中药材产业, 东部|…; the area alone makes no branch."""
    for length in (6, 5, 4, 3, 2):
        front = text[start : min(start + length, head)]
        if len(front) == length and (front in areas.stems() or areas.is_name(front) or _TOWN.fullmatch(front)):
            return _without_area(text, start + length, head) if areas.is_name(front) else start + length
    return start


_TOWN = re.compile(r"[\u4e00-\u9fff]{1,4}(?<![城集市山老古新])[乡镇县](?!村)|[\u4e00-\u9fff]{1,4}(?<![乡农山渔城])村")
_NO_BRANCH = re.compile(
    r"国家级|省级|首个|跨[省市]|^第|影响|覆盖|^产[前中后]$|应用场景|[“”\d、]|签[署订约]|季度|产业|新$|细分|业细|[一二三四五六七八九十两]大$|企业|重点|主导|支柱|特色$|优势$|传统$|新兴$|相关|[的了是在将把被个]|制约|支撑|赋能|联农|一条龙|事业|模式|转化|变成|\+$|百亿|千亿|万亿"
)
