"""该镇, 公司, 会议 -> the entity they stand for. The words are data: `lexicon/pronouns.tsv`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from kg.model import Document, Linked, Mention, Span
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import quick
from kg.text.fold import simplified


@dataclass(frozen=True, slots=True)
class Form:
    """What a group of pronouns can stand for: `reach` counts sentences back, 0 is the pronoun's own."""

    types: frozenset[str]
    endings: tuple[str, ...]
    reach: int


@cache
def _forms() -> tuple[re.Pattern[str], tuple[Form, ...]]:
    rows = table("lexicon/pronouns.tsv")
    pattern = quick("|".join(f"({row['form']})" for row in rows))
    return pattern, tuple(_form(row) for row in rows)


def _form(row: dict[str, str]) -> Form:
    endings = tuple(row["endings"].split("|")) if row["endings"] else ("",)
    return Form(frozenset(row["types"].split("|")), endings, int(row["reach"]))


def resolve_pronouns(document: Document, linked: Linked) -> Linked:
    """`linked` with a Pronoun mention for every word whose antecedent is certain: the nearest name before it of a type
    it can stand for, not too far back, and no second such name in the same list (A、B…该公司 says nothing).

    Called by `link` last, when every other mention (Scope too) has its entity. Adds no entity. Pure.
    """
    found = list(_found(document, linked.mentions))
    if not found:
        return linked
    ordered = sorted((*linked.mentions, *found), key=lambda m: (m.span, m.type, m.rule))
    return replace(linked, mentions=tuple(ordered))


def _found(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    pattern, forms = _forms()
    starts = [m.span.start for m in mentions]
    sentences = [s.span.start for s in document.sentences]
    first = {m.entity: i for i, m in reversed(tuple(enumerate(mentions)))}
    hero, titled = _hero(mentions), _titled(document, mentions)
    for hit in pattern.finditer(simplified(document.text)):
        span = Span(*hit.span())
        at = bisect_right(starts, span.start)
        if any(m.span.meets(span) for m in mentions[max(at - 1, 0) : at + 1]):
            continue
        form = forms[(hit.lastindex or 1) - 1]
        number = bisect_right(sentences, span.start) - 1 - form.reach
        floor = sentences[max(number, 0)] if sentences else 0
        noun = hit[0].lstrip("该这此本我一个家所次届")
        entity = _antecedent(form, mentions, at, floor, noun)
        if noun == hit[0] and form.types == {"Enterprise"}:  # 公司, not 该公司: the one that the page is about
            entity = hero if hero and at > first.get(hero, at) else entity
        elif noun == hit[0] and form.types == {"Zone"}:
            entity = titled if titled and at > first.get(titled, at) else entity
        if entity:
            yield Mention(span, "Pronoun", "pronoun.nearest", hit[0], entity)


def _hero(mentions: Sequence[Mention]) -> str:
    """The company that is named at least three times and twice as often as any other, "" if there is none."""
    counts = Counter(m.entity for m in mentions if m.type == "Enterprise" and m.entity).most_common(2)
    often, second = (counts[0][1] if counts else 0), (counts[1][1] if len(counts) > 1 else 0)
    return counts[0][0] if often >= max(3, 2 * second) else ""


def _titled(document: Document, mentions: Sequence[Mention]) -> str:
    """The one zone that the title names, "" if there is none or are several."""
    end = document.sentences[0].span.end if document.sentences else 0
    zones = {m.entity for m in mentions if m.span.end <= end and m.type == "Zone" and m.entity}
    return zones.pop() if len(zones) == 1 else ""


def _antecedent(form: Form, mentions: Sequence[Mention], at: int, floor: int, noun: str) -> str:
    """The entity of the nearest fitting mention in [floor, pronoun), "" if it stands in a list of such.

    A name that ends like the pronoun (新城: 北湖新城) is meant before a nearer one that does not.
    """
    back = takewhile(lambda i: mentions[i].span.start >= floor, range(at - 1, -1, -1))
    near = [i for i in back if _fits(form, mentions[i])]
    alike = [i for i in near if mentions[i].name.endswith(noun)]
    for i in (alike or near)[:1]:
        before = mentions[i - 1] if i else None
        listed = before and before.span.end + 1 == mentions[i].span.start and _fits(form, before)
        return "" if listed and before and before.entity != mentions[i].entity else mentions[i].entity
    return ""


def _fits(form: Form, m: Mention) -> bool:
    return bool(m.entity) and m.type in form.types and m.name.endswith(form.endings)
