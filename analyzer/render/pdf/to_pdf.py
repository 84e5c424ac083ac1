"""The PDF that was read with a highlight and a note on every finding, and a list at its end."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from analyzer.analysis import Analysis, Facts, number
from analyzer.document import Origin
from analyzer.errors import InputError
from analyzer.finding import SEVERITIES, Severity
from analyzer.lexicon.names import name_of
from analyzer.render.legible import legible
from analyzer.render.listing import Entry, cells, entries, spans
from analyzer.render.pdf.list_pages import Text, add_pages

_COLORS: Final[Mapping[Severity, str]] = {
    "critical": "ffa8a0",
    "high": "ffcb99",
    "medium": "ffec8b",
    "low": "b5e0f2",
    "info": "dcdcdc",
}
_MOST_BOXES: Final = 24
# What the library mends on its way is no news to a reader of the messages.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_GREY: Final = (0.35, 0.35, 0.35)
_INK: Final = (0.64, 0.07, 0.12)
_BADGE: Final = 6.5  # size of the numbers beside highlights, in points
_PRINTED: Final = 4  # annotation flag


def render(analysis: Analysis, original: bytes | None) -> bytes:
    """The file `original` with its findings marked.

    Raises `InputError` where the report was no PDF or the file cannot be written into.
    """
    document = analysis.facts.document
    if original is None and document.format == "pdf":
        raise InputError(
            "pdf 格式要写在文件上，网址上的 PDF 写不了",
            place=document.source,
            remedy="请先下载，再审核下载的文件",
        )
    if original is None or document.format != "pdf":
        raise InputError(
            f"pdf 格式把批注写在原 PDF 上，这份报告是 {document.format}",
            place=document.source,
            remedy="请改用 --format docx（Word 批注）或 --format html",
        )
    try:
        return _marked(analysis, original)
    except PyPdfError as error:
        raise InputError(
            f"PDF 不能写入批注（{error}）",
            place=document.source,
            remedy="可能有编辑限制或已损坏；请取消限制后再试，或改用 --format html",
        ) from None


def _marked(analysis: Analysis, original: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(original))
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter(clone_from=reader)
    pages, marker = len(writer.pages), _Marker(writer)
    places: dict[int, list[int]] = {}
    for entry in entries(analysis):
        boxes = _boxes(entry, analysis.facts)
        for at, (page, quads) in enumerate(_by_page(boxes[:_MOST_BOXES])):
            if page <= pages:
                marker.mark(page, quads, entry, first=at == 0)
                places.setdefault(entry.number, []).append(page)
    add_pages(writer, list(_list(analysis, places)))
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _boxes(entry: Entry, facts: Facts) -> list[Origin]:
    """Where the finding points on paper: the lines of its quotes, then its cells."""
    document = facts.document
    quoted = [span for span in spans(entry.finding) if span.start < span.end]
    found: list[Origin] = []
    if document.layout is not None:
        for span in quoted:
            found += document.layout.boxes(document.offsets, span)
    for ref in cells(entry.finding):
        cell = facts.cells.get(ref)
        if cell is not None and cell.origin is not None and cell.span not in quoted:
            found.append(cell.origin)
    return [origin for origin in dict.fromkeys(found) if origin.page and origin.bbox]


def _by_page(boxes: list[Origin]) -> Iterator[tuple[int, list[tuple[float, ...]]]]:
    pages: dict[int, list[tuple[float, ...]]] = {}
    for origin in boxes:
        pages.setdefault(origin.page or 0, []).append(origin.bbox or ())
    yield from pages.items()


class _Marker:
    """Sets highlights and numbers on the pages of `writer`."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica-Bold"}
        face = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in font.items()})
        self._face = writer._add_object(face)  # noqa: SLF001  # the only way in

    def mark(
        self, page: int, quads: Sequence[tuple[float, ...]], entry: Entry, *, first: bool
    ) -> None:
        """One highlight over all boxes of a finding on a page, its number beside the first."""
        points: list[float] = []
        for left, bottom, right, top in quads:
            points += [left, top, right, top, left, bottom, right, bottom]
        lefts, bottoms, rights, tops = zip(*quads, strict=True)
        note = Highlight(
            rect=(min(lefts), min(bottoms), max(rights), max(tops)),
            quad_points=ArrayObject(map(FloatObject, points)),
            highlight_color=_COLORS[entry.finding.severity],
            printing=True,
        )
        note[NameObject("/Contents")] = TextStringObject(_note(entry, whole=first))
        note[NameObject("/T")] = TextStringObject("nianbao")
        note[NameObject("/NM")] = TextStringObject(f"nianbao-{entry.number}-{page}")
        self._writer.add_annotation(page - 1, note)
        self._writer.add_annotation(page - 1, self._badge(str(entry.number), quads[0]))

    def _badge(self, text: str, box: tuple[float, ...]) -> DictionaryObject:
        """A number that draws itself, so that it looks the same everywhere, on paper too."""
        width = _BADGE * (0.56 * len(text) + 0.5)
        left, top = max(box[0] - width, 0.0), box[3] + 1
        red, green, blue = _INK
        drawn = DecodedStreamObject()
        drawn.set_data(
            f"{red} {green} {blue} rg 0 0 {width:.2f} {_BADGE + 1:.2f} re f 1 1 1 rg "
            f"BT /N {_BADGE} Tf {0.25 * _BADGE:.2f} 1.6 Td ({text}) Tj ET".encode("ascii")
        )
        fonts = DictionaryObject({NameObject("/N"): self._face})
        drawn.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): _floats(0, 0, width, _BADGE + 1),
                NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
            }
        )
        look = self._writer._add_object(drawn)  # noqa: SLF001  # the only way in
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Stamp"),
                NameObject("/Rect"): _floats(left, top - _BADGE, left + width, top + 1),
                NameObject("/F"): NumberObject(_PRINTED),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): look}),
            }
        )


def _floats(*values: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def _note(entry: Entry, *, whole: bool) -> str:
    head = f"{entry.number}. {entry.title}（{entry.severity}，{entry.certainty}）"
    if not whole:
        return legible(head)
    lines = [head, entry.finding.message]
    lines += [f"建议：{entry.finding.advice}"] if entry.finding.advice else []
    lines += [f"依据：{entry.finding.basis}"] if entry.finding.basis else []
    lines += [f"同因：{each}" for each in entry.related]
    return "\n".join(map(legible, lines))


def _list(analysis: Analysis, places: Mapping[int, list[int]]) -> Iterator[Text]:
    """The list of findings with the pages they are marked on."""
    about, score = analysis.facts.document, analysis.score
    found = entries(analysis)
    yield Text("审核发现", 18)
    yield Text(about.title or about.source, 11, before=6)
    summary = f"{number(score.total)} 分，{score.grade}；发现 {len(found)} 条"
    yield Text(f"{summary}。页码是原文的页码，批注见各页高亮处。", 9.5, color=_GREY)
    if not found:
        yield Text("没有发现需要改正的问题。", before=12)
    for severity in SEVERITIES:
        group = [entry for entry in found if entry.finding.severity == severity]
        if group:
            yield Text(f"{name_of('severity', severity)}（{len(group)} 条）", 13, before=14)
        for entry in group:
            marked = "、".join(map(str, places.get(entry.number, ())))
            where = f"第 {marked} 页" if marked else "无处可标"
            yield Text(f"{entry.number}. {entry.title}", 10.5, before=7)
            yield Text(f"{where}；{entry.certainty}；{entry.place}", 9, 16, color=_GREY)
            yield Text(entry.finding.message, 10, 16)
            if entry.finding.advice:
                yield Text(f"建议：{entry.finding.advice}", 10, 16)
