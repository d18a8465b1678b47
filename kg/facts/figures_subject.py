"""Who or what a figure measures: the last measured entity named before it, the paragraph's, the page's topic, home."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.figures_made import is_builder_again, made
from kg.facts.figures_refer import CONTINUES, kinds_told, last_pronoun, named_after, referent, spoken_for
from kg.facts.figures_sections import is_within
from kg.facts.figures_stage import MUNICIPAL, SCOPES, Stage, within
from kg.facts.figures_stand import AREAS, another, chain_start, inside, interrupted, is_home, is_longer, opens, stands
from kg.facts.figures_topic import BODIES, PLACES
from kg.facts.structure import holds
from kg.model import LocalId, Mention, Span
from kg.rules import regex as re

_OF_THING = re.compile(
    r"^(?:线路|项目|全线|路线|桥梁|大桥|主桥)?(?:全长|总长|主跨|跨径|桥宽|设计时速|设计速度|批复总投资|概算总投资|总库容|装机容量|总装机容量|[左右]洞长度?|桥长|线路长度?|[\u4e00-\u9fff]{0,4}埋深)$"
)
UNNAMED = "speaks of something unnamed"


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a figure measures: `entity`, "" if nothing says it, and `how` it was found, a reason where nothing was."""

    entity: LocalId
    how: str

    @property
    def reason(self) -> str:
        """Why nothing was found."""
        return self.how if " " in self.how and self.how != "in force" else "no subject"


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
    named = named_after(s, sentence, figure, indicator)
    if named is not None:
        return Meant(named, "described")
    thing = made(s, sentence, figure, clause, indicator)
    if thing is not None:
        return Meant(thing, "made") if thing else Meant("", UNNAMED)
    recent = _standing(s, Span(max(sentence.start, before[1]), figure.start), sentence, clause, indicator)
    since = max(sentence.start, before[1], recent[-1].span.end if recent else 0)
    meant = last_pronoun(s, Span(since, figure.start), clause)
    if meant and (found_by := referent(s, meant, Span(block.start, meant.start()), carried)) is not None:
        return Meant(found_by, "referred" if found_by else UNNAMED)
    ends = _OF_AREA.search(indicator) or is_builder_again(s, sentence, clause, before[0])
    if before[0] and not recent and not (ends and s.types.get(before[0]) in BODIES):
        return _unless(
            interrupted(s, Span(before[1], figure.start), clause, before[0]),
            _strayed(s, Meant(before[0], "continued"), clause, figure, indicator),
        )
    found = _standing(s, Span(sentence.start, figure.start), sentence, clause, indicator)
    bodies = [m for m in found if s.types[m.entity] in BODIES]
    chosen = _chosen(s, found, bodies, sentence)
    if chosen:
        who = chosen.entity if chosen in bodies else _scoped(s, chosen, block, sentence, figure)
        reason = interrupted(s, Span(chosen.span.end, figure.start), clause, who)
        if not reason and s.national and chosen.type == "Scope" and not _printed(s, block, figure, who):
            reason = "its place is not named in the paragraph"
        if not reason and _HERE.search(s.document.text, chosen.span.end, figure.start):
            reason = "" if _last_place(s, block, figure) in ("", who) else "当地 means another place"
        return _unless(reason, _strayed(s, Meant(who, "named"), clause, figure, indicator))
    return _unsaid(s, block, sentence, figure, clause, indicator, carried)


def _chosen(s: Stage, found: list[Mention], bodies: list[Mention], sentence: Span) -> Mention | None:
    """The last of the names that may be measured; one that only tells where (云湖省在临江流域…) gives way to a body, or to
    the place before it in its clause."""
    if not found or not inside(s, found[-1], sentence):
        return found[-1] if found else None
    before = [
        m
        for m in found[:-1]
        if m.type != "Scope" and not _CUT.search(s.document.text, m.span.end, found[-1].span.start)
    ]
    return bodies[-1] if bodies else before[-1] if before else found[-1]


_CUT = re.compile("[，,；;。：:]")
_HERE = re.compile("当地|那里")


def _printed(s: Stage, block: Span, figure: Span, entity: LocalId) -> bool:
    """Whether the last place that a paragraph has named is the one meant by 全省, or lies in it."""
    named = [m for m in within(s, Span(block.start, figure.start)) if m.type != "Scope" and s.types[m.entity] in AREAS]
    return bool(named) and holds(entity, named[-1].entity)


def _last_place(s: Stage, block: Span, figure: Span) -> LocalId:
    places = [m for m in within(s, Span(block.start, figure.start)) if m.type != "Scope" and s.types[m.entity] in AREAS]
    return places[-1].entity if places else ""


def _strayed(s: Stage, meant: Meant, clause: int, figure: Span, indicator: str) -> Meant:
    """On a page of many places a clause must not begin with a subject of its own, nor have one behind the place's name
    (云湖省景区共接待…)."""
    if not s.national or not meant.entity:
        return meant
    own = [m for m in within(s, Span(clause, figure.start)) if m.entity == meant.entity]
    return _unless(another(s, own[-1].span.end if own else clause, figure, indicator), meant)


def _unless(reason: str, meant: Meant) -> Meant:
    return Meant("", reason) if reason else meant


def _standing(s: Stage, where: Span, sentence: Span, clause: int, indicator: str) -> list[Mention]:
    found = [m for m in within(s, where) if stands(s, m, sentence, clause, indicator)]
    return [m for m in found if s.types[m.entity] not in BODIES] if _OF_AREA.search(indicator) else found


_OF_AREA = re.compile(
    r"^(?:地区)?生产总值|^GDP|第[一二三]产业|森林覆盖率|绿化覆盖率|常住人口|户籍人口|城镇化率|居民人均|优良(?:天数|率|比)|空气质量|PM2|一般公共预算|财政(?:总)?收入|社会消费品零售|城镇新增就业|固定资产投资|港口吞吐|粮食(?:总)?产量|失业率|城乡|产业增加值|^规(?:模以)?上|(?:海洋|民营|数字|县域|区域)经济|经济总量"
)
"""What only an area has: no company and no hospital has a forest coverage."""


def _unsaid(
    s: Stage, block: Span, sentence: Span, figure: Span, clause: int, indicator: str, carried: LocalId
) -> Meant:
    """What a sentence speaks of that names nothing which its figure could measure."""
    text = s.document.text
    if _NATIONAL.search(text, clause, figure.start) or _NATIONWIDE.search(text, sentence.start, figure.start):
        return Meant("", "speaks of the whole country")
    if text.find("我国", sentence.start, figure.start) >= 0:
        return Meant("", "speaks of the whole country")
    if _near(s, block, sentence, figure) is not None or _of_wider(s, clause, figure, indicator):
        return Meant("", "speaks of another place")
    if carried and CONTINUES.match(s.document.text[sentence.start : sentence.start + 20]):
        return Meant(carried, "carried")
    if CONTINUES.match(text[sentence.start : sentence.start + 20]) and kinds_told(
        s, _sentence_before(s, block, sentence)
    ):
        return Meant("", UNNAMED)
    if _OF_THING.match(indicator) and _PART_OF_THING.search(text, sentence.start, figure.start):
        return Meant("", UNNAMED)
    if _OF_THING.match(indicator):
        foreign = (
            s.national
            and carried
            and not _GENERIC.match(text, sentence.start)
            and not _names(s, sentence, figure, carried)
        )
        return Meant("", UNNAMED) if foreign else Meant(carried, "carried")
    if _ELSEWHERE.search(text, sentence.start, figure.start):
        return Meant("", "speaks of another place")
    who = "" if _OF_AREA.search(indicator) else spoken_for(s, block, sentence, figure)
    who = who or _told_of(s, block, sentence, indicator) or _in_force(s, block, sentence, figure)
    if not _OF_AREA.search(indicator) and any(
        s.types[m.entity] in BODIES and opens(s, m, sentence) and is_longer(s, m)
        for m in within(s, Span(sentence.start, figure.start))
    ):
        return Meant("", "a name goes on in words that name nothing known")
    if _PRESENTED.search(text, sentence.start, figure.start):
        return Meant("", UNNAMED)
    reason = interrupted(s, Span(sentence.start, figure.start), clause, who) or another(s, clause, figure, indicator)
    return _unless(reason, Meant(who, "in force"))


def _of_wider(s: Stage, clause: int, figure: Span, indicator: str) -> bool:
    """Whether the figure's clause counts what a wider place than home has: 覆盖全省企业，共9000家."""
    text = s.document.text
    found = [m for m in within(s, Span(clause, figure.start)) if m.type == "Scope" and m.entity != s.home]
    return any(text.startswith(indicator[:2], m.span.end) and not is_within(m.entity, s.home, s.types) for m in found)


_PRESENTED = re.compile(r"(?:位于|坐落于|坐落在|地处|建在|落户)[^，。；]{1,14}的[\u4e00-\u9fff]{2,12}，")
_ELSEWHERE = re.compile(
    r"中央气象台|世卫组织|世界卫生组织|[欧非]洲(?:地区|国家|多国)|中东部|(?<!东)(?<!西)(?<!全)[南北]方地区|北半球"
)


_PART_OF_THING = re.compile("该(?!项目|工程|线|路|大桥|隧道|铁路|高铁|公路|高速|水库|电站|桥|水电站|航道|运河)")
_GENERIC = re.compile(
    r"(?:[^，]{0,12}，)?(?:全线|线路|正线|主线|大桥|主桥|桥梁|隧道|铁路|公路|高速|项目|工程|水库|电站|该|其|这[条座]|建成|投产)"
)


def _names(s: Stage, sentence: Span, figure: Span, entity: LocalId) -> bool:
    return any(m.entity == entity for m in within(s, Span(sentence.start, figure.start)))


_OPENS_SENTENCE = re.compile(
    r"^[\s\u3000]*(?:(?:目前|如今|今年|去年|20\d\d年[^，。]{0,6}|[^，。]{0,8}方面)[，,]?)?[“]?$"
)


def _told_of(s: Stage, block: Span, sentence: Span, indicator: str) -> LocalId:
    """The thing that the sentence before this one introduces (X是一座水库。); "" if it introduces none, or the figure
    can only be a place's."""
    text = s.document.text
    if _OF_AREA.search(indicator) or _OF_ALL.search(text, sentence.start, sentence.start + 12):
        return ""
    before = _sentence_before(s, block, sentence)
    told = [m for m in within(s, before) if _OPENS_SENTENCE.search(text[before.start : chain_start(s, m, before)])]
    introduced = told and _INTRODUCED.match(text, told[0].span.end) and s.types[told[0].entity] in (*BODIES, "Zone")
    return told[0].entity if introduced else ""


def _sentence_before(s: Stage, block: Span, sentence: Span) -> Span:
    """The sentence of a paragraph before this one; empty for its first."""
    end = max(block.start, sentence.start - 1)
    last = max(s.document.text.rfind(mark, block.start, end) for mark in "。！？") + 1
    return Span(max(block.start, last), sentence.start)


_INTRODUCED = re.compile(
    r"[”》]?(?:（[^）]*）)?(?:是|为(?!了)|位于|地处|坐落|成立|始建|创办|创建|占地|总投资|由[^，。；]{2,20}(?:建设|投资|打造|运营)|作为)"
)
_OF_ALL = re.compile("[全我本][省市区县镇乡村州旗盟]|当地|各[地市县镇村]")


def _in_force(s: Stage, block: Span, sentence: Span, figure: Span) -> LocalId:
    """What a page or paragraph is about where the sentence names nothing; "" where a page of many places names none."""
    body = s.topic != s.home and s.types.get(s.topic) in BODIES
    if not s.national and (about := s.sections.get(block.start, "")):
        return about
    if s.local and not body:
        return _opened(s, block, figure) or s.topic or s.home
    places = [
        m for m in within(s, Span(block.start, figure.start)) if m.entity == s.topic or s.types[m.entity] in AREAS
    ]
    last = places[-1] if places else None
    if body:
        return s.home if last and last.entity == s.home and s.local else s.topic
    if s.topic != s.home and not s.national:
        return s.topic
    return "" if s.national else _of_paragraph(s, block, figure)


def _opened(s: Stage, block: Span, figure: Span) -> LocalId:
    """The smaller place of which the paragraph's first sentence speaks, on a page about a wider one: the only such place
    of which the paragraph says something so far, and it says nothing of home; "" for other paragraphs."""
    so_far = Span(block.start, figure.start)
    found = [m for m in within(s, so_far) if s.types[m.entity] in PLACES and opens(s, m, so_far)]
    first = found[0] if found and found[0].type != "Scope" and chain_start(s, found[0], so_far) == block.start else None
    if (
        not first
        or is_longer(s, first)
        or not is_within(first.entity, s.home, s.types)
        or any(m.entity != first.entity for m in found)
    ):
        return ""
    return first.entity


def _of_paragraph(s: Stage, block: Span, figure: Span) -> LocalId:
    """The place that a paragraph of a page about many places is about: the only one that it says something of."""
    so_far = Span(block.start, figure.start)
    said = [m for m in within(s, so_far) if s.types[m.entity] in AREAS and opens(s, m, so_far) and not is_longer(s, m)]
    return said[0].entity if len({m.entity for m in said}) == 1 and _is_county(s, said[0]) else ""


def _is_county(s: Stage, m: Mention) -> bool:
    return s.types[m.entity] in ("District", "Town", "City")


_NATIONWIDE = re.compile(r"(?:^|[，,；;。：:\n])全国(?:累计|共|已|完成|新增|实现|有|各地)")
_NATIONAL = re.compile(
    r"我国|我们党|全党|党的[一二三四五六七八九十]+大|全国(?!首|重点|文明|人大|政协|率先|唯一|第|各|劳|五一|百强|前|最|示范|先进|优秀|一流|同|领先)|全球(?!首|最)|世界各"
)


def _scoped(s: Stage, m: Mention, block: Span, sentence: Span, figure: Span) -> LocalId:
    """全省 means the province that the paragraph is about, if that is not home's."""
    near = _near(s, block, sentence, figure) if m.type == "Scope" else None
    word = s.document.quote(m.span)[-1:]
    same = near and (s.types[near] == SCOPES.get(word) or (word == "市" and near.startswith(MUNICIPAL)))
    return near if near and same else m.entity


def _near(s: Stage, block: Span, sentence: Span, figure: Span) -> LocalId | None:
    """Another place that the paragraph is about (在山东,…全省…); "" if it names such places and none is meant;
    None if it names none, or home too."""
    places = [m for m in within(s, Span(block.start, figure.start)) if m.type != "Scope" and s.types[m.entity] in AREAS]
    others = [m for m in places if not is_home(s, m) and (not s.local or opens(s, m, block) or inside(s, m, block))]
    if not others:
        return None
    last = places[-1]
    if last in others and (opens(s, last, sentence) or inside(s, last, sentence)):
        return last.entity
    return "" if len(others) == len(places) else None
