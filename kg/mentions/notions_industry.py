"""Spots industries: known branches, lists of branches, X产业, and quoted bundles of branches."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.notions import alternation, candidate, left_edge
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import table


@dataclass(frozen=True, slots=True)
class _Hit:
    """A branch at text[start:end], found by `rule`."""

    start: int
    end: int
    rule: str


@spotters.register("industries")
def industries(document: Document) -> Iterator[Candidate]:
    """Mentions of type Industry; forms of one branch (生物医药, 生物医药产业) share the name printed first."""
    text = document.text
    hits = sorted({*_known(text), *_lists(text), *_headed(text)}, key=lambda h: (h.start, -h.end, h.rule))
    names = _names(text, hits)
    for hit in hits:
        name = names[_core(text[hit.start : hit.end])]
        yield candidate(document, hit.start, hit.end, "Industry", f"industry.{hit.rule}", 40, name)
    for match in _BUNDLE.finditer(text):
        if _BUNDLED.search(match["inner"]):
            yield candidate(document, match.start(), match.end(), "Industry", "industry.bundle", 57)


_BUNDLE = re.compile(
    r"“(?P<inner>[^“”\n]{1,14})”(?:[\u4e00-\u9fff]{0,6}产业体系|[\u4e00-\u9fff]{0,6}产业集群|[\u4e00-\u9fff]{0,6}制造业集群|[\u4e00-\u9fff]{0,4}产业格局|主导产业|现代产业|特色产业|产业链群|产业(?![\u4e00-\u9fff]))"
)
_BUNDLED = re.compile(r"[\d一二三四五六七八九十]|[A-ZＸNＮ]|\+|＋")
_SUFFIX = re.compile(r"(?:产业集群|产业链|产业|行业|领域|业)$")


def _core(form: str) -> str:
    """What the forms of one branch have in common: 生物医药产业 and 生物医药 are one, 工业 stays."""
    bare = _SUFFIX.sub("", form)
    return bare if len(bare) > 1 else form


def _names(text: str, hits: list[_Hit]) -> dict[str, str]:
    forms: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        forms[_core(text[hit.start : hit.end])].append(text[hit.start : hit.end])
    return {core: re.sub(r"(?<=产业)(?:集群|链)$", "", printed[0]) for core, printed in forms.items()}


# ---- known branches -------------------------------------------------------------------------------------------


@cache
def _kinds() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in table("lexicon/industries.tsv")}


@cache
def _lexicon() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(n for n, k in _kinds().items() if k != 'weak')})")


_MORE = re.compile(
    r"产业集群|产业链|产业(?!链|园|基地|功能区|社区|学院|带|新城|新区|协会|联盟|集聚区|化|工人|大厦)|行业(?!协会|商会|联盟|龙头企业)|业(?=[，。、；和及与的等为是在])"
)
_ORGAN = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:学院|大学|研究院|研究所|实验室|有限公司|股份|集团|协会|学会|联盟|委员会|博览会|交易会|展览会|大会|论坛|峰会|大赛|小镇|园区|科技园|产业园|工业园|示范园|示范区|示范县|试验区|实验区|先导区|先行区|集聚区|创新区|功能区|开发区|"
    r"高新区|新城|新区|大厦|大街|专班|公园|博物馆|研究中心|创新中心|服务中心|数据中心|指挥中心|产业基地|创新谷))"
    r"|园|港|谷|城|局|厅|办|部|处|站|馆|厂|报|网|股|公司"
)
_FIGURE = re.compile(
    r"(?:及相关|规上|规模以上|重点|核心|固定资产|民间|技改|新增|企业)?(?:总)?(?:增加值|产值|营业收入|营收|销售额|销售收入|主营业务收入|投资|项目|用电|用水|用地|贷款|利润|税收|税|增长|从业|能耗|废水|固废|污染|博士|硕士|专业|人才|技术(?!产业)|总量|指数|占比|占|PPI|品出厂)"
)
_BROAD_OK = re.compile(
    r"(?:经济|转型|强|数字化|是|在|的|和|、|，|。|；|完成|实现|发展|稳|方面|底色|基础|生产|向|与|提质|回|重镇|企业(?!\d|户|营|总|利|[达实完共有增]))"
)


def _known(text: str) -> Iterator[_Hit]:
    """Branches of the lexicon, unless a name, an indicator or a technique goes on from them."""
    kinds = _kinds()
    for match in _lexicon().finditer(text):
        more = _MORE.match(text, match.end())
        end = more.end() if more else match.end()
        if _ORGAN.match(text, end) or (_FIGURE.match(text, end) and not _subject(text, match.start(), end)):
            continue
        if kinds[match[0]] == "broad" and not _broad(text, match.start(), end):
            continue
        if text[match.start() - 1 : match.start()] in ("非", "《"):
            continue
        yield _Hit(match.start(), end, "known")


def _subject(text: str, start: int, end: int) -> bool:
    """汽车产业产值, 电气机械制造业增长8%: the branch opens the clause and its own output or growth follows."""
    opens = start == 0 or text[start - 1] in "，。；、\n：:,; "
    return opens and text[end - 1] == "业" and bool(_OWN.match(text, end))


_OWN = re.compile(r"产值|增长\s?\d|总产值")


def _broad(text: str, start: int, end: int) -> bool:
    """工业, 农业, 服务业, 制造业 stand for themselves only at a clause's opening or before a word that says something of them."""
    if text[start - 1 : start] in ("规", "上", "重", "轻", "产", "大", "级", "以"):
        return False
    return bool(_BROAD_OK.match(text, end))


# ---- lists ----------------------------------------------------------------------------------------------------

_ITEM = r"[\u4e00-\u9fffA-Za-z\d+]{1,14}"
_LIST = re.compile(
    rf"{_ITEM}(?:(?:、){_ITEM})+(?:(?:以及|和|及|与){_ITEM})?|(?<=[焦围绕展育])[\u4e00-\u9fff]{{2,8}}和[\u4e00-\u9fff]{{2,8}}(?=两大)"
)
_NOUN = r"(?:产业链群|产业集群|产业链|产业|行业|制造业|服务业|工业|农业)"
_TAIL = re.compile(
    rf"(?P<sure>(?:等(?:[^、，。；等]{{0,8}}?)?|(?:[一二三四五六七八九十两\d]+|多)(?:大|个|类|条)[^、，。；]{{0,8}}?){_NOUN}(?!园|项目|工人|基地|化|带|社区|功能区|新城))"
    r"|(?P<likely>(?:等(?:[^、，。；等]{0,6}?)?|(?:[一二三四五六七八九十两\d]+|多)(?:大|个|类|条)[^、，。；]{0,6}?)(?:领域|赛道|集群|生态圈|板块|业态|方向|企业|新兴))"
    rf"|(?P<direct>(?<=[\u4e00-\u9fff]){_NOUN}(?!园|项目|工人|基地|化|带|社区|功能区|新城|结构|政策|体系|基金))"
    r"|(?P<open>等)"
)
_CUE = re.compile(
    r"(?:聚焦|发展|培育|围绕|主攻|做强|做大|壮大|打造|狠抓|深耕|布局|瞄准|行业有|领域有|行业为|领域为|横跨|覆盖|涵盖|涉及|分布在|形成|引领|招引|包括|以|抓|抓好|引进|集聚|突出)(?:了)?(?:[\u4e00-\u9fff]{0,4}(?:的|：))?$"
)


def _lists(text: str) -> Iterator[_Hit]:
    """A、B和C等产业: the noun after the list, or known branches among its items, make branches of the others."""
    for match in _LIST.finditer(text):
        yield from _listed(text, match.start(), match.end())


def _listed(text: str, start: int, end: int) -> Iterator[_Hit]:
    first = text.find("、", start, end)
    first = first if first >= 0 else text.index("和", start, end)
    start = left_edge(text, first, max(0, start - 1)) if first - start > 2 else start
    tail, stop = _list_end(text, start, end)
    items = list(_split(text, start, stop))
    kinds = [_kinds().get(_core(text[a:b])) or _kinds().get(text[a:b]) for a, b in items]
    known = sum(k is not None for k in kinds)
    strong = sum(k == "strong" for k in kinds)
    verdict = _verdict(tail, known, strong, len(items), bool(_CUE.search(text[max(0, start - 10) : start])))
    for (a, b), kind in zip(items, kinds, strict=True):
        if (verdict == "all" and _shape(text[a:b])) or (verdict == "known" and kind):
            yield _Hit(a, b, "list")


def _list_end(text: str, start: int, end: int) -> tuple[str, int]:
    """What the list ends in (sure, likely, direct, open or nothing) and where its last item ends."""
    last = max(text.rfind(c, start, end) for c in "、和及与") + 1
    found = _TAIL.search(text, last + 1, min(len(text), end + 12))
    if not found or found.start() > end:
        return "", end
    kind = str(found.lastgroup)
    return kind, found.end() if kind == "direct" else found.start()


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    low = start
    for match in re.compile(r"、|以及|(?<!饮)和(?!谐)|及(?!零)|与").finditer(text, start, end):
        if match.start() > low:
            yield low, match.start()
        low = match.end()
    if end > low:
        yield low, end


def _verdict(tail: str, known: int, strong: int, count: int, cue: bool) -> str:
    """Which items of a list are branches: all of them, the known ones, or none."""
    if tail == "sure" and (known or count > 1):
        return "all"
    if tail == "direct" and known:
        return "all" if known * 2 >= count else "known"
    if tail == "likely" and strong:
        return "all" if known * 2 >= count else "known"
    if (strong >= 2 and known * 2 >= count) or (cue and strong and known * 2 >= count):
        return "all"
    return ""


_SHAPE = re.compile(r"[\u4e00-\u9fffA-Za-z\d+]{2,12}")
_NOT = re.compile(
    r"[的了是在将把被对]|公司|集团|小镇|园区|街道|[镇乡村区县市]$|项目|中心$|大学|学院|医院|企业$|人才|资金|资源|土地|要素|政策|主导|支柱|传统|优势|新兴|特色产业|技术$|资本|市场|消费$|一二三|第[一二三]|大项"
)


def _shape(item: str) -> bool:
    return bool(_SHAPE.fullmatch(item)) and not _NOT.search(item)


# ---- X产业 ----------------------------------------------------------------------------------------------------

_HEAD = re.compile(r"产业集群|产业链|产业|行业|(?:制造|加工|养殖|种植|采掘|冶炼|运输|制品)业")
_GENERIC = re.compile(
    r"^(?:(?:特色|主导|支柱|优势|传统|新兴|相关|重点|主要|富民|现代|本地|本土|当地|一二三|一二三次|第[一二三]|三次|二三|一产二产|千亿级?|百亿级?|万亿级?|\d+亿级?|高端|绿色|高新|骨干|龙头|乡村|农村|县域|城市|区域|全|产业|扶贫|帮扶|到户|"
    r"基础|配套|上下游|上游|下游|关联|高耗能|战略性|战略|新型|先进|高附加值|劳动密集型|资本密集型|核心|标志性|首位|首要|大|小|新|老|旧|各|两|三|四|五|六|七|八|九|十|\d|条|个|大|类|级|特|优|强|好|"
    r"集体|村|村级|镇|县|市|区|省|国家|我国|全球|国内|国际|世界|中国|实体|民营|企业|规模|规模化|生产|整个|整体|完整|全链条|链条|带动|脱贫|致富|增收|农民|农业|工业|制造|服务|第|次|未来|长效|高质量|可持续|融合|跨界|细分|低端|中高端|落后|过剩|外贸|重大|成熟|朝阳|黄金|一村一品|一镇一业|一县一业|“|”|同|本|该|多|多元|单一|更多|数字化|智能|清洁|文化和旅游|其他|夕阳|同类|上述|这些|不同|所属)*)$"
)
_AFTER = re.compile(
    r"(?:园|化|工人|基地|功能区|社区|学院|研究院|带|集聚区|创新区|新区|新城|大厦|协会|联盟|商会|基金|项目|局|增加值|投资|培育提升|大脑|大道|专班|发展有限|控股|集团|公司|合作社|工程|行动|数字化改造|发展99|高质量发展\d|管理|标准|准则|规范|类|孵化|研究|母基金|引导基金|政策|链群|结构|体系|布局|扶持|扶贫|帮扶|奖补|贷款|工作)"
)


def _headed(text: str) -> Iterator[_Hit]:
    """X产业, X养殖业 where X is more than a word of praise."""
    floor = 0
    for match in _HEAD.finditer(text):
        start = left_edge(text, match.start(), floor)
        modifier = text[start : match.start()]
        if (
            not 2 <= len(modifier) <= 10
            or _GENERIC.match(modifier)
            or _AFTER.match(text, match.end())
            or _VERBS.search(modifier)
        ):
            continue
        floor = match.end()
        yield _Hit(start, match.end(), "head")


_VERBS = re.compile(
    r"发展|做大|做强|培育|壮大|打造|推动|促进|引领|支撑|“|转型|升级|企业|重点|主导|支柱|特色|优势|传统|新兴|相关|[的了是在将把被个]|\d"
)
