"""How much work the seeds take, by counts and not by the clock: more of it than pinned is a slowdown to be looked at.

`python -m tests.project.test_work` pins what is counted now.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import api
from kg.facts.context import Context
from kg.facts.relate import lift_document, rules, trials
from kg.graph.rdf import triples
from kg.graph.vocabulary import prefixes
from kg.mentions.spot import candidates
from kg.outputs.turtle import blocks
from kg.pipeline import process
from kg.sources import sources

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "benchmarks" / "counts.json"
SLACK = 1.25  # rules grow; a quarter more work than pinned is no longer growth


def counts() -> dict[str, float]:
    """Work a sentence on the seeds: candidates proposed, rules tried; and what the seeds' graph takes to write."""
    readings = [process(s) for s in sources([str(ROOT / "seeds" / "*.txt")]) if not hasattr(s, "reason")]  # type: ignore[arg-type]
    sentences = sum(len(r.document.sentences) for r in readings)
    proposed = sum(sum(1 for _ in candidates(r.document)) for r in readings)
    tried = 0
    for r in readings:
        types = {e.id: e.type for e in r.linked.entities}
        lifted = lift_document(r.document, r.linked, types)
        tried += sum(1 for _ in trials(rules(), lifted, Context(r.document, r.linked, lifted, types)))
    knowledge = api.build([str(ROOT / "seeds" / "*.txt")]).knowledge
    written = sum(1 for _ in blocks(triples(knowledge), prefixes()))
    return {
        "candidates a sentence": round(proposed / sentences, 2),
        "patterns tried a sentence": round(tried / sentences, 2),
        "nodes": len(knowledge.nodes),
        "blocks written": written,
    }


@pytest.fixture(scope="module")
def counted() -> dict[str, float]:
    return counts()


@pytest.mark.parametrize("what", json.loads(PINNED.read_text("utf-8")) if PINNED.is_file() else ["nothing pinned"])
def test_the_seeds_take_no_more_work_than_pinned(counted: dict[str, float], what: str) -> None:
    pinned = json.loads(PINNED.read_text("utf-8"))[what]
    assert pinned / SLACK <= counted[what] <= pinned * SLACK, f"{what}: {counted[what]}, pinned {pinned}"


if __name__ == "__main__":
    PINNED.write_text(json.dumps(counts(), indent=1) + "\n", "utf-8")
