"""Which area a document is about: the home area, or none. Nothing is guessed: an area that the page never names is no home."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.mentions.area_names import Found, is_everyday
from kg.rules import areas
from kg.rules import regex as re
from kg.rules.sieve import quick

LEAD = 120  # characters that count as the beginning
TITLE, PUBLISHER, OPENING = 6.0, 4.0, 2.0  # weight of a mention there; 1 elsewhere
ALONE, LEAST, CLEAR = 2.0, 3.0, 1.25  # points a home area needs without and with rivals, and how many times theirs
_RELATIVE = quick(
    r"(?:[我本该](?=省)|[全我本该](?=[市区县州旗镇乡村])|(?<![\u4e00-\u9fff])(?=[市区县镇乡][委长里]))([省市区县州旗镇乡])(?!场|域|级|间|值|民)"
)
_NAMED_FOR = re.compile(
    "(?:大)?(?:运河|[河湖江山岛港]|高铁|铁路|高速|公路|大桥|特大桥|水库|水电站|核电|机场|灌区|油田|气田)(?![县市区镇乡村北南])"
)
_ENDS = {"街道": "街", "镇": "镇", "乡": "乡", "区": "区", "县": "县", "市": "市", "州": "州", "旗": "旗", "省": "省"}


def home_of(
    text: str, title_end: int, found: Iterable[Found], title: Iterable[Found], publisher: Iterable[Found]
) -> str:
    """Code of the home area of simplified `text`, "" where nothing says it.

    The first `title_end` characters of the text are its title; `title` are names in a title that the text does not hold.
    """
    found = tuple(found)
    opening = {f.span for f, after in pairwise(found) if _opens_chain(f, after)}
    less = {f.span: 4.0 for f in found if not f.full and _NAMED_FOR.match(text, f.span.end)} | dict.fromkeys(
        opening, 2.0
    )
    weights = [(f, _weight(f, title_end) / less.get(f.span, 1.0)) for f in found]
    weights += [(f, TITLE) for f in title] + [(f, PUBLISHER) for f in publisher]
    scores = _scores(_telling(weights))
    if not scores:
        return ""
    said = Counter(m[1] for m in _RELATIVE.finditer(text))
    scores = {code: points * _agreement(code, said) for code, points in scores.items()}
    best = min(scores, key=lambda code: (-scores[code], len(code), code))
    return best if _is_clear(best, scores) else ""


def _is_clear(best: str, scores: Mapping[str, float]) -> bool:
    """Whether the best area is named often enough, and well above every other that is neither above nor below it."""
    rivals = [p for code, p in scores.items() if best not in areas.line(code) and code not in areas.line(best)]
    return scores[best] >= (max(LEAST, CLEAR * max(rivals)) if rivals else ALONE)


def _telling(weights: list[tuple[Found, float]]) -> list[tuple[Found, float]]:
    """Without the everyday words, unless the page names an area right above or below the one that they may mean."""
    sure = {code for f, _ in weights if not is_everyday(f) and len(f.codes) == 1 for code in f.codes}
    above = {code for known in sure for code in areas.line(known)}

    def is_near(f: Found) -> bool:
        return bool(above.intersection(f.codes)) or any(areas.parent(code) in sure for code in f.codes)

    return [(f, w) for f, w in weights if not is_everyday(f) or is_near(f)]


def _opens_chain(f: Found, after: Found) -> bool:
    """杭州市 in 杭州市临平区 only says where 临平区 is."""
    return f.span.end == after.span.start and any(code in areas.line(c)[1:] for code in f.codes for c in after.codes)


def _weight(f: Found, title_end: int) -> float:
    if f.span.start < title_end:
        return TITLE
    return OPENING if f.span.start < title_end + LEAD else 1.0


def _scores(weights: list[tuple[Found, float]]) -> dict[str, float]:
    """Points of each code: its own mentions, and for an area with several of its children what all but the first got."""
    sure = {f.codes[0] for f, _ in weights if len(f.codes) == 1}
    named = sure | {code for f, _ in weights for code in f.codes}
    scores: defaultdict[str, float] = defaultdict(float)
    for f, weight in weights:
        options = _options(f.codes, sure, named)
        for code in options:
            scores[code] += weight / len(options)
    for code, points in _from_children(scores).items():
        scores[code] += points
    return scores


def _options(codes: tuple[str, ...], sure: set[str], named: set[str]) -> list[str]:
    """Of homonyms those whose city or province is named too, else the largest ones."""
    if len(codes) == 1:
        return list(codes)
    if provinces := [c for c in codes if c.endswith("0000")]:
        return provinces
    for known in (sure, named):
        if inside := [c for c in codes if known.intersection(areas.line(c)[1:])]:
            return inside
    least = min(len(areas.line(c)) for c in codes)
    return [c for c in codes if len(areas.line(c)) == least]


def _from_children(scores: dict[str, float]) -> dict[str, float]:
    """For areas with three children or more on the page: the points in all of these but the leading one."""
    branches: dict[str, dict[str, float]] = {}
    for code, points in scores.items():
        for child, above in pairwise(areas.line(code)):
            inside = branches.setdefault(above, {})
            inside[child] = inside.get(child, 0.0) + points
    return {c: sum(found.values()) - max(found.values()) for c, found in branches.items() if len(found) > 2}


def _agreement(code: str, said: Counter[str]) -> float:
    """How well the page's own words (全区, 我县) agree with the area's level."""
    known = areas.area(code)
    if known is None:
        return 0.0
    letter = next((short for end, short in _ENDS.items() if known.name.endswith(end)), "")
    return 1.0 + min(said[letter], 8) / 2
