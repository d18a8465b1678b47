"""Who is meant by a name that is called after somebody: a company's brand before 项目, a body or area before a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.facts.states import state_of
from kg.facts.structure import is_spelled_out, known_inner, numbered
from kg.mentions.edges import word_classes
from kg.model import Document, Evidence, Linked, Mention, Relation, Sentence
from kg.rules import areas as area_table
from kg.rules import regex as re

_WATERS = frozenset({"三峡", "长江", "黄河", "珠江", "淮河"})
"""What firms are called after that is no brand."""
_LEGAL = ("公司", "集团", "合作社", "银行")
_SESSION = re.compile("第[一二三四五六七八九十百\\d]+次")
_SITTING = (
    ("人大常委会", "人民代表大会常务委员会"),
    ("人民代表大会常务委员会", "人民代表大会常务委员会"),
    ("政府", "人民政府"),
)
"""A word of a session's name, and how the name of the body ends that sits. Congresses are held by nobody here."""
_HOSTS = frozenset({"District", "Town", "Village"})
_HELD = (
    "仪式",
    "活动",
    "签约会",
    "动员会",
    "推进会",
    "现场会",
    "洽谈会",
    "推介会",
    "文化节",
    "丰收节",
    "旅游节",
    "运动会",
    "干部会议",
    "发展大会",
    "动员大会",
    "表彰大会",
    "招商大会",
)
_HAN_PAIR = re.compile("[\u4e00-\u9fff]{2}")


def called_after(document: Document, linked: Linked) -> Iterator[Relation]:
    """undertakes of what bears a company's brand, organizes of what is called after its holder."""
    where = dict(numbered(document, sorted(linked.mentions, key=lambda m: (m.span.start, m.span.end, m.type))))
    yield from _branded(document, linked, where)
    yield from _held(linked, where)


def _held(linked: Linked, where: dict[Mention, Sentence]) -> Iterator[Relation]:
    """Who holds an event that is called after its holder: a body's session, 昆江区2024年…开工仪式."""
    bodies = {e.name: e.id for e in linked.entities if e.type == "GovernmentBody"}
    inside = tuple(known_inner(linked))
    areas = {m.span.start: m for m in inside if m.type in _HOSTS and is_spelled_out(m)}
    behind = {m.span.start: areas[m.span.end] for m in inside if m.type == "City" and m.span.end in areas}
    areas = behind | areas
    for m in linked.mentions:
        if m.type == "Event" and m in where and m.entity:
            owner = _session_holder(m.name, bodies)
            host = areas.get(m.span.start)
            if not owner and host and m.name.endswith(_HELD):
                owner = host.entity
            if owner:
                yield Relation(owner, "organizes", m.entity, Evidence(where[m].span, m.span, "name.holder"))


def _session_holder(event: str, bodies: Mapping[str, str]) -> str:
    """The page's one body whose session it is by its name, "" if there is none or are several."""
    found = _SESSION.search(event)
    ending = next((end for word, end in _SITTING if found and word in event), "")
    owners = {i for name, i in bodies.items() if ending and name.endswith(ending)}
    if len(owners) > 1:
        owners = {i for name, i in bodies.items() if i in owners and name.removesuffix(ending)[-3:] in event}
    return owners.pop() if len(owners) == 1 else ""


def _branded(document: Document, linked: Linked, where: dict[Mention, Sentence]) -> Iterator[Relation]:
    """岚合电池项目: what is called after the brand of the page's only such company is that company's."""
    brands = _brands(linked)
    for m in linked.mentions:
        owner = brands.get(m.name[:2], "")
        if owner and m.type in {"Project", "Facility"} and m in where:
            sentence = where[m]
            text = document.text[sentence.span.start : sentence.span.end]
            at = m.span.start - sentence.span.start
            said = Evidence(sentence.span, m.span, "name.brand")
            yield Relation(owner, "undertakes", m.entity, said, state=state_of(text, at, at + 1))


def _brands(linked: Linked) -> dict[str, str]:
    """Brand -> the one company whose name or short form begins with it behind its areas: 岚合 of 青石市岚合有限公司."""
    found: dict[str, set[str]] = {}
    for e in linked.entities:
        forms = (e.name, *e.aliases) if e.type == "Enterprise" else ()
        for brand in filter(None, (_brand(form) for form in forms)):
            found.setdefault(brand, set()).add(e.id)
    names = {e.id: e.name for e in linked.entities}
    fullest = {brand: _without_short_forms(owners, names) for brand, owners in found.items()}
    return {brand: min(owners) for brand, owners in fullest.items() if len(owners) == 1}


def _without_short_forms(owners: set[str], names: Mapping[str, str]) -> set[str]:
    """岚合科技 beside 青石市岚合科技有限公司 is the same company."""
    full = {names[i] for i in owners if names[i].endswith(_LEGAL)}
    return {i for i in owners if not any(names[i] in name != names[i] for name in full)}


def _brand(form: str) -> str:
    """The first two characters behind the areas that open a company's name, "" for a word or an area's name."""
    rest = form
    while area := next(
        (rest[:n] for n in (6, 5, 4, 3, 2) if area_table.is_name(rest[:n]) or rest[:n] in area_table.stems()), ""
    ):
        rest = rest[len(area) :].lstrip("省市区县（）()")
    brand = rest[:2]
    return (
        brand
        if len(rest) > 2 and brand not in word_classes() and _HAN_PAIR.fullmatch(brand) and brand not in _WATERS
        else ""
    )
