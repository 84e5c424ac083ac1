"""Lines, entries and tables as they stand on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.render.page import Page, Piece, entries, heading, table, written
from analyzer.render.wrap import columns

PROSE = st.text(alphabet="办理申请件，。（）“” ab12.%", max_size=60)
COLORED = Page(40, color=True)


def test_styles_are_told_in_escape_sequences_only_where_there_are_colours() -> None:
    text = [Piece("严重", "bold red"), Piece(" 新收")]
    assert written(text, Page(40)) == "严重 新收\n"
    assert written(text, COLORED) == "\x1b[1;31m严重\x1b[0m 新收\n"
    assert heading("严重", COLORED, "bold red") == "\n\x1b[1;31m严重\x1b[0m\n"


def test_a_style_goes_on_behind_a_break() -> None:
    text = [Piece("申请"), Piece("12件办结", "reverse"), Piece("。")]
    assert written(text, Page(8, color=True)).splitlines() == [
        "申请\x1b[7m12件\x1b[0m",
        "\x1b[7m办结\x1b[0m。",
    ]


def test_entries_stand_in_a_column_of_their_own() -> None:
    rows = [("问题", "收到申请，办结十五件。"), ("单元格", "空白")]
    assert entries(rows, Page(20)).splitlines() == [
        "  问题   收到申请，",
        "         办结十五",
        "         件。",
        "  单元格 空白",
    ]


def test_the_widest_column_of_a_table_gives_way_first() -> None:
    rows = [(Piece("12件"), Piece("本年新收政府信息公开申请"), Piece("一致"))]
    assert table(("原文", "指标", "结论"), rows, Page(24)).splitlines() == [
        "原文  指标          结论",
        "12件  本年新收政府  一致",
        "      信息公开申请",
    ]


@given(st.lists(st.tuples(PROSE, PROSE, PROSE), min_size=1, max_size=4), st.integers(30, 90))
def test_a_table_loses_nothing_and_fits(rows: list[tuple[str, str, str]], width: int) -> None:
    text = table(("甲", "乙", "丙"), [[Piece(cell) for cell in row] for row in rows], Page(width))
    assert sorted("".join(text.split())) == sorted(
        "".join("".join(cell.split()) for row in [("甲", "乙", "丙"), *rows] for cell in row)
    )
    assert max(map(columns, text.splitlines())) <= width


@pytest.mark.parametrize("text", ["", " ", "  没有。"])
def test_a_short_line_stays_as_it_is(text: str) -> None:
    assert written(text, Page(20)) == f"{text.rstrip()}\n"
