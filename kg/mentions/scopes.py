"""Relative names of areas: 全区, 我市, 该镇, 区内, 当地. Which area they mean is settled by linking."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.spot import Candidate, spotters
from kg.model import Document, Mention, Span
from kg.rules import regex as re
from kg.rules.sieve import quick
from kg.text.fold import simplified

PRIORITY = 30
_UNIT = "街道|社区|自治[区州县旗]|[省市区县州盟旗镇乡村]"
_SCOPE = quick(
    rf"(?=[全我本该][街社自省市区县州盟旗镇乡村]|[省市区县州镇乡村][内里]|当地|境内)(?:"
    rf"(?:(?<![安健完齐周保成十])全|(?<![自])我|(?<![日基根资成样版原文书剧课一])本|(?<!应)该)(?:{_UNIT})"
    rf"|(?:(?<![\u4e00-\u9fff])|(?<=[在由从为对使让是和及与])(?<!现在)|(?<=[今明去前近]年)|(?<=[后来])(?=[村镇乡]里))[省市区县州镇乡村](?:[内里](?![外面在的地人水山]))"
    r"|当地(?!人|政府|时间)|(?<![\u4e00-\u9fff])境内)"
)
_GOES_ON = re.compile(
    r"市(?:场|值|盈|面|容|民(?!生|政|营|办|族|宗))|区(?:域|间|块|位|县)|省(?:会|级|道)|县(?:级|道)|旗(?:下|舰|帜|手)|州际|乡(?:镇|村|亲|愁|土)"
    r"|镇(?:定|静|压|痛)|村(?:民(?!族)|落|镇|级)|社区医院"
)


@spotters.register("scopes")
def spot_scopes(document: Document) -> Iterator[Candidate]:
    text = simplified(document.text)
    for m in _SCOPE.finditer(text):
        if not _GOES_ON.match(text, m.end() - 1):
            yield Candidate(Mention(Span(*m.span()), "Scope", "scope.area", m[0]), PRIORITY)
