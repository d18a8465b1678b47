"""Compile jieba's dictionary (MIT) into the word classes that the left-edge finder needs.

    python scripts/build_words.py kg/rules/lexicon/words.txt.xz

Writes xz-compressed UTF-8 text of four lines, each sorted and joined by spaces: words that stop the walk (verbs,
conjunctions, prepositions, adverbs, times), words that count or point (一批, 这个), the other common words, and of
these again the rare ones of two characters (蛇口, 绿洲), which begin a name as often as not.
What is in no line (rare words, names of places and people, words the dictionary lacks) may be part of a name.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

import jieba

FLOORS = {2: 20, 3: 8, 4: 1}  # by length, the corpus count below which a word says nothing
RARE = range(20, 100)  # counts of a rare word
SURE = 300  # count from which a word tagged as a name is an ordinary word too (智慧, 小镇)
NAMES = {"ns", "nt", "nz", "nr", "nrt", "nrfg", "j"}
PERSONAL = {"nr", "nrt", "nrfg", "nz"}
STOPS = {"v", "c", "p", "d", "t", "f", "u", "vd"}
COUNTS = {"m", "r", "mq"}


def classes(dictionary: str) -> tuple[list[str], ...]:
    """(stops, counts, other common words, rare words) of two to four characters."""
    stops, counts, common, rare = [], [], [], []
    for line in dictionary.splitlines():
        word, count, tag = line.split(" ")
        if int(count) < FLOORS.get(len(word), 1 << 60):
            continue
        if tag in STOPS:
            stops.append(word)
        elif tag in COUNTS:
            counts.append(word)
        elif tag not in NAMES or (tag in PERSONAL and int(count) >= SURE):
            common.append(word)
            if len(word) == 2 and int(count) in RARE and tag == "n":
                rare.append(word)
    return sorted(stops), sorted(counts), sorted(common), sorted(rare)


def main(target: str) -> None:
    dictionary = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8")
    text = "\n".join(" ".join(words) for words in classes(dictionary))
    Path(target).write_bytes(lzma.compress(text.encode(), format=lzma.FORMAT_XZ, preset=9))


if __name__ == "__main__":
    main(sys.argv[1])
