"""The name of what a figure measures: cleaned of subject, time, verbs and adverbs; lists of names taken apart."""

from __future__ import annotations

from functools import cache, lru_cache

from kg import rules
from kg.facts.figures_words import HIDDEN, ROUTE, abstract, lead, stop, stop_words, without_end
from kg.rules import regex as re

_LONGEST = 30
_BRACKETS = {"（": "）", "(": ")", "“": "”", "「": "」", "《": "》"}
_JOIN = re.compile(
    rf"(?:{HIDDEN}|全年|当年|累计|共|已|可|预计|年内)*(?:(?:实现|完成)(?!率|额|量|情况|进度|度|投资)|(?<=[社司厂院校园站线])(?:现有|共有|设有|建有|有|设)(?!效|机|色|限|计|施|备|立|置))了?(?:全年|当年|累计)*"
)
_OF = re.compile(rf"{HIDDEN}+(?:项目(?=计划|总|投资|占地|用地))?的?")
_WHERE = re.compile(
    rf"^.*?(?:建设的|实施的|推进的|打造的|设在|覆盖|位于|来自|在|对|向|于|由|给|为|与){HIDDEN}+的?(?=.)"
)
_WHOSE = re.compile(rf"^[^，,；;]{{1,12}}的{HIDDEN}+的?(?=.{{2}})")
_THING = re.compile(
    r"(?<=[^的].)的(?=(?:总)?(?:产出|产值|增加值|投资额?|收入|营业收入|营收|利润|税收|排放量|数量|占比|比重|面积|总数|总量|业务量|产量|销售额|人口|用电量)$)"
)


@lru_cache(maxsize=8192)
def clean(text: str, longest: int = _LONGEST) -> str:
    """The indicator in `text`, the words in front of a figure; "" if there is none.

    Names of measured entities and times are masked with HIDDEN.

    >>> clean("完成固定资产投资"), clean("全区规上工业增加值达到"), clean("建成区绿化覆盖率")
    ('固定资产投资', '规上工业增加值', '建成区绿化覆盖率')
    """
    if route := ROUTE.search(text):
        return route[0]
    name = _strip(_APPOSED.sub("", _NICKNAME.sub("", text)))
    name = _CAUSED.sub("", _ADJUSTED.sub("", name))
    parts = [p for p in _JOIN.split(name) if p and p.strip(HIDDEN)]
    if len(parts) == 2 and len(parts[0]) >= 2 and not parts[0].endswith(("，", ",")):
        name = (_strip(parts[0]) if parts[0].strip(HIDDEN) not in _OWNERS else "") + _strip(parts[1])
    name = _WHERE.sub("", name)
    name = _WHOSE.sub("", name)
    name = _OF.sub("", name)
    name = _plainer(_TEAM.sub("", name))
    name = re.sub(r"\[\d+\]|\*+|（[\s]*$|\([\s]*$", "", name)
    name = _balanced(_strip(name))
    name = re.sub(r"^\d+[个家项](?:[^的]{1,6}的)?|^计划(?=总投资)", "", name)
    name = _FROM_EACH.sub("", name)
    name = re.sub(r"(?<=年)可(?=新增|处理|加工|生产|实现|节约|发电|减少|节省)", "", name)
    name = re.sub(r"^等?地(?=引进|调运|购进|采购|调集|招商|考察|推介|参展|举办|设立|布局|建设)", "", name)
    if m := _DAILY.fullmatch(name):
        name = m[2] + m[1]
    if name.startswith("距"):
        name = (
            name.removeprefix("距离").removeprefix("距")
            and "距" + name.removeprefix("距离").removeprefix("距") + "距离"
        )
    return name if _sound(name, longest) else ""


_TEAM = re.compile(
    r"^(?:(?:研究|科研|研发|创新|技术|攻关)?团队|课题组|本[\u4e00-\u9fff]{1,2}季|[\d一二两三四五六七八九十]+年内|(?:在|占)?(?:全国|全球|国内|世界)(?:的)?(?=市场(?:占有率|份额)))"
)
"""Whom or what span of time a name begins with: 团队主持制定国家标准, 三年内投入资金."""
_APPOSED = re.compile(
    rf"^.*?(?:(?:另外?|旗下|其|下属|又)?(?:一[家个座所])?(?:全资)?(?:子公司|分公司|控股公司|关联公司))(?={HIDDEN})"
)
"""What a name stands in apposition to: 另一家子公司云岭物流."""
_NICKNAME = re.compile(
    r"[（(](?:以下)?(?:统称|简称)[^）)]*[）)]|^\s*\d{1,2}[．.、](?!\d)|^[^，。；]{0,2}【[^】]{1,12}】"
)
_FROM_EACH = re.compile(r"(?:[由从](?:原来的?)?)?每(?:公斤|斤|亩|吨|平方米|人|户|立方米|度)$|为?\d+(?:\.\d+)?$|（）$")
_DAILY = re.compile(r"(?![日月年]均)([\u4e00-\u9fff]{2,}?)([日月年]均|人均|户均|亩均)")
_OWNERS = (
    "合作社",
    "工厂",
    "医院",
    "学校",
    "园",
    "该园",
    "全园",
    "车站",
    "项目",
    "工程",
    "公司",
    "企业",
    "全线",
    "该项目",
    "该工程",
    "团队",
    "研究团队",
    "科研团队",
    "研发团队",
)
_ADJUSTED = re.compile(r"^(?:扣除|剔除|按)[^，]*(?:因素|影响|口径|计算|折算)(?:后|影响后)?(?:同口径)?")
_CAUSED = re.compile(
    r"^.*(?:(?:打算|目标|任务)是再?|让|使(?!用|馆)|把|令(?!人)|(?:为|给|向|对)[^，]{1,10}?提供(?!者|商|方|的))(?=..)"
)
_LED = re.compile(r"^.*(?:为代表|为主|为核心|为龙头|为重点|为主体|在内|为支撑|为引领)的(?=.{2})")
_ETC = re.compile(r"^.*(?<![中高平同相均初次特])等(?!级|次|额|同|高|效|候)(?=.{2})")
_DID = re.compile(
    r"^(?:此次|这次|此番|当天|当日|同日|前期|已经|已|新|集中|共同|陆续|相继|先后|累计|成功)*"
    r"(集中开工|集中签约|集中攻坚|云签约|“云签约”|签约落地|开工建设|开工|签约|攻坚|新增|新建|引进|入选|落地|获批|在建|建成|上榜|新引进|签下|签订)的(?=.{2})"
)


def _plainer(name: str) -> str:
    """X、Y等教育项目 -> 教育项目; 开工的重大项目 -> 开工重大项目; 集体经济则增收 -> 集体经济增收."""
    name = _LED.sub("", name)
    name = _ETC.sub("", name)
    name = _DID.sub(lambda m: m[1].removesuffix("落地").removesuffix("建设") if len(m[1]) > 2 else m[1], name)
    return _THING.sub("", re.sub(r"(?<=..)则(?=增|减|有|为|达|是|下)", "", name))


def unsaid(text: str) -> bool:
    """Whether the words in front of a figure name nothing at all (同比, 全区实现), rather than something unfit."""
    return len(_strip(_OF.sub("", _ADJUSTED.sub("", text)))) < 4


def _strip(name: str) -> str:
    while True:
        before = name
        if m := lead().match(name):
            name = name[m.end() :]
        name = without_end(_PER.sub("", _FIRST.sub("", name)))
        name = name.strip("的 之\u3000*>#-·．.")
        if name == before:
            return name


_PER = re.compile(
    r"(?<=[为到至达是])(?:每(?:人|户|亩|月|年|天|日|吨|公斤|斤|度|平方米|立方米|台|辆|头|只|羽|个|家|项|名|套|株|公里|人次|张|生|学年|学期|车|标箱|千瓦时|件)){1,3}$"
)
_FIRST = re.compile(
    r"由[^，。由]{0,5}(?:最初|初期|之初|原来|当初|原先|起初)的?$"
    r"|[由从]原有?的?$|[由从](?:上年|去年|前年|上月|上季度|上期|上届|年初|同期|过去|以前|此前|之前|目前|现在|当前|现行)(?:同期|底|末)?的?$"
)
_ANY_BRACKET = re.compile("[（(“「《）)”」》]")


def _balanced(name: str) -> str:
    """Without a bracket or quotation mark whose partner stands outside the name."""
    if not _ANY_BRACKET.search(name):
        return name.strip()
    for opening, closing in _BRACKETS.items():
        if name.count(opening) > name.count(closing):
            at = name.rfind(opening)
            name = name[at + 1 :] if at < len(name) - at else name[:at]
        elif name.count(closing) > name.count(opening):
            name = name[name.find(closing) + 1 :] if not name.endswith(closing) else name[: -len(closing)]
    return name.strip()


_RUNNING = re.compile(
    r"^时间|所有|助推|助力|促进|^拿|翻了|一番|面向|首期|^荣立|(?<!其)[他她它你]|我(?!国|省|市|区|县)|自己|也|却|就(?!业|诊|医|餐|读|地|近|学)|(?<![首成古国])都(?!市|江)|已(?!婚)|还(?!贷|款|建|田|草|林|湿)|让(?!利|渡)|把|被(?!告|服)"
    r"|使(?!用|馆)|(?<!服)从(?!业|事|教|农)|比(?=.)(?!重|例|率|赛|较|价|值|学|对|亚)|跟|(?<!供)给(?!水|排|付)|(?<![人英贤])才(?!艺)|如此|较(?!大|高|强|多|小|好|快|低|为)|段时间|估计|这[里些样个种]|那|很|非常|前往"
    r"|因为|由于|如果|虽然|但|而(?!且)|并且|以便|为了|通过|随着|作为|成为|当时|之后|之前|说|认为|表示|告诉|介绍(?!费)|看到|只见|大约|不仅|不但|无论|只要|即使|[吗呢吧啊]|由“|”“|局地|\d+[点时]|什么|怎么|多少|[。！？]"
)


@cache
def _stops() -> frozenset[str]:
    return frozenset(stop_words())


def _sound(name: str, longest: int) -> bool:
    if name in ("长", "宽", "高"):
        return True
    if name.startswith(("（", "(")) or _RUNNING.search(name) or name in _stops():
        return False
    if name.endswith(("以", "被", "把", "和", "及", "或")) and not name.endswith(("普及", "涉及", "以及", "惠及")):
        return False
    if re.fullmatch(r"一个?[区县市镇村乡省州]|.*来说|指标中?", name):
        return False
    return (
        1 < len(name) <= longest and any("\u4e00" <= c <= "\u9fff" or c.isupper() for c in name) and name not in _EMPTY
    )


_EMPTY = frozenset(
    [
        "同比",
        "环比",
        "其中",
        "同期",
        "企业的",
        "分别",
        "数字",
        "达到",
        "方面",
        "以上",
        "左右",
        "数量",
        "这一",
        "一个",
        "每年",
        "项目的",
        "累计",
        "平均",
        "之间",
        "比重",
        "占比",
        "部分",
        "期间",
    ]
) - {
    "占比",
    "比重",
    "数量",
}

_CITY = re.compile(r"城乡(?=居民|常住|人均)|城镇(?:和|、|与)农村(?=居民|常住|人均)")
_THREE = re.compile(r"(?:第?一(?:产业)?、第?二(?:产业)?(?:、|和|与)第?三|一二三|三次)(?:次)?产业")
_TWO = re.compile(r"第?([一二三])(?:、|和|与)第?([一二三])(?:次)?产业")
_COUNT_OF = re.compile(
    r"(?:这?[两二三四五六七八九十\d]+(?:大|类|个|项|种|家|条|产业|行业|领域|指标|区域|方面)+(?:产业|行业|领域|指标|重点|项目)?)(?:的)?"
)
_SPLIT = re.compile(r"、|和|与|及|以及|，|,")
_DWELLERS = ("城镇", "农村", "城市", "乡村", "农牧区", "牧区", "城乡")
_PLACES = ("城镇", "城市", "农村", "乡村", "一般", "国家级", "省级", "市级")


def names(text: str, wanted: int) -> tuple[str, ...]:
    """The `wanted` indicators that `text` lists, or () if it does not list so many.

    What the last one carries for all is handed out: 第一产业、第二产业增加值 gives 第一产业增加值 and 第二产业增加值.

    >>> names("城乡居民人均可支配收入", 2)
    ('城镇居民人均可支配收入', '农村居民人均可支配收入')
    """
    if wanted > 1 and "等" in text and (parts := _each_cleaned(text, wanted)):
        return parts
    name = clean(text, _LONGEST * wanted)
    if not name:
        return ()
    if wanted == 1:
        return (name,)
    if wanted == 2 and _CITY.search(name):
        return tuple(_CITY.sub(w, name, count=1) for w in ("城镇", "农村"))
    if wanted == 3 and _THREE.search(name):
        return tuple(_THREE.sub(f"第{w}产业", name, count=1) for w in "一二三")
    if wanted == 2 and (two := _TWO.search(name)):
        return tuple(_TWO.sub(f"第{w}产业", name, count=1) for w in two.groups())
    items = _items(name, wanted)
    return _share_out(items) if len(items) == wanted else ()


_AND = "、|以及|(?<![惠涉普])及(?!其|时|格)|和|与"


def _each_cleaned(text: str, wanted: int) -> tuple[str, ...]:
    """生物医药项目和工业互联网等数字经济项目: cut first, then cleaned, so that 等 reaches no further than its item."""
    parts = tuple(clean(p) for p in re.split(_AND, text))
    return parts if len(parts) == wanted and all(parts) else ()


def _items(name: str, wanted: int) -> list[str]:
    """Cut at commas first, then at 和; brackets are never cut."""
    for pattern in ("，|,", "、|，|,", _AND):
        cut = [p for p in re.split(pattern, _shield(name)) if p]
        items = [_unshield(p) for p in cut]
        if len(items) == wanted:
            return items
        if len(items) > wanted and pattern != _AND:
            continue
    return []


_INSIDE = re.compile(r"[（(“「][^）)”」]*[）)”」]")


def _shield(name: str) -> str:
    return _INSIDE.sub(lambda m: m[0].replace("、", "\ue001").replace("和", "\ue002").replace("与", "\ue003"), name)


def _unshield(name: str) -> str:
    return name.replace("\ue001", "、").replace("\ue002", "和").replace("\ue003", "与")


def _share_out(items: list[str]) -> tuple[str, ...]:
    last = items[-1]
    counted = _COUNT_OF.search(last)
    if counted and counted.start() > 1:
        suffix = last[counted.end() :]
        heads = [*items[:-1], last[: counted.start()]]
        return tuple(_whole(h + suffix) for h in heads)
    if "的" in last[:-1]:
        head, _, suffix = last.rpartition("的")
        if len(suffix) > 1:
            return tuple(_whole(h + suffix) for h in [*items[:-1], head])
    if (at := last.find("常住居民")) < 0:
        at = last.find("居民")
    if at > 0 and all(i in _DWELLERS for i in items[:-1]):
        return (*(i + last[at:] for i in items[:-1]), last)
    suffix = _common(items[:-1], last)
    return (*tuple(_whole(i + suffix) for i in items[:-1]), _whole(last))


_HEAD = re.compile(
    r"(?:排放量|增加值|总产值|产值|投资|面积|产量|项目|人才|支出|贷款余额|存款余额|产能|储量|存栏|出栏|浓度)$"
)
_MEASURES = tuple("收率额量数值费入润度比利资积目才税业")


def _common(firsts: list[str], last: str) -> str:
    """What follows in `last` after the word that the others end in: 国家级、省级高层次人才 -> 高层次人才."""
    for size in (3, 2, 1):
        ends = {f[-size:] for f in firsts}
        if len(ends) == 1:
            anchor = ends.pop()
            at = last.find(anchor)
            if at >= 0 and len(anchor) == size and at + size < len(last) and not last.endswith(anchor):
                return last[at + size :]
            if last.endswith(anchor) and size > 1:
                return ""
    head = _HEAD.search(last)
    if head and (head[0] == "排放量" or not any(f.endswith(_MEASURES) for f in firsts)):
        return head[0] if not any(f.endswith(head[0]) for f in firsts) else ""
    for place in _PLACES:
        if last.startswith(place) and all(f in _PLACES for f in firsts):
            return last[len(place) :]
    return ""


def _whole(name: str) -> str:
    return name.strip("的、，, ")


_ABSTRACT_HEAD = re.compile(r"方面|大类|环节|问题|原因|维度|层面|领域(?!.)|小时|工作日|昼夜|星期|钟头")
_STATE = re.compile(r"(?:在建|新建|新增|开工|签约|认定|引进|建成|获批|上榜|入选)$")


def is_abstract(tail: str) -> bool:
    """Whether the words after a count name no thing: 14个方面, 三个环节."""
    return _ABSTRACT_HEAD.match(tail) is not None or abstract().search(tail[: _end_of(tail)]) is not None


def _end_of(tail: str) -> int:
    m = stop().search(tail)
    return m.start() if m else len(tail)


def counted_noun(tail: str) -> tuple[str, int]:
    """The noun right after a count (个|重大项目当天一起破土) and how many characters it takes; ("", 0) if none.

    >>> counted_noun("重大项目当天一起破土")
    ('重大项目', 4)
    """
    if tail[:1] in ("“", "「", "《"):
        close = tail.find({"“": "”", "「": "」", "《": "》"}[tail[0]])
        if close < 0 or close > 20:
            return "", 0
        m = stop().search(tail, close + 1)
    else:
        m = stop().search(tail)
    cut = m.start() if m else len(tail)
    if m and m[0] == "的" and _STATE.search(tail[:cut]):
        again = stop().search(tail, m.end())
        more = again.start() if again else len(tail)
        if 1 < more - m.end() <= 12 and cut >= 2:
            cut = more
    if m2 := re.match(r"国家(?:和|与|及)地区|国家(?=[，,。；、和与的参签]|$)|省(?:份|区市)", tail):
        cut = m2.end()
    if m3 := _INVESTED.search(tail, 0, cut):
        cut = m3.start()
    noun = re.sub(r"(?<=[\u4e00-\u9fff]{2})(?<![高初集])中$", "", _balanced(tail[:cut].strip()))
    if (
        not 1 <= len(noun) <= 22
        or abstract().search(noun)
        or _ABSTRACT_HEAD.match(noun)
        or noun.startswith(("”", "」"))
    ):
        return "", 0
    return noun, cut


_INVESTED = re.compile(r"(?<=项目)(?:计划|协议|合同|固定资产)?(?:总投资|投资额|投资(?!者|人|商|公司))")


@cache
def _ids() -> dict[str, str]:
    """Every wording of figures/indicators.tsv -> the indicator's id."""
    return {
        w: row["id"]
        for row in rules.table("figures/indicators.tsv")
        for w in (row["label"], *row["synonyms"].split("|"))
        if w
    }


def indicator_id(name: str) -> str:
    """The code of an indicator's name, "" if none is known."""
    bare = re.sub(r"（[^）]*）|\([^)]*\)", "", name)
    return _ids().get(name) or _ids().get(bare, "")
