"""Whether a count says how many there are of something, or only tells of some: 建成7个中心, not 与7个国家互免签证."""

from __future__ import annotations

from kg.facts.figures_names import role
from kg.facts.figures_state import Draft
from kg.facts.figures_words import HIDDEN
from kg.rules import regex as re
from kg.tokens import tagged

_END = re.compile(r"[，,。；;、：:！!？?（）()\s—…]|[和与及](?!其)|$")
_SKIPPED = re.compile(
    rf"(?:[{HIDDEN}\s]|了|着|过|起|出|近|约|超过?|逾|突破|达到?|共计?|已经?|仅|只|另外?|其余|其他|全部|各|还|再|又|将|总共|一共|合计|累计|先后|全年|不足|至少|大约|数量|总数|多达|规模|首批|一批|第[一二三四五六七八九十]批|最新)+$"
)
_CLAUSE = re.compile("[，,。；;！!？?：:\ue001]")
_DEEDS = re.compile(
    r"签约|签下|签订|开工|动工|破土|落笔|敲定|落地|落户|投产|竣工|建成|完工|入选|上榜|获评|获批|获(?!得者)|通过|脱贫|退出|摘帽|出列|创建|入驻|挂牌|创成|达标|捧回|夺得|揭牌|投用|升级|攻坚|^是|分布|完成投资|出席|列席|与会|参会|到会|参赛|参展|参训|受训|结业|毕业|入学|报到|就读|完成[^，]{0,10}(?:改造|整改|升级)"
)
_HOLDS = re.compile(
    r"有|辖|建|设|达|占|签|获|为|是|聚起|聚|新增|办|培育|含|分为?|引进|引|招引|拥有|组织|选派|推出|做|创|评|开"
)


_DIVISIONS = re.compile(
    r"(?:行政村|自然村|乡镇|街道|社区|村|镇|乡|苏木|嘎查|办事处|居委会|村委会|村民小组|国家)(?:办事处)?"
)
_HOLDING = re.compile(r"辖|下设|划分|代管|现有|共有?$|设有|来自|覆盖[^，。；]{0,6}$")


def of_divisions(text: str, d: Draft) -> bool:
    """Whether the count is one of a place's divisions (全县辖3个镇、2个街道), which one word names well enough."""
    return _DIVISIONS.fullmatch(d.indicator) is not None and _HOLDING.search(text[: d.quantity.span.start]) is not None


def untold(text: str, d: Draft, listed: bool, strict: bool) -> str:
    """Why the count `d` of the masked sentence `text` is no figure of its own; "" if it is one.

    `listed`: the count before it in the sentence is one; `strict`: a clause must say that there are so many.
    """
    q = d.quantity
    after, before = text[q.span.end : q.span.end + 40], text[: q.span.start]
    if _END.match(after) or d.measure != "level":
        return ""
    if strict and _FOREIGN.match(d.indicator):
        return "tells whence or whither, not what there is"
    if strict and _EQUATED.match(after):
        return "says what they are, not how many there are"
    if d.indicator and d.indicator in after and _BECAME.match(after):
        return ""
    if not d.indicator or not _follows(d.indicator, after):
        return "" if d.indicator and _precedes(d.indicator, before) and _goes_on(after) else "its noun is unsure"
    if q.unit in ("条", "项") and _MEASURES.search(d.indicator):
        return "measures are no figures"
    if _CUT_OFF.match(after[after.find(d.indicator[-2:]) + len(d.indicator[-2:]) :]):
        return "its noun is unsure"
    clause = _CLAUSE.split(before)[-1]
    if "来自" in clause and d.indicator.endswith(("国家和地区", "国家及地区", "国家与地区")):
        return "tells where some are from"
    if listed and re.search(r"[、和与及][近约超]?$", clause):
        return ""
    if _DEEDS.search(_CLAUSE.split(after)[0]):
        return ""
    rest = after[after.find(d.indicator[-2:]) + len(d.indicator[-2:]) :]
    if _HALTED.match(rest) or (strict and _DOING.match(rest)):
        return "tells of some, not how many there are"
    if _compound(rest):
        return "its noun is unsure"
    return (
        ""
        if _said(clause) or (not strict and not clause.strip(HIDDEN) and rest[:1] in "，," and rest)
        else "tells of some, not how many there are"
    )


def _follows(indicator: str, after: str) -> bool:
    """Whether the noun that the count is named by stands behind it."""
    return after.startswith(indicator[-2:]) or indicator[-2:] in after[: len(indicator) + 6]


def _precedes(indicator: str, before: str) -> bool:
    return before.rstrip(HIDDEN).endswith(indicator[-1:]) or indicator[-2:] in before[-24:]


def _goes_on(after: str) -> bool:
    """Whether a verb or the like follows: 农户412户参保, not 设备30台机床."""
    first = tagged(after[:8])[0]
    return first[1][:1] in "vdpcrumft" and first[1] != "vn"


_BECAME = re.compile(r"[^，。、]{1,12}?(?:均|都)?(?:已|成功|全部)?(?:创建|获评|入选|建成|成为)")
_MEASURES = re.compile(r"举措|措施|政策|任务|服务|事项|功能|条款|制度")
_CUT_OFF = re.compile(rf"(?:[、和与及](?![{HIDDEN}\d一二三四五六七八九十近约超百千万]))")
_HALTED = re.compile(
    r"(?:已|全部|通知|暂|相继|陆续)*(?:停[航运课业产工驶]|关闭|取消|受(?:灾|损|淹|影响)|被|恢复|中断|倒塌)"
)
_FOREIGN = re.compile("国家(?:$|[和及与、])|(?:省份|地区)$")
_EQUATED = re.compile("(?:是|为)(?!主)")
"""其中160多个是新产业, 10处为优: a name for them, not for what is counted."""
_DOING = re.compile("(?:正在|正|已|也|都)*(?:进行|参与|参加|开展|得到|享受|处于|需要|面临|申请|报名|接受)")
_REACHED = frozenset(
    [
        "覆盖",
        "涉及",
        "辐射",
        "连接",
        "串联",
        "通达",
        "直达",
        "途经",
        "跨越",
        "穿越",
        "来自",
        "面向",
        "聚焦",
        "支持",
        "推动",
        "瞄准",
        "围绕",
        "整合",
    ]
)
_COPULA = re.compile(r"(?:分别|均|总数|数|数量|各|总量|规模|合计|依次)为$")


def _compound(rest: str) -> bool:
    """Whether the words after a noun show that it goes on: 粮食产能|提升重点县."""
    words = tagged(_END.split(rest[:12])[0])
    if rest[:1].isdigit() or (words and words[0][1][:1] == "n" and words[0][0] != HIDDEN):
        return True
    return len(words) > 1 and words[0][1] in ("v", "vn") and words[1][1][:1] in "nb"


def _said(clause: str) -> bool:
    """Whether a verb of having, making or doing stands right before the count."""
    bare = _SKIPPED.sub("", clause)
    if not bare:
        return False
    words = tagged(bare[-12:])
    word, kind = words[-1]
    if word == "为":
        return _COPULA.search(bare) is not None
    if word in _REACHED:
        return False
    if kind.startswith("p") or word in ("的", "等"):
        return word == "的" and bare[-2:-1] == HIDDEN
    if word in ("和", "与", "及") and len(words) > 2:
        return any(kind[:1] == "v" for _, kind in words[:-1])
    return (role(word) in ("noun", "deed") and kind[:1] != "d") or _HOLDS.search(bare[-2:]) is not None
