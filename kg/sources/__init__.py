"""Bytes and where they came from: files, folders, globs, JSON Lines, archives, standard input."""

from kg.sources.find import sources

__all__ = ["sources"]
