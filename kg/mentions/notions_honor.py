"""Spots honors: what stands after a verb of receiving (获评, 入选, 夺得, 争创), and titles that are honors by form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.mentions.notions import alternation, candidate, clean, column, left_edge, word_pattern
from kg.mentions.spot import Candidate, spotters
from kg.model import Document
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import quick
from kg.text.fold import simplified


@spotters.register("honors")
def honors(document: Document) -> Iterator[Candidate]:
    """Mentions of type Honor."""
    text = simplified(document.text)
    yield from _received(text)
    yield from _titles_held(text)
    yield from _collected(text)
    yield from _titled(text)
    yield from _medals(text)
    yield from _capitals(text)
    yield from _prizes(document, text)


# ---- after a verb ---------------------------------------------------------------------------------------------


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["cue"]: row["kind"] for row in table("lexicon/honor_cues.tsv")}
    return re.compile(alternation(kinds)), kinds


@cache
def _heads() -> re.Pattern[str]:
    """The last word of an honor, with a bracket after it."""
    return re.compile(f"{alternation(column('honor_heads', 'head'))}(?:（[^（）]{{1,12}}）)?")


_PART = re.compile(r"[^，,。；;：:！？!?\n]{1,90}")
_JOINT = re.compile(r"、|(?<=”)(?=“)|和(?=[^谐平睦美])|以及|及(?!时)|与(?!会)")
_LEAD = re.compile(
    r"(?:了|为|成为|到|过|的|全市|全县|全区)?(?:(?:首个|首家|首座|唯一|第一个|又一|一批|多项|多个|一项|一个|两个|两项|连续\w{1,4}年|年度)(?:的)?)*(?:为|了)?"
)
_TITLE = re.compile(r"(?:等)?(?:荣誉称号|光荣称号|称号|荣誉|殊荣|桂冠|美誉|奖)|等|$")
_CALLED = re.compile(r"(?:等)?(?:荣誉称号|光荣称号|称号|荣誉|殊荣|之列|行列|名单)")
_COUNT = re.compile(
    r"\s?(?:达到?|共|有|累计|新增)?[约近超]?\s?[\d一二两三四五六七八九十]+\s?(?:余|多)?(?:个|家|项|人|名|件|座|处|所|次|条|户|位)"
)
_BEFORE = re.compile(
    r"[\d一二两三四五六七八九十百]+余?多?(?:个|家|项|人|名|件|座|处|所|次|条|户|位)(?:镇|村|县)?$|多项$|的$|重要$|多个$|一批$|许多$|各类$|等$"
)


_PLACE_IN = re.compile(r"[”》]?(?:中)?第[\d一二三四五六七八九十]+[位名]")
"""全国百强县第12位 is a rank."""


_HOLDERS = re.compile(
    r"[\d两三四五六七八九十]+余?多?(?:个|家|名|位|人|座|所)[\u4e00-\u9fff]{0,7}?(?:均|都|全部|分别|先后|相继|已|成功|再次)*$"
)
"""Holders that are only counted (8个镇街均成功创建…): their designation is a figure."""


_CONDITION = re.compile(r"(?:^|[，。；、：\n])(?:对|凡|凡是|鼓励|支持)[^，。；\n]{0,18}$")
_REWARDED = re.compile(
    r"[^。；\n]{0,60}?[，、](?:分别|一次性|再)*(?:给予|补助|资助|奖励)[^。；\n]{0,24}?[\d万%％](?:[万元]|个百分点)?"
)
"""对新获批的X给予奖励, 首次获评X的，一次性奖励50万元: what a policy promises, nobody has it."""


_PLATE = re.compile("的(?:牌子|奖牌|牌匾|称号|荣誉|殊荣|美誉|桂冠)")


def _received(text: str) -> Iterator[Candidate]:
    """The objects of a verb of receiving, one mention an item of the list."""
    pattern, kinds = _cues()
    for cue in pattern.finditer(text):
        part = _PART.match(text, cue.end())
        if not part or _HOLDERS.search(text, max(0, cue.start() - 16), cue.start()):
            continue
        if _CONDITION.search(text, max(0, cue.start() - 24), cue.start()) or _REWARDED.match(text, cue.end()):
            continue
        kind = kinds[cue[0]]
        items = [_honor_in(text, low, high, kind) for low, high in pieces(text, part.start(), part.end())]
        if any(item and text.startswith("的", item[1]) and not _PLATE.match(text, item[1]) for item in items):
            continue  # 对入选…的企业给予奖励: a condition, nobody has it
        yield from (candidate(text, *item, "Honor", f"honor.{kind}", 62) for item in items if item)


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list: split at 、和及与, but not inside quotation marks or brackets."""
    low = start
    for match in _JOINT.finditer(text, start, end):
        if _open(text[low : match.start()]):
            continue
        yield low, match.start()
        low = match.end()
    yield low, end


def _open(piece: str) -> bool:
    return any(piece.count(a) != piece.count(b) for a, b in ("“”", "（）", "《》"))


def _honor_in(text: str, low: int, high: int, kind: str) -> tuple[int, int] | None:
    """The honor that an item names: from its first word to its last head noun, or a quoted title."""
    low = _behind_verb(text, low, high)
    lead = _LEAD.match(text, low, high)
    at = lead.end() if lead else low
    ends = [m.end() for m in _heads().finditer(text, at, high) if not _continued(text, m.end())]
    if not ends:
        ranked = _RANKED_END.match(text, at, high) if kind == "sure" else None
        return ranked.span() if ranked else _quoted_in(text, at, high, kind)
    end = ends[-1]
    if _COUNT.match(text, end) or not 4 <= end - at <= 45 or _REFUSED.search(text[at:end]):
        return None
    if text[at:end].count("“") > text[at:end].count("”") and text[end : end + 1] == "”":
        end += 1
        opened = text.index("“", at)
        at = at if _RANK.search(text[at:opened]) else opened
    if text[at] == "《" and text[end : end + 1] == "》":
        end += 1
    if _MEDAL.search(text, at, end) and not _RANK.search(text[at:end]):
        return None
    if kind == "sure":
        return at, end
    if _PRAISED.search(re.sub("“[^“”]*”", "", text[at:end])):
        return None
    wanted = _RANK if kind == "weak" else _BUILT
    return (at, end) if wanted.search(text[at:end]) else _called_in(text, at, high)


def _behind_verb(text: str, low: int, high: int) -> int:
    """Where an item begins that has a verb of its own: 获评甲、入选|乙."""
    verb = _cues()[0].match(text, low, high)
    return verb.end() if verb else low


_RANKED_END = re.compile(
    r"(?:第[一二三四五六七八九十]+批|首批|\d{4}年度?)?(?:全国|国家级?|中国|全省|省级?|[\u4e00-\u9fff]{2,3}省)[\u4e00-\u9fff“”]{2,24}(?:[县市区镇村乡校]|企业|单位|基地|社区|家庭|中心|专科|学科|课程|专业|街区)(?![\u4e00-\u9fff])"
)


def _called_in(text: str, at: int, high: int) -> tuple[int, int] | None:
    """A quoted title that 称号 or 之列 marks, wherever it stands in the item: 全省最美的“零碳车间”之列."""
    called = _QUOTED_TITLE.search(text, at, high)
    return called.span() if called else None


_QUOTED_TITLE = re.compile(r"“[^“”\n]{2,20}”(?=称号|荣誉|之列|行列)")


_QUOTED_NEXT = re.compile(r"[\u4e00-\u9fff]{0,12}“[^“”]{2,20}”")


def _quoted_in(text: str, at: int, high: int, kind: str) -> tuple[int, int] | None:
    quoted = _QUOTED_NEXT.match(text, at, high)
    follows = _TITLE if kind == "sure" else _CALLED
    if not quoted or _COUNT.match(text, quoted.end()) or not follows.match(text, quoted.end(), high):
        return None
    opened = text.index("“", at)
    return (at if _RANK.search(text[at:opened]) else opened), quoted.end()


_REFUSED = re.compile(
    r"^\d+余?多?[家个项名枚]|的\d+[个家]|等(?:国家|省)|第[一二三四五六七八九十百\d]+[枚块]|的(?:标杆|典型|样板|先锋|示范|冠军)|亩|项目(?:建设)?$|的[^的]{0,3}(?:机会|工程)|^(?:建设|推进|开展|实施)|招商|[，。]|将|角逐|资金|总投资|投资额"
)
_RANK = re.compile(
    r"^第[一二三四五六七八九十]+批|地理标志|[特一二三]等奖$|金奖$|科学技术奖|科技进步奖|国家|全国|中国|全省|省级|^省|市级|全市|世界|国际|县级|自治区|部级|星级|[345]A|[\u4e00-\u9fff]省"
)
_PRAISED = re.compile(
    r"的|首[个家座条]|唯一|最|第\d+个|中国式|高质量发展的|^(?:国家级?|全国|省级?|世界级?|国际)(?:示范区?|样板区?|标杆|试点|先行区|试验区|典型|名单|奖)$"
)  # what something has become for the first time, or in somebody's eyes
_MEDAL = re.compile(r"[金银铜]牌|[冠亚季]军")
_BUILT = re.compile(
    r"^(?!.*(?:的|放到|发展建设|自贸|自由贸易|高产|种植|农田|片|\d)).*(?:示范区|示范县|示范市|示范城市|先行区|试验区|样板区|样板|先行示范区|示范镇|示范乡镇|示范村)$"
)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(word_pattern("honor.after"))


def _continued(text: str, end: int) -> bool:
    """Whether the head noun is only part of a longer word (示范区建设, 奖励, 试点工作)."""
    return bool(_after().match(text, end) or _heads().match(text, end))


_IS = re.compile(
    r"(?:是|系|为|拥有|及|、)(?=国家|全国|中国|首批|第[一二三四五六七八九十]+批|[省市]级?重点|省级|[\u4e00-\u9fff]{2,3}[省市])"
)
_COMPANY = re.compile(
    r"(?:国家级?|全国|中国|省级|[\u4e00-\u9fff]{2,3}[省市])(?:级)?[\u4e00-\u9fff]{0,8}?(?:“[\u4e00-\u9fff]{2,6}”)?[\u4e00-\u9fff]{0,4}?"
    r"(?:高新技术企业|“?小巨人”?企业|单项冠军(?:示范|培育)?企业|龙头企业|绿色工厂|老字号|隐形冠军企业|专精特新(?:中小)?企业|领军企业|瞪羚企业|百强企业|500强企业|企业500强|企业技术中心|工业设计中心)(?![\u4e00-\u9fff])"
    r"|(?:国家|[\u4e00-\u9fff]{2,3}[省市]|[省市])级?重点(?:建设)?(?:项目|工程)(?![\u4e00-\u9fff])"
)
_DESIGNATED = re.compile(
    r"(?:首批|第[一二三四五六七八九十]+批)?(?:国家级?|全国|省级|[\u4e00-\u9fff]{2,3}省)(?:级)?[\u4e00-\u9fff“”]{1,16}?"
    r"(?:大县|强县|强镇|开放口岸|示范[区县市镇村园校]|示范基地|示范企业|先行区|名[城镇村]|重点县|重点镇|特色小镇|特色村|传统村落|旅游村|级旅游景区|级景区|度假区)(?=[，。；、,;]|之一|$)"
)
_ONLY = re.compile("的|最|唯一|第一|重要|主要|首个|首座|知名|著名|典型|内")


def _titles_held(text: str) -> Iterator[Candidate]:
    """公司是国家级高新技术企业、浙江省隐形冠军企业: what an enterprise says that it is."""
    for cue in _IS.finditer(text):
        match = _COMPANY.match(text, cue.end()) or _DESIGNATED.match(text, cue.end())
        if match and not _COUNT.match(text, match.end()) and not _ONLY.search(match[0]):
            yield candidate(text, match.start(), match.end(), "Honor", "honor.held", 60)


# ---- A、B等荣誉 -----------------------------------------------------------------------------------------------

_COLLECTED = re.compile(
    r"(?P<list>[^，,。；;：:！？!?\n]{4,120}?)等(?:多项|多个|一批|一系列|[\u4e00-\u9fff]{0,4})?(?:荣誉称号|荣誉|称号|奖项|殊荣)"
)


def _collected(text: str) -> Iterator[Candidate]:
    """The items of a list that ends in 等荣誉 or 等称号."""
    for match in _COLLECTED.finditer(text) if _PRAISE.search(text) else ():
        for low, high in pieces(text, *match.span("list")):
            at = _after_cue(text, low, high, first=low == match.start("list"))
            if 3 <= high - at <= 30 and _AWARD.search(text[at:high]):
                yield candidate(text, at, high, "Honor", "honor.list", 60)


_PRAISE = re.compile(r"等[\u4e00-\u9fff]{0,4}(?:荣誉|称号|奖项|殊荣)")
_AWARD = re.compile(r"[县市区镇乡村城奖杯鼎章号体位人状旗业园牌地]”?$")


def _after_cue(text: str, low: int, high: int, *, first: bool) -> int:
    ends = [cue.end() for cue in _cues()[0].finditer(text, low, high)]
    at = ends[-1] if ends else left_edge(text, high, low) if first else low
    lead = _LEAD.match(text, at, high)
    return lead.end() if lead else at


# ---- without a verb -------------------------------------------------------------------------------------------

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
)
_RANKED = quick(
    rf"(?:\d{{4}}年?度?)?(?:(?:全国|国家级?|中国|全省|(?:{_PROVINCES})省|省级?|自治区|世界|国际)(?:首批|第[一二三四五六七八九十]+批|新时代)?|(?<=首个)中国)"
    r"(?:“[^“”\n]{1,16}”|[\u4e00-\u9fff·\d]){0,20}?"
    r"(?:试点示范城市|示范村镇|示范旗|文明旗|先进旗|示范县|示范市|示范城市|示范镇|示范乡镇|示范村镇|示范村|示范社区|示范街道|先进县|先进市|先进区|先进集体|先进单位|先进个人|文明城市|文明县城|文明村镇|文明村|文明镇|"
    r"文明单位|文明校园|卫生城市|卫生县城|卫生镇|卫生乡镇|园林城市|园林县城|森林城市|森林乡村|模范城|模范县|模范市|模范集体|模范个人|历史文化名城|历史文化名镇|历史文化名村|百强县市?|百强区|百强镇|百强榜单|百强榜|500强榜单|十强县|十佳|"
    r"之乡|天然氧吧|劳动模范|劳动奖[状章]|三八红旗手|三八红旗集体|红旗单位|创新型城市|宜居城市|“三无”县|魅力城市)"
)
_AWARDED = quick(
    rf"(?:全国|国家级?|中国|全省|(?:{_PROVINCES})省|省级?)[\u4e00-\u9fff]{{2,14}}?(?:示范区|先行区|试验区)(?=创建|成功创建|通过验收|(?:的)?称号|(?:的)?荣誉|(?:的)?牌子|花落)"
)
_GIVEN = re.compile(
    r"将|加强|支持|推动|开展|打造|吸引|重点(?!镇|村)|评为|授予|获评|荣获|入选|命名|认定|创建成|列入|列为"
)
_LISTING = quick(
    rf"(?:\d{{4}}年?度?)?(?:全国|中国|世界|全球|亚洲|{_PROVINCES})[\u4e00-\u9fff]{{2,18}}?(?:百强|500强|百佳|十强)?(?:榜单|榜)(?=[上中第，。])"
)
_BYNAME = re.compile(
    r"“(?:全国|中国|国家|世界)?[\u4e00-\u9fff]{2,16}(?:示范[区县市镇村]|基地|之乡|之都|第一[县镇村乡市]|名[城镇村]|强[县市区镇])”(?=之称|之誉|的美誉|的美称|的桂冠|的称号|美誉|称号|(?:首次|再次|成功|正式)?花落)"
)
_CUP = re.compile(r"“[\u4e00-\u9fff]{2,10}(?:鼎|奖章|奖)”")


@cache
def _names() -> re.Pattern[str]:
    return re.compile(alternation(column("honor_names", "name")))


def _titled(text: str) -> Iterator[Candidate]:
    """Designations that nothing else can be: 全国绿化模范县, “…鼎”; counted ones are left to the figures."""
    for pattern, rule in (
        (_RANKED, "ranked"),
        (_AWARDED, "awarded"),
        (_LISTING, "listing"),
        (_BYNAME, "byname"),
        (_CUP, "cup"),
        (_names(), "known"),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            end += 2 if text.startswith(("名单", "榜单"), end) else 0
            if (
                _COUNT.match(text, end)
                or _PLACE_IN.match(text, end)
                or (rule != "listing" and _BEFORE.search(text[max(0, start - 8) : start]))
                or _continued(text, end)
            ):
                continue
            if rule == "ranked" and _GIVEN.search(text, start, end):
                continue
            yield candidate(text, start, end, "Honor", f"honor.{rule}", 58, clean(match[0]))


# ---- medals of an event, capitals of a trade --------------------------------------------------------------------

_MEDAL_OF = re.compile(
    r"[在于](?P<event>[^，。；、：\n在于]{4,30}?(?:博览会|交易会|展览会|大赛|比赛|竞赛|锦标赛|挑战赛|评比|评选|评选活动|茶博会|农博会))[上中]?，?"
    r"(?:一举|再次|成功)?(?:荣获|获得|获评|获|斩获|夺得|喜获|摘得|荣膺)了?(?P<medal>(?:特别)?[金银铜]奖|[特一二三]等奖|优秀奖|优胜奖|大奖)(?![\d一二两三四五六七八九十])"
)


def _medals(text: str) -> Iterator[Candidate]:
    """在第九届江海茶博会上获得金奖: the prize is called after its event."""
    for match in _MEDAL_OF.finditer(text) if "奖" in text else ():
        name = match["event"] + match["medal"]
        yield candidate(text, *match.span("medal"), "Honor", "honor.medal", 62, name)


_CAPITAL = re.compile(
    r"(?:是|系|素有|享有|有着|有|获|获得|荣获|获评|被评为|被命名为|被授予|、|[”])(?P<title>“(?:中国|全国|世界|东方)[\u4e00-\u9fff]{1,6}(?:[都乡城镇县村谷港]|基地)”)"
    r"(?!的?(?:品牌|建设|目标|商标|网))"
)


def _capitals(text: str) -> Iterator[Candidate]:
    """云岭是“中国竹都”: what a place is called in the trade."""
    for match in _CAPITAL.finditer(text):
        yield candidate(text, *match.span("title"), "Honor", "honor.capital", 58)


# ---- headings of a page that commends -----------------------------------------------------------------------------

_COMMENDS = quick("表彰|获奖名单|光荣榜|颁奖|授奖|受奖")
_PRIZE = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][ \u3000]*)?(?P<name>[\u4e00-\u9fff“”\d]{2,14}"
    r"(?:[\u4e00-\u9fff]{2}奖|先进(?:单位|个人|集体|乡镇|镇街|街道|村|社区|企业|园区|工作者)|(?:功勋|优秀|明星|先进|示范|标杆|十强|重点|龙头)(?:企业|企业家|项目|村|社区|乡镇|单位|个人)|标兵|能手|标兵单位))"
    r"(?:[（(](?:共)?\d+[个名家人项位][)）])?(?:名单)?[：:]?"
)
_NO_PRIZE = re.compile(r"表彰|公布|颁发|授予|获得|名单|等奖$|关于|^(?:\d{4}年度?)?(?:先进集体|先进个人|优秀)")
_LONGEST_ITEM = 60


def _prizes(document: Document, text: str) -> Iterator[Candidate]:
    """纳税功勋企业, a line of its own above those that receive it, on a page that says at its beginning that it commends."""
    if not _COMMENDS.search(text[:400]):
        return
    for line, below in pairwise(document.blocks):
        match = _PRIZE.fullmatch(text, line.span.start, line.span.end)
        if match and below.span.end - below.span.start <= _LONGEST_ITEM and not _NO_PRIZE.search(match["name"]):
            yield candidate(text, *match.span("name"), "Honor", "honor.prize", 66)
