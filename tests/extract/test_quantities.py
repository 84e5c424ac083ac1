"""Quantities: cases from the file, and what holds for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.analysis import number
from analyzer.claim import Quantity
from analyzer.extract.numerals import spell
from analyzer.extract.quantities import quantities
from analyzer.ingest.normalize import normalize

CASES = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text("utf-8"))["case"]
PIECES = st.sampled_from(
    [
        "收到",
        "12",
        "3.5",
        "万",
        "余",
        "件",
        "%",
        "至",
        "、",
        "约",
        "三十",
        "〔2021〕30号",
        "，",
        "第",
        "个",
        "百分点",
        "2024年",
        "一是",
        "０",
        "100%",
        "不足",
        "以上",
        "人次",
        "近",
        "几",
        "数十",
        "元",
        "\u3000",
    ]
)


def _written(text: str, quantity: Quantity) -> str:
    bounds = [number(bound) or "-" for bound in (quantity.low, quantity.high)]
    words = quantity.span.of(text), number(quantity.value), *bounds, quantity.unit or "无"
    return " ".join((*map(str, words), quantity.hedge))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quantities(text)
    assert [_written(text, quantity) for quantity in found] == case["finds"]
    if "steps" in case:  # the unit of the last place written: how precise the figure claims to be
        assert [number(quantity.step) for quantity in found] == case["steps"]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_spans_stay_inside_and_in_order(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.span.covers(quantity.number)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        end = quantity.span.end


@given(st.text(max_size=200))
def test_any_text_is_safe(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.span.of(text)


@given(
    st.integers(min_value=2, max_value=10**9),
    st.sampled_from(["件", "条", "次", "人次", "份", "宗", "个", "元"]),
    st.sampled_from(["", "共", "收到申请", "其中"]),
)
def test_chinese_numerals_are_read_in_running_text(value: int, unit: str, before: str) -> None:
    (found,) = quantities(f"{before}{spell(value)}{unit}。")
    assert (found.value, found.unit) == (value, unit)


@given(
    st.integers(min_value=0, max_value=10**9), st.sampled_from(["件", "条", "人次", "万元", "%"])
)
def test_width_and_spaces_do_not_matter(value: int, unit: str) -> None:
    plain = f"全年共{value}{unit}，特此报告。"
    wide = plain.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))
    spaced = plain.replace(str(value), f" {value} ")
    seen = [
        [(q.value, q.low, q.high, q.unit, q.hedge) for q in quantities(normalize(text).text)]
        for text in (plain, wide, spaced)
    ]
    assert len(seen[0]) == 1
    assert seen[0] == seen[1] == seen[2]


@given(
    st.text(alphabet="收到办结申请共余约近0123456789,.万亿件条%至—-、，。 一二十百", max_size=60)
)
def test_script_and_width_do_not_matter(text: str) -> None:
    wide = text.translate(str.maketrans("0123456789%万亿余条", "０１２３４５６７８９％萬億餘條"))
    plain = [(q.span, q.value, q.low, q.high, q.unit, q.hedge) for q in quantities(text)]
    assert [(q.span, q.value, q.low, q.high, q.unit, q.hedge) for q in quantities(wide)] == plain


def _seconds(piece: str, size: int) -> float:
    text = piece * (size // len(piece)) + "件"
    start = time.process_time()
    quantities(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    ["1，", "12，", "1 ", "一", "十", "1,", "第1", "1-", "百分之", "1.", "约", "1万2", "1至"],
)
def test_numbers_without_end_cost_linear_time(piece: str) -> None:
    _seconds(piece, 1000)
    # Quadratic cost would be a hundred times as much; the bound is loose for noisy machines.
    assert _seconds(piece, 60_000) < 25 * _seconds(piece, 6_000) + 1.0


def test_a_megabyte_of_digits_is_read_in_seconds() -> None:
    assert _seconds("1", 1_000_000) < 10
