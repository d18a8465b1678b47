"""国家级经济技术开发区, 经开区, 高新区 without a name: the zone of the home city or county, which has one of each kind.

Official name: the home area's short form and the kind in full (临江经济技术开发区), unless the page names it in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.entities.zone_kinds import one_of_each
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.rules.sieve import finditer
from kg.text.fold import simplified

KINDS = {
    "经济技术开发区": "经济技术开发区",
    "经济开发区": "经济开发区",
    "经开区": "经济技术开发区",
    "高新技术产业开发区": "高新技术产业开发区",
    "高新区": "高新技术产业开发区",
}
_BARE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff”’）)·])|(?<=[在与和及由从入向])|(?<=聚焦|推动|支持|加快|依托|围绕|推进|做强|建设))(?:国家级|省级)?(?P<kind>{'|'.join(KINDS)})"
    r"(?![（(·—-]|[\u4e00-\u9fff]{0,4}(?:名单|试点|评价|考评|考核|排名|排行|发展水平)|(?:等|和|及)?(?:各类|[一二三四五六七八九十两多几数\d]+[家个]))"
)
_COUNTED = re.compile(r"(?:全省|全国|各|多个|[家个类]|所有|一批)$")


def own_zones(document: Document, mentions: tuple[Mention, ...], home: str) -> tuple[Mention, ...]:
    """`mentions` with those of the home area's own zones; as they are if home is neither prefecture nor county."""
    known = areas.area(home) if len(home) == 6 and not home.endswith("0000") else None
    if known is None:
        return mentions
    added = tuple(_found(document, mentions, known.short.split("|")[-1] or known.name))
    return tuple(sorted((*mentions, *added), key=lambda m: m.span)) if added else mentions


def _found(document: Document, mentions: Iterable[Mention], stem: str) -> Iterator[Mention]:
    text = simplified(document.text)
    taken = {at for m in mentions for at in range(m.span.start, m.span.end)}
    named = sorted({m.name for m in mentions if m.type == "Zone"})
    for hit in finditer(_BARE, text):
        if (
            hit.start() in taken
            or hit.end() - 1 in taken
            or _COUNTED.search(text, max(0, hit.start() - 3), hit.start())
        ):
            continue
        name = _official(hit["kind"], named, stem)
        if name:
            yield Mention(Span(*hit.span()), "Zone", "zone.own", name)


def _official(kind: str, named: list[str], stem: str) -> str:
    """The only zone of that kind that the page names, the home area's if it names none, "" if it names several."""
    full = KINDS[kind]
    forms = tuple(form for form, meant in KINDS.items() if meant == full)
    of_kind = one_of_each(name for name in named if name.endswith(forms) and name not in KINDS)
    if of_kind:
        return of_kind[0] if len(of_kind) == 1 else ""
    return stem + full
