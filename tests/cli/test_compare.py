"""`nianbao compare`: two years of a generated agency, as text, JSON and workbook."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from analyzer.cli import app
from analyzer.training.generate.compose import report
from analyzer.training.generate.report import Report
from analyzer.training.printers import write
from analyzer.training.printers.layout import PLAIN


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], prog_name="nianbao")


@pytest.fixture
def years(tmp_path: Path) -> tuple[Report, Path, Path]:
    """This year carries over two applications more than last year carried forward."""
    written = report(8, "county_department", 2024)
    assert written.previous is not None
    cells = written.previous.cells
    ref = "requests.carried_forward.total"
    changed = replace(written.previous, cells={**cells, ref: str(int(cells[ref]) + 2)})
    last, this = tmp_path / "2023.html", tmp_path / "2024.html"
    last.write_bytes(write(changed, PLAIN, "html"))
    this.write_bytes(write(written.manuscript, PLAIN, "html"))
    return replace(written, previous=changed), last, this


def test_every_cell_of_both_years(years: tuple[Report, Path, Path]) -> None:
    written, last, this = years
    assert written.previous is not None
    answer = json.loads(run("compare", last, this, "--format", "json").stdout)
    assert (answer["last"]["year"], answer["this"]["year"], answer["warnings"]) == (2023, 2024, [])
    told = {each["cell"]: each for each in answer["cells"]}
    assert told.keys() == written.cells.keys()
    for ref, each in told.items():
        before, now = Decimal(written.previous.cells[ref]), Decimal(written.cells[ref])
        assert Decimal(each["last"]["value"]) == before
        assert Decimal(each["difference"]) == now - before
    assert [each["code"] for each in answer["findings"]] == ["Y01"]


def test_for_a_person(years: tuple[Report, Path, Path]) -> None:
    _, last, this = years
    shown = run("compare", last, this).stdout
    assert "Y01" in shown
    assert "格两年都是 0" in shown
    assert len(run("compare", last, this, "--all").stdout) > len(shown)
    swapped = run("compare", this, last).stdout
    assert "不是相邻的年度" in swapped


def test_as_a_workbook(years: tuple[Report, Path, Path], tmp_path: Path) -> None:
    written, last, this = years
    path = tmp_path / "两年.xlsx"
    assert run("compare", last, this, "--format", "xlsx").exit_code == 2
    assert run("compare", last, this, "--format", "xlsx", "-o", path).exit_code == 0
    sheets = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    rows = sheets.get_sheet_by_name("两年对照").to_python()
    assert len(rows) == len(written.cells) + 1
    assert rows[0][3:5] == ["上年（2023）", "本年（2024）"]
    assert sheets.get_sheet_by_name("跨年核对").to_python()[1][0] == "Y01"
