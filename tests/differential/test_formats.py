"""One manuscript, printed in every format and in many ways: one analysis."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from analyzer.analysis import Analysis, number
from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import load
from analyzer.training import printers
from analyzer.training.generate.agencies import LEVELS
from analyzer.training.generate.compose import report
from analyzer.training.generate.faults import injectors
from analyzer.training.manuscript import Manuscript
from analyzer.training.printers.layout import PLAIN, Layout

SEEDS = range(4)
MANY = range(4, 40)
OTHERS = [form for form in printers.FORMATS if form != "docx"]
# Ways to print that leave every word and figure as it is; thousands marked are no standard number.
PRINTED = {
    "wrapped at 28": replace(PLAIN, wrap=28),
    "wrapped at 66": replace(PLAIN, wrap=66),
    "full-width digits in cells": replace(PLAIN, digits="full"),
    "spaces around cells": replace(PLAIN, spaced=True),
    "pipes": replace(PLAIN, separator="pipe"),
    "a cell a line": replace(PLAIN, separator="closed"),
}
# What the writing itself is told: widths, spaces, lines broken by hand.
OF_WRITING = ("A16", "W04", "W05", "W06")


@cache
def manuscript(seed: int) -> Manuscript:
    """A composed report; every second one with a fault of one kind or another."""
    written = report(seed, LEVELS[seed % len(LEVELS)], 2020 + seed % 5)
    if seed % 2:
        codes = sorted(injectors())
        chance = Random(seed)  # noqa: S311
        for way in injectors()[codes[seed * 7 % len(codes)]]:
            fault = way(written, chance)
            if fault is not None:
                return fault.report.manuscript
    return written.manuscript


def analysis(seed: int, layout: Layout, form: str) -> Analysis:
    data = printers.write(manuscript(seed), layout, form)
    return assess(understand(read_bytes(data, f"a.{form}")), load())


@cache
def usual(seed: int) -> Analysis:
    return analysis(seed, PLAIN, "docx")


def claims(of: Analysis) -> list[tuple[str, str, str | None, str]]:
    return [
        (
            number(each.claim.quantity.value),
            each.claim.quantity.unit,
            each.links[0].target if each.links else None,
            each.verdict.outcome,
        )
        for each in of.facts.claims
    ]


def codes(of: Analysis, without: tuple[str, ...] = ()) -> Counter[str]:
    return Counter(each.code for each in of.findings if each.code not in without)


def cells(of: Analysis) -> dict[str, str]:
    return {ref: number(c.value) for ref, c in of.facts.cells.items() if c.value is not None}


def check(seed: int, form: str) -> None:
    told = analysis(seed, PLAIN, form)
    assert told.facts.claims
    assert claims(told) == claims(usual(seed))
    assert codes(told) == codes(usual(seed))
    assert cells(told) == cells(usual(seed))
    assert told.score.total == usual(seed).score.total


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_format_changes_nothing(seed: int, form: str) -> None:
    check(seed, form)


@pytest.mark.slow
@pytest.mark.parametrize("form", OTHERS)
def test_a_format_changes_nothing_in_many(form: str) -> None:
    for seed in MANY:
        check(seed, form)


@pytest.mark.parametrize("layout", PRINTED.values(), ids=PRINTED)
@pytest.mark.parametrize("seed", SEEDS)
def test_spaces_widths_and_line_breaks_change_nothing(seed: int, layout: Layout) -> None:
    told = analysis(seed, layout, "txt")
    assert claims(told) == claims(usual(seed))
    assert codes(told, OF_WRITING) == codes(usual(seed), OF_WRITING)
    assert cells(told) == cells(usual(seed))
