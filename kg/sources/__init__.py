"""Bytes and where they came from: files, folders, globs, JSON Lines, archives, standard input."""

from kg.sources.find import file_names, find_files, open_source, sources

__all__ = ["file_names", "find_files", "open_source", "sources"]
