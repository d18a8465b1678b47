"""When a post began or ended: the date beside the verb of appointing or leaving, or that of the decision a list stands under.

A verb that only tells who holds a post (担任, 现任) gives no date. A day without a year takes that of the page's own date
only if it lies at most a month before it (5月10日 in a page of 12 May).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kg.mentions.periods import Period, periods
from kg.model import Document, Span
from kg.rules import regex as re
from kg.text.fold import simplified

_COMES = re.compile("任命|聘任|选举|补选|增选|推选|当选|接任|继任|就任|履新|调任|转任|升任|上任|到任|任职|出任|代理")
_GOES = re.compile("免去|免除|免职|辞去|辞任|辞职|卸任|离任|不再担任|不再兼任|被免|撤销|罢免")
_LIFE = re.compile(r"(?:\d{1,2}日)?[，,]?(?:出?生|参加工作|参加革命|入党|加入|毕业|入伍|起?在)")
_LATER = re.compile("后来|随后|之后|此后|其后|现任|至今|期间")
_LIST = re.compile("任免|任命|免职|任职|人事")
_DECIDED = re.compile(
    r"[（(](?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日[^（）()\n]{0,60}(?:通过|决定|表决)[^（）()\n]{0,6}[）)]"
)
_AFTER = 20  # characters behind the words of a post in which the verb of leaving may stand
_FAR = 60  # characters between a date and its verb
_HEAD = 400  # characters of a page in which its decision is dated
_RECENT = timedelta(days=31)
_WHOLE = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True)
class Tenures:
    """The dates of posts in one document."""

    document: Document

    def of(self, sentence: Span, anchor: Span, state: str) -> tuple[str, str]:
        """(begin, end) of a post whose words are `anchor`, ISO 8601; "" where the text does not say."""
        if state == "planned":
            return "", ""
        said = self._dated(sentence, anchor, _GOES if state == "ended" else _COMES)
        return ("", said) if state == "ended" else (said, "")

    @cached_property
    def _text(self) -> str:
        return simplified(self.document.text)

    @cached_property
    def _decided(self) -> str:
        """The day of the decision that a list of appointments stands under, "" if the page is none."""
        head = self._text[:_HEAD]
        found = _DECIDED.search(head) if _LIST.search(head) else None
        return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}" if found else ""

    def _dated(self, sentence: Span, anchor: Span, verbs: re.Pattern[str]) -> str:
        words = self._text[sentence.start : min(sentence.end, anchor.end + _AFTER)]
        verb = [m for m in verbs.finditer(words) if m.start() < anchor.end - sentence.start or verbs is _GOES]
        if not verb:
            return self._decided
        near = [p for p in self._times(words) if p.span.end <= verb[-1].start()]
        return (self._iso(near[-1], words, verb[-1].start()) if near else "") or self._decided

    def _times(self, words: str) -> list[Period]:
        """The times that are no data of a life (1980年3月生)."""
        found = periods(words, self.document.date, (self.document.date or "")[:4])
        return [p for p in found if p.kind == "time" and not _LIFE.match(words, p.span.end)]

    def _iso(self, p: Period, words: str, verb: int) -> str:
        between = words[p.span.end : verb]
        if len(between) > _FAR or _LATER.search(between) or not _WHOLE.fullmatch(p.iso):
            return ""
        return (
            p.iso
            if re.search(r"\d{4}|今年|去年|前年", words[p.span.start : p.span.end]) or self._is_recent(p.iso)
            else ""
        )

    def _is_recent(self, iso: str) -> bool:
        try:
            return timedelta() <= date.fromisoformat(self.document.date or "") - date.fromisoformat(iso) <= _RECENT
        except ValueError:
            return False


__all__ = ["Tenures"]
