"""Which names of a page are one thing: short forms, names with and without the area before them, one name read as two types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.entities.aliases import MARKS, SHORTENED, SPECIFIC, brand, introduced, without_area
from kg.entities.zone_kinds import one_of_each, shortest
from kg.mentions.edges import kind_of
from kg.mentions.organs import organs
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.text.fold import simplified

Key = tuple[str, str]
Names = Mapping[Key, Key]
"""(type, printed name) of a mention -> (type, name) of the entity."""

CUT = 5  # a short form lacks fewer characters than this, unless they are areas
_TRADE = re.compile(
    "(?:科技|技术|新材料|材料|料|实业|控股|集团|电子|信息|网络|软件|智能|生物|医药|药业|制药|机械|电器|电气|食品|新能源|能源|环保|汽车|零部件"
    "|装备|设备|精密|服饰|家居|家具|咖啡|餐饮|传媒|文化|教育|物流|投资|贸易|商贸|发展|管理|服务|产业|国际|光电|通信|半导体|数字|数据|机器人|农业|牧业"
    "|饮料|乳业|纺织|纸业|包装|五金|工具|电缆|仪表|医疗|器械|健康|动力|智造|制造|股份|薄膜|钢构|电机|电源|光学|照明|时装|化纤)*"
)
_NAMING = frozenset({"proper", "place", "emblem", "code", "quote"})
_NO_NAME = frozenset({"verb", "function", "bland", "loose"})


def agreed_edges(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """`mentions` with a left edge moved to where the page itself begins the name elsewhere: 完善|昆江走廊."""
    names = {(m.type, m.name) for m in mentions if m.type in SHORTENED or m.type == "Region"}
    return tuple(_trimmed(m, names) if (m.type, m.name) in names else m for m in mentions)


def _trimmed(m: Mention, names: set[Key]) -> Mention:
    for cut in range(1, min(CUT, len(m.name) - 2)):
        short, extra = m.name[cut:], m.name[:cut]
        epithet = cut == 4 and kind_of(extra) == "generic"  # 门户客厅|昆江小镇
        if (m.type, short) in names and (epithet or kind_of(extra) in _NO_NAME or cut == 1):
            if m.span.end - m.span.start == len(m.name):
                return replace(m, span=Span(m.span.start + cut, m.span.end), name=short)
            return m
    return m


def same_things(document: Document, mentions: Iterable[Mention], inner: Iterable[Mention]) -> Names:
    """(type, name) as printed -> (type, name) of the thing it is, the same for all forms of one thing."""
    mentions = tuple(mentions)
    counted = Counter((m.type, m.name) for m in (*mentions, *inner) if not m.code)
    one_type = _one_type(counted)
    totals: Counter[Key] = Counter()
    for key, times in counted.items():
        totals[one_type[key]] += times
    joined = _joined(document, mentions, totals)
    return {key: _root(joined, one_type[key]) for key in counted}


def _one_type(counted: Mapping[Key, int]) -> dict[Key, Key]:
    """A name that was read as several types takes the most frequent one, of equals the most specific."""
    by_name: dict[str, list[Key]] = {}
    for key in counted:
        by_name.setdefault(MARKS.sub("", key[1]), []).append(key)
    chosen: dict[Key, Key] = {}
    for group in by_name.values():
        best = min(group, key=lambda k: (-counted[k], _specific(k[0]), k))
        chosen |= dict.fromkeys(group, best)
    return chosen


def _specific(type_: str) -> int:
    return SPECIFIC.index(type_) if type_ in SPECIFIC else len(SPECIFIC)


def _joined(document: Document, mentions: tuple[Mention, ...], counted: Mapping[Key, int]) -> dict[Key, Key]:
    """Form -> the fuller form of the same thing. A form that could be short for two things is short for neither."""
    text = simplified(document.text)
    joined: dict[Key, Key] = {}
    for m, span in introduced(text, mentions):
        short = (m.type, text[span.start : span.end])
        if short in counted and short[1] != m.name:
            joined[short] = (m.type, m.name)
    longer: dict[Key, list[Key]] = {}
    for short, long in sorted(set(_pairs(counted))):
        longer.setdefault(short, []).append(long)
    for short, found in longer.items():
        if short not in joined and len(found) == 1:
            joined |= _directed(short, found[0], counted)
    return _zones(document, counted) | joined


def _zones(document: Document, counted: Mapping[Key, int]) -> dict[Key, Key]:
    """Spelling -> the fullest spelling of the same zone: 青石经开区 is 青石经济技术开发区, which perhaps only the name of
    its administration spells out."""
    names = sorted(name for type_, name in counted if type_ == "Zone" and shortest(name))
    if not names:
        return {}
    text = simplified(document.text)
    seats = (text[o.zone.start : o.zone.end] for o in organs(document) if o.zone)
    fullest = {shortest(name): name for name in one_of_each((*names, *(s for s in seats if shortest(s))))}
    return {("Zone", name): ("Zone", fullest[shortest(name)]) for name in names if fullest[shortest(name)] != name}


def _directed(short: Key, long: Key, counted: Mapping[Key, int]) -> dict[Key, Key]:
    """The fuller form leads if an area or a legal form is all that it has more, or a name (包银高铁|昆江大桥) unless the
    short form is more frequent; common words before a name (新时期|昆江新区) lead nowhere."""
    official = without_area(long[1]) in (short[1], without_area(short[1])) or short[1] in _brands(brand(long[1]))
    official = official or short[1] in _branch_forms(long[1]) or _group(long[1]) == short[1]
    extra = long[1].removesuffix(short[1])
    named = counted[short] <= counted[long] and kind_of(extra) in _NAMING
    return {short: long} if official or named else {long: short}


def _pairs(counted: Mapping[Key, int]) -> Iterator[tuple[Key, Key]]:
    """(shorter, longer) of one type, where the longer adds areas, a few words in front, or a legal form."""
    cores: dict[Key, list[str]] = {}
    for type_, name in sorted(k for k in counted if k[0] in SHORTENED):
        core = without_area(name)
        cores.setdefault((type_, core), []).append(name)
        shorter = {
            core,
            *_brands(brand(name)),
            *_branch_forms(name),
            _group(name),
            *(name[cut:] for cut in range(1, min(CUT, len(name) - 3))),
        }
        for short in sorted(shorter - {name, ""}):
            if (type_, short) in counted and (
                len(short) > 3 or (short == core and len(short) > 2) or short == brand(name)
            ):
                yield (type_, short), (type_, name)
    for (type_, core), names in cores.items():
        for short in names:
            for long in names:
                if _nested_areas(short.removesuffix(core), long.removesuffix(core)):
                    yield (type_, short), (type_, long)


_GROUP = re.compile("^[^集]{2,}集团(?:股份|控股)?(?:有限责任|有限)公司$")
_BRANCH = re.compile(
    r".{2,}?(?:大学|学院|医院|学校|中学|小学|银行|公司|集团)(?P<branch>[^\W\d_a-zA-Z]{2,6}(?:校区|院区|分院|分校|分公司|分行|支行))"
)
_PART = re.compile(
    r".{2,}?(?:试验区|实验区|开发区|高新区|自贸区|自贸港|创新区|合作区|示范区)(?P<branch>[\u4e00-\u9fff]{2,5}(?:片区|区块|组团))"
)


def _branch_forms(name: str) -> tuple[str, ...]:
    """A branch without the name of its parent: 临山院区 for 江海市中心医院临山院区, 临山片区 for 江海自贸试验区临山片区."""
    found = _BRANCH.fullmatch(name) or _PART.fullmatch(name)
    return (found["branch"],) if found else ()


def _brands(brand_: str) -> tuple[str, ...]:
    """A company's brand with and without the trade behind it: 安晟新材料, 安晟新材, 安晟."""
    return tuple(brand_[:end] for end in range(2, len(brand_) + 1) if _TRADE.fullmatch(brand_, end))


def _group(name: str) -> str:
    """江钢集团 for 江钢集团股份有限公司, "" for any other name."""
    return name[: name.index("集团") + 2] if _GROUP.search(name) else ""


def _nested_areas(short: str, long: str) -> bool:
    """Whether the areas before one name lie in those before the other: 临平 and 杭州市临平区."""
    stem = re.sub(r"(?<=..)[省市区县]$", "", short)
    return 0 < len(short) < len(long) and stem in long


def _root(joined: Mapping[Key, Key], key: Key) -> Key:
    seen = {key}
    while key in joined and joined[key] not in seen:
        key = joined[key]
        seen.add(key)
    return key
