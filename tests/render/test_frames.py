"""DataFrames and the notebook card."""

from __future__ import annotations

import re

import pytest

from analyzer.errors import UsageError
from analyzer.render import to_frames
from analyzer.render.to_frames import frames
from tests.render import hostile, sample

DOCUMENTED = {
    match[1]: [column.strip() for column in match[2].split(",")]
    for match in re.finditer(r"\| (\w+) \| [^|]+ \| ([^|]+) \|", to_frames.__doc__ or "")
    if match[1] != "frame"
}


def test_columns_are_the_documented_ones() -> None:
    for found in (sample.analysis().frames(), frames([])):
        assert found._fields == tuple(DOCUMENTED)
        for name, frame in found._asdict().items():
            assert list(frame.columns) == ["source", "agency", "year", *DOCUMENTED[name]]


def test_rows_say_what_the_analysis_says() -> None:
    analysis = sample.analysis()
    found = analysis.frames()
    claim = found.claims.set_index("text").loc["15件"]
    assert (claim.value, claim.expected, claim.outcome) == (15, 12, "disagrees")
    cells = found.cells.set_index("ref")
    assert cells.loc[sample.TOTAL].value == 12
    assert cells.loc["requests.partial.total"].state == "malformed"
    assert cells.value.isna().sum() == 3
    assert found.findings.code.tolist() == ["C01", "A06", "W04"]
    assert found.findings.quotes[0] == "15件"
    assert found.sentences.aspect.notna().all()
    assert found.scores.dimension.tolist()[-1] == "total"


def test_several_reports_stand_in_one_frame() -> None:
    found = frames([sample.analysis(), sample.analysis()])
    assert len(found.findings) == 6


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(UsageError, match=r"nianbao\[frames\]"):
        frames([])


def test_a_notebook_shows_a_card() -> None:
    card = sample.analysis()._repr_html_()
    assert "临江县水利局" in card
    assert "C01 新收数图文不符" in card
    assert "W04" not in card
    assert "<script" not in card


def test_hostile_text_stays_text_on_the_card() -> None:
    card = hostile.analysis()._repr_html_()
    assert "<script" not in card
    assert "<img" not in card
    assert "&lt;script&gt;" in card
