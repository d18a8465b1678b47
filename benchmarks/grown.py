"""A corpus of any size, grown from the bulk text: sentences drawn at random, areas and figures exchanged.

`python -m benchmarks.grown COUNT FILE.jsonl` writes one. The same COUNT gives the same file.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.rules.areas import table

BULK = Path(__file__).parents[2] / "shared" / "bulk" / "regional-news.jsonl.xz"
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_A_PAGE = (4, 30)  # sentences


@cache
def _counties() -> tuple[str, ...]:
    t = table()
    named = (name for name, level in zip(t.names, t.levels, strict=True) if level == "D")
    return tuple(sorted({n for n in named if len(n) > 2}))


@cache
def _any_county() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_counties(), key=len, reverse=True))))


def documents(count: int) -> Iterator[dict[str, str]]:
    """`count` documents with title, date and text; sentences of four to thirty, of different pages of the bulk text."""
    pages = [json.loads(line)["text"] for line in lzma.decompress(BULK.read_bytes()).splitlines()]
    sentences = [s.strip() for page in pages for s in _SENTENCE.findall(page)]
    drawn = random.Random(count)
    for number in range(count):
        home = drawn.choice(_counties())
        said = drawn.choices(sentences, k=drawn.randint(*_A_PAGE))
        body = "\n\n".join(_exchanged(s, home, drawn) for s in said)
        yield {"title": f"{home}要闻第{number}期", "date": "2023-05-01", "text": f"{home}要闻第{number}期\n\n{body}"}


def _exchanged(sentence: str, home: str, drawn: random.Random) -> str:
    """Every county is another one (one time in two the page's own), every figure another figure of as many digits."""
    sentence = _any_county().sub(lambda m: home if drawn.random() < 0.5 else drawn.choice(_counties()), sentence)
    years = [m.span() for m in _YEAR.finditer(sentence)]
    kept = {i for start, end in years for i in range(start, end)}
    return _DIGIT.sub(lambda m: m[0] if m.start() in kept or m[0] == "0" else drawn.choice("123456789"), sentence)


def main() -> int:
    count, target = int(sys.argv[1]), Path(sys.argv[2])
    with target.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in documents(count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
