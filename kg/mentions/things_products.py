"""Products: quoted names before 平台, 系统, 品牌 and the like (“岚服宝”数字化平台), and named platforms (岚港智慧政务平台)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.edges import left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain
from kg.mentions.things_parts import without_praise
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules.sieve import quick

_KIND = "产品(?!质量|牌|展|目录|名录|推介)|平台|系统|小程序|APP|App|应用|客户端|公众号|智能体|大模型|品牌|商标|班列|专列|数据库|驾驶舱|卫星|邮轮|盾构机|疫苗|芯片|机器人"
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
_GOODS = (
    "无人机|直升机|飞机|客机|货机|电池|机器人|汽车|轿车|卡车|客车|卫星|芯片|火箭|飞船|机床|发动机|盾构机|列车|动车组|疫苗|新药|注射液|"
    "手机|音箱|手表|白茶|红茶|绿茶|黑茶|普洱茶|茶叶|大米|苹果|脐橙|白酒|黄酒|葡萄酒|啤酒|大闸蟹|牛肉|羊肉|火腿|果酒|礼盒|月饼|挂面|蜂蜜|香菇|酱油|食用油|菜籽油|茶油|大模型|系列产品"
)
_GOOD = re.compile(
    rf"“(?P<name>[^“”\n，。；！？]{{2,14}})”(?:牌|系列|号)?[\u4e00-\u9fff]{{0,6}}?(?:{_GOODS})(?!产业|企业|公司|行业|基地|项目|文化|节)"
)
_MODEL = re.compile("[A-Za-z0-9]")
_MADE = re.compile("研发|研制|发布|推出|生产|自主|首款|首架|首批|交付|制造|上市|代表|种植|出产|注册|销售")
_SOLD = re.compile("[^，。]{0,12}(?:下线|发布|亮相|问世|首飞|上市|面世|交付|量产|畅销|走俏|热销|获|出口|远销|研制)")
_MARKED = re.compile(
    r"“(?P<name>[^“”\n，。；！？]{2,10})”(?:先后|成功|正式|新|喜|又|再|再次)?(?:获|荣获|入选|获批|获评|被认定为|成为|被列为)(?:[^“”，。]{0,8}地理标志|[^，。]{0,10}(?:农产品|名特优|名牌|品牌|老字号|名优|名茶|名酒|好品|优品|金奖|银奖|伴手礼|商标))"
)
_TRADEMARK = re.compile(r"“(?P<name>[^“”\n，。；！？]{2,8})”牌(?=[\u4e00-\u9fff])")
_BRED = re.compile(
    r"(?:选育|培育|研发|育成)[^，。“”]{0,6}“(?P<name>[^“”\n，。；！？]{2,10})”(?=[^，。“”]{0,6}(?:品种|系列))"
)
_FLAGSHIP = re.compile(r"(?:主打|拳头|核心|主要)产品(?:是|为)?“(?P<name>[^“”\n，。；！？]{2,10})”")
_SERIES = re.compile(
    r"(?:研发|研制|开发|推出|发布|生产)(?:了|出|的)?(?P<name>(?!一|多|多个|各|全|新)[\u4e00-\u9fff]{3,8}?系列产品)(?=[，。；、]|$)"
)
_LISTED = re.compile(
    r"(?:公司|集团|企业|厂|股份|合作社)[^。；\n]{0,60}?(?:主要|主营|主打|拳头|核心|主导)产品(?:有|为|是|包括|涵盖|[：:])(?P<list>[^，。；\n]{2,60}?)(?=等|[，。；\n]|$)"
)
_GOODS_HEAD = re.compile("(?:主要|主营|主打|核心)产品|产品名称|代表产品")
_ONE_GOOD = re.compile("[\u4e00-\u9fffA-Za-z0-9（）()-]{3,16}")
_NO_GOOD = re.compile("的|^[各多等]|产业|服务$|系列$|类$|产品$|领域|行业|[0-9]+[种个款]")
_NO_SERIES = re.compile("[的等和与及一多各]|金融|信贷|保险|贷款|特色|优质|高端|创新|相关|主题|旅游|文创|服务")
_NO_NAME = re.compile(
    r"(?:节|会|赛|周|月|季|行动|工程|计划|试点|改革|战略|模式|机制|经验|办法|体系|企业|政策|年|制|法|奖)$|^[0-9一二三四五六七八九十]+[+个]|^一[^码]一.$|^一[卡码网窗]通?|一体化$|家底$|通道$|[0-9A-Z]+\+|^(?:互联网|人工智能|数字|一站式|一网通|最多跑一次|放管服|店小二|保姆式|管家式|零距离|点对点|面对面|一对一|全天候|零|最后)"
)
_NO_KIND = re.compile(r"(?:和|与|及|或|等|的|是|在|对|为|把|将|让|以|从|到|建设|推进|开展|提升|提供)")
_PLATFORM = quick(
    r"(?:综合)?(?:金融|政务|公共|信息|交易|监管|服务|管理|共享|数据|监测|预警|指挥|调度|交流|创新|协同|招商|消费|供应链|工业互联网){1,4}(?:云)?平台"
)


@spotters.register("things.products")
def spot_products(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    text = document.text
    for match in _QUOTED.finditer(text):
        made = match["kind"] != "产品" or _MADE.search(text, max(0, match.start() - 10), match.start())
        if made and _fits(match["name"]) and not _NO_KIND.search(match["kind"]):
            yield _product(text, match.start(), match.end("name") + 1, "product.quoted", 63)
    for match in _BRAND.finditer(text):
        group = "name" if match["name"] else "hit"
        if _fits(match[group]):
            yield _product(text, match.start(group) - 1, match.end(group) + 1, "product.brand", 63)
    for match in _QUOTE_LAST.finditer(text):
        if _fits(match["name"]):
            yield _product(text, match.start("name") - 1, match.end(), "product.quoted", 63)
    yield from _goods(text)
    yield from _platforms(document)
    yield from _listed(document)


def _listed(document: Document) -> Iterator[Candidate]:
    """主要产品有甲、乙等 of a company, and the column 主要产品 of a table of companies."""
    lists = [m.span("list") for m in _LISTED.finditer(document.text)] if "产品" in document.text else []
    for table in document.tables:
        columns = [i for i, c in enumerate(table.rows[0]) if _GOODS_HEAD.search(document.quote(c.span))]
        lists += [(row[i].span.start, row[i].span.end) for row in table.rows[1:] for i in columns]
    for start, end in lists:
        for item in _ONE_GOOD.finditer(document.text, start, end):
            if not _NO_GOOD.search(item[0]):
                yield _product(document.text, *item.span(), "product.listed", 50)


def _goods(text: str) -> Iterator[Candidate]:
    """“岚鹊-3”货运无人机下线: a quoted name before the noun for what is made, with a model number or a maker's verb."""
    for match in _GOOD.finditer(text):
        made = _MODEL.search(match["name"]) or _SOLD.match(text, match.end())
        if _fits(match["name"]) and (made or _MADE.search(text, max(0, match.start() - 14), match.start())):
            yield _product(text, match.start(), match.end("name") + 1, "product.good", 63)
    for match in _MARKED.finditer(text):
        yield _product(text, match.start(), match.end("name") + 1, "product.marked", 63)
    for pattern in (_TRADEMARK, _BRED, _FLAGSHIP) if "“" in text else ():
        for match in pattern.finditer(text):
            if _fits(match["name"]):
                yield _product(text, match.start("name") - 1, match.end("name") + 1, "product.trademark", 63)
    for match in _SERIES.finditer(text):
        if not _NO_SERIES.search(match["name"]):
            yield _product(text, match.start("name"), match.end(), "product.series", 55)


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
