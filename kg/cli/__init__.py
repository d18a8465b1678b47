"""The command line: arguments in, `kg.api` called, results printed. Nothing else of kg prints."""

from kg.cli.app import app

__all__ = ["app"]
