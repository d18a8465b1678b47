"""People, only where something beside the name says that it is one: a title, an appointment, 同志, a vita, who speaks.

A family name and one or two characters are never enough. Once named with evidence, the same name counts all through the
page. Bylines are not people of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.mentions.organs import organs
from kg.mentions.person_names import Names, names_of
from kg.mentions.spot import Candidate, spotters
from kg.mentions.titles import Title, titles
from kg.model import Document, Mention, Span, Table
from kg.rules import regex as re
from kg.rules.sieve import quick


@dataclass(frozen=True, slots=True)
class Seen:
    """A name at a place and the id of the evidence for it."""

    span: Span
    rule: str


_LINK = re.compile(r"(?:[（(][^（）()\n]{1,8}[）)])?(?:[、，]|和|与|及|以及)|[ \u3000]+")  # 王丽（女）、李强
_LIST_LINK = re.compile(r"(?:[（(][^（）()\n]{1,8}[）)])?(?:、|和|与|及|以及)|[ \u3000]+")
_AFTER_TITLE = re.compile(r"[ \u3000]*[：:“]?[ \u3000]*(?:——|(?:为|是|系)(?=[\u4e00-\u9fff]{2,4}[，。；,;\n]))?")
_BEFORE_ONLY = re.compile(
    "代表|.*队员|技术员|会计|秘书|干事|.*理事|.*董事|.*委员|监事|.*成员|组成人员|教练|网格员|主管|工程师|发言人|驻村干部|法人"
)
_OTHERS = re.compile(r"等\d*[名位人]?[^，。；、：\s]{0,24}$")  # 甲、乙等|区人大常委会|副主任
_BYLINE = re.compile(
    r"(?:记者|通讯员|编辑|责编|作者|摄影|供图|供稿|撰稿|校对|审核|[摄文图][/／]|本报|本网|讯员?)[ \u3000:：、\u4e00-\u9fff]{0,12}$"
)
_PRINTER = re.compile(r"(?:主编|总编辑|总编|总监|监制|审核)[ \u3000]*[：:|]")
_LINE = quick(
    r"(?:^|[\n；;：:]|(?<=[一二三四五六七八九十\d])[、.．])[ \u3000]*(?=[\u4e00-\u9fff \u3000]{2,5}(?:[（(][^（）()\n]{1,6}[）)])?(?:为|任|同志为|的)"
    r"[^，。；\n]{3,40}(?:长|任|书记|员|主席)(?:职务)?[；;。，\n])"
)  # a line of an appointment list: 陈某为某局局长；
_ROSTER = quick(
    r"(?:^|\n)[ \u3000]*(?:\d{1,3}[.、．][ ]*)?(?P<name>[\u4e00-\u9fff]{2,4})[ \u3000]+(?=[^\n，。；、：\d]{4,30}"
    r"(?:长|主任|书记|主席|经理|教师|教授|医师|护士|护师|技师|工程师|酿酒师|村民|职工|工人|民警|社工|法官|检察官|负责人|合伙人)[ \u3000]*(?:\n|$))"
)  # a line of a list of people: 陈某　某医院护士长
_CUE = quick(
    r"(?P<before>决定任命|任命|免去|补选|增补|选举|聘任|聘请|推选|推举|提名|接受|接替|由|授予|追授)|"
    r"(?P<after>同志|被任命为|被免去|不再担任|不再兼任|辞去|拟任|现任|历任|曾任|出任|当选|担任|兼任|接任|转任|调任|升任|任(?![务何意期免教用前由凭性])|"
    r"因(?:工作(?:调动|变动|需要|原因)|年龄|身体原因|个人原因)|到龄|告诉|介绍[，：说]|坦言|感慨|回忆|说[：，。“]|表示[：，。“])|"
    r"(?P<vita>[，,（(](?:(?=[男女][，,、）)])|(?=[12]\d{3}年\d*月?\d*日?(?:出?生|参加))))"
)
_NOT_HELD = frozenset("责重信主委专常")  # 责|任, 主|任: no verb
_YEARS = re.compile(r"[，,]?(?:19|20)\d{2}年[^，。；、\n]{0,14}$")  # 陈某|2015年3月起|任
_NAMES = re.compile(
    "姓名|名字|人选|(?:候选|当选|拟任|任职|公示|获奖|入选)(?:人|对象)?(?:人选)?(?:姓名)?|人员姓名|负责人姓名"
)
_SPEAKS = frozenset(["告诉", "坦言", "感慨", "回忆"])


@lru_cache(maxsize=16)
def people(document: Document) -> tuple[Seen, ...]:
    """Everybody named in the document with evidence, every time, in text order, without overlaps."""
    names = names_of(document.text)
    inside = _Places(organ.span for organ in organs(document))
    first = _disjoint(seen for seen in _evident(document, names) if not inside.meets(seen.span))
    known = sorted(
        {names.clean(seen.span) for seen in first if seen.span.end - seen.span.start > 1}, key=lambda n: (-len(n), n)
    )
    return _disjoint((*first, *_again(names.text, known)))


@spotters.register("people")
def spot_people(document: Document) -> Iterable[Candidate]:
    """People at priority 65: with a title beside it 陈青山 is no mountain."""
    names = names_of(document.text)
    for seen in people(document):
        yield Candidate(Mention(seen.span, "Person", seen.rule, names.clean(seen.span)), 65)


class _Places:
    """Offsets that organs take."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken = {at for span in spans for at in range(span.start, span.end)}

    def meets(self, span: Span) -> bool:
        return any(at in self._taken for at in range(span.start, span.end))


def _evident(document: Document, names: Names) -> Iterator[Seen]:
    for title in titles(document):
        yield from _around(title, names)
    for cue in _CUE.finditer(names.text):
        yield from _appointed(cue.end(), names) if cue["before"] else _before_cue(cue, names)
    for line in _LINE.finditer(names.text):
        yield from _appointed(line.end(), names)
    for line in _ROSTER.finditer(names.text):
        span = Span(*line.span("name"))
        if names.at(span.start) == span and not names.is_word(span):
            yield Seen(span, "person.roster")
    for table in document.tables:
        yield from (Seen(span, "person.cell") for span in _cells(table, names) if names.cell(span))


def _cells(table: Table, names: Names) -> Iterator[Span]:
    """The cells under a heading that says that names of people follow."""
    columns = [i for i, cell in enumerate(table.rows[0]) if _NAMES.fullmatch(names.clean(cell.span))]
    return (row[i].span for row in table.rows[1:] for i in columns)


def _appointed(at: int, names: Names) -> Iterator[Seen]:
    """The people of the list that begins at `at`."""
    return (Seen(span, "person.appointed") for span in names.after(at, _LIST_LINK) if not names.is_word(span))


def _around(title: Title, names: Names) -> Iterator[Seen]:
    """Names right after the title, then names right before it (a list too: 甲、乙等…副主任)."""
    if title.office.kind != "after" and not _PRINTER.match(names.text, title.span.start):
        start = _AFTER_TITLE.match(names.text, title.span.end)
        at = start.end() if start else title.span.end
        plain = names.everyday(at) if title.office.kind == "post" and at == title.span.end else None
        if plain:
            yield Seen(plain, "person.title")
        for span in names.after(at, _LINK, foreign=True):
            if not names.is_word(span, verb=title.office.kind == "post"):
                yield Seen(span, "person.title")
        if names.text[at : at + 1] == "的" and (doer := names.doer(at + 1)):
            yield Seen(doer, "person.title")
        if title.office.kind == "post" and not title.office.implies.startswith("national") and (told := names.told(at)):
            yield Seen(told, "person.title")
    if title.office.kind == "role" or _BEFORE_ONLY.fullmatch(title.office.head):
        return
    others = _OTHERS.search(names.text[max(0, title.span.start - 30) : title.span.start])
    end = title.span.start - len(others[0]) if others and title.office.kind == "post" else title.span.start
    for span in names.before(end, foreign=title.office.kind == "after"):
        if not names.is_word(span) and not _BYLINE.search(names.text[max(0, span.start - 16) : span.start]):
            yield Seen(span, "person.title-after")


def _before_cue(cue: re.Match[str], names: Names) -> Iterator[Seen]:
    end = cue.start()
    if cue[0] == "任" and names.text[end - 1 : end] in _NOT_HELD:
        return
    if names.text[max(0, end - 1) : end] in ("，", ",") and cue[0] not in ("同志",):
        end -= 1
    years = _YEARS.search(names.text[max(0, end - 24) : end]) if "任" in cue[0] else None
    end -= len(years[0]) if years else 0
    found = tuple(names.before(end, foreign=True))
    weak = cue[0][0] in "说表介" or cue[0] in _SPEAKS
    for span in found:
        if names.is_word(span):
            continue
        if weak and names.text[max(0, span.start - 1) : span.start] not in ("”", "’", "", "\n", "。", "的"):
            continue
        if not _BYLINE.search(names.text[max(0, span.start - 16) : span.start]):
            yield Seen(span, "person.speaks" if weak else "person.cue")


def _again(text: str, known: list[str]) -> Iterator[Seen]:
    """Every time that the text says one of the names `known`, the longest first, without overlaps."""
    at = 0
    for start, end in sorted((start, -end) for name in known for start, end in _places(text, name)):
        if start >= at:
            at = -end
            yield Seen(Span(start, at), "person.again")


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the text says the name: offsets [start, end)."""
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + 1)


def _disjoint(found: Iterable[Seen]) -> tuple[Seen, ...]:
    """Without overlaps: what comes first in `found` wins; sorted by place."""
    taken: dict[int, Seen] = {}
    for seen in found:
        places = range(seen.span.start, seen.span.end)
        if not any(at in taken for at in places):
            taken |= dict.fromkeys(places, seen)
    return tuple(sorted(set(taken.values()), key=lambda s: s.span))
