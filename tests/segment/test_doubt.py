"""Cells recognised without certainty: unread, or confirmed by the one identity they complete."""

from __future__ import annotations

import pytest

from analyzer.document import Block, Cell, Document, Grid, GridCell, Span
from analyzer.segment.tables import tables
from tests.segment.sheets import HEAD

ROWS = (
    ("一、本年新收政府信息公开申请数量", "9", "2", "0", "0", "1", "0", "12"),
    ("二、上年结转政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"),
    ("（一）予以公开", "5", "1", "0", "0", "0", "0", "6"),
)


def read(doubted: dict[tuple[int, int], str]) -> dict[str, Cell]:
    cells, at, text = [], 0, ""
    for number, row in enumerate((("", *HEAD), *ROWS)):
        for column, printed in enumerate(row):
            shown = doubted.get((number, column), printed)
            text += shown + "\t"
            span = Span(at, at + len(shown))
            sure = (number, column) not in doubted
            cells.append(GridCell(number, column, shown, span, sure=sure))
            at = len(text)
    grid = Grid(len(ROWS) + 1, 8, tuple(cells))
    document = Document("a.png", "", "png", text, (Block("grid", Span(0, at), grid),))
    (table,) = tables(document)
    return dict(table.cells)


def test_a_doubtful_digit_is_confirmed_by_the_sum_of_its_row_and_says_so() -> None:
    cell = read({(1, 2): "2"})["requests.new_received.commercial"]
    assert (cell.state, str(cell.value)) == ("number", "2")
    assert "勾稽关系" in cell.note


@pytest.mark.parametrize("shown", ["7", "\ufffd", "Z", "1\ufffd"])
def test_what_no_identity_confirms_stays_unread_and_its_neighbours_keep_their_cells(
    shown: str,
) -> None:
    cells = read({(1, 2): shown})
    doubted = cells["requests.new_received.commercial"]
    assert (doubted.state, doubted.value) == ("unread", None)
    known = {cell.text for ref, cell in cells.items() if ref.startswith("requests.carried_over")}
    assert known == {"0", "1"}
    assert all(cell.state in ("number", "unread") for cell in cells.values())
    assert "requests.new_received.legal_service" in cells
    kept = cells["requests.new_received.legal_service"]
    assert kept.state == "unread" or kept.text == "1"


def test_two_doubtful_digits_of_a_row_confirm_nothing() -> None:
    cells = read({(1, 1): "9", (1, 2): "2"})
    assert cells["requests.new_received.natural_person"].state == "unread"
    assert cells["requests.new_received.commercial"].state == "unread"
