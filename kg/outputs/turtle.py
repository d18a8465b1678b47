"""Triples -> sorted Turtle and N-Triples: the same bytes for the same graph, one subject a block, small diffs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.rdf import SECTIONS, by_place, in_section, subjects, triples
from kg.graph.terms import Triple, other, own
from kg.graph.vocabulary import FOREIGN, prefixes
from kg.model import Knowledge
from kg.rules import regex as re

_HEADINGS = {
    "area": "行政区划 areas",
    "terr": "版图 territories of areas",
    "e": "实体 entities",
    "claim": "断言 claims, each with its sentences",
    "obs": "观测 observations",
    "con": "印证与冲突 agreement and conflict",
    "doc": "文档与句子 documents and sentences",
    "ind": "指标 indicators",
    "period": "时期 periods",
    "unit": "单位 units",
    "": "代码与数据结构 codes and structure",
}
_NAME = (
    "0-9A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf"
)
_NAME += "\ufdf0-\ufffd\U00010000-\U000effff"
_LOCAL = re.compile(f"[{_NAME}](?:[-.{_NAME}]*[-{_NAME}])?")  # PN_LOCAL of Turtle 1.1, without its escapes
_NUMBER = re.compile(r"[+-]?\d+\.\d+")
_ESCAPE = re.compile(r"\\(.)")
_IN_A_LINE = 4
_KEPT = 20_000  # terms whose short form is remembered
_DECIMAL = f"^^<{FOREIGN['xsd']}decimal>"
_ENTITY = ("rdf:type", "skos:prefLabel", "skos:altLabel", "dcterms:title")
_FIGURE = ("kind", "subject", "indicator", "measure", "period", "value", "unit", "bound", "state", "title")
_SAID = ("printed", "wording", "baseValue", "baseUnit", "source")
_FIRST = (
    *map(other, _ENTITY),
    *map(own, ("code", "parentCode")),
    *map(other, ("rdf:subject", "rdf:predicate", "rdf:object")),
    *map(own, (*_FIGURE, *_SAID)),
)
_LAST = (
    *map(own, ("evidence", "rule", "home", "namedBy")),
    *map(other, ("qb:dataSet", "nif:anchorOf", "nif:isString")),
)
_RANK = {p: f"{i:02}" for i, p in enumerate(_FIRST)} | {p: f"~{i:02}" for i, p in enumerate(_LAST)}


def turtle(knowledge: Knowledge) -> bytes:
    """The graph as Turtle."""
    return "".join(text for _, text in parts(knowledge)).encode()


def ntriples(knowledge: Knowledge) -> bytes:
    """The graph as N-Triples, sorted, each triple once."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples(knowledge))).encode()


def parts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The graph as Turtle, a block a subject, each with the subject that it is about; "" for prefixes and headings."""
    return written(subjects(knowledge), prefixes(knowledge.base))


def blocks(found: Iterable[Triple], names: Mapping[str, str]) -> Iterator[str]:
    """Triples in any order as Turtle: prefixes, then the sections, each subject a block; sorted by section, subject,
    predicate, object."""
    about: defaultdict[str, dict[Triple, None]] = defaultdict(dict)
    for t in found:
        about[t[0]][t] = None
    section_of = in_section(names)
    ordered = sorted(about, key=lambda s: (SECTIONS.index(section_of(s)), by_place(s)))
    return (text for _, text in written(((s, list(about[s])) for s in ordered), names))


def written(found: Iterable[tuple[str, Sequence[Triple]]], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parts of a file: subjects come in its order, each with its distinct triples."""
    short, section_of, last = Shortener(names), in_section(names), None
    plans = _Plans(short)
    yield "", opening(names)
    for subject, about in found:
        if (section := section_of(subject)) != last:
            yield "", f"\n# ---- {_HEADINGS[section]} ----\n"
            last = section
        yield subject, _block(subject, about, plans, short)


def opening(names: Mapping[str, str]) -> str:
    """The prefixes, which every part needs to be read by itself."""
    return "".join(f"@prefix {name}: <{address}> .\n" for name, address in sorted(names.items()))


class _Plans(dict[tuple[str, ...], list[tuple[str, tuple[int, ...]]]]):
    """The predicates of a subject as they come -> the lines of its block: predicate, and where its objects stand.

    Subjects of a kind have the same predicates, so that there are few plans, and no block needs sorting but its lists.
    """

    def __init__(self, short: Shortener) -> None:
        self._short = short

    def __missing__(self, predicates: tuple[str, ...]) -> list[tuple[str, tuple[int, ...]]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, predicate in enumerate(predicates):
            places[predicate].append(place)
        ranked = sorted(places, key=lambda p: _RANK.get(p, p))
        plan = self[predicates] = [(self._short.name(p), tuple(places[p])) for p in ranked]
        return plan


def _block(subject: str, about: Sequence[Triple], plans: _Plans, short: Shortener) -> str:
    _, predicates, objects = zip(*about, strict=True)
    lines = [
        f"{predicate} {short.value(objects[places[0]])}"
        if len(places) == 1
        else _list(predicate, {objects[place] for place in places}, short)
        for predicate, places in plans[predicates]
    ]
    return f"{short.name(subject)} " + " ;\n    ".join(lines) + " .\n"


def _list(predicate: str, objects: Iterable[str], short: Shortener) -> str:
    values = [short.value(value) for value in sorted(objects)]
    if len(values) <= _IN_A_LINE:
        return f"{predicate} {' , '.join(values)}"
    return predicate + "\n        " + " ,\n        ".join(values)


class Shortener:
    """Terms in N-Triples syntax -> the shortest Turtle that says the same. Keeps what it has seen last."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._prefixes = {address: name for name, address in names.items()}
        self._seen: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        self._seen.clear()
        self._seen[other("rdf:type")] = "a"

    def name(self, term: str) -> str:
        """An IRI as prefixed name where its end is a legal local name, else in full."""
        found = self._seen.get(term)
        if found is None:
            if len(self._seen) > _KEPT:
                self._forget()
            cut = max(term.rfind("/"), term.rfind("#")) + 1
            prefix, local = self._prefixes.get(term[1:cut]), term[cut:-1]
            found = f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else term
            self._seen[term] = found
        return found

    def value(self, term: str) -> str:
        if term[-1] != ">":
            return _spread(term)
        return self._seen.get(term) or self._other(term)

    def _other(self, term: str) -> str:
        """An IRI, a triple or a typed literal that was not seen yet."""
        if term[0] == "<":
            return self._triple(term) if term.startswith("<<(") else self.name(term)
        if term.endswith(_DECIMAL):
            number = term[1 : -len(_DECIMAL) - 1]
            if _NUMBER.fullmatch(number):
                return number
        return self._typed(term)

    def _triple(self, term: str) -> str:
        """A triple term of RDF 1.2 whose parts are IRIs."""
        return f"<<( {' '.join(map(self.name, term[4:-4].split(' ')))} )>>"

    def _typed(self, term: str) -> str:
        cut = term.rfind("^^") + 2
        return term[:cut] + self.name(term[cut:])


def _spread(term: str) -> str:
    """A literal of several lines in the long form, so that a text can be read and compared line by line."""
    if "\\n" not in term:
        return term
    end = term.rfind('"')
    body = _ESCAPE.sub(lambda m: "\n" if m[1] == "n" else m[0], term[1:end])
    return f'"""{body}"""{term[end + 1 :]}' if "\n" in body else term


__all__ = ["Shortener", "blocks", "ntriples", "opening", "parts", "turtle", "written"]
