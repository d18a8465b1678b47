"""The forms of one name on a page: introduced (X（以下简称Y）), without marks, a company without its legal form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.mentions.area_names import cuts_word
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.text.fold import simplified

_INTRODUCED = re.compile(
    r"[”’》」』]?[（(，,]?(?:(?<=[（(])[^（）()“《\n]{2,24}[，,；])?(?:(?:以下|下同|下|股票|证券)?(?:统称|简称)(?:为)?|又称|又名|也称|俗称|亦称)[:：]?"
    r"(?P<first>[“‘《「『]?[^（）()“”‘’《》「」『』，,。；;、\n]{2,20}[”’》」』]?)"
    r"(?:(?:、|或|和)(?P<second>[“‘《「『][^（）()“”‘’《》「」『』，,。；;、\n]{2,20}[”’》」』]))?"
)
_LEGAL = re.compile(r"(?:（集团）)?(?:股份|集团|控股|科技|实业)*(?:有限责任公司|有限公司|公司)$|(?<=..)集团$")
SPECIFIC = (
    *(
        "Facility",
        "Zone",
        "Institution",
        "Enterprise",
        "GovernmentBody",
        "NaturalFeature",
        "Project",
        "Policy",
        "Event",
    ),
    *("Honor", "Region", "Product", "Person", "Industry"),
)
"""Types of names that no table holds; of two read equally often for one name the earlier one is right more often."""
SHORTENED = frozenset(SPECIFIC) - {"GovernmentBody", "Person", "Industry"}
GENERIC = frozenset(
    {
        "公司",
        "集团",
        "企业",
        "银行",
        "医院",
        "学校",
        "学院",
        "园区",
        "项目",
        "工程",
        "平台",
        "规则",
        "办法",
        "意见",
        "方案",
        "规划",
        "条例",
        "计划",
    }
)
"""Short forms that a page may introduce and that are ordinary words all the same: only marked as names are they names."""
MARKS = re.compile(r"[“”‘’「」『』\"'《》〈〉\s]")
_MARKED = re.compile(r"[《“「本该按照]$")


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
        if m.type in SHORTENED and len(m.name) > 3 and not m.code:
            yield m.name, m
        if m.type == "Enterprise" and (short := brand(m.name)):
            yield short, m
    for m, span in introduced(text, mentions):
        yield text[span.start : span.end], m


def brand(name: str) -> str:
    """A company without its legal form and the area before it: 春风动力 for 浙江春风动力股份有限公司; "" if too short."""
    short = _LEGAL.sub("", name)
    if short == name:
        return ""
    short = re.sub(r"^[（(][^）)]*[）)]|[（(][^）)]*[）)]$", "", without_area(short))
    return short if len(short) > 2 else ""


def _occurrences(text: str, form: str, like: Mention, taken: bytearray) -> Iterator[Mention]:
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        marked = form not in GENERIC or _MARKED.search(text, max(0, at - 1), at)
        if marked and not any(taken[at:end]) and not cuts_word(text, at) and not cuts_word(text, end):
            taken[at:end] = b"\1" * len(form)
            yield replace(like, span=Span(at, end), name=form, rule="alias.again")
        at = text.find(form, end)


def printed_forms(document: Document, name: str, group: Iterable[Mention]) -> tuple[str, ...]:
    """The other forms under which the document prints the thing, sorted; of a traditional page those as printed
    too. A single character (沪) or an ordinary word (公司) identifies nothing by itself."""
    forms: set[str] = set()
    for m in group:
        forms.add(m.name)
        printed = document.quote(m.span)
        if printed != m.name and "\n" not in printed and MARKS.sub("", printed) != m.name:
            forms.add(printed)
    return tuple(sorted(form for form in forms - {name} - GENERIC if len(form) > 1))


@lru_cache(maxsize=4096)
def without_area(name: str) -> str:
    """`name` without the areas it opens with: 杭州市临平区X and 杭州X are X."""
    for _ in range(3):
        length = next((n for n in range(min(8, len(name) - 2), 1, -1) if _is_area(name[:n])), 0)
        name = name[length:]
    return name


def _is_area(word: str) -> bool:
    return word in areas.stems() or areas.is_name(word)
