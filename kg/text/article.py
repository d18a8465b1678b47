"""What of a page is its article: title, record and content told apart from the site around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.text.chrome import chrome, is_prose
from kg.text.imprint import dateline, info_line, iso_date, lone_byline, people, signature, somebody
from kg.text.page import Imprint, Line, Page

_LONGEST_TITLE = 80
_NEAR = 8
"""Lines after the title (and before the end) in which a line of dates and sources is the page's record."""
_WORTH = 120
"""Code points of running text below a ranking list from which on the article is taken to go on there."""
_ORIGINAL = re.compile(r"^[（(]?(?:原标题|原標題|原题)\s*[:：]\s*(.*?)[）)]?$")
_LONE_DATE = re.compile(
    r"^[（(]?[^，。；]{0,4}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?$|^[（(][二一][〇○零\u4e00-\u9fff]{3}年[\u4e00-\u9fff]{1,3}月[\u4e00-\u9fff]{1,3}日[）)]$"
)
_ORGAN = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,20}(?:局|委员会|政府|办公室|厅|委|部|调查队|中心|总队|支队|统计处)[\s　、]*){1,4}$"
)


@dataclass(frozen=True, slots=True)
class Article:
    """`lines` are the text, in order; `imprint` the record."""

    lines: tuple[Line, ...]
    imprint: Imprint


def article(page: Page) -> Article:
    """The article of a page."""
    at = _title_at(page)
    before, lines = (page.lines[:at], page.lines[at:]) if at is not None else ((), page.lines)
    content, imprint = _separate(lines, at is not None)
    known = page.imprint.or_else(imprint).or_else(_merge(before))
    title = known.title or (lines[0].text if at is not None else _headline(page.guess.title))
    record = Imprint(
        title and _plain_title(title),
        iso_date(page.imprint.date) or imprint.date or known.date,
        somebody(known.publisher),
        people(known.author),
        known.url,
    )
    return Article(tuple(_numbered(content)), record)


def _merge(lines: Sequence[Line]) -> Imprint:
    found = Imprint()
    for line in lines:
        found = found.or_else(info_line(line.text) or Imprint())
    return found


# ---- the title ----


def _title_at(page: Page) -> int | None:
    """Index of the line that is the page's title; None if the page does not print one."""
    lines = page.lines
    known = page.imprint.title or page.guess.title
    if known and (found := _matching(lines, known)) is not None:
        return found
    firsts = [i for i, line in enumerate(lines[:80]) if line.kind in ("heading", "title") and line.level <= 1]
    if firsts and not page.imprint.title:
        return firsts[0]
    if page.imprint.title or any(line.place == "head" for line in lines):
        return None
    return _first_line(lines)


def _matching(lines: Sequence[Line], known: str) -> int | None:
    """The line that says what the page's <title> or record begins with; headings before others, long before short."""
    want = _key(known)
    fits = []
    for i, line in enumerate(lines[:80]):
        key = _key(line.text)
        if len(key) >= 4 and len(line.text) <= _LONGEST_TITLE and line.place in ("head", "body"):
            if key == want or (len(key) >= 6 and (want.startswith(key) or key.endswith(want) and len(want) >= 6)):
                fits.append((line.kind != "heading", -len(key), i))
    return min(fits)[2] if fits else None


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def _first_line(lines: Sequence[Line]) -> int | None:
    """The title of a plain page: the line before its line of date and source, else its first line if it looks like one."""
    for i, line in enumerate(lines[:40]):
        if is_prose(line.text):
            break
        if i and line.kind != "row" and _is_record(line.text) and (at := _last_title(lines, i)) is not None:
            return at
    for i, line in enumerate(lines[:12]):
        if chrome(line.text) is None and info_line(line.text) is None:
            return i if len(lines) > 1 and _looks_like_title(line) else None
    return None


def _is_record(text: str) -> bool:
    found = info_line(text)
    return found is not None and not text.startswith(("•", "·"))


def _last_title(lines: Sequence[Line], before: int) -> int | None:
    for i in range(before - 1, max(-1, before - 4), -1):
        line = lines[i]
        if chrome(line.text) is None and info_line(line.text) is None:
            return i if _looks_like_title(line) else None
    return None


def _looks_like_title(line: Line) -> bool:
    text = line.text
    return (
        4 <= len(text) <= _LONGEST_TITLE
        and text[-1] not in "。；，：:;,、"
        and line.kind in ("paragraph", "heading", "title")
        and "。" not in text
    )


_SITE = re.compile(r"\s*(?:[-_|｜—–]+\s*|\s-\s)[^-_|｜—–]{2,20}$")


def _headline(title: str | None) -> str | None:
    """A <title> without the names of channel and site behind it."""
    if not title:
        return None
    while (shorter := _SITE.sub("", title)) != title and len(shorter) >= 8:
        title = shorter
    return title


def _plain_title(title: str) -> str:
    return re.sub(r"\s*\[\d{1,2}\]$", "", title).strip()


# ---- the content ----


def _separate(lines: Sequence[Line], titled: bool) -> tuple[list[Line], Imprint]:
    """The article's own lines, and what the others say of its record."""
    kept: list[Line] = []
    found = Imprint()
    prose = _prose_after(lines)
    listing = False
    for i, line in enumerate(lines):
        if i == 0 and titled:
            kept.append(replace(line, kind="title", level=0, text=_plain_title(line.text)))
            continue
        if line.place in ("imprint", "foot"):
            found = found.or_else(_record(line.text) or Imprint())
            continue
        rule = chrome(line.text) if line.kind != "row" else None
        if rule is not None:
            if rule.what == "list" and kept and any(is_prose(k.text) for k in kept):
                listing = True
                if prose[i] < _WORTH:
                    found = found.or_else(_merge(lines[i:]))
                    break
            continue
        if listing and line.kind != "row" and not is_prose(line.text) and line.level == 0:
            continue
        listing = False
        edge = len([k for k in kept if is_prose(k.text)]) == 0 or prose[i] < 60
        if edge and line.kind != "row" and (record := _record(line.text)) is not None:
            found = found.or_else(record)
            continue
        line, signed = _unsigned(line)
        found = found.or_else(Imprint(author=signed))
        if line.text:
            kept.append(line)
    return kept, found


def _prose_after(lines: Sequence[Line]) -> list[int]:
    """For each line, the code points of running text that is not the site's from it to the end."""
    total = 0
    found = []
    for line in reversed(lines):
        if line.kind == "row" or is_prose(line.text) and line.place != "foot" and chrome(line.text) is None:
            total += len(line.text)
        found.append(total)
    return found[::-1]


def _record(text: str) -> Imprint | None:
    """The record of a line that is no content: dates and sources, a byline, a date alone, the issuing office."""
    if record := info_line(text):
        return record
    if signed := lone_byline(text):
        return Imprint(author=signed)
    if _LONE_DATE.match(text):
        return Imprint(date=iso_date(text))
    if _ORIGINAL.match(text):
        return Imprint()
    if len(text) <= 40 and _ORGAN.match(text):
        return Imprint(author=text)
    return None


def _unsigned(line: Line) -> tuple[Line, str | None]:
    """The line without dateline and bylines, and who signs."""
    if line.kind not in ("paragraph", "item"):
        return line, None
    begin, first = dateline(line.text)
    end, last = signature(line.text)
    if begin == 0 and end == len(line.text):
        return line, None
    return replace(line, text=line.text[begin:end].strip()), first or last


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """Tables counted anew: those whose rows were left out leave no gap."""
    order = {t: n for n, t in enumerate(dict.fromkeys(line.table for line in lines if line.kind == "row"))}
    return [replace(line, table=order.get(line.table, -1)) if line.table >= 0 else line for line in lines]
