"""Spots policies: documents in 《…》, quoted programmes and slogans, programmes by head noun, national names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.mentions.notions import LONGEST, alternation, candidate, column, left_edge, quotations
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import table

_TITLE = re.compile(
    r"《(?P<name>[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,20})?)》"
    r"(?P<mark>[（(](?P<number>[^（）()\n]{1,8}[〔\[（【]\d{4}[〕\]）】]\s?\d+号)[）)])?"
    r"(?:[（(](?:以下)?(?:简称|称)[:：]?[“《]{0,2}(?P<short>[^”》（）()\n]{2,20})[”》]{0,2}[）)])?"
)
_NUMBER = re.compile(r"(?<![〔（(])[\u4e00-\u9fff]{2,8}[〔\[]\d{4}[〕\]]\s?\d+号")
_ABOUT = re.compile(
    r"关于[^。；;！？\n《》]{4,50}?的(?:实施意见|指导意见|若干意见|意见|通知|决定|方案|办法|公告|通告|批复|规定|若干措施|措施|决议)(?![\u4e00-\u9fff]{0,4}[》])"
)
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|办公室|厅|局|委员会|委|部|院|会)$")


@spotters.register("policies")
def policies(document: Document) -> Iterator[Candidate]:
    """Mentions of type Policy."""
    yield from _titles(document)
    yield from _quoted(document)
    yield from _headed(document)
    yield from _known(document)


def _titles(document: Document) -> Iterator[Candidate]:
    """《…》 whose last word is that of a regulation; a short form defined or used later names the same document."""
    text = document.text
    full: dict[str, str] = {}
    for match in _TITLE.finditer(text):
        name = match["name"].strip()
        if not (_DOCUMENT.search(name) or match["number"]):
            continue
        if match["short"]:
            full[match["short"]] = name
        if name in _BARE and name not in full:
            longer = [n for n in full.values() if n.endswith(name)]
            if not longer:
                continue
            full[name] = longer[-1]
        name = full.get(name, name)
        full.setdefault(name, name)
        end = match.end("mark") if match["mark"] else text.index("》", match.end("name")) + 1
        yield candidate(document, match.start(), end, "Policy", "policy.title", 90, name)
    for match in _ABOUT.finditer(text):
        start = _with_issuer(text, match.start())
        if text[start - 1 : start] != "《" and len(match[0]) > 8:
            yield candidate(document, start, match.end(), "Policy", "policy.about", 70)


def _with_issuer(text: str, start: int) -> int:
    """The place where the issuer printed in front of 关于… begins, if there is one."""
    low = max(text.rfind("\n", 0, start) + 1, start - 24)
    found = _ISSUER.search(text, low, start)
    return found.start() if found and found.start() == text.rfind("\n", 0, start) + 1 else start


_DOCUMENT = re.compile(
    r"(?:条例|办法|规定|意见|规划|计划|方案|纲要|通知|决定|法|细则|公告|通告|决议|章程|规则|准则|标准|指南|指引|清单|措施|政策"
    r"|[\d一二三四五六七八九十]+条|倡议书?|宣言|公约|制度|守则|规范|白皮书|法典|宪法|批复|制|行动|战略|预案|导则|目录|解释|十条)"
    r"(?:[（(][^（）()]*[）)])?$"
)
_BARE = frozenset(
    "条例 办法 规定 意见 规划 计划 方案 纲要 通知 决定 细则 公告 决议 章程 规则 准则 标准 措施 政策 清单 规范".split()
)


# ---- quotation marks ------------------------------------------------------------------------------------------

_INNER = re.compile(
    r"(?:行动|行动计划|工程|计划|规划|战略|改革|新政|举措|政策|\d+条|[一二三四五六七八九十百]+条|攻坚战|保卫战|机制|制度|倡议|方案|纲要|布局|工作法)$"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十两双百千万\d]+[一-龥]{1,4})(?:[、·,， ]?[一二三四五六七八九十两双百千万\d]+[一-龥]{1,4})*$"
)
_HEAD = r"(?:专项|攻坚|三年|五年|提升|发展|建设|培育|推进|总体|战略|空间|产业|工作|治理|综合|创建|整治|扶贫|融合|改造|惠民|服务)"
_AFTER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,14}?)(?P<head>行动计划|行动方案|行动|工程|计划|规划纲要|规划|战略定位|战略部署|发展战略|战略|综合改革|改革试点|改革|试点|"
    r"倡议|新政|政策体系|政策|推进机制|工作机制|机制|制度|模式|工作法|空间布局|发展布局|布局|空间格局|发展格局|总体格局|格局|总定位|定位|总体思路|思路|"
    r"攻坚战|保卫战|专项整治|部署|目标任务|发展目标|总目标|主战略|方略|举措)"
)
_STRONG_AFTER = frozenset(
    "行动计划 行动方案 行动 工程 规划纲要 规划 战略部署 发展战略 战略 综合改革 改革试点 改革 倡议 新政 攻坚战 保卫战 主战略 方略 专项整治 空间布局 发展布局 空间格局 总体格局 推进机制 工作法".split()
)
_LEAD = re.compile(
    r"(?:实施|推行|推进|开展|落实|深化|启动|出台|推出|推动|贯彻|打造|坚持|锚定|锁定|聚焦|围绕|对标|践行|融入|服务|参与|共建|响应|推广|建立|构筑|构建|建设|建成|"
    r"创新|打响|打好|主方向是|紧扣|抢抓|夯实|加快|巩固)(?:了|着|好|“[^”]*”|[\u4e00-\u9fff]{0,6})$"
)


def _quoted(document: Document) -> Iterator[Candidate]:
    """“…” that names a programme: by its last word, by the noun after it, or by the verb before it and its form."""
    text = document.text
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        if len(inner) > 30 or _SPEECH.search(inner):
            continue
        after = _AFTER.match(text, end)
        if after and after.end() - end <= 14 and not _crosses(text[end : after.start("head")]):
            yield from _with_head(document, start, end, after, inner)
        elif _INNER.search(inner) and len(inner) > 2 and not _counted(text, end):
            yield candidate(document, start, end, "Policy", "policy.quoted", 60)
        elif inner in _slogans():
            yield candidate(document, start, end, "Policy", "policy.slogan", 60)


def _with_head(document: Document, start: int, end: int, after: re.Match[str], inner: str) -> Iterator[Candidate]:
    text, head = document.text, after["head"]
    if head in _STRONG_AFTER:
        yield candidate(document, start, after.end(), "Policy", "policy.quoted_head", 60)
    elif head in ("试点", "计划", "政策", "机制", "制度", "模式", "举措") and _LEAD.search(
        text[max(0, start - 14) : start]
    ):
        yield candidate(document, start, after.end(), "Policy", "policy.quoted_head", 58)
    elif head in _POSITION and len(inner) >= 4:
        yield candidate(document, start, end, "Policy", "policy.position", 58)


_POSITION = frozenset("战略定位 总定位 定位 总体思路 思路 目标任务 发展目标 总目标 布局 格局 发展格局 部署".split())


def _crosses(between: str) -> bool:
    """Whether the words between a quotation and a head noun hold a verb or particle: then they are no name."""
    return bool(_CROSS.search(between)) and between not in ("的",)


_CROSS = re.compile(r"[的了是在等和与及将被把]|实施|推进|开展|落实|入选|获评|活动|工作[^法机]")
_SPEECH = re.compile(r"[。！？!?]|我们?|你们?|[了吗呢吧啊]$|^[^\u4e00-\u9fffA-Za-z\d]+$")


def _counted(text: str, end: int) -> bool:
    """Whether a figure follows at once: counted things are observations."""
    return bool(re.match(r"[达有共]?[约近超]?\d", text[end : end + 3]))


@cache
def _slogans() -> frozenset[str]:
    return frozenset(column("policy_names", "quoted", "only"))


# ---- head nouns -----------------------------------------------------------------------------------------------


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["head"]: row["kind"] for row in table("lexicon/policy_heads.tsv")}
    return re.compile(alternation(kinds)), kinds


_DO = re.compile(
    r"(?:实施|推行|推进|推动|开展|落实|深化|启动|出台|推出|贯彻|打造|坚持|践行|融入|参与|响应|推广|对标|铺开|建立|抓好|抓实|执行|承担|探索|打响|打好|打赢|发布|制定|印发|编制|完善|包括)"
    r"(?:好|了|实|“[^”]*”|国家|省|市|省级|市级|国家级|全国|新一轮|新型|以及)?$"
)
_GENERIC = re.compile(
    r"^(?:(?:新|老|大|小|一|二|三|四|五|六|七|八|九|十|\d|年|个|项|大|系列|各|重点|重大|重要|专项|攻坚|综合|有关|相关|具体|主要|国家|全国|省|市|县|区|级|年度|全年|"
    r"工作|实施|行动|总体|整体|深度|深入|全面|我|公司|企业|发展|建设|长期|中长期|长远|近期|科学|统一|改革|创新|政府|扶持|优惠|惠企|支持|配套|产业|产业扶持|投资|生产|经营|试点|示范|"
    r"长效|工作|协调|管理|监管|保障|激励|考核|联动|服务|责任|民主|村规民约|规章|制度|体制|机制|政策|市场化|城市|城乡|乡村|土地|国土|空间|控制性|详细|作战|改造|提升|整治|工程|治理|民心|民生|实事|品牌|人才|技术|"
    r"基础|系统|重点|标志性|灾后|配套|续建|新建|在建|土建|主体|水利|道路|交通|市政|施工|安装|装修|绿化|景观|附属|隐蔽|扩建|拆迁|征迁|安置)*)$"
)
_BUILT = re.compile(
    r"(?:项目|道路|公路|桥|隧道|水库|大坝|渠|泵站|管网|管道|铁路|地铁|线路|站|楼|房|厂|灌区|调水|引水|供水|防洪|堤|河道|港|码头|航道|电网|变电|土方|主体|建筑|装修|绿化|景观|市政|扩建|迁建|改建)$"
)


def _headed(document: Document) -> Iterator[Candidate]:
    """Programmes without quotation marks, by their last word; the words before it must say which one."""
    pattern, kinds = _heads()
    text = document.text
    floor = 0
    for match in pattern.finditer(text):
        start = left_edge(text, match.start(), floor)
        modifier = text[start : match.start()]
        if len(modifier) < 2 or len(modifier) > LONGEST - 6 or _GENERIC.match(modifier) or _tail(text, match.end()):
            continue
        kind = kinds[match[0]]
        if kind != "plain" and not _driven(text, start, kind):
            continue
        if match[0] == "工程" and _BUILT.search(modifier):
            continue
        floor = match.end()
        yield candidate(document, start, match.end(), "Policy", f"policy.head.{match[0]}", 55)


def _driven(text: str, start: int, kind: str) -> bool:
    """Whether a verb of carrying out stands before the name, or before the list that the name continues."""
    low = max(0, start - 60)
    before = text[low:start]
    clause = re.split(r"[，,。；;：\n]", before)[-1]
    if kind == "program":
        return bool(_DO.search(clause)) and "创建" in text[start : start + 12]
    last = re.split(r"[、和及与]", clause)[0] if clause.endswith(("、", "和", "及", "与")) else clause
    return bool(_DO.search(last)) or (last != clause and any(_DO.search(last[:i]) for i in range(2, len(last))))


def _tail(text: str, end: int) -> bool:
    """Whether the word goes on (改革开放, 战略性, 计划投资, 规划建设, 工程师): then the head is not a noun here."""
    return bool(_GOES_ON.match(text, end))


_GOES_ON = re.compile(
    r"开放|性|投资|建设|师|总|院|局|发展|委|署|馆|区|小组|领导|办|资金|项目|引领|期|中心|合作|伙伴|先行|试验|示范|创新|红利|成果|措施|方案|任务|"
    r"重组|投放|总量|面积|用地|研究|咨询|学会|协会|大学|学院|技术|车|机械|科技|公司|集团|基地|[一二三四五六七八九十\d]|能力|者|生育|单列|支撑|平台|"
    r"编制|设计|范围|图|展|人员|部署|定位|高地|名单|县|市|村|城|镇|单位"
)


# ---- national names -------------------------------------------------------------------------------------------


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [row for row in table("lexicon/policy_names.tsv") if row["quoted"] != "only"]
    full = {row["form"]: row["name"] or row["form"] for row in rows}
    return re.compile(f"(?:{alternation(full)})"), full


def _known(document: Document) -> Iterator[Candidate]:
    """Strategies and reforms that the whole country calls by one name."""
    pattern, full = _names()
    for match in pattern.finditer(document.text):
        start, end = match.span()
        if document.text[start - 1 : start] == "“" and document.text[end : end + 1] == "”":
            start, end = start - 1, end + 1
        yield candidate(document, start, end, "Policy", "policy.known", 52, full[match[0]])
