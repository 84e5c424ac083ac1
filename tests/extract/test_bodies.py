"""A report says, or does not say, that its figures sum up its area."""

from __future__ import annotations

import pytest

from analyzer.extract.bodies import sums_up

SUMMED = [
    "报告数据汇总了岚江省各级行政机关的情况。",
    "所列数据包括沅陵县人民政府本级及其部门、下级人民政府。",
    "本报告由市政府办公室根据各县区、各部门年度报告汇总编制。",
]
NOT_SAID = [
    "本报告中所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "数据只统计市政府本级，不包括各县区、各部门。",
    "报告内容包括总体情况、主动公开政府信息情况等六个部分。",
    "",
]


@pytest.mark.parametrize("preamble", SUMMED)
def test_it_is_said(preamble: str) -> None:
    assert sums_up(preamble)


@pytest.mark.parametrize("preamble", NOT_SAID)
def test_it_is_not_said(preamble: str) -> None:
    assert not sums_up(preamble)
