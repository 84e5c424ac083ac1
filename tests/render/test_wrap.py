"""Lines in terminal columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.render.wrap import columns, wrapped

PROSE = st.text(alphabet="办理申请件，。（）“” ab12.%", max_size=200)


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns("办a1é") == 5
    assert columns("e\N{COMBINING ACUTE ACCENT}") == 1


def test_no_line_starts_with_closing_or_ends_with_opening_punctuation() -> None:
    assert wrapped("收到申请，办结", 8) == ["收到申", "请，办结"]
    assert wrapped("收到申（请）", 8) == ["收到申", "（请）"]


def test_numbers_and_words_stay_whole() -> None:
    assert wrapped("共收到1234件", 8) == ["共收到", "1234件"]


def test_a_line_that_is_too_long_behind_its_break_is_broken_again() -> None:
    assert wrapped("a（bb办", 4) == ["a", "（bb", "办"]


@given(PROSE, st.integers(min_value=4, max_value=40))
def test_nothing_is_lost_and_nothing_overflows(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)
