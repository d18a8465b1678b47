"""What a sentence says is built, set up or opened: the costs and sizes that follow are its, not the builder's."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.figures_stage import Stage, within
from kg.facts.figures_stand import chain_start, opens
from kg.facts.figures_topic import BODIES
from kg.model import LocalId, Mention, Span
from kg.rules import regex as re

_MAKES = (
    r"(?:建设|新建|启动|实施|打造|开工|动工|改造|扩建|谋划|兴建|建起|建成|建好|推进|迁建|共建|承建|筹建|修建|建造|开建|开辟|开办"
    r"|设立|成立|组建|创办|创建|启用|投用|开通|设有|建有)"
)
_MAKING = re.compile(rf"{_MAKES}(?:了|起)?(?:一[座个家条处所])?[“《]?$")
_MAKING_UNNAMED = re.compile(
    rf"{_MAKES}(?:了|起)?(?:的)?(?P<name>[^，。；、\d]{{2,22}}?(?:项目|工程|[一二三四]期|中心|基地|[园社厂院]区|产业园|[物]流园|公园|公路|大桥|隧道|铁路|工厂|[工水电]厂|车间"
    r"|大楼|大厦|医院|学校|校区|分校|小学|中学|幼儿园|学院|研究院|研究所|分所|分院|电站|车站|枢纽|场馆|楼群|总部|市场|商场|广场|仓|合作社|公司|生产线))"
    r"(?:项目|工程)?(?:建设|改造)?$"
)
_DONE = re.compile(
    r"[”》]?(?:项目|工程)?(?:（[^）]*）)?(?:的?(?:可行性研究报告|可研报告|可研|初步设计|环评报告|环评|规划方案|设计方案))?(?:[^，。；\d]{0,6}(?:正式|全面|顺利|已经?|将|也|主体|如期|整体|今日|昨日|近日|日前))*"
    r"(?:建成|启用|投用|投入|投运|完工|竣工|开工|复工|动工|揭牌|开园|开业|落成|获批|封顶|通车|投产|开放|开馆|迁建|落户|奠基|上马|签约|通过)"
)
_BEHIND = re.compile(r"[”》]?(?:（[^）]*）)?(?:项目|工程)?(?:建设|改造)?$")
_CUTS = re.compile("[，,：:]|[；;。！？](?=.)")
_NEW = "；;。！？"
_OF_THING = re.compile(
    r"^(?:项目|计划|规划|概算|预计|一期|首期|建成后|达产后|每年|可)*(?:总?投资额?|占地|用地|占地面积|用地面积|总?建筑面积|规划面积|建设面积|总面积|设计库容|总?库容"
    r"|总规模|建设规模|规划(?:总投资|用地)|床位|学位|新增床位|新增学位|提供(?:床位|学位|就业|岗位)|容纳|全长|总长|主跨|设计时速|装机|总装机|停车位|车位"
    r"|(?:带动|吸纳|解决|新增|提供|创造)[^，。]{0,6}(?:就业|岗位)|就业岗位|[年日](?!末|均|底|初)[\u4e00-\u9fff]{1,10}|[\u4e00-\u9fff]{0,6}(?:能力|承载量|产能|载客量|库存量))"
)
_OF_INSTITUTION = re.compile(
    "^(?:累计|首批|已|共)*(?:聘请|聘用|招生|招收|招录|选育|孵化|培养|培育|研发(?!经费|投入|人员|费)|引进|牵头制定|入社|在校|诊疗|接诊)"
)
_OF_WORKS = re.compile("^(?:累计|已|共)*(?:治理|清运|修复|整治|疏浚|加固|供热|供水|灌溉|新建|改建|铺设)")


def made(s: Stage, sentence: Span, figure: Span, clause: int, indicator: str) -> LocalId | None:
    """What the clauses before a figure say is built or opened, if the figure can be its (新建云湖产业园，总投资5亿元).

    "" where that is nothing known; None where nothing is built or the figure is of another kind.
    """
    if not (_OF_THING.match(indicator) or _OF_INSTITUTION.match(indicator) or _OF_WORKS.match(indicator)):
        return None
    if any(opens(s, m, sentence) for m in within(s, Span(clause, figure.start))):
        return None
    for part in _clauses(s.document.text, Span(sentence.start, clause)):
        found = _named(s, part, sentence)
        if found:
            return found.entity if _fits(s, found, indicator) else None
        if _MAKING_UNNAMED.search(s.document.quote(part)) and not _last_body(s, part):
            return None if _OF_WORKS.match(indicator) else ""
        if any(_acts(s, m, sentence) for m in within(s, part)):
            return None
    return None


def is_builder_again(s: Stage, sentence: Span, clause: int, before: LocalId) -> bool:
    """Whether a clause behind what is built tells what its builder does besides: 新建云湖中心，库容3吨，|改造步道4公里."""
    text = s.document.text
    if not _DOES.match(text, clause):
        return False
    made_here = [m for m in within(s, Span(sentence.start, clause)) if m.entity == before]
    return (
        bool(made_here)
        and _MAKING.search(text[max(sentence.start, made_here[0].span.start - 10) : made_here[0].span.start])
        is not None
    )


_DOES = re.compile(
    "(?:并|还|同时|再|另)?(?:改造|新建|建设|修建|力争|实施|开展|举办|引进|培育|打造|发展|推进|完成(?!投资))"
)


def _clauses(text: str, where: Span) -> Iterator[Span]:
    """The clauses of a range from its end, up to the last full stop or semicolon."""
    end = where.end
    cuts = list(_CUTS.finditer(text, where.start, where.end))
    for m in reversed(cuts):
        if m.end() < end:
            yield Span(m.end(), end)
        if m[0] in _NEW:
            return
        end = m.start()
    yield Span(where.start, end)


def _named(s: Stage, part: Span, sentence: Span) -> Mention | None:
    """The body or zone that a clause says is made: its last word (新建X), or its first (X建成)."""
    text = s.document.text
    last = _last_body(s, part)
    if last and _BEHIND.match(text, last.span.end, part.end):
        start = chain_start(s, last, sentence)
        if _MAKING.search(text[max(part.start, start - 10) : start]):
            return last
    first = next((m for m in within(s, part) if s.types[m.entity] in _MADE and opens(s, m, sentence)), None)
    return first if first and _DONE.match(text, first.span.end, part.end) else None


_MADE = (*BODIES, "Zone")


def _last_body(s: Stage, part: Span) -> Mention | None:
    found = [m for m in within(s, part) if s.types[m.entity] in _MADE]
    return found[-1] if found and _BEHIND.match(s.document.text, found[-1].span.end, part.end) else None


def _fits(s: Stage, m: Mention, indicator: str) -> bool:
    """Whether what is made can have the figure: only a school or a cooperative enrols, only a project clears a river."""
    if _OF_THING.match(indicator):
        return True
    kind = s.types[m.entity]
    return kind in ("Institution", "Enterprise") if _OF_INSTITUTION.match(indicator) else kind == "Project"


_AGENT = re.compile(r"(?:负责)?(?:施工|承建|代建|设计|监理|建设|运营|实施|投资|承担)[，,]?")
_WHERE = re.compile("(?:由|选址|位于|坐落于?|地处|落户|在|靠近|毗邻|供应|服务|与)$")


def _acts(s: Stage, m: Mention, sentence: Span) -> bool:
    """Whether a name begins a clause that says something of it: no site, no builder."""
    text = s.document.text
    before = text[max(sentence.start, m.span.start - 4) : m.span.start]
    return opens(s, m, sentence) and not _WHERE.search(before) and not _AGENT.match(text, m.span.end)
