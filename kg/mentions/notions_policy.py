"""Spots policies: documents in 《…》, quoted programmes and slogans, programmes by head noun, national names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.mentions.notions import LONGEST, alternation, candidate, column, left_edge, quotations, word_pattern
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import areas, table
from kg.rules import regex as re
from kg.text.fold import simplified


@spotters.register("policies")
def policies(document: Document) -> Iterator[Candidate]:
    """Mentions of type Policy."""
    text = simplified(document.text)
    yield from _titles(text)
    yield from _about(text)
    yield from _plans(text)
    yield from _quoted(text)
    yield from _headed(text)
    yield from _known(text)


# ---- documents ------------------------------------------------------------------------------------------------

_TITLE = re.compile(
    r"《(?P<name>[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,20})?)》"
    r"(?P<mark>[（(](?P<number>[^（）()\n]{1,8}[〔\[（【]\d{4}[〕\]）】]\s?\d+号)[）)])?"
    r"(?:[（(](?:以下)?(?:简称|称)[:：]?[“《]{0,2}(?P<short>[^”》（）()\n]{2,20})[”》]{0,2}[）)])?"
)
_DOCUMENT = re.compile(
    r"(?:条例|办法|规定|意见|规划|计划|方案|纲要|通知|决定|法|细则|公告|通告|决议|章程|规则|准则|标准|指南|指引|清单|措施|政策|规程"
    r"|[\d一二三四五六七八九十]+条|倡议书?|宣言|公约|制度|守则|规范|白皮书|法典|宪法|批复|行动|战略|预案|导则|目录|解释|任务|要点)"
    r"(?:[（(][^（）()]*[）)])?$"
)
_ALONE = re.compile(
    r"(?:本|该)?(?:条例|办法|规定|意见|规划|计划|方案|纲要|通知|决定|细则|公告|决议|章程|规则|准则|标准|措施|政策|清单|规范)"
)


def _titles(text: str) -> Iterator[Candidate]:
    """《…》 whose last word is that of a regulation; 《办法》 stands for the fuller title printed before it."""
    full: dict[str, str] = {}
    for match in _TITLE.finditer(text):
        printed = match["name"].strip()
        name = full.get(printed) or _fuller(printed, full)
        if not name or not (_DOCUMENT.search(name) or match["number"]):
            continue
        full[printed] = name
        if match["short"]:
            full[match["short"]] = name
        end = match.end("mark") if match["mark"] else text.index("》", match.end("name")) + 1
        yield candidate(text, match.start(), end, "Policy", "policy.title", 90, name)


def _fuller(printed: str, full: dict[str, str]) -> str:
    """The title itself; for a mere word (《办法》) the last title that ends in it, "" if there is none."""
    if not _ALONE.fullmatch(printed):
        return printed
    return next((name for name in reversed(full.values()) if name.endswith(printed)), "")


_KIND = r"(?:实施意见|指导意见|若干意见|意见|通知|决定|方案|办法|公告|通告|批复|规定|若干措施|措施|决议)"
_ABOUT = re.compile(rf"关于[^。；;！？，,\n《》]{{4,50}}?的{_KIND}(?=[\s，。；、）)”（(]|$)")
_BODIES = "(?:人民政府|办公室|厅|局|委员会|委|部|院|会)"
_ISSUER = re.compile(  # the end is looked at first: what does not end so would be split in every possible way
    rf"(?=[\u4e00-\u9fff]*{_BODIES}$)(?:[\u4e00-\u9fff]{{2,20}}{_BODIES})+$"
)


def _about(text: str) -> Iterator[Candidate]:
    """X关于…的意见 without 《》, as titles print it."""
    for match in _ABOUT.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        issuer = _ISSUER.match(text, line, match.start()) if match.start() - line <= 40 else None
        start = issuer.start() if issuer else match.start()
        if text[start - 1 : start] not in ("《", "“"):
            yield candidate(text, start, match.end(), "Policy", "policy.about", 70)


_PLAN = re.compile(
    r"(?:\d{4}年)?国民经济和社会发展(?:第?十[一二三四五六]个?五年规划(?:纲要)?|“?十[一二三四五六]五”?规划(?:纲要)?|规划纲要|年度计划|计划)"
    r"(?:(?:和|及)?(?:二〇[〇一二三四五六七八九]{2}|20\d\d)年远景目标纲要)?(?:[（(]草案[）)])?"
)


def _plans(text: str) -> Iterator[Candidate]:
    for match in _PLAN.finditer(text) if "国民经济和社会发展" in text else ():
        yield candidate(text, match.start(), match.end(), "Policy", "policy.plan", 60)


# ---- quotation marks ------------------------------------------------------------------------------------------

_INNER = re.compile(
    r"(?:行动|行动计划|工程|计划|规划|战略|改革|新政|举措|\d+条|[一二三四五六七八九十百]+条|攻坚战|保卫战|制度|倡议|方案|纲要|工作法)$"
)
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十两双百千万\d]+个?[\u4e00-\u9fff]{1,4}[、·,， ]?){1,4}")
_AFTER = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?P<head>行动计划|行动方案|专项行动|建设行动|行动|工程|计划|规划纲要|规划|战略部署|发展战略|战略定位|战略|综合改革|改革试点|改革|试点|"
    r"倡议|新政|推进机制|工作机制|机制|制度|工作法|空间布局|空间格局|总体格局|总定位|定位|总体思路|思路|攻坚战|保卫战|专项整治|总目标|主战略|方略|政策体系|政策|模式|建设|活动)"
)
_WEIGHT = dict.fromkeys(("定位", "总定位", "战略定位", "总体思路", "思路", "总目标"), "name") | {
    "活动": "",
    "模式": "",
}
_WEIGHT |= {"建设": "led", "机制": "led", "工作机制": "led", "政策": "led", "制度": "led"}
_LEAD = re.compile(
    r"(?:实施|推行|推进|开展|落实|深化|出台|推出|贯彻|坚持|锚定|围绕|践行|推广|主方向是|紧扣)(?:了|着|好|“[^”]*”|[\u4e00-\u9fff]{0,4})$"
)
_SUM = re.compile("[+＋]")
_MODELLED = re.compile(r"(?:推广|推行|深化|创立|创建|首创|推出|实行|复制推广|人们说的)(?:了|的|出)?$")
_DIRECT = re.compile(r"(?:实施|推行|落实|深化|践行|坚持|开展|推进|锚定|主方向是)(?:了|好|优质[\u4e00-\u9fff]{2,6})?$")
_ENDS = re.compile(r"[，。；、！\n）)]|等|各项|有关|政策|工作|任务|要求|目标|主方向")
_FIVE_YEARS = re.compile(r"十[一二三四五六七]五")
_FIVE_YEAR_PLAN = re.compile(rf"“?(?P<years>{_FIVE_YEARS.pattern})”?(?:发展)?规划(?:纲要)?")
_SPEECH = re.compile(r"[。！？!?]|谁|怎么|如何|我|你|[了吗呢吧啊]$|^[^\u4e00-\u9fffA-Za-z\d]+$|^[\d.]+%?$(?<!\d\d\d\d)")
_YEAR = re.compile(r"(?:年|会战|大比武|大提升|大排查|百日攻坚)$")
_CLAIM = re.compile(r"^(?:争创|创建|争当)|^(?:五位一体|四个全面|两个确立|四个意识|四个自信|两个维护)$")
_CROSS = re.compile(r"发布|作出|提出|召开|[的了是在等与将被把]|实施|推进|开展|落实|入选|获评|工作(?!法|机制)")
_NOT_SLOGAN = re.compile(
    r"服务|式$|化$|员$|日$|周$|月$|家$|站$|店$|码$|卡$|证$|会$|线$|链$|区$|县$|村$|镇$|店小二|零|一站|大讲堂|课堂|下乡|精神|思想|主题|理念|意识|自信|维护|觉悟|生活|教育|学习"
)


def _quoted(text: str) -> Iterator[Candidate]:
    """“…” that names a programme: by its last word, by the noun after it, or by the verb before it."""
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        if len(inner) > 30 or len(inner) < 2 or _SPEECH.search(inner) or _CLAIM.search(inner) or _theme(text, end):
            continue
        stop = _headed_by(text, start, end, inner)
        if stop:
            name = f"“{inner}”规划" if _FIVE_YEARS.fullmatch(inner) and "规划" in text[end:stop] else ""
            yield candidate(text, start, stop, "Policy", "policy.quoted_head", 60, name)
        elif (
            _INNER.search(inner)
            and len(inner) <= 20
            and "：" not in inner
            and not _generic_name(inner)
            and not _counted(text, end)
        ):
            yield candidate(text, start, end, "Policy", "policy.quoted", 60)
        elif inner.endswith("模式") and 4 <= len(inner) <= 12 and _MODELLED.search(text[max(0, start - 8) : start]):
            yield candidate(text, start, end, "Policy", "policy.model", 58)
        elif inner in _slogans() or _slogan(text, start, end, inner):
            yield candidate(text, start, end, "Policy", "policy.slogan", 58)


def _headed_by(text: str, start: int, end: int, inner: str) -> int:
    """Where the name ends that the noun after a quotation makes of it; 0 if that noun makes none."""
    after = _AFTER.match(text, end)
    if not after or _CROSS.search(text[end : after.start("head")]):
        return _positioned(text, end, inner)
    if after["head"] == "建设" and after.start("head") == end:
        carried = _LEAD.search(text[max(0, start - 14) : start]) or _DONE.match(text, after.end())
        return end if carried and len(inner) >= 4 and not _PLACED.search(inner) else 0
    weight = _WEIGHT.get(after["head"], "yes")
    if weight == "name":
        return end
    led = bool(_LEAD.search(text[max(0, start - 14) : start]))
    if weight == "led" and not (
        led and (_NUMBERED.fullmatch(inner) or "机制" in after["head"] or "制度" in after["head"])
    ):
        return 0
    if (
        not weight
        and after["head"] == "模式"
        and not _SUM.search(inner)
        and _MODELLED.search(text[max(0, start - 8) : start])
    ):
        return after.end()
    if not weight:
        return after.end() if led and after.start("head") == end and _YEAR.search(inner) else 0
    if _continued(text, after.end()) or (after["head"] == "工程" and _WORKS.search(text, end, after.start("head"))):
        return 0
    return end if after["head"] == "建设" else after.end()


_LAYOUT = re.compile(r"的?[\u4e00-\u9fff]{0,6}(?:格局|布局|体系)")
_PLACED = re.compile(
    r"[园港镇厂带站馆路街]$|小镇|平台|中心|基地|走廊|新区|片区|开发区|园区|工厂|品牌|服务|机制|体系|矩阵|链|圈|队伍|阵地|[^镇]村$|社区$"
)
_WORKS = re.compile(r"(?:重点|重大|标志性|建设)$|铁路|公路|高速|供水|调水|输电|管道")
_POSITION = re.compile(
    r"(?:的|这一)?(?:战略|总|发展|城市|目标)*(?:定位|总目标|总体思路|奋斗目标|总体布局|发展思路|主战略)"
    r"|的?[\u4e00-\u9fff]{0,8}(?:空间格局|总体格局|空间布局|发展布局)"
)


def _positioned(text: str, end: int, inner: str) -> int:
    if _NUMBERED.fullmatch(inner) and _LAYOUT.match(text, end):
        return end
    return end if len(inner) >= 4 and _POSITION.match(text, end) else 0


def _slogan(text: str, start: int, end: int, inner: str) -> bool:
    """Whether a verb of carrying out governs the quotation directly and nothing goes on from it."""
    if not 3 <= len(inner) <= 14 or _NOT_SLOGAN.search(inner):
        return False
    return bool(_DIRECT.search(text[max(0, start - 12) : start]) and _ENDS.match(text, end))


def _theme(text: str, end: int) -> bool:
    """以“…”为主题: what a meeting is about."""
    return text.startswith("为主题", end)


def _generic_name(inner: str) -> bool:
    """“行动方案”, “重点工程”: a kind of document or work, no name."""
    last = _INNER.search(inner)
    return last is None or (bool(_generic().fullmatch(inner[: last.start()])) and not _TENFOLD.match(inner))


_TENFOLD = re.compile(r"[一二三四五六七八九十百千\d]+大|[\u4e00-\u9fff]{2,}(?:\d+|[一二三四五六七八九十百]+)条$")


def _counted(text: str, end: int) -> bool:
    """Whether a figure follows at once: counted things are observations."""
    return bool(re.match(r"[达有共]?[约近超]?\d", text[end : end + 3]))


@cache
def _slogans() -> frozenset[str]:
    return frozenset(column("policy_names", "form", "quoted", "only"))


# ---- head nouns -----------------------------------------------------------------------------------------------


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["head"]: row["kind"] for row in table("lexicon/policy_heads.tsv")}
    return re.compile(alternation(kinds)), kinds


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"(?:{word_pattern('policy.generic')}|\\d)*")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(f"{word_pattern('policy.after')}|[一二三四五六七八九十\\d]")


@cache
def _built() -> re.Pattern[str]:
    return re.compile(
        f"高铁|铁路|高速|公路|大桥|隧道|水库|机场|水电站|地铁|管道|{word_pattern('policy.built')}(?:建设|改造|提升|施工|续建|扩建|综合|整治|治理|清淤|加固|现代化|智能化|配套|更新|节水)*$"
    )


_DO = re.compile(
    r"(?:实施|推行|推进|推动|开展|落实|深化|启动|出台|推出|贯彻|坚持|践行|参与|响应|推广|对标|铺开|抓好|抓实|执行|承担|探索|打响|打好|打赢|制定|印发|编制)"
    r"(?:好|了|实|“[^”]*”|国家|省|市|省级|市级|国家级|全国|新一轮|新型|以及)?$"
)
_DONE = re.compile(
    r"(?:也在|正在|全面|深入|扎实|稳步|有序|纵深|加快|持续|顺利|有力|有效|继续)?(?:推进|实施|开展|启动|落地|铺开|执行|推行|落实|圆满收官|顺利收官|收官)"
)


def _headed(text: str) -> Iterator[Candidate]:
    """Programmes without quotation marks, by their last word; the words before it must say which one."""
    pattern, kinds = _heads()
    floor = 0
    for match in pattern.finditer(text):
        further = _FURTHER.match(text, match.end())
        end = further.end() if further else match.end()
        if end <= floor or _continued(text, end):
            continue
        start = _between_areas(text, left_edge(text, match.start(), floor))
        if _programme(text, start, match.start(), end, match[0], kinds[match[0]]):
            floor = end
            yield candidate(text, start, end, "Policy", f"policy.head.{match[0]}", 55)


def _between_areas(text: str, start: int) -> int:
    """Where the name begins, an area before a dash with it: 江海|—云岭配电网试点."""
    before = text[start - 1 : start] in tuple("—-－") and text[start : start + 2] in areas.stems()
    return next(
        (start - 1 - n for n in (4, 3, 2) if before and text[start - 1 - n : start - 1] in areas.stems()), start
    )


_FURTHER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:行动计划|行动方案|三年行动|专项行动|攻坚行动)|综合试点|试点|攻坚战|攻坚|方案)(?!工作法)"
)


def _programme(text: str, start: int, head: int, end: int, noun: str, kind: str) -> bool:
    modifier = text[start:head]
    if not 2 <= len(modifier) <= LONGEST - 6 or _UNNAMED.search(modifier) or _generic().fullmatch(modifier):
        return False
    if _continued(text, end) or (noun == "工程" and _built().search(modifier)):
        return False
    return kind == "plain" or _driven(text, start, end, kind)


_UNNAMED = re.compile(r"(?<![更创革翻])新$|了$")


def _driven(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a verb of carrying out stands before the name, before the list it continues, or right after it."""
    clause = re.split(r"[，,。；;：\n]", text[max(0, start - 60) : start])[-1]
    if kind == "program":
        return bool(_DO.search(clause)) and "创建" in text[start:end]
    if _DO.search(clause) or _DONE.match(text, end):
        return True
    return clause.endswith(("、", "和", "及", "与")) and bool(_DO_WORD.search(clause))


_DO_WORD = re.compile(r"实施|推行|推进|开展|落实|深化|启动|出台|推出|印发|编制|制定|执行")


def _continued(text: str, end: int) -> bool:
    """Whether the word goes on (改革开放, 战略性, 计划投资, 规划建设, 工程师): then the head is not a noun here."""
    return bool(_after().match(text, end)) and not text.startswith("试点建设", end - 2)


# ---- national names -------------------------------------------------------------------------------------------


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in table("lexicon/policy_names.tsv") if row["quoted"] != "only"]
    full = {row["form"]: row["name"] or row["form"] for row in rows}
    return re.compile(alternation(full)), full


_BODY = re.compile(r"委员会|领导小组|办公室|工作组|(?:建设)?(?:先行)?示范区|先行区|合作区|试验区|核心区|协同发展区")


def _known(text: str) -> Iterator[Candidate]:
    """Strategies and reforms that the whole country calls by one name, and its five-year plans."""
    for match in _FIVE_YEAR_PLAN.finditer(text) if "规划" in text else ():
        yield candidate(text, *match.span(), "Policy", "policy.known", 52, f"“{match['years']}”规划")
    pattern, full = _names()
    for match in pattern.finditer(text):
        start, end = match.span()
        if _BODY.match(text, end):
            continue
        if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
            start, end = start - 1, end + 1
        yield candidate(text, start, end, "Policy", "policy.known", 52, full[match[0]])
