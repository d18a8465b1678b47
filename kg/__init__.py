"""kg: knowledge graphs from Chinese regional news and government text, every statement with its sentence.

    >>> import kg
    >>> graph = kg.build(["seeds/*.txt"])       # doctest: +SKIP
    >>> graph.find("临平区")[0].code            # doctest: +SKIP
    '330113'

The public names below come from `kg.api`; they load on first use, so that `import kg.model` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Explanation, Graph, NoBuild, Stopped, Unreadable, build, explain, load

__all__ = ["Explanation", "Graph", "NoBuild", "Stopped", "Unreadable", "build", "explain", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
