"""A sentence's figures -> drafts: what each measures, how, and in which words; subject and time come later.

A sentence is read from left to right. Figures that stand together (`1亿元、2亿元和3亿元`) are a run; the words between
two runs are the later one's lead. What a lead leaves unsaid (`增长2%`) comes from the run before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.facts.figures_words import HIDDEN, alternatives, flow_end, growth, modifiers
from kg.facts.indicators import clean, counted_noun, is_abstract, names
from kg.mentions.quantities import Quantity
from kg.model import Rejection, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One figure with its indicator and measure. `value` is negative for less. `group` tells rows of one run."""

    quantity: Quantity
    indicator: str
    measure: str
    value: Decimal
    clause: int
    kept_period: bool = False


@dataclass(slots=True)
class _State:
    """What the sentence has said so far."""

    names: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    clause: int = 0
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    levels: list[tuple[str, str]] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    prefix: str = ""
    other_base: bool = False
    last: tuple[str, ...] = ()


_GLUE = re.compile(r"(?:、|和|与|及|以及|，|,|，?其中)?(?:约|近|超)?$")
_LIST_GLUE = re.compile(r"\s*(?:、|和|与|及|以及|到|至|—|-|~)?\s*")
_CUT = re.compile(r"[，,；;。！？!?]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])|(?<!\d)[:：]|——")
_EACH = re.compile(r"(?:各|均|都|同为|同是|皆)[有为达是增建完长\u4e00-\u9fff]{0,4}$")
_RESPECTIVELY = re.compile(r"分别|依次|各(?!类|级|地|项|种)")
_SHARE = re.compile(
    r"占(?!地|用|道)([^，,。；]{0,24}?)(?:的)?(?:比重|比例|份额|比)?(?:的|约|达到?|为|至|超过?|提高到|升至|已|分别|近|是|有|上升到|提升至|提升到)*$|(?:占比|比重)(?:的|约|达到?|为|至|超过?|提高到|升至|已|分别|近|是|更高|更|，|,|提升至|提升到|上升到|均|也|仅|高达)*$"
)
_PARTS = re.compile(r"(?:[一二三]次?[、一二三]*产业|产业)[^，。；]{0,8}(?:结构|比重|比例|之比|比)|三产(?:结构|比)")
_FILLER = re.compile(r"^(?:这一|该)?(?:数量|数据|数字|指标|增速|总量|规模|增幅|占比|比例|比重)")


def read_figures(text: str, offset: int, quantities: tuple[Quantity, ...]) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of one sentence. `text` is the sentence with names of measured entities and times masked,
    `quantities` its figures with spans that count from `offset`."""
    state = _State()
    found = [m for m in (_moved(q, -offset) for q in quantities) if _is_figure(m, text, state)]
    at = 0
    for run in _runs(text, found):
        begin = run[0].span.start
        at = _read_run(state, text, at, begin, run)
    return (
        [replace(d, quantity=_moved(d.quantity, offset), clause=d.clause + offset) for d in state.drafts],
        [replace(r, span=Span(r.span.start + offset, r.span.end + offset)) for r in state.rejected],
    )


_POINTED = re.compile(r"(?:这|该|此|上述|前述|那|(?:^|[，,。；、\s])以上)$")
_WON = re.compile(r"(?:夺得|荣获|获得|获评|获|入选|捧回|摘得|登上|蝉联)[^，。；,;、]{2,20}")


def _is_figure(q: Quantity, text: str, state: _State) -> bool:
    """Whether a count in Chinese numerals is a figure: ten or more, or after 共有, 只有, 达, 新增; 三次夺得X."""
    if q.kind == "count" and _POINTED.search(text, 0, q.span.start):
        state.rejected.append(_rejection(q, "points back to what was counted"))
        return False
    if not q.words or q.kind != "count":
        return True
    return _is_firm(q, text, state)


def _is_firm(q: Quantity, text: str, state: _State) -> bool:
    rest = text[q.span.end :]
    if q.unit == "次" and _WON.match(rest):
        return True
    firm = q.value >= 10 if q.value != 10 or len(q.printed) > 1 else False
    if (firm or q.value > 1) and (firm or _FIRM.search(text[: q.span.start])) and not rest.startswith(("：", ":", "“")):
        return not re.match(r"大|批|级|届", rest)
    state.rejected.append(_rejection(q, "a number word in running text"))
    return False


def _rejection(q: Quantity, reason: str) -> Rejection:
    return Rejection(q.span, "Quantity", f"{q.printed}{q.unit}", "figures.align", reason)


def _moved(q: Quantity, by: int) -> Quantity:
    if not by:
        return q
    return replace(q, span=Span(q.span.start + by, q.span.end + by), core=Span(q.core.start + by, q.core.end + by))


def _runs(text: str, found: list[Quantity]) -> list[list[Quantity]]:
    """Figures of one kind with nothing but list marks between them."""
    runs: list[list[Quantity]] = []
    for q in found:
        last = runs[-1][-1] if runs else None
        if last and last.kind == q.kind and _LIST_GLUE.fullmatch(text, last.span.end, max(last.span.end, q.span.start)):
            runs[-1].append(q)
        else:
            runs.append([q])
    return runs


def _read_run(state: _State, text: str, at: int, begin: int, run: list[Quantity]) -> int:
    """Adds the drafts of one run; returns where the next lead begins."""
    lead = text[at:begin]
    cuts = [m.end() for m in _CUT.finditer(lead)]
    start = cuts[-1] if cuts else 0
    if (
        start
        and not _says(lead[start:])
        and _reaches_back(run[0], lead[start:], text[run[-1].span.end :])
        and not re.match(r"[^，]*(?:增长|下降|增速|增幅|占|其中)", lead[start:])
    ):
        start = cuts[-2] if len(cuts) > 1 else 0
    clause, context = lead[start:], lead[:start]
    state.clause = at + start
    if _is_range(run):
        state.clause = at + start
    end = run[-1].span.end
    tail = text[end : end + 40]
    if run[0].kind == "parts":
        _add_parts(state, lead, run)
        return end
    if _is_threshold(run[0], clause, tail):
        return at if not cuts else at + start
    if run[0].kind in ("percent", "point", "multiple", "ratio", "score") or _is_change(clause, run[0]):
        _add_rate(state, clause, context, run, tail)
        return end
    if run[0].kind == "rank":
        _add_ranks(state, clause, context, run)
        return end
    return end + _add_level(state, clause, context, run, tail)


def _reaches_back(q: Quantity, clause: str, tail: str) -> bool:
    """Whether the chunk before the comma may name the figure: not for a count that its own noun follows."""
    if q.kind != "count":
        return True
    return (
        re.search(r"数量|总数|达|近|共|合计|总计|占|加起来|就有", clause) is not None and not counted_noun(tail[:30])[0]
    )


def _says(clause: str) -> bool:
    return bool(clean(clause))


def _is_range(run: list[Quantity]) -> bool:
    return len(run) == 2 and run[0].bound == "gt" and run[1].bound == "lt"


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
    return bool(_GENERIC.match(tail)) and not re.match(r"有望|的(?:西|东)", tail) or bool(re.match(r"\d", tail))


def _is_change(clause: str, q: Quantity) -> bool:
    """较上年增加3.415亿元: an absolute change (but 新增, 增至 and 提高到 give levels)."""
    m = growth().search(clause)
    if not m or re.search(r"(?<!达)[到至为]", m["link"] or "") and q.kind != "point":
        return False
    word = m["up"] or m["down"]
    before = clause[: m.start()]
    compared = re.search(r"比|较|同比|环比|于", before[-12:] + word) is not None
    return compared and word not in ("拉动", "升", "多")


def _base_names(state: _State, head: str, context: str, wanted: int) -> tuple[str, ...]:
    """The indicators that `head` gives; if it is empty, those in force or the topic of an earlier chunk."""
    found = names(head, wanted)
    if found:
        return found
    if state.names and (len(state.names) == wanted or wanted == 1):
        return state.names[-wanted:] if wanted == 1 else state.names
    return names(_last_chunk(context), wanted) if context else ()


def _last_chunk(context: str) -> str:
    chunks = [c for c in re.split(r"[，,；;：:]", context) if clean(c)]
    return chunks[-1] if chunks else ""


def _add_rate(state: _State, clause: str, context: str, run: list[Quantity], tail: str) -> None:
    share = _SHARE.search(clause) if run[0].kind in ("percent", "multiple") else None
    m = None if share else growth().search(clause)
    if share:
        return _add_share(state, clause, context, run, share)
    if run[0].unit == "‰":
        m = None
    if m and not (re.search(r"(?<!达)[到至]", m["link"] or "") and run[0].kind != "point"):
        return _add_growth(state, clause, context, run, m)
    if run[0].kind == "point":
        against = re.search(r"(快于|高于|好于|优于)|(低于|慢于|落后)", clause)
        if against:
            return _add_lead(state, clause, clause[: against.end()], run, against[2] is not None)
        return _reject(state, run, "a change without a verb")
    if state.names and re.search(r"同比(?:增幅|增速)[^，]*一样", clause):
        return _add(state, run, state.names[-1:], "yoy_growth")
    return _add_plain(state, clause, context, run, tail)


_DONE_OF = re.compile(r"(?:完成|为|达到?|占)((?:全?年度?|全年)?(?:目标任务|计划任务|计划|目标|任务|预算)数?)的$")
_TURNED = re.compile(
    r"^[，,；;]?([\u4e00-\u9fff]{2,14}?(?:投资|增加值|产值|总额|收入|支出|销售额|余额|产量|用电量|吞吐量|客运量|零售额|进口|出口))(?:由|继续|保持|止跌|扭|回|转|稳|快速|平稳|较快|恢复|增势|增速)"
)


def _add_plain(state: _State, clause: str, context: str, run: list[Quantity], tail: str) -> None:
    """A rate, ratio, multiple or score of its own: 城镇化率53.03%, 增速为2.9%."""
    kind = run[0].kind
    measure = "ratio" if kind == "ratio" or (run[0].unit == "倍") else "level"
    if done := _DONE_OF.search(clause):
        return _add(state, run, (done[1] + "完成率",), "level")
    if re.match(r"对|占", clean(clause)) and len(state.names) == len(run):
        found = tuple(n + clean(clause) for n in state.names)
    else:
        found = _base_names(state, clause, context, len(run))
    if not names(clause, len(run)) and state.measure in ("yoy_growth", "avg_growth"):
        found = ()
    if len(found) != len(run):
        return _reject(state, run, "no indicator")
    _add(state, run, found, measure)
    return None


def _add_share(state: _State, clause: str, context: str, run: list[Quantity], m: re.Match[str]) -> None:
    before = clause[: m.start()]
    whole = (m[1] or "").replace(HIDDEN, "")
    whole = re.sub(r"(?:比重|比例|份额|的)+$", "", whole)
    heads = names(before, len(run)) or (state.names if len(state.names) == len(run) else state.names[-1:] * len(run))
    if not heads:
        heads = names(_last_chunk(context), len(run)) if context else ()
    if not heads:
        return _reject(state, run, "share of nothing")
    made = tuple(_share_name(h, whole) for h in heads)
    if re.search(r"(?:约|大约|近|接近)占", clause):
        run = [replace(q, bound="approx") if q.bound == "eq" else q for q in run]
    elif re.search(r"超过?占|占(?:比)?超", clause):
        run = [replace(q, bound="gt") if q.bound == "eq" else q for q in run]
    _add(state, run, made, "share")
    state.names = heads
    return None


def _share_name(head: str, whole: str) -> str:
    head = re.sub(r"(?:的)?(?:占比|比重)$", "", head)
    if "占" in head and re.search(r"占.*(?:比重|比例)$", head):
        return head
    return f"{head}占{whole}比重" if whole and len(whole) > 1 else f"{head}占比"


_AVERAGE = re.compile(r"年均|年平均|两年平均|平均增")
_OTHER_BASE = re.compile(r"环比|[比较](?:年初|上月|上季|上年末|\d{1,2}月|20\d\d年)|[比较]\d{4}")


def _add_growth(state: _State, clause: str, context: str, run: list[Quantity], m: re.Match[str]) -> None:
    before = clause[: m.start()]
    word = m["up"] or m["down"]
    mods = modifiers().search(before)
    head = before[: mods.start()] if mods else before
    around = (mods[0] if mods else "") + word + context[-10:] if not clean(head) else (mods[0] if mods else "")
    down = m["down"] is not None
    kind = run[0].kind
    measure = "yoy_growth" if kind in ("percent", "multiple") else "change"
    if measure == "yoy_growth":
        if _AVERAGE.search(around) or _AVERAGE.search(before[-8:]):
            measure = "avg_growth"
        elif _OTHER_BASE.search(around):
            measure = "change"
    if kind == "point" and (against := re.search(r"(快于|高于|好于|优于)|(低于|慢于|落后)", before)):
        return _add_lead(state, clause, before, run, against[2] is not None)
    if word in ("高出", "高于", "快于", "低于", "领先", "优于", "好于", "慢于", "落后", "高", "低"):
        return _add_lead(state, clause, before, run, down)
    both = _BOTH.search(head.rstrip("均都各"))
    if both and len(run) == 1 and (both_names := _last_levels(state, both[1])):
        for name in both_names:
            _add(state, run, (name,), measure, down)
        return None
    if kind == "point" and state.last and not _says(_NO_FILL.sub("", head)):
        tail_word = "增速" if state.measure in ("yoy_growth", "avg_growth") else ""
        return _add(state, run, tuple(n + tail_word for n in state.last[-len(run) :]), measure, down)
    found = _growth_names(state, head, context, len(run))
    if not found:
        return _reject(state, run, "growth of nothing")
    if measure == "yoy_growth" and state.other_base and re.search(r"[升涨降跌增]幅", clause):
        measure = "change"
    state.other_base = measure == "change" and _OTHER_BASE.search(clause) is not None
    keep = "两年平均" in before + word or "两年平均" in clause
    _add(state, run, found, measure, down, keep)
    return None


_NO_FILL = re.compile(r"^(?:其)?(?:占比|比重|比例|增速|增幅)$")


def _last_levels(state: _State, word: str) -> tuple[str, ...]:
    """The indicators of the last two (three, …) levels: 两项指标均增长7.8%."""
    count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}.get(word, int(word) if word.isdigit() else 0)
    return tuple(n for n, _ in state.levels[-count:]) if 1 < count <= len(state.levels) else ()


_BOTH = re.compile(r"(?:上述|以上|这)?([两二三四五六]|\d)(?:项指标|个指标|者|项)$")


def _growth_names(state: _State, head: str, context: str, wanted: int) -> tuple[str, ...]:
    name = re.sub(r"(?:的)?(?:增速|增幅|增长率|累计)$", "", head)
    if _FILLER.fullmatch(clean(name)) or re.search(r"与.*一样", name + context):
        name = ""
    found = names(name, wanted) or (_back_names(name, context, wanted) if wanted > 1 and _says(name) else ())
    if found:
        return found
    if wanted == 1 and (m := _TURNED.match(context)):
        return (clean(m[1]),)
    if state.names:
        if len(state.names) == wanted:
            return state.names
        return state.names[-1:] if wanted == 1 else _same_unit(state, wanted)
    return names(_last_chunk(context), wanted) if context else ()


def _same_unit(state: _State, wanted: int) -> tuple[str, ...]:
    """The last `wanted` levels if they are of one unit: 城镇42058元,农村23708元,分别增长9.2%、10.2%."""
    last = state.levels[-wanted:]
    if len(state.fresh) == wanted:
        return tuple(state.fresh)
    return tuple(n for n, _ in last) if len(last) == wanted and len({u for _, u in last}) == 1 else ()


def _add_lead(state: _State, clause: str, before: str, run: list[Quantity], down: bool) -> None:
    """增速比全省高出4个百分点: the indicator in front of 比, or the growth in force."""
    head = re.split(r"[比较]|高于|低于|快于|慢于", before)[0]
    name = clean(head)
    if (not name or _FILLER.match(name)) and state.names:
        name = state.names[-1]
        if state.measure == "yoy_growth" or "增速" in head:
            name += "增速"
    if not name:
        return _reject(state, run, "lead of nothing")
    _add(state, run, (name,) * len(run), "change", down)
    return None


def _add_ranks(state: _State, clause: str, context: str, run: list[Quantity]) -> None:
    head = re.split(
        r"(?:连续[^，]{1,4}年)?(?:稳?居|位列|位居|排名?|名列|列|升至|跃居|跃升|上升|提升|由|从|在|跻身|全省|全市|全国|全区|全县)",
        clause,
    )[0]
    name = clean(re.split("[，,]", head)[-1])
    if _FILLER.match(name) and state.names:
        if name in ("增速", "增幅") or name.endswith(("增速", "增幅")):
            name = state.names[-1] + "增速"
        else:
            name = state.names[-1]
    name = name or (state.names[-1] if state.names else clean(_last_chunk(context)))
    if not name:
        return _reject(state, run, "rank in nothing")
    for q in run:
        _add(state, [q], (re.sub(r"(?:全[国省市区县])?(?:的)?(?:排名|位次|排位)$", "", name),), "rank")
    return None


def _add_parts(state: _State, lead: str, run: list[Quantity]) -> None:
    again = "第三产业占比" in state.last and re.search(r"为|至|到", lead)
    if len(run) != 3 or not (again or _PARTS.search(lead)):
        return _reject(state, run, "parts of something unknown")
    _add(state, run, ("第一产业占比", "第二产业占比", "第三产业占比"), "share")
    state.names = ("第一产业", "第二产业", "第三产业")
    state.last = ("第一产业占比", "第二产业占比", "第三产业占比")
    return None


def _add_level(state: _State, clause: str, context: str, run: list[Quantity], tail: str) -> int:
    """Amounts and counts. Returns how many characters after the run its noun takes."""
    wanted = 1 if _is_range(run) else len(run)
    if won := _WON.match(tail) if run[0].unit == "次" and not _says(clause) else None:
        _add(state, run, (won[0],), "level")
        return 0
    found = _each(clause) if wanted == 1 else ()
    if found:
        for name in found:
            _add(state, run, (name,), "level")
        state.names = found
        return 0
    if wanted == 1 and run[0].kind == "count" and is_abstract(tail[:24]):
        _reject(state, run, "counts nothing that can be named")
        return 0
    if wanted == 1 and run[0].kind == "count":
        noun, took = counted_noun(tail)
        name = _counted_name(run[0].unit, clause, noun, tail)
        if name and (noun or tail[:1] not in "“「"):
            return _add_count(state, run, name, clause, context, took if noun and noun in name else 0, tail)
    found = _level_names(state, clause, context, wanted, run[0], tail)
    if len(found) != wanted:
        _reject(state, run, "the lists do not align" if wanted > 1 else "no indicator")
        return 0
    _add(state, run, found, "level")
    return 0


_MANY = re.compile(r"[、和与及]")


def _each(clause: str) -> tuple[str, ...]:
    """A、B各7个: the same figure for each of the list."""
    m = _EACH.search(clause)
    if not m or not _MANY.search(clause[: m.start()]):
        return ()
    head = clause[: m.start()]
    for wanted in (2, 3, 4, 5):
        found = names(head, wanted)
        if len(found) == wanted and all(len(f) > 1 for f in found):
            return found
    return ()


def _counted_name(unit: str, clause: str, noun: str, tail: str) -> str:
    """What a count counts: the noun after it where the words before end in a verb, else the words before."""
    clause = re.sub(r"(?:另外|其余|其他)的?$", "", clause)
    head = clean(clause)
    if not head and (called := _called(unit, noun, tail)):
        return called
    flow = flow_end().search(clause.rstrip("了"))
    if noun and (not head or flow or len(noun) > 1 or _VERB_END.search(clause)):
        verb = flow[0] if flow and flow[0] in ("新增", "新建", "年产", "新引进", "净增", "加装", "惠及") else ""
        return verb + noun
    return head


_FATE = re.compile(
    r"脱贫|参保|就业|受益|参赛|参会|获奖|入选|返乡|返岗|受灾|受伤|死亡|遇难|失联|获救|毕业|入学|上岗|退休|复学|出列|搬迁"
)
_BECOME = re.compile(r"[^，。、]{1,12}?(?:均|都)?(?:成功)?(?:创建|获评|入选|建成|成为)(?:为)?([^，,。；;、]{2,20})")


def _called(unit: str, noun: str, tail: str) -> str:
    """What the words after a count call it: 9个社区创建未来社区, 7个是总部项目, 11000人脱贫, 12家企业…签约."""
    if m := re.match(r"(?:都|全)?是([^，,。；;、]{2,16})", tail):
        return clean(m[1])
    if noun and (m := _BECOME.match(tail)):
        return clean(m[1])
    if noun == "企业" and re.match(r"[^，,。；;]{0,16}签(?:约|下)", tail[2:]):
        return "签约企业"
    if not noun and unit in ("人", "户", "名") and (m := _FATE.match(tail)):
        return m[0]
    return ""


_VERB_END = re.compile(
    r"(?:有|共|共分|分为|划分为|附设|开|和|与|及|建成|建立|设立|吸引|引进|聚集|集聚|汇聚|签下|签约|开工|推出|打造|培育|培养|新增|拥有|设|获得|获|成立|组织|开展|举办|带动|安置|覆盖|服务|惠及|实施|推进|完成|创建|认定|由|将|达|近|等|的|共有|形成|涉及|来自|招引|落户|安排|谋划|组建|发放|投入|帮助|解决|为|是|着|了|到|起)(?:了|超|近|约)?$"
)


def _add_count(state: _State, run: list[Quantity], name: str, clause: str, context: str, took: int, tail: str) -> int:
    if re.match(r"[^，。；]{0,8}[:：]", tail[took:]) and took:
        _reject(state, run, "a count right before its list")
        return 0
    _add(state, run, (name,), "level")
    return took


_FIRM = re.compile(r"(?:共有?|只有|仅有?|达到?|新增|增至|增加到|已有|总共|合计)$")


_AWARD = re.compile(
    r"((?:一次性|定额)?(?:奖励|补助|补贴|资助|贴息|奖金|扶持资金|支持资金))"
    r"[，,]?(?:资金|标准|金额|额度)?(?:的|为|达|最高|不超过|给予|各|分别|每[^，。]{1,4})*$"
)
_GIVEN = re.compile(r"(?:的)?((?:一次性)?(?:奖励|补助|补贴|资助|贴息|奖金|扶持|支持))")


def _level_names(state: _State, clause: str, context: str, wanted: int, q: Quantity, tail: str) -> tuple[str, ...]:
    if award := _AWARD.search(clause) or (re.search("给予|各奖", clause) and _GIVEN.match(tail)):
        return (award[1],) * wanted
    if state.names and re.search(r"折算|折合|约合|相当于", clause):
        return state.names[-wanted:]
    found = names(clause, wanted)
    if q.kind == "measure" and wanted == 1 and (m := re.match(r"的(土地|区域|面积|海域|水域|绿地|耕地)", tail)):
        return (m[1],)
    if found:
        topic = _last_chunk(context) if context else ""
        if wanted == 1 and state.names:
            found = (_of_last(state, found[0]),)
        if wanted == 1:
            found = (_joined(state, clause, _branched(_SPENT.get(found[0], found[0]), context), context),)
        return tuple(_headed(f, topic, state) for f in found)
    if wanted > 1:
        joined = _back_names(clause, context, wanted)
        if joined:
            return joined
        return state.names if len(state.names) == wanted and not clean(clause) else ()
    if state.names and (
        re.search(r"[到至占]|涉及|就有", clause) or state.unit == q.unit and _says(clause) is False and context == ""
    ):
        return state.names[-1:]
    return names(_last_chunk(context), 1) if context else ()


_DOES = re.compile(r"([^，,；;、\ue000]{3,14})(?:实现|完成)(?!率|额|量|情况)")


def _joined(state: _State, clause: str, name: str, context: str) -> str:
    """规上工业实现产值1亿元、销售产值2亿元: what does the first also does the second; 按人均算 makes it per head."""
    if m := _DOES.search(clause):
        state.prefix = clean(m[1])
    elif clause.startswith("、") and state.prefix and name.endswith("产值"):
        return state.prefix + name
    elif not clause.startswith("、"):
        state.prefix = ""
    return "人均" + name if re.search(r"按人均(?:算|计算|看)[，,]?$", context) and not name.startswith("人均") else name


def _back_names(clause: str, context: str, wanted: int) -> tuple[str, ...]:
    """A list that begins before a comma: 甲业,乙业,丙业的产值分别…"""
    chunks = re.findall(r"[^，,；;]+[，,；;]?", context)
    for back in range(1, min(4, len(chunks)) + 1):
        joined = names("".join(chunks[-back:]) + clause, wanted)
        if joined:
            return joined
    return ()


_BRANCH = re.compile(r"^(?:其中)?[，,]?\s*([\u4e00-\u9fff、]{2,12}?(?:产业|行业|业))(?!务|绩|主|态|增加值|产值)")
_BARE = re.compile(r"(?:规上|规模以上)?(?:工业)?(?:增加值|总产值|产值|营业收入|营收|主营业务收入)$")


def _branched(name: str, context: str) -> str:
    """商贸金融业分量更重,全年增加值970.4亿元: the branch that opens an earlier chunk."""
    if not _BARE.fullmatch(name):
        return name
    for chunk in reversed(re.split(r"[，,；;。]", context)):
        if m := _BRANCH.match(chunk.strip(HIDDEN)):
            return m[1] + name
    return name


_OWN = re.compile(r"(?:工业)?(?:增加值|总产值|产值|营业收入|营收|主营业务收入|利润总额|利税总额|利税|利润|税收)$")


def _of_last(state: _State, name: str) -> str:
    """规模以上工业企业352家,实现利润总额1亿元: whose; 粮食播种面积1万亩,总产量2万吨: of what."""
    last = state.names[-1]
    if (
        _OWN.fullmatch(name)
        and re.match(r"(?:规模以上|规上|限额以上|限上|四上).*企业$", last)
        and state.measure == "level"
    ):
        return last + name
    m = re.match(r"(.{2,6}?)(?:播种|种植)面积$", last)
    return m[1] + name if m and name in ("总产量", "产量", "总产", "单产", "亩产") else name


_SPENT = {"斥资": "投资", "耗资": "投资", "出资": "投资", "砸下": "投资"}


def _headed(name: str, topic: str, state: _State) -> str:
    """居民人均可支配收入,城镇常住居民为42058元: the topic gives the head noun that the name lacks."""
    if name.endswith("居民") and "收入" in topic + "".join(state.names):
        source = clean(topic) if "收入" in topic else state.names[-1]
        at = source.find("居民")
        return name + source[at + 2 :] if at >= 0 else name
    return name


def _add(
    state: _State, run: list[Quantity], found: tuple[str, ...], measure: str, down: bool = False, keep: bool = False
) -> None:
    pairs = zip(run, found if len(found) == len(run) else found * len(run), strict=True)
    spread = run[0].bound if len(run) > 1 and not _is_range(run) and run[0].bound != "eq" else ""
    for q, name in pairs:
        if spread and q.bound == "eq" and run[0].span.start < run[0].core.start:
            q = replace(q, bound=spread)
        if measure in ("level", "ratio"):
            state.levels.append((name, q.unit))
            state.fresh.append(name)
        value = -abs(q.value) if down else q.value
        state.drafts.append(Draft(q, name, measure, value, state.clause, keep))
    if measure not in ("level", "ratio"):
        state.fresh.clear()
    if measure in ("level", "ratio"):
        state.names = found
    elif measure in ("yoy_growth", "avg_growth") and found != state.names:
        state.names = found
    state.measure, state.unit, state.last = measure, run[-1].unit, found


def _reject(state: _State, run: list[Quantity], reason: str) -> None:
    state.rejected += [_rejection(q, reason) for q in run]
    state.names = state.last = ()
    state.measure = ""
