"""Workbooks: prose in cells, tables pasted anywhere, numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analyzer.document import Document
from analyzer.errors import InputError
from analyzer.ingest import from_xlsx
from analyzer.ingest.reader import read_bytes
from analyzer.training import printers
from analyzer.training.cell_figures import lost_prose, read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import Layout

HEAD = "青岚县水务局2024年政府信息公开工作年度报告"


def book(fill: Callable[[Worksheet], object]) -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    sheet = workbook.add_worksheet("年报")
    sheet.write(0, 0, HEAD)
    sheet.write(1, 0, "一、总体情况")
    fill(sheet)
    workbook.close()
    return buffer.getvalue()


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.grid is None]


@pytest.mark.parametrize("one_sheet", [True, False])
@pytest.mark.parametrize("typed", [True, False])
def test_a_report_in_a_workbook(one_sheet: bool, typed: bool) -> None:  # noqa: FBT001
    manuscript = filled(5)
    layout = Layout(one_sheet=one_sheet, typed_numbers=typed)
    document = read_bytes(printers.write(manuscript, layout, "xlsx"), "a.xlsx")
    found = read_back(manuscript, document)
    assert (found.wrong, found.unread, lost_prose(manuscript, document)) == ((), (), None)


def test_prose_in_one_cell_and_over_merged_ones() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write(2, 0, "全年公开信息12条。\n举办培训3场。")
        sheet.merge_range(3, 0, 4, 7, "开设专栏2个。")
        sheet.write(6, 2, "更新指南1次。")

    document = read_bytes(book(fill), "a.xlsx")
    assert lines(document)[2:] == [
        "全年公开信息12条。",
        "举办培训3场。",
        "开设专栏2个。",
        "更新指南1次。",
    ]


def test_numbers_are_written_as_they_are_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        for column, value in enumerate(["行政事业性收费", 1424.4, 3.0, 0.1 + 0.2]):
            sheet.write(2, column, value)
        sheet.write(3, 0, "行政许可")
        sheet.write(3, 1, "007")

    grid = next(b.grid for b in read_bytes(book(fill), "a.xlsx").blocks if b.grid is not None)
    assert [cell.text for cell in grid.row(0)] == ["行政事业性收费", "1424.4", "3", "0.3"]
    assert grid.row(1)[1].text == "007"


def test_a_table_that_begins_in_a_later_column_and_a_hidden_sheet() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write(4, 3, "规章")
        sheet.write(4, 4, 2)
        sheet.write(5, 3, "行政规范性文件")

    document = read_bytes(book(fill), "a.xlsx")
    grid = next(block.grid for block in document.blocks if block.grid is not None)
    assert [[cell.text for cell in grid.row(n)] for n in range(grid.rows)] == [
        ["规章", "2"],
        ["行政规范性文件", ""],
    ]


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_workbook(share: float) -> None:
    data = book(lambda sheet: sheet.write(2, 0, "规章"))
    with pytest.raises(InputError, match="损坏"):
        read_bytes(data[: int(len(data) * share)], "a.xlsx")


def test_a_panic_of_the_library_is_a_message_and_an_interruption_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panic = type("PanicException", (BaseException,), {})
    raised: list[type[BaseException]] = [panic, KeyboardInterrupt]

    class Damaged:
        @staticmethod
        def from_filelike(_: object) -> object:
            raise raised.pop(0)

    monkeypatch.setattr(from_xlsx, "CalamineWorkbook", Damaged)
    with pytest.raises(InputError, match="损坏"):
        from_xlsx.read(b"\xd0\xcf\x11\xe0")
    with pytest.raises(KeyboardInterrupt):
        from_xlsx.read(b"\xd0\xcf\x11\xe0")
