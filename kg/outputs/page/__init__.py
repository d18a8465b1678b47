"""The interactive page: one HTML file that opens from disk and asks no network for anything."""

from kg.outputs.page.network import page, to_pyvis
from kg.outputs.page.payload import PLAIN, View

__all__ = ["PLAIN", "View", "page", "to_pyvis"]
