"""Whether the words taken for an indicator are a name, or a piece of a clause: 粮食产量, not 工人配合作业."""

from __future__ import annotations

from functools import cache, lru_cache

from kg import rules
from kg.facts.figures_words import ROUTE
from kg.mentions.area_names import find, is_everyday
from kg.rules import regex as re
from kg.tokens import tagged

_VERBS = frozenset(["v", "vd", "vi", "vg", "vq"])
_REASONS = {
    "d": "an adverb",
    "p": "a preposition",
    "c": "a conjunction",
    "r": "a pronoun",
    "u": "a particle",
    "y": "a particle",
    "t": "a time",
    "f": "a direction",
}
_KNOWN = re.compile(
    r"可支配|就地|就近|并网|组成(?=人员|部分)|本外币|专精特新|[超过在达](?=\d|[一十百千万亿]+元)|面向(?=港澳)|以购代[捐销]|^可(?=容纳|停|供|用|利用)|应(?=参|聘)|[应实]到|新设(?=.)"
)
"""Words that are no fault where they stand: 可支配收入, 产值超百亿元企业, 可容纳学生."""
_OPEN_ENDS = ("和", "与", "及", "等", "并", "或", "航线中", "中的", "其中", "值年", "量年", "额年", "共有", "均有")
_MANY_OF = re.compile(
    r"^\d+[年天日月省市县区国]|^个|^[一二三四五六七八九十两]大(?!豆|白|棚|米|麦|枣|蒜|葱|姜|桥)|[一两][台座条辆艘架套](?!化|型)|多[支家个名条]|^全[国省市区县]经(?!济|营)|^[两三四五][省地市县区](?!车程|往返|间|距离)"
)
_JOINED = re.compile("[和及或](?![平美谐田合睦县硕顺龙林会])")
"""What goes on from words before it (和股价) is half a name."""
_PIECE = re.compile(r"^方面|沿线$|^对(?!外|口|虾|讲|公|接|二甲苯)(?!.*(?:出口|进口|贸易|投资|援助|合作|额|值|量|率)$)")
"""Words around what is counted: 对古道沿线|80株古柏制定方案, 方面的问题."""
_BRACKETED = re.compile("[（(][^）)]*[）)]")
_NAMED = re.compile(
    r"^(?!公办|民办|普惠|公立|县级|省级|市级|国家|全省|全市|规上|中小|各类)[\u4e00-\u9fff]{2,}(?:产业园|开发区|工业园|小镇|景区|大学|学院|医院|小学|中学|幼儿园|公司|集团|古城墙?|机场|车站|[东西南北]站|水库|合作社|夜市|海关|码头)(?:项目)?(?:完成|实现|累计)?(?:总投资|技改投资|投资|占地|占地面积|总?建筑面积|用地|接待|运送|发送|营业收入|产值|税收|旅游收入|客流量|监管|验放)"
)
"""A thing's name in front of what only things have: 清水镇小学总投资."""
_HAPPENING = frozenset(["人次", "件", "起", "桌", "台次", "批次", "例", "班次", "架次", "列次"])
"""Units of what is counted as often as it happens."""
_MEASURED = ("率", "量", "额", "值", "费", "价", "款")
"""What a verb becomes the name of an amount with: 注册率, 过货量."""
_MARKS = frozenset("，,。；;：:！!？?…")


@cache
def _roles() -> dict[str, str]:
    """Word -> its role in a name: noun, deed or other."""
    return {row["word"]: row["role"] for row in rules.table("figures/name_words.tsv") if row["role"] in _INSIDE}


@cache
def whole(role: str) -> frozenset[str]:
    """What is too little of a name (bare), verbs that name an amount all alone (amount), verbs of a sentence (sentence), what is only said of something told before (handled)."""
    return frozenset(row["word"] for row in rules.table("figures/name_words.tsv") if row["role"] == role)


_INSIDE = ("noun", "deed", "other")


@lru_cache(maxsize=16384)
def fault(name: str, unit: str = "", local: bool = False) -> str:
    """What shows that `name` is no name but a piece of a clause; "" if nothing does.

    `local`: on a page about one place, where it is sure whose the figure is, a verb may stand in the name if it makes no
    sentence of it, and be the whole name of what is counted in `unit` by its happening (诊疗5120人次).

    >>> fault("规模以上工业增加值"), fault("新增市场主体"), fault("企业先后增资")
    ('', '', 'an adverb: 先后')
    >>> fault("派驻专家"), fault("派驻专家", local=True), fault("诊疗", "人次", local=True)
    ('a verb: 派驻', '', '')
    """
    if found := next((c for c in name if c in _MARKS), ""):
        return f"a mark: {found}"
    if _NAMED.search(name):
        return "holds a name: " + name
    if any(
        f.span.start == 0 and not is_everyday(f) and name[f.span.end : f.span.end + 1] not in "级籍" for f in find(name)
    ):
        return "a place: " + name
    if "“”" in name or (name.startswith("“") and len(name) < 5) or _MANY_OF.search(name):
        return "a name taken apart: " + name
    if name.endswith(_OPEN_ENDS) or _JOINED.match(name) or _PIECE.search(name):
        return "ends too early: " + name
    if ROUTE.fullmatch(name):
        return ""
    if name in whole("bare"):
        return "too little of a name: " + name
    words = tagged(_KNOWN.sub("", _BRACKETED.sub("", name)))
    happens = local and len(name) > 1 and unit.lstrip("万亿") in _HAPPENING
    alone = all(kind in ("v", "vn", "vd", "vi", "d") for _, kind in words)
    if alone and not happens and not whole("amount") & {words[-1][0], name} and not name.endswith(_MEASURED):
        return "only a verb: " + name
    for at, (word, kind) in enumerate(words):
        reason = _fault(word, kind, at, len(words))
        if reason and not (local and kind in _VERBS and (happens or _describes(word))):
            return f"{reason}: {word}"
    return ""


def _describes(verb: str) -> bool:
    """Whether a verb may describe what a name names; those of a sentence (保持, 高于) do not."""
    return len(verb) > 1 and verb not in whole("sentence")


def _fault(word: str, kind: str, at: int, size: int) -> str:
    found = role(word)
    if kind == "eng" or word == "中":
        return ""
    if kind in _VERBS:
        fits = found == "noun" or (found == "deed" and at == 0 and size > 1)
        return "" if fits else "a verb"
    reason = _REASONS.get(kind[:1], "")
    return "" if not reason or found else reason


_AMOUNTS = re.compile(
    r"(?:值|额|量|率|积|收入|支出|投资|里程|长度|全长|总长|产能|能力|比|比重|占比|人数|规模|指数|强度|浓度|库容|时速|速度|价|价格|成本|利润|贷款|存款|税收|资金|人口|客流|产量|装机|容量|水位|深度|高度|跨径|主跨|净宽|净高|海拔|气温|出口|进口|进出口|贸易|总数|旅客|游客|货物|群众|人员|损失|单产|工资|占地|用地|进度|份额|GDP|消费|订单|业务|播种|插秧|收获|造林|治理|农田|数|业|户|[人车货]次|人均\w+|天数|[亩户]均\w+|年产\w+|日产\w+|新增\w+|发送\w+|接待\w+)(?:[（(].*[）)])?$"
)


@lru_cache(maxsize=16384)
def unsure(name: str, counted: bool, grown: bool) -> str:
    """Why a name is too little to go by where a page speaks of many places: an amount must end in a word for amounts, what
    is counted must be said in more than one word."""
    if counted:
        return f"said in one word: {name}" if len(tagged(name)) == 1 and len(name) < 5 else ""
    if name in whole("general"):
        return f"said too generally: {name}"
    return "" if grown or _AMOUNTS.search(name) else f"no amount: {name}"


def role(word: str) -> str:
    """What a word may be in a name: noun, deed or other; "" if it belongs to none."""
    return _roles().get(word, "")
