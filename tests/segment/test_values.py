"""What cell texts say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analyzer.segment.values import read


@pytest.mark.parametrize(
    ("text", "value"), [("0", "0"), (" 12 ", "12"), ("-1", "-1"), ("2.5", "2.5"), ("0.05", "0.05")]
)
def test_numbers(text: str, value: str) -> None:
    reading = read(text)
    assert reading is not None
    assert (reading.state, reading.value) == ("number", Decimal(value))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("00", ""),
        ("01", ""),
        ("/", ""),
        ("——", ""),
        ("无", ""),
        ("O", ""),
        ("〇", ""),
        ("-0", "疑为 -0"),
        ("3件", "疑为 3"),
        ("1,234", "疑为 1234"),
        ("1 286", "疑为 1286"),
        ("１２", "疑为 12"),
        ("22（其中修订16件）", "疑为 22"),
        ("1424.4万元", "疑为 1424.4"),
        ("+1", "疑为 1"),
        ("减4", "疑为 -4"),
    ],
)
def test_malformed_texts_have_no_value(text: str, note: str) -> None:
    reading = read(text)
    assert reading is not None
    assert (reading.state, reading.value, reading.note) == ("malformed", None, note)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0"])
def test_blank(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert reading.state == "blank"


def test_a_change_may_carry_its_sign() -> None:
    reading = read("+2", signed=True)
    assert reading is not None
    assert reading.value == 2


@pytest.mark.parametrize(
    "text", ["规章", "1.", "（三）", "1. 属于国家秘密", "第1项", "2024年", "0 0"]
)
def test_words_are_no_values(text: str) -> None:
    assert read(text) is None
