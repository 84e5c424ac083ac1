"""Faults of wording and figures in the prose: what is changed stands in `texts.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any, Final, NamedTuple

from analyzer.errors import DataError
from analyzer.lexicon.source import load
from analyzer.training.generate.faults.edits import (
    PACKAGE,
    added,
    phrases,
    place,
    unmarked,
    with_paragraph,
)
from analyzer.training.generate.faults.fault import Injected, Injector
from analyzer.training.generate.phrasing import Phrases
from analyzer.training.generate.report import Report

_FILE: Final = "texts"
_KEYS: Final = frozenset(
    {"code", "part", "aspect", "find", "write", "number", "add", "levels", "from", "requests"}
    | {"unless", "every", "overview", "quote", "also"}
)
_HEADING, _TITLE = "heading", "title"
Entry = Mapping[str, Any]


def text_injectors() -> dict[str, list[Injector]]:
    """The injectors of `texts.toml` by code; raises `DataError` naming the entry at fault."""
    found: dict[str, list[Injector]] = {}
    for index, entry in enumerate(load(_FILE, PACKAGE)["text"]):
        unknown = sorted(entry.keys() - _KEYS)
        if unknown or not {"code", "part"} <= entry.keys():
            raise DataError(f"未知或缺少的键 text[{index}].{unknown}", place=f"{_FILE}.toml")
        found.setdefault(entry["code"], []).append(_Text(entry))
    return found


class _Text:
    """One entry as an injector."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def __call__(self, report: Report, chance: Random) -> Injected | None:
        entry = self._entry
        if not _fits(entry, report):
            return None
        say = phrases(report, chance, _FILE)
        made = (_changed if "find" in entry else _added)(entry, report, say)
        if made is None:
            return None
        faulty, quote = made
        if "overview" in entry:
            sentence = say.fill(entry["overview"])
            faulty = added(faulty, "overview", sentence, "disclosure") or faulty
        if entry.get("quote") == _HEADING:
            quote = report.part(entry["part"]).heading
        if entry.get("quote") == "none":
            quote = ""
        return Injected(faulty, entry["code"], (), quote, frozenset(entry.get("also", ())))


def _fits(entry: Entry, report: Report) -> bool:
    manuscript = report.manuscript
    least, most = entry.get("requests", (0, 10**9))
    received = int(manuscript.cells["requests.new_received.total"])
    unless = entry.get("unless")
    return (
        manuscript.agency_level in entry.get("levels", (manuscript.agency_level,))
        and manuscript.year >= entry.get("from", 0)
        and least <= received <= most
        and not (unless and re.search(unless, "".join(report.part(entry["part"]).paragraphs)))
    )


def _added(entry: Entry, report: Report, say: Phrases) -> tuple[Report, str] | None:
    received = int(report.cells["requests.new_received.total"])
    helped = max(1, received // 3)
    sentence = say.fill(
        say.chance.choice(entry["add"]),
        site="政府网站",
        received=received,
        helped=helped,
        rest=received - helped,
    )
    text, quote = unmarked(sentence)
    faulty = added(report, entry["part"], text, entry.get("aspect"))
    return (faulty, quote) if faulty else None


class _Hit(NamedTuple):
    """Where a pattern stands: which line, and the match in it."""

    line: int
    text: str
    match: re.Match[str]


def _changed(entry: Entry, report: Report, say: Phrases) -> tuple[Report, str] | None:
    hits = list(
        _hits(
            entry,
            report,
            re.compile(say.fill(entry["find"]) if "{year" in entry["find"] else entry["find"]),
        )
    )
    if not hits:
        return None
    chosen = hits if entry.get("every") else [say.chance.choice(hits)]
    quote, faulty = "", report
    lines = {hit.line: hit.text for hit in chosen}
    # From the back, so that the places before stay where they are.
    for hit in reversed(chosen):
        written, quote = _written(entry, hit.match, say)
        line = lines[hit.line]
        lines[hit.line] = line[: hit.match.start()] + written + line[hit.match.end() :]
    for number in sorted(lines, reverse=True):
        faulty = _with_line(faulty, entry["part"], number, lines[number])
        if entry.get("quote") == "line":
            quote = lines[number]
    return faulty, quote


def _hits(entry: Entry, report: Report, pattern: re.Pattern[str]) -> Iterator[_Hit]:
    part = entry["part"]
    if part == _TITLE:
        lines = [report.manuscript.title]
    elif part == _HEADING:
        lines = [each.heading for each in report.manuscript.parts]
    else:
        lines = list(report.part(part).paragraphs)
    only = place(report, part, entry["aspect"]) if "aspect" in entry else None
    for number, line in enumerate(lines):
        if only in (None, number):
            yield from (_Hit(number, line, match) for match in pattern.finditer(line))


def _written(entry: Entry, match: re.Match[str], say: Phrases) -> tuple[str, str]:
    """What stands in place of the match, and the part of it that should be pointed at."""
    if "number" not in entry:
        template = say.fill(say.chance.choice(entry["write"]))
        return unmarked(match.expand(template))
    start, end = (place - match.start() for place in match.span(entry["number"]))
    figure = another(match[0][start:end], say.chance)
    return match[0][:start] + figure + match[0][end:], match[0][:start][-8:] + figure


def another(figure: str, chance: Random) -> str:
    """Another figure of the same precision, never so near that rounding would explain it."""
    value = Decimal(figure)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    units = int(value / step)
    away = chance.randint(1, 4) if units < 20 else chance.randint(units // 10 + 1, units // 4 + 2)
    if chance.random() < 0.4 and units > 99 and str(units)[-2:] != str(units)[-2:][::-1]:
        swapped = str(units)[:-2] + str(units)[-2:][::-1]  # two digits swapped, the commonest slip
        return format(Decimal(swapped) * step, "f")
    return format((units + away) * step, "f")


def _with_line(report: Report, part: Any, number: int, text: str) -> Report:
    if part == _TITLE:
        return replace(report, manuscript=replace(report.manuscript, title=text))
    if part == _HEADING:
        parts = list(report.manuscript.parts)
        parts[number] = replace(parts[number], heading=text)
        return report.with_parts(tuple(parts))
    return with_paragraph(report, part, number, text)
