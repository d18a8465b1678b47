"""A title in its place: which body it is a post of, and how the post reads (区委|书记, 瑞云咖啡|供应中心副总裁)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.entities.implied import seat_of_title
from kg.entities.seats import Seats
from kg.mentions.organ_forms import official_names
from kg.mentions.organs import Organ, organs
from kg.mentions.titles import Title, titles
from kg.model import Document, Linked, LocalId, Mention, Span
from kg.text.fold import simplified

HOLDERS = frozenset({"GovernmentBody", "Enterprise", "Institution", "Zone", "Village"})
_GAP = re.compile(r"[\u4e00-\u9fffA-Za-z（）()]{1,14}$")
_NO_GAP = re.compile(
    r"[的在由和与及等对向是为有从将被把让于了着过]|表示|介绍|主持|出席|会见|举行|召开|发布|时任|现任|担任|任命"
)
_JOINT = re.compile(r"[、，,]|兼任?|和|暨|及|以及|[ \u3000]+|、兼")
_NO_ORGAN_NEEDED = ("government",)


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its body. `span` covers both; `text` is the post as printed, without a full official name before it."""

    span: Span
    text: str
    holder: LocalId
    past: bool = False
    plural: bool = False


class OfficeReader:
    """Reads the titles of one document."""

    def __init__(self, document: Document, linked: Linked) -> None:
        self._document = document
        self._text = simplified(document.text)
        self._seats = Seats(document, linked)
        types = {e.id: e.type for e in linked.entities}
        self._ends: dict[int, Mention] = {}
        for m in (*linked.inner, *linked.mentions):
            if m.entity and types.get(m.entity) in HOLDERS:
                self._ends[m.span.end] = m
        self._types = types
        self._organs: Mapping[Span, Organ] = {organ.span: organ for organ in organs(document)}
        self._by_span = {m.span: m.entity for m in (*linked.inner, *linked.mentions) if m.entity}
        self._by_name = {n: e.id for e in linked.entities if e.type == "GovernmentBody" for n in (*e.aliases, e.name)}
        self._mentions = linked.mentions

    def offices(self, sentence: Span) -> tuple[tuple[Office, ...], ...]:
        """Chains of titles in the sentence: those joined by 、 or 兼 belong to one person."""
        chains: list[list[Office]] = []
        for title in self._titles(sentence):
            before = chains[-1][-1] if chains else None
            office = self._office(title, before, sentence)
            if office is None:
                continue
            if before and self._joined(before, office):
                chains[-1].append(office)
            else:
                chains.append([office])
        return tuple(map(tuple, chains))

    def _titles(self, sentence: Span) -> Iterable[Title]:
        return (t for t in titles(self._document) if sentence.holds(t.span) and t.office.kind == "post")

    def _joined(self, before: Office, office: Office) -> bool:
        between = self._text[before.span.end : office.span.start]
        return not between or bool(_JOINT.fullmatch(between))

    def _office(self, title: Title, before: Office | None, sentence: Span) -> Office | None:
        return (
            self._of_mention(title)
            or self._implied(title)
            or self._of_department(title, sentence)
            or self._carried(title, before)
            or self._of_firm(title, sentence)
        )

    def _start(self, title: Title) -> int:
        return (
            title.span.start - (self._text[title.span.start - 1 : title.span.start] in tuple("原前"))
            if title.past
            else title.span.start
        )

    def _of_mention(self, title: Title) -> Office | None:
        start = self._start(title)
        m = self._ends.get(start)
        if m is None:
            return None
        organ = self._organs.get(m.span)
        short = organ is not None and not (organ.areas or organ.zone) and organ.form.kind != "national"
        text = (m.name if short and title.office.implies != "government" else "") + title.text
        return self._made(Span(m.span.start, title.span.end), text, m.entity, title)

    def _implied(self, title: Title) -> Office | None:
        if title.office.implies.startswith("national:"):
            holder = self._by_name.get(title.office.implies.partition(":")[2], "")
            return self._made(title.span, title.text, holder, title) if holder else None
        if title.office.implies != "government":
            return None
        seat = seat_of_title(self._document, title, self._seats)
        holder = self._by_name.get(official_names()["government"].format(seat.name), "") if seat else ""
        if not holder:
            return None
        return self._made(Span(self._area_start(title), title.span.end), title.text, holder, title)

    def _area_start(self, title: Title) -> int:
        """Where the areas before the title begin."""
        at = title.span.start
        for area in reversed(self._seats.areas):
            if area.span.start < at <= area.span.end <= title.span.start + 1:
                at = area.span.start
            elif area.span.end < at - 1:
                break
        return at

    def _of_department(self, title: Title, sentence: Span) -> Office | None:
        """A few words between the body and the title: 瑞云咖啡|供应中心|副总裁."""
        floor = max(sentence.start, title.span.start - 15)
        for end in range(title.span.start - 1, floor, -1):
            m = self._ends.get(end)
            if m:
                gap = self._text[end : title.span.start]
                if not _GAP.fullmatch(gap) or _NO_GAP.search(gap.removeprefix("的")):
                    return None
                text = gap.removeprefix("的") + title.text
                return self._made(Span(m.span.start, title.span.end), text, m.entity, title)
        return None

    def _carried(self, title: Title, before: Office | None) -> Office | None:
        """区人大常委会党组书记、主任: the second post is of the same body, behind a party group of the body above it."""
        if not before or not _JOINT.fullmatch(self._text[before.span.end : self._start(title)]):
            return None
        holder = next(
            (self._above(s) for s, e in self._by_span.items() if e == before.holder and s in self._organs),
            before.holder,
        )
        return self._made(title.span, title.text, holder or before.holder, title)

    def _above(self, span: Span) -> LocalId:
        organ = self._organs[span]
        if organ.form.kind == "partygroup" and organ.parent:
            return self._by_span.get(organ.parent.span, "") or self._by_span.get(span, "")
        return self._by_span.get(span, "")

    def _of_firm(self, title: Title, sentence: Span) -> Office | None:
        """董事长李某 without a name before it: the company named last, in this sentence or the two before it."""
        if not title.office.firm:
            return None
        last = None
        for m in self._mentions:
            if m.span.end > title.span.start:
                break
            if self._types.get(m.entity) == "Enterprise":
                last = m
        if last is None or self._text.count("。", last.span.end, title.span.start) > 2:
            return None
        return self._made(title.span, title.text, last.entity, title)

    def _made(self, span: Span, text: str, holder: LocalId, title: Title) -> Office:
        plural = bool(
            re.match(r"常?务?副|.*(?:委员|常委|代表|人员|成员|董事|监事|教授|研究员|专家|创始人|合伙人)$", title.text)
        )
        return Office(span, text, holder, title.past, plural)
