"""Figures that say how something changed or compares: growth, change, share, rank, ratio, parts of a whole."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.figures_ranks import BOTH, FILLER
from kg.facts.figures_state import (
    State,
    add,
    back_names,
    base_names,
    handled,
    is_range,
    last_chunk,
    last_levels,
    reject,
    same_unit,
    says,
)
from kg.facts.figures_words import HIDDEN, growth, modifiers
from kg.facts.indicators import clean, names, unsaid
from kg.mentions.quantities import Quantity
from kg.rules import regex as re

_SHARE = re.compile(
    r"占(?!地(?!区|方)|用|道|有率|有量|比(?!重|例))([^，,。；]{0,24}?)(?:的)?(?:比重|比例|份额|比)?(?:的|约|达到?|为|至|超过?|提高到|升至|已|首次|历史性|分别|近|是|有|上升到|提升至|提升到|由|从|一直|始终|连续[^，,]{1,3}年|保持在|稳定在|维持在|\ue000)*$|(?:占比|比重)(?:的|约|达到?|为|至|超过?|提高到|升至|已|首次|历史性|突破|达|分别|近|是|更高|更|，|,|提升至|提升到|上升到|均|也|仅|高达|由|从|上年|去年|年初|上年末|20\d\d年|一直|始终|连续[^，,]{1,3}年|保持在|稳定在|维持在|\ue000)*$"
)


_PARTS = re.compile(r"(?:[一二三]次?[、一二三]*产业|产业)[^，。；]{0,8}(?:结构|比重|比例|之比|比)|三产(?:结构|比)")


def add_rate(state: State, clause: str, context: str, run: list[Quantity], tail: str) -> None:
    share = _SHARE.search(clause) if run[0].kind in ("percent", "multiple") else None
    m = None if share else growth().search(clause)
    if share:
        return _add_share(state, clause, context, run, share)
    if run[0].unit == "‰":
        m = None
    if m and (run[0].kind == "point" or not _turns(m)):
        return _add_growth(state, clause, context, run, m)
    if run[0].kind == "point":
        against = _AGAINST.search(clause)
        if against:
            return _add_lead(state, clause, clause[: against.end()], run, bool(against[2] or against[4]))
        return reject(state, run, "a change without a verb")
    if run[0].kind in ("money", "measure", "count"):
        return _add_lead(state, clause, clause, run, re.search("低于|少于|[低少]了?$", clause) is not None)
    if state.names and re.search(r"同比(?:增幅|增速)[^，]*一样", clause):
        return add(state, run, state.names[-1:], "yoy_growth")
    return _add_plain(state, clause, context, run, tail)


def _turns(m: re.Match[str]) -> bool:
    """Whether a verb of growth says what was reached (提高到, 缩小为), not by how much."""
    link, word = m["link"] or "", m["up"] or m["down"]
    return bool(re.search(r"(?<!达)[到至]", link)) or (
        link.endswith("为") and "率" not in link and not word.endswith(("幅", "速", "增长", "增"))
    )


_AGAINST = re.compile(
    r"(快于|高于|好于|优于|领先|高出|超出|超过?(?=全|时?序|目标|预期|年度|计划|平均))|(低于|慢于|落后|低出)|[比较].*?(?:(高|快|多|好)|(低|慢|少|差))(?:出|了|于)?(?:[^，。]{0,4})$"
)
_OF_BASE = re.compile(r"(?:是|为|相当于|达到?)[^，]*的$")
_DONE_OF = re.compile(
    r"(?:完成|为|达到?|占)((?:[\u4e00-\u9fff]{0,6})(?:目标任务|总任务|计划任务|计划|目标|任务|预算)数?)的$"
)


_GAVE = re.compile(rf"^[，,\s]*{HIDDEN}+[，,]?贡献了?(?:(全[国省市区县州旗])|{HIDDEN}+)?的?$")
"""贡献了全市七成的工业税收."""
_PART_DONE = re.compile(
    r"完成(?![\u4e00-\u9fff]*(?:目标|任务|计划|预算))([\u4e00-\u9fff]{2,12}?(?:量|工程|投资|建设|改造|任务|主体|施工))的$"
)
"""已完成土建工程量的78%."""
_TURNED = re.compile(
    r"^[，,；;]?([\u4e00-\u9fff]{2,14}?(?:投资|增加值|产值|总额|收入|支出|销售额|余额|产量|用电量|吞吐量|客运量|零售额|进口|出口))(?:由|继续|保持|止跌|扭|回|转|稳|快速|平稳|较快|恢复|增势|增速)"
)


def _add_plain(state: State, clause: str, context: str, run: list[Quantity], tail: str) -> None:
    """A rate, ratio, multiple or score of its own: 城镇化率53.03%, 增速为2.9%."""
    kind = run[0].kind
    if state.measure == "share" and state.last and not says(clause) and re.search("[到至为]", clause):
        return add(state, run, state.last[-len(run) :], "share")
    if run[0].unit == "倍" and re.search("增速|增幅", clause):
        return reject(state, run, "a multiple of a rate")
    if kind == "ratio" and state.measure != "ratio" and not re.search("比|倍差", clause + context):
        return reject(state, run, "a ratio of nothing")
    measure = "ratio" if kind == "ratio" or (run[0].unit == "倍") else "level"
    if kind == "ratio" and re.search("[两二]者之?比|比值", clause) and (both := _of_two(state)):
        return add(state, run, (both,), measure)
    if (run[0].unit == "成" and tail.startswith("的")) or (
        re.match(r"的(?!目标)|[\u4e00-\u9fff]", tail)
        and not re.match(r"以|左|上|之", tail)
        and (run[0].kind == "percent" or run[0].unit == "成")
        and not re.search(r"[为达到是至在有由从]$|[率度比]$", clause)
        and not re.match(r"[提上下降升增减缩扩涨跌回跃]", tail)
    ):
        gave = _GAVE.search(clause)
        noun = re.match(r"的([\u4e00-\u9fff]{2,10}?)(?=[，。；、,]|$)", tail)
        if gave and noun:
            return add(state, run, (f"{noun[1]}占{gave[1]}比重" if gave[1] else f"{noun[1]}占比",), "share")
        return reject(state, run, "a part of what follows")
    if measure == "ratio" and (of := _OF_BASE.search(clause)):
        own = names(clause[: of.start()], len(run))
        found = own or (tuple(state.fresh) if len(state.fresh) == len(run) else state.names[-1:] * len(run))
        return add(state, run, found, measure) if found else reject(state, run, "a multiple of nothing")
    if (
        kind == "percent"
        and clause.endswith("的")
        and not re.search(r"[由从][^，]*的$", clause)
        and not _DONE_OF.search(clause)
        and not _PART_DONE.search(clause)
    ):
        return reject(state, run, "a part of something")
    if kind == "percent" and (done_part := _PART_DONE.search(clause)):
        kept = state.names
        add(state, run, (f"完成{done_part[1]}",), "level")
        state.names = kept
        return None
    if done := _DONE_OF.search(clause):
        kept = state.names
        several = tuple(f"{n}完成率" for n in state.fresh) if len(run) > 1 and len(state.fresh) == len(run) else ()
        add(state, run, several or (done[1] + "完成率",), "level")
        state.names = kept
        return None
    if run[0].unit == "成" and clause.lstrip("，,").startswith("其中") and (part := clean(clause)):
        return add(state, run, (f"{part}占比",) * len(run), "share")
    if re.match(r"对|占", clean(clause)) and len(state.names) == len(run):
        found = tuple(n + clean(clause) for n in state.names)
    else:
        found = base_names(state, clause, context, len(run))
    if not names(clause, len(run)) and state.measure in ("yoy_growth", "avg_growth"):
        found = ()
    if len(found) != len(run):
        return reject(state, run, "no indicator")
    add(state, run, tuple(handled(state, n) for n in found), measure)
    return None


def _of_two(state: State) -> str:
    """The ratio of the two levels just told: 城镇…收入, 农村…收入 -> 城镇与农村…收入之比."""
    if len(state.levels) < 2:
        return ""
    (first, _), (second, _) = state.levels[-2:]
    size = next((n for n in range(len(second), 1, -1) if first.endswith(second[-n:])), 0)
    return f"{first[:-size]}与{second[:-size]}{first[-size:]}之比" if 0 < size < min(len(first), len(second)) else ""


def _add_share(state: State, clause: str, context: str, run: list[Quantity], m: re.Match[str]) -> None:
    before = clause[: m.start()]
    if short := _SHORT.search(before):
        return add(state, run, (f"{short[0]}占比",), "share")
    inside = _INSIDE_OF.search(before)
    before, told = (before[: inside.start()], inside[1]) if inside else (before, m[1] or "")
    whole = re.sub(f"{HIDDEN}+直?", "", told)
    whole = re.sub(r"(?:比重|比例|的)+$", "", whole) + ("份额" if "份额" in m[0] and not whole.endswith("份额") else "")
    heads = names(before, len(run))
    if not heads and unsaid(before):
        several = same_unit(state, len(run)) if len(run) > 1 else ()
        heads = several or (state.names if len(state.names) == len(run) else state.names[-1:] * len(run))
    if not heads and unsaid(before):
        heads = names(last_chunk(context), len(run)) if context else ()
    if not heads:
        return reject(state, run, "share of nothing")
    made = tuple(_share_name(h, whole) for h in heads)
    if re.search(r"(?:约|大约|近|接近)占", clause):
        run = [replace(q, bound="approx") if q.bound == "eq" else q for q in run]
    elif re.search(r"超过?占|占(?:比)?超", clause):
        run = [replace(q, bound="gt") if q.bound == "eq" else q for q in run]
    add(state, run, made, "share")
    state.names = heads
    return None


_INSIDE_OF = re.compile(r"(?<![存现实])在([^，。；在]{2,20}?)(?:中|里|当中|之中)(?:所|的)*$")
"""粮食产值在农业总产值中的比重: of what it is a share."""
_SHORT = re.compile(r"(?:^|(?<=[，,；;、\ue000]))[税药](?:收)?$")


def _share_name(head: str, whole: str) -> str:
    head = re.sub(r"(?:的)?(?:占比|比重)$", "", head)
    if "占" in head and re.search(r"占.*(?:比重|比例)$", head):
        return head
    if whole.endswith("份额"):
        return f"{head}占{whole}"
    return f"{head}占{whole}比重" if whole and len(whole) > 1 else f"{head}占比"


_AVERAGE = re.compile(r"年均|年平均|两年平均|平均增")


_RIVAL = re.compile(
    r"[比较](?![重例率值价])(?:其他|同类|传统|普通|常规|原有?|老|旧|过去|以往|以前|之前|改造前|改革前|单[一个])[^，。年月期]{0,8}$"
)
_OTHER_BASE = re.compile(r"环比|[比较](?:年初|上一?[届次]|上月|上季|上年末|\d{1,2}月|20\d\d年)|[比较]\d{4}")


def _is_plain_gain(head: str, word: str, around: str) -> bool:
    """换装能力提升35%: what got better by how much, not since when."""
    return _ABILITY.search(head) is not None and word not in ("增长", "上涨") and "同比" not in around


EFFECT = re.compile(
    r"(?:投产|达产|满产|建成|投用|投运|改造|实施|应用|使用|推广|升级|采用|更新|技改|上线|启用)[^，。；]{0,6}(?:以后|之后|后)[^。；]*$"
)
"""Words that say after what something got better: 投产后, 改造后."""


def _is_effect(state: State, before: str, word: str, around: str, run: list[Quantity]) -> bool:
    """投产后能耗降低8%, 含水量提高20%到40%: what a measure does, not a year."""
    if word in ("增长", "上涨", "增速", "增幅") or _SINCE.search(around + before[-12:]):
        return False
    return is_range(run) or state.effect or EFFECT.search(before) is not None


_SINCE = re.compile("同比|环比|上年|去年|年均|上月|同期")
_ABILITY = re.compile("(?:能力|效率|工效|成本|时间|耗时)(?:因此|平均|整体|也|均|可|将|大幅)*$")
_COMPARED_WITH = re.compile(r"[与和同跟](?!去年|上年|前年|年初|上月|上届|20\d\d)[^，。]{2,12}(?<!同期)相比[，,]?$")


def _add_growth(state: State, clause: str, context: str, run: list[Quantity], m: re.Match[str]) -> None:
    before = clause[: m.start()]
    word = m["up"] or m["down"]
    mods = modifiers().search(before)
    head = before[: mods.start()] if mods else before
    around = (mods[0] if mods else "") + word + context[-10:] if not clean(head) else (mods[0] if mods else "")
    down = m["down"] is not None
    kind = run[0].kind
    rival = _RIVAL.search(head) if kind in ("percent", "multiple") else None
    head = head[: rival.start()] if rival else head
    measure = "yoy_growth" if kind in ("percent", "multiple") else "change"
    if measure == "yoy_growth":
        if _AVERAGE.search(around) or _AVERAGE.search(before[-8:]):
            measure = "avg_growth"
        elif (
            rival
            or _is_plain_gain(head, word, around)
            or _is_effect(state, context + before, word, around, run)
            or _OTHER_BASE.search(around)
            or _COMPARED_WITH.search(context + before)
        ):
            measure = "change"
    if kind == "point" and (against := re.search(r"(快于|高于|好于|优于)|(低于|慢于|落后)", before)):
        return _add_lead(state, clause, before, run, against[2] is not None)
    if word in ("高出", "高于", "快于", "低于", "领先", "优于", "好于", "慢于", "落后", "高", "低"):
        return _add_lead(state, clause, before, run, down)
    if kind == "point" and "拉动" in before:
        return _add_pull(state, run, before, down)
    both = BOTH.search(head.rstrip("均都各"))
    if both and len(run) == 1 and (both_names := last_levels(state, both[1])):
        for name in both_names:
            add(state, run, (name,), measure, down)
        return None
    if (first := _FIRST_ONES.search(re.sub(r"(?:均|都|各|分别|依次)+$", "", head))) and len(run) > 1:
        told = _of_segment(state)[: len(run)]
        return add(state, run, told, measure, down) if len(told) == len(run) else reject(state, run, first[0])
    if kind == "point" and (short := _SHORT.search(re.sub("占比$", "", head))) and head.endswith("占比"):
        return add(state, run, (f"{short[0]}占比",), measure, down)
    if kind == "point" and state.last and not says(_NO_FILL.sub("", head)):
        tail_word = "增速" if state.measure in ("yoy_growth", "avg_growth") else ""
        return add(state, run, tuple(n + tail_word for n in state.last[-len(run) :]), measure, down)
    found = _growth_names(state, head, context, len(run))
    if kind == "point" and len(found) == 1 and (part := _PART_OF.search(head)):
        found = (
            part[1]
            if part[1] in ("药占比", "税占比")
            else found[0].removesuffix("占比").removesuffix("比重") + part[2],
        )
    if not found:
        return reject(state, run, "growth of nothing")
    if len(run) > 1 and len(set(found)) < len(run) and "分别" in clause and re.search("[、和与]", head):
        return reject(state, run, "the lists do not align")
    if measure == "yoy_growth" and state.other_base and re.search(r"[升涨降跌增]幅", clause):
        measure = "change"
    state.other_base = measure == "change" and _OTHER_BASE.search(clause) is not None
    keep = "两年平均" in before + word or "两年平均" in clause
    add(state, run, found, measure, down, keep)
    return None


_FIRST_ONES = re.compile("前[两二三四五]项(?:指标)?$")


def _of_segment(state: State) -> tuple[str, ...]:
    """The indicators whose levels the part of the sentence since the last semicolon has told."""
    return tuple(d.indicator for d in state.drafts if d.measure == "level" and d.clause >= state.segment)


def _add_pull(state: State, run: list[Quantity], before: str, down: bool) -> None:
    """第二产业增加值1亿元,拉动经济增长0.6个百分点: who pulls what; the indicator in force stays."""
    who, _, what = before.partition("拉动")
    name = clean(who) or (state.names[-1] if state.names else "")
    if not name:
        return reject(state, run, "pull by nothing")
    kept = state.names
    add(state, run, (f"{name}拉动{clean(what)}增长",), "change", down)
    state.names = kept
    return None


_PART_OF = re.compile(r"([\u4e00-\u9fff]+?(占比|比重))(?:[，,\s])*$")
_NO_FILL = re.compile(r"^[，,]?其?(?:占比|比重|比例|增速|增幅)$")


def _growth_names(state: State, head: str, context: str, wanted: int) -> tuple[str, ...]:
    name = re.sub(r"(?:的)?(?:增速|增幅|增长率|累计)$", "", head)
    if FILLER.fullmatch(clean(name)) or re.search(r"与.*一样", name + context):
        name = ""
    found = names(name, wanted) or (back_names(name, context, wanted) if wanted > 1 and says(name) else ())
    if found or not unsaid(name):
        return found
    if wanted == 1 and (m := _TURNED.match(context)):
        return (clean(m[1]),)
    if state.names:
        if len(state.names) == wanted:
            return state.names
        since = _of_segment(state)
        return state.names[-1:] if wanted == 1 else same_unit(state, wanted) or (since if len(since) == wanted else ())
    if state.measure == "change" and len(state.last) == wanted:
        return state.last
    return names(last_chunk(context), wanted) if context else ()


def _add_lead(state: State, clause: str, before: str, run: list[Quantity], down: bool) -> None:
    """增速比全省高出4个百分点: the indicator in front of 比, or the growth in force."""
    head = re.split(
        r"[比较]|高于|低于|快于|慢于|高出|低出|超出|领先|落后|好于|优于|超过?(?=全|时?序|目标|预期|年度|计划|平均)",
        before,
    )[0]
    name = clean(head)
    if not name and state.last and state.last[-1].endswith("完成率"):
        return add(state, run, state.last[-1:] * len(run), "change", down)
    if (not name or FILLER.match(name)) and state.names:
        name = state.names[-1]
        if state.measure == "yoy_growth" or "增速" in head:
            name += "增速"
        elif state.last:
            name = state.last[-1]
    if not name:
        return reject(state, run, "lead of nothing")
    add(state, run, (name,) * len(run), "change", down)
    return None


def add_parts(state: State, lead: str, run: list[Quantity]) -> None:
    again = "第三产业占比" in state.last and re.search(r"为|至|到", lead)
    if len(run) != 3 or not (again or _PARTS.search(lead)):
        return reject(state, run, "parts of something unknown")
    add(state, run, ("第一产业占比", "第二产业占比", "第三产业占比"), "share")
    state.names = ("第一产业", "第二产业", "第三产业")
    state.last = ("第一产业占比", "第二产业占比", "第三产业占比")
    return None
