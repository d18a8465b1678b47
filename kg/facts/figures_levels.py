"""Figures that say how much or how many: amounts, counts, awards, and what they are called."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.figures_names import fault, role
from kg.facts.figures_state import State, add, back_names, bare_object, handled, is_range, last_chunk, reject, says
from kg.facts.figures_words import HIDDEN, flow_end
from kg.facts.indicators import clean, counted_noun, is_abstract, names
from kg.mentions.quantities import Quantity
from kg.rules import regex as re
from kg.tokens import tagged

_EACH = re.compile(r"(?:各|均|都|同为|同是|皆)[有为达是增建完长\u4e00-\u9fff]{0,4}$")


WON = re.compile(r"(?:夺得|荣获|获得|获评|获|入选|捧回|摘得|登上|蝉联)[^，。；,;、]{2,20}")


def add_level(state: State, clause: str, context: str, run: list[Quantity], tail: str) -> int:
    """Amounts and counts. Returns how many characters after the run its noun takes."""
    wanted = 1 if is_range(run) else len(run)
    if won := WON.match(tail) if run[0].unit == "次" and not says(clause) else None:
        add(state, run, (won[0],), "level")
        return 0
    if run[0].kind == "count" and wanted == 1 and (division := _DIVISION.fullmatch(clause)):
        add(state, run, (division[1],), "level")
        return 0
    if run[0].kind == "count" and wanted == 1 and (done := _done_of(state, clause, run[0])):
        kept = state.names
        add(state, run, (done,), "level")
        state.names = kept
        return 0
    if run[0].kind == "count" and wanted == 1 and state.names and _CHANGED_TO.fullmatch(clause):
        add(state, run, state.names[-1:], "level")
        return 0
    found = _each(clause) if wanted == 1 else ()
    if found:
        for name in found:
            add(state, run, (name,), "level")
        state.names = found
        return 0
    if wanted == 1 and run[0].kind == "count" and is_abstract(tail[:24]):
        reject(state, run, "counts nothing that can be named")
        return 0
    if wanted == 1 and run[0].kind == "count":
        clause = _with_noun(state, clause)
        noun, took = counted_noun(tail)
        name = _counted_name(run[0].unit, clause, noun, tail)
        name = _of_last(state, name) if state.names else name
        if name and (noun or tail[:1] not in "“「"):
            return _add_count(state, run, name, clause, context, took if noun and noun in name else 0, tail)
    if wanted > 1 and (reached := _reached(run, clause)):
        add(state, run, reached, "level")
        return 0
    if run[0].kind == "measure" and _LAND.search(run[0].unit) and _GROWN.match(tail) and not _SURFACE.search(clause):
        reject(state, run, "land that only says where")
        return 0
    if wanted == 1 and run[0].kind in ("measure", "money") and _ITEM.fullmatch(clause) and _THING.match(tail):
        noun, took = counted_noun(tail)
        prefix = _YEARLY.match(state.names[-1]) if state.names else None
        if noun and prefix:
            add(state, run, (prefix[0] + noun,), "level")
            return took
        reject(state, run, "its noun is unsure")
        return 0
    if made := _PRODUCES.search(clause) if run[0].kind == "measure" and wanted == 1 else None:
        noun, took = counted_noun(tail)
        if noun and tail[took : took + 1].isdigit():
            reject(state, run, "its noun is unsure")
            return 0
        if noun:
            add(state, run, (made[0] + noun,), "level")
            return took
    found = _level_names(state, clause, context, wanted, run[0], tail, [q.unit for q in run])
    if len(found) != wanted and (name := _over_names(clause, wanted)):
        before = len(state.drafts)
        add(state, run, (name,), "level")
        state.drafts[before:] = [replace(d, nth=i, among=wanted) for i, d in enumerate(state.drafts[before:])]
        return 0
    if len(found) != wanted:
        reject(state, run, "the lists do not align" if wanted > 1 else "no indicator")
        return 0
    add(state, run, found, "level")
    return 0


_DONE = re.compile(
    rf"(?:[，,、\s{HIDDEN}]|目前|其中|已经?|现已|均已|全部|累计|共)*(?P<deed>(?:完成|实现|启动)?(?:整改|销号|化解|解决|验收|交付|改造|搬迁|拆除|安置)|办结|办理|答复|受理|查处|审结|执结|开工|投产|竣工|建成|完工|投用|投运|落地|签约|兑现|拨付|复工|达产|入库|出列|脱贫|入驻|开业)(?:了)?"
)
"""What has been done to some of the things just counted (项目120个,已开工85个)."""


def _done_of(state: State, clause: str, q: Quantity) -> str:
    m = _DONE.fullmatch(clause)
    if not m or state.unit != q.unit or state.measure != "level" or not state.names:
        return ""
    thing = re.split(r"(?<=.{2})的", bare_object(state.names[-1]))[-1]
    return m["deed"] + (thing if len(thing) < 7 else tagged(thing)[-1][0]) if thing else ""


_CHANGED_TO = re.compile("(?:压减|压缩|精简|缩减|减少|减|下降|增加|增|提高|提升|扩大|升)(?:至|到|为)")
_DIVISION = re.compile(r"[、，,]?(?:下?辖|有|共有|和|及)?(乡镇|街道|社区|苏木|嘎查|行政村|自然村|村|乡|镇)")
_ITEM = re.compile(r"\s*(?:、|和|及|与|以及)\s*")
_THING = re.compile(r"(?!以|左|上|之|多|余|和|与|及|的)[\u4e00-\u9fff]")
_YEARLY = re.compile(r"[年日月](?:产|处理|加工)")
_PRODUCES = re.compile(r"(?:[年日月]产|[年日]处理|[年日]加工)$")
_LAND = re.compile(r"亩$|公顷$")
_GROWN = re.compile(r"的?[\u4e00-\u9fff]")
_SURFACE = re.compile(
    r"面积|种植|播种|改造|新增|新建|建成|完成|流转|造林|绿化|占地|用地|整治|治理|复垦|养殖|收获|收割|机收"
)
_OVER = re.compile(rf"({HIDDEN}+[^{HIDDEN}，]{{0,4}}[、和与及]){{1,}}{HIDDEN}+[^{HIDDEN}]*(?:分别|依次)[^{HIDDEN}]*$")


def _over_names(clause: str, wanted: int) -> str:
    """What several measured names are said to have in turn: A镇、B镇分别新签约项目9个、7个."""
    m = _OVER.search(clause) if wanted > 1 else None
    return clean(m[0].replace(HIDDEN, "").replace("、", "").replace("分别", "").replace("依次", "")) if m else ""


_MANY = re.compile(r"[、和与及]")


_SIZE = re.compile(r"(?:超|不足|突破)?\d*(?:\.\d+)?[十百千万亿]+元(?:以上|以下)?的?(?:有|达|为|共)?$")


def _with_noun(state: State, clause: str) -> str:
    """营收100亿元以上的企业2家、10亿元以上28家: the noun that the shorter one leaves out."""
    m = _SIZE.search(clause)
    noun = re.search(r"(?:企业|项目|公司|园区|村|单位)$", state.names[-1]) if m and state.names else None
    return clause[: m.end()] + noun[0] if m and noun and not re.search(r"总投资|产值|营收|收入", clause) else clause


def _each(clause: str) -> tuple[str, ...]:
    """A、B各7个: the same figure for each of the list."""
    m = _EACH.search(clause)
    if not m or not _MANY.search(clause[: m.start()]):
        return ()
    head = clause[: m.start()]
    for wanted in (2, 3, 4, 5):
        found = names(head, wanted)
        if len(found) == wanted and all(len(f) > 1 for f in found):
            return found
    return ()


def _counted_name(unit: str, clause: str, noun: str, tail: str) -> str:
    """What a count counts: the noun after it where the words before end in a verb, else the words before."""
    clause = re.sub(r"(?:另外|其余|其他)的?$", "", clause)
    head = clean(clause)
    if noun and (m := _FINISHED.match(tail[len(noun) :])):
        return m[1] + noun
    if not head and (called := _called(clause, unit, noun, tail)):
        return called
    if noun and head and not fault(head) and tagged(noun)[0][1] == "v" and not role(noun):
        return head
    flow = flow_end().search(clause.rstrip("了"))
    if noun and (not head or flow or len(noun) > 1 or _VERB_END.search(clause)):
        verb = flow[0] if flow and flow[0] in ("新增", "新建", "年产", "新引进", "净增", "加装", "惠及") else ""
        return verb + noun
    return head


_FATE = re.compile(
    r"脱贫|参保|就业|受益|参赛|参会|获奖|入选|返乡|返岗|受灾|受伤|死亡|遇难|失联|获救|毕业|入学|上岗|退休|复学|出列|搬迁"
)


_BECOME = re.compile(r"[^，。、]{1,12}?(?:均|都)?(?:成功)?(?:创建|获评|入选|建成|成为)(?:为)?([^，,。；;、]{2,20})")


_PEOPLE = {"人": "人数", "名": "人数", "人次": "人次", "户": "户数"}
_TAKES_PART = re.compile(r"(参加|参与|出席|与会|到场|参会)(?!者)")
_PEOPLE_NOUNS = (
    "代表",
    "委员",
    "选手",
    "嘉宾",
    "专家",
    "学者",
    "人员",
    "客商",
    "企业",
    "队员",
    "学员",
    "队伍",
    "代表队",
    "党员",
    "干部",
)
_ATTENDS = re.compile("(?:[^，。；、]{0,4})?(出席|列席|参加|参与|参会|参赛|参展|参训|与会|到会)(?!者)")
_FINISHED = re.compile("(?:已|全部|均|率先)*(完成[\u4e00-\u9fff]{0,10}?(?:改造|整改|升级|认定|备案|验收))")
_REACHES = re.compile(r"(带动|惠及|覆盖|辐射|服务|受益)(?:了|超|近|约)*$")


def _called(clause: str, unit: str, noun: str, tail: str) -> str:
    """What the words after a count call it: 9个社区创建未来社区, 7个是总部项目, 11000人脱贫, 12家企业…签约."""
    if m := re.match(r"(?:都|全)?是([^，,。；;、]{2,16})", tail):
        return clean(m[1])
    if noun in _PEOPLE_NOUNS and (m := _ATTENDS.match(tail[len(noun) :])):
        return m[1] + noun
    if noun and (m := _BECOME.match(tail)):
        return clean(m[1])
    if noun in ("企业", "单位") and (m := re.match(r"[^，,。；;]{0,16}(签约|签下|入选|上榜)", tail[2:])):
        return ("签约" if m[1].startswith("签") else "入选") + noun
    if noun or unit.lstrip("万亿千百") not in _PEOPLE:
        return ""
    if m := _FATE.match(tail):
        return m[0]
    if m := _TAKES_PART.match(tail):
        return m[1] + "人员"
    m = _REACHES.search(clause)
    return m[1] + _PEOPLE[unit.lstrip("万亿千百")] if m else ""


_VERB_END = re.compile(
    r"(?:有|共|共分|分为|划分为|附设|开|和|与|及|建成|建立|设立|吸引|引进|聚集|集聚|汇聚|签下|签约|开工|推出|打造|培育|培养|新增|拥有|设|获得|获|成立|组织|开展|举办|带动|安置|覆盖|服务|惠及|实施|推进|完成|创建|认定|由|将|达|近|等|的|共有|形成|涉及|来自|招引|落户|安排|谋划|组建|发放|投入|帮助|解决|为|是|着|了|到|起)(?:了|超|近|约)?$"
)


def _reached(run: list[Quantity], clause: str) -> tuple[str, ...]:
    """带动1.3万户5.2万人增收: households and people."""
    m = _REACHES.search(clause)
    kinds = [_PEOPLE.get(q.unit.lstrip("万亿千百"), "") for q in run]
    return tuple(m[1] + k for k in kinds) if m and all(kinds) else ()


def _add_count(state: State, run: list[Quantity], name: str, clause: str, context: str, took: int, tail: str) -> int:
    if re.match(r"[^，。；]{0,8}[:：]", tail[took:]) and took:
        reject(state, run, "a count right before its list")
        return 0
    add(state, run, (name,), "level")
    return took


_AWARD = re.compile(
    r"((?:一次性|定额)?(?:奖励|补助|补贴|资助|贴息|奖金|扶持资金|支持资金))"
    r"[，,]?(?:资金|标准|金额|额度)?(?:的|为|达|最高|不超过|给予|各|分别|每[^，。]{1,4})*$"
)


_GIVEN = re.compile(r"(?:的)?((?:一次性)?(?:奖励|补助|补贴|资助|贴息|奖金|扶持|支持))")


_SAVED = re.compile("^[，,]?相当于(?=(?:每年|全年|一年|年|可|能)*(?:节约|节省|减少|减排|替代|少[用烧排]))")
"""相当于每年节约标准煤5万吨 is a figure of its own, no other unit for the one before."""


def _level_names(
    state: State, clause: str, context: str, wanted: int, q: Quantity, tail: str, units: list[str]
) -> tuple[str, ...]:
    if q.kind == "money" and wanted == 1 and clause.endswith("以") and (deal := _DEAL.match(tail)):
        return (f"{deal[1]}金额",)
    if worth := _WITH.match(tail) if wanted == 1 and clause.endswith("以") else None:
        return (clean(worth[1]),)
    if award := _AWARD.search(clause) or (re.search("给予|各奖", clause) and _GIVEN.match(tail)):
        return (award[1],) * wanted
    clause = _SAVED.sub("", clause)
    if state.names and re.search(r"折算|折合|约合|相当于", clause):
        return state.names[-wanted:]
    if q.kind == "money" and not says(clause) and (spent := re.search("投入(?=了?$)", clause)):
        return (spent[0],) * wanted
    if "累计" in clause and not says(clause) and state.names and not says(context):
        return state.names[-wanted:]
    found = names(clause, wanted)
    if q.kind == "measure" and wanted == 1 and (m := re.match(r"的(土地|区域|面积|海域|水域|绿地|耕地)", tail)):
        return (m[1],)
    if found:
        topic = last_chunk(context) if context else ""
        if wanted == 1 and state.names:
            found = (_of_last(state, found[0]),)
        if wanted == 1:
            found = (_joined(state, clause, _branched(_SPENT.get(found[0], found[0]), context), context),)
        return tuple(_headed(f, topic, state) for f in found)
    if wanted > 1:
        joined = back_names(clause, context, wanted)
        if joined:
            return joined
        one = names(clause, 1)
        if one and len(set(units)) == wanted:
            return one * wanted
        return state.names if len(state.names) == wanted and not clean(clause) else ()
    told = state.last if state.measure == "change" else state.names
    if told and (
        _REACHED.search(clause)
        or (
            state.unit == q.unit and not context.strip("，, ") and state.measure == "level" and _AGAIN.fullmatch(clause)
        )
    ):
        return told[-1:]
    if not re.search(r"数量|总数|达|共|有|为|是|计|超|近|约|总|至|到|则", clause):
        return ()
    return names(last_chunk(context), 1) if context else ()


_DEAL = re.compile("的?(?:价格|总价|对价)?(收购|竞得|拍得|中标|受让)(?!率|量)")
"""以4亿元收购某公司."""
_AGAIN = re.compile(
    rf"(?:[，,\s{HIDDEN}]|高峰[时期]|最[多高]时|旺季|将|如今|现在|目前|现|则|也|已经?|共?有|达到?|约|近|超过?|为|是|仍|就|了|[比较由从](?:20\d\d年|上年|去年|年初|同期|上月)(?:同期)?的?)*"
)
_REACHED = re.compile(
    r"[到至占]|涉及|就有|(?:压缩|缩短|缩减|压减|减少|下降|降|精简|增加|增|升|提高|提升|扩大|调整|优化|变)为$"
)
_WITH = re.compile(
    r"的([\u4e00-\u9fff]{2,10}?)(?:[，,]|再次|首次|成功|连续)*(?:[位稳高]?居|[位名]?列|排名?|荣?登|跻身|入选|上榜|夺|摘|领跑|位于|中标|成交)"
)
"""以3亿元的品牌价值位居第2位."""
_DOES = re.compile(r"([^，,；;、\ue000]{3,14})(?:实现|完成)(?!率|额|量|情况)")


def _joined(state: State, clause: str, name: str, context: str) -> str:
    """规上工业实现产值1亿元、销售产值2亿元: what does the first also does the second; 按人均算 makes it per head."""
    if m := _DOES.search(clause):
        state.prefix = clean(m[1])
    elif clause.startswith("、") and state.prefix and name.endswith("产值"):
        return state.prefix + name
    elif not clause.startswith("、"):
        state.prefix = ""
    return "人均" + name if re.search(r"按人均(?:算|计算|看)[，,]?$", context) and not name.startswith("人均") else name


_BRANCH = re.compile(r"^(?:其中)?[，,]?\s*([\u4e00-\u9fff、]{2,12}?(?:产业|行业|业))(?!务|绩|主|态|增加值|产值)")


_BARE = re.compile(r"(?:规上|规模以上)?(?:工业)?(?:增加值|总产值|产值|营业收入|营收|主营业务收入)$")


def _branched(name: str, context: str) -> str:
    """商贸金融业分量更重,全年增加值970.4亿元: the branch that opens an earlier chunk."""
    if not _BARE.fullmatch(name):
        return name
    for chunk in reversed(re.split(r"[，,；;。]", context)):
        if m := _BRANCH.match(chunk.strip(HIDDEN)):
            return m[1] + name
    return name


_OWN = re.compile(r"(?:工业)?(?:增加值|总产值|产值|营业收入|营收|主营业务收入|利润总额|利税总额|利税|利润|税收)$")


def _of_last(state: State, name: str) -> str:
    """规模以上工业企业352家,实现利润总额1亿元: whose; 粮食播种面积1万亩,总产量2万吨: of what."""
    last = state.names[-1]
    if name == "金额":
        return last + name
    if (whole := handled(state, name)) != name:
        return whole
    if name in _TOTALS and (new := _NEW.match(last)):
        return last[new.end() :]
    if name == "实到" and "应到" in last:
        return last.replace("应到", "实到")
    if name == "单日" and last.endswith(("量", "游客", "人次", "旅客")):
        return "单日最高" + re.sub("^(?:日均|累计)", "", last)
    if name in ("日均", "月均") and not last.startswith(name):
        return name + last
    if (
        _OWN.fullmatch(name)
        and re.match(r"(?:规模以上|规上|限额以上|限上|四上).*企业$", last)
        and state.measure == "level"
    ):
        return last + name
    if last.endswith("业务量") and name == "业务收入":
        return last.removesuffix("业务量") + name
    m = re.match(r"(.{2,6}?)(?:播种|种植)面积$", last)
    return m[1] + name if m and name in ("总产量", "产量", "总产", "单产", "亩产") else name


_TOTALS = ("总数", "总量", "总面积", "数量", "总规模", "总里程")
_NEW = re.compile("新(?:增|认定|建成?|改建|培育|引进|入库|添)(?=..)")
_SPENT = {"斥资": "投资", "耗资": "投资", "砸下": "投资"}


def _headed(name: str, topic: str, state: State) -> str:
    """居民人均可支配收入,城镇常住居民为42058元: the topic gives the head noun that the name lacks."""
    if name.endswith("居民") and "收入" in topic + "".join(state.names):
        source = clean(topic) if "收入" in topic else state.names[-1]
        at = source.find("居民")
        return name + source[at + 2 :] if at >= 0 else name
    return name
