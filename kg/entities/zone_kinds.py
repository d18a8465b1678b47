"""The national kinds of zones in full and in short, so that both spellings of one zone meet: 青石经开区, 青石经济技术开发区."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rules import regex as re

FULL = {
    "经开区": ("经济技术开发区", "经济开发区"),
    "高新区": ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区"),
    "自贸区": ("自由贸易试验区",),
    "自贸试验区": ("自由贸易试验区",),
    "自贸港": ("自由贸易港",),
    "综保区": ("综合保税区",),
    "自创区": ("自主创新示范区",),
    "农高区": ("农业高新技术产业示范区",),
}
"""Short form -> full forms, the usual one first. No county has two zones of one kind under one name."""
_SHORT = {full: short for short, fulls in FULL.items() for full in fulls} | {
    "自由贸易试验区": "自贸区",
    "自贸试验区": "自贸区",
}
_KIND = re.compile(rf"(?:国家级|省级)?(?P<kind>{'|'.join(sorted(_SHORT, key=len, reverse=True))})$")
_UNIT = re.compile(r"(?<=[\u4e00-\u9fff]{2})[省市县](?=[\u4e00-\u9fff])")


def shortest(name: str) -> str:
    """What all spellings of one zone share, "" where it is of no such kind: 青石市高新技术产业开发区 -> 青石高新区."""
    kind = _KIND.search(name)
    short = name[: kind.start()] + _SHORT[kind["kind"]] if kind else name
    return _UNIT.sub("", short) if short.endswith(tuple(FULL)) else ""


def spelled_out(name: str) -> str:
    """`name` with its kind in full: 青石经开区 -> 青石经济技术开发区."""
    short = next((s for s in sorted(FULL, key=lambda s: (-len(s), s)) if name.endswith(s)), "")
    return name.removesuffix(short) + FULL[short][0] if short else name


def one_of_each(names: Iterable[str]) -> tuple[str, ...]:
    """The fullest spelling of every zone among `names`, sorted."""
    best: dict[str, str] = {}
    for name in names:
        key = shortest(name) or name
        best[key] = max(best.get(key, ""), name, key=lambda n: (len(n), n))
    return tuple(sorted(best.values()))
