"""A document's mentions -> relations: rules over lifted sentences, what names say, and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from kg.facts.award_lists import award_lists
from kg.facts.called_after import called_after
from kg.facts.context import Context
from kg.facts.lift import (
    AREAS,
    CLAUSE_END,
    FIRST,
    LAST,
    Lifted,
    Pattern,
    compile_pattern,
    fits,
    joined,
    lift,
    signatures,
    types_of,
    usable,
)
from kg.facts.posts import posts
from kg.facts.rows import rows
from kg.facts.states import clause, is_done, is_near, is_refused, state_of
from kg.facts.structure import finest_places, is_upward, structure
from kg.model import Document, Evidence, Linked, Mention, Relation, Span
from kg.rules import relations as rule_tables
from kg.rules.sieve import grams
from kg.text.fold import simplified

_ITEM = re.compile(f"[^{CLAUSE_END}{FIRST}-{LAST}]{{0,4}}[{FIRST}-{LAST}][^{CLAUSE_END}]{{0,6}}[。；;，,]?")

_ISSUING = compile_pattern("^{Doer*}关于(?:印发|发布|公布|下发)$").regex
_ISSUER = compile_pattern("^{Doer*}$").regex
_ABOUT = re.compile("关于[^。；]*的(?:通知|公告|通告|意见|决定|批复|函)$")
_ADDRESS = compile_pattern("在(?:{Area})?{Event}上$").regex

_AT_HOME = frozenset({"undertakes", "organizes", "implements", "issues"})
"""What an area does at home: 深圳 does not build 海南X中心."""

_OF_THE_AREA = frozenset({"receives", "focusesOn"})
"""What is said of an area even where its committee or government is the subject."""


_BY_NAME = frozenset({"event.hosts", "event.by", "product.operator", "policy.at-event"})
"""Rules that read who does it from words like 由X, X主办 and 会上."""

_GUESSED = frozenset({"event.held", "event.hold", "product.operate", "name.holder", "policy.issue"})
"""Rules that leave who does it to the subject in force; they say nothing of what has a doer by name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A `[[rule]]`: where a pattern has no group `s`, the subject in force is meant; no `o`, the place in force
    (for participatesIn the event). Of several predicates the first that fits a pair is said.
    `state` is "" where the cues decide; `unless` refuses objects by name; `about` must be found in title or lead;
    `named`: a missing subject must be named in the sentence; `agents`: the types that it may have, where they are fewer than
    those of the predicate; `meant`: Event or Policy, where the part that is missing is the one in force; `turned`:
    what is matched as the object is the relation's subject, so that the subject in force can be its object (旗下的A);
    `mutual`: each of the matched ones with each other one.
    """

    id: str
    predicates: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    state: str = ""
    unless: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None
    named: bool = False
    agents: frozenset[str] = frozenset()
    meant: str = ""
    turned: bool = False
    mutual: bool = False


def relate(document: Document, linked: Linked) -> tuple[Relation, ...]:
    """Every relation the document states, in text order, each once a sentence."""
    types = {e.id: e.type for e in linked.entities}
    lifted = lift_document(document, linked, types)
    by_rule = apply_rules(rules(), document, linked, lifted)
    stated = [*by_rule, *rows(document, linked, types), *posts(document, linked)]
    stated += award_lists(document, linked, types, lifted)
    said = {(r.subject, r.predicate, r.object) for r in stated}
    named = [r for r in structure(document, linked) if (r.subject, r.predicate, r.object) not in said]
    named += _unless_said(called_after(document, linked), stated)
    sound = [r for r in (*stated, *named) if _fits(r, types) and is_upward(r, types)]
    return finest_places(tuple(_distinct(_named_doers(sound, types))), linked)


def _unless_said(named: Iterable[Relation], stated: Sequence[Relation]) -> Iterator[Relation]:
    """What names alone say, where no sentence says who invests in the thing or holds the event."""
    invested = {(r.subject, r.object) for r in stated if r.predicate == "investsIn"}
    held = {r.object for r in stated if r.predicate == "organizes"}
    for r in named:
        if (r.subject, r.object) not in invested and not (r.predicate == "organizes" and r.object in held):
            yield r


def _named_doers(found: Sequence[Relation], types: Mapping[str, str]) -> Iterator[Relation]:
    """Without the ceremony's place as builder of what a named company builds, and without the page's place as host or
    operator where the text names another: 由A主办的论坛开幕, 平台上线，由B运营."""
    built = [r for r in found if r.predicate == "undertakes" and r.evidence.rule != "name.owner"]
    firms = {r.object for r in built if types[r.subject] == "Enterprise"}
    by_agent = {(r.subject, r.object) for r in built if r.evidence.rule == "works.agent"}
    agented = {o for _, o in by_agent}
    named = {(r.predicate, r.object) for r in found if r.evidence.rule in _BY_NAME}
    said = {(r.subject, r.predicate, r.object) for r in found if r.evidence.rule in _BY_NAME}
    for r in found:
        guessed = r.evidence.rule in _GUESSED and (r.predicate, r.object) in named
        known = (r.subject, r.predicate, r.object) in said
        firm = types[r.subject] == "Enterprise"
        other = r.object in agented and (r.subject, r.object) not in by_agent if firm else r.object in firms
        if not (guessed and not known) and not (r.evidence.rule == "works.passive" and other):
            yield r


def compile_rule(raw: dict[str, Any]) -> Rule:
    """A rule as written in TOML. Raises ValueError for a pattern or predicate that cannot be used."""
    predicates = tuple(raw["predicate"].split("|"))
    if unknown := set(predicates) - signatures().keys():
        raise ValueError(f"{raw['id']}: no predicate {min(unknown)}; there are {', '.join(signatures())}")
    patterns = tuple(compile_pattern(p) for p in raw["patterns"])
    unless, about = (re.compile(raw[key]) if key in raw else None for key in ("unless", "about"))
    agents = types_of(raw["agents"]) if "agents" in raw else frozenset[str]()
    meant = raw.get("meant", "Event" if predicates == ("participatesIn",) else "")
    named, turned, mutual = (raw.get(key, False) for key in ("named", "turned", "mutual"))
    return Rule(
        raw["id"], predicates, patterns, raw.get("state", ""), unless, about, named, agents, meant, turned, mutual
    )


class RuleBook:
    """Rules with their patterns by what a sentence must hold for them, so that most are never tried.

    Sets of patterns are kept as bits: bit `i` is the pattern `i` of all rules in their order.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._pairs = tuple((rule, pattern) for rule in self.rules for pattern in rule.patterns)
        self._allowed: dict[frozenset[str], int] = {}
        self._free = sum(1 << i for i, (_, p) in enumerate(self._pairs) if p.grams is None)
        self._by_gram: dict[str, int] = {}
        for i, (_, pattern) in enumerate(self._pairs):
            for gram in pattern.grams or ():
                self._by_gram[gram] = self._by_gram.get(gram, 0) | 1 << i
        self._grams = frozenset(self._by_gram)
        self._by_need: dict[frozenset[str], int] = {}
        for i, (_, pattern) in enumerate(self._pairs):
            for need in pattern.needs:
                self._by_need[need] = self._by_need.get(need, 0) | 1 << i

    def usable(self, sentence: Lifted) -> Iterator[tuple[Rule, Pattern]]:
        """The rules and patterns that can match a sentence with these mentions and words."""
        bits = self._free
        for gram in self._grams.intersection(grams(sentence.text)):
            bits |= self._by_gram[gram]
        bits &= self._with(frozenset([m.type for m in sentence.mentions]))
        while bits:
            yield self._pairs[(bits & -bits).bit_length() - 1]
            bits &= bits - 1

    def _with(self, present: frozenset[str]) -> int:
        """The patterns that can match a sentence with mentions of these types."""
        if present not in self._allowed:
            bits = (1 << len(self._pairs)) - 1
            for need, patterns in self._by_need.items():
                bits &= -1 if need & present else ~patterns
            self._allowed[present] = bits
        return self._allowed[present]


@cache
def rules() -> RuleBook:
    """All rules of all packs, compiled once."""
    return RuleBook(compile_rule(raw) for raw in rule_tables())


def apply_rules(book: RuleBook, document: Document, linked: Linked, lifted: Sequence[Lifted]) -> Iterator[Relation]:
    """What the rules find in the document's sentences, `lifted`, before domains are checked and doubles are taken out."""
    types = {e.id: e.type for e in linked.entities}
    context = Context(document, linked, lifted, types)
    for rule, pattern, number, floor, sentence in trials(book, lifted, context):
        yield from _matches(rule, pattern, document, number, floor, sentence, context)


_RESPECTIVE = re.compile("分别(?!于)")
"""甲、乙分别组建丙和丁: the first with the first."""

Trial = tuple[Rule, Pattern, int, int, Lifted]
"""A pattern to be searched in a reading of sentence `number`; a match must end behind the position `floor`."""


def trials(book: RuleBook, lifted: Sequence[Lifted], context: Context) -> Iterator[Trial]:
    """Every rule that is tried, with the text that it is tried on: those that mentions, words and topic allow."""
    off = {rule.id for rule in book.rules if rule.about and not context.is_about(rule.about)}
    for number, floor, sentence in _readings(lifted):
        for rule, pattern in book.usable(sentence):
            if rule.id not in off:
                yield rule, pattern, number, floor, sentence


def _readings(lifted: Sequence[Lifted]) -> Iterator[tuple[int, int, Lifted]]:
    """(number, floor, text): each sentence with mentions, and each bare list item behind the words that introduce it;
    a match must end behind `floor`."""
    intro: Lifted | None = None
    for number, sentence in enumerate(lifted):
        heading = number > 0 and _runs_on(lifted[number - 1], sentence)
        if sentence.mentions and not heading:
            yield number, 0, sentence
        if sentence.text.endswith(("：", ":")):
            intro = sentence
        elif not _ITEM.fullmatch(sentence.text):
            intro = None
        elif intro and len(sentence.mentions) == 1:
            yield number, len(intro.text), joined(intro, sentence)
        if heading or (number and _goes_on(lifted[number - 1], sentence)):
            yield number, len(lifted[number - 1].text), joined(lifted[number - 1], sentence)


def _runs_on(before: Lifted, line: Lifted) -> bool:
    """Whether a title breaks behind the body that issues: X办公室 / 关于印发《Y》的通知."""
    return _ABOUT.match(line.text) is not None and _ISSUER.match(before.text) is not None


def _goes_on(before: Lifted, line: Lifted) -> bool:
    """Whether a line with a post and a name is signed to an address, ——1月30日在X会议上 / 区长 Y, or a title runs over
    two lines: X办公室关于印发 / 《Y》的通知."""
    if _ISSUING.search(before.text):
        return True
    signed = [m.type for m in line.mentions].count("Person") == 1 and len(line.text) <= 12
    return signed and _ADDRESS.search(before.text) is not None


def lift_document(document: Document, linked: Linked, types: Mapping[str, str]) -> tuple[Lifted, ...]:
    """Every sentence of the document with its mentions as characters, in simplified characters."""
    text = simplified(document.text)
    inside = _by_sentence(document, usable(text, linked.mentions, types))
    return tuple(lift(text, s.span, m) for s, m in zip(document.sentences, inside, strict=True))


def _by_sentence(document: Document, mentions: Iterable[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = [[] for _ in document.sentences]
    number = 0
    for m in mentions:
        while number < len(groups) - 1 and document.sentences[number].span.end < m.span.end:
            number += 1
        if groups and document.sentences[number].span.holds(m.span):
            groups[number].append(m)
    return groups


def _matches(
    rule: Rule, pattern: Pattern, document: Document, number: int, floor: int, sentence: Lifted, context: Context
) -> Iterator[Relation]:
    for found in pattern.regex.finditer(sentence.text):
        start, end = found.span()
        if end <= floor or _is_denied(rule, sentence.text, start, end):
            continue
        subjects = _group(sentence, pattern, found, "s")
        objects = _group(sentence, pattern, found, "o")
        if not rule.mutual:
            subjects = subjects or _subjects(rule, number, sentence, found, context)
            objects = objects or _objects(rule, number, sentence, found, context)
        state = rule.state or _state(sentence.text, start, end, number, context)
        evidence = Evidence(document.sentences[number].span, sentence.source(max(start, floor), end), rule.id)
        words = sentence.text[clause(sentence.text, start, start)[0] : end]
        for s, o in _ends(rule, subjects, objects, words, context):
            if predicate := context.predicate(rule.predicates, s, o):
                yield Relation(s, predicate, o, evidence, state=state)


def _ends(
    rule: Rule, subjects: tuple[str, ...], objects: tuple[str, ...], words: str, context: Context
) -> Iterable[tuple[str, str]]:
    """The two ends of each relation that a match states in `words`."""
    if rule.mutual:
        return combinations(dict.fromkeys((*subjects, *objects)), 2)
    if len(subjects) == len(objects) > 1 and _RESPECTIVE.search(words):
        return zip(subjects, objects, strict=True)
    pairs = _pairs(rule, subjects, objects, context)
    return ((o, s) for s, o in pairs) if rule.turned else pairs


def _is_denied(rule: Rule, text: str, start: int, end: int) -> bool:
    refused = rule.state != "ended" and is_refused(text, start, end)
    return refused or (rule.predicates[0] == "locatedIn" and is_near(text, start, end))


def _pairs(
    rule: Rule, subjects: tuple[str, ...], objects: tuple[str, ...], context: Context
) -> Iterator[tuple[str, str]]:
    """Each subject with each object; an event that names its holder is held by that one."""
    for o in objects:
        if rule.unless and rule.unless.search(context.name(o)):
            continue
        holders = context.owner(o) if rule.predicates == ("organizes",) else None
        if rule.predicates[0] in _OF_THE_AREA:
            subjects = tuple(context.area_for(s) for s in subjects)
        yield from (
            (s, o) for s in (subjects if holders is None else holders) if _may_pair(rule, s, o, objects, context)
        )


_PERSONAL = re.compile(
    "最美|劳动模范|先进工作者|个人$|道德模范|好人|楷模$|英雄$|标兵$|能手$|工匠$|手$|员$|青年$|非物质文化遗产|遗产名录|世界(?:文化|自然)遗产|农产品|名牌产品|地理标志"
)
"""Honors of people and goods: no area receives them."""


def _may_pair(rule: Rule, s: str, o: str, objects: tuple[str, ...], context: Context) -> bool:
    if rule.predicates == ("receives",) and context.is_area(s) and _PERSONAL.search(context.name(o)):
        return False
    if rule.predicates == ("undertakes",) and context.is_wider(s, o):
        return False
    return s not in objects and not (rule.predicates[0] in _AT_HOME and context.is_elsewhere(s, o))


def _group(sentence: Lifted, pattern: Pattern, found: re.Match[str], group: str) -> tuple[str, ...]:
    if group not in pattern.roles or not found[group]:
        return ()
    members = sentence.inside(*found.span(group))
    modifiers = {
        a for a, b in pairwise(members) if a.span.end == b.span.start and a.type in _SITES and a.type != b.type
    }
    return tuple(m.entity for m in members if m.type in pattern.roles[group] and m not in modifiers)


_SITES = frozenset({*AREAS, "Region", "Zone"})
"""What stands right before another name only says whose it is: 临江区|瓜灯文化节."""

_WIDE = {
    "works.passive": re.compile(
        "^(?:长三角|京津冀|粤港澳|成渝|中国|国家)|(?:高铁|铁路|城际|高速|高速公路|运河|管道|输电工程|隧道|特大桥|国道|国家文化公园|国家公园)(?:[^镇乡村]{0,8}段)?$"
    ),
    "policy.goes-on": re.compile(
        "^[“《]?(?:国家|全国|中国|中央|全球|长江|黄河|京津冀|粤港澳|长三角|成渝|东北|西部|中部|一带一路|十[二三四五六]五|双碳)"
    ),
}
"""What runs through many places or holds for the country: the page's place is not its doer unless the sentence says so."""


def _subjects(rule: Rule, number: int, sentence: Lifted, found: re.Match[str], context: Context) -> tuple[str, ...]:
    if rule.meant in signatures()[rule.predicates[0]].subject:
        return context.meant(rule.meant, number, sentence, found.start())
    place = found.start("o") if "o" in found.re.groupindex else found.end()
    allowed = rule.agents or frozenset[str]().union(*(signatures()[p].agents for p in rule.predicates))
    wide = rule.id in _WIDE and any(_WIDE[rule.id].search(m.name) for m in sentence.inside(place, place + 1))
    partners, builds, issues = (rule.predicates == (p,) for p in ("cooperatesWith", "undertakes", "issues"))
    return context.subjects(
        number, sentence, found.start(), place, allowed, rule.named or wide, partners, builds, issues
    )


def _objects(rule: Rule, number: int, sentence: Lifted, found: re.Match[str], context: Context) -> tuple[str, ...]:
    if rule.meant in signatures()[rule.predicates[0]].object:
        return context.meant(rule.meant, number, sentence, found.start())
    firms = "s" in found.re.groupindex and all(m.type == "Enterprise" for m in sentence.inside(*found.span("s")))
    return context.places(number, sentence, found.start(), firms)


def _state(text: str, start: int, end: int, number: int, context: Context) -> str:
    state = state_of(text, start, end)
    if state == "actual" and context.is_planned(number) and not is_done(text, start, end):
        return "planned"
    return state


def _fits(r: Relation, types: dict[str, str]) -> bool:
    return r.subject != r.object and fits(r.predicate, types.get(r.subject, ""), types.get(r.object, ""))


def _distinct(found: Iterable[Relation]) -> Iterator[Relation]:
    """In text order, each statement once a sentence; cooperation is the same in either direction."""
    seen: set[tuple[str, str, str, str, str, Span]] = set()
    for r in sorted(found, key=lambda r: (r.evidence.sentence, r.evidence.anchor, r.predicate, r.subject, r.object)):
        s, o = sorted((r.subject, r.object)) if r.predicate == "cooperatesWith" else (r.subject, r.object)
        key = (s, r.predicate, o, r.title, r.state, r.evidence.sentence)
        if key not in seen:
            seen.add(key)
            yield r
