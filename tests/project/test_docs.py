"""The documentation says what the code does: commands, options, rules, classes, predicates, links and snippets."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rdflib import OWL, RDF, Graph, URIRef

from kg.cli import app

PAGES = ["README.md", "README.zh.md", "docs/README.md", "docs/CONTEXT.md", "ontology/README.md"]


def test_the_generated_reference_is_fresh(root: Path) -> None:
    done = subprocess.run([sys.executable, "scripts/document.py", "--check"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, f"run scripts/document.py: {done.stdout}{done.stderr}"


def test_every_command_has_a_line_in_the_readmes(root: Path) -> None:
    group = typer.main.get_command(app)
    for page in ("README.md", "README.zh.md"):
        text = (root / page).read_text("utf-8")
        missing = [name for name in group.commands if f"kg {name} " not in text]  # type: ignore[attr-defined]
        assert not missing, f"{page} does not show: {missing}"


def test_every_option_has_help_with_chinese(root: Path) -> None:
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            if parameter.name != "help":
                assert re.search(r"[一-鿿]", getattr(parameter, "help", None) or ""), f"kg {name}: {parameter.name}"


def test_every_class_and_property_is_in_the_ontology_s_readme(root: Path) -> None:
    graph = Graph().parse(root / "ontology" / "kg.ttl")
    text = (root / "ontology" / "README.md").read_text("utf-8")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and "regionkg" in s}
    missing = sorted(t.rsplit("#")[-1] for t in terms if f"`{t.rsplit('#')[-1]}`" not in text)
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(root: Path, page: str) -> None:
    path = root / page
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{page} links to {target}"


def test_the_readme_s_python_runs(root: Path) -> None:
    snippet = re.search(r"```python\n(.*?)```", (root / "README.md").read_text("utf-8"), re.S)
    assert snippet
    done = subprocess.run(
        [sys.executable, "-c", snippet[1]], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert "940.09" in done.stdout
