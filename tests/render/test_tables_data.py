"""The tables as csv, json and xlsx: every cell, its state, and no formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from analyzer.analysis import Facts
from analyzer.cli import app
from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, understand
from analyzer.profile import load
from analyzer.render import tables_data
from analyzer.training import printers
from analyzer.training.filled import filled
from analyzer.training.printers.layout import PLAIN

MANUSCRIPT = filled(1)


@pytest.fixture(scope="module")
def facts() -> Facts:
    """A report in which a cell, an extra row and its label look like formulas."""
    page = printers.write(MANUSCRIPT, PLAIN, "html").decode()
    licensing = MANUSCRIPT.cells["disclosure.licensing.decisions"]
    page = page.replace(
        f'<td>行政许可</td><td colspan="3">{licensing}</td>',
        '<td>行政许可</td><td colspan="3">-</td></tr>'
        "<tr><td>=HYPERLINK(1)</td><td colspan='3'>+7</td>",
    )
    return understand(read_bytes(page.encode(), "a.html"))


def test_csv_has_every_cell_and_no_formula(facts: Facts) -> None:
    data = tables_data.to_csv(facts)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    cells = {row["单元格"]: row for row in rows if row["单元格"]}
    assert cells.keys() == MANUSCRIPT.cells.keys()
    for ref, text in MANUSCRIPT.cells.items():
        if ref != "disclosure.licensing.decisions":
            assert cells[ref]["值"] == text
    assert cells["disclosure.licensing.decisions"]["原文"] == "'-"
    assert any("HYPERLINK" in row["原文"] for row in rows if not row["单元格"])
    assert not any(text.startswith(("=", "+", "@")) for row in rows for text in row.values())


def test_json_has_states_and_what_was_left_out(facts: Facts) -> None:
    written = json.loads(tables_data.to_json(facts))
    assert [table["form"] for table in written["tables"]] == ["disclosure", "requests", "disputes"]
    cells = {ref: cell for table in written["tables"] for ref, cell in table["cells"].items()}
    assert len(cells) == 200
    assert cells["disclosure.licensing.decisions"]["state"] == "malformed"
    assert written["document"]["edition"] == "2021"
    assert any("HYPERLINK" in line["what"] for line in written["unread"])


def test_xlsx_opens_and_holds_no_formula(facts: Facts) -> None:
    book = openpyxl.load_workbook(io.BytesIO(tables_data.to_xlsx(assess(facts, load()))))
    assert book.sheetnames == ["表格", "单元格", "未读出"]
    assert book["单元格"].max_row == 201
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_the_target_names_the_format(tmp_path: Path, extension: str) -> None:
    source, target = tmp_path / "a.docx", tmp_path / f"out.{extension}"
    source.write_bytes(printers.write(MANUSCRIPT, PLAIN, "docx"))
    result = CliRunner().invoke(app, ["tables", str(source), "-o", str(target)])
    assert result.exit_code == 0, result.output
    magic = {"csv": b"\xef\xbb\xbf", "json": b"{", "xlsx": b"PK"}
    assert target.read_bytes().startswith(magic[extension])


def test_the_same_tables_give_the_same_bytes(facts: Facts) -> None:
    analysis = assess(facts, load())
    assert tables_data.to_xlsx(analysis) == tables_data.to_xlsx(analysis)
