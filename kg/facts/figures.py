"""A sentence's figures -> drafts: what each measures, how, and in which words; subject and time come later.

A sentence is read from left to right. Figures that stand together (`1亿元、2亿元和3亿元`) are a run; the words between
two runs are the later one's lead. What a lead leaves unsaid (`增长2%`) comes from the run before.
"""

from __future__ import annotations

from dataclasses import replace

from kg.facts.figures_levels import WON, add_level
from kg.facts.figures_ranks import add_ranks
from kg.facts.figures_rates import EFFECT, add_parts, add_rate
from kg.facts.figures_state import Draft, State, add, reject, rejection, says
from kg.facts.figures_words import growth
from kg.facts.indicators import counted_noun
from kg.mentions.quantities import Quantity
from kg.model import Rejection, Span
from kg.rules import regex as re

_LIST_GLUE = re.compile(r"\s*(?:、|和|与|及|以及|到|至|—|–|-|~|～)?\s*")


_CUT = re.compile(r"[，,；;。！？!?]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|(?<!\d)[:：]|——")


def read_figures(text: str, offset: int, quantities: tuple[Quantity, ...]) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of one sentence. `text` is the sentence with names of measured entities and times masked,
    `quantities` its figures with spans that count from `offset`."""
    state = State()
    found = [m for m in (_moved(q, -offset) for q in quantities) if _is_figure(m, text, state)]
    at = 0
    for run in runs(text, found):
        begin = run[0].span.start
        at = _read_run(state, text, at, begin, run)
    if not offset:
        return state.drafts, state.rejected
    return (
        [replace(d, quantity=_moved(d.quantity, offset), clause=d.clause + offset) for d in state.drafts],
        [replace(r, span=Span(r.span.start + offset, r.span.end + offset)) for r in state.rejected],
    )


_POINTED = re.compile(r"(?:这|该|此|上述|前述|那|(?:^|[，,。；、\s])以上)$")


_FIELD = re.compile(r"[\u4e00-\u9fff（）()、]{1,14}(?:[中里内][，,]?|综合|参评[^，。]{0,4})(?:列|排|位|居|名|跃|升)")
_EVERY = re.compile(r"每(?:半?年度?|季度?|月|周|星期|天|日|两年|三年)[^，,。；;]*$")
_FIRM = re.compile(r"(?:共有?|只有|仅有?|达到?|新增|增至|增加到|已有|总共|合计)$")


def _is_figure(q: Quantity, text: str, state: State) -> bool:
    """Whether a count in Chinese numerals is a figure: ten or more, or after 共有, 只有, 达, 新增; 三次夺得X."""
    if q.unit in ("次", "场") and _EVERY.search(text, max(0, q.span.start - 14), q.span.start):
        state.rejected.append(rejection(q, "how often, not how many"))
        return False
    if q.words and q.unit == "元" and q.value < 10 and re.match("[前锂正材聚乙]", text[q.span.end :]):
        return False
    if q.kind == "count" and _FIELD.match(text, q.span.end):
        state.rejected.append(rejection(q, "how many are ranked"))
        return False
    if q.kind == "count" and _POINTED.search(text, 0, q.span.start):
        state.rejected.append(rejection(q, "points back to what was counted"))
        return False
    if not q.words or q.kind != "count":
        return True
    return _is_firm(q, text, state)


def _is_firm(q: Quantity, text: str, state: State) -> bool:
    rest = text[q.span.end :]
    if q.unit == "次" and WON.match(rest):
        return True
    firm = q.value > 10 or (q.value == 10 and text[q.core.start + 1] in "余多来几")
    if (firm or q.value > 1) and (firm or _FIRM.search(text[: q.span.start])) and not rest.startswith(("：", ":", "“")):
        return not re.match(r"大|批|级|届", rest)
    state.rejected.append(rejection(q, "a number word in running text"))
    return False


def _moved(q: Quantity, by: int) -> Quantity:
    if not by:
        return q
    return replace(q, span=Span(q.span.start + by, q.span.end + by), core=Span(q.core.start + by, q.core.end + by))


def runs(text: str, found: list[Quantity]) -> list[list[Quantity]]:
    """Figures of one kind with nothing but list marks between them."""
    runs: list[list[Quantity]] = []
    for q in found:
        last = runs[-1][-1] if runs else None
        if (
            last
            and _sort(last) == _sort(q)
            and _LIST_GLUE.fullmatch(text, last.span.end, max(last.span.end, q.span.start))
        ):
            runs[-1].append(q)
        else:
            runs.append([q])
    return runs


def _sort(q: Quantity) -> str:
    """What kinds stand in one list: 52.7%和九成以上 are two shares."""
    return "percent" if q.unit == "成" else q.kind


def _read_run(state: State, text: str, at: int, begin: int, run: list[Quantity]) -> int:
    """Adds the drafts of one run; returns where the next lead begins."""
    lead = text[at:begin]
    if semicolon := max(text.rfind("；", at, begin), text.rfind(";", at, begin)) + 1:
        state.segment = semicolon
    cuts = [m.end() for m in _CUT.finditer(lead)]
    start = cuts[-1] if cuts else 0
    if (
        start
        and not says(lead[start:])
        and _reaches_back(run[0], lead[start:], text[run[-1].span.end :])
        and not re.match(r"[^，]*(?:增长|下降|增速|增幅|占|其中)", lead[start:])
    ):
        start = cuts[-2] if len(cuts) > 1 else 0
    clause, context = lead[start:], lead[:start]
    state.clause = at + start
    state.effect = state.effect or EFFECT.search(lead) is not None
    end = run[-1].span.end
    tail = text[end : end + 40]
    if run[0].kind == "parts":
        add_parts(state, lead, run)
        return end
    if _OF_SOME.match(clause):
        reject(state, run, "said of some only")
        return end
    if _is_threshold(run[0], clause, tail):
        return at if not cuts else at + start
    if run[0].kind in ("percent", "point", "multiple", "ratio", "score") or _is_change(clause, run[0], state):
        add_rate(state, clause, context, run, tail)
        return end
    if run[0].unit == "位" and state.last and (moved := _MOVED.search(clause)):
        add(state, run, state.last[-1:] * len(run), "change", moved[1] is not None)
        return end
    if run[0].kind == "rank":
        add_ranks(state, clause, context, run)
        return end
    return end + add_level(state, clause, context, run, tail)


_OF_SOME = re.compile("[，,；;]?(?:有的|有些|个别|少数|多数|一些|甚至)")
_MOVED = re.compile(
    r"[比较][^，,；;]{0,8}(?:(后退|后移|退后|下降|下滑|倒退)|前进|前移|上升|提升|跃升|跃进|提高|进)了?$"
)


def _reaches_back(q: Quantity, clause: str, tail: str) -> bool:
    """Whether the chunk before the comma may name the figure: not for a count that its own noun follows."""
    if q.kind != "count":
        return True
    return (
        re.search(r"数量|总数|达|近|共|合计|总计|占|加起来|就有", clause) is not None and not counted_noun(tail[:30])[0]
    )


_GENERIC = re.compile(
    r"(?:的)?(?:企业|项目|工业|重大|大|单位|农户|家庭|村|园区|公司|产业|集群|投资项目|规模|有|为|分别)"
)


def _is_threshold(q: Quantity, clause: str, tail: str) -> bool:
    """营收100亿元以上的有2家, 亿元以上项目: the figure belongs to the indicator of what is counted."""
    if q.kind not in ("money", "measure") or q.bound not in ("gt", "lt"):
        return False
    if re.match(r"的?\d", tail) and re.search(r"总投资|投资额|总额", clause):
        return False
    if q.suffixed and re.match(r"[\u4e00-\u9fff]", tail) and not tail.startswith(("来", "有望")):
        return True
    return (bool(_GENERIC.match(tail)) and not re.match(r"有望|的(?:西|东)", tail)) or bool(re.match(r"\d", tail))


_MOVES = ("减少", "下降", "降低", "压减", "缩减", "下滑", "回落", "增加", "上升", "提高", "缩短", "增长")
_AMOUNT = re.compile(
    r"(?:[量额值积率]|成本|能耗|余额|支出|收入|利润|存款|贷款|债务|时间|车程|价格|人口|损失|赤字|寿命)(?:[共约均再已又也将可大幅平均累计]*)$"
)
"""A noun for an amount right before a verb of growth: what follows is by how much it moved."""
_SINCE = re.compile("[比较][^，。；]{0,8}(?:同期|[年月季届次日末底])多出?了?$")
_PRICED = re.compile(r"(?:电价|水价|气价|价格|均价|单价|成本|费用|运价)(?:因此|平均|也|再|已)?$")


def _is_told_again(clause: str, m: re.Match[str], q: Quantity, state: State) -> bool:
    """产量5万吨，减少2万吨: nothing stands before the verb, and the level just told has the unit."""
    word = m["up"] or m["down"]
    bare = word in ("减少", "下降", "降低", "增加") and not clause[: m.start()].strip("，, 同比")
    return bare and not m["link"] and state.measure == "level" and state.unit == q.unit


_DEARER = re.compile("[比较](?:去年|上年|往年|前年|上一?[届次]|年初)(?:同期)?[每]?[^，。；\\d]{0,4}[高低多少贵]了?$")
_LEVEL_LEAD = re.compile(r"(?:高于|低于|高出|超出|少于)[^，。]{0,8}平均(?:水平|数|值)?$")


def _is_change(clause: str, q: Quantity, state: State) -> bool:
    """较上年增加3.415亿元: an absolute change (but 新增, 增至 and 提高到 give levels)."""
    if q.kind in ("money", "measure") and (_LEVEL_LEAD.search(clause) or _DEARER.search(clause)):
        return True
    m = growth().search(clause)
    if not m or (re.search(r"(?<!达)[到至为]", m["link"] or "") and q.kind != "point"):
        return False
    word = m["up"] or m["down"]
    before = clause[: m.start()]
    if q.kind in ("money", "measure") and (
        (_PRICED.search(before) and m["down"]) or _is_told_again(clause, m, q, state)
    ):
        return True
    if q.kind in ("money", "measure") and not m["link"] and _AMOUNT.search(before) and word in _MOVES:
        return True
    if word in ("多", "多出") and _SINCE.search(clause):
        return True
    compared = re.search(r"比|较|同比|环比|于", before[-12:] + word) is not None
    return compared and word not in ("拉动", "升", "多")
