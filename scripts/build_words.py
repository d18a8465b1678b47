"""Compile jieba's dictionary (MIT) into the word classes that the left-edge finder needs.

    python scripts/build_words.py kg/rules/lexicon/words.txt.xz

Writes xz-compressed UTF-8 text of two lines: the verbs and the other common words, each sorted and joined by spaces.
What is in neither line (rare words, names of places and people, words the dictionary lacks) may be part of a name.
"""

from __future__ import annotations

import lzma
import sys
from pathlib import Path

import jieba

FLOOR = 20  # corpus count below which a word says nothing
SURE = 300  # count from which a word tagged as a name is an ordinary word too (智慧, 小镇)
NAMES = {"ns", "nt", "nz", "nr", "nrt", "nrfg", "j"}
PERSONAL = {"nr", "nrt", "nrfg", "nz"}


def classes(dictionary: str) -> tuple[list[str], list[str]]:
    """(verbs, other common words) of two to four characters."""
    verbs, common = [], []
    for line in dictionary.splitlines():
        word, count, tag = line.split(" ")
        if not 2 <= len(word) <= 4 or int(count) < FLOOR:
            continue
        if tag == "v":
            verbs.append(word)
        elif tag not in NAMES or (tag in PERSONAL and int(count) >= SURE):
            common.append(word)
    return sorted(verbs), sorted(common)


def main(target: str) -> None:
    dictionary = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8")
    text = "\n".join(" ".join(words) for words in classes(dictionary))
    Path(target).write_bytes(lzma.compress(text.encode(), format=lzma.FORMAT_XZ, preset=9))


if __name__ == "__main__":
    main(sys.argv[1])
