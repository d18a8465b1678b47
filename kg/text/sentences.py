"""Where one sentence ends and the next begins.

A sentence ends at 。！？!? (and at a half-width . where the line has no 。), never inside a number, a pair of quotation
marks or brackets. Semicolons do not end one: the clauses they join share a subject and a period. A quotation longer
than `LONG_QUOTE` is a speech of its own and is split inside, so that no sentence becomes a passage.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.rules import regex as re

LONG_QUOTE = 360
"""Code points; about twice the longest ordinary sentence of a news page."""

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "[": "]",
}
_QUOTES = frozenset('“「『"')
_SPEECH = _QUOTES | {"（", "("}
_GOES_ON = frozenset("，,、；;：:）)的等")
_SHUTS = frozenset("”’」』")
_STOPS = frozenset("。！？!?．.…")
_MARK = re.compile(r"[“”‘’「」『』（）()《》〈〉【】〔〕\[\]\"]")
_WORD = re.compile(r"[^\W_]")
_END = re.compile(r"[。！？!?]")
_FULL_STOP = re.compile(r"[。！？!?]|(?<=[\u4e00-\u9fff%％”」)）])[.．](?=[\u4e00-\u9fff“「\s]|$)")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十百]{1,3}$")
_SAYS = re.compile(
    r"^[^。！？]{0,60}?(?:说|表示|介绍|告诉|坦言|认为|指出|道|强调|回忆|感慨|透露|称|讲|笑|提到|解释|評價|說|評|评价|总结|介紹|告訴)"
)


def split(line: str) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences of one line without line breaks; white space between them belongs to none.

    >>> line = "收入比缩小至1.58:1。他说：“很好。真好。”大家笑了。"
    >>> [line[a:b] for a, b in split(line)]
    ['收入比缩小至1.58:1。', '他说：“很好。真好。”', '大家笑了。']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*_ends(line), len(line)):
        piece = line[start:end]
        if _WORD.search(piece):
            spans.append((end - len(piece.lstrip()), start + len(piece.rstrip())))
            start = end
        elif spans and piece.strip():  # stray marks join the sentence before them; before the first, the one after
            spans[-1] = (spans[-1][0], start + len(piece.rstrip()))
            start = end
    return spans


def _ends(line: str) -> Iterator[int]:
    stops = _END if "。" in line else _FULL_STOP
    pairs = _pairs(line) if _MARK.search(line) else []
    outer = _outermost(pairs)
    closers = {closer for _, closer in pairs}
    begin = 0
    for match in stops.finditer(line):
        at = match.start()
        if at < begin or not _ends_here(line, at, begin):
            continue
        last = _after(line, at, closers)
        around = next(((a, b) for a, b in outer if a < at < b), None)
        if around is None or _ends_with(line, last, around, begin):
            begin = last
            yield begin


def _ends_here(line: str, at: int, begin: int) -> bool:
    """Whether the stop at `at` ends a sentence when brackets are left aside: not a list's number, not inside a URL."""
    mark = line[at]
    if mark in ".．":
        return not _NUMBERED.search(line[begin:at])
    if mark in "!?":
        following = line[at + 1 : at + 2]
        return not (following.isascii() and following.isalnum())
    return True


def _after(line: str, at: int, closers: Container[int]) -> int:
    """The index behind the stop at `at`, further stops and the marks that close there."""
    at += 1
    while at < len(line) and (line[at] in _STOPS or line[at] in _SHUTS or at in closers):
        at += 1
    return at


def _ends_with(line: str, last: int, around: tuple[int, int], begin: int) -> bool:
    """Whether a sentence whose stop stands inside a pair ends at `last`: the pair closes there and what follows is new,
    or the pair is a long speech."""
    opener, closer = around
    if last <= closer:
        return closer - opener > LONG_QUOTE
    if line[opener] not in _SPEECH:
        return False
    rest = line[last:].lstrip()
    quoted = line[opener] in _QUOTES
    return not quoted or not (rest[:1] in _GOES_ON or (not line[begin:opener].strip() and _SAYS.match(rest)))


def _pairs(line: str) -> list[tuple[int, int]]:
    """Pairs of marks as (opener, closer); a mark without its partner on the line pairs with nothing."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARK.finditer(line):
        mark, at = match.group(), match.start()
        if mark == '"':
            mark = "”" if any(c == "“" and line[i] == '"' for c, i in stack) else "“"
        if mark in _PAIRS:
            stack.append((mark, at))
        else:
            _close(stack, pairs, mark, at)
    return pairs


def _close(stack: list[tuple[str, int]], pairs: list[tuple[int, int]], mark: str, at: int) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if _PAIRS[stack[depth][0]] == mark:
            pairs.append((stack[depth][1], at))
            del stack[depth:]
            return


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for pair in sorted(pairs, key=lambda p: (p[0], -p[1])):
        if not kept or pair[0] > kept[-1][1]:
            kept.append(pair)
    return kept
