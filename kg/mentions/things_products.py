"""Products: quoted names before 平台, 系统, 品牌 and the like (“岚服宝”数字化平台), and named platforms (岚港智慧政务平台)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.edges import left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain, without_praise
from kg.model import Document, Mention, Span

_KIND = "平台|系统|小程序|APP|App|应用|客户端|公众号|智能体|大模型|品牌|商标|班列|专列|数据库|驾驶舱|卫星|邮轮|盾构机|疫苗|芯片|机器人"
_TOPIC = (
    "数字化?|数智|智慧|智能化?|信息化?|移动|政务|综合|公共|线上|网上|云|大数据|金融|服务|管理|监管|治理|应用|自主|区域|公用|农产品|文旅|旅游|"
    "城市|农业|特色|中欧|人工智能|工业互联网|电商|直播|教育|医疗|健康|养老|交易|预警|指挥|调度|共享|协同|便民|惠民|企业|基层|社会|劳务|菜篮子"
)
_QUOTED = re.compile(
    rf"“(?P<name>[^“”\n，。；！？]{{2,14}})”(?P<kind>(?:{_TOPIC}){{0,4}}(?:{_KIND})(?!公司|企业|经济|创新|场景|推广|体系|建设)|服务(?=[，。；、“]|和|[0-9]))"
)
_BRAND = re.compile(
    r"(?:打响|擦亮|叫响|唱响|做强|培育|推出|创建|注册|打造)(?:了|出|的)?(?P<what>[\u4e00-\u9fff]{0,10})“(?P<name>[^“”\n，。]{2,14})”(?=[\u4e00-\u9fff]{0,6}品牌|商标)|“(?P<hit>[^“”\n，。]{2,14})”(?=打响品牌|品牌|等品牌)"
)
_QUOTE_LAST = re.compile(r"(?:品牌|商标|平台|系统|班列)“(?P<name>[^“”\n，。]{2,14})”")
_NO_NAME = re.compile(
    r"(?:节|会|赛|周|月|季|行动|工程|计划|试点|改革|战略|模式|机制|经验|办法|体系|企业|政策|年|制|法|奖)$|^[0-9一二三四五六七八九十]+[+个]|^一[^码]一.$|^一[卡码网窗]通?|一体化$|家底$|通道$|[0-9A-Z]+\+|^(?:互联网|人工智能|数字|一站式|一网通|最多跑一次|放管服|店小二|保姆式|管家式|零距离|点对点|面对面|一对一|全天候|零|最后)"
)
_NO_KIND = re.compile(r"(?:和|与|及|或|等|的|是|在|对|为|把|将|让|以|从|到|建设|推进|开展|提升|提供)")
_PLATFORM = re.compile(
    r"(?:综合)?(?:金融|政务|公共|信息|交易|监管|服务|管理|共享|数据|监测|预警|指挥|调度|交流|创新|协同|招商|消费|供应链|工业互联网){1,4}(?:云)?平台"
)


@spotters.register("things.products")
def spot_products(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    text = document.text
    for match in _QUOTED.finditer(text):
        if _fits(match["name"]) and not _NO_KIND.search(match["kind"]):
            yield _product(text, match.start(), match.end("name") + 1, "product.quoted", 63)
    for match in _BRAND.finditer(text):
        group = "name" if match["name"] else "hit"
        if _fits(match[group]):
            yield _product(text, match.start(group) - 1, match.end(group) + 1, "product.brand", 63)
    for match in _QUOTE_LAST.finditer(text):
        if _fits(match["name"]):
            yield _product(text, match.start("name") - 1, match.end(), "product.quoted", 63)
    yield from _platforms(document)


def _fits(name: str) -> bool:
    return not _NO_NAME.search(name)


def _product(text: str, start: int, end: int, rule: str, priority: int) -> Candidate:
    return Candidate(Mention(Span(start, end), "Product", rule, text[start:end].strip("“”")), priority)


def _platforms(document: Document) -> Iterator[Candidate]:
    """岚港智慧政务平台: a platform that a place or a name owns."""
    for match in _PLATFORM.finditer(document.text):
        edge = left_edge(document, match.start())
        if edge is None or not edge.specific or edge.stop == "count":
            continue
        first = without_praise(edge.parts)[0]
        if first.kind in ("place", "proper"):
            yield _product(document.text, first.span.start, match.end(), "product.platform", 55)
