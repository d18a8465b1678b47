"""Who or what a figure measures: the last measured entity named before it, the paragraph's, the page's topic, home."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.facts.figures_topic import BODIES, PLACES, RANK, headlines, is_local, topic
from kg.model import Document, Linked, LocalId, Mention, Span

_SCOPES = {
    "镇": "Town",
    "乡": "Town",
    "街": "Town",
    "村": "Village",
    "区": "District",
    "县": "District",
    "旗": "District",
    "市": "City",
    "州": "City",
    "盟": "City",
    "省": "Province",
    "国": "Country",
}
_OBLIQUE = re.compile(
    r"(?:[比较于占与和同从向由被将对居列排给为把到赴及、等]|快于|高于|低于|来自|横跨|跨越|穿越|连接|毗邻|紧邻|依托|途经|通往|衔接|落户|进驻|辐射|覆盖|面向|相当于|位列|位居|跻身|仅次于|领跑|领先|超过|投资|入股|携手|联合)$"
)
_COMPARED = re.compile(
    r"^(?:[^，。；今去]{0,8})?(?:第[一二三四五六七八九十\d]+[位名]?|首位|前列|前[一二三四五十\d]|平均|同类|率先|首批|首个|首家|唯一|领跑|之上|之首|榜首|增速|比重)"
)
_AFTER_NAME = re.compile(r"^(?:生产建设兵团|籍|段|级|性|首|范围|各地|各级|户籍|制造|大学)")
_HOLDING = re.compile(
    r"总投资|投资额|投资|总用地|用地|占地|建筑面积|建设规模|规划面积|年产|产能|一期|总长|全长|长度|长$|床位|班$|托班|总面积|营收|营业收入|斥资|税收|产值|销售收入"
)


_OF_PROJECT = re.compile(
    r"投资|用地|占地|面积|规模|产能|年产|日产|产值|处理|发电|装机|车位|床位|住房|房|户|全长|长度|里程|就业|岗位|税收|营收|收入|线$|楼|栋|幢|能力|进度|产品|吞吐|学位|班|容纳|节约|减排"
)
_OF_THING = re.compile(
    r"^(?:线路|项目|全线|路线|桥梁|大桥|主桥)?(?:全长|总长|主跨|跨径|桥宽|设计时速|设计速度|批复总投资|概算总投资|总库容|装机容量|总装机容量)$"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What subjects need to know of a document, computed once."""

    document: Document
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    types: dict[LocalId, str]
    topic: LocalId
    home: LocalId
    local: bool


def stage(document: Document, linked: Linked) -> Stage:
    """Mentions that may be measured, and the page's topic."""
    types = {e.id: e.type for e in linked.entities}
    useful = tuple(m for m in linked.mentions if _id(m, linked, types))
    useful = tuple(_with_entity(m, _id(m, linked, types)) for m in useful)
    starts = tuple(m.span.start for m in useful)
    home = linked.home if linked.home in types else ""
    heads = headlines(document)
    about = topic(heads, useful, types, home)
    useful = tuple(_of_topic(m, about, types) for m in useful)
    return Stage(document, useful, starts, types, about, home, is_local(document, linked, heads, useful, home))


def _with_entity(m: Mention, entity: LocalId) -> Mention:
    return m if m.entity == entity else Mention(m.span, m.type, m.rule, m.name, entity, m.code)


def _id(m: Mention, linked: Linked, types: dict[LocalId, str]) -> LocalId:
    """The measured entity that a mention means; "" for people, policies, industries and unresolved words."""
    kind = types.get(m.entity, "")
    if kind in PLACES or kind in BODIES:
        return m.entity
    if m.type == "Scope" and not m.entity and linked.home:
        level = _SCOPES.get(m.name[-1:], "")
        return linked.home if level and types.get(linked.home) == level else ""
    return ""


def _of_topic(m: Mention, about: LocalId, types: dict[LocalId, str]) -> Mention:
    """全区 on the page of a zone that calls itself 区 is the zone, not a district."""
    if m.type == "Scope" and m.name[-1:] == "区" and types.get(about) == "Zone" and types[m.entity] != "District":
        return _with_entity(m, about)
    return m


def within(s: Stage, span: Span) -> tuple[Mention, ...]:
    """The measured mentions inside `span`, in order."""
    first = bisect_left(s.starts, span.start)
    last = bisect_left(s.starts, span.end)
    return tuple(m for m in s.mentions[first:last] if m.span.end <= span.end)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a figure measures: `entity`, "" if nothing says it, and `how` it was found, a reason where nothing was."""

    entity: LocalId
    how: str


def subject(
    s: Stage,
    block: Span,
    sentence: Span,
    figure: Span,
    clause: int,
    indicator: str,
    carried: LocalId,
    before: tuple[LocalId, int],
) -> Meant:
    """What the figure measures.

    `carried`: the last body named in the paragraph; `before`: whom the figure before in this sentence measures, and
    where it ends.
    """
    named = _named_after(s, sentence, figure, indicator)
    if named is not None:
        return Meant(named, "described")
    meant = _PRONOUN.search(s.document.text, clause, min(clause + 14, figure.start))
    if meant and (referent := _referent(s, meant, Span(block.start, figure.start), carried)) is not None:
        return Meant(referent, "referred" if referent else "speaks of something unnamed")
    recent = _standing(s, Span(max(sentence.start, before[1]), figure.start), sentence, clause, indicator)
    if before[0] and not recent:
        return _unless(interrupted(s, Span(before[1], figure.start), clause, before[0]), Meant(before[0], "continued"))
    found = _standing(s, Span(sentence.start, figure.start), sentence, clause, indicator)
    bodies = [m for m in found if s.types[m.entity] in BODIES]
    chosen = bodies[-1] if found and bodies and _inside(s, found[-1], sentence) else found[-1] if found else None
    if chosen:
        who = chosen.entity if chosen in bodies else _scoped(s, chosen, block, sentence, figure)
        reason = interrupted(s, Span(chosen.span.end, figure.start), clause, who)
        return _unless(reason, Meant(who, "named"))
    return _unsaid(s, block, sentence, figure, clause, indicator, carried)


def _unless(reason: str, meant: Meant) -> Meant:
    return Meant("", reason) if reason else meant


def _standing(s: Stage, where: Span, sentence: Span, clause: int, indicator: str) -> list[Mention]:
    return [m for m in within(s, where) if _stands(s, m, sentence, clause, indicator)]


def _unsaid(
    s: Stage, block: Span, sentence: Span, figure: Span, clause: int, indicator: str, carried: LocalId
) -> Meant:
    """What a sentence speaks of that names nothing which its figure could measure."""
    text = s.document.text
    if _NATIONAL.search(text, clause, figure.start) or _NATIONWIDE.search(text, sentence.start, figure.start):
        return Meant("", "speaks of the whole country")
    if text.find("我国", sentence.start, figure.start) >= 0:
        return Meant("", "speaks of the whole country")
    if _near(s, block, sentence, figure) is not None:
        return Meant("", "speaks of another place")
    if carried and _CONTINUES.match(s.document.text[sentence.start : sentence.start + 8]):
        return Meant(carried, "carried")
    if _OF_THING.match(indicator):
        return Meant(carried, "carried")
    if _ELSEWHERE.search(text, sentence.start, figure.start):
        return Meant("", "speaks of another place")
    who = _in_force(s, block, sentence, figure)
    return _unless(interrupted(s, Span(sentence.start, figure.start), clause, who), Meant(who, "in force"))


_ELSEWHERE = re.compile(
    r"中央气象台|世卫组织|世界卫生组织|[欧非]洲(?:地区|国家|多国)|中东部|(?<!东)(?<!西)(?<!全)[南北]方地区|北半球"
)


def _in_force(s: Stage, block: Span, sentence: Span, figure: Span) -> LocalId:
    """What a page or paragraph is about where the sentence names nothing; "" where a page of many places names none."""
    body = s.topic != s.home and s.types.get(s.topic) in BODIES
    if s.local and not body:
        return s.topic or s.home
    places = [
        m for m in within(s, Span(block.start, figure.start)) if m.entity == s.topic or s.types[m.entity] in AREAS
    ]
    last = places[-1] if places else None
    if body:
        return s.home if last and last.entity == s.home and s.local else s.topic
    if s.topic != s.home:
        return s.topic
    return ""


_REFER = {
    "项目": ("Project", "Facility", "Zone"),
    "工程": ("Project", "Facility"),
    "基地": ("Facility", "Zone", "Project"),
    "园区": ("Zone",),
    "园": ("Zone",),
    "公司": ("Enterprise",),
    "企业": ("Enterprise",),
    "集团": ("Enterprise",),
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
    "院": ("Institution",),
}


def _referent(s: Stage, meant: re.Match[str], before: Span, carried: LocalId) -> LocalId | None:
    """该项目 is the last project named before it, 公司 the last company, 其 the last body; "" if there is none.

    A bare 项目 may speak of many (9个项目…,项目建成后…): only a thing that is a project by name is meant, else None.
    """
    if not meant.lastindex:
        return carried or None
    word = meant[meant.lastindex]
    bare = meant.lastindex > 1
    kinds = ("Project",) if bare and word == "项目" else _REFER.get(word, BODIES)
    start = before.start if bare and word == "项目" else 0
    found = [m for m in within(s, Span(start, before.end)) if s.types[m.entity] in kinds]
    if "Enterprise" in kinds:
        found = _protagonists(s, found)
    if not found and bare and word == "项目":
        found = [m for m in within(s, Span(start, before.end)) if s.types[m.entity] == "Facility"][-1:]
    return found[-1].entity if found else None if word in ("项目", "企业") and bare else ""


def _protagonists(s: Stage, found: list[Mention]) -> list[Mention]:
    """Of the companies named, those that something is said of; all of them if that is none."""
    blocks = s.document.blocks
    said = [
        m
        for m in found
        if _opens(s, m, next((b.span for b in reversed(blocks) if b.span.start <= m.span.start), m.span))
    ]
    return said or found


_CONTINUES = re.compile(
    r"(?:计划|预计|项目|一期)?(?:总?投资|总?占地|总?用地|总?建筑面积|规划|建设规模|建成后|达产|投产|年产|新建(?=厂房|标准厂房|生产线|车间|仓库))"
)
_PRONOUN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:目前|现在|其中|去年|今年|20\d\d年|20\d\d年度)?(?:该(校区|院区|工厂|大桥|隧道|铁路|合作社|学校|医院|项目|公司|企业|园区?|工程|基地|集团|线|桥|路|院|校)|其(?!中|他|它|余)"
    r"|(项目)(?=累计|完成|全长|总投资|计划|规划|占地|用地|建成|达产|投产|全部|一期|预计|建筑)"
    r"|(公司|集团)(?![们法制债]|总部|董事|副?总|负责|职工|旗下|与|和)|(合作社|大桥|工厂|学校|医院|院区)(?=横跨|全长|现?有|拥有|占地|总|设|开设|年|共|建|可|目前)|(企业)(?=现有|拥有|实现|年|营业|注册|占地|总|员工|产品|先后|已|共|全年))"
)


def _named_after(s: Stage, sentence: Span, figure: Span, indicator: str) -> LocalId | None:
    """投资超50亿元的西投银泰城: the body that the figure describes; "" where that is nothing known."""
    tail = s.document.text[figure.end : figure.end + 12]
    if not tail.startswith("的"):
        return None
    after = [m for m in within(s, Span(figure.end, sentence.end)) if m.span.start <= figure.end + 2]
    if after and s.types[after[0].entity] in BODIES:
        return after[0].entity
    if _INVESTED.search(indicator) and not within(s, Span(figure.end, min(sentence.end, figure.end + 24))):
        return "" if _BUILT.match(tail) else None
    return "" if _DESCRIBED.match(s.document.text[figure.start : figure.end + 12]) else None


_INVESTED = re.compile(r"^(?:计划)?(?:总)?投资额?$|^投入$")
_BUILT = re.compile(
    r"的[\u4e00-\u9fff“”\w]{2,10}(?:项目|工程|中心|基地|工厂|生产线|产业园|园区|车间|大厦|医院|学校|市场|电站)"
)
_DESCRIBED = re.compile(r"[\d.万亿千百余多]+(?:公里|千米|米|海里|厘米|岁)[以左右上下]*的[\u4e00-\u9fff]")


_NATIONWIDE = re.compile(r"(?:^|[，,；;。：:\n])全国(?:累计|共|已|完成|新增|实现|有|各地)")
_NATIONAL = re.compile(
    r"我国|全国(?!首|重点|文明|人大|政协|率先|唯一|第|各|劳|五一|百强|前|最|示范|先进|优秀|一流|同|领先)|全球(?!首|最)|世界各"
)


def _scoped(s: Stage, m: Mention, block: Span, sentence: Span, figure: Span) -> LocalId:
    """全省 means the province that the paragraph is about, if that is not home's."""
    near = _near(s, block, sentence, figure) if m.type == "Scope" else None
    word = s.document.quote(m.span)[-1:]
    same = near and (s.types[near] == _SCOPES.get(word) or (word == "市" and near.startswith(_MUNICIPAL)))
    return near if near and same else m.entity


_MUNICIPAL = ("area:11", "area:12", "area:31", "area:50")


def _near(s: Stage, block: Span, sentence: Span, figure: Span) -> LocalId | None:
    """Another place that the paragraph is about (在山东,…全省…); "" if it names such places and none is meant;
    None if it names none, or home too."""
    places = [m for m in within(s, Span(block.start, figure.start)) if m.type != "Scope" and s.types[m.entity] in AREAS]
    others = [m for m in places if not _is_home(s, m)]
    if not others:
        return None
    last = places[-1]
    if last in others and (_opens(s, last, sentence) or _inside(s, last, sentence)):
        return last.entity
    return "" if len(others) == len(places) else None


AREAS = ("Country", "Province", "City", "District", "Town")


def _is_home(s: Stage, m: Mention) -> bool:
    """Home, a place that holds it or a place inside it. A county of unknown code counts as inside."""
    if m.entity in (s.home, s.topic) or m.name in ("中国", "我国", "全国") or not s.home.startswith("area:"):
        return True
    a, b = m.entity.removeprefix("area:").rstrip("0"), s.home.removeprefix("area:").rstrip("0")
    return (m.entity.startswith("area:") and (a.startswith(b) or b.startswith(a))) or s.types[m.entity] == "Town"


def _inside(s: Stage, m: Mention, sentence: Span) -> bool:
    """A place that only tells where (在西湖区投资)."""
    return s.document.text[max(sentence.start, m.span.start - 2) : m.span.start].endswith(("在", "于", "到"))


def _stands(s: Stage, m: Mention, sentence: Span, clause: int, indicator: str) -> bool:
    text = s.document.text
    start = _chain_start(s, m, sentence)
    before = text[max(sentence.start, start - 5) : start]
    after = text[m.span.end : min(sentence.end, m.span.end + 14)]
    if _OBLIQUE.search(before) or _AFTER_NAME.match(after):
        return False
    if before.endswith(("、", "等", "”“", "和", "与", "”")) or after.startswith(
        ("”“", "“", "、", "等", "和", "与", "以及")
    ):
        return False
    kind = s.types[m.entity]
    if kind in PLACES:
        return not _COMPARED.match(after) and _place_stands(s, m, sentence, clause, after)
    if before.endswith(("在", "”“")) or after.startswith(("之外", "以外", "工地", "”“")):
        return False
    same = m.span.start >= clause
    if kind == "Project" and not same and not _OF_PROJECT.search(indicator):
        return False
    if kind == "Project" or _HOLDING.search(indicator):
        return same or _opens(s, m, sentence) or (after.startswith(("，", ",")) and kind != "NaturalFeature")
    if kind == "Enterprise" and m.span.start == sentence.start and _PRESENTED.match(after):
        return True
    return same and _opens(s, m, sentence)


def _place_stands(s: Stage, m: Mention, sentence: Span, clause: int, after: str) -> bool:
    """Home and topic may stand anywhere, other places begin a clause; a wider 全省 must be followed by what it has."""
    if m.entity in (s.home, s.topic):
        return True
    if m.type == "Scope" and RANK[s.types[m.entity]] > RANK.get(s.types.get(s.home, ""), 9):
        return _HAS.match(after) is not None
    return _opens(s, m, sentence) or (m.span.start >= clause and _inside(s, m, sentence))


_PRESENTED = re.compile(
    r"(?:（[^）]*）)?(?:成立|始建|创办|创建|创立|是|现有|拥有|注册|位于|实现|完成|占地|总部|主营|专注|从事|坐落|于|自|去年|今年|20\d\d年|[，,]|员工)"
)
_HAS = re.compile(r"[\s*]*(?:共|有|已|累计|现有|实现|完成|达|的|地区生产总值|生产总值|GDP|规上|规模以上|\d)")
_BEFORE_NAME = re.compile(
    r"(?:^|[，,；;：:。！？）)]|其中|目前|[年月日底末]|季度|上半年|下半年|以来)"
    r"[“\"《「*#\s\-—]*(?:[全我该本][省市区县镇乡村])?的?$"
)


def _opens(s: Stage, m: Mention, sentence: Span) -> bool:
    """Whether the mention begins its clause, alone or after the places it lies in (杭州市临平区)."""
    start = _chain_start(s, m, sentence)
    return _BEFORE_NAME.search(s.document.text[sentence.start : start]) is not None


def _chain_start(s: Stage, m: Mention, sentence: Span) -> int:
    """Where the places begin that stand right before a mention (杭州市 in 杭州市临平区)."""
    start = m.span.start
    for o in reversed(within(s, Span(sentence.start, start))):
        if o.span.end == start and s.types[o.entity] in PLACES:
            start = o.span.start
    return start


_UNNAMED = re.compile(
    r"(?:^|(?<=[，,。；;：:“、\s]))(?:目前|如今|现在|其中|据悉|此外|同时|截至目前|眼下|今年|去年)?"
    r"(?:[该本此](?!市|区|县|镇|乡|村|省|州|旗|盟|街道|地(?!块)|次|级|土|科|币|年|月|季|外)[届次座条项场]?[\u4e00-\u9fff]{2}"
    r"|这[家座条项个支款种批片栋处段](?!月)[\u4e00-\u9fff]{2}|(?:在)?(?:这里|那里|这儿)"
    r"|(?:机组|工厂|车间|港口|机场|口岸|电站|水库|景区|平台|团队|保护区|博物馆|企业|电厂|大桥|隧道|线路|工程|基地|园区|码头|站房|仓库|展馆|体育馆|医院|学校|农场|牧场|茶园|果园|合作社|农户|养殖户|公司)"
    r"(?=现有|已|累计|年|占地|共|总|拥有|有|全|日|设|建|规划|投|可|将|预计|每|实现|完成|达|采用|由|位于|占))"
)
"""A clause that begins with a thing which no mention names: 该机组…, 工厂占地…."""


def interrupted(s: Stage, between: Span, clause: int, who: LocalId) -> str:
    """Why what stands between a subject and a figure shows that the figure is something else's; "" if nothing does."""
    text = s.document.text
    if _UNNAMED.search(text, between.start, between.end):
        return "speaks of something unnamed"
    for m in within(s, Span(max(between.start, clause), between.end)):
        if m.entity != who and m.type != "Scope" and _is_other(s, m):
            return "another name stands before the figure"
    return ""


_LISTED = re.compile("[”》]?(?:等|、|和|与|以及)")


def _is_other(s: Stage, m: Mention) -> bool:
    """Whether a mention inside a figure's clause is more than what something is compared with, done to or done in."""
    text = s.document.text
    before, after = text[max(0, m.span.start - 4) : m.span.start], text[m.span.end : m.span.end + 10]
    return not (
        _OBLIQUE.search(before) or _COMPARED.match(after) or before.endswith(("在", "“", "《")) or _LISTED.match(after)
    )
