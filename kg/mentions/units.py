"""Units and measure words, and where a number with one is no figure: a code, an ordinal, a duration, a clock time."""

from __future__ import annotations

from functools import cache, lru_cache

from kg import rules
from kg.rules import regex as re

SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"
NOT_BEFORE = re.compile(r"(?:[A-Za-z0-9_.．＋+\-–〔\[#第]|[A-Za-z][-—])$")


@cache
def units() -> dict[str, str]:
    """Unit or measure word -> its kind."""
    return {row["unit"]: row["kind"] for row in rules.table("figures/units.tsv")}


_TIMED = (
    r"车程|航程|行程|时限|时长|用时|耗时|时效|时数|工时|(?:平均|办理|通关|审批|运输|运行|出行|通行|等候|等待|响应|服务|日照|办结"
    r"|行车|飞行|办税|排队|抵达|送达|在途|旅行|就医|就诊|到院)[^，,。；;]{0,6}时间|时间[^，,。；;]{0,8}(?:[由从为]|压缩|缩短|压减|缩减|减少|延长)"
)
_CONTEXTS = {
    "days": rf"天数|无霜期|{_TIMED}",
    "duration": _TIMED,
    "age": "平均年龄|均龄|年龄中位数|预期寿命|平均寿命|期望寿命",
    "power": "[电能]",
    "volume": "[水气砂石土料材淤渣]|蓄积|库容",
    "pairs": "列车|动车|高铁|班列|开行",
    "courses": "培训|讲座|举办|开办|课堂|讲堂|夜校|沙龙|[班训课坛]",
    "computing": "算力",
}
"""Class of units.tsv -> what stands before a figure in such a unit: 小时 measures only times of travel, work and service."""


@cache
def _only_after() -> dict[str, re.Pattern[str]]:
    """Unit -> what must stand before its figure: in its clause, or earlier in its sentence where it is a change."""
    near = r"(?:[^，,。；;]{0,20}|[^。；;]{0,30}(?:增加|减少|多|少|提高|下降|缩短|压缩|延长|上升|降低)了?)$"
    rows = [row for row in rules.table("figures/units.tsv") if row["after"]]
    return {row["unit"]: re.compile(f"(?:{_CONTEXTS[row['after']]}){near}") for row in rows}


_UNIT_HEAD = re.compile(rf"^(?:{SCALE})+(?=.)")


@lru_cache(maxsize=1024)
def base(unit: str) -> str:
    """亿元 -> 元; 万套（件） -> 套; 微克/立方米 -> 微克."""
    bare = re.sub(r"[（(/／·•].*$", "", unit)
    return bare if bare in units() else re.sub(r"每.*$", "", _UNIT_HEAD.sub("", bare))


_NO_UNIT_NEXT = re.compile(r"月|小时|星期|工作日|季度|年|世纪|钟头|[号级届期章节]|亿|万|[0-9]")
_GRADED = tuple("级型档号制层")
_TIME = re.compile(r"[时点]$|[0-9]:$")
_GOES_ON = {
    "部": tuple("委门队"),
    "对": tuple("口外标接应象手策话折比照于"),
    "方": tuple("面案针式法向言便位块"),
    "席": tuple("地卷间"),
    "桌": tuple("面"),
    "卷": tuple("入"),
    "盘": tuple("点活旋踞"),
    "串": tuple("联门"),
    "副": tuple("主省市县校院所局处科总会秘书教研"),
    "顶": tuple("点级部层尖"),
    "分": tuple("钟之别校会公行支局期类册管享"),
}
"""What follows a word of several meanings where it is no unit."""


def refused(text: str, start: int, end: int, unit: str, words: bool) -> bool:
    """Whether the number in `text[start:end]` belongs to something else; `words`: it is written in Chinese numerals."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if NOT_BEFORE.search(before) or (not words and before.endswith(":") and before[0].isdigit()):
        return True
    if (context := _only_after().get(unit)) and (words or not context.search(text, 0, start)):
        return True
    if before.endswith("前") and units().get(unit) == "count":
        return True
    if unit == "个" and _NO_UNIT_NEXT.match(after):
        return True
    if unit[-1:].isascii() and unit[-1:].isalpha() and after[:1].isascii() and after[:1].isalnum():
        return True
    if after[:1] in _GRADED and unit not in ("%", "％"):
        return True
    if unit == "分" and _TIME.search(text[:start]):
        return True
    return after[:1] in _GOES_ON.get(unit, ())
