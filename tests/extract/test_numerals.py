"""Numerals: the round trip, and forms that people write."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.extract.numerals import NumeralError, parse, spell

FORMS = {
    "十五": 15,
    "两百": 200,
    "一千二百零三": 1203,
    "廿": 20,
    "二〇二四": 2024,
    "壹佰贰拾": 120,
    "兩百": 200,
    "3千": 3000,
    "1.17万": 11700,
    "1.2万亿": 1200000000000,
    "2千万": 20000000,
    "18,708,325": 18708325,
    "一亿二千万": 120000000,
    "两千五": 2500,
    "一万零五": 10005,
    "三万二": 32000,
    "百": 100,
    "一点五万": 15000,
    "九点二": Decimal("9.2"),
}


@pytest.mark.parametrize(("text", "value"), FORMS.items())
def test_forms(text: str, value: int | Decimal) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("text", ["", "件", "一件", "1.2.3", "点", "百分之五", "12a"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        parse(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_chinese_numerals_come_back(value: int) -> None:
    assert parse(spell(value)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["", "万", "亿", "千"]))
def test_written_decimals_come_back(value: Decimal, multiplier: str) -> None:
    size = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8}[multiplier]
    assert parse(f"{value:f}{multiplier}") == value * size


@given(st.integers(min_value=1000, max_value=10**12))
def test_thousands_separators_do_not_matter(value: int) -> None:
    assert parse(f"{value:,}") == value


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点余0123456789.,", max_size=12))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(NumeralError):
        assert parse(text) >= 0
