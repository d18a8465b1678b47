"""Which lines are the site's and not the article's: rules in kg/rules/text/chrome.toml, applied to one line each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg import rules
from kg.rules import regex as re


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` must match from the line's start, `needs` anywhere in it, `unless` nowhere."""

    id: str
    what: str
    longest: int
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def fits(self, line: str) -> bool:
        return (
            len(line) <= self.longest
            and self.pattern.match(line) is not None
            and (self.needs is None or self.needs.search(line) is not None)
            and (self.unless is None or self.unless.search(line) is None)
        )


@cache
def chrome_rules() -> tuple[Rule, ...]:
    return tuple(_rule(row) for pack in rules.toml("text/chrome.toml") for row in pack["rule"])


def _rule(row: dict[str, object]) -> Rule:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(str(row[key])) if key in row else None

    def texts(key: str) -> tuple[str, ...]:
        found = row.get(key, [])
        return tuple(str(x) for x in found) if isinstance(found, list) else ()

    return Rule(
        str(row["id"]),
        str(row["what"]),
        int(str(row.get("longest", 80))),
        re.compile(str(row["pattern"])),
        pattern("needs"),
        pattern("unless"),
        texts("examples"),
        texts("counterexamples"),
    )


_LONG = 100


def chrome(line: str) -> Rule | None:
    """The first rule that says that this line is the site's, None for the article's own."""
    if not _sieve(len(line) > _LONG).match(line):
        return None
    return next((rule for rule in chrome_rules() if rule.fits(line)), None)


@cache
def _sieve(long: bool) -> re.Pattern[str]:
    """All rules as one pattern (for long lines, those that may be long): most lines are done with in one match."""
    patterns = [rule.pattern.pattern for rule in chrome_rules() if not long or rule.longest > _LONG]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_STOP = re.compile(r"[。；！？;!?]|[\u4e00-\u9fff%）)”][.．](?![\w])")


def is_prose(line: str) -> bool:
    """Whether a line reads like running text: long enough, and with a sentence in it."""
    return (len(line) >= 30 and _STOP.search(line) is not None) or (len(line) >= 60 and ("，" in line or "," in line))
