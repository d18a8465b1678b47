"""Every example and counterexample beside the word lists of organs and people."""

import pytest

from kg.mentions.organs import organs
from kg.mentions.people import people
from kg.mentions.person_names import names_of
from kg.model import Document, Span
from kg.rules import table


def outermost(spans: list[Span]) -> list[Span]:
    return sorted(s for s in spans if not any(o.holds(s) and o != s for o in spans))


@pytest.mark.parametrize("row", table("organs/examples.tsv"), ids=lambda row: row["text"])
def test_organs_of_the_examples(row: dict[str, str]) -> None:
    document = Document(row["text"], "page.txt", row["text"])
    found = outermost([organ.span for organ in organs(document)])
    assert [document.quote(span) for span in found] == [name for name in row["organs"].split("|") if name]


@pytest.mark.parametrize("row", table("people/examples.tsv"), ids=lambda row: row["text"])
def test_people_of_the_examples(row: dict[str, str]) -> None:
    document = Document(row["text"], "page.txt", row["text"])
    names = names_of(document.text)
    found = [names.clean(seen.span) for seen in people(document)]
    assert found == [name for name in row["people"].split("|") if name]


def test_word_lists_hold_no_row_twice() -> None:
    for name, column in (
        ("people/surnames.tsv", "word"),
        ("people/offices.tsv", "head"),
        ("organs/national.tsv", "name"),
    ):
        column_of = [row[column] for row in table(name)]
        assert len(column_of) == len(set(column_of)), name
