"""Sentences are lifted: every mention becomes one private-use character of its type, so that a rule is an ordinary
regular expression over a short string.

Pattern language, on top of `re`:
    {Type} {Class}      one mention of the type, or of any type of the class (`relations/classes.tsv`)
    {Type*}             a list of such mentions: A、B和C, also with 等, and with members that are no mention
    {Type+}             a list by 、和及 alone: what a clause's subject looks like (A与B合作 is no list)
    {Type**}            a loose list: other words and mentions may stand between its members, within one clause
    {s:Type} {o:Type*}  the same, and the mentions of that type are the subjects or the objects
    …                   up to 18 characters without a mention and without the end of a clause
    ……                  up to 40 characters, mentions too, without the end of a clause
    ‥                   up to eight words that only say when and how (`relations/adverbs.tsv`)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.model import Mention, Span
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import Grams, required

TYPES = (
    *("Country", "Province", "City", "District", "Town", "Village", "Region", "Zone", "Facility", "NaturalFeature"),
    *("GovernmentBody", "Enterprise", "Institution", "Person", "Policy", "Project", "Event", "Industry", "Honor"),
    "Product",
)
CHARS = {name: chr(0xE000 + i) for i, name in enumerate(TYPES)}
AREAS = TYPES[:6]
FIRST, LAST = "\ue000", "\uf8ff"
CLAUSE_END = "，,。；;：:！!？?\n\u3000"
_MARK = f"[{FIRST}-{LAST}]"
_MENTION = re.compile(_MARK)
_DROPPED = re.compile(r"[“”‘’\"'《》〈〉「」『』]+|\s+")
_GAP_IN_HEADING = re.compile("[一-鿿”’》」）][ \\u3000\\xa0]+[一-鿿“‘《「（]")
_BRACKET = re.compile(r"[（(【\[][^（）()【】\[\]]{0,40}[）)】\]]")
_MACRO = re.compile(r"\{(?:([so]):)?(\w+)(\*\*|[*+]?)\}")
_POST = "(?:长|书记|主任|主席|委员|经理|代表|领事|总监|工程师|教授)"
_GAP = f"[^{CLAUSE_END}{FIRST}-{LAST}]{{0,18}}?"
_WIDE = f"[^{CLAUSE_END}]{{0,40}}?"
_SCOPE_ADVERB = re.compile("率先|首|第|最|前列|领先|唯一|各|范围|上下|排名|推广|复制|仅|独|乃至|甚至")
_CHAIN = frozenset({*AREAS, "Zone", "Facility", "Institution", "Enterprise", "Project"})


@dataclass(frozen=True, slots=True)
class Lifted:
    """`text` with a mention's character at each of `places` (sorted); `starts[i]` is the source offset of character i."""

    text: str
    starts: Sequence[int]
    places: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def inside(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions whose characters stand in the half-open range of lifted positions."""
        return self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def source(self, start: int, end: int) -> Span:
        """The range of the document's text that lifted positions [start, end) were made from; not empty."""
        last = self.inside(end - 1, end)
        return Span(self.starts[start], last[0].span.end if last else self.starts[end - 1] + 1)


def lift(text: str, sentence: Span, mentions: Iterable[Mention]) -> Lifted:
    """The sentence with its mentions (in order, not overlapping, inside it) as single characters.

    Quotation marks, spaces and short brackets (unless the sentence is one) are left out; of an address chain 杭州市临平区 the last member stays.
    """
    pieces: list[str] = []
    starts: list[int] = []
    heads = tuple(_heads(mentions))
    at = sentence.start
    for start, m in heads:
        if at < start:
            _plain(text, at, start, pieces, starts)
        pieces.append(CHARS[m.type])
        starts.append(start)
        at = m.span.end
    _plain(text, at, sentence.end, pieces, starts)
    return _without_brackets("".join(pieces), starts, tuple(m for _, m in heads))


def readable(x: Lifted) -> str:
    """The lifted text with each mention's type in braces: {District}实现地区生产总值…"""
    types = {character: f"{{{name}}}" for name, character in CHARS.items()}
    return "".join(types.get(c, c) for c in x.text)


def joined(intro: Lifted, item: Lifted) -> Lifted:
    """A list item read behind the sentence that introduces the list (`…如下：`); positions of both keep their source."""
    shift = len(intro.text)
    places = (*intro.places, *(p + shift for p in item.places))
    return Lifted(intro.text + item.text, [*intro.starts, *item.starts], places, (*intro.mentions, *item.mentions))


def _heads(mentions: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    """(start, mention): each mention, but of an address chain only the last member, from where the chain starts."""
    start = -1
    before: Mention | None = None
    for m in mentions:
        chained = before and before.type in AREAS and before.span.end == m.span.start and m.type in _CHAIN
        if before and not chained:
            yield start, before
        start = start if chained else m.span.start
        before = m
    if before:
        yield start, before


def _plain(text: str, start: int, end: int, pieces: list[str], starts: list[int]) -> None:
    """Appends text[start:end) without quotation marks and spaces; a space between words of a heading ends a clause."""
    for drop in _DROPPED.finditer(text, start, end):
        pieces.append(text[start : drop.start()])
        starts.extend(range(start, drop.start()))
        start = drop.end()
        if _GAP_IN_HEADING.fullmatch(text, max(drop.start() - 1, 0), drop.end() + 1):
            pieces.append("\u3000")
            starts.append(drop.start())
    pieces.append(text[start:end])
    starts.extend(range(start, end))


def _without_brackets(text: str, starts: list[int], mentions: tuple[Mention, ...]) -> Lifted:
    places = _marks(text)
    holes = [m.span() for m in _BRACKET.finditer(text)]
    if not holes or (len(holes) == 1 and holes[0] == (0, len(text))):
        return Lifted(text, starts, places, mentions)
    edges = [0, *(edge for hole in holes for edge in hole), len(text)]
    out = list(zip(edges[::2], edges[1::2], strict=True))
    kept = tuple(m for m, p in zip(mentions, places, strict=True) if any(a <= p < b for a, b in out))
    short = "".join([text[a:b] for a, b in out])
    return Lifted(short, [start for a, b in out for start in starts[a:b]], _marks(short), kept)


def _marks(text: str) -> tuple[int, ...]:
    """Where mentions' characters stand in a lifted text."""
    return tuple([m.start() for m in _MENTION.finditer(text)])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as `re` reads it, compiled when first searched with; `needs`: it cannot match without a mention of a type of
    each set; `grams`: nor without one of these (None: that cannot be told); `roles`: group name (s, o) -> the types that
    can play the part."""

    source: str
    needs: tuple[frozenset[str], ...]
    grams: Grams | None
    roles: dict[str, frozenset[str]]

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.source)


_compiled = cache(re.compile)


def compile_pattern(pattern: str) -> Pattern:
    """Raises ValueError if the pattern names an unknown type or is no regular expression."""
    needs = tuple(types_of(m[2]) for m in _required(pattern))
    spelled = pattern.replace("……", _WIDE).replace("…", _GAP)
    source = _MACRO.sub(_expanded, spelled.replace("‥", _adverbs() if "‥" in pattern else ""))
    roles = {m[1]: types_of(m[2]) for m in _MACRO.finditer(pattern) if m[1]}
    try:
        return Pattern(source, needs, required(_MACRO.sub(_in_short, spelled.replace("‥", ".??"))), roles)
    except re.error as fault:
        raise ValueError(f"{pattern}: {fault}") from fault


@cache
def _adverbs() -> str:
    return f"(?:{'|'.join(row['cue'] for row in table('relations/adverbs.tsv'))}){{0,8}}?"


def _required(pattern: str) -> Iterator[re.Match[str]]:
    """Macros that every match must use: those outside round brackets, or inside the roles s and o."""
    depth = 0
    opens = {m.start(): m for m in _MACRO.finditer(pattern)}
    for i, c in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(c, 0) if pattern[i - 1 : i] != "\\" else 0
        if i in opens and depth == 0:
            yield opens[i]


def _expanded(m: re.Match[str]) -> str:
    one = f"[{characters(m[2])}]"
    between = f"[^{CLAUSE_END}{characters(m[2])}]"  # a gap that could hold members is read in exponentially many ways
    loose = f"{one}(?:(?:{between}{{0,30}}?|{between}{{0,4}}[，,][^{CLAUSE_END}]{{0,20}}{_POST}){one})*"
    body = {"": one, "+": f"{one}(?:[、和及]{one})*", "*": _listed(one), "**": loose}[m[3]]
    return f"(?P<{m[1]}>{body})" if m[1] else f"(?:{body})"


def _in_short(m: re.Match[str]) -> str:
    """A macro as its first mention: what lists and adverbs may add is nothing that a sentence must hold, but long to parse."""
    return f"(?P<{m[1]}>[{characters(m[2])}])" if m[1] else f"[{characters(m[2])}]"


def _listed(one: str) -> str:
    plain = f"[^{CLAUSE_END}、和及与{FIRST}-{LAST}]"
    return f"{one}(?:(?:{plain}{{0,6}}?(?:、|和|及|与|暨|以及|、以及|，以及|或)|(?:、{plain}{{1,14}}){{1,3}}(?:、|和|及|与|以及)|等)?{one})*"


@cache
def characters(name: str) -> str:
    """The characters of a type or class. Raises ValueError if there is none of that name."""
    members = {row["class"]: row["members"].split("|") for row in table("relations/classes.tsv")}
    try:
        return "".join(CHARS[t] for t in members.get(name, [name]))
    except KeyError:
        raise ValueError(f"no type or class {name}; there are {', '.join([*TYPES, *members])}") from None


def usable(text: str, mentions: Iterable[Mention], types: Mapping[str, str]) -> Iterator[Mention]:
    """Mentions that rules can use, each with its entity's type: 该镇 is a Town, 全区 a District.

    A scope that is no more than an adverb (全省率先, 在全国首创) is left out.
    """
    for m in mentions:
        kind = types.get(m.entity, "")
        adverb = m.type == "Scope" and _SCOPE_ADVERB.match(text, m.span.end)
        if kind in CHARS and not adverb:
            yield m if m.type == kind else Mention(m.span, kind, m.rule, m.name, m.entity, m.code)


@dataclass(frozen=True, slots=True)
class Signature:
    """The types a predicate's subject and object may have; `agents`: those of a subject that a clause leaves out."""

    subject: frozenset[str]
    object: frozenset[str]
    agents: frozenset[str]


@cache
def signatures() -> dict[str, Signature]:
    """Predicate -> signature, from `relations/signatures.tsv`."""
    return {
        r["predicate"]: Signature(types_of(r["subject"]), types_of(r["object"]), types_of(r["agents"]))
        for r in table("relations/signatures.tsv")
    }


def fits(predicate: str, subject: str, object_: str) -> bool:
    """Whether the guideline lets `predicate` hold between things of these types."""
    signature = signatures()[predicate]
    return subject in signature.subject and object_ in signature.object


def types_of(cell: str) -> frozenset[str]:
    """The types and classes joined by | in `cell`, as types. Raises ValueError for an unknown one."""
    return frozenset(TYPES[ord(c) - 0xE000] for name in cell.split("|") for c in characters(name))
