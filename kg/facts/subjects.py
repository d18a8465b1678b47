"""Where a sentence names its subjects: at the beginning of a clause, behind 由, in a scene with 在."""

from __future__ import annotations

from functools import cache

from kg.facts.lift import CLAUSE_END, Lifted, compile_pattern
from kg.rules import regex as re
from kg.rules import table
from kg.rules.areas import stems

Slot = tuple[int, tuple[str, ...]]
"""Lifted position, and the entities of the list that stands there."""

_OPENER = (
    rf"(?:[^{CLAUSE_END}\ue000-\uf8ff]{{0,16}}(?:来|年|月|日|时|后|前|中|里|上|下|期|天|此|且|的|外|今|已|初|末|底|度|则|而|但|因|又|也"
    r"|还|正|其中|同时|如今|目前|据悉|这一|过去|记者|消息|讯))?"
)
_NUMBER = r"(?:[一二三四五六七八九十]+(?:是|要|、)|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]|[①-⑳]|第[一二三四五六七八九十]+[，、]|[—·•●■◆▲]+)?\s*"
_WHERE = f"[^{CLAUSE_END}\ue000-\uf8ff]{{0,4}}(?:(?:在|位于|地处|来自|落户|扎根|坐落于?){{Seat}}(?:落户|投资|注册|扎根|兴业|建厂|从事[^{CLAUSE_END}\ue000-\uf8ff]{{1,4}})?|(?:由|隶属于?){{Any}}[^{CLAUSE_END}\ue000-\uf8ff]{{1,12}})的"
_WHOSE = f"{{Doer}}[^{CLAUSE_END}\ue000-\uf8ff]{{0,4}}(?:生产|研发|研制|推出|出品|选送|申报|培育|开发|注册)的"
_SLOT = compile_pattern(
    rf"(?:^|(?<=[{CLAUSE_END}])){_NUMBER}(?:{_OPENER}|{_WHERE}|{_WHOSE}){{s:Topic+}}"
    r"(?![^，。；打建推与的在\ue000-\uf8ff]{1,10}(?:公司|集团|股份|农业|实业|合作社|银行|医院|大学|学院|海关|法院|检察院|大队))"
    r"(?!(?<={GovernmentBody})[^，。；\ue000-\uf8ff]{1,12}{Person}[^，。；]{0,6}(?:表示|介绍|说|称|透露|指出|强调|要求|提出|叮嘱|牵头|带头|带领))"
    r"(?!(?<={GovernmentBody})[^，。；\ue000-\uf8ff]{0,6}(?:书记|主任|主席|[市县区镇乡旗州局厅部]长)[^，。；\ue000-\uf8ff]{2,3}(?:表示|介绍|说|称|透露|指出|强调))"
    r"(?!(?<={Org})(?:院士|教授|副教授|研究员|专家|学者|博士)[^，。；\ue000-\uf8ff]{0,2}{Person})"
    r"(?!(?<={GovernmentBody})(?:代表|委员|常委)(?!会))"
    r"(?!(?:至|到|—|－|经)[^，。；\ue000-\uf8ff]{0,4}{Place})"
    r"(?!消息|讯|记者|报道|电[，,]|客户端|微信)(?!(?:企业|公司|籍|人(?!民))[^的]{0,6}[\ue000-\uf8ff])"
).regex
_MADE = compile_pattern(
    f"(?:^|(?<=[{CLAUSE_END}])){_NUMBER}{{s:Made+}}(?:[^{CLAUSE_END}\ue000-\uf8ff]{{0,8}}?(?:建成|投用|投入使用|启用|竣工|开工|封顶|揭牌|通车|开建)[^{CLAUSE_END}\ue000-\uf8ff]{{0,6}}[，,]"
    f"|[，,]由[^{CLAUSE_END}]{{1,30}}(?:建设|承建|代建|开发|投资|共建))"
).regex
_OPENING = re.compile(
    "围绕|聚焦|按照|为|依托|借助|通过|立足|紧扣|随着|以|凭借|作为|经过|面对|在|根据|针对|从|自|近|今|去|20|如今|目前"
)
_STAGE = compile_pattern(
    f"(?:^|(?<=[{CLAUSE_END}]))(?:[^{CLAUSE_END}\ue000-\uf8ff]{{0,6}})?在{{s:Seat}}(?=[，,])"
).regex
_NAMED = compile_pattern("(?:企业|公司|集团|机构|高校|医院|院校|——){s:Firm}(?=[，,]|将|已|拟|也|在|与|正)").regex
_AGENT = compile_pattern("(?:由|授予){s:Doer+}(?![^，。；]{0,4}投资(?![建兴])|[^，。；\ue000-\uf8ff]{0,10}控股)").regex
_BUILDER = compile_pattern("由{s:Firm+}…(?:投资(?=[建兴])|建设|承建|实施|打造|开发|运营|兴建)").regex
_BEFORE = compile_pattern(
    "(?<!联合)(?<!携手)(?<!会同)(?<!牵手)(?<![在与同和跟对向为从到及、给于比将把让使被])(?:^|(?<=[^、])){s:Any}(?:近日|日前|今天|此前|率先|联合|制定|正|已|将|也|还|新|又)*$"
).regex
_SCENE = compile_pattern("(?:在|位于|地处){s:Seat}").regex


def _words(kind: str) -> str:
    return "|".join(row["cue"] for row in table("relations/subjects.tsv") if row["kind"] == kind)


_OWN_SUBJECT = re.compile(
    rf"(?!(?:{_words('adverb')}|在|对|从|向|以|把|按|由|于|据|经|与|同|和|聚焦|围绕|打造|建设|发展|实施|获|入选))"
    rf"[\ue000-\uf8ff]?[^{CLAUSE_END}\ue000-\uf8ff]{{0,20}}?(?:{_words('unnamed')})(?:{_words('adverb')})*"
    rf"(?:(?:对|为|向|把|将|在|以|从|按|依托|通过)[^{CLAUSE_END}\ue000-\uf8ff]{{1,24}}?)?"
    r"(?:启动|建成|实施|深化|落实|贯彻|执行|践行|坚持|构建|完善|提出|制定|公布|编制|签发|设立|在建|推进|打造|建设|入选|获|荣|被|评为|当选|出台|发布|印发|推出|形成|举行|举办|召开|开展|签|与|同|联合|投资|落户|夺|捧|摘|聚焦|发力|培育|对标|瞄准|争创|创建|参加|亮相|来到|参与|共建|合作|设立|成立|组建|计划|拟)"
)
_NATIONWIDE = re.compile(_words("national"))


def has_own_subject(prefix: str, areas: frozenset[str]) -> bool:
    """Whether the words between a clause's beginning and its object hold a subject that is no name: 油田已建成.

    `areas`: names of the areas that the page knows; another's short form, 三川|瞄准…, is a subject too.
    """
    return _OWN_SUBJECT.match(prefix) is not None or _open_area(prefix, areas)


def _open_area(prefix: str, areas: frozenset[str]) -> bool:
    found = next((prefix[:n] for n in (3, 2) if prefix[:n] in stems()), "")
    return bool(found) and found not in _everyday() and not any(name.startswith(found) for name in areas)


@cache
def _everyday() -> frozenset[str]:
    return frozenset(row["word"] for row in table("lexicon/area_words.tsv"))


def is_national(text: str) -> bool:
    """Whether a sentence speaks of the whole country or of no single place."""
    return _NATIONWIDE.search(text) is not None


def nationwide(text: str) -> int:
    """How often a page speaks of the whole country."""
    return sum(map(text.count, ("全国", "我国", "中国", "各地", "总书记", "党中央", "国务院")))


def agents(x: Lifted, start: int, end: int) -> list[tuple[str, ...]]:
    """Those by whom something is done, 由X建设, in the lifted range."""
    return _at(_AGENT, x, start, end)


def doer_before(x: Lifted, cue: int, start: int) -> list[tuple[str, ...]]:
    """The one that stands right before the words at `cue` in a clause that begins at `start`, unless a preposition
    makes it something else: 根据临江区发布的…, but not 与临江区开展…."""
    found = _BEFORE.search(x.text, start, cue)
    return [tuple(m.entity for m in x.inside(*found.span("s")))] if found else []


def scenes(x: Lifted, start: int, end: int) -> list[tuple[str, ...]]:
    """The areas and zones where something is done, 在X实施, in the lifted range."""
    return _at(_SCENE, x, start, end)


def made_in(x: Lifted) -> set[str]:
    """What clauses of the sentence say to have been built or opened."""
    return {m.entity for f in _MADE.finditer(x.text) for m in x.inside(*f.span("s"))}


def is_opening(prefix: str) -> bool:
    """Whether the words begin a clause whose subject may stand in the next: 围绕X，临江区…"""
    return not prefix or _OPENING.match(prefix) is not None


def _at(pattern: re.Pattern[str], x: Lifted, start: int, end: int) -> list[tuple[str, ...]]:
    return [tuple(m.entity for m in x.inside(*f.span("s"))) for f in pattern.finditer(x.text, start, end)]


def slots_of(x: Lifted) -> tuple[Slot, ...]:
    """(position, entities) of what stands where a clause's subject stands, in order."""
    if not x.places:
        return ()
    found = [m for pattern in (_SLOT, _STAGE, _NAMED, _BUILDER) for m in pattern.finditer(x.text)]
    return tuple(sorted({(m.start("s"), tuple(y.entity for y in x.inside(*m.span("s")))) for m in found}))
