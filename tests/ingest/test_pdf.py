"""PDF pages: characters, rulings, running lines, page breaks, turned pages, and their boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.document import Block, Document, Grid, Span
from analyzer.errors import InputError
from analyzer.ingest.reader import read_bytes
from tests.ingest.pdfs import HEAD, HEIGHT, WIDTH, grid, line, pdf, text

XS = (70.0, 200, 260, 320, 380)
HEADER = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
ROWS = (("规章", "1", "0", "11"), ("行政规范性文件", "8", "26", "66"))
LINE = "本年度共收到政府信息公开申请十二件均已按时办结并将结果告知申请人了解"


def document(*pages: str, extra: str = "", size: tuple[int, int] = (WIDTH, HEIGHT)) -> Document:
    return read_bytes(pdf(*pages, extra=extra, size=size), "a.pdf")


def grids(read: Document) -> list[Grid]:
    return [block.grid for block in read.blocks if block.grid is not None]


def rows(table: Grid) -> list[list[str]]:
    return [[cell.text for cell in table.row(row)] for row in range(table.rows)]


def lines(read: Document) -> list[str]:
    return [b.span.of(read.text) for b in read.blocks if b.kind in ("heading", "paragraph")]


def test_a_ruled_table_keeps_columns_and_boxes() -> None:
    ys = (130.0, 150, 170, 190)
    read = document(HEAD + grid(XS, ys, (HEADER, *ROWS)))
    (table,) = grids(read)
    assert table.ruled
    assert rows(table) == [list(HEADER), *map(list, ROWS)]
    cell = table.at(2, 3)
    assert cell is not None
    assert cell.origin is not None
    assert (cell.origin.page, cell.origin.bbox) == (1, (320, HEIGHT - 190, 380, HEIGHT - 170))
    (box,) = read.boxes(cell.span)
    assert box.bbox is not None
    assert 320 < box.bbox[0] < box.bbox[2] < 380


def test_dotted_double_and_missing_outer_lines() -> None:
    inner = "".join(line(200, y, 200, y + 1) + line(260, y, 260, y + 1) for y in range(130, 190, 3))
    across = "".join(
        line(70, y, 380, y) + line(70, y + 2, 380, y + 2) for y in (130, 150, 170, 190)
    )
    words = "".join(
        text(word, x + 3, y, 8)
        for y, row in zip((143, 163, 183), (HEADER, *ROWS), strict=True)
        for x, word in zip((70, 200, 260), row[:3], strict=True)
    )
    (table,) = grids(document(HEAD + inner + across + words))
    assert rows(table) == [list(row[:3]) for row in (HEADER, *ROWS)]


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_over_three_pages_is_one(repeated: bool) -> None:  # noqa: FBT001
    pages = []
    for number, chosen in enumerate(
        ((HEADER, ROWS[0]), (ROWS[1],), (("行政许可", "5", "6", "7"),))
    ):
        shown = (HEADER, *chosen) if repeated and number else chosen
        ys = [100 + 20 * n for n in range(len(shown) + 1)]
        head = text("青岚县水务局2024年政府信息公开工作年度报告", 90, 60, 14) if not number else ""
        foot = text(f"— {number + 1} —", 280, 815, 9)
        pages.append(head + grid(XS, ys, shown) + foot)
    (table,) = grids(document(*pages))
    assert rows(table) == [list(HEADER), *map(list, ROWS), ["行政许可", "5", "6", "7"]]
    assert [table.at(n, 1).origin.page for n in range(4)] == [1, 1, 2, 3]  # type: ignore[union-attr]


def test_a_row_torn_by_the_page_break_is_one_row() -> None:
    label = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    first = HEAD + grid(XS, (760, 780, 800), (("信息内容", "自然人", "商业企业", "科研机构"),
                                               (label[:12], "3", "0", "5")))  # fmt: skip
    second = grid(
        XS, (60, 90, 110), ((f"{label[12:25]}\n{label[25:]}", "", "", ""), ("其他", "1", "2", "3"))
    )
    (table,) = grids(document(first, second))
    assert rows(table)[1:] == [[label, "3", "0", "5"], ["其他", "1", "2", "3"]]


def test_a_number_cut_by_a_narrow_cell_is_whole_and_two_numbers_are_not_joined() -> None:
    xs = (70, 200, 226, 300, 360)
    table = (("信息内容", "a", "b", "c"), ("规章", "44722\n8", "12\n13", "6"))
    (found,) = grids(document(HEAD + grid(xs, (130, 150, 180), table)))
    assert rows(found)[1] == ["规章", "447228", "12 13", "6"]


def test_a_number_over_a_line_is_nobodys() -> None:
    shown = (HEADER, ("规章", "", "", "11"), ROWS[1])
    content = HEAD + grid(XS, (130.0, 150, 170, 190), shown) + text("447228", 245, 163, 8)
    (found,) = grids(document(content))
    assert [cell.sure for cell in found.row(1)] == [True, False, False, True]


def test_running_heads_and_page_numbers_are_left_out_and_sentences_go_on_over_pages() -> None:
    head, foot = text("青岚县水务局年报", 70, 40, 9), "{}"
    body = "".join(text(LINE, 70, 150 + 20 * n) for n in range(4))
    pages = [
        head + (HEAD if not n else "") + body + text(foot.format(n + 7), 290, 815, 9)
        for n in range(3)
    ]
    read = document(*pages)
    assert lines(read)[2:] == [LINE * 12]
    assert "年报" not in read.text
    assert not any(character.isdecimal() for character in lines(read)[2])
    assert len(read.boxes(Span(read.text.index(LINE), len(read.text)))) == 12


def test_indented_lines_begin_paragraphs() -> None:
    shown = [(94, LINE), (70, LINE), (94, LINE + "。"), (94, LINE), (70, "了。")]
    body = "".join(text(words, x, 150 + 20 * n) for n, (x, words) in enumerate(shown))
    assert lines(document(HEAD + body))[2:] == [LINE * 2, LINE + "。", LINE + "了。"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_the_same(turn: int) -> None:
    content = HEAD + grid(XS, (130.0, 150, 170, 190), (HEADER, *ROWS))
    matrix = {
        90: f"0 1 -1 0 {HEIGHT} 0 cm\n",
        180: f"-1 0 0 -1 {WIDTH} {HEIGHT} cm\n",
        270: f"0 -1 1 0 0 {WIDTH} cm\n",
    }[turn]
    flat = rows(grids(document(content))[0])
    size = (WIDTH, HEIGHT) if turn == 180 else (HEIGHT, WIDTH)
    turned = document(matrix + content, size=size, extra=f"/Rotate {turn}")
    assert rows(grids(turned)[0]) == flat
    cell = grids(turned)[0].at(1, 1)
    assert cell is not None
    assert cell.origin is not None
    assert cell.origin.bbox is not None
    for box in turned.boxes(cell.span):
        assert box.bbox is not None
        assert cell.origin.bbox[0] <= box.bbox[0] <= box.bbox[2] <= cell.origin.bbox[2]
        assert cell.origin.bbox[1] <= box.bbox[1] <= box.bbox[3] <= cell.origin.bbox[3]


def test_radicals_become_characters_with_their_own_boxes() -> None:
    read = document(HEAD + text("本⾏政机关⼀共受理⺠⽣申请", 70, 140))
    assert "本行政机关一共受理民生申请" in read.text
    at = read.text.index("民生")
    (box,) = read.boxes(Span(at, at + 2))
    assert box.bbox is not None
    assert abs(box.bbox[2] - box.bbox[0] - 24) < 1


def test_a_watermark_is_no_text_and_said() -> None:
    mark = (
        f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET\n"
    )
    read = document(HEAD + text(LINE, 70, 140) + mark)
    assert "内部" not in read.text
    assert [loss.message for loss in read.losses] == [
        "第 1 页有 4 个斜排或转向的字没有读取（可能是水印）"
    ]


def test_text_that_somebody_recognised_under_a_picture_is_said() -> None:
    picture = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q\n"
    read = document(picture + HEAD + text(LINE, 70, 140))
    assert [loss.message for loss in read.losses] == [
        "第 1 页是整页图片，文字取自文件自带的识别层，可能有错字"
    ]


def test_two_columns_side_by_side_are_refused() -> None:
    long = "\n".join([LINE[:20]] * 9)
    content = HEAD + grid((60, 300, 540), (130, 150, 400), (("原文", "修改后"), (long, long)))
    with pytest.raises(InputError, match="左右两栏对照"):
        document(content)


def test_blocks_have_pages_and_boxes() -> None:
    read = document(HEAD + text(LINE, 70, 140), text(LINE, 70, 140))
    found: list[Block] = [block for block in read.blocks if block.origin is None]
    assert found == []


def test_a_name_that_promises_more_than_the_bytes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="扩展名是 pdf，内容却不是"):
        read_bytes(b"no pdf at all", str(tmp_path / "a.pdf"))
