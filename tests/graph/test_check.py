"""`check` is silent on a build as written and speaks up for every way to tamper with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph.check import check


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the first occurrence; fails where there is none."""
    text = path.read_bytes().decode()
    assert old in text, f"{old!r} does not stand in {path.name}"
    path.write_bytes(text.replace(old, new, 1).encode())


def test_a_build_as_written_has_no_fault(built: Path) -> None:
    assert check(built) == ()


TAMPERINGS = {
    "shifted offset in the graph": ("graph.ttl", 'nif:beginIndex "0"^^xsd:nonNegativeInteger ;\n    nif:endIndex "13"', 'nif:beginIndex "1"^^xsd:nonNegativeInteger ;\n    nif:endIndex "13"'),
    "changed words": ("graph.ttl", 'nif:anchorOf "青州市望湖区聚焦现代纺织。"', 'nif:anchorOf "青州市望湖区聚焦高端纺织。"'),
    "shifted offset in a table": ("relations.csv", ",0,13,", ",1,14,"),
    "changed sentence in a table": ("relations.csv", "聚焦现代纺织。", "聚焦高端纺织。"),
    "changed figure in the graph": ("graph.ttl", "kg:value 120.50 ", "kg:value 121.50 "),
    "changed printed figure": ("graph.ttl", 'kg:printed "22"', 'kg:printed "23"'),
    "changed figure in a table": ("observations.csv", ",120.50,亿元", ",121.50,亿元"),
    "changed base value": ("observations.csv", "12050000000", "12050000001"),
    "relation without a sentence": ("graph.ttl", "kg:focusesOn e:现代纺织 ;", "kg:focusesOn e:现代纺织 , e:国家卫生城市 ;"),
    "row without a sentence": ("relations.csv", "青州市望湖区聚焦现代纺织。,0,13", ",0,0"),
    "code with the wrong parent": ("graph.ttl", 'kg:parentCode "990100"', 'kg:parentCode "980100"'),
    "code of another place": ("graph.ttl", 'kg:code "990113"', 'kg:code "980113"'),
    "code of another place in a table": ("entities.csv", ",990113,", ",980113,"),
    "area in the wrong city": ("graph.ttl", 'kg:code "990100"', 'kg:code "980100"'),
    "unknown property": ("graph.ttl", "kg:focusesOn e:", "kg:focusOn e:"),
    "unknown class": ("graph.ttl", "a kg:District", "a kg:Borough"),
    "unknown type in a table": ("entities.csv", ",District,", ",Borough,"),
    "unknown predicate in a table": ("relations.csv", ",focusesOn,", ",focusOn,"),
    "property of another vocabulary": ("graph.ttl", "a kg:District ;", "a kg:District ; schema:population 12 ;"),
    "dangling address": ("graph.ttl", "kg:receives e:国家卫生城市", "kg:receives e:国家文明城市"),
    "two names": ("graph.ttl", 'skos:prefLabel "望湖区"@zh', 'skos:prefLabel "望湖区"@zh , "望湖县"@zh'),
    "wrong type for the predicate": ("graph.ttl", "e:现代纺织 a kg:Industry", "e:现代纺织 a kg:Person"),
    "planned relation as a direct triple": ("graph.ttl", "kg:focusesOn e:现代纺织 ;", "kg:focusesOn e:现代纺织 ;\n    kg:undertakes e:990113-望湖大桥 ;"),
    "post without a title": ("graph.ttl", '    kg:title "区长" ;\n', ""),
    "text that is not the document's": ("documents.jsonl", "上市企业22家", "上市企业21家"),
    "broken Turtle": ("graph.ttl", "@prefix area:", "@prefix area"),
    "blank node": ("graph.ttl", "a kg:District ;", "a kg:District ; kg:namedBy [] ;"),
    "conflict that is not in the graph": ("conflicts.csv", "agreement,", "agreement,https://x,x,x,level,2021,1,家,a.txt,,0,0,1,家,a.txt,,0,0\r\nagreement,"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_every_tampering_is_found(built: Path, name: str) -> None:
    file, old, new = TAMPERINGS[name]
    edit(built / file, old, new)
    assert check(built), name


def drop_claim_evidence(folder: Path) -> None:
    text = (folder / "graph.ttl").read_text("utf-8")
    claims = text.index("断言 claims")
    at = text.index("    kg:evidence", claims)
    (folder / "graph.ttl").write_text(text[:at] + text[text.index("\n", at) + 1 :], "utf-8")


def drop_document(folder: Path) -> None:
    lines = (folder / "documents.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "documents.jsonl").write_text("".join(lines[1:]), "utf-8")


def drop_row(folder: Path) -> None:
    rows = (folder / "observations.csv").read_bytes().split(b"\r\n")
    (folder / "observations.csv").write_bytes(b"\r\n".join(rows[:1] + rows[2:]))


@pytest.mark.parametrize("damage", [drop_claim_evidence, drop_document, drop_row])
def test_what_is_missing_is_missed(built: Path, damage: Callable[[Path], None]) -> None:
    damage(built)
    assert check(built)


@pytest.mark.parametrize("name", ["graph.ttl", "entities.csv", "relations.csv", "documents.jsonl"])
def test_a_missing_file_is_named(built: Path, name: str) -> None:
    (built / name).unlink()
    assert [(f.file, f.message) for f in check(built)] == [(name, "is missing")]


def test_faults_say_where(built: Path) -> None:
    edit(built / "observations.csv", ",120.50,亿元", ",121.50,亿元")
    faults = [str(f) for f in check(built)]
    assert any(f.startswith("observations.csv: row 2: ") and "121.50" in f for f in faults)


def test_a_table_that_is_no_table(built: Path) -> None:
    (built / "documents.jsonl").write_text(json.dumps(["no", "object"]) + "\n", "utf-8")
    assert check(built)
