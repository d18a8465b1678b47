"""People and their posts: beside the name, by appointment, by resignation. Titles in their place come from `offices`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.entities.implied import CAREER
from kg.facts.careers import Line, careers
from kg.facts.offices import Office, OfficeReader
from kg.facts.post_rows import row_posts
from kg.facts.tenure import Tenures
from kg.model import Document, Evidence, Linked, LocalId, Mention, Relation, Span
from kg.rules import regex as re
from kg.text.fold import simplified

_LIST = re.compile(r"(?:同志|[（(][^（）()\n]{1,8}[）)])?(?:、|和|与|及|以及|[ \u3000]+)")
_ROLE = re.compile(
    r"[^，。；、]{0,8}的(?:(?:退休|老|返乡|资深|知名|青年|在职)*(?:专家|同志|教师|干部|党员|学者|工程师|企业家|青年|大学生|军人))?"
)
"""Between a post and the name behind it: 曾任副总工程师|的退休专家|陈某."""
_LEAVES = re.compile(r"(?:同志)?(?:已|日前)?(?:[于在][^，。；]{1,10})?(?:调任|转任|改任|调离|离任|卸任)")
"""Behind the name of somebody who leaves the post before it: 局长陈某|于7月调任…"""
_TURNS = re.compile(r"[；;](?!\s*(?:[12]\d{3}年|同年|次年|先后|曾|历任|现任|现为|后|此后|期间|[他她]))")
"""Where another person may be spoken of."""
_BESIDE = re.compile(r"[ \u3000]*[：:“]?[ \u3000]*(?:为|是|系)?")
_TERM = re.compile(r"[（(][^（）()\n]{0,8}?(?:(?P<left>离任|卸任|离职|调离|免职|止)|任职|到任|就任|接任|任|起)[）)]")
"""Behind the names of those who held one post one after the other: 陈某（5月离任）、李某（5月任职）."""
_VERB = re.compile(
    r"(?P<ended>不再担任|不再兼任|辞去了?|免去了?(?:其)?|卸任|原任|曾任|曾担任|曾先后任|曾先后担任|历任|时任|此前任|原来?(?:担|兼)任|曾兼任|撤销了?其?)|"
    r"(?P<planned>拟任命?为?|拟提名为?|拟担任|拟聘任?为?|提名为?|建议任命?为?|拟推荐为?)|"
    r"(?P<actual>(?:被)?(?:任命|聘任|聘请|聘|推选|推举|选举|选|补选|增补|公推)为?|当选为?|现任|担任|出任|兼任|就任|作为|身为|决定其|接任|转任|调任|升任|履新|任|为|是)"
)
_VERB_END = re.compile(f"(?:{_VERB.pattern})(?:了|为|其)?$")
_SERIES = re.compile(r"(?P<ended>历任|先后任|先后担任|曾先后任|曾先后担任)[^，。；]{1,80}、$")
"""Posts behind others of the same list: 历任某矿矿长、|副县长."""
_GIVEN_TO = re.compile(r"(?:一职|职务|的职务)?[，,]?(?:将|已|现)?由(?:[^，。；、由]{0,20})$")
_GIVEN_END = re.compile(r"(?:同志)?(?:担任|接任|出任|兼任|继任|代理)")
_TAKEN = re.compile(r"(?:免去|免除|撤销|罢免|免)了?[：:]?$")
_TAKEN_AFTER = re.compile(r"(?:的?一?职务?)?[^。；]{0,16}?(?:不再(?:担任|兼任)|辞去|被免去|予以免去|卸任)")
_CANDIDATE = re.compile(r"(?:的?(?:候选|建议|推荐|提名)?人选|候选人)")
_YEARS = re.compile(
    r"(?P<y>[12]\d{3})年(?:(?P<m>\d{1,2})月)?(?:\d{1,2}日)?"
    r"(?:(?:至|到|—|－|-|–)(?:(?P<y2>[12]\d{3})年(?:(?P<m2>\d{1,2})月)?|今))?(?:起|开始|以来|间|期间)?[，,]?$"
)
_PROPOSED = re.compile("(?:提名|拟|建议|推荐)$")
_GOES_ON = re.compile(f"[ \u3000]*[他她]|{CAREER.pattern}")
"""How a sentence begins that speaks of the person named last."""
_PRONOUN = re.compile(r"[他她](?:还|也|同时|曾|现)?$")


@dataclass(frozen=True, slots=True)
class Group:
    """People named side by side (甲、乙和丙)."""

    span: Span
    people: tuple[LocalId, ...]
    ends: tuple[int, ...] = ()


def held_posts(document: Document, linked: Linked) -> Iterator[Relation]:
    """A holdsPost relation for each post that the document says somebody holds, held or is to hold."""
    people = sorted((m for m in linked.mentions if m.type == "Person" and m.entity), key=lambda m: m.span)
    if not people:
        return
    reader, tenures = OfficeReader(document, linked), Tenures(document)
    starts = [m.span.start for m in people]
    before: LocalId = ""
    text, taken = simplified(document.text), False
    in_rows, lives = row_posts(document, linked, reader), careers(document, people)
    for sentence in document.sentences:
        if sentence.span in in_rows:
            yield from in_rows[sentence.span]
            continue
        taken = _taken_from_here(text[sentence.span.start : sentence.span.end], taken)
        first, last = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        inside = people[first:last]
        life = lives.get(sentence.span)
        if inside or life or _GOES_ON.match(text, sentence.span.start):
            scene = _Scene(text, sentence.span, _groups(document, inside), before, taken, tenures, life)
            yield from scene.held(reader.offices(sentence.span))
        before = inside[-1].entity if inside else before


def _taken_from_here(sentence: str, taken: bool) -> bool:
    """Whether a list of removals goes on: it begins after a line 免去： and ends with one that appoints."""
    if re.search(r"免去(?:[^。；]{0,12}[：:])?\s*$", sentence):
        return True
    return taken and not re.search(r"任命|决定|通过", sentence)


def _groups(document: Document, people: list[Mention]) -> tuple[Group, ...]:
    groups: list[Group] = []
    for m in people:
        if groups and _LIST.fullmatch(simplified(document.text)[groups[-1].span.end : m.span.start]):
            last = groups.pop()
            groups.append(Group(Span(last.span.start, m.span.end), (*last.people, m.entity), (*last.ends, m.span.end)))
        else:
            groups.append(Group(m.span, (m.entity,), (m.span.end,)))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class Found:
    """Who bears a chain of titles; `begin` and `end` are ISO 8601 or "" as in `Relation`."""

    people: tuple[LocalId, ...]
    state: str
    rule: str
    anchor: Span
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with its people; `last` is the person named last before it; `taken`: it stands in a list of removals;
    `life`: the line of a vita that it is."""

    text: str
    sentence: Span
    groups: tuple[Group, ...]
    last: LocalId
    taken: bool
    tenures: Tenures
    life: Line | None = None

    def held(self, chains: Iterable[tuple[Office, ...]]) -> Iterator[Relation]:
        """What the chains of posts, in text order, say of whom."""
        before: tuple[int, Found | None] = (0, None)
        for chain in chains:
            found = self._holders(chain) or self._gone_on(chain, *before)
            if found:
                yield from self._in_turn(chain, found) or self._relations(chain, found)
            before = chain[-1].span.end, found

    def _holders(self, chain: tuple[Office, ...]) -> Found | None:
        """The people of the chain of posts: the first reading that fits is taken."""
        start, end = chain[0].span.start, chain[-1].span.end
        readings = (self._of_years, self._named_after, self._by_verb, self._given, self._owned, self._named_before)
        return next((found for read in readings if (found := read(chain, start, end))), None)

    def _of_years(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """2006.03—2011.08 |某局科长: a line of a vita with its years."""
        if not self.life or self.life.start <= self.sentence.start or self.groups:
            return None
        line, state = self.life, "ended" if self.life.end else "actual"
        return Found((line.person,), state, "post.career", Span(start, end), line.begin, line.end)

    def _gone_on(self, chain: tuple[Office, ...], floor: int, before: Found | None) -> Found | None:
        """曾任甲校副校长，|乙局副局长: in a vita, posts behind a comma are held as those before it."""
        start, end = chain[0].span.start, chain[-1].span.end
        goes_on = self.life and before and self.text[floor:start] in ("，", "；", ",", ";")
        return replace(before, anchor=Span(start, end)) if before and goes_on else None

    def _in_turn(self, chain: tuple[Office, ...], found: Found) -> tuple[Relation, ...]:
        """A row for each of those who held one post one after the other, () where brackets do not say so."""
        group = next((g for g in self.groups if g.people == found.people and len(g.people) > 1), None)
        terms = [_TERM.match(self.text, end) for end in group.ends] if group else []
        if not group or not all(terms):
            return ()
        each = [
            replace(found, people=(person,), state="ended" if term and term["left"] else found.state)
            for person, term in zip(group.people, terms, strict=True)
        ]
        return tuple(r for one in each for r in self._relations(chain, one))

    def _relations(self, chain: tuple[Office, ...], found: Found) -> Iterator[Relation]:
        evidence = Evidence(self.sentence, found.anchor, found.rule)
        planned = bool(_CANDIDATE.match(self.text, chain[-1].span.end))
        shared = found.rule in ("post.list", "post.verb", "post.taken")
        for office in (o for o in chain if o.holder):
            for person in found.people if office.plural or shared else found.people[:1]:
                state = "planned" if planned and found.state == "actual" else found.state
                said = "ended" if office.past else state
                dates = (found.begin, found.end)
                begin, end = dates if any(dates) else self.tenures.of(self.sentence, found.anchor, said)
                yield Relation(person, "holdsPost", office.holder, evidence, office.text, said, begin, end)

    def _named_after(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """区委书记|陈某; 担任村书记十年的|陈某 with the verb before the post."""
        text = self.text
        for group in self.groups:
            between = text[end : group.span.start]
            if group.span.start >= end and _BESIDE.fullmatch(between):
                state = "ended" if _LEAVES.match(text, group.span.end) else "actual"
                return Found(group.people, state, "post.title", Span(start, group.span.end))
            if group.span.start > end and _ROLE.fullmatch(between):
                verb = _VERB_END.search(text[self.sentence.start : start])
                if verb and verb[0] not in ("为", "是"):
                    return Found(group.people, _state(verb), "post.clause", Span(start, group.span.end))
        return None

    def _by_verb(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """陈某|任|副县长; 任命陈某|为|局长: the people are those named last before the verb."""
        text = self.text
        before = text[self.sentence.start : start]
        verb = _VERB_END.search(before[-10:]) or _SERIES.search(before)
        if not verb:
            return None
        at = start - len(verb[0])
        group = next((g for g in reversed(self.groups) if g.span.end <= at), None)
        if group is None:
            said = _PRONOUN.search(text[self.sentence.start : at]) or _GOES_ON.match(text, self.sentence.start)
            meant = self.last and (said or self.life)
            return Found((self.last,), _state(verb), "post.pronoun", Span(at, end)) if meant else None
        between = re.sub("[（(][^（）()]*[）)]", "", text[group.span.end : at])
        if (
            _TURNS.search(between)
            or len(between) > (400 if self._is_life(group) else 60)
            or (verb[0] in ("是", "为") and len(between) > 3)
        ):
            return None
        proposed = _PROPOSED.search(text[self.sentence.start : group.span.start])
        state = "planned" if proposed else _state(verb)
        return Found(group.people, state, "post.verb", Span(group.span.start, end), *_years(between))

    def _is_life(self, group: Group) -> bool:
        """Whether the sentence begins with the one person that it names: 陈某，男，1970年生，…，历任…"""
        return len(self.groups) == 1 and group.span.start == self.sentence.start

    def _opens(self, group: Group) -> bool:
        """Whether the clause begins with the group: 陈某，青石公司董事长，…"""
        return group.span.start == self.sentence.start or self.text[group.span.start - 1] in "，。；：\n"

    def _given(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """书记一职由|陈某|担任."""
        text = self.text
        for group in self.groups:
            given = group.span.start > end and _GIVEN_TO.fullmatch(text[end : group.span.start])
            if given and _GIVEN_END.match(text, group.span.end):
                return Found(group.people, "actual", "post.given", Span(start, group.span.end))
        return None

    def _owned(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """免去|陈某的|副县长职务; 陈某的|县长一职不再担任."""
        text = self.text
        for group in self.groups:
            if group.span.end <= start and re.fullmatch(r"(?:同志)?的?", text[group.span.end : start]):
                taken = _TAKEN.search(text[self.sentence.start : group.span.start])
                if (
                    self.taken
                    or taken
                    or (text[start - 1] == "的" and _TAKEN_AFTER.match(text, end, self.sentence.end))
                ):
                    return Found(group.people, "ended", "post.taken", Span(group.span.start, end))
        return None

    def _named_before(self, chain: tuple[Office, ...], start: int, end: int) -> Found | None:
        """陈某|县长; 甲、乙等|副主任; 陈某（|局长）."""
        text = self.text
        for group in self.groups:
            between = text[group.span.end : start] if group.span.end <= start else "-"
            if between.startswith("等") and len(between) < 4:
                return Found(group.people, "actual", "post.list", Span(group.span.start, end))
            if between == "，" and text[end : end + 1] in ("，", "。", "；") and self._opens(group):
                return Found(group.people[-1:], "actual", "post.apposition", Span(group.span.start, end))
            if between == "" or (between in ("（", "(") and text[end : end + 1] in ("）", ")", "，")):
                return Found(group.people[-1:], "actual", "post.behind", Span(group.span.start, end))
        return None


def _state(verb: re.Match[str]) -> str:
    return next((name for name in ("ended", "planned") if verb.groupdict().get(name)), "actual")


def _years(before: str) -> tuple[str, str]:
    """(begin, end) that stand right before the verb: 2019年3月起|任, 2015年至2018年|任; "" where nothing is said."""
    found = _YEARS.search(before)
    if not found:
        return "", ""
    return _iso(found["y"], found["m"]), _iso(found["y2"], found["m2"])


def _iso(year: str | None, month: str | None) -> str:
    return f"{year}-{int(month):02}" if year and month else year or ""
