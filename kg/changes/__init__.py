"""A build that keeps what it has read: made, added to, taken from; the result equals a clean build to the byte."""

from kg.changes.roster import NoRoster, Options
from kg.changes.work import How, NoArea, NoDocument, NothingRead, OtherEdition, Stopped, add, build, remove, save

__all__ = [
    "How",
    "NoArea",
    "NoDocument",
    "NoRoster",
    "NothingRead",
    "Options",
    "OtherEdition",
    "Stopped",
    "add",
    "build",
    "remove",
    "save",
]
