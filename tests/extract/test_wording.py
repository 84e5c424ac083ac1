"""The second hearing of the words around a number: what it takes in, and that it is readable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import DataError
from analyzer.forms.form import forms
from analyzer.lexicon.source import models_directory
from analyzer.link import LEAST, link
from analyzer.pipeline import read_text
from analyzer.verify import verify
from analyzer.wording import (
    MODEL,
    MOST,
    NO_CELL,
    UNHEARD,
    WORDS,
    Sound,
    around,
    margins,
    read,
    topic,
    unnamed,
)

FACTS = ("section=requests", "unit=件", "kind=count")
LARGEST = 400_000
KINDS = ("level", "share", "change", "last_year", "row")


@pytest.mark.parametrize(
    ("target", "about"),
    [
        ("requests.granted.total", "level requests.granted.total"),
        ("requests.granted.total + requests.partial.total", "level requests.granted.total"),
        ("previous.requests.granted.total", "last_year requests.granted.total"),
        (
            "(requests.granted.total - previous.requests.granted.total) / previous.requests.granted.total",
            "change requests.granted.total",
        ),
        ("requests.granted.total / requests.result_total.total", "share requests.granted.total"),
        ("0", NO_CELL),
    ],
)
def test_a_formula_is_about_its_first_cell_and_how_it_is_told(target: str, about: str) -> None:
    assert topic(target) == about


def test_the_shipped_sounds_are_of_cells_that_the_forms_have() -> None:
    folder = models_directory() / MODEL
    assert (folder / WORDS).stat().st_size < LARGEST
    cells = {ref for edition in ("2021", "2019") for form in forms(edition) for ref in form.refs}
    rows = {ref.rpartition(".")[0] for ref in cells}
    names = set(read(folder)) - {NO_CELL}
    told = {kind: {n.partition(" ")[2] for n in names if n.startswith(kind)} for kind in KINDS}
    assert sum(map(len, told.values())) == len(names)
    assert told.pop("row") <= rows
    assert all(told.values())
    assert set().union(*told.values()) <= cells


def test_words_sound_like_their_own_cell_and_not_like_another() -> None:
    text = "本年新收政府信息公开申请12件。"
    start = text.index("12件")
    heard = around(text, start, start + 3, FACTS)
    own, row, none = margins(heard, "requests.new_received.total")
    assert own > 0 > none
    assert row > 0
    assert margins(heard, "disclosure.penalty.decisions").cell < 0
    assert margins(heard, "requests.no.such") == (UNHEARD, UNHEARD, none)


@pytest.mark.parametrize(
    "written",
    [
        "其中,予以公开 12件;部分公开3件",
        "其中，予以公开\u200912件；部分公开3件",
        "其中，予以公开12件； 部分公开3件",
    ],
)
def test_marks_and_blanks_are_of_one_shape(written: str) -> None:
    plain = "其中，予以公开12件；部分公开3件"
    one, other = (text.index("12件") for text in (plain, written))
    assert around(plain, one, one + 3, FACTS) == around(written, other, other + 3, FACTS)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("0年，鹿泽县水利局", "0年，局"),
        ("国家税务总局霁州市税务局", "局"),
        ("向县自然资源和规划局申请公开", "向局申请公开"),
        ("全年我局", "全年我局"),
        ("行政处罚", "行政处罚"),
    ],
)
def test_the_name_of_an_office_is_one_sign(written: str, heard: str) -> None:
    assert unnamed(written) == heard


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_is_heard_within_bounds(text: str, start: int, end: int) -> None:
    heard = around(text, min(start, end, len(text)), max(start, end), FACTS)
    assert all(-MOST <= margin <= MOST for margin in margins(heard, "requests.granted.total"))


def test_a_margin_is_the_bias_and_the_known_words() -> None:
    sound = Sound(-5, {"own": {"开": 7, "闭": 1000}, "facts": {"unit=件": 2}})
    assert sound.margin(around("公开3件", 2, 4, FACTS)) == 4


@pytest.mark.parametrize(
    "data", ["[", "[]", '{"none": {}}', '{"a": {"bias": 1}}', '{"none": {"bias": 0.5}}', None]
)
def test_damaged_sounds_are_refused_by_name(tmp_path: Path, data: str | None) -> None:
    if data is not None:
        (tmp_path / WORDS).write_text(data, "utf-8")
    with pytest.raises(DataError, match=WORDS):
        read(tmp_path)


def test_a_link_that_is_more_likely_wrong_is_withdrawn_and_its_verdict_says_why() -> None:
    claim = read_text("收到政府信息公开申请12件。", "requests", 2024)[1][0].claim
    doubtful, open_ = (replace(claim, probability=chance) for chance in (LEAST - 0.01, LEAST))
    assert link(open_, 2024, "2021")
    assert link(doubtful, 2024, "2021") == ()
    verdict = verify(doubtful, (), lambda _: None, tables_read=True)
    assert verdict.outcome == "unlinked"
    assert "没有把握" in verdict.reason
