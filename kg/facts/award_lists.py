"""Lists of those that a notice gives a title to (…认定为X企业。一、新认定企业 / 岚县：甲公司、乙公司), those below a line that
names their prize (纳税功勋企业 / 1. 甲公司), and a page's list of honors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.facts.lift import CHARS, FIRST, LAST, Lifted, fits
from kg.model import Document, Evidence, Linked, Relation
from kg.rules import regex as re

_GIVES = re.compile("(?:认定|评定|命名|确定|授予|公布|公示|评选|表彰|核定|遴选)")
_LOSES = re.compile("取消|撤销|摘牌|不合格|退出|淘汰|终止|除名")
_GAINS = re.compile("认定|名单|入选|获评|获奖|公布|新增|通过|合格|命名|拟")
_HEADED = re.compile("^[（(]?[一二三四五六七八九十\\d]{1,3}[、.．）) ]")
_HONORS = re.compile(
    "^(?:[一二三四五六七八九十\\d]{1,2}[、.． ]*)?(?:所获|主要|获得|城市|集体|历年)?(?:荣誉|荣誉称号|获奖情况|所获荣誉)[：:]?$"
)
_HOLDERS = "".join(CHARS[t] for t in ("Enterprise", "Institution", "Facility", "Zone", "Village", "Town", "Project"))
_AREAS = "".join(CHARS[t] for t in ("Province", "City", "District", "Town"))
_LINE = re.compile(
    f"(?:[（(]?\\d{{1,3}}[)）.、．]?[ ]*)?(?:[{_AREAS}][^，。；：{FIRST}-{LAST}]{{0,6}}[：:])?(?P<list>[{_HOLDERS}](?:[、，；][{_HOLDERS}])*)[。；;]?"
)
_NUMBER = "(?:[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．]?[ ]*)?"
_PRIZE = re.compile(f"{_NUMBER}[{CHARS['Honor']}](?:名单)?[：:]?")
_ORGANS = CHARS["GovernmentBody"] + CHARS["District"]
_WINNER = re.compile(
    f"{_NUMBER}(?:(?P<list>[{_HOLDERS}{_ORGANS}](?:[、，；][{_HOLDERS}{_ORGANS}])*)[\\d.%-]*|(?P<person>{CHARS['Person']})(?:[\u3000，,].*)?)[。；;]?"
)
_BARE = re.compile(f"[{CHARS['Honor']}](?:[、，；和][{CHARS['Honor']}])*等?[。；;]?")


def award_lists(
    document: Document, linked: Linked, types: Mapping[str, str], lifted: Sequence[Lifted]
) -> Iterator[Relation]:
    """receives of every holder in the lists behind a sentence that says which title is given; under a heading of
    removals the title has ended. A line of honors under 荣誉 is the page's own."""
    yield from _prizes(document, types, lifted)
    honor, state = "", ""
    for number, x in enumerate(lifted):
        sentence = document.sentences[number].span
        line = _LINE.fullmatch(x.text)
        if line and honor and state:
            for m in x.inside(*line.span("list")):
                if fits("receives", types[m.entity], "Honor"):
                    yield Relation(m.entity, "receives", honor, Evidence(sentence, m.span, "honor.list"), state=state)
        elif not line:
            honor = _given(x, types) or honor
            state = _announced(x.text) or ("" if len(x.text) > 30 else state)
        if number and linked.home and _HONORS.match(lifted[number - 1].text) and _BARE.fullmatch(x.text):
            for m in x.mentions:
                yield Relation(linked.home, "receives", m.entity, Evidence(sentence, m.span, "honor.list"))


def _prizes(document: Document, types: Mapping[str, str], lifted: Sequence[Lifted]) -> Iterator[Relation]:
    """receives of the first named of every line below the one that is a prize's name, up to the next that is no such line."""
    prize = ""
    for x, sentence in zip(lifted, document.sentences, strict=True):
        if _PRIZE.fullmatch(x.text):
            prize = x.mentions[0].entity
        elif prize and (winner := _WINNER.fullmatch(x.text)):
            for m in x.inside(*winner.span(winner.lastgroup or 0)):
                if fits("receives", types[m.entity], "Honor"):
                    yield Relation(m.entity, "receives", prize, Evidence(sentence.span, m.span, "honor.prize"))
        elif x.mentions or len(x.text) > 20:
            prize = ""


def _given(x: Lifted, types: Mapping[str, str]) -> str:
    """The one title that the sentence says to be given."""
    honors = {m.entity for m in x.mentions if m.type == "Honor"}
    return honors.pop() if len(honors) == 1 and _GIVES.search(x.text) else ""


def _announced(text: str) -> str:
    """What a short line says of the list below it: actual, ended, "" for nothing."""
    if not (_HEADED.match(text) or text.endswith(("：", ":", "名单"))) or len(text) > 30:
        return ""
    return "ended" if _LOSES.search(text) else "actual" if _GAINS.search(text) else ""
