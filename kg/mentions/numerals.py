"""Number words -> Decimal: 940.09, 1,732, 四十五, 两千四百五, 4.78万亿, 三分之一, 负十."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kg.rules import regex as re

DIGITS = {c: i % 10 for i, c in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")} | {
    "两": 2,
    "〇": 0,
    "俩": 2,
    "仨": 3,
}
WIDE = str.maketrans("０１２３４５６７８９．，＋－％：萬億兩陸點貳參負", "0123456789.,+-%:万亿两陆点贰叁负")


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """`text` with figures and their marks in plain characters, offset by offset the same."""
    return text.translate(WIDE)


_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_SPACE = re.compile(r"\s")
_MIXED = re.compile(rf"({_PLAIN.pattern})([百千十万亿兆]+)")
_STRANGE = re.compile(
    r"[^零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖两俩仨十拾百佰千仟廿卅万亿兆\d.,]|[一二三四五六七八九][一二三四五六七八九](?=[十百千])|十[一二三四五六七八九]{2}"
)
_ORDER = (
    ("兆", 10**12),
    ("亿", 10**8),
    ("万", 10**4),
    ("千", 1000),
    ("仟", 1000),
    ("百", 100),
    ("佰", 100),
    ("卅", 30),
    ("廿", 20),
    ("十", 10),
    ("拾", 10),
)


def number(text: str) -> Decimal | None:
    """The value of `text` if the whole of it is one number, else None.

    Half-width or full-width digits with thousands separators, Chinese numerals (common, formal, traditional), digits
    with 万 or 亿, decimals (三点五), fractions (三分之一, 百分之三 is 0.03), a sign (负, -).

    >>> number("1,732.05"), number("两千四百五"), number("4.78万亿")
    (Decimal('1732.05'), Decimal('2450'), Decimal('4780000000000.00'))
    >>> number("十四五") is None
    True
    """
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    text = _SPACE.sub("", text.translate(WIDE))
    if text.startswith("负"):
        inner = number(text[1:])
        return None if inner is None else -inner
    if "分之" in text:
        return _fraction(text)
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if m := _MIXED.fullmatch(text):
        return Decimal(m[1].replace(",", "")) * _scale(m[2])
    return _decimal(text) if "点" in text else _integer(text)


def _fraction(text: str) -> Decimal | None:
    whole, _, rest = text.rpartition("又")
    below, _, above = rest.partition("分之")
    parts = [number(whole) if whole else Decimal(0), number(above), number(below)]
    if any(p is None for p in parts) or not parts[2]:
        return None
    base, top, bottom = (p for p in parts if p is not None)
    return base + top / bottom


def _scale(words: str) -> Decimal:
    sizes = dict(_ORDER)
    product = Decimal(1)
    for c in words:
        product *= sizes[c]
    return product


def _decimal(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    tail = rest.rstrip("万亿兆")
    scale = _scale(rest[len(tail) :])
    left = _integer(whole)
    if left is None or not tail or any(c not in DIGITS and not c.isdigit() for c in tail):
        return None
    return (left + Decimal("0." + "".join(str(DIGITS.get(c, c)) for c in tail))) * scale


def _integer(text: str) -> Decimal | None:
    """A whole number without point or sign: digits, words, or both (25万6千)."""
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not text or _STRANGE.search(text):
        return None
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    return _steps(text)


def _steps(text: str) -> Decimal | None:
    """Split at the greatest step: what stands before it multiplies, what follows adds; a single last digit without
    its own step counts tenths of it (两千四百五 is 2450)."""
    for step, size in _ORDER:
        before, found, after = text.rpartition(step)
        if found:
            head = _integer(before) if before else Decimal(1) if size < 10**4 else None
            tail = _tail(after, size)
            return None if head is None or tail is None else head * size + tail
    return None


def _tail(text: str, size: int) -> Decimal | None:
    if len(text) == 1 and size >= 100 and DIGITS.get(text):
        return Decimal(DIGITS[text] * (size // 10))
    rest = text.lstrip("零〇")
    return _integer(rest) if rest else Decimal(0)
