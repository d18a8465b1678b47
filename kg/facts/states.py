"""Does a sentence say that something is so, or that it is intended? Cues are data: `relations/states.tsv`."""

from __future__ import annotations

from functools import cache

from kg.facts.lift import CLAUSE_END, compile_pattern
from kg.rules import regex as re
from kg.rules import table

_END = re.compile(f"[{CLAUSE_END}]")
_STOP = re.compile("[。！？!?]")
"""What ends a speech's sentence inside a longer one: “…更要留住。”市长说，…"""
_PLAN_AHEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十]+[)）]|[\d]+[.、])?"
    r"(?:未来(?=[，,、]|\d|几|五年|三年|将|会|要|一段|一个时期)|下一步|下阶段|下一阶段|接下来|今后|往后|明年|展望|20\d\d年(?:工作|重点|主要|发展)(?:安排|目标|任务|打算|思路|计划|预期)"
    r"|(?:主要|重点|下步)?工作(?:打算|安排|计划|思路)|目标任务|工作目标|发展目标|保障措施|主要任务|重点任务)"
)


@cache
def _cues(state: str, reach: str) -> re.Pattern[str]:
    cues = [r["cue"] for r in table("relations/states.tsv") if (r["state"], r["reach"]) == (state, reach)]
    return compile_pattern("|".join(f"(?:{c})" for c in cues)).regex


def state_of(text: str, start: int, end: int) -> str:
    """The state of what positions [start, end) of a lifted sentence say: actual or planned."""
    a, b = clause(text, start, end)
    if _cues("planned", "clause").search(text, a, b):
        return "planned"
    stop = max((m.end() for m in _STOP.finditer(text, 0, start)), default=0)
    plans = [m.start() for m in _cues("planned", "forward").finditer(text, stop, b)]
    if not plans:
        return "actual"
    done = [m.start() for m in _cues("done", "forward").finditer(text, plans[-1], b)]
    return "actual" if done else "planned"


def is_done(text: str, start: int, end: int) -> bool:
    """Whether the clause says that it has come about, whatever its paragraph plans."""
    return _cues("done", "forward").search(text, *clause(text, start, end)) is not None


def is_refused(text: str, start: int, end: int) -> bool:
    """Whether the clause negates or supposes it; a negation behind the words speaks of something else."""
    return _cues("refused", "clause").search(text, clause(text, start, end)[0], end) is not None


def is_near(text: str, start: int, end: int) -> bool:
    """Whether the words say nearby rather than in."""
    return _cues("near", "clause").search(text, start, min(end + 3, len(text))) is not None


def plans_ahead(text: str) -> bool:
    """Whether a paragraph or heading that begins so is about what is to come."""
    return _PLAN_AHEAD.match(text) is not None


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) widened to the ends of its clauses."""
    a = max((text.rfind(c, 0, start) for c in CLAUSE_END), default=-1) + 1
    m = _END.search(text, end)
    return a, m.start() if m else len(text)
