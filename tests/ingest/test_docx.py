"""Word files, built here with python-docx and raw XML where it has no words for a thing."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analyzer.document import Document, Grid
from analyzer.ingest.reader import read, read_bytes
from analyzer.ingest.word_numbers import _written

SHARED = Path(__file__).resolve().parents[2] / "../shared"
W = nsdecls("w")


@pytest.fixture
def word() -> WordDocument:
    document = docx.Document()
    document.add_paragraph("青岚县水务局2024年政府信息公开工作年度报告")
    document.add_paragraph("一、总体情况")
    return document


def reread(document: WordDocument) -> Document:
    buffer = io.BytesIO()
    document.save(buffer)
    return read_bytes(buffer.getvalue(), "a.docx")


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.grid is None]


def grids(document: Document) -> list[Grid]:
    return [block.grid for block in document.blocks if block.grid is not None]


def append(document: WordDocument, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_paragraphs_breaks_and_tabs(word: WordDocument) -> None:
    paragraph = word.add_paragraph("全年公开信息")
    paragraph.add_run(" 12 条").bold = True
    paragraph.add_run("。")
    paragraph.add_run().add_break()
    paragraph.add_run("其中公告\t3 条。")
    assert lines(reread(word))[2:] == ["全年公开信息 12 条。", "其中公告 3 条。"]


def test_a_sentence_cut_into_two_paragraphs(word: WordDocument) -> None:
    word.add_paragraph("各单位积极公开，累计 870")
    word.add_paragraph("余条，工作人员的综")
    word.add_paragraph("合素质有待提升。")
    document = reread(word)
    assert lines(document)[2:] == ["各单位积极公开，累计 870余条，工作人员的综合素质有待提升。"]
    assert len(document.joins) == 2


def test_an_indented_paragraph_begins_anew(word: WordDocument) -> None:
    word.add_paragraph("公开信息，共计 5 条")
    indented = word.add_paragraph("同时加强了管理。")
    indented.paragraph_format.first_line_indent = docx.shared.Pt(24)
    assert lines(reread(word))[2:] == ["公开信息，共计 5 条", "同时加强了管理。"]


def test_tracked_changes(word: WordDocument) -> None:
    append(
        word,
        f"<w:p {W}>{run('公开信息')}<w:del w:id='1' w:author='a'><w:r><w:delText>99</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='a'>{run('12')}</w:ins>{run('条。')}</w:p>",
    )
    append(
        word,
        f"<w:p {W}><w:pPr><w:rPr><w:del w:id='3' w:author='a'/></w:rPr></w:pPr>{run('这一段')}</w:p>",
    )
    append(word, f"<w:p {W}>{run('的段落标记已删除。')}</w:p>")
    assert lines(reread(word))[2:] == ["公开信息12条。", "这一段的段落标记已删除。"]


def test_hidden_text_fields_and_glosses(word: WordDocument) -> None:
    append(
        word,
        f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>{run('共')}"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
        f"{run('5条。')}</w:p>",
    )
    assert lines(reread(word))[2:] == ["共拼5条。"]


def test_text_boxes_are_read_once(word: WordDocument) -> None:
    box = f"<w:txbxContent><w:p>{run('框内文字，公开 8 条。')}</w:p></w:txbxContent>"
    append(
        word,
        f"<w:p {W} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
        " xmlns:v='urn:schemas-microsoft-com:vml'>"
        f"{run('正文。')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert lines(reread(word))[2:] == ["正文。", "框内文字，公开 8 条。"]


def test_headers_and_footers_are_ignored(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].text = "内部资料"
    word.sections[0].footer.paragraphs[0].text = "第 1 页"
    document = reread(word)
    assert "内部资料" not in document.text
    assert "第 1 页" not in document.text


def test_generated_numbers(word: WordDocument) -> None:
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f"<w:abstractNum {W} w:abstractNumId='90'>"
            "<w:lvl w:ilvl='0'><w:start w:val='2'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>"
            "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>"
            "<w:lvl w:ilvl='3'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='l'/></w:lvl>"
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f"<w:num {W} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    written = [
        (0, "主动公开政府信息情况"),
        (1, "公开"),
        (1, "解读"),
        (2, "甲"),
        (3, "乙"),
        (0, "收到和处理政府信息公开申请情况"),
        (1, "申请"),
    ]
    for depth, text in written:
        append(
            word,
            f"<w:p {W}><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr></w:pPr>{run(text)}</w:p>",
        )
    document = reread(word)
    assert lines(document)[2:] == [
        "二、主动公开政府信息情况",
        "（一）公开",
        "（二）解读",
        "1.甲",
        "乙",
        "三、收到和处理政府信息公开申请情况",
        "（一）申请",
    ]
    assert document.blocks[2].kind == "heading"
    assert document.blocks[2].level == 1


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "japaneseCounting", "十二"),
        (21, "ideographDigital", "二十一"),
        (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (4, "upperRoman", "IV"),
        (2, "lowerLetter", "b"),
        (7, "unheardOf", "7"),
        (120, "chineseCounting", "120"),
    ],
)
def test_number_formats(number: int, style: str, expected: str) -> None:
    assert _written(number, style) == expected


def test_headings_by_style(word: WordDocument) -> None:
    word.add_heading("公开渠道建设", level=2)
    block = reread(word).blocks[2]
    assert (block.kind, block.level) == ("heading", 2)


def test_merged_cells(word: WordDocument) -> None:
    table = word.add_table(rows=4, cols=4)
    table.cell(0, 0).merge(table.cell(0, 3)).text = "第二十条第（一）项"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "规章"
    table.cell(3, 2).merge(table.cell(3, 3)).text = "5"
    table.cell(1, 1).text = "1"
    table.cell(2, 1).text = "1 286"
    table.cell(2, 3).text = "商业\n企业"
    (grid,) = grids(reread(word))
    assert (grid.rows, grid.columns, grid.ruled) == (4, 4, True)
    shapes = {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for cell in grid.cells
        if cell.text
    }
    assert shapes == {
        (0, 0, 1, 4, "第二十条第（一）项"),
        (1, 0, 2, 1, "规章"),
        (1, 1, 1, 1, "1"),
        (2, 1, 1, 1, "1286"),
        (2, 3, 1, 1, "商业企业"),
        (3, 2, 1, 2, "5"),
    }
    assert grid.at(2, 0) is grid.at(1, 0)


def test_rows_that_begin_later_and_deleted_rows(word: WordDocument) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    append(
        word,
        f"<w:tbl {W}><w:tr>{cell.format('规章')}{cell.format('1')}{cell.format('2')}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>{cell.format('旧')}{cell.format('9')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell.format('3')}{cell.format('4')}</w:tr></w:tbl>",
    )
    (grid,) = grids(reread(word))
    assert grid.rows == 2
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (0, 0, "规章"),
        (0, 1, "1"),
        (0, 2, "2"),
        (1, 1, "3"),
        (1, 2, "4"),
    ]


def test_a_frame_around_the_report_is_no_table(word: WordDocument) -> None:
    frame = word.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "二、主动公开政府信息情况"
    inner = frame.add_table(rows=2, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "行政许可", "3"
    inner.cell(1, 0).text, inner.cell(1, 1).text = "行政处罚", "4"
    document = reread(word)
    assert lines(document)[2:] == ["二、主动公开政府信息情况"]
    (grid,) = grids(document)
    assert [cell.text for cell in grid.cells] == ["行政许可", "3", "行政处罚", "4"]


def test_a_table_inside_a_cell_becomes_a_grid_of_its_own(word: WordDocument) -> None:
    outer = word.add_table(rows=2, cols=2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "行政许可", "3"
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "行政处罚", "4"
    assert [[cell.text for cell in grid.cells if cell.text] for grid in grids(reread(word))] == [
        ["行政许可", "3"],
        ["行政处罚", "4"],
    ]


def test_a_table_laid_out_with_tabs(word: WordDocument) -> None:
    for row in ("信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t\t0"):
        word.add_paragraph(row)
    (grid,) = grids(reread(word))
    assert not grid.ruled
    assert [cell.text for cell in grid.row(1)] == ["规章", "0", "", "0"]


def test_pictures_are_told(word: WordDocument) -> None:
    append(
        word,
        f"<w:p {W} xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        "<w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
    )
    document = reread(word)
    assert [loss.message for loss in document.losses] == ["此处有图片或图表，其中的文字没有读取"]


def test_the_blank_official_form() -> None:
    path = SHARED / "reports/blank_form_2021.docx"
    if not path.exists():
        pytest.skip("the blank form is not on this machine")
    document = read(path)
    disclosure, requests, disputes = grids(document)
    assert (disclosure.rows, disclosure.columns) == (14, 4)
    assert (requests.rows, requests.columns) == (28, 10)
    assert (disputes.rows, disputes.columns) == (4, 15)
    # every result row has its seven value cells in the last seven columns
    for row in range(3, 28):
        values = requests.row(row)[-7:]
        assert [cell.column for cell in values] == list(range(3, 10))
        assert all(cell.column_span == 1 and not cell.text for cell in values)
    assert [cell.column for cell in disputes.row(3)] == list(range(15))
    result = requests.at(26, 0)
    assert result is not None
    assert result.text == "三、本年度办理结果"
    assert result.row_span == 22
    assert "六、其他需要报告的事项" in lines(document)
