"""Sources become documents: clean text with its record, blocks, sentences and tables."""

from kg.text.page import Unreadable
from kg.text.read import read

__all__ = ["Unreadable", "read"]
