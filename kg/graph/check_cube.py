"""The integrity constraints of the RDF Data Cube vocabulary (W3C recommendation of 2014, section 11) that apply to figures.

`ontology/constraints/*.rq`, each a query whose rows (?this, perhaps ?value) are the faults. Left out: IC-0 (datatypes: the
shapes), IC-7 to IC-10 and IC-18 (no slices), IC-15 to IC-17 (no measure dimension), IC-19 to IC-21 (no code lists, no hierarchies).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.faults import Fault
from kg.graph.vocabulary import ontology_file, ontology_folder


@cache
def cube_constraints() -> Mapping[str, str]:
    """The queries by name (ic-01, …); the first line of each says what it asks for."""
    names = sorted(path.stem for path in (ontology_folder() / "constraints").glob("*.rq"))
    return {name: ontology_file(f"constraints/{name}.rq").decode() for name in names}


def cube_faults(store: ox.Store) -> Iterator[Fault]:
    """Every breach in `store`, which holds the graph and kg.ttl."""
    for text in cube_constraints().values():
        message = text.partition("\n")[0].removeprefix("# ")
        found = store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        names = [v.value for v in found.variables]
        for row in sorted(tuple(row[n].value if row[n] is not None else "" for n in names) for row in found):
            if row[0]:
                yield Fault("graph.ttl", row[0], f"{message}{': ' + row[1] if row[1:] else ''}")


__all__ = ["cube_constraints", "cube_faults"]
