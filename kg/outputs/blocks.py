"""graph.ttl as it was written, block by block: which subjects changed since an older build, and the text of some."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from kg.graph.rdf import SECTIONS, by_place, in_section
from kg.graph.vocabulary import prefixes
from kg.outputs.turtle import opening

_DIGEST = 16  # hex digits


@dataclass(frozen=True, slots=True)
class Blocks:
    """`turtle`: the file; `digests`: a file of lines `DIGEST SUBJECT`, in its order; `ends`: where in `turtle` the text of
    each such subject ends, in bytes; `base`: of the graph's addresses."""

    turtle: Path
    digests: Path
    ends: array[int]
    base: str

    @property
    def opening(self) -> str:
        """The prefixes, which every part needs to be read by itself."""
        return opening(prefixes(self.base))

    def parts(self, size: int) -> Iterator[bytes]:
        """The whole graph in parts of `size` subjects."""
        ends, begin = self.ends, 0
        with self.turtle.open("rb") as file:
            for last in (*range(size - 1, len(ends) - 1, size), len(ends) - 1):
                text = file.read(ends[last] - begin)
                yield text if begin == 0 else self.opening.encode() + text
                begin = ends[last]

    def text(self, wanted: Collection[str]) -> bytes:
        """What the graph says of some subjects."""
        found = [self.opening.encode()]
        with self.turtle.open("rb") as file, self.digests.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if line[_DIGEST + 1 : -1] in wanted:
                    begin = self.ends[number - 1] if number else 0
                    file.seek(begin)
                    found.append(file.read(self.ends[number] - begin))
        return b"".join(found)

    def changed(self, before: Path, most: int) -> set[str] | None:
        """Subjects that are new, gone or other than in the file of digests `before`; None where they are more than
        `most` or there is no such file."""
        try:
            with before.open(encoding="utf-8") as old, self.digests.open(encoding="utf-8") as new:
                found: set[str] = set()
                for subject in _differing(old, new, _order(self.base)):
                    found.add(subject)
                    if len(found) > most:
                        return None
                return found
        except FileNotFoundError:
            return None


def recorded(parts: Iterable[tuple[str, str]], digests: Path, ends: array[int]) -> Iterator[bytes]:
    """The bytes of a Turtle file from its parts, while `digests` and `ends` of `Blocks` are filled."""
    digests.parent.mkdir(exist_ok=True)
    size = 0
    with digests.open("w", encoding="utf-8") as file:
        for subject, text in parts:
            data = text.encode()
            size += len(data)
            if subject:
                ends.append(size)
                file.write(f"{digest(text)} {subject}\n")
            yield data


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=_DIGEST // 2).hexdigest()


def _order(base: str) -> Callable[[str], tuple[int, tuple[str, int, int]]]:
    section_of = in_section(prefixes(base))
    return lambda subject: (SECTIONS.index(section_of(subject)), by_place(subject))


def _differing(
    old: Iterator[str], new: Iterator[str], order: Callable[[str], tuple[int, tuple[str, int, int]]]
) -> Iterator[str]:
    """Subjects of lines that are not in both files, whose subjects stand in one order."""
    a, b = next(old, ""), next(new, "")
    while a or b:
        if a == b:
            a, b = next(old, ""), next(new, "")
            continue
        left, right = a[_DIGEST + 1 : -1], b[_DIGEST + 1 : -1]
        before = not b or (bool(a) and order(left) <= order(right))
        after = not a or (bool(b) and order(right) <= order(left))
        yield left if before else right
        a, b = next(old, "") if before else a, next(new, "") if after else b


__all__ = ["Blocks", "digest", "recorded"]
