"""Relations that names themselves say: address chains, places inside names, branches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.facts.lift import AREAS
from kg.model import Document, Entity, Evidence, Linked, LocalId, Mention, Relation, Sentence
from kg.rules import regex as re

RANK = {name: i for i, name in enumerate((*AREAS, "Region", "Zone", "Facility"))}
_INSTITUTES = ("实验站", "试验站", "工作站", "研究院", "研究所", "研究中心", "创新中心", "实验室", "医院", "学院")
_GAMES = ("亚运会", "亚残运会", "奥运会", "冬奥会", "全运会", "大运会", "青运会", "世博会", "园博会", "马拉松")
_PERSONNEL = re.compile("任免|任职|免职|任命|免去")
_FAIRS = ("节", "自行车赛", "龙舟赛", "越野赛", "庙会", "灯会")
"""What a page's place holds at home if it is called after it."""
_RULED = frozenset({"City", "District", "Town", "Zone"})
_FOR_INDUSTRY = re.compile(
    "(?:产业|行业)?(?:全产业链|链|集群)?(?:建设|高质量|强链|补链|延链|壮链|创新|转型|提升|振兴|提质|融合|倍增|做大|发展|壮大|三年|五年|行动|专项|扶持|若干)"
)
_BY_NAME = frozenset({"Industry", "Village", "Zone", "Institution", "Enterprise"})
"""What a name may hold without being linked: it is meant where the page names it elsewhere too."""
_VAST = ("高原", "平原", "山脉", "盆地", "沙漠", "草原", "沙地", "丘陵")
"""What no county holds: a place on it is named, not the other way round."""
_CORRIDOR = re.compile("(?:走廊|经济带|经济圈|都市圈|城市群|大通道|合作区)$|一体化.*示范区$")
"""How zones end that hold whole counties."""
_OWNERS = frozenset({"GovernmentBody", "Institution", "Enterprise"})
_GROUP = re.compile("(?:机关)?(?:党委|党组|党总支|党支部|纪委|团委|委员会)")
_SECTION = re.compile("[^市区县局委部]{2,8}[科处股]|[^市区县局委部]{2,6}(?:支队|大队)")
"""What a party committee adds to the name of the school or firm that it is in, and a section to its department's."""
_STREAMS = ("江", "河", "溪")
"""What flows through a place is no part of it: 渡口区清江沿岸."""
_NESTS = {"GovernmentBody": "Zone", "Institution": "Institution", "Zone": "Zone"}
_FIRMS = frozenset({"Enterprise", "Institution"})
"""Whose names only open with an address: 江北市柳林镇小学 does not say that the town is part of the city."""
_WATER = ("江", "河", "湖", "海")
"""How a town's short form ends that is called after a water, as are reservoirs and parks that lie elsewhere."""
_CARE = ("福利院", "福利中心", "养老院", "敬老院", "养老中心")
_HOMES = (*_CARE, "小学", "中学", "学校", "初中", "幼儿园", "卫生院")
_ROUTE = re.compile(
    "[至到—].*(?:路|线|高速|高铁|城际|道|桥)(?:[^镇乡村至到]{0,12}(?:项目|工程|段))?$|[\u4e00-\u9fff]{2}至[\u4e00-\u9fff]{2,6}(?:[东西南北]?段)?$"
)
_LINE = re.compile(
    "[\u4e00-\u9fff]{2}(?:高铁|铁路|城际|高速|高速公路|运河|航道|古道|通道)(?:项目|工程)?"
)  # 巴南高铁 runs from 巴中 to 南充
_NAMED = {"Zone": "partOf", "Project": "locatedIn", "Facility": "locatedIn"}
_BEHIND = {**_NAMED, "Enterprise": "locatedIn", "Institution": "locatedIn", "NaturalFeature": "partOf"}
_BRANCH = (
    "分院",
    "分校",
    "校区",
    "院区",
    "分公司",
    "分行",
    "支行",
    "分部",
    "分会",
    "分中心",
    "分局",
    "分社",
    "分所",
)

_PARTS = ("片区", "核心区", "启动区", "分区", "中央商务区", "板块", "分园", "示范区", "拓展区", "基地", "组团")


def structure(document: Document, linked: Linked) -> Iterator[Relation]:
    """partOf, locatedIn and subsidiaryOf that follow at once from how something is named."""
    inner = tuple(known_inner(linked))
    linked = replace(linked, inner=inner)
    everything = sorted({*linked.mentions, *inner}, key=lambda m: (m.span.start, m.span.end, m.type))
    numbers = dict(numbered(document, everything))
    brands = [m for m in linked.mentions if m.type in _FIRMS]
    free = [m for m in everything if m.type in AREAS and m.entity and not any(b.span.holds(m.span) for b in brands)]
    yield from _chains(free, numbers)
    yield from _adjacent(document, linked, numbers)
    yield from _inside(document, linked, numbers)
    yield from _groups(linked, numbers)


def _groups(linked: Linked, numbers: dict[Mention, Sentence]) -> Iterator[Relation]:
    """江海大学党委, 江北市委组织部干部科: the committee or section in the body that its name opens with."""
    owners = {n.removeprefix("中共"): e for e in linked.entities if e.type in _OWNERS for n in (*e.aliases, e.name)}
    groups = {e.id: _owner(e.name.removeprefix("中共"), owners) for e in linked.entities if e.type == "GovernmentBody"}
    seen = {i for i, owner in groups.items() if owner in ("", i)}
    for m in linked.mentions:
        if m.entity in groups.keys() - seen and m in numbers:
            seen.add(m.entity)
            yield Relation(m.entity, "subsidiaryOf", groups[m.entity], Evidence(numbers[m].span, m.span, "name.group"))


def _owner(group: str, owners: Mapping[str, Entity]) -> str:
    """Whose name, the longest that opens the group's, is followed by that of a group or section; "" for nobody's."""
    end = next((i for i in range(len(group) - 2, 3, -1) if group[:i] in owners), 0)
    owner = owners[group[:end]] if end else None
    kind = _SECTION if owner and owner.type == "GovernmentBody" else _GROUP
    return owner.id if owner and kind.fullmatch(group, end) else ""


def known_inner(linked: Linked) -> Iterator[Mention]:
    """The inner mentions, those of known areas with their entity even where the name alone would not bring it up."""
    known = {e.id for e in linked.entities}
    named = {(e.type, name): e.id for e in linked.entities if e.type in _BY_NAME for name in (*e.aliases, e.name)}
    for m in linked.inner:
        key = m.entity or named.get((m.type, m.name), f"area:{m.code}")
        if key in known:
            yield m if m.entity else Mention(m.span, m.type, m.rule, m.name, key, m.code)


def numbered(document: Document, mentions: list[Mention]) -> Iterator[tuple[Mention, Sentence]]:
    number = 0
    for m in mentions:
        while number < len(document.sentences) - 1 and document.sentences[number].span.end < m.span.end:
            number += 1
        if document.sentences[number].span.holds(m.span):
            yield m, document.sentences[number]


def _chains(areas: list[Mention], where: dict[Mention, Sentence]) -> Iterator[Relation]:
    """杭州市临平区: the finer area is part of the one right before it, or of the one that opens its name."""
    for a, b in pairwise(areas):
        opens = a.span.start == b.span.start and a.span.end < b.span.end
        if (opens or a.span.end == b.span.start) and b in where and _finer(b, a):
            yield _said(b, "partOf", a, where[b], "name.chain")


def _finer(b: Mention, a: Mention) -> bool:
    if a.code and b.code:
        return lies_in(b.code, a.code)
    return RANK[b.type] > RANK[a.type] and a.type != "Country"


def _adjacent(document: Document, linked: Linked, where: dict[Mention, Sentence]) -> Iterator[Relation]:
    """清河区云鼓文创园: what stands right behind an area's name lies in it, unless its own name says a finer place."""
    placed = {m.span.start for m in linked.inner if m.type in AREAS}
    for a, b in pairwise(linked.mentions):
        touching = a.span.end == b.span.start and document.text[b.span.start] not in "“‘《「『"
        touching = touching and not (b.type == "NaturalFeature" and b.name.endswith(_STREAMS))
        predicate = _BEHIND.get(b.type, "") if touching and a.type in AREAS and b in where else ""
        if predicate and not (b.span.start in placed and b.type in _NAMED):
            yield _said(b, predicate, a, where[b], "name.behind")


def _inside(document: Document, linked: Linked, where: dict[Mention, Sentence]) -> Iterator[Relation]:
    home = linked.home.removeprefix("area:")
    below = sorted(linked.inner, key=lambda m: (m.span, m.type))
    starts = [m.span.start for m in below]
    for outer in (*linked.mentions, *_nested(linked)):
        near = below[bisect_left(starts, outer.span.start) : bisect_left(starts, outer.span.end)]
        inner = [m for m in near if outer.span.holds(m.span) and m.span != outer.span]
        if outer in where and inner:
            sites = [m for m in inner if _is_site(outer, m)]
            areas = [m for m in sites if not _says_nothing(document, outer, m, sites, home)]
            yield from _places(outer, areas, where[outer])
            if outer.type == "Event" and outer.name.endswith(_FAIRS):
                near = [m for m in areas if m.code == home or lies_in(m.code, home)]
                yield from (_said(outer, "locatedIn", m, where[outer], "name.place") for m in near)
            yield from _owners(outer, [m for m in inner if m.type == "Enterprise"], where[outer])
            yield from _named_for(outer, inner, where[outer])
            yield from _campus(outer, inner, where[outer])
            yield from _parents(outer, [m for m in inner if m.type == outer.type], where[outer])


def _nested(linked: Linked) -> Iterator[Mention]:
    """Named things inside names that say something themselves: the zone of 江北经济开发区管委会, the branch of a campus."""
    hosts = [m for m in linked.mentions if m.type in _NESTS]
    at = 0
    for m in sorted(linked.inner, key=lambda m: m.span):
        while at < len(hosts) and hosts[at].span.end <= m.span.start:
            at += 1
        if m.entity and at < len(hosts) and hosts[at].span.holds(m.span) and _NESTS[hosts[at].type] == m.type:
            yield m


def _is_site(outer: Mention, m: Mention) -> bool:
    """An area in the name, or the zone that opens the name of what is built in it."""
    built = outer.type in {"Facility", "Project"} and m.type == "Zone" and m.span.start == outer.span.start
    return m.type in AREAS or bool(built and m.entity)


def _places(outer: Mention, areas: list[Mention], sentence: Sentence) -> Iterator[Relation]:
    predicate = _NAMED.get(outer.type, "")
    if outer.type in {"Institution", "Enterprise"} and _is_branch(outer):
        predicate, areas = "locatedIn", [a for a in areas if a.span.start > outer.span.start]
    elif outer.type == "Institution" and "地块" in outer.name:
        predicate = "locatedIn"
    elif outer.type == "Institution" and outer.name.endswith(_HOMES):  # but not 江北区人民医院: a brand says no place
        predicate, areas = "locatedIn", [a for a in areas if is_spelled_out(a) and _serves(outer, a)]
    elif outer.type == "Event":
        held = outer.name.endswith(_GAMES)
        predicate, areas = "locatedIn", areas if held else [a for a in areas if _is_scene(outer, a)]
    elif outer.type == "NaturalFeature" and outer.name.endswith("段"):
        predicate = "partOf"
    if predicate and areas:
        finest = max(areas, key=lambda m: (RANK.get(m.type, 0), -m.span.start))
        listed = [m for m in areas if m.type == finest.type and _is_listed(outer, m)]  # 柳林镇、石溪镇…工程
        for area in (finest, *(m for m in listed if m.entity != finest.entity)):
            yield _said(outer, predicate, area, sentence, "name.place")


def _is_listed(outer: Mention, area: Mention) -> bool:
    at = area.span.start - outer.span.start
    return at > 0 and outer.name[at - 1] in "、和"


def _serves(outer: Mention, area: Mention) -> bool:
    """Whether a home, school or clinic is called after the area that it serves; a school only after its town."""
    if outer.name.endswith(_CARE):
        return area.span.start == outer.span.start
    return area.type in {"Town", "Village"}


def _is_scene(outer: Mention, area: Mention) -> bool:
    """中国（江北）国际陶瓷博览会 and 陶瓷节江北分会场 say where they are held."""
    at, end = area.span.start - outer.span.start, area.span.end - outer.span.start
    bracketed = outer.name[at - 1 : at] in ("（", "(") and outer.name[end : end + 1] in ("）", ")")
    return at > 0 and (bracketed or outer.name.startswith(("分会场", "分赛区", "分赛场"), end))


def _named_for(outer: Mention, inner: list[Mention], sentence: Sentence) -> Iterator[Relation]:
    """关于促进X产业高质量发展的措施 applies to X; what 临江区关于… says applies to 临江区; a village's fair is in it."""
    behind = outer.name.replace("《", "").find("关于")
    for m in inner:
        rest = outer.name[outer.name.find(m.name) + len(m.name) :]
        if outer.type == "Policy" and m.type == "Industry" and _FOR_INDUSTRY.match(rest):
            yield _said(outer, "appliesTo", m, sentence, "name.industry")
        elif outer.type == "Policy" and m.type in _RULED and 0 < behind <= m.span.end - m.span.start:
            yield _said(outer, "appliesTo", m, sentence, "name.ruled")
        elif outer.type == "Policy" and m.type == "GovernmentBody" and m.entity and _signed(outer, m):
            yield _said(m, "issues", outer, sentence, "name.issuer")
        elif outer.type == "Event" and m.type == "Village" and m.span.start == outer.span.start:
            yield _said(outer, "locatedIn", m, sentence, "name.place")


def _signed(outer: Mention, body: Mention) -> bool:
    """云泽市人民政府关于…的通知: the body that the title of a paper opens with."""
    at = -1 if _PERSONNEL.search(outer.name) else outer.name.find("关于")
    return outer.name.lstrip("《")[: len(body.name)] == body.name and at >= len(body.name)


def _campus(outer: Mention, inner: list[Mention], sentence: Sentence) -> Iterator[Relation]:
    """江海大学临江研究院: an institute named for its university and a place stands in that place."""
    parents = [m for m in inner if m.type == "Institution" and m.span.start == outer.span.start]
    if outer.type == "Institution" and parents and not _is_branch(outer):
        end = max(m.span.end for m in parents)
        last: Mention | None = None
        for area in sorted(inner, key=lambda m: (m.span.start, -m.span.end)):
            if area.type in AREAS and area.span.start == end and area.span.end < outer.span.end:
                end, last = area.span.end, area
        if last:
            yield _said(outer, "locatedIn", last, sentence, "name.place")


def is_spelled_out(m: Mention) -> bool:
    printed = m.span.end - m.span.start
    return m.type in {"District", "Town", "Village"} and printed >= max(len(m.name), 3)


def _parents(outer: Mention, parents: list[Mention], sentence: Sentence) -> Iterator[Relation]:
    """The longest name of its own kind that opens a name: 江海大学 of its 分院, a zone of its 片区."""
    opening = [p for p in parents if p.span.start == outer.span.start]
    for parent in sorted(opening, key=lambda p: -p.span.end)[:1]:
        if outer.type in {"Institution", "Enterprise"} and (_is_branch(outer) or _is_part(outer, parent)):
            yield _said(outer, "subsidiaryOf", parent, sentence, "name.branch")
        elif outer.type == "Zone" and outer.name.endswith(_PARTS):
            yield _said(outer, "partOf", parent, sentence, "name.zone")


def _owners(outer: Mention, firms: list[Mention], sentence: Sentence) -> Iterator[Relation]:
    """川山机械总部项目: the firm that opens a project's or plant's name undertakes it."""
    for firm in firms:
        if outer.type in {"Project", "Facility"} and firm.span.start == outer.span.start:
            yield _said(firm, "undertakes", outer, sentence, "name.owner")


def _says_nothing(document: Document, outer: Mention, m: Mention, sites: Sequence[Mention], home: str) -> bool:
    """Whether an area inside a name is no place of it: 拉萨至日喀则公路 and 宜兴高铁 lie in neither, 高新区（昆岚） only tells
    homonyms apart, and two characters in the middle (新通道) are an area's short form only around the page's home."""
    opens = m.span.start == outer.span.start and m.span.end == m.span.start + 2 and m.type in {"City", "District"}
    if _ROUTE.search(outer.name):  # but 江海省临江至…公路 is in the province
        return not any(m.span.end == a.span.start and _finer(a, m) for a in sites)
    if opens and _LINE.fullmatch(outer.name):
        return True
    printed = document.quote(m.span)
    if any(a.span.start < m.span.start < a.span.end < m.span.end for a in sites):
        return True  # 云南昌…: the two cross
    if m.type == "Town" and printed.endswith(_WATER) and not _is_branch(outer):
        return True
    if document.text[m.span.start - 1] in "（(" and m.span.end + 1 < outer.span.end:
        return False
    if any(a.span.end == m.span.start and _finer(m, a) for a in sites):
        return False  # 江海临江…: the area in front says which one is meant
    if len(printed) < 3 and m.type in {"District", "Town", "Village"} and not _is_branch(outer):
        if not home.isdigit():
            return m.span.start != outer.span.start
        return not (m.code == home or lies_in(m.code, home) or lies_in(home, m.code))
    return document.text[m.span.start - 1] in "（(" and m.span.end + 1 >= outer.span.end


def _is_part(outer: Mention, parent: Mention) -> bool:
    """江海大学临江研究院: an institute or hospital whose name begins with another institution's whole name."""
    longer = outer.type == "Institution" and parent.span.end < outer.span.end
    return longer and outer.name.endswith(_INSTITUTES) and not _is_clinic(outer)


def _is_branch(m: Mention) -> bool:
    return any(word in m.name for word in _BRANCH) or ("附属" in m.name and not _is_clinic(m))


def _is_clinic(m: Mention) -> bool:
    """A university's hospital, which is a house of its own."""
    return "附属" in m.name and m.name.endswith("医院")


def _said(s: Mention, predicate: str, o: Mention, sentence: Sentence, rule: str) -> Relation:
    anchor = min(s.span, o.span) if s.span.meets(o.span) else type(s.span)(o.span.start, s.span.end)
    return Relation(s.entity, predicate, o.entity, Evidence(sentence.span, anchor, rule))


def lies_in(finer: str, coarser: str) -> bool:
    """Whether the code of an area says that it lies in another: 330113 in 330100 and in 330000."""
    stem = coarser.removesuffix("00").removesuffix("00") if len(coarser) == 6 else coarser
    return finer != coarser and finer.startswith(stem)


def holds(area: LocalId, other: LocalId) -> bool:
    """Whether `other` is the area or lies in it, by the codes that their ids hold."""
    a, b = area.removeprefix("area:"), other.removeprefix("area:")
    return area == other or (a.isdigit() and b.isdigit() and lies_in(b, a))


def is_upward(r: Relation, types: Mapping[str, str]) -> bool:
    """Whether a partOf goes from the finer area to the coarser; other relations pass."""
    s, o = types[r.subject], types[r.object]
    if r.predicate == "partOf" and s == "NaturalFeature" and r.subject.endswith(_VAST):
        return o in {"Region", "Country", "Province"}
    if r.predicate == "partOf" and s == "Region":
        return o in {"Region", "Country", "Province"}
    if r.predicate != "partOf" or s not in AREAS or o not in (*AREAS, "Zone", "Facility"):
        return True
    if o == "Zone" and _CORRIDOR.search(r.object):
        return True
    codes = r.subject.removeprefix("area:"), r.object.removeprefix("area:")
    return lies_in(*codes) if codes[0].isdigit() and codes[1].isdigit() else o in AREAS and RANK[s] > RANK[o]


def _is_village_chain(r: Relation, types: Mapping[str, str]) -> bool:
    return r.evidence.rule == "name.chain" and types[r.subject] == "Village"


def finest_places(relations: tuple[Relation, ...], linked: Linked) -> tuple[Relation, ...]:
    """`relations` with the coarser of several `locatedIn` of a thing left out, and the coarser `partOf` where only
    the neighbouring name says it."""
    types = {e.id: e.type for e in linked.entities}
    best: dict[tuple[str, str], int] = {}
    for r in relations:
        key = r.subject, r.predicate
        best[key] = max(best.get(key, -1), RANK.get(types[r.object], 0))
    return tuple(
        r
        for r in relations
        if not (r.predicate == "locatedIn" or r.evidence.rule == "name.behind" or _is_village_chain(r, types))
        or RANK.get(types[r.object], 0) == best[r.subject, r.predicate]
    )
