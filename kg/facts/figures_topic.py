"""What a page is about: the thing that opens its headline, and whether its home area holds for what names no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.facts.structure import holds
from kg.facts.subjects import nationwide
from kg.model import Document, Linked, LocalId, Mention
from kg.rules import regex as re
from kg.text.fold import simplified

PLACES = ("Country", "Province", "City", "District", "Town", "Village", "Zone", "Region")
BODIES = ("Enterprise", "Institution", "Project", "Facility", "NaturalFeature")
RANK = {t: i for i, t in enumerate(("Village", "Town", "Zone", "District", "City", "Province", "Region", "Country"))}
_BREAKS = " \u3000：:|｜！!，,—”》】丨"
_OPENERS = ("Zone", "Town", "Village", "Enterprise", "Institution", "Facility")
_LEAD = 150
NATIONAL = re.compile(
    r"我国|中国(?![\u4e00-\u9fff]{1,6}(?:之[乡都城]|节))|全国(?!首|第|率先|唯一|前|百强)|各地|国家[\u4e00-\u9fff]{2,8}[委局部署]|\d+个?省"
    r"|中央|(?:水利|农业农村|交通运输|商务|财政|教育|工业和信息化)部|中东部|[南北]方|全球|世界各"
)
"""Words by which a text speaks of the whole country or the world, or of wide parts of them."""
_MARK = " \u3000【】[]"


def headlines(document: Document) -> tuple[str, ...]:
    """The page's title and the headings above its first paragraph, simplified."""
    found = [document.title or ""]
    for block in document.blocks:
        if block.kind == "paragraph":
            break
        if block.kind in ("title", "heading"):
            found.append(document.quote(block.span))
    return tuple(dict.fromkeys(simplified(words).strip() for words in found if words.strip()))


def topic(heads: tuple[str, ...], mentions: tuple[Mention, ...], types: dict[LocalId, str], home: LocalId) -> LocalId:
    """The page is about its home, or about the zone, town, village, company or institution that opens a headline and
    that the text names again."""
    counts = Counter(m.entity for m in mentions)
    forms = {m.name: m.entity for m in mentions if types[m.entity] in _OPENERS and counts[m.entity] > 1}
    named = [(form, e) for form, e in sorted(forms.items()) if any(form in words for words in heads)]
    villages = {e for _, e in named if types[e] == "Village"}
    if len(villages) > 1:
        return home
    places = sorted({m.name for m in mentions if types[m.entity] in PLACES}, key=lambda n: (-len(n), n))
    opening = [
        e for form, e in named if e in villages or any(_opens(words, form, places) for words in heads if form in words)
    ]
    return min(opening, key=lambda e: (RANK.get(types[e], 1), e)) if opening else home


def _opens(words: str, form: str, places: list[str]) -> bool:
    """Whether a headline, or a part of it, begins with the form, alone or after the places it lies in."""
    at = words.find(form)
    before = words[:at]
    while name := next((p for p in places if before.endswith(p)), ""):
        before = before.removesuffix(name)
    return (not before or before[-1] in _BREAKS) and not words.startswith(("项目", "日报", "晚报"), at + len(form))


_OUTLET = re.compile(
    r"央视网|新闻联播|央广网|新华社|新华网|人民日报|人民网|中新社|中新网|中国新闻网|光明日报|经济日报|农民日报|cctv\.com|xinhuanet|people\.com\.cn"
)


def is_national(document: Document, linked: Linked, heads: tuple[str, ...], home: LocalId) -> bool:
    """Whether a national medium speaks, which tells of one place after another and calls none of them its own: its
    headline names no city, county or town that it is about."""
    text = document.text
    said = f"{document.publisher or ''} {document.url or ''} {text[:120]} {text[-120:]}"
    if _OUTLET.search(said) is None:
        return False
    known = next((e for e in linked.entities if e.id == home), None)
    if known is None or known.type not in ("City", "District", "Town", "Village", "Zone"):
        return True
    mentions = tuple(m for m in linked.mentions if m.entity == home)
    return not any(name in words for name in _names(linked, mentions, home) for words in heads)


def is_local(
    document: Document, linked: Linked, heads: tuple[str, ...], mentions: tuple[Mention, ...], home: LocalId
) -> bool:
    """Whether a page speaks of its home throughout, so that a figure without a place is the home's.

    Its headline or publisher names the home, or its beginning does, it names no place elsewhere as often, and it
    speaks neither of the whole country nor of one person.
    """
    if not home:
        return False
    names = _names(linked, mentions, home)
    if any(
        name in words for name in names for words in (*heads, document.publisher or "") if not NATIONAL.search(words)
    ):
        return True
    people = {m.name for m in linked.mentions if m.type == "Person"}
    if any(name in words for name in people for words in heads):
        return False
    own = sum(m.entity == home for m in mentions)
    return (
        _leads(document, mentions, home)
        and nationwide(document.text) * 2 < own
        and own > len([*_elsewhere(mentions, home)])
    )


def _names(linked: Linked, mentions: tuple[Mention, ...], home: LocalId) -> set[str]:
    known = next((e for e in linked.entities if e.id == home), None)
    own = {known.name, *known.aliases} if known else set()
    return own | {m.name for m in mentions if m.entity == home and m.type != "Scope"}


def _leads(document: Document, mentions: tuple[Mention, ...], home: LocalId) -> bool:
    first = next((b.span.start for b in document.blocks if b.kind == "paragraph"), 0)
    return any(m.entity == home for m in mentions if m.span.start < first + _LEAD)


def _elsewhere(mentions: tuple[Mention, ...], home: LocalId) -> Iterator[Mention]:
    """The areas named that neither hold the home nor lie in it."""
    for m in mentions:
        if m.entity.startswith("area:") and not (holds(home, m.entity) or holds(m.entity, home)):
            yield m
