"""A real report as PDF, its tables cut by pages: every cell, section and number, with its place.

The report lies beside the project, not in it; without it these tests are skipped. The figures were
read from pictures of the pages.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from analyzer.document import Document, Origin
from analyzer.forms.form import form
from analyzer.ingest.reader import read
from analyzer.segment.sections import sections
from analyzer.segment.tables import tables

REPORT = Path(__file__).resolve().parents[2] / "../shared/reports/huaian_2024.pdf"
DISCLOSURE = ("1 0 11", "8 26 66", "447228", "3985758", "88283", "96171.6")
REQUESTS = (
    "3001 53 0 0 61 4 3119", "34 0 0 0 0 0 34", "1288 21 0 0 50 3 1362", "447 7 0 0 0 0 454",
    "2 0 0 0 0 0 2", "30 1 0 0 0 0 31", "5 0 0 0 0 0 5", "6 0 0 0 0 0 6", "7 1 0 0 0 0 8",
    "12 0 0 0 0 0 12", "9 0 0 0 0 0 9", "105 0 0 0 0 0 105", "746 12 0 0 10 1 769",
    "11 0 0 0 0 0 11", "1 0 0 0 0 0 1", "56 6 0 0 0 0 62", "25 0 0 0 0 0 25", "0 0 0 0 0 0 0",
    "0 0 0 0 0 0 0", "1 0 0 0 0 0 1", "67 3 0 0 1 0 71", "6 0 0 0 0 0 6", "108 2 0 0 0 0 110",
    "2932 53 0 0 61 4 3050", "103 0 0 0 0 0 103",
)  # fmt: skip
DISPUTES = ("72 64 178 37 351", "13 4 8 1 26", "12 1 1 6 20")
NUMBERS = (
    "5500余条", "规章1件", "文件11件", "解读21个", "公报》6期", "发布会12场", "申请3119件",
    "答复3050件", "34件", "103件", "351件", "维持72件", "纠正64件", "178件", "37件", "46件",
    "25件", "5件", "9件", "7件", "95个", "100%", "4次", "3940元",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the PDF report is not here")


@pytest.fixture(scope="module")
def document() -> Document:
    return read(REPORT)


@pytest.mark.parametrize(
    ("name", "rows"), [("disclosure", DISCLOSURE), ("requests", REQUESTS), ("disputes", DISPUTES)]
)
def test_cells(document: Document, name: str, rows: tuple[str, ...]) -> None:
    table = next(each for each in tables(document) if each.form == name)
    official = form(name, "2021")
    expected = {
        official.ref(row.key, column): text
        for row, line in zip(official.rows, rows, strict=True)
        for column, text in zip(row.columns, line.split(), strict=True)
    }
    assert {ref: cell.text for ref, cell in table.cells.items()} == expected
    assert {cell.state for cell in table.cells.values()} == {"number"}
    assert all(_stands_in(document, cell.origin, cell.span) for cell in table.cells.values())


def _stands_in(document: Document, origin: Origin | None, span: object) -> bool:
    """Whether the characters of a cell lie inside the box of the cell."""
    assert origin is not None
    assert origin.bbox is not None
    left, bottom, right, top = origin.bbox
    return all(
        each.page == origin.page
        and each.bbox is not None
        and left <= each.bbox[0] <= each.bbox[2] <= right
        and bottom - 2 <= each.bbox[1] <= each.bbox[3] <= top + 2
        for each in document.boxes(span)  # type: ignore[arg-type]
    )


def test_tables_over_a_page_break_keep_the_page_of_every_cell(document: Document) -> None:
    pages = {
        ref: cell.origin.page
        for table in tables(document)
        for ref, cell in table.cells.items()
        if cell.origin is not None
    }
    assert pages["disclosure.licensing.decisions"] == 3
    assert pages["disclosure.penalty.decisions"] == 4
    assert pages["requests.unable_not_held.total"] == 4
    assert pages["requests.unable_need_create.total"] == 5


def test_sections_and_numbers(document: Document) -> None:
    found = sections(document)
    assert [(section.key, section.number) for section in found] == [
        ("preamble", ""),
        ("overview", "一"),
        ("disclosure", "二"),
        ("requests", "三"),
        ("disputes", "四"),
        ("problems", "五"),
        ("other", "六"),
    ]
    at = 0
    for number in NUMBERS:
        at = document.text.index(number, at) + len(number)


def test_paragraphs_are_whole_and_in_order_with_their_pages(document: Document) -> None:
    blocks = document.blocks
    assert all(block.origin is not None for block in blocks)
    pages = [block.origin.page or 0 for block in blocks if block.origin is not None]
    assert pages == sorted(pages)
    assert "- 2 -" not in document.text
    assert "深入开展防治政务新媒体" in document.text
    starts = [block.span.start for block in blocks]
    assert all(one < two for one, two in pairwise(starts))
    assert document.losses == ()
    assert (document.agency, document.year) == ("淮安市人民政府", 2024)
