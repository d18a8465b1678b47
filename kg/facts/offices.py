"""A title in its place: which body it is a post of, and how the post reads (区委|书记, 瑞云咖啡|供应中心副总裁)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.entities.implied import seat_of_title, stands_alone
from kg.entities.seats import Seats
from kg.mentions.edges import word_classes
from kg.mentions.organ_forms import DEPARTMENT, official_names
from kg.mentions.organs import Organ, organs
from kg.mentions.titles import Title, titles
from kg.model import Document, Linked, LocalId, Mention, Span
from kg.rules import regex as re
from kg.text.fold import simplified
from kg.tokens import tokenize

HOLDERS = frozenset({"GovernmentBody", "Enterprise", "Institution", "Zone", "Village"})
_GAP = re.compile(r"[\u4e00-\u9fffA-Za-z（）()]{1,14}$")
_NO_GAP = re.compile(
    r"[的在由和与及等对向是为有从将被把让于了着过]|表示|介绍|主持|出席|会见|举行|召开|发布|时任|现任|担任|任命|拟任|曾任|原任|历任"
)
_UNNAMED = ("national", "government", "mission")  # kinds whose name does not open the title of a post
_UNIT = re.compile("(?:街道|自治区|[省市区县州旗盟镇乡村])$")
_GENERAL = ("办公", "研究", "督查", "办")  # departments that only their parent tells apart
_ONCE = re.compile("(?:^|[^\\u4e00-\\u9fff])原$|时任$")
_FIRM = re.compile(r"(?:^|[^\u4e00-\u9fff])(?:该|本)?(?:公司|企业|集团|工厂)$|[兼由任]$")
_OTHER_BODY = re.compile(
    "[省市县区镇乡村州局厅校]|指挥部|联席|工委|执委|领导小组|示范|开发|医院|大学|学院|公司|集团|银行|研究院|协会|基金"
)
_JOINT = re.compile(r"[、，,]|[、，,](?:并|同时)?兼任?|兼任?|和|暨|及|以及|[ \u3000]+|、兼")


_UNKNOWN = re.compile(r"[^，。；：、,;:\s（）()“”]{0,24}$")
_SAME_LIFE = re.compile(r"、|[，,；;](?:同年|次年|[12]\d{3}年)?[^，。；]{0,8}(?:当选|转任|任|为)")
"""Between a post and the next, of the same area: 青石市委副书记|、|市长; |，同年9月当选|市长."""
_FIRM_WORD = re.compile("(?:公司|企业|集团)$")
_APPOINTED = re.compile("(?:历任|先后任|曾任|现任|时任|原任|拟任|担任|兼任|出任|转任|调任|升任|任|为|兼)")
_SOLE = re.compile("(?:^|[^\u4e00-\u9fff])$|(?:任|为|由|兼)$")
_PARTY = re.compile("党委|党组|党工委|党总支|党支部|纪委|委员会$")
_ONLY_PARTY = re.compile("(?:党委|党总支|党支部)$")
_OF_PARTY = re.compile("书记|委员|常委|成员")
_UNIT_OF = {
    "校长": ("(?:大学|学校|中学|小学|校区|高中|初中|[一二三四五六七八九十]中|[一二三四五六七八九十]小|职中)$", "学院$"),
    "园长": ("园$",),
    "院长": ("(?:院|院区)$",),
    "馆长": ("馆$",),
    "所长": ("所$",),
    "站长": ("站$",),
    "台长": ("台$",),
    "社长": ("社$",),
}
"""Title -> how the name of its body ends, the likeliest first, for a title that stands without one (校长李某说)."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its body. `span` covers both; `text` is the post as printed, without a full official name before it.

    `holder` is "" where the body before the title is not known: it only keeps a list of posts together.
    """

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
        self._all = titles(document)
        self._titles_at = [title.span.start for title in self._all]
        self._people = frozenset(m.span.end for m in linked.mentions if m.type == "Person")
        self._firms = {
            m.span.start: m for m in (*linked.mentions, *linked.inner) if types.get(m.entity) == "Enterprise"
        }
        self._organs: Mapping[Span, Organ] = {organ.span: organ for organ in organs(document)}
        self._by_span = {m.span: m.entity for m in (*linked.inner, *linked.mentions) if m.entity}
        self._by_name = {n: e.id for e in linked.entities if e.type == "GovernmentBody" for n in (*e.aliases, e.name)}
        self._names = {e.id: e.name for e in linked.entities}
        self._mentions = linked.mentions

    def offices(self, sentence: Span) -> tuple[tuple[Office, ...], ...]:
        """Chains of titles in the sentence: those joined by 、 or 兼 belong to one person."""
        chains: list[list[Office]] = []
        for title in self._titles(sentence):
            before = chains[-1][-1] if chains else None
            office = self._office(title, before, sentence) or self._echoed(title, chains)
            office = office or self._unknown(title, before.span.end if before else sentence.start)
            if before and self._joined(before, office):
                chains[-1].append(office)
            else:
                chains.append([office])
        return tuple(map(tuple, chains))

    def _titles(self, sentence: Span) -> Iterable[Title]:
        first = bisect_left(self._titles_at, sentence.start)
        last = bisect_left(self._titles_at, sentence.end)
        return (t for t in self._all[first:last] if t.office.kind == "post" or t.office.head == "院士")

    def _joined(self, before: Office, office: Office) -> bool:
        between = self._text[before.span.end : office.span.start]
        again = (before.text, before.holder) == (office.text, office.holder)  # 不再兼任院长，院长由…
        return not again and (not between or bool(_JOINT.fullmatch(between)))

    def _office(self, title: Title, before: Office | None, sentence: Span) -> Office | None:
        return (
            self._of_mention(title)
            or self._implied(title, before)
            or self._of_department(title, before, sentence)
            or self._of_village(title)
            or self._carried(title, before)
            or self._of_firm(title, sentence)
            or self._of_unit(title)
        )

    def _start(self, title: Title) -> int:
        return (
            title.span.start - (self._text[title.span.start - 1 : title.span.start] in tuple("原前"))
            if title.past
            else title.span.start
        )

    def _of_mention(self, title: Title) -> Office | None:
        start = self._start(title)
        m = self._ends.get(start) or self._shared(title)
        if m is None:
            return self._of_cooperative(title)
        firm = self._firms.get(m.span.start)
        if m.type in ("Institution", "Facility") and firm and firm.span.end < m.span.end:  # 青云公司|供应中心|副总裁
            unit = self._text[firm.span.end : m.span.end]
            return self._made(Span(m.span.start, title.span.end), unit + title.text, firm.entity, title)
        front = self._front(self._organs.get(m.span), title)
        text = front[: len(front) - (m.span.end - start)] + title.text
        return self._made(Span(m.span.start, title.span.end), text, m.entity, title)

    def _of_cooperative(self, title: Title) -> Office | None:
        """岚合专业合作社|理事长: the title's first word ends the body's name."""
        size = len("合作社") if title.text.startswith("合作社") else 0
        m = self._ends.get(title.span.start + size) if size else None
        return self._made(Span(m.span.start, title.span.end), title.text[size:], m.entity, title) if m else None

    def _shared(self, title: Title) -> Mention | None:
        """组织部长: the body's last character is the title's first."""
        m = self._ends.get(title.span.start + 1)
        return m if m and m.type == "GovernmentBody" and title.text in ("部长", "局长", "厅长", "院长") else None

    def _front(self, organ: Organ | None, title: Title) -> str:
        """The body as it reads in the post: 区委|书记, 宣传部|部长; nothing before 区长 or behind a full name."""
        if organ is None or title.office.implies == "government" or organ.form.kind in _UNNAMED:
            return ""
        tail = self._text[organ.tail.start : organ.tail.end]
        unit = _UNIT.search(organ.areas[-1].name) if organ.areas else None
        scope = organ.scope or (unit[0] if unit else self._text[organ.tail.start - 1] if len(tail) == 1 else "")
        if organ.parent and organ.form.stem in _GENERAL:
            return self._front(organ.parent, title) + tail
        return tail if organ.form.kind in (DEPARTMENT, "partywork", "board", "office") else scope + tail

    def _implied(self, title: Title, before: Office | None) -> Office | None:
        if title.office.implies.startswith("national:"):
            if not stands_alone(self._text, title, self._people):
                return None
            holder = self._by_name.get(title.office.implies.partition(":")[2], "")
            return self._made(title.span, title.text, holder, title) if holder else None
        if title.office.implies != "government":
            return None
        seat = seat_of_title(self._document, title, self._seats)
        name = self._other_area(before, title, seat.name) if seat and before else seat.name if seat else ""
        holder = self._by_name.get(official_names()["government"].format(name), "") if name else ""
        if not holder:
            return None
        return self._made(Span(self._area_start(title), title.span.end), title.text, holder, title)

    def _other_area(self, before: Office, title: Title, seat: str) -> str:
        """`seat`, or 昆江市 of 昆江市委常委、|副市长: the area whose committee the post before is of."""
        committee = self._names.get(before.holder, "")
        found = re.fullmatch("(?:中共)?(.+[省市区县州旗镇乡])(?:委|人民政府)", committee)
        joined = _SAME_LIFE.fullmatch(self._text[before.span.end : self._start(title)])
        return found[1] if found and joined and seat not in committee else seat

    def _area_start(self, title: Title) -> int:
        """Where the areas before the title begin."""
        at = title.span.start
        if title.office.head == "主席" and not any(a.span.end == at for a in self._seats.areas):
            return at - len("自治区")
        for area in reversed(self._seats.areas):
            if area.span.start < at <= area.span.end <= title.span.start + 1:
                at = area.span.start
            elif area.span.end < at - 1:
                break
        return at

    def _of_department(self, title: Title, before: Office | None, sentence: Span) -> Office | None:
        """A few words between the body and the title: 瑞云咖啡|供应中心|副总裁."""
        floor = max(before.span.end if before else 0, sentence.start, title.span.start - 15)
        for end in range(title.span.start - 1, floor, -1):
            m = self._ends.get(end)
            if m:
                gap = self._text[end : title.span.start]
                if not _GAP.fullmatch(gap) or _NO_GAP.search(gap.removeprefix("的")) or _acts(gap):
                    return None
                if gap.startswith("党") and self._types[m.entity] in ("Enterprise", "Institution"):
                    return None  # a post of the company's party committee, which is another body
                text = re.sub("^(?:的|[（(][^（）()]*[）)])", "", gap) + title.text
                return self._made(Span(m.span.start, title.span.end), text, m.entity, title)
        return None

    def _carried(self, title: Title, before: Office | None) -> Office | None:
        """区人大常委会党组书记、主任: the second post is of the same body, behind a party group of the body above it."""
        between = self._text[before.span.end : self._start(title)] if before else "。"
        words = _JOINT.sub("", between, count=1) if _JOINT.match(between) else between
        if title.office.implies.startswith(("national:", "government")) or (words and not between.startswith("、")):
            return None
        if (
            before is None
            or not before.holder
            or (
                words
                and (
                    words == between or not _GAP.fullmatch(words) or _NO_GAP.search(words) or _OTHER_BODY.search(words)
                )
            )
        ):
            return None
        holder = next(
            (self._above(s) for s, e in self._by_span.items() if e == before.holder and s in self._organs),
            before.holder,
        )
        start = title.span.start - len(words)
        holder = self._of_its_party(before, title) or holder
        if _ONLY_PARTY.search(self._names.get(holder, "")) and not _OF_PARTY.search(title.text):
            return None
        return self._made(Span(start, title.span.end), words + title.text, holder or before.holder, title)

    def _of_its_party(self, before: Office, title: Title) -> LocalId:
        """青石集团 of 青石集团党委委员、|副总经理: the body whose party committee the post before is of, "" for a party's post."""
        if not _PARTY.search(self._names.get(before.holder, "")) or _OF_PARTY.search(title.text):
            return ""
        opened = [s for s in self._by_span if s.start == before.span.start and s.end < before.span.end]
        bodies = [self._by_span[s] for s in sorted(opened, key=lambda s: -s.end)]
        return next((b for b in bodies if self._types.get(b) in ("Enterprise", "Institution")), "")

    def _above(self, span: Span) -> LocalId:
        organ = self._organs[span]
        if organ.form.kind == "partygroup" and organ.parent:
            return self._by_span.get(organ.parent.span, "") or self._by_span.get(span, "")
        return self._by_span.get(span, "")

    def _of_firm(self, title: Title, sentence: Span) -> Office | None:
        """董事长李某 without a name before it: the company named last, in this sentence or the two before it."""
        before = self._text[max(0, title.span.start - 4) : title.span.start]
        if not title.office.firm or ("\u4e00" <= before[-1:] <= "\u9fff" and not _FIRM.search(before)):
            return None
        last = None
        for m in self._mentions:
            if m.span.end > title.span.start:
                break
            if self._types.get(m.entity) == "Enterprise":
                last = m
        if last is None or self._text.count("。", last.span.end, title.span.start) > 2:
            return None
        holder = self._firm_meant(sentence) if _FIRM_WORD.search(before) else ""
        return self._made(title.span, title.text, holder or last.entity, title)

    def _firm_meant(self, sentence: Span) -> LocalId:
        """The company that the sentence means by 公司, "" if it says so nowhere: 公司|董事长李某说，公司将…"""
        words = (m for m in self._mentions if m.type == "Pronoun" and sentence.holds(m.span))
        return next((m.entity for m in words if self._types.get(m.entity) == "Enterprise"), "")

    def _of_unit(self, title: Title) -> Office | None:
        """校长李某 without a name before it: the school named last, in this sentence or the two before it."""
        endings = _UNIT_OF.get(title.office.head, ())
        if not endings or not _SOLE.search(self._text[max(0, title.span.start - 1) : title.span.start]):
            return None
        ends = sorted((end for end in self._ends if end <= title.span.start), reverse=True)
        near = (self._ends[end] for end in ends if self._text.count("。", end, title.span.start) <= 2)
        units = [m.entity for m in near if self._types.get(m.entity) == "Institution"]
        fit = (unit for ending in endings for unit in units if re.search(ending, self._names[unit]))
        holder = next(fit, "")
        return self._made(title.span, title.text, holder, title) if holder else None

    def _unknown(self, title: Title, floor: int) -> Office:
        """A post of a body that is not known, from where its words begin: 区长、|某某指挥部副主任|陈某."""
        floor = max((end for end in self._people if floor < end <= title.span.start), default=floor)
        words = _UNKNOWN.search(self._text, floor, title.span.start)
        start = words.start() if words else title.span.start
        verbs = [m.end() for m in _APPOINTED.finditer(self._text, start, title.span.start)]
        return Office(Span(verbs[-1] if verbs else start, title.span.end), title.text, "")

    def _echoed(self, title: Title, earlier: list[list[Office]]) -> Office | None:
        """主任王某主持，副主任李某参加: of the body whose 主任 the sentence named before."""
        for chain in reversed(earlier):
            for office in chain:
                appointed = self._text[title.span.start - 1] in "任为"
                if (
                    office.holder
                    and office.text.endswith(title.office.head)
                    and title.text.startswith("副")
                    and not appointed
                ):
                    return self._made(title.span, title.text, office.holder, title)
        return None

    def _of_village(self, title: Title) -> Office | None:
        """村支书李某, 驻村第一书记王某: a post of the village that the page speaks of."""
        if title.office.implies != "village":
            return None
        seat = self._seats.relative("村", title.span.start)
        return self._made(title.span, title.text, seat.entity, title) if seat else None

    def _made(self, span: Span, text: str, holder: LocalId, title: Title) -> Office:
        plural = bool(
            re.match(r"常?务?副|.*(?:委员|常委|代表|人员|成员|董事|监事|教授|研究员|专家|创始人|合伙人)$", title.text)
        )
        once = _ONCE.search(self._text[max(0, span.start - 2) : span.start])
        return Office(span, text, holder, title.past or bool(once), plural)


def _acts(words: str) -> bool:
    """Whether the words begin with a verb (派来|技术员) and not with a unit's name (生产部)."""
    first = tokenize(words)[0].word
    return word_classes().get(first) == "stop" and len(words) < len(first) + 2
