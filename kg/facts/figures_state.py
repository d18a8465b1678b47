"""What a sentence has said so far while its figures are read, and the drafts it gave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.facts.figures_names import whole
from kg.facts.indicators import clean, names, unsaid
from kg.mentions.quantities import Quantity
from kg.model import Rejection
from kg.rules import regex as re


@dataclass(frozen=True, slots=True)
class Draft:
    """One figure with its indicator and measure. `value` is negative for less; `clause` is where its clause begins;
    `kept_period`: a mean growth that keeps the level's period; the `nth` of `among` figures that go to as many names;
    `planned`: its name says that it is only planned."""

    quantity: Quantity
    indicator: str
    measure: str
    value: Decimal
    clause: int
    kept_period: bool = False
    nth: int = 0
    among: int = 0
    planned: bool = False


@dataclass(slots=True)
class State:
    """What the sentence has said so far."""

    names: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    clause: int = 0
    segment: int = 0
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    levels: list[tuple[str, str]] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    prefix: str = ""
    other_base: bool = False
    effect: bool = False
    last: tuple[str, ...] = ()


def add(
    state: State, run: list[Quantity], found: tuple[str, ...], measure: str, down: bool = False, keep: bool = False
) -> None:
    pairs = zip(run, found if len(found) == len(run) else found * len(run), strict=True)
    spread = run[0].bound if len(run) > 1 and not is_range(run) and run[0].bound != "eq" else ""
    for q, name in pairs:
        if not name:
            state.rejected.append(rejection(q, "no indicator"))
            continue
        if spread and q.bound == "eq" and run[0].span.start < run[0].core.start:
            q = replace(q, bound=spread)
        if measure in ("level", "ratio"):
            state.levels.append((name, q.unit))
            state.fresh.append(name)
        value = -abs(q.value) if down else q.value
        state.drafts.append(Draft(q, name, measure, value, state.clause, keep))
    if measure not in ("level", "ratio"):
        state.fresh.clear()
    if measure in ("level", "ratio") or (measure in ("yoy_growth", "avg_growth") and found != state.names):
        state.names = found
    state.measure, state.unit, state.last = measure, run[-1].unit, found


def reject(state: State, run: list[Quantity], reason: str) -> None:
    state.rejected += [rejection(q, reason) for q in run]
    state.names = state.last = ()
    state.measure = ""


def rejection(q: Quantity, reason: str) -> Rejection:
    return Rejection(q.span, "Quantity", f"{q.printed}{q.unit}", "figures.align", reason)


def says(clause: str) -> bool:
    return bool(clean(clause))


def is_range(run: list[Quantity]) -> bool:
    return len(run) == 2 and run[0].bound == "gt" and run[1].bound == "lt"


def last_chunk(context: str) -> str:
    chunks = [c for c in re.split(r"[，,；;：:]", context) if clean(c)]
    return chunks[-1] if chunks else ""


def back_names(clause: str, context: str, wanted: int) -> tuple[str, ...]:
    """A list that begins before a comma: 甲业,乙业,丙业的产值分别…"""
    chunks = re.findall(r"[^，,；;]+[，,；;]?", context)
    for back in range(1, min(4, len(chunks)) + 1):
        joined = names("".join(chunks[-back:]) + clause, wanted)
        if joined:
            return joined
    return ()


def last_levels(state: State, word: str) -> tuple[str, ...]:
    """The indicators of the last two (three, …) levels: 两项指标均增长7.8%."""
    count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}.get(word, int(word) if word.isdigit() else 0)
    return tuple(n for n, _ in state.levels[-count:]) if 1 < count <= len(state.levels) else ()


def same_unit(state: State, wanted: int) -> tuple[str, ...]:
    """The last `wanted` levels if they are of one unit: 城镇42058元,农村23708元,分别增长9.2%、10.2%."""
    last = state.levels[-wanted:]
    if len(state.fresh) == wanted:
        return tuple(state.fresh)
    return tuple(n for n, _ in last) if len(last) == wanted and len({u for _, u in last}) == 1 else ()


def base_names(state: State, head: str, context: str, wanted: int) -> tuple[str, ...]:
    """The indicators that `head` gives; if it is empty, those in force or the topic of an earlier chunk."""
    found = names(head, wanted)
    if found or not unsaid(head):
        return found
    if state.names and (len(state.names) == wanted or wanted == 1):
        return state.names[-wanted:] if wanted == 1 else state.names
    return names(last_chunk(context), wanted) if context else ()


_DEED = re.compile(
    r"(?:累计|共|新|已|全年)*(?:受理|接到|收到|办理|交办|查处|产生|排放|收集|购置|购|增|建成|建|检测|抽检|调解|化解|完成|实施|开展|拥有|现有|保有)"
)


def handled(state: State, name: str) -> str:
    """`name` with what was just told to be handled, if it needs that: 信访件60件,办结率98% is 信访件办结率."""
    if name not in whole("handled") or state.measure != "level" or not state.names:
        return name
    return bare_object(state.names[-1]) + name


def bare_object(name: str) -> str:
    """What a name says was handled: 受理信访件 -> 信访件; "" if too little is left."""
    bare = _DEED.sub("", name, count=1) if _DEED.match(name) else name
    return bare if len(bare) > 1 and not bare.endswith(("率", "量", "额", "值", "收入", "投资", "面积")) else ""
