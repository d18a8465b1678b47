"""Bytes -> text, whatever the page declares about itself.

UTF-8 is tried first because text in another encoding hardly ever passes as UTF-8; GB18030 and Big5 accept each other's
bytes, so they are told apart by the share of everyday characters in the result.
"""

from __future__ import annotations

import codecs

from kg.rules import regex as re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情最立代想已通并提直题党程展五果"
    "这時來們個會對發動說產種經過後學為國區縣鎮實業現開關與變條結問無軍電話東長門見車頭馬級點總區億萬元市省州委书记项目投资亿万镇"
    "，。、：；“”（）《》　0123456789\n"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ENOUGH = 0.12
"""Share of everyday characters below which a decoding is taken for a wrong guess (real Chinese text has 0.3 and more)."""


class Undecodable(ValueError):
    """The bytes are no text that we know; `code` is "binary", "truncated" or "encoding"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data` without its byte order mark. `declared` is believed only where it makes sense.

    Raises Undecodable, also where the last character is cut in half: the end of such a file is missing.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data[len(bom) :], name))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_other(data, declared, error))


def _checked(text: str) -> str:
    """Text with one kind of line break and without a few stray control characters; many mean that it is no text."""
    head = text[:20_000]
    if len(_CONTROL.findall(head)) * 50 > len(head) + 50:
        raise Undecodable("binary", "not text: it holds control characters")
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _fault(data, name, error) from None


def _other(data: bytes, declared: str, error: UnicodeDecodeError) -> str:
    """Text that is not clean UTF-8: cut UTF-8, GB18030, Big5, or UTF-8 with a few damaged bytes."""
    if _is_mostly_utf8(data, error):
        if error.start >= len(data) - 4:
            raise _fault(data, "utf-8", error)
        return data.decode("utf-8", errors="replace")
    order = ("big5hkscs", "gb18030") if "big5" in declared.lower() else ("gb18030", "big5hkscs")
    found = [(_sense(text), -rank, text) for rank, name in enumerate(order) if (text := _lenient(data, name))]
    best = max(found, default=(0.0, 0, ""))
    if best[0] < _ENOUGH:
        raise Undecodable("binary", "not text: neither UTF-8 nor GB18030 nor Big5")
    name = order[-best[1]]
    try:
        return data.decode(name)
    except UnicodeDecodeError as fault:
        if fault.end >= len(data) - 1:
            raise _fault(data, name, fault) from None
        return best[2]


def _lenient(data: bytes, name: str) -> str:
    """The decoded text, "" where more than one character in two hundred is damaged."""
    text = data.decode(name, errors="replace")
    return "" if text.count("\ufffd") * 200 > len(text) + 200 else text


def _sense(text: str) -> float:
    """Share of everyday characters among those outside ASCII."""
    wide = [c for c in text[:20_000] if c > "\x7f"]
    return sum(c in _EVERYDAY for c in wide) / len(wide) if wide else 0.0


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a longer stretch of non-ASCII UTF-8 stands around the first damaged byte, or nearly all is UTF-8."""
    text = data.decode("utf-8", errors="replace")
    wide = sum(c > "\x7f" for c in text)
    return wide > 8 and text.count("\ufffd") * 20 <= wide


def _fault(data: bytes, name: str, error: UnicodeDecodeError) -> Undecodable:
    if error.end >= len(data) - 3:
        return Undecodable("truncated", f"cut off: the last character is not complete ({name.upper()})")
    return Undecodable("encoding", f"not {name.upper()} at byte {error.start}")
