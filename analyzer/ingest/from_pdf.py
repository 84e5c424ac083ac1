"""PDF with a text layer → blocks: pages as sheets of characters and rulings, then composed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.paper.compose import compose
from analyzer.ingest.paper.sheet import Sheet
from analyzer.ingest.pdf_glyphs import UNKNOWN, glyphs_of
from analyzer.ingest.pdf_rulings import drawn

# A report has six to sixty pages.
MOST_PAGES: Final = 400
MOST_CHARACTERS: Final = 2_000_000
_REMEDY: Final = "请重新下载，或用 WPS、浏览器打开后另存为新的 PDF 再试"
_TO_TEXT: Final = "请改用报告的 docx 或网页版本；也可在阅读器中全选复制，存为 txt 再试"
# A page that pictures cover so far, or that has fewer characters, is a scan.
_PICTURED: Final = 0.5
_FEW_CHARACTERS: Final = 16
_ERRORS: Final = {
    pdfium.FPDF_ERR_PASSWORD: ("PDF 有打开密码", "请取消密码后再试"),
    pdfium.FPDF_ERR_SECURITY: ("PDF 的加密方式不受支持", "请取消加密后再试"),
}


def read(data: bytes) -> Assembled:
    """The report in a PDF; raises `InputError` where it is damaged, locked, too long or a scan."""
    document = _opened(data)
    try:
        sheets, losses = _sheets(document)
    finally:
        document.close()
    return compose(sheets, losses)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        problem, remedy = _ERRORS.get(
            getattr(error, "err_code", None), ("PDF 已损坏或不完整", _REMEDY)
        )
        raise InputError(problem, remedy=remedy) from None
    count = len(document)
    if not count or count > MOST_PAGES:
        document.close()
        if not count:
            raise InputError("PDF 里没有页面", remedy=_REMEDY)
        raise InputError(
            f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限",
            remedy="年度报告通常不到 60 页，请检查是否选错了文件，或只保存报告所在的页",
        )
    return document


def _sheets(document: pypdfium2.PdfDocument) -> tuple[list[Sheet], list[str]]:
    """The pages, and what on them could not be read."""
    sheets = list(_read_pages(document))
    losses: list[str] = []
    if not any(sheet.glyphs for sheet, _ in sheets):
        raise InputError("PDF 里没有文字，像是扫描件", remedy=_TO_TEXT)
    for sheet, askew in sheets:
        if sheet.pictures and len(sheet.glyphs) < _FEW_CHARACTERS:
            losses.append(f"第 {sheet.number} 页是图片，其中的文字没有读取")
        if any(glyph.text == UNKNOWN for glyph in sheet.glyphs):
            losses.append(f"第 {sheet.number} 页有的字没有编码，读不出来")
        if askew:
            losses.append(f"第 {sheet.number} 页有 {askew} 个斜排或转向的字没有读取（可能是水印）")
    return [sheet for sheet, _ in sheets], losses


def _read_pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[Sheet, int]]:
    """Page by page, with the number of characters that stand askew."""
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise InputError(f"PDF 的第 {number + 1} 页已损坏", remedy=_REMEDY) from None
        read = glyphs_of(text.raw, page.get_bbox())
        total += len(read.glyphs)
        if total > MOST_CHARACTERS:
            raise InputError("PDF 的文字过多，疑似异常文件", remedy=_TO_TEXT)
        lines = drawn(page.raw, read.frame)
        text.close()
        page.close()
        yield (
            Sheet(
                number + 1,
                read.frame,
                read.glyphs,
                lines.across,
                lines.down,
                lines.pictured > _PICTURED,
            ),
            read.askew,
        )
