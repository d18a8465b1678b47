"""Where a name begins: the walk to the left from a head noun (小镇, 大学, 条例) over the words before it.

A head noun is found easily, its modifier is not: in 加快推进红枫创新小镇建设 the name of the 小镇 begins after the verb 推进.
`left_edge` walks back over jieba's words until something that no name holds: a mark, a function word, a verb, a time,
a counted noun. What it passed is kept as `Part`s, so that a caller can ask whether they name one thing
(`Edge.specific`) or only describe a class (`重点产业园区`).
"""

from __future__ import annotations

import lzma
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from kg.model import Document, Span
from kg.rules import areas, data, table
from kg.rules import regex as re
from kg.rules.sieve import quick
from kg.tokens import words as cut

LONGEST = 28  # code points from the edge to the head
_OPEN = dict(zip('”’」』）)》"〉]】', '“‘「『（(《"〈[【', strict=True))
_QUOTES = "”’」』"
_OPENERS = "“‘「『（(《〈[【"
_DASHES = "·•—-－–~～"
_HARD = re.compile(r"—(?=—)|(?<=—)—|[，。；：！？、+＋,;:!?\n\t \u3000\xa0…|/／*]|(?<=[0-9])[.．](?![0-9])")
_STOP = quick(f"{_HARD.pattern}|[{re.escape(''.join(_OPEN) + _OPENERS)}]")
_CODE = re.compile(r"[A-Za-z0-9０-９.+#&]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERED = re.compile(r"[A-Z]{1,3}\d{2,}[A-Z0-9-]*")  # G60, XH1712: as good as a name
_SPEECH = re.compile(r"[\n。！？；]|，.*，")  # a quotation that holds these is no name
_GLUED = (
    "在由与把被将的了及至到于从等继同暨对向以经为沿"  # a function word that an unknown word swallowed: 在艺港 -> 艺港
)
_UNITS = "年月日项个家条座号"  # 10|项雄安
_BUREAU = re.compile("(?<![第一二三四五六七八九十])[一二三四五六七八九十]{1,3}[局冶航]$")  # 中铁|二十局|集团
_CAPITALS = re.compile("[\u4e00-\u9fff][香瓷茶酒药陶铜煤花水商鞋石盐梨果竹棉糖绸纸菌]都$")  # 岚香都|广场
_DATES = ("年", "月", "日", "年度")  # 2021年|岚合集团
_POSTING = tuple("曾现拟兼历原后")  # 曾|任岚江
_POSTED = (1, 3, 4)  # the length of 任 alone, and of a person's name with 任
_LOOSE_END = "的了和与及或等"  # an unknown word that ends so is none: 党的
_RESULT = "出了成起好上下到进入着过"  # what makes a verb of a known verb: 打造出
_COUNT = re.compile(
    r"(?:第?[零〇一二两三四五六七八九十百千万\d]+|[首这那哪某该本此每各数几多])(?:余|多)?"
    r"(?:个|家|座|条|批|次|届|季度|年度?|月|日|天|大|项|处|所|位|名|种|类|期|轮|场|里|些|间|栋|幢|片|级|成|亿|元|年来|时期)(?:多|余|大)?"
)


_ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}")
_NUMBERED_HEADS = (
    "小学",
    "中学",
    "高中",
    "高级中学",
    "初级中学",
    "初中",
    "幼儿园",
    "完全小学",
    "医院",
    "实验小学",
    "中等职业",
    "职业",
)
"""What towns have several of and number: 第十五|小学."""
_INITIAL = "中上下"
_HAMLET = re.compile(r"[\u4e00-\u9fff]家[口沟坝湾庄坡岭桥铺店营寨堡屯峪洼塘坪院嘴山河岔垭台渡埠浜荡墩集圩]$")
_WORKS = re.compile("(?:上改下|下穿|上跨|入地|入廊|煤改电|煤改气|旱改水|雨污分流)$")  # 架空线上改下工程
_ADVERBS = frozenset(
    [
        "大力",
        "积极",
        "加快",
        "全面",
        "深入",
        "持续",
        "着力",
        "扎实",
        "重新",
        "迅速",
        "有序",
        "稳步",
        "不断",
        "充分",
        "梯次",
        "切实",
    ]
)
_WHOLE = ("产业链", "链条", "域", "流程", "过程", "生命周期")  # 全产业链 is one word
_SPANNING = ("至", "送")  # 博山至仁港段: only between two names
_OWNERS = ("集团", "单元", "股份", "地块")
_HEIGHTS = tuple("岭坪坳垭峪垄塬")
NAMING = ("place", "proper", "quote")


@dataclass(frozen=True, slots=True)
class Part:
    """A word passed on the way.

    `kind`: place (an area's name or short form), proper (another name, or unknown), generic (a topic), bland (praise, size),
    emblem (a word that is a topic inside and a name at the beginning: 红旗路, 凤凰小学), rare (the same, less sure: 绿洲),
    act (a verb that names use as a noun: 创新, 服务), single (one character), loose (a function character that a
    firm walk passed), code (Latin letters or digits), quote, bracket, site (a bracketed place), dash.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """`start` is where the name begins, `parts` (left to right) lie between it and the head.

    `stop` says what ended the walk: mark, quote (an opening mark), function, verb, count (一批, 首个, 这座: what
    follows describes), label (企业), length.
    """

    start: int
    parts: tuple[Part, ...]
    stop: str

    @property
    def specific(self) -> bool:
        """Whether a part names something, be it a place: 红枫大学, 杭州大学."""
        return any(part.kind in ("place", "site") for part in self.parts) or self.own or self._first == "rare"

    @property
    def own(self) -> bool:
        """Whether a part names something else than a place: 杭州红枫公园, not 杭州公园."""
        return any(part.kind in ("proper", "quote") for part in self.parts) or self._first == "emblem" or self._letters

    @property
    def _first(self) -> str:
        """The kind of the first part that is neither place nor praise: emblem for 红旗 or 凤凰; "" after a count."""
        kinds = (part.kind for part in self.parts if part.kind not in ("place", "bland"))
        return "" if self.stop == "count" else next(kinds, "")

    @property
    def _letters(self) -> bool:
        """Two characters that are no words: 沪平|铁路."""
        pairs = zip(self.parts, self.parts[1:], strict=False)
        return self.stop != "count" and any(a.kind == b.kind == "single" for a, b in pairs)

    @property
    def topical(self) -> bool:
        """Whether a part says what the thing is about: 光纤小镇, not 特色小镇."""
        return self.own or any(part.kind in ("generic", "emblem", "rare", "act") for part in self.parts)


@cache
def word_classes() -> Mapping[str, str]:
    """Word -> function, soft, stop, count, label, place, emblem, generic, bland or keep. Curated rows (lexicon/edges.tsv) win over jieba's dictionary."""
    stops, counts, common, rare = lzma.decompress(data("lexicon/words.txt.xz")).decode().split("\n")
    classes = {row["head"]: "generic" for row in table("lexicon/heads.tsv") if len(row["head"]) > 1}
    classes |= dict.fromkeys(common.split(" "), "generic")
    classes |= dict.fromkeys(rare.split(" "), "rare")
    classes |= dict.fromkeys(counts.split(" "), "count")
    classes |= dict.fromkeys(stops.split(" "), "stop")
    classes |= dict.fromkeys((word for word in areas.stems() if word in classes), "emblem")
    classes |= {row["word"]: row["class"] for row in table("lexicon/edges.tsv")}
    mountains = {row["name"] for row in table("gazetteers/places.tsv") if row["type"] == "NaturalFeature"}
    return {w: kind for w, kind in classes.items() if kind != "name" and not (len(w) > 2 and w in mountains)}


@cache
def _places() -> frozenset[str]:
    """Short forms of areas that are no everyday words, and regions: 镇海, 京津冀."""
    regions = {row["name"] for row in table("gazetteers/places.tsv") if row["type"] == "Region"}
    return frozenset((regions | set(areas.stems())) - {row["word"] for row in table("lexicon/area_words.tsv")})


def _is_province(word: str) -> bool:
    """Whether a short form names a province or a city that no county shares."""
    return word in _places() and any(code.endswith("00") for code in areas.stems().get(word, ()))


_KINDS = {"stop": "verb", "keep": "act"} | {
    kind: kind for kind in ("count", "place", "emblem", "rare", "bland", "generic", "label")
}


def kind_of(word: str, *, firm: bool = False) -> str:
    """The `Part.kind` of a word, or "function", "verb", "count", "label" for one that ends the walk. `firm`: see `left_edge`."""
    if _CODE.fullmatch(word):
        return "proper" if _NUMBERED.fullmatch(word) else "code"
    known = "place" if word in _places() else word_classes().get(word)
    if known == "function" or (known == "soft" and not firm):
        return "function"
    if known == "soft":
        return "loose"
    if known:
        return _compound(word) if known == "generic" and len(word) == 4 else _KINDS[known]
    if len(word) == 1:
        return "single"
    if _COUNT.fullmatch(word):
        return "count"
    if _holds_verb(word):
        return "verb"
    if areas.is_name(word):
        return "place"
    if len(word) > 3 and (kind := _split(word)):
        return kind
    if _CODE.match(word):
        return "code"  # A股, T台
    return "function" if word[-1] in _LOOSE_END or word[-1] in _GLUED else "proper"


def _compound(word: str) -> str:
    """The kind of a known word of two halves: 颁布实施 is a verb, 合作开发 as much of a noun as its halves."""
    first, second = word_classes().get(word[:2]), word_classes().get(word[2:])
    if word[:2] in _ADVERBS:
        return "verb"
    if first == "stop" and second in ("stop", "keep"):
        return "verb"
    return "act" if first == second == "keep" else "generic"


def _split(word: str) -> str:
    """The kind of an unknown word that is two common words in one (外商投资, 合肥工业: of a place), else ""."""
    for at in (2, len(word) - 2):
        halves = word_classes().get(word[:at]), word_classes().get(word[at:])
        if all(half in ("generic", "emblem", "rare", "bland", "keep", "label") for half in halves):
            return "place" if len(word) == 4 and word[:2] in _places() else "generic"
    return ""


def _holds_verb(word: str) -> bool:
    """Whether an unknown word is a verb and its result: 打造出."""
    return word[-1] in _RESULT and word_classes().get(word[:-1]) == "stop"


def left_edge(document: Document, head: int, *, longest: int = LONGEST, firm: bool = False) -> Edge | None:
    """Where the name begins whose head noun starts at `head`; None if nothing stands before the head.

    Only `document.text` is read. Quoted or bracketed words right before the head belong to the name
    (“红枫”小镇, 江海（西岭）基地); a list mark, an opening quotation mark or the clause's beginning ends it.
    `firm` is for heads that are sure to close a name (有限公司): single characters such as 能 or 为 do not end the walk.
    """
    walk = _walk(document.text, head, max(0, head - longest), firm)
    parts = walk.parts
    _cut_dangling(parts)
    if not parts:
        return None
    return Edge(parts[-1].span.start, _with_owner(document.text, tuple(reversed(parts))), walk.stop)


def _with_owner(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What stands before 集团, 单元 or a lone 岭 is its name, whatever the word: 绿洲集团, 双桥单元, 青石|岭."""
    words = [text[part.span.start : part.span.end] for part in parts]
    owned = {i - 1 for i, word in enumerate(words) if i and word in _OWNERS}
    owned |= {i - 1 for i, word in enumerate(words) if i and word in _HEIGHTS and parts[i - 1].kind == "generic"}
    return tuple(Part(p.span, "proper") if i in owned and p.kind != "place" else p for i, p in enumerate(parts))


def _cut_dangling(parts: list[Part]) -> None:
    """Drop what a dash or bracket joins to no name, and a lone function character that a firm walk passed."""
    for index, part in enumerate(parts):
        if part.kind == "dash" and (index + 1 == len(parts) or parts[index + 1].kind in ("act", "bland")):
            del parts[index:]
            break
    while parts and parts[-1].kind in ("dash", "bracket", "site", "loose"):
        parts.pop()


@dataclass(slots=True)
class _Walk:
    parts: list[Part]
    stop: str


def _walk(text: str, at: int, floor: int, firm: bool) -> _Walk:
    parts: list[Part] = []
    while at > floor:
        part = _mark_before(text, at) or _word_before(text, at, firm, parts[-1].kind if parts else "")
        if isinstance(part, str):
            return _Walk(parts, part)
        parts.append(part)
        at = part.span.start
    return _Walk(parts, "length" if at else "mark")


def _mark_before(text: str, at: int) -> Part | str | None:
    """The bracketed, quoted or dashed part that ends at `at`, the reason to stop there, or None for a word."""
    char = text[at - 1]
    if char in "》〉】":
        return "mark"
    if char in _OPEN:
        begin = text.rfind(_OPEN[char], max(0, at - 24), at - 1)
        if begin < 0 or _SPEECH.search(text, begin, at) or "简称" in text[begin:at]:
            return "mark"
        site = text[begin + 1 : at - 1] in _places()
        return Part(Span(begin, at), "quote" if char in _QUOTES else "site" if site else "bracket")
    if char in _OPENERS:
        return "quote"
    if _HARD.match(text, at - 1):
        return "mark"
    return Part(Span(at - 1, at), "dash") if char in _DASHES else None


def _word_before(text: str, at: int, firm: bool, right: str) -> Part | str:
    """The word that ends at `at`, or why the walk stops there. `right`: the kind of the part behind it, "" at the head."""
    named = right in NAMING
    begin, end = _token(text, at)
    word = text[begin:at]
    kind = kind_of(word, firm=firm)
    if kind in ("function", "verb", "count") and (noun := _noun_ending(text, at)) < begin:
        return Part(Span(noun, at), "generic")  # 换装场|改造工程
    if word == "全" and text.startswith(_WHOLE, at):
        return Part(Span(begin, at), "bland")
    if kind == "function" and not right and end > at and kind_of(word, firm=True) == "loose":
        kind = "single"  # the rest of an unknown word that runs into the head
    if word == "都" and _CAPITALS.search(text, max(0, at - 3), at) and _token(text, begin)[0] == begin - 1:
        return Part(Span(begin - 1, at), "proper")
    if firm and (bureau := _BUREAU.search(text, max(0, at - 5), at)):
        return Part(Span(bureau.start(), at), "generic")
    if word == "月" and right == "single" and text[begin - 1] not in "每上下本当该个几0123456789":
        return Part(Span(begin, at), "single")  # 月|柿
    if word in areas.stems() and kind not in NAMING and _spelled_out(text, word):
        return Part(Span(begin, at), "place")  # an everyday word, but the page spells the area out
    if word == "居" and not right and _HAN.match(text, begin - 1):
        return Part(Span(_token(text, begin)[0], at), "proper")  # 云栖居|景区
    if kind in ("generic", "proper") and len(word) > 3 and word[2:] in word_classes() and _is_province(word[:2]):
        return Part(Span(begin + 2, at), kind_of(word[2:], firm=firm))  # 河南|烩面
    if word == "有" and text[at : at + 1] == "无":
        return "verb"
    if text[begin - 2 : begin] == "有无" and text[begin - 1 : begin + 1] in areas.stems():
        return Part(Span(begin - 1, at), "proper")  # 旗下有|无锡岚合
    if hamlet := _HAMLET.search(text, max(0, at - 3), at):
        return Part(Span(hamlet.start(), at), "proper")
    if kind in ("function", "single") and text[max(0, at - 2) : at] in _places():
        return Part(Span(at - 2, at), "place")
    if named and word == "起":
        return "verb"  # 建立起|岚江大学
    if works := _WORKS.search(text, max(0, at - 4), at):
        return Part(Span(works.start(), at), "act")
    if kind == "function" and word in _INITIAL and _stands_first(text, begin):
        return Part(Span(begin, at), "single")
    if kind == "proper" and len(word) > 2 and word_classes().get(word[:2]) == "stop":
        return Part(Span(begin + 2, at), kind_of(word[2:], firm=True))  # 引进岚|合: the guess holds a verb
    if kind == "proper" and "在" in word[1:-1]:
        begin = text.index("在", begin) + 1
        return Part(Span(begin, at), kind_of(text[begin:at], firm=True))
    if kind == "proper" and (word[0] in _GLUED or (word[0] in _UNITS and text[begin - 1 : begin].isdigit())):
        return Part(Span(begin + 1, at), kind_of(word[1:], firm=True))
    if kind == "proper" and word[0] == "起" and _token(text, begin)[0] < begin - 1 and _HAN.match(text, begin - 1):
        return Part(Span(begin + 1, at), kind_of(word[1:], firm=True))
    if kind == "proper" and word[0] == "任" and text[begin - 1 : begin] in _POSTING:
        return Part(Span(begin + 1, at), kind_of(word[1:], firm=True))
    if kind == "proper" and word[0] == "有" and _HAN.match(text, begin - 1):
        return Part(Span(begin + 1, at), kind_of(word[1:], firm=True))
    if named and word in _SPANNING:
        return Part(Span(begin, at), "dash")
    if not right and _ORDINAL.fullmatch(word) and text.startswith(_NUMBERED_HEADS, at):
        return Part(Span(begin, at), "proper")
    if word in _DATES and text[begin - 1 : begin].isdigit():
        return "verb"
    if len(word) in _POSTED and word[-1] == "任" and kind in ("single", "proper") and _HAN.match(text, at - 2):
        return "verb"  # 陈岚任|学院: a person is made something
    if word == "级" and text[begin - 1 : begin].isalnum() and text[begin - 1] < "\u3400":
        return Part(Span(begin, at), "bland")
    if kind == "label":
        return kind if named else Part(Span(begin, at), "bland")
    return kind if kind in ("function", "verb", "count") else Part(Span(begin, at), kind)


_UNIT_BEHIND = re.compile("市(?![场民政值容])|县(?!域)|区(?![域间块])")


@lru_cache(maxsize=256)
def _spelled_out(text: str, stem: str) -> bool:
    """Whether the page names the area with its unit: 大同市, but not 振兴县域."""
    at = text.find(stem)
    while at >= 0 and not _UNIT_BEHIND.match(text, at + len(stem)):
        at = text.find(stem, at + 1)
    return at >= 0


def _stands_first(text: str, begin: int) -> bool:
    """Whether nothing stands before offset `begin` in its clause: 、中德 is no 中 of place."""
    return begin == 0 or bool(_STOP.match(text, begin - 1))


def _noun_ending(text: str, at: int) -> int:
    """Where the longest head noun of three or four characters begins that ends at `at`; `at` if none does."""
    return next((at - n for n in (4, 3) if text[at - n : at] in _nouns()), at)


@cache
def _nouns() -> frozenset[str]:
    """Head nouns of built things and grounds: what works are done at."""
    rows = table("lexicon/heads.tsv")
    return frozenset(row["head"] for row in rows if row["type"] in ("Facility", "Zone") and len(row["head"]) in (3, 4))


def _token(text: str, at: int) -> tuple[int, int]:
    """Start and end of the word that ends at `at` or is cut there."""
    begin, ends = clause(text, at - 1)
    index = bisect_left(ends, at - begin)
    return begin + (ends[index - 1] if index else 0), begin + ends[index]


def clause(text: str, at: int) -> tuple[int, tuple[int, ...]]:
    """(start, ends): the clause around offset `at`, with the ends of its words counted from its start."""
    stops, known = _clauses(text)
    index = bisect_right(stops, at)
    begin = stops[index - 1] + (1 if stops[index - 1] < at else 0) if index else 0
    found = known.get(begin)
    if found is None:
        end = stops[index] if index < len(stops) else len(text)
        found = known[begin] = begin, _ends(text[begin:end])
    return found


@lru_cache(maxsize=8)
def _clauses(text: str) -> tuple[list[int], dict[int, tuple[int, tuple[int, ...]]]]:
    """Offsets of the characters that end a clause; and the clauses asked for so far, by where they begin."""
    return [match.start() for match in _STOP.finditer(text)], {}


@lru_cache(maxsize=4096)
def _ends(words: str) -> tuple[int, ...]:
    return tuple(accumulate(map(len, cut(words))))
