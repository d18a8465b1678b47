"""corrections.toml -> records: what a person says against the machine, each entry with its author, date and reason.

    [[same-as]]         entity, other           two names of one thing
    [[different-from]]  entity, other           two things that were made one; `entity` is taken out
    [[rename]]          entity, to              another label
    [[retype]]          entity, to              another type
    [[drop]]            subject, predicate, object (title, state) or subject, indicator (value, unit, period, measure); document
    [[add]]             the same, with the `document` and the words (`quote`) that say it
    [[untrusted]]       source                  nothing that this file, publisher or host says is taken up

An entity is a name, alias, code or IRI, or a table { name, documents, type } where that names several things.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Correction, Selector
from kg.rules import regex as re

_ALWAYS = ("author", "date", "reason")
_FIGURE = ("indicator", "value", "unit", "measure", "period", "bound")
_CLAIM = ("predicate", "object", "title")
_STATEMENT = ("subject", *_CLAIM, *_FIGURE, "state", "document")
_FIELDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "same-as": (("entity", "other"), ()),
    "different-from": (("entity",), ("other",)),
    "rename": (("entity", "to"), ()),
    "retype": (("entity", "to"), ()),
    "drop": (("subject",), _STATEMENT),
    "add": (("subject", "document", "quote"), _STATEMENT),
    "untrusted": (("source",), ()),
}
"""Kind -> the fields that an entry must have, and those that it may."""
KINDS = tuple(_FIELDS)
STATES = ("actual", "planned", "ended", "target")
MEASURES = ("level", "yoy_growth", "avg_growth", "change", "share", "rank", "ratio")
BOUNDS = ("eq", "gt", "lt", "approx")
TYPES = (
    *("Country", "Province", "City", "District", "Town", "Village", "Region", "Zone", "Facility", "NaturalFeature"),
    *("GovernmentBody", "Enterprise", "Institution", "Person", "Policy", "Project", "Event", "Industry", "Honor"),
    "Product",
)
_CHOICES = {"state": STATES, "measure": MEASURES, "bound": BOUNDS}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class BadCorrections(ValueError):
    """A file of corrections that cannot be used. The message names the file, the line or entry, and the reason."""


def parse(text: str, name: str = "corrections.toml") -> tuple[Correction, ...]:
    """The corrections of a file's text, by kind and then as they stand. Raises BadCorrections."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCorrections(f"{name}: {error}") from None
    for kind in found:
        if kind not in _FIELDS:
            raise BadCorrections(f"{name}: there is no kind [[{kind}]]; known: {', '.join(KINDS)}")
    return tuple(_entries(found, name))


def parse_all(sheets: Iterable[tuple[str, str]]) -> tuple[Correction, ...]:
    """The corrections of several files, given as (name, text). Raises BadCorrections."""
    return tuple(c for name, text in sheets for c in parse(text, name))


def _entries(found: Mapping[str, Any], name: str) -> Iterator[Correction]:
    for kind in KINDS:
        entries = found.get(kind, [])
        if not isinstance(entries, list):
            raise BadCorrections(f"{name}: write [[{kind}]], with two brackets")
        for number, entry in enumerate(entries, 1):
            place = f"{name}, [[{kind}]] {number}"
            try:
                yield _entry(kind, entry, place)
            except ValueError as error:
                raise BadCorrections(f"{place}: {error}") from None


def _entry(kind: str, entry: Mapping[str, Any], place: str) -> Correction:
    needed, allowed = _FIELDS[kind]
    _expect(entry, (*needed, *_ALWAYS), (*needed, *allowed, *_ALWAYS))
    said = {name: _text(entry, name) for name in (*_ALWAYS, *_FIGURE, "predicate", "title", "state", "document")}
    one = _selector(entry, "entity" if "entity" in entry else "subject" if "subject" in entry else "source")
    second = "other" if "other" in entry else "object"
    found = Correction(
        kind,
        one,
        said["author"],
        _date(said["date"]),
        said["reason"],
        other=_selector(entry, second) if second in entry else None,
        value=_text(entry, "to") or said["value"],
        predicate=said["predicate"],
        title=said["title"],
        state=said["state"],
        indicator=said["indicator"],
        unit=said["unit"],
        measure=said["measure"],
        period=said["period"],
        bound=said["bound"],
        document=said["document"],
        quote=_text(entry, "quote"),
        place=place,
    )
    _check(found)
    return found


def _expect(entry: Mapping[str, Any], needed: Iterable[str], known: Iterable[str]) -> None:
    if missing := [name for name in needed if not entry.get(name)]:
        raise ValueError(f"{', '.join(missing)} is missing")
    if strange := [name for name in entry if name not in set(known)]:
        raise ValueError(f"{', '.join(strange)} does not belong here")


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f'{name} must be text in quotation marks: {name} = "…"')


def _selector(entry: Mapping[str, Any], name: str) -> Selector:
    value = entry[name]
    if isinstance(value, str):
        return Selector(value)
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a name or a table {{ name = …, documents = […], type = … }}")
    _expect(value, ("name",), ("name", "documents", "type"))
    documents = value.get("documents", [])
    if not isinstance(documents, list) or not all(isinstance(d, str) for d in documents):
        raise ValueError(f'{name}.documents must be a list of file names: ["a.txt"]')
    if value.get("type") and value["type"] not in TYPES:
        raise ValueError(f"there is no type {value['type']}")
    return Selector(_text(value, "name"), tuple(sorted(documents)), _text(value, "type"))


def _date(value: str) -> str:
    if not _DATE.fullmatch(value):
        raise ValueError(f"date must be ISO 8601 (2026-03-01), not {value}")
    return value


def _check(c: Correction) -> None:
    """Raises ValueError with what a person can act on."""
    if c.kind == "retype" and c.value not in TYPES:
        raise ValueError(f"there is no type {c.value}; known: {', '.join(TYPES)}")
    for name, choices in _CHOICES.items():
        value = str(getattr(c, name))
        if value and value not in choices:
            raise ValueError(f"{name} must be one of {', '.join(choices)}, not {value}")
    if c.kind in ("drop", "add"):
        _check_statement(c)


def _check_statement(c: Correction) -> None:
    if bool(c.predicate) == bool(c.indicator):
        raise ValueError("give predicate and object for a relation, or indicator for a figure")
    if c.predicate and c.other is None:
        raise ValueError("object is missing")
    if c.indicator and (c.other is not None or c.title):
        raise ValueError("object and title belong to relations, not to figures")
    if c.kind == "add" and c.indicator and not c.value:
        raise ValueError("value is missing")
    if c.kind == "add" and c.indicator and not _NUMBER.fullmatch(c.value):
        raise ValueError(f"value must be a number, not {c.value}")


__all__ = ["KINDS", "TYPES", "BadCorrections", "parse", "parse_all"]
