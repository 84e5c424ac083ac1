"""The workbook, opened with other people's readers: values, colours, notes, and no formula."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from analyzer import analyze
from analyzer.render.listing import entries
from analyzer.render.xlsx import to_xlsx
from tests.render import hostile, sample
from tests.render.golden import matches

SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"
FAULTY = SAMPLES / "faulty-county-department/report.docx"


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_sheets_of_one_report() -> None:
    analysis = analyze(FAULTY)
    opened = book(to_xlsx.render((analysis,)))
    assert opened.sheetnames == ["总览", "发现", "陈述核对", "表格", "评分"]
    for name in ("发现", "陈述核对", "评分"):
        assert opened[name].freeze_panes == "A2"
        assert opened[name].auto_filter.ref
    found = rows(opened["发现"])
    assert [each["序号"] for each in found] == [entry.number for entry in entries(analysis)]
    assert len(rows(opened["陈述核对"])) == len(analysis.facts.claims)


def test_claims_carry_interval_target_expected_and_outcome() -> None:
    claims = rows(book(to_xlsx.render((sample.analysis(),)))["陈述核对"])
    wrong = next(each for each in claims if each["结论"] == "不一致")
    assert (wrong["原文"], wrong["下限"], wrong["上限"], wrong["单位"]) == ("15件", 15, 15, "件")
    assert wrong["表内应为"] == 12
    assert wrong["对应算式"] == "本年新收政府信息公开申请数量·总计"
    assert wrong["说明"] == "多写3件"


def test_doubtful_cells_are_coloured_and_explained() -> None:
    sheet = book(to_xlsx.render((sample.analysis(),)))["表格"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    malformed = cells["00"]
    assert malformed.fill.fgColor.rgb == "FFFBF0C4"
    assert "写法不合规范：00" in malformed.comment.text
    conflicting = cells[12]
    assert conflicting.fill.fgColor.rgb == "FFF6C7C3"
    assert "发现 1：C01" in conflicting.comment.text
    assert cells["未读出"].comment is not None


def test_several_reports_are_a_ledger_with_ranking() -> None:
    analyses = [analyze(path) for path in sorted(SAMPLES.glob("*/report.*"))]
    opened = book(to_xlsx.render(analyses))
    assert opened.sheetnames == ["台账", "发现", "陈述核对", "评分"]
    ledger = rows(opened["台账"])
    scores = [each["总分"] for each in ledger]
    assert scores == sorted(scores, reverse=True)
    assert ledger[0]["名次"] == 1
    signed = next(cell for cell in opened["台账"]["P"][1:] if cell.value)
    assert signed.is_date
    assert "年" in signed.number_format
    assert len(rows(opened["发现"])) == sum(len(entries(each)) for each in analyses)


def test_nothing_in_a_report_is_obeyed() -> None:
    for analyses in ((hostile.analysis(),), (hostile.analysis(), sample.analysis())):
        data = to_xlsx.render(analyses)
        for sheet in book(data):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                assert hostile.ESCAPE not in str(cell.value)
                assert hostile.OVERRIDE not in str(cell.value)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [name for name in archive.namelist() if "externalLink" in name]
        assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names


@pytest.mark.parametrize("several", [False, True])
def test_same_analysis_same_bytes(several: bool, *, regen: bool) -> None:  # noqa: FBT001
    analyses = (sample.settled(),) * (2 if several else 1)
    data = to_xlsx.render(analyses)
    assert data == to_xlsx.render(analyses)
    assert matches("ledger.xlsx" if several else "report.xlsx", data, regen=regen)
