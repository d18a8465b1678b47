"""What a person corrects: read with clear messages, applied in any order, reported where it no longer applies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.vocabulary import kinds
from kg.model import Correction, Knowledge, Reading, Selector
from kg.pipeline import merge
from kg.resolution.corrections import KINDS, TYPES, BadCorrections, parse
from tests.graph.made import LAKE, document, figure, reading, relation
from tests.resolution.test_resolve import HILL, page, thing

SIGNED = 'author = "何田"\ndate = 2026-03-01\nreason = "核对过"\n'


def corrected(text: str) -> Knowledge:
    """Two counties' pages, merged with the corrections of `text`."""
    return merge(pages(), corrections=parse(text))


def pages() -> list[Reading]:
    lake = document("a.txt", "望湖区新城动工。望湖区有上市企业22家。", "2023-01-01")
    zone, person = thing("Zone", "望湖新城", "新城"), thing("Person", "王伟")
    organ = thing("GovernmentBody", "望湖区人民政府", home=LAKE)
    told = reading(
        lake,
        (LAKE, zone),
        (relation(lake, LAKE, "undertakes", zone, "新城动工"),),
        (figure(lake, LAKE, "上市企业", "22", "家"),),
        LAKE,
    )
    held = [(person, "holdsPost", organ, "副区长")]
    return [
        told,
        page("b.txt", LAKE, person, organ, facts=held),
        page("c.txt", LAKE, person, organ, facts=held),
        page("d.txt", HILL, thing("Zone", "青山产业园"), thing("Facility", "体育中心")),
    ]


def labels(found: Knowledge, type_: str) -> list[str]:
    return sorted(n.label for n in found.nodes if n.type == type_)


def fault(found: Knowledge) -> str:
    [only] = found.corrections
    return only.fault


def test_two_names_become_one_thing() -> None:
    found = corrected(f'[[same-as]]\nentity = "望湖新城"\nother = "青山产业园"\n{SIGNED}')
    [node] = [n for n in found.nodes if n.type == "Zone"]
    assert node.documents == ("a.txt", "d.txt")
    assert found.corrections[0].targets == (node.iri,)
    assert found.corrections[0].correction.author == "何田"


def test_one_thing_becomes_two() -> None:
    found = corrected(f'[[different-from]]\nentity = {{ name = "王伟", documents = ["c.txt"] }}\n{SIGNED}')
    assert sorted(n.documents for n in found.nodes if n.type == "Person") == [("b.txt",), ("c.txt",)]


def test_a_name_and_a_type_are_changed() -> None:
    text = f'[[rename]]\nentity = "望湖新城"\nto = "望湖未来新城"\n{SIGNED}'
    found = corrected(text + f'[[retype]]\nentity = "体育中心"\nto = "Institution"\n{SIGNED}')
    assert labels(found, "Zone") == ["望湖未来新城", "青山产业园"]
    assert labels(found, "Institution") == ["体育中心"]
    assert "望湖新城" in next(n.aliases for n in found.nodes if n.label == "望湖未来新城")


def test_statements_are_dropped_with_their_reason() -> None:
    text = f'[[drop]]\nsubject = "望湖区"\nindicator = "上市企业"\nvalue = "22"\n{SIGNED}'
    found = corrected(text + f'[[drop]]\nsubject = "望湖区"\npredicate = "undertakes"\nobject = "望湖新城"\n{SIGNED}')
    assert not found.figures
    assert not [c for c in found.claims if c.predicate == "undertakes"]
    reasons = [x.reason for _, x in found.rejected if x.rule == "correction"]
    assert reasons == ["dropped (何田, 2026-03-01): 核对过"] * 2


def test_statements_are_added_with_the_words_that_say_them() -> None:
    text = (
        '[[add]]\nsubject = "望湖新城"\npredicate = "partOf"\nobject = "望湖区"\n'
        f'document = "a.txt"\nquote = "新城动工"\n{SIGNED}'
    )
    claim = next(c for c in corrected(text).claims if c.predicate == "partOf")
    assert [(m.document, m.rule, m.start, m.end) for m in claim.marks] == [("a.txt", "correction", 0, 8)]


def test_an_untrusted_source_says_nothing_but_keeps_its_record() -> None:
    found = corrected(f'[[untrusted]]\nsource = "a.txt"\n{SIGNED}')
    assert not found.figures
    assert "a.txt" in {r.name for r in found.records}
    assert {x.reason for name, x in found.rejected if name == "a.txt"} == {
        "untrusted source (何田, 2026-03-01): 核对过"
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[same-as]]\nentity = "望湖新城"\nother = "没有的"\n', "nothing is called 没有的"),
        ('[[same-as]]\nentity = "望湖新城"\nother = "新城"\n', "one thing already"),
        ('[[same-as]]\nentity = "望湖区"\nother = "青山县"\n', "two areas"),
        ('[[different-from]]\nentity = "望湖新城"\nother = "青山产业园"\n', "two things already"),
        ('[[different-from]]\nentity = "王伟"\n', "tell them apart with documents"),
        ('[[retype]]\nentity = "望湖新城"\nto = "Zone"\n', "of type Zone already"),
        ('[[retype]]\nentity = "望湖区"\nto = "Zone"\n', "administrative area"),
        ('[[drop]]\nsubject = "望湖区"\nindicator = "人口"\n', "does not say that"),
        ('[[untrusted]]\nsource = "z.txt"\n', "no source"),
        (
            '[[add]]\nsubject = "望湖区"\npredicate = "partOf"\nobject = "望湖新城"\ndocument = "a.txt"\nquote = "没有的"\n',
            "does not hold the words",
        ),
        (
            '[[add]]\nsubject = "王伟"\npredicate = "undertakes"\nobject = "望湖新城"\ndocument = "a.txt"\nquote = "新城"\n',
            "has no subject of type Person",
        ),
        (
            '[[add]]\nsubject = "望湖区"\nindicator = "人口"\nvalue = "3"\nunit = "万人"\ndocument = "a.txt"\nquote = "新城"\n',
            "does not hold 3万人",
        ),
    ],
)
def test_what_no_longer_applies_says_why_and_changes_nothing(text: str, reason: str) -> None:
    found = corrected(text + SIGNED)
    assert reason in fault(found)
    assert (found.nodes, found.claims, found.figures) == (lambda k: (k.nodes, k.claims, k.figures))(merge(pages()))


def test_several_of_one_name_must_be_narrowed() -> None:
    made = [page(f"{i}.txt", home, thing("Facility", "体育馆")) for i, home in enumerate((LAKE, HILL))]
    entry = Correction("rename", Selector("体育馆"), "何田", "2026", "全称", value="县体育馆")
    assert "2 things are called 体育馆" in fault(merge(made, corrections=[entry]))


def test_the_order_of_corrections_does_not_matter() -> None:
    entries = parse(
        f'[[same-as]]\nentity = "望湖新城"\nother = "青山产业园"\n{SIGNED}'
        f'[[rename]]\nentity = "青山产业园"\nto = "两地新城"\n{SIGNED}'
        f'[[retype]]\nentity = "体育中心"\nto = "Institution"\n{SIGNED}'
    )
    one, other = merge(pages(), corrections=entries), merge(pages(), corrections=entries[::-1])
    assert (one.nodes, one.claims) == (other.nodes, other.claims)
    assert labels(one, "Zone") == ["两地新城"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[rename]\n", "at line 1"),
        ('[[merge]]\nentity = "a"\n', "there is no kind [[merge]]"),
        ('[rename]\nentity = "a"\n', "two brackets"),
        ('[[rename]]\nentity = "a"\n', "[[rename]] 1: to, author, date, reason is missing"),
        (f'[[rename]]\nentity = "a"\nto = "b"\nname = "c"\n{SIGNED}', "name does not belong here"),
        (f'[[rename]]\nentity = 3.5\nto = "b"\n{SIGNED}', "entity must be a name"),
        (f'[[retype]]\nentity = "a"\nto = "Town hall"\n{SIGNED}', "there is no type Town hall"),
        (f'[[drop]]\nsubject = "a"\n{SIGNED}', "give predicate and object"),
        (f'[[drop]]\nsubject = "a"\npredicate = "partOf"\n{SIGNED}', "object is missing"),
        (
            f'[[add]]\nsubject = "a"\nindicator = "b"\nvalue = "many"\ndocument = "c"\nquote = "d"\n{SIGNED}',
            "must be a number",
        ),
        ('[[untrusted]]\nsource = "a"\nauthor = "b"\ndate = "yesterday"\nreason = "c"\n', "date must be ISO 8601"),
    ],
)
def test_a_bad_file_is_refused_with_its_entry_and_reason(text: str, words: str) -> None:
    with pytest.raises(BadCorrections, match=r"^my\.toml") as error:
        parse(text, "my.toml")
    assert words in str(error.value)


def test_the_types_are_the_ontologys() -> None:
    assert sorted(TYPES) == sorted(kinds())


def test_the_example_of_the_guide_can_be_read(root: Path) -> None:
    text = (root / "docs" / "how-to" / "correct.md").read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    assert [c.kind for c in parse(example)] == ["same-as", "different-from"]
    assert all(f"`[[{kind}]]`" in text for kind in KINDS)
