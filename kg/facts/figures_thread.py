"""What a paragraph has spoken of so far, so that a figure whose sentence names nothing may be its."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.figures_refer import kinds_told
from kg.facts.figures_stage import Stage, within
from kg.facts.figures_stand import is_oblique, opens
from kg.facts.figures_topic import BODIES
from kg.model import LocalId, Mention, Sentence, Span

_REFERRED = ("Project", "Facility", "Zone", "Institution", "Enterprise")


@dataclass(slots=True)
class Thread:
    """The bodies in force: `carried`, the last one that a sentence named; `measured`, the last one that a figure measured;
    `before`, whom the figure before in this sentence measures and where it ends."""

    stage: Stage
    block: int = -1
    carried: LocalId = ""
    measured: LocalId = ""
    before: tuple[LocalId, int] = ("", 0)

    def enter(self, block: int) -> None:
        """A new paragraph speaks of nothing yet."""
        if block != self.block:
            self.block, self.carried, self.measured = block, "", ""

    def begin(self) -> None:
        """A new sentence has measured nothing yet."""
        self.before = ("", 0)

    def meant(self, sentence: Sentence, figure: int) -> LocalId:
        """The body in force at a figure: the one its sentence says something of, else the paragraph's."""
        found = _bodies(self.stage, Span(sentence.span.start, figure))
        said = [m for m in found if opens(self.stage, m, sentence.span)]
        if said:
            return said[-1].entity
        plain = [m for m in found if not is_oblique(self.stage, m)]
        one = len({m.entity for m in plain}) == 1
        return plain[-1].entity if one else self.measured or self.carried

    def measure(self, who: LocalId, end: int) -> None:
        """A figure that ends at `end` measures `who`."""
        self.before = (who, end)
        if self.stage.types.get(who) in _REFERRED and who not in (self.stage.home, self.stage.topic):
            self.measured = who

    def leave(self, sentence: Sentence) -> None:
        """The last body that a sentence names is what 该项目 and 其 mean in the next ones of its paragraph."""
        found = _bodies(self.stage, sentence.span)
        if kinds := kinds_told(self.stage, sentence.span):
            found = [m for m in found if self.stage.types[m.entity] in kinds]
            self.carried = self.carried if self.stage.types.get(self.carried) in kinds else ""
        said = [m for m in found if opens(self.stage, m, sentence.span)]
        if len({m.entity for m in found}) > 1 and not said:
            self.carried = ""
        elif found:
            self.carried = (said or found)[-1].entity


def _bodies(stage: Stage, where: Span) -> list[Mention]:
    return [m for m in within(stage, where) if stage.types[m.entity] in BODIES]
