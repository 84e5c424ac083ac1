"""Generated reports: consistent by the form's identities, the same for ever, and varied."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.document import AgencyLevel
from analyzer.errors import DataError
from analyzer.forms.form import forms
from analyzer.ingest.agency import level_of
from analyzer.training.generate.agencies import LEVELS
from analyzer.training.generate.compose import FIRST_YEAR, LAST_YEAR, report
from analyzer.training.generate.phrasing import Phrases
from analyzer.training.manuscript import Manuscript

SEEDS = st.integers(min_value=0, max_value=10**6)
YEARS = st.integers(min_value=FIRST_YEAR, max_value=LAST_YEAR)


def _foots(manuscript: Manuscript) -> None:
    sheets = forms(manuscript.edition)
    assert set(manuscript.cells) == {ref for sheet in sheets for ref in sheet.refs}
    values = {ref: Decimal(text) for ref, text in manuscript.cells.items()}
    for sheet in sheets:
        for identity in sheet.identities:
            assert identity.left.value(values.get) == identity.right.value(values.get)
    signed = {ref for ref in values if ref.endswith(".delta")}
    assert all(value >= 0 for ref, value in values.items() if ref not in signed)


@given(SEEDS, st.sampled_from(LEVELS), YEARS)
@settings(max_examples=60, deadline=None)
def test_every_identity_holds_and_the_years_join(seed: int, level: AgencyLevel, year: int) -> None:
    written = report(seed, level, year, with_previous=year > FIRST_YEAR)
    _foots(written.manuscript)
    assert (written.previous is None) == (year == FIRST_YEAR)
    if written.previous is None:
        return
    _foots(written.previous)
    assert written.previous.agency == written.manuscript.agency
    for column in ("natural_person", "commercial", "total"):
        carried = written.previous.cells[f"requests.carried_forward.{column}"]
        assert written.cells[f"requests.carried_over.{column}"] == carried


@pytest.mark.parametrize("level", LEVELS)
def test_the_name_tells_the_level(level: AgencyLevel) -> None:
    for seed in range(12):
        assert level_of(report(seed, level, 2024).manuscript.agency) == level


def test_a_seed_is_a_report_and_another_seed_another() -> None:
    first, again, other = (report(seed, "county_department", 2024) for seed in (3, 3, 4))
    assert first == again
    assert first.manuscript.prose != other.manuscript.prose


def test_few_sentences_return_between_reports() -> None:
    """Of the sentences of twenty reports, names and figures blanked, most stand in few of them."""
    found: list[str] = []
    for seed in range(20):
        prose = "".join(report(seed, "city_department", 2023).manuscript.prose[2:])
        found += {"".join(c for c in s if not c.isdigit()) for s in prose.split("。")}
    assert len(set(found)) > len(found) / 2


def test_a_slot_that_nothing_fills_is_named() -> None:
    written = report(1, "township", 2024)
    assert "{" not in "".join(written.manuscript.prose)
    phrases = Phrases("sentences", Random(1), {})  # noqa: S311
    with pytest.raises(DataError, match=r"sentences\.toml"):
        phrases.say("title")
    with pytest.raises(DataError, match="缺少键 nowhere"):
        phrases.say("nowhere")
