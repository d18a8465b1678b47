"""Several forms of one name: introduced (X（以下简称Y）), shortened (二通道), without the area before it, without marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.mentions.area_names import cuts_word
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.text.fold import simplified

Key = tuple[str, str]
Names = Mapping[Key, Key]
"""(type, printed name) of a mention -> (type, name) of the entity."""

SPECIFIC = [
    "Facility",
    "Zone",
    "Institution",
    "Enterprise",
    "GovernmentBody",
    "NaturalFeature",
    "Project",
    "Policy",
    "Event",
    "Honor",
    "Region",
    "Product",
    "Person",
    "Industry",
]
_INTRODUCED = re.compile(
    r"[”’》」』]?[（(，,]?(?:(?:以下|下同|下)?(?:统称|简称)(?:为)?|又称|又名|也称|俗称|亦称)[:：]?"
    r"(?P<first>[“‘《「『]?[^（）()“”‘’《》「」『』，,。；;、\n]{2,20}[”’》」』]?)"
    r"(?:(?:、|或|和)(?P<second>[“‘《「『][^（）()“”‘’《》「」『』，,。；;、\n]{2,20}[”’》」』]))?"
)
_MARKS = re.compile(r"[“”‘’「」『』\"'《》〈〉\s]")
_LEGAL = re.compile(r"(?:（集团）)?(?:股份|集团|控股|科技|实业)*(?:有限责任公司|有限公司|公司)$|(?<=..)集团$")
_SHORTENED = frozenset(
    [
        "Enterprise",
        "Institution",
        "Zone",
        "Facility",
        "Project",
        "Policy",
        "Event",
        "NaturalFeature",
        "Honor",
        "Region",
        "Product",
    ]
)


def introduced(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Span]]:
    """(mention, span of the short form) for every short form that the text introduces right behind the mention."""
    for m in mentions:
        found = _INTRODUCED.match(text, m.span.end)
        if found and m.type not in ("Title", "Pronoun", "Scope"):
            for group in ("first", "second"):
                if found[group]:
                    yield m, _bare(text, Span(*found.span(group)))


def _bare(text: str, span: Span) -> Span:
    start = span.start + (text[span.start] in "“‘《「『")
    return Span(start, span.end - (text[span.end - 1] in "”’》」』"))


def spread(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """`mentions` with those added that the text names again without the marks by which they were first found:
    introduced short forms, quoted names, companies without their legal form."""
    text = simplified(document.text)
    forms = dict(_repeatable(text, mentions))
    if not forms:
        return mentions
    taken = bytearray(len(text))
    for m in mentions:
        taken[m.span.start : m.span.end] = b"\1" * (m.span.end - m.span.start)
    added: list[Mention] = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        added += _occurrences(text, form, forms[form], taken)
    return tuple(sorted((*mentions, *added), key=lambda m: m.span)) if added else mentions


def _repeatable(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[str, Mention]]:
    for m in mentions:
        if m.type in _SHORTENED and len(m.name) > 3 and not m.code:
            yield m.name, m
        if m.type == "Enterprise" and (brand := _brand(m.name)):
            yield brand, m
    for m, span in introduced(text, mentions):
        yield text[span.start : span.end], m


def _brand(name: str) -> str:
    """A company without its legal form and the area before it: 春风动力 for 浙江春风动力股份有限公司; "" if too short."""
    short = _LEGAL.sub("", name)
    if short == name:
        return ""
    short = re.sub(r"^[（(][^）)]*[）)]|[（(][^）)]*[）)]$", "", _without_area(short))
    return short if len(short) > 2 else ""


def _occurrences(text: str, form: str, like: Mention, taken: bytearray) -> Iterator[Mention]:
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not any(taken[at:end]) and not cuts_word(text, at) and not cuts_word(text, end):
            taken[at:end] = b"\1" * len(form)
            yield replace(like, span=Span(at, end), name=form, rule="alias.again")
        at = text.find(form, end)


def same_things(document: Document, mentions: Iterable[Mention], inner: Iterable[Mention]) -> Names:
    """(type, name) as printed -> (type, name) of the thing it is, the same for all forms of one thing."""
    mentions = tuple(mentions)
    counted = Counter((m.type, m.name) for m in (*mentions, *inner) if not m.code)
    first: dict[Key, int] = {}
    for m in mentions:
        first.setdefault((m.type, m.name), m.span.start)
    one_type = _one_type(counted)
    joined = _joined(document, mentions, {one_type[k]: n for k, n in counted.items()}, first)
    return {key: _root(joined, one_type[key]) for key in counted}


def _one_type(counted: Mapping[Key, int]) -> dict[Key, Key]:
    """A name that was read as several types takes the most frequent one, of equals the most specific."""
    by_name: dict[str, list[Key]] = {}
    for key in counted:
        by_name.setdefault(_plain(key[1]), []).append(key)
    chosen: dict[Key, Key] = {}
    for group in by_name.values():
        best = min(group, key=lambda k: (-counted[k], _specific(k[0]), k))
        chosen |= dict.fromkeys(group, (best[0], best[1]))
    return chosen


def _joined(
    document: Document, mentions: tuple[Mention, ...], counted: Mapping[Key, int], first: Mapping[Key, int]
) -> dict[Key, Key]:
    joined: dict[Key, Key] = {}
    text = simplified(document.text)
    for m, span in introduced(text, mentions):
        short = (m.type, text[span.start : span.end])
        if short in counted and short[1] != m.name:
            joined[short] = (m.type, m.name)
    for short in sorted(counted):
        if short not in joined and short[0] in _SHORTENED:
            longer = [k for k in counted if k[0] == short[0] and k != short and _shortens(short[1], k[1])]
            if len(longer) == 1 and _root(joined, longer[0]) != short:
                joined[short] = longer[0]
    return joined


def _shortens(short: str, long: str) -> bool:
    """Whether `short` is `long` without an area before it, without its first words, or a company without its legal form."""
    if len(short) >= len(long) or len(short) < 3:
        return False
    if _without_area(long) in (short, _without_area(short)):
        return True
    return _brand(long) == short or (len(short) > 3 and long.endswith(short) and len(long) - len(short) < 5)


def _without_area(name: str) -> str:
    """`name` without the areas it opens with: 杭州市临平区X and 杭州X are X."""
    for _ in range(3):
        for length in range(min(8, len(name) - 2), 1, -1):
            if name[:length] in areas.stems() or areas.is_name(name[:length]):
                name = name[length:]
                break
        else:
            break
    return name


def _root(joined: Mapping[Key, Key], key: Key) -> Key:
    seen = {key}
    while key in joined and joined[key] not in seen:
        key = joined[key]
        seen.add(key)
    return key


def _specific(type_: str) -> int:
    return SPECIFIC.index(type_) if type_ in SPECIFIC else len(SPECIFIC)


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def printed_forms(document: Document, name: str, group: Iterable[Mention]) -> tuple[str, ...]:
    """The other forms under which the document prints the thing, sorted; of a traditional page those as printed
    too. A single character (沪) identifies nothing by itself."""
    forms: set[str] = set()
    for m in group:
        printed = document.quote(m.span)
        forms |= {m.name, printed if "\n" not in printed else m.name}
    return tuple(sorted(form for form in forms - {name} if len(form) > 1))
