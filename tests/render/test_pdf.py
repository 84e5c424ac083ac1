"""Highlights in a PDF: at the boxes of the very words, with the original pages as they were."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from analyzer import analyze
from analyzer.analysis import Analysis
from analyzer.errors import InputError
from analyzer.render.listing import entries, spans
from analyzer.render.pdf import to_pdf
from tests.ingest import pdfs
from tests.render import hostile, sample
from tests.render.golden import matches

LINES = (
    "临江县水利局2024年政府信息公开工作年度报告",
    "一、总体情况",
    "2024年，我局主动公开信息88条，收到政府信息公开申请3件，均已办结。",
    "落实信息发布初审、复审 and 终审制度。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "一是目录更新不够及时。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
    "临江县水利局",
    "2025年2月9日",
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of two pages."""
    pages = ["", ""]
    for number, line in enumerate(LINES):
        page = number // 8
        pages[page] += pdfs.text(line, 60, 80 + 30 * (number - 8 * page))
    path = tmp_path / "report.pdf"
    path.write_bytes(pdfs.pdf(*pages))
    return path


def highlights(data: bytes) -> list[tuple[int, Any]]:
    """Page from 0 and annotation of every highlight."""
    return [
        (number, each.get_object())
        for number, page in enumerate(PdfReader(io.BytesIO(data)).pages)
        for each in page.get("/Annots", ())
        if each.get_object()["/Subtype"] == "/Highlight"
    ]


def under(data: bytes, page: int, quads: list[float]) -> str:
    """The characters whose middle lies under a highlight, as PDFium finds them."""
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    found = ""
    for start in range(0, len(quads), 8):
        left, top, right, _, _, bottom, _, _ = quads[start : start + 8]
        for index in range(text.count_chars()):
            x0, y0, x1, y1 = text.get_charbox(index)
            if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top:
                found += text.get_text_range(index, 1)
    return "".join(found.split())


def test_highlights_lie_on_the_very_words(report: Path) -> None:
    analysis = analyze(report)
    data = to_pdf.render(analysis, report.read_bytes())
    found = {int(note["/Contents"].split(".")[0]): (page, note) for page, note in highlights(data)}
    checked = 0
    for entry in entries(analysis):
        quotes = [span for span in spans(entry.finding) if span.start < span.end]
        if len(quotes) == 1 and "\n" not in entry.quotes[0]:
            page, note = found[entry.number]
            assert under(data, page, list(note["/QuadPoints"])) == entry.quotes[0].replace(" ", "")
            assert entry.finding.message in note["/Contents"]
            checked += 1
    assert checked > 2


def test_the_list_names_the_pages(report: Path) -> None:
    analysis = analyze(report)
    data = to_pdf.render(analysis, report.read_bytes())
    document = pypdfium2.PdfDocument(data)
    listed = "".join(document[n].get_textpage().get_text_range() for n in range(2, len(document)))
    compact = "".join(listed.split())
    assert "审核发现" in compact
    for entry in entries(analysis):
        assert f"{entry.number}.{''.join(entry.title.split())}" in compact
    assert "第2页" in compact


def test_the_original_pages_are_untouched(report: Path) -> None:
    before = PdfReader(report)
    after = PdfReader(io.BytesIO(to_pdf.render(analyze(report), report.read_bytes())))
    for one, other in zip(before.pages, after.pages, strict=False):
        assert one.get_contents().get_data() == other.get_contents().get_data()


def test_every_page_can_be_drawn(report: Path) -> None:
    data = to_pdf.render(analyze(report), report.read_bytes())
    for page in pypdfium2.PdfDocument(data):
        pixels = page.render(scale=0.3, may_draw_forms=True).to_numpy()
        assert pixels.min() < 200


def test_other_formats_are_told_what_to_use() -> None:
    with pytest.raises(InputError, match="--format docx"):
        to_pdf.render(sample.analysis(), None)


def test_a_locked_file_is_said(report: Path) -> None:
    analysis = analyze(report)
    writer = PdfWriter(clone_from=PdfReader(report))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(InputError, match="不能写入批注"):
        to_pdf.render(analysis, locked.getvalue())


def _with(report: Path, source: Analysis) -> Analysis:
    """The findings of `source` on the facts of the PDF."""
    return Analysis(analyze(report).facts, source.findings, source.score)


def test_hostile_text_stays_text(report: Path) -> None:
    data = to_pdf.render(_with(report, hostile.analysis()), report.read_bytes())
    for _, note in highlights(data):
        assert hostile.ESCAPE not in note["/Contents"]
    assert b"/JavaScript" not in data
    assert b"/URI" not in data


def test_same_analysis_same_bytes(report: Path, *, regen: bool) -> None:
    analysis = _with(report, sample.settled())
    data = to_pdf.render(analysis, report.read_bytes())
    assert data == to_pdf.render(analysis, report.read_bytes())
    assert matches("report.pdf", data, regen=regen)
