"""Web pages: what is the report and what is only the site."""

from __future__ import annotations

import pytest

from analyzer.document import Document, Grid
from analyzer.ingest.reader import read_bytes

TITLE = "松岭市审计局2024年政府信息公开工作年度报告"
SECTIONS = "<p>一、总体情况</p><p>全年公开信息 12 条。</p><p>六、其他需要报告的事项</p><p>无。</p>"


def read_page(body: str, head: str = "") -> Document:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.grid is None]


def grids(document: Document) -> list[Grid]:
    return [block.grid for block in document.blocks if block.grid is not None]


PROSE = ["一、总体情况", "全年公开信息 12 条。", "六、其他需要报告的事项", "无。"]


@pytest.mark.parametrize(
    "chrome",
    [
        "<div>浏览次数：35 次</div>",
        "<p>字号：【大 中 小】</p>",
        "<div class='share-box'><a>微信</a><a>微博</a></div>",
        "<p>上一篇：<a>某通知</a></p><p>下一篇：<a>某公告</a></p>",
        "<nav><a>首页</a></nav>",
        "<div>点击收听年报语音朗读</div>",
        "<div hidden>草稿</div>",
        "<select><option>长者版</option></select>",
        "<ul><li>索引号：SL-1</li><li>发文机关：松岭市审计局</li></ul>",
    ],
)
def test_lines_of_the_site_are_left_out(chrome: str) -> None:
    body = f"<div><h1>{TITLE}</h1>{chrome}<div>{SECTIONS}</div>{chrome}</div>"
    assert lines(read_page(body)) == [TITLE, *PROSE]


@pytest.mark.parametrize(
    "sentence",
    [
        "首页设置专栏，公开信息 12 条。",
        "下载次数达 300 次，较上年有所上升。",
        "在<a>首页</a>和<span class='tool'>工具栏</span>设置<b>打印</b>功能。",
        "来源：本报告数据由各科室提供，截至年底。",
    ],
)
def test_sentences_that_begin_like_the_site_are_kept(sentence: str) -> None:
    body = f"<div><h1>{TITLE}</h1><div><p>一、总体情况</p><p>{sentence}</p>{SECTIONS}</div></div>"
    plain = sentence
    for tag in ("<a>", "</a>", "<span class='tool'>", "</span>", "<b>", "</b>"):
        plain = plain.replace(tag, "")
    assert plain in lines(read_page(body))


def test_the_title_is_taken_from_the_head_where_the_page_has_none() -> None:
    head = f"<title>{TITLE}-松岭市人民政府</title>"
    assert lines(read_page(f"<div>{SECTIONS}</div>", head))[0] == TITLE


def test_a_link_to_another_report_is_no_title() -> None:
    body = (
        "<ul><li><a>松岭市审计局2019年政府信息公开工作年度报告</a></li></ul>"
        f"<h2>{TITLE}</h2><div>{SECTIONS}</div>"
        "<p><a>松岭市审计局2018年政府信息公开工作年度报告</a></p>"
    )
    assert lines(read_page(body)) == [TITLE, *PROSE]


def test_the_signature_behind_the_content_is_kept() -> None:
    body = f"<h1>{TITLE}</h1><div>{SECTIONS}</div><p>松岭市审计局</p><p>2025年1月20日</p><p>友情链接</p>"
    assert lines(read_page(body)) == [TITLE, *PROSE, "松岭市审计局", "2025年1月20日"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='PubDate' content='2025-01-22 08:00'>", "", "2025-01-22"),
        ("", "<div>发布日期：2025年1月5日</div>", "2025-01-05"),
        (
            "",
            "<table><tr><td>索引号</td><td>1</td></tr><tr><td>公开日期</td><td>2025/02/3</td></tr></table>",
            "2025-02-03",
        ),
        ("", "<div>发布日期：2025-13-40</div>", None),
        ("", "", None),
    ],
)
def test_the_date_of_publication(head: str, body: str, expected: str | None) -> None:
    assert read_page(f"{body}<h1>{TITLE}</h1><div>{SECTIONS}</div>", head).published == expected


def test_a_table_that_lays_out_the_page_is_no_grid() -> None:
    inner = (
        "<table><tr><td>行政许可</td><td>3</td></tr><tr><td>行政处罚</td><td>0</td></tr></table>"
    )
    body = f"<table><tr><td>导航</td><td><h1>{TITLE}</h1>{SECTIONS}{inner}</td></tr></table>"
    document = read_page(body)
    (grid,) = grids(document)
    assert [cell.text for cell in grid.cells] == ["行政许可", "3", "行政处罚", "0"]
    assert lines(document) == [TITLE, *PROSE]


def test_spans_and_blank_cells() -> None:
    table = (
        "<table><tr><th rowspan='2'>规章</th><td colspan=2>1</td></tr>"
        "<tr><td>&nbsp;</td><td><p>2</p><p></p></td></tr><tr><td rowspan=0>3</td></tr></table>"
    )
    (grid,) = grids(read_page(f"<div><h1>{TITLE}</h1>{SECTIONS}{table}</div>"))
    shapes = [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells
    ]
    assert shapes == [
        (0, 0, 2, 1, "规章"),
        (0, 1, 1, 2, "1"),
        (1, 1, 1, 1, ""),
        (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, "3"),
    ]


def test_line_ends_of_the_source_are_spaces() -> None:
    body = f"<div><h1>{TITLE}</h1>{SECTIONS}<p>共公开\n   信息\n 5\n条。</p></div>"
    assert lines(read_page(body))[-1] == "共公开信息 5 条。"


def test_small_pictures_are_icons_and_large_ones_are_told() -> None:
    body = f"<div><h1>{TITLE}</h1>{SECTIONS}<p><img width=16 height=16 src=a><img src=b></p></div>"
    assert len(read_page(body).losses) == 1


def test_tables_flattened_to_paragraphs() -> None:
    rows = "".join(f"<p>{row}</p>" for row in ("行政许可 3", "行政处罚 0", "行政强制 0"))
    (grid,) = grids(read_page(f"<div><h1>{TITLE}</h1>{SECTIONS}{rows}</div>"))
    assert not grid.ruled
    assert [cell.text for cell in grid.cells] == ["行政许可", "3", "行政处罚", "0", "行政强制", "0"]
