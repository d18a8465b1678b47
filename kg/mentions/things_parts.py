"""Which of the words before a head noun belong to its name: without praise, verbs and what they do it to."""

from __future__ import annotations

from collections.abc import Mapping

from kg.mentions.edges import NAMING, Edge, Part
from kg.mentions.things_heads import Head, heads
from kg.model import Span
from kg.rules import areas

_RUNNING = ("工程", "项目", "路", "高速", "高铁", "段", "航道", "专线", "线", "隧道", "大桥", "通道")
_LONGEST_AREA = 12  # code points
_ROLES = ("业主", "业主单位", "建设单位", "施工单位", "承建方", "投资方", "建设方", "施工方", "运营方", "承建单位")
_BUILDERS = ("建设", "投资", "运营", "研发", "投建", "选址", "布局", "实施")  # behind a complete name they are verbs


def with_whole_area(edge: Edge, ends: Mapping[int, int]) -> Edge:
    """The edge moved to the beginning of the area that it cuts: 青水乡|现代化灌区, not 水乡…. `ends`: of the page's areas,
    by where they begin."""
    for start in range(edge.start - 1, edge.start - _LONGEST_AREA, -1):
        end = ends.get(start, 0)
        if edge.start < end:
            place = Part(Span(start, end), "place")
            return Edge(start, (place, *(part for part in edge.parts if part.span.start >= end)), "mark")
    return edge


def one_end(text: str, head: Head, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts; behind 至 unless the thing runs from one place to another (岚港至昆江高速公路, not 岚港至|昆江站)."""
    if head.word.endswith(_RUNNING):
        return parts
    last = max((i for i, part in enumerate(parts) if part.kind == "dash" and text[part.span.start] == "至"), default=-1)
    return parts[last + 1 :]


def behind_builder(text: str, head: Head, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts behind a verb that a complete name or an area does: 岚合公司建设|昆江制造基地, 昆城建设|欧洲工厂."""
    parts = one_end(text, head, parts)
    words = [text[part.span.start : part.span.end] for part in parts[:-1]]
    called = (i for i, word in enumerate(words) if word in _ROLES or (word == "为" and parts[i].kind == "loose"))
    parts = parts[max(called, default=-1) + 1 :]
    first = text[parts[0].span.start : parts[0].span.end]
    if head.need == "some" and first in _BUILDERS and len(parts) > 1:
        parts = parts[1:]
    for i in range(len(parts) - 1, 1, -1):
        verb, first = parts[i - 1].span, parts[i].kind
        if verb.end - verb.start == 2 and text[verb.start : verb.end] in _BUILDERS:
            done = _complete(text, parts[0].span.start, verb.start)
            area = i == 2 and parts[0].kind == "place" and head.type == "Zone"  # 昆城建设|现代煤化工示范区
            if done or area or (head.type != "Enterprise" and (first in NAMING or first == "emblem")):
                return parts[i:]
    return parts


def _complete(text: str, start: int, end: int) -> bool:
    """Whether a name with its last word ends here: 岚合有限公司, 昆江产业园."""
    return any(text[at:end] in heads() for at in range(start + 2, end - 1))


def without_praise(parts: tuple[Part, ...], wide: bool = False) -> tuple[Part, ...]:
    """Praise and verbs at the beginning go where a name follows: 国家级|昆江开发区, 昆投集团合作开发|昆江片区.

    `wide`: a name of this kind may begin with praise (国际岚学会), not with a verb.
    """
    parts = _behind_verbs(parts)
    if parts[0].kind == "act" and any(part.kind in NAMING for part in parts):
        parts = parts[1:]
    first = next((i for i, part in enumerate(parts) if part.kind in NAMING), 0)
    praise = ("act", "dash", "bracket") if wide else ("bland", "act", "dash", "bracket")
    if parts[first].kind == "place":
        praise = (*praise, "generic")
    return parts[first:] if all(part.kind in praise for part in parts[:first]) else parts


def without_chain(text: str, parts: tuple[Part, ...], stop: str) -> tuple[Part, ...]:
    """The parts behind the full name of a division, if they are a name by themselves."""
    for cut in range(len(parts) - 1, 0, -1):
        rest = parts[cut:]
        ends = (text[part.span.start : parts[cut - 1].span.end] for part in parts[:cut])
        if any(len(name) > 2 and is_division(name) for name in ends) and Edge(rest[0].span.start, rest, stop).own:
            return rest
    return parts


def _behind_verbs(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What follows two verbs in a row, if it is a name: there they are no nouns."""
    for i in range(len(parts) - 1, 1, -1):
        verb = parts[i - 1]
        long = verb.span.end - verb.span.start > 3
        begins = parts[i].kind in NAMING or (parts[i].kind == "bland" and parts[i].span.end - parts[i].span.start == 1)
        if begins and verb.kind == "act" and (long or parts[i - 2].kind == "act"):
            return parts[i:]
    return parts


def is_division(name: str) -> bool:
    """Whether these characters name a division, and no development zone of the table: 金|湾区."""
    return areas.is_name(name) and any(area.level != "Zone" for area in areas.named(name))
