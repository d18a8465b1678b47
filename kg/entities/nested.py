"""Names inside names: which of them are entities of their own (guideline, "Nested names")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from kg.mentions.areas import area_spans
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.tokens import is_word

AREAS = frozenset({"Country", "Province", "City", "District", "Town", "Village"})
HOLDERS = frozenset({"Zone", "Facility", "Project"})
_SEAT = re.compile(r"(?:委员会|[省市区县州旗盟镇乡]委|工委|政府|行政公署|行署)$")
_BRANCH = re.compile(r"(?:校区|分校|分院|分公司|分部|分行|支行|院区|研究院|分所|分局|中心)")
_HOUSE = re.compile("附属|银行|医院|大学|学院|公司|集团|学校|中学|小学")  # of which the branch is one
_FIRM = re.compile("(?:公司|集团)$")
_OPENED = re.compile("(?:研发中心|研究院|技术中心|研发基地|总部|实验室)$")  # what companies open under their name
_SCHOOL = re.compile(r"(?:大学|学院)[\u4e00-\u9fff]*(?:学院|系)$")


def brought_up(document: Document, outer: tuple[Mention, ...], inner: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The inner names that become entities: areas in the name of a zone, facility or project, or before a party
    committee or government, the upper areas of a chain (杭州市临平区) that opens an event's name, and the parent in a
    branch's name."""
    if not outer:
        return ()
    spans = area_spans(document)
    chains = {m.span for m, n in pairwise(spans) if m.span.end == n.span.start}
    found = {(m.span, m.type): m for m in (*inner, *_areas_inside(outer, spans)) if _wanted(m, outer, chains)}
    return tuple(found[key] for key in sorted(found))


def _areas_inside(outer: Iterable[Mention], spans: tuple[Mention, ...]) -> Iterable[Mention]:
    """Areas that no candidate brought in because a longer name took their place."""
    holders = [m for m in outer if m.type not in AREAS]
    at = 0
    for area in spans:
        while at < len(holders) and holders[at].span.end <= area.span.start:
            at += 1
        if at < len(holders) and holders[at].span.holds(area.span) and area.code:
            yield area


def _wanted(m: Mention, outer: Sequence[Mention], chains: Set[Span]) -> bool:
    holder = outer[bisect_right(outer, m.span.start, key=lambda o: o.span.start) - 1]
    if not holder.span.holds(m.span) or holder.span == m.span:
        return False
    if m.type == "Village":  # no table holds villages: 青溪村|音乐会
        return holder.type in ("Event", "Facility", "Project") and holder.span.start == m.span.start
    if m.type in AREAS:
        return bool(m.code) and (_is_place_in_name(m, holder) or _is_seat(holder) or _is_chained(m, holder, chains))
    if holder.type == "GovernmentBody":
        return m.type in ("Institution", "Enterprise") and holder.span.start == m.span.start
    if m.type == "Enterprise" and holder.type != "Enterprise" and holder.span.start == m.span.start:
        return bool(_FIRM.search(m.name)) or bool(m.rule == "enterprise.known" and _OPENED.search(holder.name))
    if m.type == holder.type == "Zone":
        return holder.span.start == m.span.start and holder.name.endswith(("片区", "区块"))
    return _is_branch(holder, m.span) and m.type == holder.type


def _is_place_in_name(m: Mention, holder: Mention) -> bool:
    """A town also in a policy's name. Before a project a brand may follow: 昆江|安晟药业项目 is called after a company."""
    if holder.type == "Project":
        rest = holder.name[m.span.end - holder.span.start :]
        return m.span.start > holder.span.start or not _opens_with_brand(rest)
    if holder.type == "Institution":
        return "地块" in holder.name
    return holder.type in HOLDERS or (holder.type == "Policy" and m.type == "Town")


def _opens_with_brand(rest: str) -> bool:
    return bool(rest) and rest[0] not in "、和" and not any(is_word(rest[:n]) for n in (2, 3, 4))


def _is_chained(m: Mention, holder: Mention, chains: Set[Span]) -> bool:
    return holder.type == "Event" and m.span in chains


def _is_seat(holder: Mention) -> bool:
    return holder.type == "GovernmentBody" and bool(_SEAT.search(holder.name))


def _is_branch(holder: Mention, inner: Span) -> bool:
    """The inner name opens the outer one, and what follows is a branch or a school: 江海理工大学|临江校区, 江海大学|药学院,
    but not 江海大学|附属医院临江院区, which is a branch of the hospital."""
    if holder.type not in ("Institution", "Enterprise") or holder.span.start != inner.start:
        return False
    length = inner.end - inner.start
    branch = _BRANCH.search(holder.name, length)
    alone = branch is not None and not _HOUSE.search(holder.name, length, branch.start())
    return alone or bool(_SCHOOL.fullmatch(holder.name, length - 2))
