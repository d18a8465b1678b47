"""The shape of a person's name: family name, given name, and where it ends. Evidence that it is a person is elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.mentions.edges import clause, kind_of, word_classes
from kg.mentions.organ_forms import countries
from kg.mentions.titles import offices
from kg.model import Span
from kg.rules import regex as re
from kg.rules import words
from kg.rules.areas import stems
from kg.rules.sieve import trie
from kg.text.fold import simplified
from kg.tokens import is_word

_NOT_GIVEN = "的了是在这那们我你他她它吗呢吧啊么被把及或就且但每又些什等对到让很更最个并也与该此还说称各"
_DAILY = 400  # words counted so often in the dictionary's text are no given names
_HAN = f"[^\\W\\d_a-zA-Z{_NOT_GIVEN}]"
_FOREIGN_CHARACTERS = (
    "济约冈朔阿埃艾安奥巴贝比伯布查达代德蒂丁杜多厄尔法菲费弗夫福盖戈格哈海赫霍基吉加杰金卡凯康科克库拉莱兰朗雷里利林琳卢鲁伦罗洛马迈曼梅蒙米莫默姆穆纳内尼诺"
    "帕佩皮普奇乔切琼萨塞桑森莎山舍施什史斯苏索塔泰坦汤特廷图托瓦万威维韦温文沃乌西希夏肖谢辛雅亚延耶伊因尤约泽扎兹佐嘎玛登吐孜买提江热合古丽依扎尔珠木彼娃扬别"
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
_DOTTED_END = re.compile(r"(?:[\u4e00-\u9fff]{1,7}[·•・]){1,3}[\u4e00-\u9fff]{1,8}\Z")
_THREE = re.compile(f"{_HAN}{{3}}")
_TOLD = re.compile("说[，：“。,:]|表示|介绍|透露|坦言|主持|告诉")
_NOT_TOLD = frozenset("向时明从由对为与和就在将已曾再一同")
_LONG = re.compile(r"[^\W\d_a-zA-Z的了是在和与及等]{4,5}")
_ONLY_THEN = re.compile("才[能会知有是发敢懂算]")
_HONOURED = re.compile(r"荣(?:获(?!评)|膺)")  # 张昌|荣获, but 李建荣|获评
_RUN = re.compile(f"[{_FOREIGN_CHARACTERS}]+")
_RUN_END = re.compile(f"[{_FOREIGN_CHARACTERS}]{{3,6}}$")
_STRICT = frozenset("的在是说等也还又则让把到称对已曾就将被从向给")
_LOOSE = frozenset("为作任率赴带致总")  # ends a given name only before a mark
_OPENS = frozenset(
    "茶刀边元全支保满利步幸居敬沙云水时原富强阳双隆木山图信修慈拜虎脱尉劳扶怀羊惠候斯包于向应从任万明农海代初解游查车路平乐常连管容单母上花冷沃藏干祝谈计"
)  # family names that are common words too
_NEVER_LAST = frozenset("为任的在是兼原前时副村镇县")  # before a title these are words, not the end of a name
_LEFT = frozenset("和与及由请对向据是以为被给跟同经随让令选举命去聘的了在因于受时")


@cache
def _shape() -> re.Pattern[str]:
    singles = "".join(w for w in words("people/surnames.tsv") if len(w) == 1)
    doubles = "|".join(w for w in words("people/surnames.tsv") if len(w) == 2)
    return re.compile(f"(?P<family>{doubles}|[{singles}])(?P<given>{_HAN}{{1,2}}|[ \u3000]{{1,2}}{_HAN})")


@cache
def _japanese() -> re.Pattern[str]:
    names = sorted(words("people/japanese_surnames.tsv"), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(names)}){_HAN}{{1,3}}|[{_FOREIGN_CHARACTERS}]{{2,8}}")


@cache
def _refused() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("people/not_names.tsv"), key=lambda w: (-len(w), w))))


@cache
def _no_given() -> frozenset[str]:
    return frozenset((*words("people/no_given.tsv"), *offices()))


@cache
def _followers() -> re.Pattern[str]:
    listed = (*words("people/followers.tsv"), *(head for head in offices() if len(head) > 1))
    return re.compile(trie(listed))


@cache
def _acts() -> re.Pattern[str]:
    """Verbs of what people do, of two characters and more: 陈大为|告诉."""
    verbs = (word for word in words("people/followers.tsv") if len(word) > 1 and word not in offices())
    return re.compile(trie(verbs))


@cache
def _says() -> re.Pattern[str]:
    """What only people do."""
    return re.compile(
        "说[，：。“]|表示[，：。]|介绍[，：说]|告诉|透露|坦言|出席|主持|致辞|致词|讲话|宣布|参加|率队|率团|陪同|带队|调研|会见"
    )


@cache
def _two_names() -> re.Pattern[str]:
    """Two Tibetan or Mongolian given names, of which such names are made: 扎西|达娃, 宝音|德力格尔."""
    return re.compile(
        "|".join(f"(?:{trie(words(f'people/{name}_names.tsv'))}){{2}}" for name in ("tibetan", "mongolian"))
    )


@lru_cache(maxsize=16)
def names_of(text: str) -> Names:
    return Names(simplified(text))


@dataclass(frozen=True, slots=True)
class Names:
    """Reads names out of simplified `text`."""

    text: str

    def clean(self, span: Span) -> str:
        return re.sub(r"\s", "", self.text[span.start : span.end])

    def after(self, at: int, link: re.Pattern[str], *, foreign: bool = False) -> Iterator[Span]:
        """The names of the list that begins at `at`; later ones count only if they are joined by `link`."""
        span = (self._foreign(at) if foreign else None) or self.at(at) or (self._unknown(at) if foreign else None)
        while span:
            yield span
            joint = link.match(self.text, span.end)
            if not joint or joint[0].endswith("，"):
                return
            span = self.at(joint.end(), listed=True)

    def before(self, end: int, *, foreign: bool = False) -> Iterator[Span]:
        """The names of the list that ends at `end`, from right to left; `foreign`: names written by sound too."""
        span = self._ending(end) or (self._run_ending(end) if foreign else None)
        while span:
            yield span
            before = self.text[span.start - 1 : span.start]
            if before != "、":
                return
            span = self._ending(span.start - 1)

    def at(self, at: int, *, listed: bool = False) -> Span | None:
        """The name that begins at `at`. In a list both edges are marks, so that a word after it is not needed."""
        dotted = _DOTTED.match(self.text, at)
        if dotted:
            return self._dotted(dotted)
        tibetan = _two_names().match(self.text, at)
        if tibetan and self._edge(tibetan.end()):
            return Span(*tibetan.span())
        shape = _shape().match(self.text, at)
        if not shape or _refused().match(self.text, at) or self._addressed(shape):
            return None
        if shape["family"] in _OPENS:
            return self._marked(at, shape.end())
        run = _RUN.match(self.text, at)
        if run and len(run[0]) > 3:  # a part of a longer name written by sound
            return None
        if shape["given"][0].isspace():
            return Span(at, shape.end()) if self._edge(shape.end()) else None
        return self._cut(at, at + len(shape["family"]), shape.end())

    def _dotted(self, dotted: re.Match[str]) -> Span | None:
        """阿依古丽·买买提|介绍: the last part runs on into the next word; 对话·红枫 is no name."""
        parts = re.split("[·•・]", dotted[0])
        if any(part in word_classes() and not _RUN.fullmatch(part) for part in parts):
            return None
        start = dotted.end() - len(parts[-1]) + min(2, len(parts[-1]))
        ends = [at for at in range(start, dotted.end()) if self._runs_on(at)]
        return Span(dotted.start(), min(ends, default=dotted.end()))

    def _runs_on(self, at: int) -> bool:
        return bool(_followers().match(self.text, at)) or self.text[at : at + 2] in word_classes()

    def _addressed(self, shape: re.Match[str]) -> bool:
        """王女士, 李某, 张主任: a family name with a form of address."""
        start = shape.start() + len(shape["family"])
        rest = self.text[start : start + 4]
        return any(rest[:size] in _no_given() for size in (1, 2, 3, 4) if rest[:size])

    def _cut(self, at: int, given: int, end: int) -> Span | None:
        """Whether one or two characters of given name: by what follows, else by jieba's words."""
        if end == given + 1:
            return Span(at, end) if self._edge(end) else None
        short, long = self._edge(end - 1), self._edge(end)
        if short and (not long or self._word_begins(end - 1) or self._oftener(at, end)):
            return Span(at, end - 1)
        if long:
            return Span(at, end)
        return self._by_words(at, end)

    def _marked(self, at: int, end: int) -> Span | None:
        """A name whose family name is a common word: a mark or a longer word must follow, and it must be no word itself."""
        before = self.text[at - 1] if at else "\n"
        for stop in (end - 1, end):
            follower = _followers().match(self.text, stop)
            given = kind_of(self.text[at + 1 : stop]) if stop - at == 3 else ""
            known = self.text[at:stop] in word_classes() or (
                self.text[at + 1 : stop] in word_classes()
                and not (given == "generic" and _says().match(self.text, stop))
            )
            if (
                stop - at > 1
                and not known
                and (self._mark(stop) or (follower and (len(follower[0]) > 1 or follower[0] in "在说等率为")))
            ):
                return None if before.isdigit() or before in "由处" else Span(at, stop)
        return None

    def _mark(self, at: int) -> bool:
        return at >= len(self.text) or not "\u4e00" <= self.text[at] <= "\u9fff"

    def _word_begins(self, at: int) -> bool:
        """Whether the character at `at` rather begins the next word than ends the name."""
        if self.text[at] in _STRICT or _HONOURED.match(self.text, at) or _ONLY_THEN.match(self.text, at):
            return True
        goes_on = "\u4e00" <= self.text[at + 1 : at + 2] <= "\u9fff"
        return self.text[at] in _LOOSE and goes_on and not _acts().match(self.text, at + 1)

    def _edge(self, at: int) -> bool:
        """Whether a name may end at `at`: a mark, the end, or a word that follows names."""
        if self.text[at + 1 : at + 2] == "了" and self.text[at : at + 2] not in ("除了", "为了", "了了"):
            return self.text[at + 1 : at + 3] != "了解"
        return self._mark(at) or bool(_followers().match(self.text, at))

    def _oftener(self, at: int, end: int) -> bool:
        """Whether the page prints the short name elsewhere with other words after it."""
        return self.text.count(self.text[at : end - 1]) > self.text.count(self.text[at:end])

    def _by_words(self, at: int, end: int) -> Span | None:
        begin, ends = clause(self.text, at)
        found = {begin + size for size in ends}
        if at != begin and at not in found:
            return None
        for stop in (end, end - 1):
            if stop in found and not any(at < cut < stop for cut in found - {at + 1}):
                sound = _RUN.match(self.text, stop)
                if sound and len(sound[0]) > 2 and self._edge(sound.end()):  # 孟和|巴图尔
                    return Span(at, sound.end())
                if stop == end - 1 and stop + 1 in found:
                    continue  # the character after it is a word of its own: rather the end of the name
                return Span(at, stop)
        return None

    def everyday(self, at: int) -> Span | None:
        """A word of two characters that is somebody's name because he speaks or comes: 局长|田野|说."""
        shape = _shape().match(self.text, at)
        end = at + 2
        word = self.text[at:end]
        fits = shape and len(shape["family"]) == 1 and _refused().match(self.text, at) and _says().match(self.text, end)
        return Span(at, end) if fits and kind_of(word) not in ("stop", "function", "verb") else None

    def _unknown(self, at: int) -> Span | None:
        """A word of three characters that no dictionary holds, with a clear end: a name with a rare family name;
        four or five before a verb of what people do: 沙马拉且|介绍."""
        for end in (at + 4, at + 5):
            word = self.text[at:end]
            plain = _LONG.fullmatch(word) and not any(word[i : i + 2] in word_classes() for i in range(len(word) - 1))
            if (
                plain
                and word[-1] not in _STRICT | _LOOSE | _NEVER_LAST | {"正", "等"}
                and _acts().match(self.text, end)
                and not is_word(word)
            ):
                return Span(at, end)
        end, word = at + 3, self.text[at : at + 3]
        if not _THREE.fullmatch(word) or not self._edge(end) or kind_of(word) != "proper" or is_word(word):
            return None
        begin, ends = clause(self.text, at)
        cuts = [begin, *(begin + size for size in ends)]
        return Span(at, end) if cuts[bisect_left(cuts, at) :][:2] == [at, end] else None

    def doer(self, at: int) -> Span | None:
        """The name of three characters at `at`, no part of it an everyday word, right before a verb of what people do."""
        span = self.at(at)
        whole = span is not None and span.end - span.start == 3 and bool(_acts().match(self.text, span.end))
        return span if span and whole and not is_word(self.text[at + 1 : span.end], _DAILY) else None

    def cell(self, span: Span) -> bool:
        """Whether a table's cell under 姓名 holds a name: a family name with one or two characters, or parts with dots."""
        text = self.clean(span)
        return bool(_shape().fullmatch(text) or _DOTTED.fullmatch(text) or _two_names().fullmatch(text))

    def told(self, at: int) -> Span | None:
        """The name of two or three characters at `at`, whatever word it is, right before a verb of what people say or
        do: 市长|于文静|主持, 书记|黄海波|说，."""
        if not (shape := _shape().match(self.text, at)) or self._addressed(shape):
            return None
        first = at + len(shape["family"])
        least = 2 if _refused().match(self.text, at) or shape["family"] in _NOT_TOLD else 1
        ends = (end for end in (first + 2, first + 1) if end - first >= least and _TOLD.match(self.text, end))
        fit = (end for end in ends if self.text[end - 1] not in _STRICT | _NEVER_LAST)
        known = (end for end in fit if not self._is_said(first, end, least))
        return next((Span(at, end) for end in known), None)

    def _is_said(self, first: int, end: int, least: int) -> bool:
        """Whether what would be a given name is an everyday word that somebody speaks to (向|大家|介绍), or the whole a word."""
        given = self.text[first:end]
        return (
            is_word(given, _DAILY) if least == 2 else self.text[first - 1 : end] in word_classes() and end - first == 1
        )

    def is_word(self, span: Span, *, verb: bool = False) -> bool:
        """Whether the name is a common word (`verb`: a verb) or an area's short form."""
        name = self.clean(span)
        known = word_classes().get(name) if len(name) == 2 else None
        return (
            known in ("stop", "function") or (known is not None and not verb) or name in stems() or name in countries()
        )

    def _foreign(self, at: int) -> Span | None:
        match = _japanese().match(self.text, at)
        if not match or _refused().match(self.text, at) or self.text[match.end() : match.end() + 1] in tuple("·•・"):
            return None
        native = _shape().match(self.text, at)
        if len(match[0]) < 3 or (native and self._edge(native.end()) and len(match[0]) == 3):
            return None
        ends = (end for end in range(at + 3, match.end() + 1) if self._edge(end))
        does = self.text[match.end() : match.end() + 1] in tuple("以因从为")
        whole = match.end() if does and len(match[0]) > 3 and _RUN.fullmatch(match[0]) else 0
        return next((Span(at, end) for end in ends), Span(at, whole) if whole else None)

    def _ending(self, end: int) -> Span | None:
        """The name that ends at `end`: its left edge must be a mark or a function word."""
        if end and self.text[end - 1] in "·•・":
            return None
        dotted = _DOTTED_END.search(self.text[max(0, end - 20) : end])
        if dotted:
            first = re.split("[·•・]", dotted[0])[0]
            cut = max((first.rfind(char) for char in _LEFT), default=-1) + 1
            last = end - len(re.split("[·•・]", dotted[0])[-1])
            if cut >= len(first) or any(self._runs_on(at) for at in range(last + 2, end)):
                return None
            return Span(end - len(dotted[0]) + cut, end)
        spans = [span for size in (3, 2, 4) if (span := self._exact(end - size, end))]
        if len(spans) > 1 and self.text[spans[0].start] in _OPENS:
            return spans[1]
        if spans:
            return spans[0] if self.text[end - 1] not in _NEVER_LAST else None
        return None

    def _run_ending(self, end: int) -> Span | None:
        """A name written by sound that ends at `end`: 免去|帕尔哈提."""
        run = _RUN_END.search(self.text[max(0, end - 7) : end])
        start = end - len(run[0]) if run else end
        before = self.text[start - 1 : start] or "\n"
        free = before in _LEFT or not "\u4e00" <= before <= "\u9fff"
        return Span(start, end) if run and free and not self.is_word(Span(start, end)) else None

    def _exact(self, start: int, end: int) -> Span | None:
        shape = _shape().match(self.text, start) if start >= 0 else None
        if not shape or shape.end() < end or end - start <= len(shape["family"]) or self._addressed(shape):
            return None
        if self.text[end - 1].isspace():
            return None
        if shape["family"] in _OPENS and self.text[start + 1 : end] in word_classes() and end - start > 2:
            return None
        if _refused().match(self.text, start) or end - start > len(shape["family"]) + 2:
            return None
        before = self.text[start - 1] if start else "\n"
        if before in _LEFT or not "\u4e00" <= before <= "\u9fff":
            return Span(start, end)
        return Span(start, end) if end - start == 3 and self._own_word(start, end) else None

    def _own_word(self, start: int, end: int) -> bool:
        """Whether the name is one of jieba's words, or stands right behind a verb: 学习|陈大江|同志."""
        begin, ends = clause(self.text, start)
        cuts = [begin, *(begin + size for size in ends)]
        index = bisect_left(cuts, start)
        if index in (0, len(cuts)) or cuts[index] != start:
            return False
        return cuts[index + 1 : index + 2] == [end] or kind_of(self.text[cuts[index - 1] : start]) in (
            "verb",
            "function",
        )
