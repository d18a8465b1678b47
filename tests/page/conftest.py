"""The page of the seeds' graph in a real browser: everything it asks for and says on its console is watched."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from kg import api
from kg.model import Knowledge
from kg.outputs.page import View, page

AXE = "axe-core@4.10.3"
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def knowledge(root: Path) -> Knowledge:
    return api.build([root / "seeds" / "*.txt"]).knowledge


@pytest.fixture(scope="session")
def seeds_page(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(page(knowledge))
    return path


@pytest.fixture(scope="session")
def small_page(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph where only 30 nodes may be drawn at once: the others open on demand."""
    path = tmp_path_factory.mktemp("page") / "small.html"
    path.write_bytes(page(knowledge, View(max_nodes=30)))
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as player:
        try:
            started = player.chromium.launch(executable_path=found, args=args)
        except Error as reason:
            pytest.skip(f"no browser for the page's tests: {str(reason).splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, seeds_page: Path) -> Iterator[Open]:
    """Opens the page from disk; when the test ends, whatever it said or asked for is a fault."""
    faults: list[str] = []
    contexts = []

    def open_page(
        fragment: str = "",
        file: Path = seeds_page,
        scheme: str = "light",
        size: tuple[int, int] = (1280, 800),
        strict: bool = True,
    ) -> Page:
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": size[0], "height": size[1]},
            bypass_csp=not strict,
            accept_downloads=True,
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        opened_page = context.new_page()
        opened_page.on("console", lambda message: faults.append(f"console: {message.text}"))
        opened_page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        opened_page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        opened_page.on(
            "request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or faults.append(f"request: {r.url}")
        )
        opened_page.goto(file.as_uri() + fragment)
        return opened_page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, from its registry package."""
    if not shutil.which("npm"):
        pytest.skip(f"no npm to fetch {AXE} with")
    folder = tmp_path_factory.mktemp("axe")
    try:
        subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, check=True, capture_output=True, timeout=60)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip(f"{AXE} could not be fetched")
    shutil.unpack_archive(next(folder.glob("*.tgz")), folder)
    return (folder / "package" / "axe.min.js").read_text("utf-8")
