"""Printed figures with their units: 940.09亿元, 2.6万余家, 近30个百分点, 第3位, 1.58:1, 27.2微克/立方米, 九成."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.mentions.numerals import number
from kg.mentions.numerals import plain as in_plain
from kg.mentions.units import NOT_BEFORE, SCALE, base, refused, units
from kg.model import Span
from kg.rules import regex as re
from kg.rules.sieve import trie


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed. `span` runs from the bound's word (近) to the end of unit and bound (以上); `core` is the
    number and unit alone. `unit` is 亿元 in 940.09亿元, `value` 940.09. `kind`: a kind of figures/units.tsv, or
    rank, ratio, parts (one part of a:b:c). `bound`: eq, gt, lt, approx. `words`: written in Chinese numerals;
    `suffixed`: the bound stands after the unit (以上).
    """

    span: Span
    core: Span
    value: Decimal
    printed: str
    unit: str
    kind: str
    bound: str = "eq"
    words: bool = False
    suffixed: bool = False


_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d++)(?:[.．]\d++)?"  # possessive: a run of digits is read once
_HAN = r"[一二两三四五六七八九十百千万亿零〇]"
_BEFORE = {
    "gt": "超过了?|超出|超|突破了?|逾|多于|不少于|不低于|至少|大于|最少|不下|破|(?<![通经超越])过",
    "lt": "不足|不到|不超过|不高于|不多于|少于|小于|最高(?:可达|达|为|给予|奖励|补助|不超过)?|至多|最多|控制在",
    "approx": "将近|接近|大约|约为|约达|约合|(?<![签节集条特邀缔履预违])约|近|上下|大概|大致|预计约|左右",
}
_AFTER = {"gt": "以上|之上|余|多|来", "lt": "以下|以内|之内", "approx": "左右|上下"}
_BOUND_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _BEFORE.items()) + r")(?:[达为至有到在]|可达|已有)?$"
)
_RANKED = re.compile(r"居|列|排|位|升|跃|达到|进[至到入]|前移|由|从|第.{1,3}[位名][、，和]|[省市国区县]")


_PLACED = re.compile(
    r"(?:居|列|排[名在]?|位次|[跃升晋]至|[跃升]居|名次)[^，,。；;第]{0,10}$|(?:居|列|排名?)[^，,。；;]{0,5}第.{1,3}[、和][^，,。；;第]{0,5}$"
)
"""What makes 第四 without 位 a rank."""


@cache
def _pattern() -> re.Pattern[str]:
    plain = sorted(units(), key=lambda u: (-len(u), u))
    unit = trie(plain)
    kinds = units()
    firm = trie(u for u in plain if kinds[u] in ("money", "measure"))
    per = r"(?:(?:[/／每](?:{}))|(?:[/／](?:[百千万]?[元人户吨]|亿元|年|月|日|天|小时|秒|分钟)))?(?:[·•](?:年|月|日|天|次|人|小时))?".format(
        trie(u for u in plain if kinds[u] in ("measure", "count", "money") and len(u) < 5)
    )
    tail = r"(?:[（(][\u4e00-\u9fff]{1,2}[）)])?"
    body = rf"(?P<scale>{SCALE}?)(?P<more2>[余多]?)(?P<unit>{unit}){per}{tail}"
    return re.compile(
        rf"(?=[\d\-－−负第首榜{_HAN[1:-1]}突超破过近逾达上])(?={_second(plain)})(?:(?P<parts>{_DIGITS}(?:\s*[:：∶]\s*{_DIGITS}){{2,}})"
        rf"|(?P<ratio>(?P<top>{_DIGITS})\s*[:：∶]\s*(?P<bottom>\d+(?:\.\d+)?)(?![:：\d]))"
        rf"|第(?P<rank>\d+|[一二三四五六七八九十]+)(?:(?P<place>[位名])(?!额)|(?=[，。；、,;！!）)]|$|和(?:全|[^，。]{{0,4}}第)))"
        r"|(?P<first>首位(?!产业|度|经济)|榜首)"
        rf"|百分之(?P<percent>{_DIGITS}|{_HAN}+(?:点{_HAN}+)?)"
        rf"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])"
        rf"|(?P<low>{_DIGITS})(?P<lowunit>(?:{SCALE})?(?:{unit})?)(?:到|至|—|–|-|~|～|－|－－|——)(?={_DIGITS}{SCALE}?[余多]?(?:{unit}))"
        rf"|(?P<digits>[-－−负]?{_DIGITS})(?P<more>[余多]?){body}(?P<suffix>以上|之上|以下|以内|之内|左右|上下|多(?![人家项元]))?"
        rf"|(?P<bare>{_DIGITS})(?P<barescale>万亿|亿|万)(?P<more3>[余多]?)(?=[，。；、,;）)\s]|$|以上|左右)"
        rf"|(?P<index>{_DIGITS})(?=[，。；、,;）)\s]|$|(?:缩小|扩大|下降|降低|上升|提高|提升|改善|调整)?[为到至])"
        rf"|(?P<han>{_HAN}+?)(?P<hmore>[余多来]?)(?P<hunit>{SCALE}?(?:{unit}))(?P<hsuffix>以上|以下|以内|左右|多)?"
        rf"|(?P<over>(?:突破|超过|超|破|过|近|逾|达|上))(?P<step>[十百千万亿]+)(?P<stepunit>{firm}|家|人次|人|户|名|件|个(?!月)|台|辆|场))"
    )


def _second(plain: list[str]) -> str:
    """What two characters a figure begins with: most of 一, 上 and 达 begin none, and are done with here."""
    behind = "".join(sorted({u[0] for u in plain}))
    return (
        rf"[\d\-－−负]|第[\d一二三四五六七八九十]|首位|榜首|[超破过近逾达上][十百千万亿]|(?:突破|超过)[十百千万亿]"
        rf"|{_HAN}(?:{_HAN}|[余多来点分{re.escape(behind)}])"
    )


def prefilter(text: str) -> bool:
    """Whether `text` can hold a figure at all: cheap, so that most sentences are left in peace."""
    return _MAYBE.search(text) is not None


_MAYBE = re.compile(
    rf"\d|[首]位|榜首|第[一二三四五六七八九十]+[位名，。；、和]|{_HAN}(?:[余多来])?(?:{_HAN}|[^\s，。]?[元成倍%％亩家个名人户次项座位件])|分之|[百千万亿]元"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All figures with a unit in `text`, in order, not overlapping. Years, dates, ordinals, codes (G60, PM2.5, 5G,
    〔2018〕102号), durations and ages are none.

    >>> [(q.value, q.unit, q.bound) for q in quantities("超310亿元、2.6万余家、第3位")]
    [(Decimal('310'), '亿元', 'gt'), (Decimal('2.6'), '万家', 'gt'), (Decimal('3'), '位', 'eq')]
    """
    plain = in_plain(text)
    found: list[Quantity] = []
    low: re.Match[str] | None = None
    for m in _pattern().finditer(plain):
        if m["low"]:
            low = m if not NOT_BEFORE.search(plain[max(0, m.start() - 2) : m.start()]) else None
            continue
        ranged = low is not None and low.end() == m.start()
        made = _read(plain, m, ranged)
        if low is not None and made and ranged:
            made = (*_low_end(plain, low, made[0]), *(_with_bound(q, "lt") for q in made))
        low = None
        found += [*_earlier(plain, found, made), *made]
    return tuple(found)


_LISTED = re.compile(rf"(?:{_DIGITS}个?(?:、|和|与|及|以及))+$")


def _earlier(text: str, found: list[Quantity], made: tuple[Quantity, ...]) -> list[Quantity]:
    """The figures of a list that leave their unit to the last one, `made` (分别提高5个、7.5个百分点; 8.2、6.3万吨); a
    count that was read from one of them (5个) goes from `found`."""
    start = made[0].core.start if made else 0
    listed = _LISTED.search(text, 0, start) if start and text[start - 1] in "、和与及" else None
    if not listed or made[0].kind in ("parts", "rank") or made[0].words or made[0].unit == "个":
        return []
    if not re.search(r"分别|依次", text[max(0, listed.start() - 24) : listed.start()]):
        return []
    while found and found[-1].core.start >= listed.start():
        found.pop()
    numbers = re.finditer(rf"({_DIGITS})个?", text[listed.start() : listed.end()])
    spans = [(Span(listed.start() + n.start(), listed.start() + n.end()), n[1]) for n in numbers]
    q = made[0]
    return [Quantity(s, s, number(n) or Decimal(0), n, q.unit, q.kind) for s, n in spans]


def quantity(text: str) -> Quantity | None:
    """The figure that `text` as a whole is, or None."""
    found = quantities(text)
    return found[0] if len(found) == 1 and found[0].span == Span(0, len(text)) else None


def _with_bound(q: Quantity, bound: str) -> Quantity:
    return Quantity(q.span, q.core, q.value, q.printed, q.unit, q.kind, bound, q.words)


def _low_end(text: str, m: re.Match[str], high: Quantity) -> tuple[Quantity, ...]:
    value = number(m["low"])
    unit = m["lowunit"] or high.unit
    if value is None or (m["lowunit"] and unit[-1] != high.unit[-1]):
        return ()
    core = Span(m.start("low"), m.end("lowunit"))
    return (Quantity(core, core, value, m["low"], unit, high.kind, "gt"),)


def _read(text: str, m: re.Match[str], ranged: bool) -> tuple[Quantity, ...]:
    if m["parts"]:
        return _parts(m)
    if m["ratio"]:
        return _ratio(text, m)
    if m["rank"] or m["first"]:
        bare = bool(m["rank"]) and not m["place"]
        if bare and not _PLACED.search(text, max(0, m.start() - 16), m.start()):
            return ()
        if not _RANKED.search(text, max(0, m.start() - 14), m.start()) or text[m.end() : m.end() + 1] in (
            "的",
            "要",
            "是",
        ):
            return ()
        value = number(m["rank"]) if m["rank"] else Decimal(1)
        span = Span(m.start(), m.end())
        return (
            Quantity(
                span,
                span,
                value or Decimal(1),
                _plain(m["rank"] or "1", value or Decimal(1)),
                m["place"] or "位",
                "rank",
            ),
        )
    if m["percent"] or m["below"]:
        return _fraction(text, m)
    if m["index"]:
        return _index(text, m)
    return _counted(text, m, ranged)


def _parts(m: re.Match[str]) -> tuple[Quantity, ...]:
    span = Span(m.start(), m.end())
    pieces = [p.strip() for p in re.split("[:：∶]", m["parts"])]
    if not 99 <= sum(number(p) or Decimal(0) for p in pieces) <= 101:
        return ()  # a clock time, a score
    return tuple(Quantity(span, span, number(p) or Decimal(0), p, "%", "parts") for p in pieces)


def _ratio(text: str, m: re.Match[str]) -> tuple[Quantity, ...]:
    """a:b with value a/1 or a/100; a clock time (14:16) and a score (3:2) are none."""
    if m["bottom"] not in ("1", "100") or NOT_BEFORE.search(text[max(0, m.start() - 2) : m.start()]):
        return ()
    span = Span(m.start(), m.end())
    return (
        Quantity(span, span, number(m["top"]) or Decimal(0), m["top"], "", "ratio", _bound_before(text, m.start())[0]),
    )


def _fraction(text: str, m: re.Match[str]) -> tuple[Quantity, ...]:
    value = number(m["percent"]) if m["percent"] else None
    if value is None:
        return ()
    bound, start = _bound_before(text, m.start())
    core = Span(m.start(), m.end())
    return (Quantity(Span(start, m.end()), core, value, str(value), "%", "percent", bound, True),)


_INDEX = re.compile(
    r"(?:指数|系数|(?P<ratio>之比|比值|收入比|倍差|生师比|师生比|存贷比)|容积率|[pP][hH]值|满意度得分|综合得分|平均得分)"
    r"(?:[^，。；,;\d]{0,8}\d+\.\d+)?[^，。；,;\d]{0,8}$"
)
_LEADS_TO = re.compile(r"(?:[为达到是至由从的比数差值率分]|仅|约|超过|突破)$")


def _index(text: str, m: re.Match[str]) -> tuple[Quantity, ...]:
    """A number without unit right behind what has none: 综合指数3.62, 城乡居民收入比由2.46缩小为2.41."""
    before = text[max(0, m.start() - 36) : m.start()]
    of = _INDEX.search(before)
    if not of or not _LEADS_TO.search(before) or re.fullmatch(r"(?:19|20)\d\d", m["index"]):
        return ()
    value, (bound, start) = number(m["index"]), _bound_before(text, m.start())
    core = Span(m.start(), m.end())
    kind = "ratio" if of["ratio"] else "score"
    return (Quantity(Span(start, m.end()), core, value, m["index"], "", kind, bound),) if value is not None else ()


def _bound_before(text: str, start: int) -> tuple[str, int]:
    """The bound that the words before `start` give, and where they begin."""
    m = _BOUND_BEFORE.search(text, max(0, start - 8), start)
    if not m or (
        m.lastgroup == "approx" and m[0] == "近" and text[m.start() - 1 : m.start()] in ("最", "附", "临", "靠")
    ):
        return "eq", start
    return str(m.lastgroup), m.start()


def _bound_after(words: str) -> str:
    for bound, pattern in _AFTER.items():
        if words and re.fullmatch(pattern, words):
            return bound
    return "eq"


def _counted(text: str, m: re.Match[str], ranged: bool) -> tuple[Quantity, ...]:
    parts = _pieces(m)
    if parts is None:
        return ()
    printed, scale_unit, more, suffix, words = parts
    value = number(printed)
    begin = m.start("over") if m["over"] else m.start()
    if value is None or (
        not m["over"] and not ranged and refused(text, m.start(), m.end(), m["unit"] or base(m["hunit"] or ""), words)
    ):
        return ()
    kind = units().get(base(scale_unit), "count" if not scale_unit.endswith(("亿", "万")) else "money")
    after = _bound_after(suffix) if suffix else ("gt" if more else "eq")
    before, start = _bound_before(text, begin) if not m["over"] else (_bound_of(m["over"]), begin)
    bound = before if before != "eq" else after
    if text.startswith("零下", start - 2) and start > 1:
        value, printed, start = -value, f"-{printed}", start - 2
    core = Span(m.start("step") if m["over"] else begin, m.end())
    unit = scale_unit.replace("％", "%")
    return (
        Quantity(Span(start, m.end()), core, value, _plain(printed, value), unit, kind, bound, words, bool(suffix)),
    )


def _plain(printed: str, value: Decimal) -> str:
    """The figure as a plain decimal that keeps its zeros: 13.0, 1732.05; 八 is 8."""
    bare = printed.replace(",", "").replace("，", "")
    return bare if re.fullmatch(r"-?[\d.]+", bare) else str(value)


def _bound_of(word: str) -> str:
    return {"近": "approx", "达": "eq", "上": "gt"}.get(word, "gt")


def _pieces(m: re.Match[str]) -> tuple[str, str, str, str, bool] | None:
    """Number, scale with unit, 余, 以上, whether in words."""
    if m["digits"]:
        rest = m[0][len(m["digits"]) :].removeprefix(m["more"]).removesuffix(m["suffix"] or "")
        unit = rest.replace(m["scale"] + m["more2"], m["scale"], 1) if m["more2"] else rest
        return (
            m["digits"].replace("－", "-").replace("−", "-").replace("负", "-").replace("，", ","),
            unit,
            m["more"] or m["more2"],
            m["suffix"] or "",
            False,
        )
    if m["bare"]:
        return m["bare"], m["barescale"], m["more3"], "", False
    if m["step"]:
        return "1", m["step"] + m["stepunit"], "", "", False
    if m["han"]:
        return _han_pieces(m)
    return None


_COUNTED_IN_WORDS = frozenset(
    [
        "家",
        "个",
        "名",
        "人",
        "户",
        "项",
        "件",
        "所",
        "座",
        "处",
        "台",
        "辆",
        "次",
        "场",
        "位",
        "张",
        "栋",
        "间",
        "艘",
        "人次",
    ]
)


def _han_pieces(m: re.Match[str]) -> tuple[str, str, str, str, bool] | None:
    text, unit = m["han"], m["hunit"]
    if number(text) is None or (not any(c not in "百千万亿" for c in text)):
        return None
    kind = units().get(base(unit), "")
    if kind == "score" or (kind == "count" and base(unit) not in _COUNTED_IN_WORDS):
        return None
    return text, unit, m["hmore"], m["hsuffix"] or "", True
