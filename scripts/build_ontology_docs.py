"""Writes `ontology/README.md` and `ontology/context.jsonld` from kg.ttl, codes.ttl, the queries and examples.tsv.

python scripts/build_ontology_docs.py. Raises KeyError where a term has no example.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.graph.context import context_file
from kg.graph.query import named_queries
from kg.graph.vocabulary import FOREIGN, NS, ROOT, facts, kinds, label, predicates

ONTOLOGY = Path(__file__).resolve().parents[1] / "ontology"
_HEAD = """# The ontology 本体

Namespace `https://w3id.org/regionkg/ns#`, prefix `kg`. Files: `kg.ttl` (OWL: classes, predicates, properties, alignments),
`codes.ttl` (SKOS: measures, bounds, states, kinds of conflict, units, indicators; the structure of the data cube), `shapes.ttl`
(SHACL), `constraints/*.rq` (the Data Cube's integrity constraints), `context.jsonld` (JSON-LD 1.1), `queries/*.rq` (competency
queries). `kg check` holds graphs to shapes and constraints. This page is written by `python scripts/build_ontology_docs.py`; the
examples are in `examples.tsv`.
"""
_GROUPS = (
    ("Types 类型", "The twenty types of entities, with the colour and shape that the page draws them in."),
    ("Predicates 谓词", "The seventeen relations between entities, with the types that they connect."),
    ("Other classes 其他类", "Above the types, and what claims, figures and sources are made of."),
    ("Other properties 其他属性", "Of entities, claims, figures and sources."),
)


def examples() -> dict[str, str]:
    """Example sentence by term."""
    lines = (ONTOLOGY / "examples.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {term: example for term, example in rows if term != "term"}


def terms() -> tuple[tuple[str, ...], ...]:
    """Local names of our own terms in the four groups of the page, each in the order of kg.ttl."""
    own = [iri.removeprefix(NS) for iri in facts("kg.ttl") if iri.startswith(NS)]
    rest = [name for name in own if name not in kinds() and name not in predicates()]
    classes = tuple(name for name in rest if name[0].isupper())
    return tuple(kinds()), tuple(predicates()), classes, tuple(name for name in rest if name not in classes)


def readme() -> str:
    """The whole page. Raises KeyError where a term has no example."""
    return "\n".join([_HEAD, *_term_sections(), *_query_section(), *_code_sections()]) + "\n"


def _term_sections() -> Iterator[str]:
    sentences = examples()
    for (heading, lead), names in zip(_GROUPS, terms(), strict=True):
        yield f"## {heading}\n\n{lead}\n"
        yield "| term | 名称 label | definition | example |\n| --- | --- | --- | --- |"
        yield from (_row(name, sentences[name]) for name in names)
        yield ""


def _row(name: str, example: str) -> str:
    about = facts("kg.ttl")[NS + name]
    definitions = {d.language: d.value for d in about[FOREIGN["skos"] + "definition"] if hasattr(d, "language")}
    names = f"{label(about, 'zh')} {label(about, 'en')}"
    return f"| `{name}`{_extra(name)} | {names} | {definitions['zh']} {definitions['en']} | {example} |"


def _extra(name: str) -> str:
    if name in kinds():
        return f" {kinds()[name].shape}, {kinds()[name].color}"
    if name not in predicates():
        return ""
    return " " + " → ".join(map(_side, (predicates()[name].domain, predicates()[name].range)))


def _side(types: frozenset[str]) -> str:
    """A list of types, whole groups by the name of the class above them."""
    left, found = set(types), list[str]()
    for upper in ("Entity", "Actor", "Place", "AdministrativeArea", "Organization"):
        below = {name for name in kinds() if _is_below(name, upper)}
        if below <= left:
            found.append(upper)
            left -= below
    return ", ".join([*found, *(name for name in kinds() if name in left)])


def _is_below(name: str, upper: str) -> bool:
    above = [c.value for c in facts("kg.ttl").get(NS + name, {}).get(FOREIGN["rdfs"] + "subClassOf", ())]
    return name == upper or any(_is_below(iri.removeprefix(NS), upper) for iri in above if iri.startswith(NS))


def _query_section() -> Iterator[str]:
    yield "## Competency queries 能力问题\n\n`kg query OUT NAME` answers them.\n"
    yield "| name | 问题 question |\n| --- | --- |"
    yield from (f"| `{q.name}` | {q.title} |" for q in named_queries().values())
    yield ""


def _code_sections() -> Iterator[str]:
    yield "## Codes 代码"
    for scheme in ("measure", "bound", "state", "kind", "unit", "indicator"):
        yield f"\n### {scheme}\n\n| code | 名称 label | 其他说法 other wordings |\n| --- | --- | --- |"
        opening = f"{ROOT}{scheme}/"
        for iri, about in facts("codes.ttl").items():
            if iri.startswith(opening):
                others = "、".join(a.value for a in about.get(FOREIGN["skos"] + "altLabel", ()))
                yield f"| `{iri.removeprefix(opening)}` | {label(about, 'zh')} {label(about, 'en')} | {others} |"


def main() -> int:
    (ONTOLOGY / "README.md").write_text(readme(), encoding="utf-8", newline="\n")
    (ONTOLOGY / "context.jsonld").write_text(context_file(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
