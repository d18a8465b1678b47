"""What may stand in the name of a figure on a page about one place, where the page itself says whose the figure is.

Pages of many places are read more strictly (see `figures_names`): there a verb in the name shows too often that the
figure is something else's.
"""

from __future__ import annotations

import re

from kg.facts.figures_state import Draft

_DIVISIONS = re.compile(
    r"(?:行政村|自然村|乡镇|街道|社区|村|镇|乡|苏木|嘎查|办事处|居委会|村委会|村民小组|国家)(?:办事处)?"
)
_HOLDS = re.compile(r"辖|下设|划分|代管|现有|共有?$|设有|来自|覆盖[^，。；]{0,6}$")
_HAPPENS = frozenset(["人次", "件", "起", "桌", "台次", "批次", "例", "班次", "架次", "列次", "万人次", "亿人次"])
_SENTENCE = frozenset(
    [
        "保持",
        "高出",
        "高于",
        "低于",
        "成为",
        "处于",
        "位于",
        "属于",
        "具有",
        "作为",
        "来自",
        "得知",
        "显示",
        "表示",
        "超过",
        "位居",
        "列为",
        "确保",
    ]
)
"""Verbs that make a sentence of what stands around them."""


def excused(reason: str, d: Draft, clause: str) -> bool:
    """Whether what is a fault elsewhere is none here. `clause`: the words in front of the figure."""
    what, _, word = reason.partition(": ")
    if what == "a verb":
        return len(word) > 1 and word not in _SENTENCE
    if what == "only a verb" and d.quantity.unit.lstrip("万亿") in _HAPPENS and len(d.indicator) > 1:
        return True
    return (
        what in ("too little of a name", "only a verb")
        and _DIVISIONS.fullmatch(word) is not None
        and _HOLDS.search(clause) is not None
    )
