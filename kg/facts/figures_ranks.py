"""Ranks: what stands at which place (增速居全省第2位, 在百强榜上列第42位), and how many places it moved."""

from __future__ import annotations

from kg.facts.figures_state import State, add, last_chunk, last_levels, reject
from kg.facts.figures_words import HIDDEN
from kg.facts.indicators import clean
from kg.mentions.quantities import Quantity
from kg.rules import regex as re

BOTH = re.compile(r"(?:上述|以上|这)?([两二三四五六]|\d)(?:项指标|个指标|者|项)$")
"""How many of the last indicators are meant: 两项指标."""
FILLER = re.compile(r"^(?:这一|该)?(?:数量|数据|数字|指标|增速|总量|总数|规模|增幅|占比|比例|比重)")
"""Words that point back to the indicator in force."""
_PLACED = re.compile(
    r"(?:连续[^，]{1,4}年)?(?:稳?居|保持|位列|位居|位次|排名?|名列|列|升至|跃居|跃升|上升|提升|由|从|(?<![存现实潜所])在|跻身)"
)
_CONTEST = re.compile(
    rf"在(?P<name>[^，。；、]{{2,30}}?(?:榜单?|排行榜?|排名|百强|千强|评价|考评|考核|评比|测评|评估|评选|竞争力|监测))"
    rf"(?:结果)?(?:中的?(?:位次|排名)?|[上里])(?:{HIDDEN}|[^，。；\d]){{0,16}}[，,]?"
)
_OPENS = re.compile(
    r"^.*(?:公布|发布|评选|揭晓|主办|组织|开展|评出|发起|编制)的|^(?:最新|全新|新一轮|今年|去年|上年|本年度)的?"
)
_SOME = ("项", "个", "家", "种", "款")
"""Right behind a count of these the rank is of some of them: 有6项排第一."""
_HAPPENS = re.compile("(?:再次)?实现|再创|创下|迈上|取得|保持|持续|首次|稳步|不断|跑出|大幅|快速")
_SCOPE = re.compile(r"(?:的)?(?:全[国省市区县州盟旗]|全球|世界)?(?:的)?(?:排名|位次|排位|名次)?$")


def add_ranks(state: State, clause: str, context: str, run: list[Quantity]) -> None:
    """The ranks of a run go to what the clause names, else to what was told last."""
    head = _PLACED.split(clause)[0]
    several = BOTH.search(re.sub(r"(?:均|都|各|全部)+$", "", head))
    if several and len(run) == 1 and (told := last_levels(state, several[1])):
        for name in told:
            add(state, run, (name,), "rank")
        return None
    name = _name(state, head, clause, context)
    if not name or (not context and state.unit in _SOME and not clause.startswith(("，", ",", "、", "；"))):
        return reject(state, run, "rank in nothing")
    for q in run:
        add(state, [q], (_SCOPE.sub("", name) or name,), "rank")
    return None


def _name(state: State, head: str, clause: str, context: str) -> str:
    name = re.sub(r"^(?:全[国省市区县州]|[省市区县州])$", "", clean(re.split("[，,]", head)[-1]))
    if FILLER.match(name) and state.names:
        growth = name in ("增速", "增幅") or name.endswith(("增速", "增幅"))
        return state.names[-1] + ("增速" if growth else "")
    if name:
        return name
    if contest := _CONTEST.search(context + clause):
        return _OPENS.sub("", contest["name"].replace(HIDDEN, ""))
    return _told(state) or clean(_HAPPENS.split(last_chunk(context))[0])


def _told(state: State) -> str:
    """What a bare 居全市第2位 ranks: the share, lead or growth just told, else the indicator in force."""
    if state.measure in ("share", "change", "rank") and state.last:
        return state.last[-1]
    if state.measure == "yoy_growth" and state.names:
        return state.names[-1] + "增速"
    return (state.names or state.last or ("",))[-1]
