"""PDF with a text layer → blocks: pages as sheets of characters and rulings, then composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from analyzer.errors import InputError
from analyzer.ingest.assemble import Assembled
from analyzer.ingest.from_scan import require_extra
from analyzer.ingest.paper.compose import compose
from analyzer.ingest.paper.sheet import UNKNOWN, Sheet
from analyzer.ingest.pdf_fonts import use_one_font
from analyzer.ingest.pdf_glyphs import glyphs_of
from analyzer.ingest.pdf_rulings import drawn
from analyzer.ingest.pdf_weight import require_modest

# A report has six to sixty pages.
MOST_PAGES: Final = 400
MOST_CHARACTERS: Final = 2_000_000
_REMEDY: Final = "请重新下载，或用 WPS、浏览器打开后另存为新的 PDF 再试"
_TO_TEXT: Final = "请改用报告的 docx 或网页版本；也可在阅读器中全选复制，存为 txt 再试"
# A page that pictures cover so far, or that has fewer characters, is a scan.
_PICTURED: Final = 0.5
_FEW_CHARACTERS: Final = 16
# A picture of the whole page under text: somebody else recognised it.
_WHOLLY: Final = 0.85
# Text drawn as outlines leaves so many strokes and no characters.
_MANY_STROKES: Final = 200
MOST_SCANS: Final = 40
_PIXELS: Final = 200 / 72  # a point, at which small print can still be told apart
MOST_PIXELS: Final = 16_000_000
_ERRORS: Final = {
    pdfium.FPDF_ERR_PASSWORD: ("PDF 有打开密码", "请取消密码后再试"),
    pdfium.FPDF_ERR_SECURITY: ("PDF 的加密方式不受支持", "请取消加密后再试"),
}


def read(data: bytes) -> Assembled:
    """The report in a PDF; raises `InputError` where it is damaged, locked, too long or a scan."""
    require_modest(data)
    document = _opened(data)
    try:
        sheets, losses = _sheets(document)
    finally:
        document.close()
    return compose(sheets, losses)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    use_one_font()
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
    pages = [_page(document, number) for number in range(len(document))]
    if sum(len(page.sheet.glyphs) for page in pages) > MOST_CHARACTERS:
        raise InputError("PDF 的文字过多，疑似异常文件", remedy=_TO_TEXT)
    scans = [page for page in pages if page.scan]
    if not any(page.sheet.glyphs for page in pages):
        if not scans:
            raise InputError("PDF 里没有文字", remedy=_TO_TEXT)
        require_extra()
    recognised, losses = _recognised(document, scans)
    for page in pages:
        losses += page.losses
    return [recognised.get(page.sheet.number, page.sheet) for page in pages], losses


class _Page(NamedTuple):
    """A page as its text layer gives it; a `scan` is a picture without one."""

    sheet: Sheet
    scan: bool
    losses: list[str]


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    number = index + 1
    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise InputError(f"PDF 的第 {number} 页已损坏", remedy=_REMEDY) from None
    read = glyphs_of(text.raw, page.get_bbox())
    lines = drawn(page.raw, read.frame)
    text.close()
    page.close()
    losses = []
    if any(glyph.text == UNKNOWN for glyph in read.glyphs):
        losses.append(f"第 {number} 页有的字没有编码，读不出来")
    if lines.pictured > _WHOLLY and len(read.glyphs) >= _FEW_CHARACTERS:
        losses.append(f"第 {number} 页是整页图片，文字取自文件自带的识别层，可能有错字")
    if read.askew:
        losses.append(f"第 {number} 页有 {read.askew} 个斜排或转向的字没有读取（可能是水印）")
    scan = len(read.glyphs) < _FEW_CHARACTERS and (
        lines.pictured > _PICTURED or lines.strokes > _MANY_STROKES
    )
    return _Page(Sheet(number, read.frame, read.glyphs, lines.across, lines.down), scan, losses)


def _recognised(
    document: pypdfium2.PdfDocument, scans: Sequence[_Page]
) -> tuple[dict[int, Sheet], list[str]]:
    """Scanned pages by number, read by the extra `ocr`, and what is to be said about them."""
    if not scans:
        return {}, []
    numbers = "、".join(str(page.sheet.number) for page in scans)
    try:
        require_extra()
    except InputError as error:
        return {}, [f"第 {numbers} 页是图片，其中的文字没有读取；{error.remedy}"]
    if len(scans) > MOST_SCANS:
        raise InputError(
            f"PDF 有 {len(scans)} 页是图片，超过 {MOST_SCANS} 页的上限", remedy=_TO_TEXT
        )
    from analyzer.ingest.scan.sheet import scanned  # noqa: PLC0415  # needs the extra

    found = {}
    for each in scans:
        page = document[each.sheet.number - 1]
        width, height = page.get_size()
        scale = min(_PIXELS, (MOST_PIXELS / (width * height)) ** 0.5)
        grey = page.render(scale=scale, grayscale=True).to_numpy()
        frame = replace(each.sheet.frame, turn=page.get_rotation() // 90)
        found[each.sheet.number] = scanned(grey.reshape(grey.shape[:2]), each.sheet.number, frame)
        page.close()
    return found, [f"第 {numbers} 页的文字由图片识别而来，请与原件核对"]
