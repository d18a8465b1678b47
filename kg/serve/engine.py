"""Queries run in worker processes, because pyoxigraph cannot cancel one: a query past its time ends with its worker."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.serve.answers import Answer, answer
from kg.serve.guard import Refused, check

_CONTEXT = multiprocessing.get_context("spawn")  # a fork would copy the server's threads and sockets


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its protocol parameters. `accepted`: media types, best first. `limit`: rows or triples.

    `base` resolves relative IRIs: the address that was asked (RFC 3986, 5.1.3).
    """

    text: str
    accepted: tuple[str, ...]
    limit: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""


class BadQuery(ValueError):
    """The query cannot be parsed; the message is the parser's."""


class TooSlow(TimeoutError):
    """The query ran longer than its limit and was stopped."""


class Busy(RuntimeError):
    """Every worker is taken and none came free in time."""


class NotAcceptable(ValueError):
    """No accepted media type fits this kind of result."""


Reply = Answer | Exception


def run(store: ox.Store, query: Query, prefixes: dict[str, str]) -> Answer:
    """Evaluate one query. Raises Refused, BadQuery, NotAcceptable."""
    refuse(store, query.text)
    dataset = bool(query.default_graphs or query.named_graphs)
    try:
        results = store.query(
            query.text,
            base_iri=query.base or None,
            prefixes=prefixes,
            default_graph=[ox.NamedNode(g) for g in query.default_graphs] if dataset else None,
            named_graphs=[ox.NamedNode(g) for g in query.named_graphs] if dataset else None,
        )
    except (SyntaxError, ValueError) as error:
        raise BadQuery(str(error)) from error
    found = answer(results, query.accepted, query.limit)
    if found is None:
        raise NotAcceptable("no accepted media type fits this kind of result")
    return found


def refuse(store: ox.Store, text: str) -> None:
    """Raises Refused for SERVICE, and for FROM with a graph that the store does not hold.

    Done where a query's time is limited: a long text takes seconds to parse.
    """
    for graph in check(text):
        if graph not in {g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode)}:
            raise Refused(f"no graph {graph} in this store: graphs are never fetched")


def _serve(path: str, prefixes: dict[str, str], pipe: Connection) -> None:
    """A worker's life: open the store, answer queries until the pipe closes."""
    store = ox.Store.read_only(path)
    while True:
        try:
            query: Query = pipe.recv()
        except EOFError:
            return
        try:
            reply: Reply = run(store, query, prefixes)
        except (Refused, BadQuery, NotAcceptable) as error:
            reply = error
        except Exception as error:  # the worker outlives a query that fails inside the store
            reply = BadQuery(f"{type(error).__name__}: {error}")
        pipe.send(reply)


class _Worker:
    def __init__(self, path: Path, prefixes: dict[str, str]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(str(path), prefixes, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, query: Query, seconds: float) -> Reply:
        """The worker's reply; TooSlow or a broken worker comes back as an exception, after its end."""
        try:
            self.pipe.send(query)
            if self.pipe.poll(seconds):
                return self.pipe.recv()  # type: ignore[no-any-return]  # our own _serve sent it
        except (EOFError, OSError) as error:
            self.end()
            return BadQuery(f"the query ended its worker: {error}")
        self.end()
        return TooSlow(f"stopped after {seconds:g} seconds")

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Engine:
    """At most `workers` processes over one on-disk store. `seconds` is a query's time, `wait` the time in the queue."""

    def __init__(
        self, store: Path, prefixes: dict[str, str], workers: int = 4, seconds: float = 30.0, wait: float = 30.0
    ) -> None:
        self._store, self._prefixes, self._seconds, self._wait = store, prefixes, seconds, wait
        self._room = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []
        self._edition = self._stamp()

    def _stamp(self) -> int:
        """Changes whenever a build replaces the store: a read-only store does not see later writes."""
        current = self._store / "CURRENT"
        return current.stat().st_mtime_ns if current.exists() else 0

    def _renew(self) -> None:
        """Let go of everything that was opened on a store that a build has replaced."""
        if (now := self._stamp()) != self._edition:
            self._edition = now
            self.close()

    async def ask(self, query: Query) -> Answer:
        """Raises Refused, BadQuery, NotAcceptable, TooSlow, Busy."""
        try:
            await asyncio.wait_for(self._room.acquire(), self._wait)
        except TimeoutError as error:
            raise Busy("every worker is taken: try again later") from error
        try:
            return await self._run(query)
        finally:
            self._room.release()

    async def _run(self, query: Query) -> Answer:
        self._renew()
        worker = self._idle.pop() if self._idle else await asyncio.to_thread(_Worker, self._store, self._prefixes)
        edition = self._edition
        reply = await asyncio.to_thread(worker.ask, query, self._seconds)
        if edition != self._edition:
            worker.end()  # it has the store of a build that is gone
        elif worker.process.is_alive():
            self._idle.append(worker)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def close(self) -> None:
        """End every idle worker; the busy ones end with their query."""
        while self._idle:
            self._idle.pop().end()


__all__: Sequence[str] = ["BadQuery", "Busy", "Engine", "NotAcceptable", "Query", "Refused", "TooSlow", "run"]
