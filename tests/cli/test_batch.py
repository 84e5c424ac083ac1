"""`nianbao batch` and `nianbao corpus` as a user calls them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from analyzer.batch.questions import questions
from analyzer.cli import app
from analyzer.commands.corpus import Question
from analyzer.render import grid_text

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpora/samples"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "out"
    sources = [
        str(SAMPLES / name)
        for name in ("faulty-county-department/report.docx", "clean-county-department/report.html")
    ]
    result = CliRunner().invoke(app, ["batch", *sources, "-o", str(folder), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "完成 2 份" in result.stdout
    return folder


def test_the_questions_offered_are_those_of_the_file() -> None:
    assert {each.value for each in Question} == set(questions())


@pytest.mark.parametrize("question", list(Question))
def test_every_question_is_answered_in_every_shape(
    out: Path, question: Question, tmp_path: Path
) -> None:
    asked = ["corpus", str(out), question.value]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0, shown.output
    assert questions()[question.value] in shown.stdout
    written = CliRunner().invoke(app, [*asked, "--format", "csv"])
    rows = list(csv.reader(io.StringIO(written.stdout_bytes.decode("utf-8-sig"))))
    book = tmp_path / "answer.xlsx"
    assert CliRunner().invoke(app, [*asked, "-o", str(book)]).exit_code == 0
    sheet = load_workbook(book).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=1)] == rows[:1]
    assert sheet.max_row == max(len(rows), 1)


def test_the_ranking_puts_the_clean_report_first(out: Path) -> None:
    written = CliRunner().invoke(app, ["corpus", str(out), "ranking", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(written.stdout_bytes.decode("utf-8-sig"))))
    assert [row["机关"] for row in rows] == ["澄塘县自然资源局", "梧溪县农业农村局"]
    assert rows[0]["严重"] == "0"
    assert int(rows[1]["严重"]) > 0


def test_exit_codes(out: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    report = str(SAMPLES / "faulty-county-department/report.docx")
    again = ["batch", report, "-o", str(out), "--resume", "--quiet"]
    assert run(app, [*again, "--fail-on", "critical"]).exit_code == 1
    assert run(app, again).exit_code == 0
    assert run(app, ["batch", report, "-o", str(out)]).exit_code == 2
    missing = run(app, ["corpus", str(tmp_path), "ranking"])
    assert missing.exit_code == 2
    assert "nianbao batch" in missing.stderr


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    rows = [("=cmd|' /C calc'!A0", -5), ("@SUM(A1)", None)]
    written = grid_text.to_csv(("机关", "数"), rows).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written)))[1:] == [
        ["'=cmd|' /C calc'!A0", "-5"],
        ["'@SUM(A1)", ""],
    ]
    book = tmp_path / "a.xlsx"
    book.write_bytes(grid_text.to_xlsx("表", ("机关", "数"), rows))
    sheet = load_workbook(book).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert sheet["B2"].value == -5
