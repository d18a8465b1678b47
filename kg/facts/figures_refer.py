"""Whom words mean that name nothing themselves: 该项目, 公司, 其, and what follows a figure (投资5亿元的X)."""

from __future__ import annotations

from kg.facts.figures_stage import Stage, within
from kg.facts.figures_stand import chain_start, opens
from kg.facts.figures_topic import BODIES
from kg.model import LocalId, Mention, Span
from kg.rules import regex as re

_REFER = {
    "项目": ("Project", "Facility", "Zone"),
    "工程": ("Project", "Facility"),
    "基地": ("Facility", "Zone", "Project"),
    "园区": ("Zone",),
    "园": ("Zone",),
    "公司": ("Enterprise",),
    "企业": ("Enterprise",),
    "集团": ("Enterprise",),
    "子公司": ("Enterprise",),
    "工厂": ("Facility", "Project"),
    "大桥": ("Facility",),
    "桥": ("Facility",),
    "隧道": ("Facility",),
    "铁路": ("Facility",),
    "线": ("Facility",),
    "路": ("Facility",),
    "合作社": ("Enterprise", "Institution"),
    "学校": ("Institution",),
    "医院": ("Institution",),
    "院区": ("Institution", "Facility"),
    "校区": ("Institution", "Facility"),
    "校": ("Institution",),
    "馆": ("Facility", "Institution"),
    "厂": ("Facility",),
    "行": ("Enterprise",),
    "景区": ("Zone", "Facility", "NaturalFeature"),
    "中心": ("Institution", "Facility"),
    "研究院": ("Institution",),
    "机场": ("Facility",),
    "水库": ("Facility",),
    "电站": ("Facility", "Project"),
    "小镇": ("Zone",),
    "开发区": ("Zone",),
    "经开区": ("Zone",),
    "高新区": ("Zone",),
    "院": ("Institution",),
    "口岸": ("Facility", "Zone"),
    "保税区": ("Zone",),
    "旅游区": ("Zone", "Facility"),
    "车站": ("Facility",),
    "农场": ("Enterprise", "Facility"),
    "牧场": ("Enterprise", "Facility"),
    "码头": ("Facility",),
    "铁路口岸": ("Facility",),
    "片区": ("Zone",),
    "港区": ("Zone", "Facility"),
    "试验区": ("Zone",),
    "先行区": ("Zone",),
    "示范区": ("Zone",),
    "新城": ("Zone",),
    "店": ("Facility", "Enterprise"),
    "社": ("Enterprise", "Institution"),
    "公路口岸": ("Facility",),
}
"""A word by which a thing is called again -> the types of what it may mean."""


def last_pronoun(s: Stage, where: Span, clause: int) -> re.Match[str] | None:
    """The last such word at the beginning of a clause of `where`; one of the figure's own clause stands near its front."""
    text = s.document.text
    own = PRONOUN.search(text, max(clause, where.start), min(clause + 14, where.end))
    if own:
        return own
    found = [m for m in PRONOUN.finditer(text, where.start, clause) if _FRONT.search(text[where.start : m.start()])]
    return found[-1] if found and found[-1].lastindex else None


def kinds_told(s: Stage, sentence: Span) -> tuple[str, ...]:
    """The types of what a sentence tells of that begins with 该项目 or 这个基地; () for other sentences."""
    told = PRONOUN.match(s.document.text, sentence.start, sentence.end)
    word = told[1] if told else None
    return _REFER[word] if word in ("项目", "工程", "基地") else ()


_FRONT = re.compile(r"(?:^|[，,；;。：:])$")


def referent(s: Stage, meant: re.Match[str], before: Span, carried: LocalId) -> LocalId | None:
    """该项目 is the last project named before it, 公司 the last company, 其 the last body; "" if there is none; None where
    the word may speak of many."""
    if not meant.lastindex:
        return carried or None
    word, bare = meant[meant.lastindex], meant.lastindex > 1
    if not bare and _PART.match(s.document.text, meant.end()):
        return ""
    if word.endswith("者"):
        return _of_two(s, before, word)
    if bare and word == "项目":
        return _project(s, before)
    kinds = _REFER.get(word, BODIES)
    linked = [m for m in within(s, Span(meant.start(), meant.end())) if m.type == "Pronoun" and m.name.endswith(word)]
    if linked and (not bare or kinds == ("Zone",)):
        return linked[-1].entity
    firm = "Enterprise" in kinds and word != "子公司"
    if bare and firm and s.types.get(s.topic) == "Enterprise":
        return s.topic
    found = [m for m in within(s, Span(0, before.end)) if s.types[m.entity] in kinds]
    called = [m for m in found if m.name.endswith(word)] or found
    meant_by = _protagonists(s, called) if firm else called
    return meant_by[-1].entity if meant_by else None if word == "企业" and bare else ""


_PART = re.compile("[\u4e00-\u9fff]{0,6}?(?:[一二三]期|校区|院区|分院|分校|分公司)")
"""What only a part of a thing is called by: 该校|江北校区一期."""


def _of_two(s: Stage, before: Span, word: str) -> LocalId:
    """前者 or 后者 of the last two bodies or zones that the paragraph named."""
    found = list(dict.fromkeys(m.entity for m in within(s, before) if s.types[m.entity] in (*BODIES, "Zone")))
    return "" if len(found) < 2 else found[-1] if word == "后者" else found[-2]


def _project(s: Stage, before: Span) -> LocalId | None:
    """What a bare 项目 means, which may speak of many (9个项目…,项目建成后…): what is a project by name, else a facility."""
    found = [m for m in within(s, before) if s.types[m.entity] == "Project"]
    found = found or [m for m in within(s, before) if s.types[m.entity] == "Facility"]
    return found[-1].entity if found else None


def _protagonists(s: Stage, found: list[Mention]) -> list[Mention]:
    """Of the companies named, those that something is said of; all of them if that is none."""
    blocks = s.document.blocks
    said = [
        m
        for m in found
        if opens(s, m, next((b.span for b in reversed(blocks) if b.span.start <= m.span.start), m.span))
    ]
    return said or found


CONTINUES = re.compile(
    r"(?:(?:待|待到|等到|预计)[^，。]{0,8}|项目)?(?:全部)?(?:建成|投产|达产|竣工|投用)(?:投产|投用|达产)?(?:后|，)|(?:计划|预计|项目|一期)?(?:总?投资|总?占地|总?用地|总?建筑面积|规划|建设规模|建成后|达产|投产|年产|新建(?=厂房|标准厂房|生产线|车间|仓库))"
)
PRONOUN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:目前|现在|其中|去年|今年|20\d\d年|20\d\d年度)?(?:(?:该|这[家个座所处])(子公司|研究院|景区|机场|水库|电站|口岸|保税区|旅游区|车站|农场|牧场|码头|小镇|中心|开发区|经开区|高新区|校区|院区|工厂|大桥|隧道|铁路|合作社|学校|医院|项目|公司|企业|园区?|工程|基地|集团|线|桥|路|院|校|馆|厂|行(?!业|为|动))|其(?!中|他|它|余)"
    r"|(项目)(?=累计|完成|全长|总投资|计划|规划|占地|用地|建成|达产|投产|全部|一期|预计|建筑)"
    r"|(公司|集团)(?![们法制债]|总部|董事|副?总|负责|职工|旗下|与|和)|(合作社|大桥|工厂|学校|医院|院区|研究院|机场|水库|电站|隧道|口岸|保税区|旅游区|车站|农场|牧场|码头)(?=横跨|全长|现?有|拥有|占地|总|设|开设|年|共|建|可|目前|首批|入驻|今年|去年|20\d\d年|累计|已|经营|种植|流转|完成|实现|规划)|(开发区|园区)(?=现有|已|入园|入驻|规划|总|实现|完成|力争|累计|全年|共|工业|拥有|年)|(企业)(?=现有|拥有|实现|年|营业|注册|占地|总|员工|产品|先后|已|共|全年)"
    r"|(片区|港区|试验区|先行区|示范区|新城)(?=现有|已|入|规划|总|实现|完成|力争|累计|全年|共|工业|拥有|年|今年|去年|前|新)"
    r"|新(院区|校区)|(厂|园|馆|校|社|店)里(?=现有|有|已|累计|共|年|今年|去年|工人|员工|职工)|([前后]者)(?!居上|占))"
)


_SPEAKER = re.compile(
    "(?:^|[”。，])(园区|公司|景区|医院|学校|合作社)(?:管委会|党委|党工委|党支部)?[^，。；：“”]{0,16}(?:介绍|说|表示|告诉记者|透露)[，：:]"
)


def spoken_for(s: Stage, block: Span, sentence: Span, figure: Span) -> LocalId:
    """The body for which the sentence's speaker speaks (公司负责人介绍，…), if it was named before; else ""."""
    said = _SPEAKER.search(s.document.text[sentence.start : figure.start])
    if not said:
        return ""
    kinds = _REFER[said[1]]
    found = [m for m in within(s, Span(block.start, sentence.start)) if s.types[m.entity] in kinds]
    return found[-1].entity if found else ""


_REFERRING = re.compile(
    "(?:子?公司|集团|合作社|口岸|医院|院区|校区|学校|景区|园区|车站|农场|牧场|码头|保税区|旅游区|机场|水库|电站)(?=[\u4e00-\u9fff]{2})(?!数|总|化|类|家|个|级)"
)


def without_referring(indicator: str) -> str:
    """合作社经营土地 of a cooperative is 经营土地."""
    return _REFERRING.sub("", indicator, count=1) if _REFERRING.match(indicator) else indicator


def named_after(s: Stage, sentence: Span, figure: Span, indicator: str) -> LocalId | None:
    """投资超6亿元的云湖广场, 投资6亿元建设云湖广场: the body that the figure describes; "" where that is nothing known."""
    text = s.document.text
    if (built := _BUILDS.match(text, figure.end, sentence.end)) and _INVESTED.search(indicator):
        thing = _at(s, Span(built.end(), sentence.end), _BUILT_UNNAMED)
        return None if thing == "" and _is_investor(s, sentence, figure.start) else thing
    if not text.startswith("的", figure.end):
        return None
    if found := _BEHIND.match(text, figure.end):
        after = _at(s, Span(found.end(), sentence.end), None)
        if after:
            return "" if _GOES_ON.match(text, _end_of(s, found.end())) else after
    if _INVESTED.search(indicator) and not within(s, Span(figure.end, min(sentence.end, figure.end + 24))):
        return "" if _BUILT.match(text, figure.end) else None
    return "" if _DESCRIBED.match(text[figure.start : figure.end + 12]) else None


def _is_investor(s: Stage, sentence: Span, figure: int) -> bool:
    """Whether a company stands right before the figure as the one that spends it (云湖公司拟投资5亿元)."""
    found = within(s, Span(sentence.start, figure))
    if not found or s.types[found[-1].entity] != "Enterprise":
        return False
    return _SPENDS.match(s.document.text[found[-1].span.end : figure]) is not None


_SPENDS = re.compile("(?:计划|拟|将|已|再|共|累计|总)*(?:投资|投入|斥资)[约近超达]*$")


def _at(s: Stage, where: Span, unnamed: re.Pattern[str] | None) -> LocalId | None:
    """The body or zone whose name stands at the beginning of `where`, alone or after the places it lies in; "" where a
    thing that nothing knows stands there."""
    for m in within(s, where):
        if m.span.start > where.start + 4 and chain_start(s, m, where) > where.start + 1:
            break
        if s.types[m.entity] in (*BODIES, "Zone"):
            return m.entity
    return "" if unnamed and unnamed.match(s.document.text, where.start) else None


def _end_of(s: Stage, start: int) -> int:
    """Where the first body or zone behind `start` ends."""
    found = within(s, Span(start, start + 60))
    return next((m.span.end for m in found if s.types[m.entity] in (*BODIES, "Zone")), start)


_BEHIND = re.compile("的[“《「]?")
_GOES_ON = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}(?:工程|项目)|全线[\u4e00-\u9fff]{0,8})?(?:——|首期|一期|二期)|灌区|[东南西北]线|[\u4e00-\u9fff]{0,4}(?:保护站|管理站|管护站|观测站)|[\u4e00-\u9fff]{2,14}(?:改造|扩容|扩建|提升|升级)[\u4e00-\u9fff]{0,6}工程"
)
_BUILDS = re.compile(
    r"[，,]?(?:在[^，,。；;]{2,24}?)?(?:用于)?(?:规划)?(?:投资|开工)?(?:建起|建设|建成|兴建|新建|打造|建造|实施|启动|改造|扩建|建)(?:了|起)?[“]?"
)
_INVESTED = re.compile(r"^(?:计划|总计|累计)?(?:总)?投资额?$|^投入$")
_BUILT = re.compile(
    r"的[\u4e00-\u9fff“”\w]{2,18}(?:项目|工程|中心|基地|工厂|生产线|产业园|园区|车间|大厦|医院|学校|市场|电站)"
)
_BUILT_UNNAMED = re.compile(
    r"[\u4e00-\u9fff“”\w]{2,22}?(?:项目|工程|[一二三]期|中心|基地|工厂|生产线|产业园|园区|物流园|车间|大厦|总部|医院|学校|校区|市场|电站|公路|大桥|厂(?=[，。；]))"
)
_DESCRIBED = re.compile(r"[\d.万亿千百余多]+(?:公里|千米|米|海里|厘米|岁)[以左右上下]*的[\u4e00-\u9fff]")
