"""Villages and communities (西塘村, 海棠社区). No table of them is shipped, so they carry no code.

A name counts behind its township or county (连庄镇西塘村), in a list of villages, where the page repeats it, or where it
is no word of the dictionary and stands clean between marks and function words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.mentions.areas import area_spans
from kg.mentions.edges import left_edge
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules import table, words
from kg.text.fold import simplified
from kg.tokens import is_word

PRIORITY = 56
_HEAD = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:村(?!民(?!族)|里|庄|镇|落|级|集|干|支|两|企|社|组|域|容|口|规|情|务|史|办|财|屯|居|委(?!会)|党|乡|街|寨|前|后|[内外中上下人校户道路])|社区(?!卫|服|工|矫|治|支|居民|干部|建设|养老))(?:委会)?"
)
_BEFORE = "，。、；：！？“”‘’（）()《》·—\n \u3000在的到与和及至从由向对是为让使"
LONGEST = 6
_HAN = re.compile(f"[\u4e00-\u9fff]{{1,{LONGEST}}}")
_NO_START = ("村", "逐", "中关", "看", "到", "进", "入", "全", "这", "那")


@dataclass(frozen=True, slots=True)
class Found:
    span: Span
    name: str
    placed: bool


@spotters.register("villages")
def spot_villages(document: Document) -> Iterator[Candidate]:
    text = simplified(document.text)
    found = _agreed(tuple(_whole(text, tuple(_find(document)))))
    counted = Counter(f.name for f in found)
    for f in found:
        if f.placed or counted[f.name] > 1 or _is_clean(text, f):
            yield Candidate(Mention(f.span, "Village", "village.name", f.name), PRIORITY)


def _whole(text: str, found: tuple[Found, ...]) -> Iterator[Found]:
    """With the first character of a name that the page prints behind its town elsewhere: 万|福庄村 there is 万福庄村."""
    placed = sorted({f.name for f in found if f.placed})
    for f in found:
        longer = (n for n in placed if n.endswith(f.name) and n != f.name and text.endswith(n, 0, f.span.end))
        name = f.name if f.placed or not text.startswith(f.name, f.span.start) else next(longer, f.name)
        yield replace(f, span=Span(f.span.start - len(name) + len(f.name), f.span.end), name=name)


def _agreed(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """A name that ends with another village's name is that village with a word too much before it: 看|青溪村."""
    names = sorted({f.name for f in found}, key=lambda name: (len(name), name))
    cut: list[Found] = []
    for f in found:
        short = next((n for n in names if f.name.endswith(n) and len(f.name) - len(n) < 3), f.name)
        cut.append(replace(f, span=Span(f.span.start + len(f.name) - len(short), f.span.end), name=short))
    return tuple(cut)


def _find(document: Document) -> Iterator[Found]:
    shaped = tuple(_shaped(document))
    known = {f.name for f in shaped if f.placed}
    for f in shaped:
        if _is_modifier(_modifier(f.name), f.name in known):
            yield f


def _shaped(document: Document) -> Iterator[Found]:
    text = simplified(document.text)
    ends = {m.span.end for m in area_spans(document) if m.type != "Village"}
    for m in _HEAD.finditer(text):
        start, placed = _start(document, m.start(), ends)
        yield Found(Span(start, m.end()), text[start : m.end()].removesuffix("委会"), placed)


def _start(document: Document, head: int, ends: set[int]) -> tuple[int, bool]:
    """Where the name begins, and whether an area stands right before it."""
    for start in range(head - 1, max(0, head - LONGEST) - 1, -1):
        whole = head - start > 1 or document.text[head] == "村" or document.text[start - 1] in "省市区县镇乡道"
        if start in ends and whole and "的" not in document.text[start:head]:
            return start, True
    edge = left_edge(document, head, longest=LONGEST + 2)
    start = edge.start if edge else head
    return max(start, document.text.rfind("的", start, head) + 1), False


def _modifier(name: str) -> str:
    return name.removesuffix("社区").removesuffix("村")


def _is_modifier(modifier: str, placed: bool) -> bool:
    """Whether the words before 村 name one; a single character (余村) only behind its area."""
    short = len(modifier) < 2 and not placed
    if short or not _HAN.fullmatch(modifier) or modifier.startswith(_NO_START):
        return False
    ends = [kind for kind in words("lexicon/village_words.tsv") if modifier.endswith(kind)]
    return all(kind in _name_ends() and _is_name(modifier, len(modifier) - len(kind), placed) for kind in ends)


def _is_name(modifier: str, last: int, placed: bool) -> bool:
    """Whether the character at `last` ends a name (永新, 前进) rather than telling a kind (移民|新村, 干部|进村)."""
    if last < 2:
        return last == 1 and (placed or not is_word(modifier))
    return placed and not is_word(modifier[:last])


@cache
def _name_ends() -> frozenset[str]:
    return frozenset(row["word"] for row in table("lexicon/village_words.tsv") if row["counterexample"])


_ACTS = re.compile(
    r"(?:[、和与及][\u4e00-\u9fff]{1,5}村){0,6}(?:等)?(?:先后|成功|已|也)?(?:被评为|被授予|入选|获评|荣获|荣膺|地处|位于|坐落)|党总?支部|党委书记|“两委”|村两委"
)
"""What only one village does or has: 兴旺村|被评为…, although 兴旺 is a word."""


def _is_clean(text: str, f: Found) -> bool:
    before = text[f.span.start - 1 : f.span.start]
    modifier = _modifier(f.name)
    known = is_word(modifier) and not _ACTS.match(text, f.span.end) and before not in ("在", "于")
    return (not before or before in _BEFORE) and not known and len(modifier) < 5
