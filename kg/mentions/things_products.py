"""Products: quoted names before 平台, 系统, 品牌 and the like (“岚服宝”数字化平台), and named platforms (岚港智慧政务平台)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.edges import left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain
from kg.mentions.things_parts import without_praise
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.rules.sieve import finditer, quick

_KIND = "产品(?!质量|牌|展|目录|名录|推介)|平台|系统|小程序|APP|App|应用|客户端|公众号|智能体|大模型|品牌|商标|班列|专列|数据库|驾驶舱|卫星|邮轮|盾构机|疫苗|芯片|机器人"
_TOPIC = (
    "数字化?|数智|智慧|智能化?|信息化?|移动|政务|综合|公共|线上|网上|云|大数据|金融|服务|管理|监管|治理|应用|自主|区域|公用|农产品|文旅|旅游|"
    "城市|农业|特色|中欧|人工智能|工业互联网|电商|直播|教育|医疗|健康|养老|交易|预警|指挥|调度|共享|协同|便民|惠民|企业|基层|社会|劳务|菜篮子"
)
_QUOTED = re.compile(
    rf"“(?P<name>[^“”\n，。；！？]{{2,14}})”(?P<kind>(?:{_TOPIC}){{0,4}}(?:{_KIND})(?!公司|企业|经济|创新|场景|推广|体系|建设)|服务(?=[，。；、“]|和|[0-9]))"
)
_BRAND = quick(
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
    r"“(?P<name>[^“”\n，。；！？]{2,10})”(?:先后|成功|正式|新|喜|又|再|再次)?(?:获|荣获|入选|获批|获评|被认定为|成为|被列为|被列入|入列)(?:[^“”，。]{0,8}地理标志|[^，。]{0,10}(?:农产品|名特优|名牌|品牌|老字号|名优|名茶|名酒|好品|优品|金奖|银奖|伴手礼|商标))"
)
_TRADEMARK = re.compile(r"“(?P<name>[^“”\n，。；！？]{2,8})”牌(?![子匾照坊楼])(?=[\u4e00-\u9fff])")
_BRED = re.compile(
    r"(?:选育|培育|研发|育成)[^，。“”]{0,6}“(?P<name>[^“”\n，。；！？]{2,10})”(?=[^，。“”]{0,6}(?:品种|系列))"
)
_MAKES = quick(
    r"(?P<verb>研发|研制|开发|创制|自研|生产|酿造|制造|供货|投产|销售|出产|种植|选育|培育|育成|创立|注册|推出|上线|首发|发布|发放|办理)(?:了|出|的|并推出|并上线)?(?:[一首多两三][款个项种批])?"
    r"“(?P<name>[^“”\n，。；！？]{2,14})”(?P<kind>[\u4e00-\u9fff]{0,10})"
)
_OFFERED = frozenset(["推出", "上线", "首发", "发布", "发放", "办理"])
_BUSY = frozenset(["开发", "生产", "制造", "种植", "培育", "销售", "创立", "注册"])  # of much else than goods too
_OFFER = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:产品|服务|线路|路线|套餐|贷|贷款|保险|专线|平台|系统|券|卡|饮品|新品|礼盒|专列|班车|公交|演出|演艺|剧目|农家菜|宴|菜品|饭店|数据库|热线|程序|专区)"
)
_LOAN = quick(r"“(?P<name>[\u4e00-\u9fffA-Za-z]{1,8}(?:贷|惠民保|惠农卡|易保))”(?![区县市镇村])")
_NO_MAKE = re.compile(
    "[\u4e00-\u9fff]{0,6}(?:行动|计划|活动|工程|机制|模式|改革|政策|措施|举措|制度|办法|项目|节|赛|大会|论坛|课程|专题|课堂|讲堂|宣讲|主题|理念|口号|战略|目标|体系|格局|样板|示范|路径|做法|经验|"
    "组合拳|矩阵|名片|专项|试点|方案|清单|指数|报告|专栏|栏目|节目|技术|人才|队伍|企业|品种|基地|通知|公告|声明|预警|信号|倡议|系列活动|链|中心|园|小镇|区|公司)"
)
_PRODUCE = (
    "大米|小米|苹果|香梨|雪梨|脐橙|柑橘|蜜橘|蜜柚|沙田柚|水蜜桃|葡萄|枸杞|红枣|大枣|冬枣|核桃|板栗|花生|大豆|红豆|荞麦|燕麦|莜麦|青稞|马铃薯|土豆|洋芋|红薯|山药|百合|莲藕|莲子|生姜|大蒜|大葱|"
    "线辣椒|辣椒|花椒|藤椒|八角|黑木耳|木耳|香菇|银耳|松茸|冬笋|竹笋|西瓜|甜瓜|蜜瓜|哈密瓜|草莓|蓝莓|樱桃|杨梅|枇杷|荔枝|龙眼|芒果|香蕉|菠萝|火龙果|石榴|柿子|猕猴桃|沙棘|绿茶|红茶|白茶|黑茶|毛尖|毛峰|龙井|翠芽|"
    "咖啡|滩羊|山羊|绵羊|羊肉|牦牛|黄牛|牛肉|黑猪|土鸡|大闸蟹|河蟹|小龙虾|对虾|海参|鲍鱼|牡蛎|泥鳅|黄鳝|蜂蜜|火腿|腊肉|豆腐|腐乳|粉丝|米粉|米线|拉面|烩面|挂面|凉皮|肉夹馍|烤鸭|烧鸡|板鸭|扒鸡|酱油|陈醋|香醋|白酒|"
    "黄酒|米酒|葡萄酒|陶瓷|刺绣|剪纸|年画|宣纸|当归|黄芪|党参|人参|三七|天麻|金银花|菊花|月季"
)
_NATIVE = quick(
    rf"(?:{_PRODUCE})(?=(?:[、和][\u4e00-\u9fff]{{2,8}}){{0,3}}等?[^，。；、]{{0,4}}(?:特产|走俏|畅销|热销|远销|驰名|享誉|闻名|名扬|远近闻名|获得?国家|入选全国|获评))"
)
_NATIVE_QUOTED = quick(rf"“(?P<name>[\u4e00-\u9fff]{{2,5}}(?:{_PRODUCE}))”(?!(?:文化|旅游|采摘|美食)?节)")
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
    r"(?:节|会|赛|周|月|季|行动|工程|计划|试点|改革|战略|模式|机制|经验|办法|体系|企业|政策|年|制|法|奖)$|^[0-9一二三四五六七八九十]+[+个]|^一[^码]一.$|^一[卡码网窗]通?|一体化$|家底$|通道$|\+|^十[一二三四五]五|^(?:互联网|人工智能|数字|一站式|一网通|最多跑一次|放管服|店小二|保姆式|管家式|零距离|点对点|面对面|一对一|全天候|零|最后)"
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
    for match in finditer(_BRAND, text):
        group = "name" if match["name"] else "hit"
        if _fits(match[group]):
            yield _product(text, match.start(group) - 1, match.end(group) + 1, "product.brand", 63)
    for match in _QUOTE_LAST.finditer(text):
        if _fits(match["name"]):
            yield _product(text, match.start("name") - 1, match.end(), "product.quoted", 63)
    yield from _goods(text)
    yield from _offered(text) if "“" in text else ()
    yield from _native(text)
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


def _offered(text: str) -> Iterator[Candidate]:
    """研发出“岚净一号”吸附剂, 推出“岚农贷”: what is quoted right behind a verb of making, or of offering where its kind follows."""
    for match in _MAKES.finditer(text):
        verb, kind = match["verb"], match["kind"]
        named = _OFFER.match(kind) or (verb not in _OFFERED and not _NO_MAKE.match(kind))
        vague = verb in _BUSY and (len(kind) < 2 or kind[0] in "等的和与")
        if named and not vague and _fits(match["name"]):
            yield _product(text, match.start("name") - 1, match.end("name") + 1, "product.made", 61)
    for match in _LOAN.finditer(text):
        yield _product(text, match.start(), match.end(), "product.loan", 61)


def _native(text: str) -> Iterator[Candidate]:
    """岚岭花椒是特产, “岚岭蜜瓜”: the produce of a place, in quotation marks or known far and wide."""
    for match in _NATIVE.finditer(text):
        start = next(
            (match.start() - n for n in (4, 3, 2) if text[match.start() - n : match.start()] in areas.stems()), -1
        )
        if start >= 0:
            yield _product(text, start, match.end(), "product.native", 60)
    for match in _NATIVE_QUOTED.finditer(text):
        if any(match["name"][:n] in areas.stems() for n in (2, 3, 4)):
            yield _product(text, match.start(), match.end(), "product.native", 60)


def _fits(name: str) -> bool:
    return not _NO_NAME.search(name)


def _product(text: str, start: int, end: int, rule: str, priority: int) -> Candidate:
    return Candidate(Mention(Span(start, end), "Product", rule, text[start:end].strip("“”")), priority)


def _platforms(document: Document) -> Iterator[Candidate]:
    """岚港智慧政务平台: a platform that a place or a name owns."""
    for match in finditer(_PLATFORM, document.text):
        edge = left_edge(document, match.start())
        if edge is None or not edge.specific or edge.stop == "count":
            continue
        first = without_praise(edge.parts)[0]
        if first.kind in ("place", "proper"):
            yield _product(document.text, first.span.start, match.end(), "product.platform", 55)
