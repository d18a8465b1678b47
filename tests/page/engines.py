"""Firefox and WebKit as Debian ships them, driven by the protocols that they bring themselves.

Playwright drives only builds of its own of these two, and Debian has no geckodriver: Firefox is asked by Marionette, which
geckodriver itself speaks to it, WebKit by WebDriver (https://www.w3.org/TR/webdriver2/). One table holds both spellings.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

COMMANDS = {
    "open": ("Navigate", "url"),
    "run": ("ExecuteScript", "execute/sync"),
    "find": ("FindElement", "element"),
    "click": ("ElementClick", "element/{id}/click"),
    "type": ("ElementSendKeys", "element/{id}/value"),
    "back": ("Back", "back"),
    "resize": ("SetWindowRect", "window/rect"),
}
"""What is asked -> its name in Marionette, its path in WebDriver."""
MINI = "webkit2gtk-*/MiniBrowser"
LIBRARIES = ("/usr/lib", "/usr/libexec")
ENTER, ESCAPE = "\ue007", "\ue00c"
WATCH = """window.faults = []; for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = (...said) => faults.push("console: " + said.join(" "));
addEventListener("error", (e) => faults.push("error: " + (e.message || e.target.tagName)), true);
addEventListener("unhandledrejection", (e) => faults.push("rejection: " + e.reason));
addEventListener("securitypolicyviolation", (e) => faults.push("policy: " + e.violatedDirective + " " + e.blockedURI));"""


class Missing(RuntimeError):
    """This machine lacks the engine; the message says what."""


class Window(ABC):
    """A browser's one window."""

    @abstractmethod
    def ask(self, what: str, **body: Any) -> Any:
        """One of COMMANDS; its `value`. Raises RuntimeError with the browser's words."""

    def open(self, file: Path, fragment: str = "") -> None:
        self.ask("open", url="about:blank")  # the same file with another fragment would not be read again
        self.ask("open", url=file.as_uri() + fragment)

    def run(self, script: str) -> Any:
        """What a function of this body returns, a promise's result included."""
        return self.ask("run", script=script, args=[])

    def until(self, condition: str) -> None:
        """Wait for an expression to become true. Raises RuntimeError after the browser's own limit (30 s)."""
        look = f"const look = () => ({condition}) ? done(true) : requestAnimationFrame(look); look();"
        self.run(f"return new Promise((done) => {{ {look} }});")

    def _element(self, selector: str) -> str:
        found = self.ask("find", using="css selector", value=selector)
        return str(next(iter(found.values())))

    def click(self, selector: str) -> None:
        self.ask("click", id=self._element(selector))

    def type(self, selector: str, keys: str) -> None:
        self.ask("type", id=self._element(selector), text=keys)

    def text(self, selector: str) -> str:
        return str(self.run(f"return document.querySelector({json.dumps(selector)}).innerText"))

    def back(self) -> None:
        self.ask("back")


class Firefox(Window):
    """Marionette over a socket: a message is its length in bytes, a colon, JSON `[0, number, name, parameters]`."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire, self._rest, self._number = wire, b"", 0
        self._read()
        self._send("WebDriver:NewSession", {"capabilities": {}})

    def _read(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._wire.recv(1 << 16)
        size, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(size):
            self._rest += self._wire.recv(1 << 20)
        message, self._rest = self._rest[: int(size)], self._rest[int(size) :]
        return json.loads(message)

    def _send(self, name: str, body: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, name, body]).encode()
        self._wire.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._read()
        if error:
            raise RuntimeError(error["message"])
        return value

    def ask(self, what: str, **body: Any) -> Any:
        found = self._send(f"WebDriver:{COMMANDS[what][0]}", body)
        return found["value"] if isinstance(found, dict) and "value" in found else found

    def console(self) -> list[str]:
        """What Firefox itself reports about pages from disk: faults of scripts, of styles, of the policy."""
        self._send("Marionette:SetContext", {"value": "chrome"})
        seen = "m instanceof Ci.nsIScriptError && m.sourceName.startsWith('file:')"
        found = self.run(f"return Services.console.getMessageArray().filter((m) => {seen}).map((m) => m.errorMessage)")
        self._send("Marionette:SetContext", {"value": "content"})
        return [str(message) for message in found]


class WebKit(Window):
    """WebDriver over HTTP."""

    def __init__(self, client: httpx.Client, binary: Path) -> None:
        options = {"binary": str(binary), "args": ["--automation"]}
        self._client, self._session = client, ""
        started = self._post("session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self._session = f"session/{started['sessionId']}/"

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._client.post("/" + self._session + path, json=body)
        value = answer.json()["value"]
        if answer.is_error:
            raise RuntimeError(value["message"])
        return value

    def ask(self, what: str, **body: Any) -> Any:
        path = COMMANDS[what][1]
        return self._post(path.format(**body) if "{" in path else path, body)


@contextmanager
def _process(command: list[str], folder: Path) -> Iterator[None]:
    """A program and all that it starts, ended with the block."""
    where = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    with (folder / "said.txt").open("wb") as said:
        program = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True, env=where)
        try:
            yield
        finally:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _connected(port: int, tries: int = 600) -> socket.socket:
    """A connection to a program that is about to listen. Raises Missing after a minute."""
    for _ in range(tries):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=60)
        except ConnectionRefusedError:
            select.select([], [], [], 0.1)  # it is still starting
    raise Missing("the browser does not answer")


@contextmanager
def firefox(folder: Path) -> Iterator[Window]:
    """Raises Missing where no Firefox is installed."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        raise Missing("no Firefox")
    port = _free_port()
    settings = {"marionette.port": port, "ui.prefersReducedMotion": 1, "browser.startup.page": 0}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    (folder / "user.js").write_text("".join(lines), "utf-8")
    flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(folder)]
    with _process([program, *flags], folder), _connected(port) as wire:
        yield Firefox(wire)


@contextmanager
def webkit(folder: Path) -> Iterator[Window]:
    """Raises Missing where WebKitGTK's driver, its small browser or a virtual screen is not installed."""
    browser = next((path for root in LIBRARIES for path in sorted(Path(root).glob(f"*/{MINI}"))), None)
    missing = [name for name in ("WebKitWebDriver", "xvfb-run") if not shutil.which(name)]
    if missing or browser is None:
        raise Missing(f"no {', '.join(missing) or 'MiniBrowser'}")
    port = _free_port()
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24"]
    with _process([*screen, "WebKitWebDriver", f"--port={port}"], folder):
        _connected(port).close()
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            yield WebKit(client, browser)


def watched(page: bytes) -> bytes:
    """The page with a first script that keeps every fault in `window.faults`, allowed by its hash like the page's own."""
    allowed = base64.b64encode(hashlib.sha256(WATCH.encode()).digest()).decode()
    head, found, rest = page.decode().partition("script-src ")
    assert found
    head, rest = head + f"{found}'sha256-{allowed}' ", rest
    at = rest.index("<meta name")  # behind the policy, before everything that could break it
    return f"{head}{rest[:at]}<script>{WATCH}</script>{rest[at:]}".encode()
