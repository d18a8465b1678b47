"""What of a page is its article: title, record and content told apart from the site around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kg.rules import regex as re
from kg.text.chrome import chrome, is_prose
from kg.text.imprint import dateline, form_row, info_line, iso_date, lone_byline, people, signature, somebody
from kg.text.layout import unflattened
from kg.text.page import Imprint, Line, Page
from kg.text.spaces import spaced_out

_LONGEST_TITLE = 80
_TOP = 12
"""Lines among which a title is looked for."""
_EDGE = 60
"""Code points of running text left below a line up to which it may still be the record at the article's end."""
_WORTH = 120
"""Code points of running text below a ranking list from which on the article is taken to go on there."""
_LABELLED = re.compile(
    r"^[（(【\[\s]*(?:作者|记者|記者|撰稿|撰文|稿源|(?:信息|内容|稿件|文章)?(?:来源|來源))\s*[:：]|^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d"
)
_ORIGINAL = re.compile(r"^[（(]?(?:原标题|原標題|原题)\s*[:：]\s*(.*?)[）)]?$")
_LONE_DATE = re.compile(
    r"^(?:(?:19|20)\d{2}[\s/.-]+)?\d{1,2}[/-]\d{1,2}(?:\s*(?:星期|周)[一二三四五六日天])?$|^[（(]?[^，。；]{0,4}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?$|^[（(][二一][〇○零\u4e00-\u9fff]{3}年[\u4e00-\u9fff]{1,3}月[\u4e00-\u9fff]{1,3}日[）)]$"
)
_ORGAN = re.compile(
    r"^(?![^\s]*(?:今年|我国|将|进一步|召开|举行|开展|加快|成立|的))"
    r"(?:[\u4e00-\u9fff]{2,20}(?:(?<![格布大结全开时僵破残棋])局|委员会|政府|办公室|厅|[市县区省州]委|部|调查队|总队|支队)[\s　、]*){1,4}$"
)
_CREDIT = re.compile(
    r"[\s(（]*(?:[\u4e00-\u9fff·]{2,4}\s*/?\s*[摄攝]|(?:受访者|[\u4e00-\u9fff]{2,10})(?:供图|供圖))\s*[)）]?$"
)
_CREDITED = frozenset("摄攝图圖)）")
_CAPTION = re.compile(
    r"^(?:[图表圖]\s*\d{1,2}[\s:：.、]*\S|[（(]?(?:计量)?[单單]位\s*[:：][^。]{1,20}[)）]?$|图为|圖為)"
)
_OVER_TABLE = re.compile(
    r"(?:表|情况|一览|统计|指标|名单|目录|数据|对比)(?:\s*[（(].*[)）])?$|^(?:附?表\s*\d?|[（(]?单位)[:：]?"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节節编編部]"
    r"|[A-Z\d]{1,2}[\s、.．](?=[\u4e00-\u9fff]))"
)
_STOPS = "。；，：！？;:,、…”’』」"


@dataclass(frozen=True, slots=True)
class Article:
    """`lines` are the text, in order; `imprint` the record."""

    lines: tuple[Line, ...]
    imprint: Imprint


def article(page: Page) -> Article:
    """The article of a page."""
    number = 1 + max((line.table for line in page.lines), default=-1)
    page = replace(page, lines=tuple(_with_subtitle(unflattened(page.lines, number))))
    at = _title_at(page)
    before, lines = (page.lines[:at], page.lines[at:]) if at is not None else ((), page.lines)
    found = _separate(lines, at is not None)
    if at and all(line.kind in ("title", "heading") for line in found.kept):  # what looked like the title was not
        at, before, lines = None, (), page.lines
        found = _separate(lines, False)
    known = page.imprint.or_else(found.imprint).or_else(_merge(before)).or_else(found.signed)
    known = known.or_else(_issued(found.office, known.publisher))
    title = _title(known.title, lines[0].text if at is not None else None) or _headline(page.guess.title)
    record = Imprint(
        title and _plain_title(title),
        iso_date(page.imprint.date) or found.imprint.date or iso_date(known.date),
        somebody(known.publisher),
        people(known.author),
        known.url,
    )
    return Article(tuple(_numbered(_shaped(found.kept))), record)


def _issued(office: str | None, publisher: str | None) -> Imprint:
    """The office that signs under the title: the publisher, or the author where another publisher is named."""
    if office is None or (publisher and _key(publisher) in _key(office)):
        return Imprint()
    return Imprint(author=office) if publisher else Imprint(publisher=office)


def _merge(lines: Iterable[Line]) -> Imprint:
    found = Imprint()
    for line in lines:
        record = form_row(line.cells) if line.kind == "row" else info_line(line.text)
        found = found.or_else(record or Imprint())
    return found


# ---- the title ----


def _title(known: str | None, printed: str | None) -> str | None:
    """The record's title, or the printed one where the record only adds the names of channel and site to it."""
    if known and printed and _key(known) != _key(printed) and _key(known).startswith(_key(printed)):
        return printed
    return known or printed


def _title_at(page: Page) -> int | None:
    """Index of the line that is the page's title; None if the page does not print one."""
    lines = page.lines
    known = page.imprint.title or page.guess.title
    if known and (found := _matching(lines, known, not page.guess.title)) is not None:
        return found
    firsts = [i for i, line in enumerate(lines[:80]) if line.kind in ("heading", "title") and line.level <= 1]
    if firsts and not page.imprint.title:
        return firsts[0]
    if page.imprint.title or any(line.place == "head" for line in lines):
        return None
    return _first_line(lines)


def _matching(lines: Sequence[Line], known: str, strict: bool) -> int | None:
    """The line that says what the page's <title> or record begins with; headings before others, long before short.

    It stands above the running text; if `strict`, above every line of the article.
    """
    want = _key(known)
    fits = []
    for i, line in enumerate(lines[:80]):
        if len(line.text) <= _LONGEST_TITLE and _says(_key(_plain_title(line.text)), want):
            fits.append((line.kind != "heading", -len(line.text), i))
        if line.place == "foot" or (line.place == "body" and (strict or _is_running(line)) and not _is_apart(line)):
            break
    return min(fits)[2] if fits else None


def _is_apart(line: Line) -> bool:
    return bool(_furniture(line)) or info_line(line.text) is not None


def _says(key: str, want: str) -> bool:
    """Whether a line is the title `want`, its beginning (channel and site follow there), or a longer form of it."""
    if len(key) < 6 or len(want) < 6:
        return key == want and len(key) >= 4
    return want.startswith(key) or key.endswith(want)


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def _first_line(lines: Sequence[Line]) -> int | None:
    """The title of a plain page: the line before its line of date and source, else its first line if it looks like one."""
    for i, line in enumerate(lines[:40]):
        if is_prose(line.text) or (line.text[-1] in "。；" and chrome(line.text) is None):
            break
        if (
            i
            and line.kind not in ("row", "item")
            and info_line(line.text)
            and (at := _last_title(lines, i)) is not None
        ):
            return at
    for i, line in enumerate(lines[:_TOP]):
        if chrome(line.text) is None and info_line(line.text) is None:
            return i if len(lines) > 1 and _looks_like_title(line) else None
    return None


def _last_title(lines: Sequence[Line], before: int) -> int | None:
    """The last line above that is neither the site's nor the record's; an office that signs there, if no other is."""
    office = None
    for i in range(before - 1, max(-1, before - 5), -1):
        line = lines[i]
        if chrome(line.text) is not None or info_line(line.text) is not None:
            continue
        if not _looks_like_title(line):
            return office
        if not _ORGAN.match(line.text):
            return i
        office = i if office is None else office
    return office


_SUBTITLE = re.compile(
    r"(?:——|──|－－|--)(?=[^-—─－\s])(?!.*(?:19|20)\d\d年)"
)  # a report's place and date are no title


def _with_subtitle(lines: Iterable[Line]) -> list[Line]:
    """A dash opens the second line of a title: both are one title."""
    found: list[Line] = []
    for i, line in enumerate(lines):
        last = found[-1] if found else None
        if last and i < _TOP and _SUBTITLE.match(line.text) and _is_title(last) and _looks_like_title(line):
            found[-1] = replace(last, text=last.text + line.text)
        else:
            found.append(line)
    return found


def _is_title(line: Line) -> bool:
    return _looks_like_title(line) and chrome(line.text) is None and info_line(line.text) is None


def _looks_like_title(line: Line) -> bool:
    text = line.text
    return (
        4 <= len(text) <= _LONGEST_TITLE
        and text[-1] not in "。；，：:;,、."
        and not is_prose(text)
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
    if original := _ORIGINAL.match(title):
        title = original[1]
    return re.sub(r"\s*\[\d{1,2}\]$", "", title).strip()


# ---- the content ----


@dataclass(frozen=True, slots=True)
class _Sorted:
    """`kept` are the article's own lines, `imprint` what the others say of its record. `signed` is the weaker part of
    it, a date alone under the title or the text; `office` the body that signs there."""

    kept: tuple[Line, ...]
    imprint: Imprint
    signed: Imprint
    office: str | None


def _separate(lines: Sequence[Line], titled: bool) -> _Sorted:
    """Tell the article's lines from the site's and from those of the record."""
    furniture = ["" if line.kind == "row" else _furniture(line) for line in lines]
    prose = [not mark and _is_running(line) for mark, line in zip(furniture, lines, strict=True)]
    rest = _left(lines, prose)
    kept: list[Line] = []
    found, signed_on, office = Imprint(), Imprint(), None
    begun = listing = False
    for i, line in enumerate(lines):
        if titled and i == 0:
            kept.append(replace(line, kind="title", level=0, text=_plain_title(line.text)))
        elif furniture[i] == "list" and begun and rest[i] < _WORTH:
            found = found.or_else(_merge(line for line in lines[i:] if _LABELLED.match(line.text)))
            break
        elif furniture[i]:
            listing = begun and furniture[i] == "list"
            found = found.or_else(_labelled(line))
        elif listing and not prose[i] and not line.level:
            continue
        elif (not begun or rest[i] < _EDGE) and (record := _record(line)) is not None:
            if _LONE_DATE.match(line.text):
                signed_on = record
            else:
                found, office = found.or_else(record), office or _office(line)
        else:
            begun, listing = begun or prose[i], False
            line, signed = _unsigned(line, rest[i] - len(line.text) < _EDGE)
            found = found.or_else(Imprint(author=signed)) if signed else found
            kept += [line] if line.text else []
    return _Sorted(tuple(kept), found, signed_on, office)


def _furniture(line: Line) -> str:
    """What kind of site furniture a line is: "line", "list" (a heading over headlines) or "" for the article's own."""
    if line.place in ("imprint", "foot"):
        return "line"
    rule = chrome(line.text)
    return rule.what if rule else ""


def _labelled(line: Line) -> Imprint:
    """What a line of the site's furniture says of author and source, where it names them as such."""
    return (info_line(line.text) or Imprint()) if _LABELLED.match(line.text) else Imprint()


def _is_running(line: Line) -> bool:
    return form_row(line.cells) is None if line.kind == "row" else is_prose(line.text)


def _left(lines: Sequence[Line], prose: Sequence[bool]) -> list[int]:
    """For each line, the code points of running text from it to the end."""
    sizes = [len(line.text) if running else 0 for line, running in zip(lines, prose, strict=True)]
    return list(accumulate(reversed(sizes)))[::-1]


def _record(line: Line) -> Imprint | None:
    """The record of a line that is no content: dates and sources, a byline, a date alone, the issuing office."""
    text = line.text
    if line.kind == "row":
        return form_row(line.cells)
    if len(text) > 160:
        return None
    if record := info_line(text):
        return record
    if signed := lone_byline(text):
        return Imprint(author=signed)
    if _LONE_DATE.match(text):
        return Imprint(date=iso_date(text))
    return Imprint() if _ORIGINAL.match(text) or _office(line) else None


def _office(line: Line) -> str | None:
    return line.text if len(line.text) <= 40 and _ORGAN.match(line.text) else None


def _unsigned(line: Line, is_last: bool) -> tuple[Line, str | None]:
    """The line without dateline and bylines, and who signs."""
    if line.kind not in ("paragraph", "item"):
        return line, None
    if line.text[-1] in _CREDITED and (match := _CREDIT.search(line.text)):
        rest = line.text[: match.start()].strip(" 　（(")
        return replace(line, text=rest if len(rest) > 6 else "", kind="caption"), None
    begin, first = dateline(line.text)
    end, last = signature(line.text, is_last)
    if begin == 0 and end == len(line.text):
        return line, None
    return replace(line, text=line.text[begin:end].strip()), first or last


def _shaped(lines: Sequence[Line]) -> list[Line]:
    """Short paragraphs without a stop over longer ones are headings; what names a figure, table or unit is a caption."""
    shaped: list[Line] = []
    for line in reversed(lines):
        shaped.append(_shape(line, shaped[-1] if shaped else None))
    return shaped[::-1]


def _shape(line: Line, following: Line | None) -> Line:
    text = line.text
    if line.kind != "paragraph" or len(text) > 60:
        return line
    if _CAPTION.match(text) or (following and following.kind in ("row", "caption") and _OVER_TABLE.search(text)):
        return replace(line, kind="caption", table=following.table if following else -1)
    if len(text) <= 40 and _NUMBERED.match(text) and text[-1] not in _STOPS:
        return replace(line, kind="heading", level=3 if text[0] in "（(" else 2, text=spaced_out(text))
    if following and len(text) <= 32 and text[-1] not in _STOPS and text[-1] not in "）)" and _over(following):
        return replace(line, kind="heading", level=3)
    return line


def _over(following: Line) -> bool:
    return is_prose(following.text) or following.kind in ("item", "row", "caption")


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """Tables counted anew: those whose rows were left out leave no gap."""
    order = {t: n for n, t in enumerate(dict.fromkeys(line.table for line in lines if line.kind == "row"))}
    return [replace(line, table=order.get(line.table, -1)) if line.table >= 0 else line for line in lines]
