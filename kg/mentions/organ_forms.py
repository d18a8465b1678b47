"""The printed forms of bodies and departments, expanded from the tables of `kg/rules/organs`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.rules import table

NATIONAL = "national"
DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Form:
    """What a printed tail (发改局, 人民政府, 工信部) stands for.

    `kind`: a kind of `bodies.tsv`, "department" or "national". `official`: the full name with {} for the seat (bodies),
    the name with its official stem (departments: 发展和改革局), the whole name (national). `owner`: the kind it answers to.
    `stem` (departments): what it deals with, the same for 发改局 and 发展和改革委员会.
    """

    kind: str
    official: str
    owner: str = ""
    stem: str = ""


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Printed tail -> what it may stand for: a national organ (发改委) before a body before a department (市发改委)."""
    found: dict[str, tuple[Form, ...]] = {}
    for printed, form in (*_national(), *_bodies(), *_departments()):
        found[printed] = (*found.get(printed, ()), form)
    return found


@cache
def official_names() -> Mapping[str, str]:
    """Kind of a body -> its full name with {} for the seat."""
    return {row["kind"]: row["official"] for row in table("organs/bodies.tsv")}


@cache
def national_forms() -> Mapping[str, tuple[str, ...]]:
    """Official name of a national organ -> its other forms."""
    return {row["name"]: tuple(filter(None, row["other"].split("|"))) for row in table("organs/national.tsv")}


@cache
def lengths() -> Mapping[str, tuple[int, ...]]:
    """Last character of a form -> the lengths of the forms that end so, the longest first."""
    found: dict[str, set[int]] = {}
    for printed in forms():
        found.setdefault(printed[-1], set()).add(len(printed))
    return {last: tuple(sorted(sizes, reverse=True)) for last, sizes in found.items()}


def _national() -> Iterator[tuple[str, Form]]:
    for name, others in national_forms().items():
        for printed in (name, *others):
            yield printed, Form(NATIONAL, name)


def _bodies() -> Iterator[tuple[str, Form]]:
    for row in table("organs/bodies.tsv"):
        for printed in row["forms"].split("|"):
            yield printed, Form(row["kind"], row["official"], row["owner"])


def _departments() -> Iterator[tuple[str, Form]]:
    for row in table("organs/departments.tsv"):
        for stem in (row["stem"], *filter(None, row["other"].split("|"))):
            for end in row["ends"].split("|"):
                yield stem + end, Form(DEPARTMENT, row["stem"] + end, row["owner"], row["stem"])
