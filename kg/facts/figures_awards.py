"""What a policy text gives: 对新建的研发中心,给予30万元奖励 is the policy's 研发中心奖励. Ceilings, rates and fund sizes too."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.figures import runs
from kg.facts.figures_funds import funded
from kg.facts.figures_state import Draft
from kg.facts.indicators import names
from kg.mentions.quantities import Quantity
from kg.rules import regex as re
from kg.tokens import tagged

AWARDING = re.compile(
    r"奖励|奖补|补助|补贴|资助|贴息|扶持|给予|基金|最高|封顶|不超过|减免|津贴|专项资金|专项经费|工作经费|引导资金"
)
"""What a sentence of a policy says where it gives something."""
GIVEN = re.compile(
    r"(?:奖励|补助|补贴|资助|贴息|奖补|津贴)(?:比例|利率|标准)?$|投资比例$|基金(?:首期|总)?规模$|(?:专项资金|奖[补励]资金|扶持资金|经费)$"
)
"""Indicators that are a policy's own."""
_KIND = re.compile(r"奖励|补助|补贴|资助|贴息|奖补|津贴")
_OPENS = re.compile(
    r"给予|予以|奖励|奖补|补助|补贴|资助|按照?(?=[^，。；]{0,16}的?$)|每[个家人项名户][^，。；]{0,8}$|最高|不超过|封顶"
)
_CEILING = re.compile(r"最高(?:给予|奖励|补助|补贴)?(?:不超过)?|不超过|不高于|封顶|上限为?|最多")
_SINGLE = re.compile(r"单[个家项户]")
_FRONT = re.compile(
    r"^(?:凡是?|对于?|经认定的?|符合条件的|被?评为|引进的?|全职|柔性|首次认定的?|新(?:造|栽|种|购置?|开设|开|获批|认定|建设|建成|建|增|设立|引进|落户|取得|获得|入选|评定|增)的?|被认定为|获评|获得|[，,、\s])+"
)
_BACK = re.compile(r"(?:的|[，,、\s]|分别|一次性|再|另外?|将|可|每年|对企业|最高)+$")
_OBJECT = re.compile(r"(?:分别)?(?:奖励|补助|补贴|资助)(?:给)?([\u4e00-\u9fff]{2,6}?)(?:最高|不超过)?$")
_BASE = re.compile(r"按照?(?:企业|其|项目|当年|年度|实际)*([\u4e00-\u9fff]{2,14}?)(?:总?额|金额)?的$")
_FOR = re.compile(r"^(?:对|新建|新增|新购置?)([^，。；\d的按]{2,14})按照?(?:其|实际)?[\u4e00-\u9fff]{2,10}的$")
_SHARE_OF = re.compile(r"按照?(?:不超过|最高)?[\u4e00-\u9fff]{2,14}?(?:总?额|金额|费用|总价)$")
_LISTED = re.compile(r"\d[\d.]*[万亿]?(?:元|家|人|%|吨|台)")


def award(text: str, run: tuple[Quantity, ...]) -> tuple[tuple[str, str], ...]:
    """(indicator, bound) of each figure of a run that stands in a policy's sentence; () if it gives nothing.

    `run` are figures of one kind that stand together; `text` is the sentence.
    """
    begin, end = run[0].core.start, run[-1].core.end
    before, after = text[:begin], text[end : end + 14]
    if fund := funded(before, text[end : end + 24]) if run[0].kind == "money" else "":
        return ((fund, run[0].bound),) * len(run)
    kind = _kind(before, after)
    if not kind or run[0].kind not in ("money", "percent"):
        return ()
    bound = "lt" if _CEILING.search(re.split("[，,；;。]", before)[-1]) else run[0].bound
    if run[0].kind == "percent":
        return _rates(before, after, kind, run)
    if len(run) == 1 and (own := _own(before)):
        return ((own, bound),)
    found = _named(before, kind, bound, len(run))
    return tuple((name, bound) for name in found)


def _rates(before: str, after: str, kind: str, run: tuple[Quantity, ...]) -> tuple[tuple[str, str], ...]:
    """按租金的30%给予补贴 is 租金补贴比例; 按不超过投资额10%的比例给予补助 is what is supported with 补助比例."""
    clause = re.split("[，,；;。：:]", before)[-1]
    if whom := _FOR.search(clause):
        return tuple((f"{_FRONT.sub('', whom[1])}{kind}比例", q.bound) for q in run)
    if after.startswith("的利率"):
        return tuple((f"{kind}利率", "lt" if _CEILING.search(clause) else q.bound) for q in run)
    if base := _BASE.search(clause):
        return tuple((f"{base[1]}{kind}比例", q.bound) for q in run)
    said = _condition(re.split("[；;。]", before)[-1].removesuffix(clause))
    if _SHARE_OF.search(clause) and after.startswith("的比例") and said:
        return tuple((f"{said}{kind}比例", "lt" if "不超过" in clause else q.bound) for q in run)
    return ()


_PROVIDES = re.compile("(?:^|[，,；;。、])(?:提供|配建|筹集|筹建|新增|投放|供应)[^，,；;。]{2,14}$")
"""提供人才公寓不少于3000套: what a policy promises beside money."""


def awarded(text: str, figures: tuple[Quantity, ...], drafts: list[Draft]) -> list[Draft]:
    """The drafts of a policy's sentence: what it gives, and of the others only rates; conditions give no row."""
    made: list[Draft] = []
    for run in runs(text, list(figures)):
        for q, (name, bound) in zip(run, award(text, tuple(run)), strict=False):
            made.append(Draft(replace(q, bound=bound), name, "level", q.value, run[0].span.start))
    if not made:
        return drafts
    taken = {d.quantity.core for d in made}
    others = [d for d in drafts if d.quantity.core not in taken]
    kept = [d for d in others if d.indicator.endswith("比例")]
    kept += [d for d in others if d.quantity.kind == "count" and _PROVIDES.search(text, 0, d.quantity.span.start)]
    given = {d.indicator for d in made}
    kept += [
        replace(d, indicator=g)
        for d in others
        if d.measure == "change"
        for g in sorted(given)
        if d.indicator.endswith(g)
    ]
    return sorted([*made, *kept], key=lambda d: d.quantity.core)


def _kind(before: str, after: str) -> str:
    """What is given: 奖励, 补助, 补贴; said after the figure, in its clause, or earlier in the sentence for a ceiling."""
    near = re.match(
        r"(?:的|以内|以下|给予|予以|一次性|资金|定额|左右|比例|利率)*((?:工作|生活|租房|购房|安家|人才)?(?:奖励|补助|补贴|资助|贴息|奖补|津贴))",
        after,
    )
    if near:
        return near[1]
    clause = re.split("[，,；;。]", before)[-1]
    earlier = _KIND.findall(clause) or (_KIND.findall(before) if _CEILING.search(clause) else [])
    return earlier[-1] if earlier else ""


def _named(before: str, kind: str, bound: str, wanted: int) -> tuple[str, ...]:
    clauses = re.split("[；;。]", before)[-1]
    last = re.split("[，,]", clauses)[-1]
    if bound == "lt" and (own := _ceiling_of(last, clauses, kind)):
        return (own,) * wanted
    cut = _OPENS.search(clauses)
    said = clauses[: cut.start()] if cut else clauses
    thing = _OBJECT.search(last)
    condition = _condition(said)
    if not condition:
        return (kind,) * wanted
    ending = (thing[1] if thing and not thing[1].startswith(("资金", "总额", "每")) else "") + kind
    return tuple(c + ending for c in _each(condition, wanted))


_OWN = re.compile(
    r"(?P<what>[^，。；：:]{2,24}?)(?P<kind>(?:一次性)?(?:奖励|补助|补贴|资助|贴息|奖补|津贴))(?P<size>(?:资金|标准|总额|额度|金额|总?规模)*)"
    r"(?:分别|再|可|将|均|各|上限|[为是达按]|[提调增][高整加][到至为]|不[超高低少][过于]|最高|封顶|最多|至多)*(?:每[^，。；\d]{1,6})?$"
)
_VERBAL = re.compile(
    "给予|予以|按|分别|[由从]|提高|享受|发放|兑现|申请|获得|累计[^奖补津贴资]{3,}|^(?:再|并|将|可|还|先|后)|^一次性$"
)
_PIECE = re.compile("^每(?:[个家项种次款件名位]|年|月)")


def _own(before: str) -> str:
    """The name that the words right before a figure make by themselves: 小麦每亩补贴, 农机购置补贴资金总额."""
    clauses = re.split("[，,；;。：:]", before)
    m = _OWN.fullmatch(_FRONT.sub("", clauses[-1]))
    if not m or _VERBAL.search(m["what"]) or _PIECE.match(m["what"]):
        return ""
    thing = ""
    if m["what"].startswith("每"):
        thing = _condition(re.split("[；;。]", before)[-1].removesuffix(clauses[-1]))
        thing = "" if _KIND.search(thing) or re.search(r"\d", thing) else thing
        if not thing and len(m["what"]) < 4:
            return ""
    return thing + m["what"] + m["kind"] + m["size"]


def _ceiling_of(last: str, said: str, kind: str) -> str:
    """每家企业每年封顶80万元 -> 每家企业每年租金补贴; 按设备投资额的10%给予补助,最高3000万元 -> 设备投资补助."""
    who = _CEILING.split(last)[0].strip("，, ")
    if (
        re.fullmatch(r"[\u4e00-\u9fff]{2,8}", who)
        and not _VERBAL.search(who)
        and all(k[:1] == "n" for _, k in tagged(who))
    ):
        return who + kind
    base = re.findall(r"按照?(?:企业|其|项目|当年|年度|实际)*([\u4e00-\u9fff]{2,14}?)(?:总?额|金额)?的\d", said)
    if re.match(r"单[个家项户]|每[个家户人项年]|同一|年度|累计", who):
        if _KIND.search(who):
            return who
        return who + (base[-1] + kind if base and not _SINGLE.match(who) else kind)
    whom = _FOR.search(re.split(r"\d", said.rsplit("按", 1)[0] + "按" + said.rsplit("按", 1)[-1])[0].split("，")[-1])
    if whom and not who:
        return _FRONT.sub("", whom[1]) + kind
    return base[-1] + kind if base and not who else ""


def _condition(said: str) -> str:
    """The last part of the words before 给予 that says to whom or for what."""
    parts = [p for p in (_BACK.sub("", _FRONT.sub("", part)) for part in re.split("[，,：:]", said)) if len(p) > 1]
    parts = [_ABOVE.sub("", _WHERE.sub("", p)) or p for p in parts]
    parts = [re.sub(r"^[\u4e00-\u9fff]{2,8}\d[\d.]*[万亿]?元(?:以上|以下)的?", "", p) or p for p in parts]
    kept = [p for p in parts if not re.match(r"(?:每|按|给予|在.{0,8}基础上|自|从)", p)]
    return re.sub(r"的(?=企业|单位|药品|项目|平台|机构|团队|个人)", "", kept[-1]) if kept else ""


_ABOVE = re.compile(r"(?:集中连片|连片|面积|规模|达到?|满|超过?)*\d[\d.]*[^\d，。；元家人]{1,4}(?:及?以上|以下)的?$")
_WHERE = re.compile(r"在[^，。；在]{2,10}(?:开设|设立|建设|投资|注册|落户|新建|新开|布局)的?$")


def _each(condition: str, wanted: int) -> tuple[str, ...]:
    """通过一级、二级认证 with two awards -> 通过一级认证, 通过二级认证; 营收突破1亿元、5亿元企业 likewise."""
    if wanted == 1:
        return (condition,)
    listed = list(_LISTED.finditer(condition))
    if len(listed) == wanted:
        front, back = condition[: listed[0].start()], condition[listed[-1].end() :]
        return tuple(front + m[0] + back for m in listed)
    verb = re.match(r"(?:首次)?(?:完成|通过|获得|取得|达到|评为|入选|获评|获)(?=.{2})", condition)
    found = names(condition[verb.end() :] if verb else condition, wanted)
    return tuple((verb[0] if verb else "") + n for n in found) if len(found) == wanted else (condition,) * wanted
