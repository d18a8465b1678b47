"""Organs of party, state, congress and courts: 中共临平区委, 市发改委, 工信部, 新城管委会.

An organ is read from its tail to the left: the tail comes from the tables (organ_forms), before it stands the body it is
a part of (区委|宣传部), a session (第四届), areas (杭州市临平区), the character of a relative seat (区|政府) or a zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.mentions.areas import area_spans
from kg.mentions.edges import kind_of, left_edge
from kg.mentions.notions import word_before
from kg.mentions.organ_forms import DEPARTMENT, NATIONAL, Form, countries, forms, lengths, pieces
from kg.mentions.organ_shapes import (
    ANY,
    BARE_BEFORE,
    BARE_KINDS,
    BYLINE,
    CENTRE,
    CENTRE_AFTER,
    COMPOSED,
    GOES_ON,
    HOUSE,
    JOINED,
    LEAGUE,
    ONLY_BELOW,
    OTHER_PARTY,
    PARTY,
    PLACE,
    PLACED_KINDS,
    RELATIVE,
    SEATS,
    SECTION,
    SESSION,
    SHORT_BARE,
    STRICT,
    UNLIKELY_BARE,
    WITHIN,
    ZONE,
)
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.text.fold import simplified


@dataclass(frozen=True, slots=True)
class Organ:
    """A printed organ. Its seat is one of: `areas` (mentions that end at the tail), `scope` (one character of 省市区县州…),
    `zone` (span of a zone's or unknown place's name), `parent` (the body that the name opens with), or nothing at all."""

    span: Span
    tail: Span
    form: Form
    areas: tuple[Mention, ...] = ()
    scope: str = ""
    zone: Span | None = None
    parent: Organ | None = None

    @property
    def seated(self) -> bool:
        return bool(self.areas or self.scope or self.zone or self.parent) or self.form.kind == NATIONAL


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(countries()))})(?:政府|联邦)?$")


_PARTS = (DEPARTMENT, "partygroup", "partystanding", "organparty", "standing", "discipline")
_STATE_BEGINS = "(?:^|[、，。；：:！？\\n“”（(])(?:前|时任)?(?:欧洲|欧盟|联合国|"


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile(f"{_STATE_BEGINS}{'|'.join(sorted(countries()))})")


def is_abroad(text: str, at: int) -> bool:
    """Whether the clause names a foreign state before `at`, so that what has no name of its own is that state's:
    美国总统代表、能源部|部长."""
    begin = max((text.rfind(mark, max(0, at - 40), at) for mark in "，。；：:！？\n"), default=-1)
    return _abroad().search(text, max(0, begin), at) is not None


@cache
def _mission() -> re.Pattern[str]:
    return re.compile(f"(?:中国|{'|'.join(sorted(countries()))})驻[\\u4e00-\\u9fff]{{1,5}}$")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(lengths()))}]")


@lru_cache(maxsize=16)
def organs(document: Document) -> tuple[Organ, ...]:
    """Every organ printed in the document, those inside others too, in the order of their ends."""
    reader = _Reader(document)
    for end in _ends().finditer(reader.text):
        reader.read(end.end())
    return tuple(reader.found.values())


@spotters.register("organs")
def spot_organs(document: Document) -> Iterable[Candidate]:
    """Organs with a seat (priority 70), and bare departments and boards (30) that the document may explain."""
    for organ in organs(document):
        if BYLINE.search(document.text, max(0, organ.span.start - 8), organ.span.start):
            continue
        rule = "organ.seated" if organ.seated else "organ.bare"
        name = simplified(document.text)[organ.span.start : organ.span.end]
        yield Candidate(Mention(organ.span, organ.form.type, rule, name), 70 if organ.seated else 35)


class _Reader:
    """One pass over a text; `found` maps the end of an organ to the organ."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = simplified(document.text)
        self.found: dict[int, Organ] = {}
        self.areas: Mapping[int, tuple[Mention, ...]] = _by_end(area_spans(document))

    def read(self, end: int) -> None:
        organ = next(filter(None, (self._seat(tail, form) for tail, form in self._tails(end))), None)
        organ = organ if organ and organ.seated else self._composed(end) or organ
        if organ:
            self.found[end] = organ

    def _composed(self, end: int) -> Organ | None:
        """县|文化|和|广电|旅游|体育|局: a department put together of known stems behind its seat."""
        close = COMPOSED.search(self.text[max(0, end - 3) : end])
        if not close or self._blocked(end):
            return None
        at = end - len(close[0])
        for start in self._piece_starts(at):
            organ = self._composed_at(Span(start, end), self.text[start:at])
            if organ:
                return organ
        return None

    def _composed_at(self, tail: Span, stem: str) -> Organ | None:
        form = Form(DEPARTMENT, self.text[tail.start : tail.end], "government", stem)
        return self._of_area(tail, form) or self._relative(tail, form) or self._of_zone(tail, form, ZONE)

    def _piece_starts(self, end: int) -> list[int]:
        """Where the pieces of a department's name that ends at `end` may begin, the farthest first."""
        known, starts = pieces(), [end]
        for start in range(end - 1, max(0, end - 18), -1):
            if any(self.text[start:stop] in known for stop in starts):
                starts.append(start)
        return [start for start in reversed(starts) if end - start > 2]

    def _blocked(self, end: int) -> bool:
        goes_on = GOES_ON.get(self.text[end - 1])
        return bool(goes_on and goes_on.match(self.text, end))

    def _tails(self, end: int) -> Iterator[tuple[Span, Form]]:
        """Tails that end here, the longest first; none if the word goes on."""
        if self._blocked(end):
            return
        for size in lengths()[self.text[end - 1]]:
            if size > end:
                continue
            for form in forms().get(self.text[end - size : end], ()):
                yield Span(end - size, end), form

    def _seat(self, tail: Span, form: Form) -> Organ | None:
        if form.kind == NATIONAL:
            return self._national(tail, form)
        if form.kind == "mission":
            return self._mission(tail, form)
        if form.kind == "subbranch":
            return self._subbranch(tail, form)
        if form.kind == "section":
            return self._section(tail, form)
        if form.stem == "办":
            return self._of_parent(tail, form)
        return (
            self._of_parent(tail, form)
            or self._of_area(tail, form)
            or self._of_zone(tail, form, ZONE)
            or self._relative(tail, form)
            or (self._of_zone(tail, form, PLACE) if form.kind in PLACED_KINDS else None)
            or (self._of_house(tail, form) if form.kind in ("party", "partygroup") else None)
            or self._bare(tail, form)
        )

    def _national(self, tail: Span, form: Form) -> Organ | None:
        before = self.text[max(0, tail.start - 8) : tail.start]
        if self.text.endswith("国务院", 0, tail.end) and WITHIN.match(self.text, tail.end):
            return None
        if self.text[tail.start : tail.end] == "中央":
            return (
                Organ(tail, tail, form) if CENTRE.search(before) and CENTRE_AFTER.match(self.text, tail.end) else None
            )
        if self.text[tail.start] in "中国全最":
            return None if before.endswith("全") or _foreign().search(before) else Organ(tail, tail, form)
        area = tail.start in self.areas or before[-1:] in tuple(RELATIVE + "厅院")
        abroad = _foreign().search(before) or is_abroad(self.text, tail.start)
        return None if area or abroad else Organ(tail, tail, form)

    def _of_parent(self, tail: Span, form: Form) -> Organ | None:
        parent = self.found.get(self._before_session(tail.start))
        if not parent or form.kind not in _PARTS:
            return None
        if parent.form.kind == DEPARTMENT and form.kind not in ("partygroup", "organparty"):
            return None
        if form.kind == "partystanding" and parent.form.kind != "committee":
            return None
        return Organ(Span(parent.span.start, tail.end), tail, form, parent=parent)

    def _mission(self, tail: Span, form: Form) -> Organ | None:
        """日本国驻上海|总领事馆."""
        found = _mission().search(self.text[max(0, tail.start - 16) : tail.start])
        return (
            Organ(
                Span(tail.start - len(found[0]), tail.end),
                tail,
                form,
                zone=Span(tail.start - len(found[0]), tail.start),
            )
            if found
            else None
        )

    def _subbranch(self, tail: Span, form: Form) -> Organ | None:
        """市公安局|临平|分局, 临平区人民法院|塘栖|人民法庭."""
        for start in range(tail.start - 2, tail.start - 8, -1):
            parent = self.found.get(start)
            if parent:
                return Organ(Span(parent.span.start, tail.end), tail, form, parent=parent)
        return None

    def _section(self, tail: Span, form: Form) -> Organ | None:
        """市教育局|基础教育|科."""
        for start in range(tail.start - 2, tail.start - 7, -1):
            parent = self.found.get(start)
            if parent and parent.form.kind == DEPARTMENT and SECTION.fullmatch(self.text, start, tail.start):
                return Organ(Span(parent.span.start, tail.end), tail, form, parent=parent)
        return None

    def _of_house(self, tail: Span, form: Form) -> Organ | None:
        """岚江学院|党委, 岚合有限公司|党委."""
        begin = max(0, tail.start - 10)
        house = HOUSE.search(self.text[begin : tail.start])
        edge = left_edge(self.document, begin + house.start(), firm=house[0].endswith("公司")) if house else None
        if edge is None or not edge.specific or edge.stop == "count":
            return None
        start = self._with_party(edge.start)
        return Organ(Span(start, tail.end), tail, form, zone=Span(edge.start, tail.start))

    def _of_area(self, tail: Span, form: Form) -> Organ | None:
        areas = self._chain(self._before_session(tail.start))
        if not areas or areas[-1].type not in SEATS.get(form.kind, ANY):
            return None
        if tail.end - tail.start == 1 and self.text[tail.start - 1] not in RELATIVE + "区":
            return None
        start = self._with_party(areas[0].span.start)
        if form.kind == "committee" and self.text.endswith(LEAGUE, 0, start):
            return Organ(Span(start - len(LEAGUE), tail.end), tail, forms()["团委"][0], areas)
        if OTHER_PARTY.search(self.text[max(0, start - 4) : start]):
            return None
        above = self.found.get(start)
        if above and above.form.kind == NATIONAL and form.kind == DEPARTMENT:  # 国家税务总局|临平区|税务局
            start = above.span.start
        elif form.stem in ONLY_BELOW:
            return None
        organ = self._assembly(Organ(Span(start, tail.end), tail, form, areas))
        return None if organ.form.kind == "committee" and self._unmarked(organ) else organ

    def _chain(self, end: int) -> tuple[Mention, ...]:
        """Areas that stand side by side up to `end`: 杭州市|临平区."""
        chain: tuple[Mention, ...] = ()
        while end in self.areas:
            area = self.areas[end][0]
            chain, end = (area, *chain), area.span.start
        return chain

    def _relative(self, tail: Span, form: Form) -> Organ | None:
        at = self._before_session(tail.start) - 1
        scope = self.text[at] if at >= 0 and form.stem not in ONLY_BELOW else ""
        if scope and at in self.areas and _full_name(self.areas[at][0]).endswith(scope):  # 红枫乡|乡政府, 楚雄|州委
            start = self._with_party(self._chain(at)[0].span.start)
            return Organ(Span(start, tail.end), tail, form, self._chain(at))
        league = self.text[at - 1 : at] == "团" and (at < 2 or self.text[at - 2] in BARE_BEFORE)
        if form.kind == "committee" and league and scope in RELATIVE:
            return Organ(Span(at - 1, tail.end), tail, forms()["团委"][0], scope=scope)
        if not scope or scope not in RELATIVE or not self._free(at):
            return None
        if scope == "村" and form.kind not in ("branch", "villagers", "both", "party"):
            return None
        if self.text.startswith("自治", at - 2):
            at, scope = at - 2, "自治区"
        start = self._with_party(at)
        organ = self._assembly(Organ(Span(start, tail.end), tail, form, scope=scope))
        return None if organ.form.kind == "committee" and self._unmarked(organ) else organ

    def _assembly(self, organ: Organ) -> Organ:
        """政协X委员会 is the consultative conference, not the party's committee."""
        if (organ.form.kind == "committee" and self.text[organ.span.start] in "政") or self.text.startswith(
            "中国人民政治", organ.span.start
        ):
            return replace(organ, form=forms()["政协"][0])
        return organ

    def _unmarked(self, organ: Organ) -> bool:
        """X区委员会 without 中共 before it may be any committee."""
        return organ.tail.end - organ.tail.start == 3 and not self.text.startswith("中", organ.span.start)

    def _free(self, at: int) -> bool:
        """Whether the scope character at `at` stands alone and is not the end of another word (小|区)."""
        before = self.text[at - 1] if at else "\n"
        if at in self.found or (at - 2 in self.found and self.text.endswith("会同", 0, at)):  # 会同 is a county, too
            return True
        if self.text[at] == "区" and ZONE.search(self.text[max(0, at - 8) : at + 1]):
            return False
        if self.text.startswith("自治", at - 2):
            return self.text[at] == "区" and self.text[at - 3 : at - 2] not in tuple("族古藏尔西夏")
        if self.text[at] in STRICT:
            return before in BARE_BEFORE or kind_of(word_before(self.text, at)) == "verb"
        if self.text[at] in "镇乡" and self._behind_area(at) is not None:
            return False
        return before not in JOINED[self.text[at]] and not self._named(at + 1)

    def _named(self, end: int) -> bool:
        """Whether an unknown place's name ends here (枫城|县): the words before the scope character are no common ones."""
        before = self.text[end - 2] if end > 1 else "\n"
        if before in BARE_BEFORE or not "\u4e00" <= before <= "\u9fff":
            return False
        edge = left_edge(self.document, end - 1, longest=4)
        return edge is not None and edge.specific

    def _of_zone(self, tail: Span, form: Form, shape: re.Pattern[str]) -> Organ | None:
        if tail.end - tail.start == 1 and form.kind != DEPARTMENT:
            return None
        zone = self._place(self._before_session(tail.start), shape)
        return Organ(Span(self._with_party(zone.start), tail.end), tail, form, zone=zone) if zone else None

    def _place(self, end: int, shape: re.Pattern[str]) -> Span | None:
        end -= shape is PLACE and self.text.endswith("村村", 0, end)  # 青溪村|村党支部
        begin = max(0, end - 24)
        found = shape.search(self.text[begin:end])
        if not found:
            return None
        head = begin + found.start() + (1 if shape is PLACE else 0)
        behind = self._behind_area(head)
        if behind is not None:
            return Span(behind, end)
        if shape is ZONE and (head == 0 or self.text[head - 1] in BARE_BEFORE):
            return Span(head, end)
        return self._walked(head, end) or (self._relative_zone(head, end) if shape is ZONE else None)

    def _relative_zone(self, head: int, end: int) -> Span | None:
        """县|经济开发区: a zone behind the character of its area."""
        for at in range(head - 1, max(0, head - 8), -1):
            if self.text[at] in "省市县区" and self.text[at - 1] in BARE_BEFORE:
                return Span(at, end)
            if not "\u4e00" <= self.text[at] <= "\u9fff" or self.text[at] in "的在由和与对向是为有从将被把":
                return None
        return None

    def _behind_area(self, head: int) -> int | None:
        """Start of the areas right before a short name: 青石县|十里铺|村."""
        for at in range(head, max(0, head - 6), -1):
            if at in self.areas:
                return self._chain(at)[0].span.start
            if not "\u4e00" <= self.text[at - 1] <= "\u9fff" or self.text[at - 1] in BARE_BEFORE:
                return None
        return None

    def _walked(self, head: int, end: int) -> Span | None:
        edge = left_edge(self.document, head)
        if edge is None:
            return None
        chain = self._chain_start(edge.start, end)
        if (chain is None and not edge.specific) or self.text[edge.start] in "各全所本该每某":
            return None
        start = edge.start if chain is None else chain
        cut = max((self.text.rfind(char, start, end) for char in "为被"), default=-1)
        return Span(max(start, cut + 1), end)

    def _chain_start(self, start: int, end: int) -> int | None:
        """Where an area begins inside the name, if one does: 昨日杭州|高新区."""
        inside = [a.span.start for group in self.areas.values() for a in group if start <= a.span.start < end]
        return min(inside, default=None)

    def _bare(self, tail: Span, form: Form) -> Organ | None:
        if (form.kind not in BARE_KINDS and form.kind != DEPARTMENT) or tail.end - tail.start < (
            2 if form.kind in SHORT_BARE else 3
        ):
            return None
        before = self.text[tail.start - 1] if tail.start else "\n"
        if form.stem in ONLY_BELOW or UNLIKELY_BARE.search(self.text[tail.start : tail.end]):
            return None
        return Organ(tail, tail, form) if before in BARE_BEFORE else None

    def _before_session(self, at: int) -> int:
        found = SESSION.search(self.text[max(0, at - 6) : at])
        return at - len(found[0]) if found else at

    def _with_party(self, at: int) -> int:
        found = PARTY.search(self.text[max(0, at - 12) : at])
        return at - len(found[0]) if found else at


def _full_name(area: Mention) -> str:
    known = areas.area(area.code) if area.code else None
    return known.name if known else area.name


def _by_end(areas: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Areas by where they end, the longest first."""
    groups: dict[int, list[Mention]] = {}
    for area in areas:
        groups.setdefault(area.span.end, []).append(area)
    return {end: tuple(sorted(group, key=lambda a: a.span)) for end, group in groups.items()}
