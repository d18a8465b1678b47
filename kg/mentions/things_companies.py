"""Companies by their short names: 岚合股份, “海岚智能”等企业, 以下简称“岚合”, and the few that everybody knows.

Names with a legal form (有限公司) are found by their head noun in `kg.mentions.things`. A short name needs evidence:
the dictionary's ignorance of the brand, a sentence that speaks of companies, or a list that ends in 等企业.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.mentions.edges import NAMING, clause, kind_of, left_edge, word_classes
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import plain
from kg.mentions.things_heads import ends_with_head
from kg.mentions.things_places import aligned
from kg.model import Document, Mention, Span
from kg.rules import areas, table, words
from kg.rules import regex as re
from kg.rules.sieve import finditer, quick, trie
from kg.tokens import is_word

_LIST_END = re.compile(
    r"等(?:一大?批|众多|多家|诸多|大批|[0-9一二三四五六七八九十百数多几余]+[多余]?[家户个大]?)?(?P<what>[\u4e00-\u9fff]{0,9}?)"
    r"(?:企业(?!家)|公司|集团|巨头|车企|药企|房企|银行|厂商|商家|外企|央企|国企|民企|龙头|总部项目)(?!家)"
)
_FIGURE = re.compile(r"[0-9].*[家亿万元%个]|^[0-9]+$")
_BODY = re.compile("(?:企业|公司们|委|部|局|厅|署|办|院士|智能体)$")
_NO_LIST = re.compile(
    "领域|行业|产业|犯罪|诈骗|团伙|家族|目标|方向|地区|省|国家|赛道|方面|环节|部门|单位|[位名]|人士|市民"
)
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&（）()]{2,24}$")
_QUOTED = re.compile(r"“([\u4e00-\u9fffA-Za-z0-9·]{2,10})”$")
_CALLED = quick(r"(?:股票|证券|企业|公司|以下|下)?(?:简称|统称)(?:为|：|:)?[“\"]([\u4e00-\u9fffA-Za-z0-9]{2,10})[”\"]")
_TRADE = re.compile("行业|产业|业|史|市场|工程质量")  # 中国建筑|行业
_LEGAL = re.compile(r"(?:有限公司|公司|集团|合作社|银行)\s*[（(][^（）()\n]{0,12}$")
_CUE = re.compile(r"企业|合作社|公司|集团|上市|股份|董事长|总经理|总裁|创始人|厂商|巨头|投资方|A股|IPO|签约|入驻|落户")
_CHIEF = re.compile(
    r"(?:创始人|联合创始人|董事长|总裁(?!兼)|首席执行官|CEO|副总裁|董秘|首席技术官|首席科学家)(?!会议|峰会|论坛)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOLLOWING = (
    "项目",
    "公司",
    "企业",
    "负责人",
    "董事长",
    "总经理",
    "总裁",
    "创始人",
    "副总裁",
    "相关",
    "有关",
    "员工",
    "总部",
    "集团",
)
_AFTER_KIND = quick(
    r"企业(?:[，,](?=[^，。,]{3,40}(?:等|先后|相继|纷纷))|(?:有|包括|包含|如|像|激活|联动|做强|引进|引育|培育出?了?|涌现出?了?)(?=[^，。,]{2,20}、)|——)"
    r"|(?:企业|公司)[^，。,\n]{0,8}?[0-9一二三四五六七八九十]+家[，,：:（(]?(?:即|分别|包括)?(?:为|是|有)?(?=[^，。,]{2,12}、)"
)
_LIST_STOP = re.compile(r"[，。；！？\n,;]|等|先后|相继|纷纷")
_SETTLES = quick(r"(?:先后|相继|纷纷|正式|成功|签约)*(?:落户|入驻|进驻|落子|增资扩产|增资)")
_BEFORE_LIST = "、和及与以"


@cache
def _known() -> re.Pattern[str]:
    names = words("gazetteers/companies.tsv", "name")
    return re.compile(trie(form for name in names for form in (name, "中国" + name)))


@cache
def _ends() -> dict[str, str]:
    return {row["end"]: row["need"] for row in table("lexicon/company_ends.tsv")}


@cache
def _branded() -> re.Pattern[str]:
    return re.compile(trie(_ends()))


@spotters.register("things.companies")
def spot_companies(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    named: dict[str, str] = {}
    for mention in (
        *_famous(document),
        *_listed(document),
        *_short(document),
        *_brands(document),
        *_chiefs(document),
        *_after_kind(document),
        *_settlers(document),
    ):
        named.setdefault(mention.name, mention.rule)
        yield Candidate(mention, 45)
    for name, rule in named.items():
        yield from (Candidate(m, 42) for m in _again(document, name, rule))


def _mention(document: Document, start: int, end: int, rule: str) -> Mention:
    return Mention(Span(start, end), "Enterprise", rule, document.text[start:end].strip('“”"'))


def _famous(document: Document) -> Iterator[Mention]:
    for match in _known().finditer(document.text):
        if _TRADE.match(document.text, match.end()):
            continue
        if len(match[0]) > 3 or aligned(document.text, Span(*match.span())):
            yield _mention(document, *match.span(), "enterprise.known")


def _again(document: Document, name: str, rule: str) -> Iterator[Mention]:
    """Every place where the document says the name."""
    if len(name) > 2 or kind_of(name) == "proper":
        at = document.text.find(name)
        while at >= 0:
            yield _mention(document, at, at + len(name), rule)
            at = document.text.find(name, at + len(name))


def _short(document: Document) -> Iterator[Mention]:
    """岚港合成有限公司（以下简称“岚合”）."""
    for match in finditer(_CALLED, document.text):
        if (
            _LEGAL.search(document.text, max(0, match.start() - 40), match.start())
            or "股票" in match[0]
            or "证券" in match[0]
        ):
            yield _mention(document, *match.span(1), "enterprise.called")


def _listed(document: Document) -> Iterator[Mention]:
    """The items before 等企业: 岚合股份、海岚智能等一批企业."""
    for match in _LIST_END.finditer(document.text):
        if _NO_LIST.search(match["what"]):
            continue
        spans = list(_items(document, match.start()))
        sure = [span for span in spans if _brand_like(document, span)]
        others = [span for span in spans if sure and _company_like(document.text[span.start : span.end])]
        for span in (*sure, *others):
            if _short_name(document.text[span.start : span.end]):
                yield _mention(document, span.start, span.end, "enterprise.list")


def _company_like(name: str) -> bool:
    """What can be a company's name beside a brand in a list: 星光, 烽火通信."""
    short = len(name) == 4 and kind_of(name[:2]) in ("generic", "emblem", "rare") and name[2:] in _ends()
    return short or word_classes().get(name) in ("emblem", "rare")


def _items(document: Document, end: int) -> Iterator[Span]:
    """The items of the list that ends at `end`, last first."""
    text = document.text
    floor = max(0, text.rfind("\n", 0, end) + 1, end - 120)
    while end > floor:
        quoted = _QUOTED.search(text, floor, end)
        if quoted:
            yield Span(quoted.start(1), quoted.end(1))
            start = quoted.start()
        else:
            item = _ITEM.search(text, floor, end)
            edge = left_edge(document, end, firm=True) if item else None
            if edge is None:
                return
            start = _after_joint(text, edge.start, end)
            yield Span(start, end)
            if edge.stop not in ("mark", "function") and start == edge.start:
                return
        if start <= floor or (text[start - 1] not in _BEFORE_LIST and not quoted):
            return
        end = start if text[start - 1] == "”" else start - 1


def _after_joint(text: str, start: int, end: int) -> int:
    """A firm walk passes 和 and 与: the item begins behind the last of them that follows an item."""
    joints = [m.end() for m in re.finditer("[和与及]", text[start:end])]
    return start + joints[-1] if joints and end - start - joints[-1] >= 2 else start


def _brand_like(document: Document, span: Span) -> bool:
    """Whether an item of a list can only be a brand: quoted, or with a word that is neither known nor a place."""
    text = document.text
    if text[span.start - 1 : span.start] == "“":
        return True
    edge = left_edge(document, span.end, firm=True)
    return edge is not None and any(
        part.kind in ("proper", "code") for part in edge.parts if part.span.start >= span.start
    )


def _short_name(name: str) -> bool:
    return (
        2 <= len(name) <= 24
        and not _FIGURE.search(name)
        and not areas.is_name(name)
        and name not in areas.stems()
        and not ends_with_head(name)
        and not _BODY.search(name)
    )


def _brands(document: Document) -> Iterator[Mention]:
    """An unknown brand with a company's last word: 岚合股份."""
    text = document.text
    for match in _branded().finditer(text):
        start = _brand_start(document, match.start())
        if start is None or not _ends_here(text, match.end()):
            continue
        if _ends()[match[0]] == "sure" or _CUE.search(_around(text, match.start())):
            yield _mention(document, start, match.end(), "enterprise.brand")


def _brand_start(document: Document, end: int) -> int | None:
    """Where the brand begins that ends at `end`: two or three characters that no dictionary holds as a word, with
    nothing but a place or a mark before them."""
    edge = left_edge(document, end, longest=6, firm=True)
    if edge is None:
        return None
    kinds = [part.kind for part in edge.parts]
    count = 2 if kinds[-2:] == ["single", "single"] else 1
    brand = document.text[edge.parts[-count].span.start : end]
    alone = all(kind == "place" for kind in kinds[:-count])
    unknown = (count == 2 or kinds[-1] == "proper") and 2 <= len(brand) <= 3 and not is_word(brand)
    return edge.parts[-count].span.start if alone and unknown else None


def _ends_here(text: str, at: int) -> bool:
    """Whether the words after a brand can follow a company's name: a mark, a verb, a function word."""
    if not _HAN.match(text, at):
        return True
    begin, ends = clause(text, at)
    end = next((begin + e for e in ends if begin + e > at), at)
    return kind_of(text[at:end]) in ("function", "verb", "count", "place", "act") or text[at:end] in _FOLLOWING


def _around(text: str, at: int) -> str:
    begin = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [e for e in (text.find("。", at), text.find("\n", at)) if e >= 0]
    return text[begin : min(ends, default=len(text))]


def _chiefs(document: Document) -> Iterator[Mention]:
    """岚合董事长: a brand right before a company's chief."""
    for match in _CHIEF.finditer(document.text):
        edge = left_edge(document, match.start(), longest=16)
        if edge is None or not edge.own or edge.parts[-1].kind in ("bland", "single"):
            continue
        first = next(part for part in edge.parts if part.kind in NAMING)
        name = document.text[first.span.start : match.start()]
        if _short_name(name) and name not in word_classes() and "公司" not in name:
            yield _mention(document, first.span.start, match.start(), "enterprise.chief")


def _after_kind(document: Document) -> Iterator[Mention]:
    """龙头企业，岚合、海岚等: a list right after the word for what its items are."""
    for match in finditer(_AFTER_KIND, document.text):
        end = _LIST_STOP.search(document.text, match.end())
        listed = _cut(document.text, Span(match.end(), end.start() if end else len(document.text)))
        spans = [_at_edge(document, span) for span in listed]
        if len(spans) > 1:
            for span in spans:
                if _short_name(document.text[span.start : span.end]) and _brand_like(document, span):
                    yield _mention(document, span.start, span.end, "enterprise.list")


def _at_edge(document: Document, item: Span) -> Span:
    """The item without a verb before its name: 引进|岚合智造."""
    edge = left_edge(document, item.end)
    return Span(max(item.start, edge.start) if edge else item.start, item.end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for joint in re.finditer(r"[、和与及]|$", text[span.start : span.end]):
        if 2 <= span.start + joint.start() - at <= 10:
            yield Span(at, span.start + joint.start())
        at = span.start + joint.end()


def _settlers(document: Document) -> Iterator[Mention]:
    """岚克韦落户我区: an unknown word that begins the clause and settles."""
    for match in finditer(_SETTLES, document.text):
        edge = left_edge(document, match.start(), longest=10)
        if edge is None or edge.stop != "mark" or edge.parts[0].kind != "proper" or len(edge.parts) > 2:
            continue
        name = document.text[edge.start : match.start()]
        if _short_name(name) and 3 <= len(name) <= 8 and (len(name) > 3 or not is_word(name)):
            yield _mention(document, edge.start, match.start(), "enterprise.settles")
