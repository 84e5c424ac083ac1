"""Findings as CSV, one a line, for spreadsheets and scripts: UTF-8 with a mark that Excel needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.analysis import Analysis, number
from analyzer.render.csv_text import csv_file
from analyzer.render.listing import entries

COLUMNS: Final = (
    "文件", "机关", "年度", "总分", "序号", "代码", "名称", "严重程度", "把握程度", "位置", "问题",
    "原文", "单元格", "应为", "实为", "依据", "建议", "复核", "指纹",
)  # fmt: skip


def render(analyses: Sequence[Analysis]) -> bytes:
    """A head and the findings of all reports; texts that look like formulas get an apostrophe."""
    return csv_file(COLUMNS, (row for analysis in analyses for row in _rows(analysis)))


def _rows(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    about = analysis.facts.document
    head = (
        about.source,
        about.agency or "",
        str(about.year or ""),
        number(analysis.score.total) or "",
    )
    for entry in entries(analysis):
        finding = entry.finding
        yield (
            *head,
            str(entry.number),
            finding.code,
            finding.name,
            entry.severity,
            entry.certainty,
            entry.place,
            finding.message,
            "；".join(entry.quotes),
            "；".join(entry.cells),
            finding.expected or "",
            finding.actual or "",
            finding.basis,
            finding.advice,
            entry.status,
            finding.fingerprint,
        )
