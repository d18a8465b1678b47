"""Parts of what was named before: a college whose own name holds 与 (岚江学院信息与电气工程学院), and a numbered
factory after the bracket that gives its company's short name (（以下简称“岚合”）第二工厂)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.mentions.edges import clause, kind_of
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import find_hits, name_start, plain
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules.sieve import finditer

_COLLEGE = re.compile(r"(?<=大学|学院)[\u4e00-\u9fff]{2,8}?[与和][\u4e00-\u9fff]{2,12}?(?<!大)学院")
_NOT_COLLEGE = re.compile(
    "大学|学院[与和]|研究院|师生|教授|教师|校长|书记|院长|专家|团队|学生|代表|领导|签|合作|共建|联合|校区|主办|承办|政府"
)
_NUMBERED = re.compile(
    r"[（(](?:以下)?简称(?:为|：)?“(?P<name>[^“”\n]{2,10})”[）)](?P<part>第[一二三四五六七八九十][\u4e00-\u9fff]{0,4}?工厂)"
)


@spotters.register("things.schools")
def spot_schools(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    colleges = list(_COLLEGE.finditer(document.text)) if "学院" in document.text else []
    parents = {hit.span.end: hit for hit in find_hits(document)} if colleges else {}
    for match in colleges:
        parent = parents.get(match.start())
        start = name_start(document.text, parent) if parent else None
        if start is not None and _is_subject(document.text, Span(*match.span())):
            name = document.text[start : match.end()]
            yield Candidate(Mention(Span(start, match.end()), "Institution", "institution.college", name), 61)
    for match in finditer(_NUMBERED, document.text):
        span = Span(*match.span("part"))
        yield Candidate(Mention(span, "Facility", "facility.numbered", match["name"] + match["part"]), 62)


def _is_subject(text: str, college: Span) -> bool:
    """Whether only fields of study stand before 学院, and no other school's name."""
    if _NOT_COLLEGE.search(text, college.start, college.end - 2):
        return False
    begin, ends = clause(text, college.start)
    starts = [begin, *(begin + end for end in ends)]
    words = [text[a:b] for a, b in pairwise(starts) if college.start <= a and b <= college.end]
    return all(word in ("与", "和") or kind_of(word) in ("generic", "act", "bland", "rare", "single") for word in words)
