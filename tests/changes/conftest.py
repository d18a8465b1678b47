from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox


def files(out: Path) -> dict[str, bytes]:
    """Every file of a build outside of its store."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def dump(out: Path) -> list[bytes]:
    """The store's N-Quads, sorted."""
    found = ox.Store.read_only(str(out / "store")).dump(format=ox.RdfFormat.N_QUADS)
    return sorted(found.splitlines())


def graphs(out: Path) -> list[str]:
    return sorted(str(g) for g in ox.Store.read_only(str(out / "store")).named_graphs())


def assert_equal(out: Path, clean: Path) -> None:
    """Two builds are the same in every file, and their stores in every quad."""
    ours, theirs = files(out), files(clean)
    assert ours.keys() == theirs.keys()
    for name, data in ours.items():
        assert data == theirs[name], name
    assert dump(out) == dump(clean)
    assert graphs(out) == graphs(clean)


def write(folder: Path, pages: Mapping[str, str]) -> list[Path]:
    paths = []
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
