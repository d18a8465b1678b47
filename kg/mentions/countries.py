"""Sovereign states as places: 出口德国, 中国第一个特区. Not where the word is part of an idea (中国特色, 中国梦) or of a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.mentions.area_names import cuts_word
from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules import table
from kg.rules.sieve import trie
from kg.text.fold import simplified

PRIORITY = 25
_PLACE = re.compile(
    r"$|[，。、；：！？,;\n ]|第[一二三四五六七八九十]|首[个家批座次]|最|唯一|的|市场|境内|沿海|大陆|内地|[东西南北中]部|[南北]方"
    r"|[与和及在已将是有]|目前|经济(?!体)|消费者|出口|进口|各地"
)
_NOT_PLACE = re.compile(r"[人语式籍队版货菜舞裔]|公司|集团|总领事|大使|驻|国")
_ABROAD_BEFORE = re.compile(r"(?:新|全|“|《|·)$")


@spotters.register("countries")
def spot_countries(document: Document) -> Iterator[Candidate]:
    text = simplified(document.text)
    pattern, names = _forms()
    for hit in pattern.finditer(text):
        name = names[hit[0]]
        if _is_state(text, *hit.span(), name):
            yield Candidate(Mention(Span(*hit.span()), "Country", "country.name", name), PRIORITY)


def _is_state(text: str, start: int, end: int, name: str) -> bool:
    """中国 only before the words of a place, as most that begins with it is a name or an idea; others unless a word goes on."""
    if _ABROAD_BEFORE.search(text, max(0, start - 1), start) or cuts_word(text, start) or cuts_word(text, end):
        return False
    return bool(_PLACE.match(text, end)) if name == "中国" else not _NOT_PLACE.match(text, end)


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = table("lexicon/countries.tsv")
    names = {form: row["name"] for row in rows for form in (row["name"], *filter(None, row["forms"].split("|")))}
    return re.compile(trie(names)), names
