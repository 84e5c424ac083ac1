"""Injected faults: every injector changes something, says where, and finds its place again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

import pytest

from analyzer import RULES
from analyzer.training.fault_figures import clean, injected
from analyzer.training.generate.agencies import LEVELS
from analyzer.training.generate.compose import report
from analyzer.training.generate.faults import injectors
from analyzer.training.manuscript import Manuscript

CODES = sorted(injectors())
FLOORS = Path(__file__).resolve().parents[2] / "corpora/floors.toml"
# Of every group, codes whose answer rests on nothing but arithmetic and plain text.
SURE = ["A01", "A03", "A07", "C01", "C07", "D01", "L01", "P01", "S04", "S13", "W01", "Y01"]


def _said(manuscript: Manuscript) -> str:
    return "\n".join((*manuscript.prose, *manuscript.cells.values(), manuscript.signed))


def test_codes_are_those_of_the_catalogue() -> None:
    assert set(CODES) <= {rule.code for rule in RULES}


@pytest.mark.parametrize("code", CODES)
def test_an_injection_changes_the_report_and_says_where(code: str) -> None:
    """In some of the reports; the quote stands in the faulty report, the cells on its form."""
    made = 0
    for way in injectors()[code]:
        for seed in range(90):
            chance = Random(f"{code} {seed}")  # noqa: S311
            written = report(seed, chance.choice(LEVELS), chance.randint(2020, 2025))
            fault = way(written, chance)
            if fault is None:
                continue
            made += 1
            own = fault.report.manuscript
            assert fault.code == code
            assert fault.report != written
            date = own.signed and "{}年{}月{}日".format(*map(int, own.signed.split("-")))
            assert not fault.quote or fault.quote in _said(own) + date
            assert set(fault.cells) <= own.cells.keys()
            break
    assert made


@pytest.mark.parametrize("code", SURE)
def test_plain_faults_are_found(code: str) -> None:
    tally = injected(code, 2, ("txt", "html"))
    assert (tally.injected, tally.found) == (2, 2), tally.missed


@pytest.mark.slow
def test_clean_reports_keep_the_peace() -> None:
    floor = tomllib.loads(FLOORS.read_text("utf-8"))["injected"]["grave_a_clean_report"]
    silence = clean(27)
    assert silence.grave.total() / silence.reports <= floor, silence.examples
