"""Whether a figure is reached or only intended: 将, 力争, 计划, the capacity of what is not built yet."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.figures_state import Draft
from kg.facts.figures_words import target
from kg.rules import regex as re

_AIM = re.compile(
    r"预计|力争|力求|(?<!的)目标(?:是|为)?|要增长|要达到|将达|拟(?=斥|投|建|引)|将(?=投资|增长|达|新增|实现|打造|培育|建设|建成|完成|推出|引进|开展|实施|选派|安排|新建|推动|推进|加快|启动|重点|继续|着力)|计划(?!总?投资|用电|用水|生育|单列|经济|任务|目标|数|的|[》”（])"
)
_WILL = re.compile(r"将(?!近|军|来|于|在全)|(?<![虚模])拟")
_PLANS = re.compile(
    r"(?<![度划产占])计划(?:新|再|培|建|实|完成|引|开[工展建设]|改|创|打|安排|举办|推|发[放展]|增|招|种|收|造|整|治)(?!况)"
)
_CAPACITY = re.compile(r"产能|年产|年处理|年发电|设计")
_DONE = re.compile(
    r"已|如今|[，；,;][^，；,;将拟]*(?:发布|出台|印发|增至)|(?<![由从])目前|现有|实际|完成(?!率)|[。！？]|计划投资"
)
LATER = re.compile(r"(?:建成|投产|投用|达产|运营|全部建成)[^，。]{0,6}(?:后|时)")


def state_of(text: str, d: Draft) -> str:
    """Whether the sentence `text` tells the figure of draft `d` as reached (actual) or only intended (target)."""
    begin, end = d.clause, d.quantity.span.end
    clause = text[_turn(text, begin) : end]
    if _SO_FAR.search(text, begin, d.quantity.span.start):
        return "actual"
    if d.planned:
        return "target"
    if d.indicator.endswith(("总投资", "完成率")):
        return "actual"
    if (
        (_WILL.search(clause) and "了" not in clause)
        or (_CAPACITY.search(d.indicator) and _WILL.search(text[:end]))
        or target().search(clause)
        or _PLANS.search(clause)
        or target().search(d.indicator)
        or LATER.search(re.split("[；;]", text[:end])[-1])
    ):
        return "target"
    before = text[:begin]
    aims = [m.end() for m in _AIM.finditer(before)]
    if aims and not _DONE.search(text[aims[-1] : end]):
        return "target"
    return "actual"


_SO_FAR = re.compile("[由从](?:目前|现在|现有|现行|当前|原来|过去|去年|上年|今年|此前|以前)?的?$")
_AIMS = re.compile("[将拟要](?:大幅|进一步|逐步)?[由从]|力争|目标|预计|计划|确保|争取")
_TURNED = re.compile("[由从][^，,。；]*$")


def _turn(text: str, begin: int) -> int:
    """Where the words begin that say how a figure stands: before 由50 where it goes on in 缩短至20."""
    start = max(text.rfind(c, 0, begin) for c in "，,；;。") + 1
    return start if _TURNED.search(text, start, begin) and _AIMS.search(text, start, begin) else begin


_PLANNED = re.compile(r"^(?:计划|预计|拟)(?!总?投资|任务|目标|单列|生育|数|内|外)(?=.{2})")


_PLANNED_INSIDE = re.compile(
    r"([\u4e00-\u9fff]{2,6})计划((?:播种|种植|建设|安排|改造|收购|完成|新增|投放|造林)[\u4e00-\u9fff]+)"
)


def unplanned(d: Draft) -> Draft:
    """计划更新农机 is what is planned of 更新农机."""
    if (inner := _PLANNED_INSIDE.fullmatch(d.indicator)) or d.indicator.endswith("目标"):
        name = inner[1] + inner[2] if inner else d.indicator.removesuffix("目标")
        return replace(d, indicator=name, planned=True) if len(name) > 2 else d
    m = _PLANNED.match(d.indicator)
    return replace(d, indicator=d.indicator[m.end() :], planned=True) if m else d
