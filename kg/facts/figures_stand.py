"""Whether a name stands where it can be what a figure measures, and what may stand between the two."""

from __future__ import annotations

from kg.facts.figures_stage import Stage, within
from kg.facts.figures_topic import BODIES, PLACES, RANK
from kg.facts.figures_words import lead
from kg.facts.structure import holds
from kg.mentions.area_names import find, is_everyday
from kg.model import LocalId, Mention, Span
from kg.rules import regex as re
from kg.tokens import tagged

_OBLIQUE = re.compile(
    r"(?:位于|地处|坐落|坐落于|隶属|属于|途经|(?<![已曾])经|沿着?|借道|[比较于占与和同从向由被将对居列排给为把到赴及、等]|快于|高于|低于|来自|横跨|跨越|穿越|连接|毗邻|紧邻|依托|途经|通往|衔接|落户|进驻|辐射|覆盖|面向|相当于|位列|位居|跻身|仅次于|领跑|领先|超过|投资|入股|携手|联合|包括|涵盖|涉及|包含|选址|选址于|选址在|范围为)$"
)
_COMPARED = re.compile(
    r"^(?:各|\d+个)[省市县区旗州盟镇乡街道（）()、]{1,10}[中里]|^(?:[^，。；今去]{0,8})?(?:第[一二三四五六七八九十\d]+(?:[位名]|(?=[，。；]))|首位|前列|前[一二三四五十\d]+(?![\d一二三四五六七八九十]*个?[月季周天日年])|平均(?=水平|值|数|线|增速|增幅|[，。；\d高低快慢])|同类|率先|首批|首个|首家|唯一|领跑|之上|之首|榜首|增速|比重)"
)
_AFTER_NAME = re.compile(
    r"^(?:局部|局地|大部|的其他|的[\u4e00-\u9fff]{2,12}(?:项目|一期|二期|产业园|工厂|基地|车间|生产线|街区|景区|商圈|物流企业|博物馆)(?!总|数|建|个|达|投资额)|—|[（(][^）)]{1,6}[）)][\u4e00-\u9fff]{2,8}(?:园|区|公司|中心|院|站|港)|沿线|沿岸|至(?!今)|到(?!20|今|\d|位|账|期|场)|担任|[^，。]{1,3}王国担任|的[^，。；]{1,8}[里中内上]，|生产建设兵团|籍|段|级|性|首|范围|各地|各级|户籍|制造|大学|下辖(?:的)?(?:县级市|[区县市镇乡])[，,]|(?:的)?(?:这|那|某|该|有一|一(?!个[区县市镇村乡省]))[家座个支条名位处所]|(?:的)?(?:多家|多个|部分|首家|首个|首座|最大))"
)
_LONGER = re.compile(
    r"^(?:第[一二三四五六七八九十]+|实验|中心|国际|国家|高新|高铁|城际|长江|黄河|新区)*(?:风?景区|度假区|高速(?:公路)?|公路|高铁|铁路|机场|火车站|港(?!澳|口货|口吞)|口岸|海关|开发区|工业园|产业园|科技园|工业集中区|集中区|大学|学院|医院|中学|小学|幼儿园|公司|集团|工厂|大桥|特大桥|隧道|水库|电站|电厂|湿地|公园|博物馆|图书馆|文化馆|体育馆|灌区|农场|林场|合作社|银行|控制性工程|[\u4e00-\u9fff]{1,4}(?:段(?!时|落)|港区)|供销社|片区|城墙|电网|油田|煤矿|矿区|黑土区|林区|牧区|[\u4e00-\u9fff]{0,4}(?:救援站|支队|大队|中队|派出所|检察院|法院|税务局|分局|海事局|服务站|工作站|管理站|气象站|观测站|研究站|救助站)|地铁|轨道交通|航空|内地[一二三四五六七八九十\d]+市)|^[\u4e00-\u9fff]{2,8}(?:交易中心|气象台|博览会|展览会|洽谈会|交易会)"
)
"""What follows a name that is only the beginning of a longer one, which nothing knows: 临江县|第三小学."""
_HOLDING = re.compile(
    r"总投资|投资额|投资|总用地|用地|占地|建筑面积|建设规模|规划面积|年产|年加工|年处理|产能|一期|总长|全长|长度|长$|床位|班$|托班|总面积|营收|营业收入|斥资|税收|产值|销售收入"
)


_OF_BUILDING = re.compile(
    r"(?:线路|正线|全线|大桥|隧道|桥梁|主桥|公路|铁路)?(?:全长|全程|总长|主跨|跨径|桥宽|净高|净宽|设计时速|设计速度|最高时速|总库容)$"
)
"""What a place never has."""
_OF_PROJECT = re.compile(
    r"投资|用地|占地|面积|规模|产能|年产|日产|产值|处理|发电|装机|车位|床位|住房|房|户|全长|长度|里程|就业|岗位|税收|营收|收入|线$|楼|栋|幢|能力|进度|产品|吞吐|学位|班|容纳|节约|减排"
)

AREAS = ("Country", "Province", "City", "District", "Town")


def is_home(s: Stage, m: Mention) -> bool:
    """Home, a place that holds it or a place inside it. A county of unknown code counts as inside."""
    if m.entity in (s.home, s.topic) or m.name in ("中国", "我国", "全国") or not s.home.startswith("area:"):
        return True
    return holds(s.home, m.entity) or holds(m.entity, s.home) or s.types[m.entity] == "Town"


def inside(s: Stage, m: Mention, sentence: Span) -> bool:
    """A place that only tells where (在西湖区投资)."""
    return s.document.text[max(sentence.start, m.span.start - 2) : m.span.start].endswith(("在", "于", "到"))


def _is_front(s: Stage, m: Mention, text: str) -> bool:
    """Whether a place only opens the name of something else that follows at once (宁海|云港)."""
    after = within(s, Span(m.span.end, m.span.end + 24))
    if s.types[m.entity] not in AREAS or not after or after[0].span.start != m.span.end:
        return False
    if _is_back(s, after[0], text) or (s.types[after[0].entity] in AREAS and is_longer(s, after[0])):
        return True
    return (
        s.types[after[0].entity] in ("Facility", "Institution", "Enterprise")
        and _LONGER.match(text, after[0].span.end) is not None
    )


def _is_wider(s: Stage, m: Mention, text: str) -> bool:
    """Whether a finer place follows at once that is not known here (河东|临江港): what is said is said of that."""
    end = m.span.end
    if (
        s.types[m.entity] not in AREAS
        or within(s, Span(end, end + 1))
        or any(o.span.start == end for o in within(s, Span(end, end + 12)))
    ):
        return False
    return any(f.span.start == 0 and not is_everyday(f) for f in find(text[end : end + 5]))


def _is_back(s: Stage, m: Mention, text: str) -> bool:
    """Whether a body named after one place is only the end of a name that opens with another."""
    if s.types[m.entity] != "Facility":
        return False
    found = find(text[max(0, m.span.start - 2) : m.span.end])
    return len(found) > 1 and found[0].span == Span(0, 2) and found[1].span.start == 2


def is_longer(s: Stage, m: Mention) -> bool:
    """Whether words follow that make a longer name of another thing: 云湖公司|的二期项目."""
    after = s.document.text[m.span.end : m.span.end + 14]
    return _AFTER_NAME.match(after) is not None or _LONGER.match(after) is not None


def is_oblique(s: Stage, m: Mention) -> bool:
    """Whether a name stands behind a preposition, a verb that reaches it, or as what something is said to be (为X段)."""
    before = s.document.text[max(0, m.span.start - 4) : m.span.start]
    return _OBLIQUE.search(before) is not None or before.endswith(("为", "是", "穿过", "横穿", "跨", "自"))


def stands(s: Stage, m: Mention, sentence: Span, clause: int, indicator: str) -> bool:
    text = s.document.text
    start = chain_start(s, m, sentence)
    before = text[max(sentence.start, start - 5) : start]
    after = text[m.span.end : min(sentence.end, m.span.end + 14)]
    if _OBLIQUE.search(before) or _AFTER_NAME.match(after) or _LONGER.match(after):
        return False
    if before.endswith(("、", "等", "”“", "和", "与", "”")) or (
        after.startswith(("”“", "“", "、", "等", "和", "与", "以及")) and not _is_partner(s, m, sentence)
    ):
        return False
    if any(
        o.span.start == m.span.end and s.types[o.entity] in BODIES for o in within(s, Span(m.span.end, sentence.end))
    ):
        return False
    if _is_wider(s, m, text) or _is_front(s, m, text) or _is_back(s, m, text):
        return False
    if "简称" in before or (before.endswith("“") and not after.startswith("”")):
        return False
    kind = s.types[m.entity]
    if kind in PLACES and _OF_BUILDING.match(indicator):
        return False
    if kind in PLACES and before.endswith(("是", "为")) and _OF_PLACE.match(after):
        return False
    if kind in PLACES:
        return not _COMPARED.match(after) and _place_stands(s, m, sentence, clause, after)
    if before.endswith(("在", "”“")) or after.startswith(("之外", "以外", "工地", "”“")) or _BUILDER.match(after):
        return False
    same = m.span.start >= clause
    if kind in ("Enterprise", "Institution") and opens(s, m, sentence) and (_ACTS.match(after) or _tells(s, m, clause)):
        return True
    if kind == "Project" and not same and not _OF_PROJECT.search(indicator):
        return False
    if kind == "Project" or _HOLDING.search(indicator):
        return same or opens(s, m, sentence) or (after.startswith(("，", ",")) and kind != "NaturalFeature")
    if kind == "Enterprise" and m.span.start == sentence.start and _PRESENTED.match(after):
        return True
    if kind in ("Facility", "Institution") and start == sentence.start and _IS_SOMETHING.match(after):
        return True
    return same and opens(s, m, sentence)


def _is_partner(s: Stage, m: Mention, sentence: Span) -> bool:
    """Whether a name that begins its clause does something with others: 云湖县与甲公司签约."""
    return opens(s, m, sentence) and _WITH.match(s.document.text, m.span.end, sentence.end) is not None


_WITH = re.compile("[与同和][^，,。；;]{2,40}?(?:签约|签订|签署|达成|合作|共建|携手|联合|结成|组建|对接)")


def _place_stands(s: Stage, m: Mention, sentence: Span, clause: int, after: str) -> bool:
    """Home and topic may stand anywhere but in an adverbial clause, other places begin a clause; a wider 全省 must be
    followed by what it has."""
    if m.entity in (s.home, s.topic) and not s.national:
        return m.span.start >= clause or opens(s, m, sentence) or not _adverbial(s, m, sentence)
    if m.type == "Scope" and RANK[s.types[m.entity]] > RANK.get(s.types.get(s.home, ""), 9):
        return _HAS.match(after) is not None
    return opens(s, m, sentence) or (m.span.start >= clause and inside(s, m, sentence))


_ADVERBIAL = re.compile(
    r"(?:针对|围绕|随着|受|自从|为了?|支持|根据|按照|据|会同|面对|经|通过|应|连接|途经|由于|来自)[^，,。；;]*$"
)


def _adverbial(s: Stage, m: Mention, sentence: Span) -> bool:
    """Whether a name stands in a clause that only tells why, whence or on what ground."""
    begin = max(s.document.text.rfind(c, sentence.start, m.span.start) for c in "，,；;：:")
    return _ADVERBIAL.match(s.document.text[max(begin + 1, sentence.start) : m.span.start]) is not None


def _tells(s: Stage, m: Mention, clause: int) -> bool:
    """Whether a page about one place tells what a body did, up to the figure's clause, and names nothing else that begins
    a clause there: 云湖公司今年落户…，推出…，|…"""
    if s.national or _SPEAKS.match(s.document.text, m.span.end):
        return False
    between = Span(m.span.end, clause)
    cut = re.search("[；;。]", s.document.text[between.start : between.end])
    return not cut and not any(opens(s, o, Span(m.span.start, clause)) for o in within(s, between))


_SPEAKS = re.compile(
    "(?:党委|党支部|党总支|相关|有关|项目|生产|技术|销售|行政|财务|常务)*(?:副?董事长|副?总|总裁|负责|创始|副?经理|副?厂长|副?院长|副?校长|副?书记|副?主任|副?主席|副?会长|秘书长|员工|职工|工人|工作人员|专家|教授|医生|等|主办|承办|协办|举办"
    "|[^，。；]{0,8}?(?:建成|启用|投用|投入使用|落成|揭牌|开工|竣工|完工|落户|入驻|签约|获批|开园|开业|开学|封顶|迁建|相继|先后))"
)
"""What is no telling of what a body did: its people, and that it came into being."""
_BUILDER = re.compile("(?:负责|承担)?(?:施工|承建|代建|监理|设计|建设|运营|总承包)[，,。；]")
"""What follows those who only build or run what a sentence tells of."""
_ACTS = re.compile(
    r"(?:已|先后|累计|还|共|也)?(?:建设了|建成(?!投|使|启|通|并)了?|投资|新建|流转|承包|种植|生产|研发|拥有|带动|吸纳|引进|推出|注册|成立|创办|投入|租用|购置|改造|采用)"
)
_PRESENTED = re.compile(
    r"(?:（[^）]*）)?(?:成立|始建|创办|创建|创立|是|现有|拥有|注册|位于|实现|完成|占地|总部|主营|专注|从事|坐落|于|自|去年|今年|20\d\d年|[，,]|员工)"
)
_OF_PLACE = re.compile(r"[^，。；\d]{0,12}(?:企业|之一|基地|大户|龙头|学校|医院|合作社)")
_IS_SOMETHING = re.compile("(?:是|为(?!了)|始建|成立|创办)")
_HAS = re.compile(r"[\s*]*(?:共|有|已|累计|现有|实现|完成|达|的|地区生产总值|生产总值|GDP|规上|规模以上|\d)")
_BEFORE_NAME = re.compile(
    r"(?:^|[，,；;：:。！？）)【】]|[一二三四五六七八九十]是|其中|目前|[年月日底末]|季度|上半年|下半年|以来)"
    r"[“\"《「*#\s\-—]*(?:[全我该本][省市区县镇乡村])?的?$"
)


def opens(s: Stage, m: Mention, sentence: Span) -> bool:
    """Whether the mention begins its clause, alone or after the places it lies in (杭州市临平区)."""
    start = chain_start(s, m, sentence)
    before = s.document.text[sentence.start : start]
    if s.types[m.entity] in ("Project", "Facility", "Institution", "Enterprise") and _ATTRIBUTE.search(before):
        return True
    if (
        s.types[m.entity] in AREAS
        and _PRAISED.search(before)
        and s.document.text[m.span.end : m.span.end + 1] in "，,今去"
    ):
        return True
    return _BEFORE_NAME.search(before) is not None


_PRAISED = re.compile(r"(?:^|[，。】])[^，。；]{2,30}(?:的|——)$")


_OWNED = ("Project", "Facility", "Zone", "Institution")
_ATTRIBUTE = re.compile(
    r"(?:^|[，,；;：:。])(?:当中|其中|本次|此次|当天)?(?:签约|开工|新建|建设|位于|坐落|体量|规模|投资|在建|建成|落户)[^，,；;。]{0,12}的[“]?$"
    r"|(?:^|[，,；;：:。])[^，,；;。：:]{0,20}(?:由|共建|共同|合作|援建|承建|代建|投资|牵头|坐落|位于|旗下|控股|组建|成立|研发|设立|创办|在建|正在建设)[^，,；;。：:]{0,12}的[“]?$"
)


def chain_start(s: Stage, m: Mention, sentence: Span) -> int:
    """Where the places begin that stand right before a mention (杭州市 in 杭州市临平区), or the bodies before its part."""
    start = m.span.start
    for o in reversed(within(s, Span(sentence.start, start))):
        owned = s.types[m.entity] in _OWNED and s.document.text[o.span.end : start] == "的"
        front = s.types[o.entity] in PLACES or s.types[m.entity] in BODIES
        if (o.span.end == start and front) or (owned and s.types[o.entity] == "Enterprise"):
            start = o.span.start
    return start


_UNNAMED = re.compile(
    r"(?:^|(?<=[，,。；;：:“、\s]))(?:目前|如今|现在|其中|据悉|此外|同时|截至目前|眼下|今年|去年)?"
    r"(?:[该此](?!市|区|县|镇|乡|村|省|州|旗|盟|街道|地(?!块)|次|级|土|科|币|年|月|季|外)[届次座条项场]?[\u4e00-\u9fff]{2}|本(?:[届期场]|项目|工程|公司|企业|集团|园区|基地|[院馆校店厂])"
    r"|这[家座条项个支款种批片栋处段](?!月)[\u4e00-\u9fff\d]{2}|(?:在)?(?:这里|那里|这儿)|[前后]者(?!居上)|双方|[厂店园馆社校]里|在[\u4e00-\u9fff]{2,12}(?:公园|景区|机场|车站|口岸|学校|医院|工厂|车间|基地|中心|广场|街区|商圈|田里)，|(?:该[校院馆厂])[\u4e00-\u9fff]{2,6}(?:校区|院区|一期|二期|分院|分校)"
    r"|(?:机组|工厂|车间|港口|机场|口岸|电站|水库|景区|平台|团队|保护区|博物馆|企业|电厂|大桥|隧道|线路|工程|基地|园区|码头|站房|仓库|展馆|体育馆|医院|学校|农场|牧场|茶园|果园|合作社|农户|养殖户|公司)"
    r"(?=现有|已|累计|年|占地|共|总|拥有|有|全|日|设|建|规划|投|可|将|预计|每|实现|完成|达|采用|由|位于|占|计划|投资|营收|销售))"
)
"""A clause that begins with a thing which no mention names: 该机组…, 工厂占地…."""


def interrupted(s: Stage, between: Span, clause: int, who: LocalId) -> str:
    """Why what stands between a subject and a figure shows that the figure is something else's; "" if nothing does."""
    text = s.document.text
    if _UNNAMED.search(text, between.start, between.end):
        return "speaks of something unnamed"
    if _MANY.search(text, max(between.start, clause), between.end):
        return "speaks of several places"
    if _new_subject(s, between, clause, who):
        return "another name stands before the figure"
    for m in within(s, Span(max(between.start, clause), between.end)):
        if (
            m.entity != who
            and s.types[m.entity] in AREAS
            and text[m.span.end : m.span.end + 1] == "、"
            and not _OBLIQUE.search(text[m.span.start - 4 : m.span.start])
        ):
            return "speaks of several places"
        if m.entity != who and m.type != "Scope" and s.types[m.entity] in AREAS and opens(s, m, between):
            if _AFTER_NAME.match(text[m.span.end : m.span.end + 14]):
                continue
            return "another name stands before the figure"
        if m.entity != who and m.type != "Scope" and _is_other(s, m):
            return "another name stands before the figure"
    return ""


def another(s: Stage, clause: int, figure: Span, indicator: str) -> str:
    """Why a figure's clause has a subject of its own that nothing names (研究团队发表论文30篇); "" if it has none."""
    words = s.document.text[clause : figure.start]
    at = words.find(indicator[:2])
    front = lead().sub("", _LEAD.sub("", words[:at] if at >= 0 else words))
    if (
        at > 0
        and not words[:at].endswith(("等", "和", "与", "及", "、"))
        and any(kind.startswith("n") and word not in _SCOPED for word, kind in tagged(front))
    ):
        return "speaks of something unnamed"
    return ""


def _new_subject(s: Stage, between: Span, clause: int, who: LocalId) -> bool:
    """Whether a part of the sentence behind a semicolon begins with a body that the figure's clause then tells of."""
    cut = max(s.document.text.rfind(mark, between.start, clause) for mark in "；;")
    if cut < 0:
        return False
    part = Span(cut + 1, clause)
    return any(m.entity != who and s.types[m.entity] in BODIES and opens(s, m, part) for m in within(s, part))


_LEAD = re.compile(
    r"[（(][^）)]*[）)]|其中|按[^，]*计算|全[省市县区镇乡村州旗盟国年]|这(?:\d+|批|些)[个家]?(?:项目|企业)?的?|当地|本地|辖区|全部|力争|计划|(?:[每可]年?)?可?[对向从与以][^，。；]{1,16}|年末|期末|数据|[，,：:、“”]"
)
_SCOPED = frozenset(
    ["城乡", "城市", "农村", "城镇", "全市", "全区", "全县", "全省", "全镇", "全村", "全年", "党组织", "政府"]
)
_MANY = re.compile(
    r"[两三四五六][地省市县区](?=累计|共|已|合计|联合|[\u4e00-\u9fff]{0,4}(?:培育|实现|拥有))|双方|各[省市区县镇村](?!级|[省市县区旗州盟（）()、]{0,10}[中里])|各地|多地"
)
_LISTED = re.compile("[”》]?(?:等|、|和|与|以及)")


def _is_other(s: Stage, m: Mention) -> bool:
    """Whether a mention inside a figure's clause is more than what something is compared with, done to or done in."""
    text = s.document.text
    before, after = text[max(0, m.span.start - 4) : m.span.start], text[m.span.end : m.span.end + 10]
    return not (
        _AFTER_NAME.match(after)
        or _OBLIQUE.search(before)
        or _COMPARED.match(after)
        or before.endswith(("在", "“", "《"))
        or _LISTED.match(after)
    )
