"""manifest.json: what a build was made of. Versions, hashes of rules and data, counts, inputs; no clock time."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.graph.vocabulary import ontology_folder
from kg.model import Knowledge
from kg.rules import packs

_PACKAGES = ("regionkg", "jieba", "rjieba")  # what the result of a build depends on besides the rules


def manifest(knowledge: Knowledge) -> bytes:
    """Sorted, indented JSON. `inputs` maps a source's name to the first 16 hex digits of its text's SHA-256."""
    return (json.dumps(contents(knowledge), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def contents(knowledge: Knowledge) -> dict[str, object]:
    return {
        "format": 1,
        "base": knowledge.base,
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
        "rules": _digest(tuple(_package_folder(name) for name in packs())),
        "ontology": _digest((ontology_folder(),)),
        "counts": counts(knowledge),
        "inputs": {name: r.id for r in knowledge.records for name in (r.sources or (r.name,))},
    }


def counts(knowledge: Knowledge) -> dict[str, object]:
    """How much there is of everything."""
    return {
        "documents": len(knowledge.records),
        "sources": sum(len(r.sources) or 1 for r in knowledge.records),
        "entities": len(knowledge.nodes),
        "relations": len(knowledge.claims),
        "observations": len(knowledge.figures),
        "contrasts": Counter(c.kind for c in knowledge.contrasts),
        "rejected": len(knowledge.rejected),
        "failures": len(knowledge.failures),
        "types": Counter(n.type for n in knowledge.nodes),
        "predicates": Counter(c.predicate for c in knowledge.claims),
        "measures": Counter(f.measure for f in knowledge.figures),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _package_folder(name: str) -> Path:
    module = __import__(name, fromlist=["__file__"])
    return Path(str(module.__file__)).parent


@cache
def _digest(folders: tuple[Path, ...]) -> str:
    """SHA-256 over the paths and bytes of all data files below `folders`, in the order of their paths."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
