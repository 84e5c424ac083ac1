"""Files made to exhaust memory, stack or time: an answer within seconds."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Iterator

import pytest

from analyzer.errors import InputError
from analyzer.ingest import from_docx
from analyzer.ingest.grid import MOST_COLUMNS, MOST_ROWS
from analyzer.ingest.reader import read_bytes

HEAD = "<p>青岚县水务局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>公开信息5条。</p>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "".join(
    f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
    for line in ("政府信息公开工作年度报告", "一、总体情况", "公开信息5条。")
)


@pytest.fixture(autouse=True)
def seconds() -> Iterator[None]:
    """Of the processor: a wall clock would judge the machine's other work."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 20


def page(body: str) -> bytes:
    return f"<html><body><div>{HEAD}{body}</div></body></html>".encode()


def word(body: str, head: str = "", **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def test_a_rowspan_of_a_hundred_million() -> None:
    table = (
        "<table><tr><td rowspan=100000000 colspan=100000000>规章</td><td>1</td></tr>"
        "<tr><td>2</td><td>3</td></tr></table>"
    )
    document = read_bytes(page(table), "a.html")
    grid = next(block.grid for block in document.blocks if block.grid is not None)
    assert grid.rows <= MOST_ROWS
    assert grid.columns <= MOST_COLUMNS
    assert any("没有读取" in loss.message for loss in document.losses), "cells beyond are told"


def test_spans_in_every_row_do_not_multiply() -> None:
    row = "<tr><td rowspan=65000 colspan=60>1</td><td rowspan=0>2</td><td colspan=-3>3</td></tr>"
    document = read_bytes(page(f"<table>{row * 3000}</table>"), "a.html")
    grid = next(block.grid for block in document.blocks if block.grid is not None)
    assert grid.rows <= MOST_ROWS
    assert len(grid.cells) <= MOST_ROWS * MOST_COLUMNS


@pytest.mark.parametrize("tag", ["table><tr><td", "div", "b", "blockquote><p"])
def test_deep_nesting_in_a_page(tag: str) -> None:
    body = f"<{tag}>" * 1000 + "1" + "</div>" * 1000
    try:
        document = read_bytes(page(body), "a.html")
    except InputError:
        return
    assert "公开信息5条。" in document.text


def test_deep_nesting_in_markdown() -> None:
    text = "# 政府信息公开工作年度报告\n\n一、总体情况\n\n" + ">" * 5000 + " x\n\n" + "[" * 5000
    assert "总体情况" in read_bytes(text.encode(), "a.md").text


def test_deep_nesting_in_a_word_file() -> None:
    body = TEXT + "<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000
    with pytest.raises(InputError):
        read_bytes(word(body), "a.docx")
    body = TEXT + "<w:tbl><w:tr><w:tc><w:p/>" * 70 + "</w:tc></w:tr></w:tbl>" * 70
    assert "公开信息5条。" in read_bytes(word(body), "a.docx").text


def test_entities_are_refused() -> None:
    outside = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    with pytest.raises(InputError, match="实体"):
        read_bytes(word(TEXT + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", outside), "a.docx")
    laughs = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(10)
    )
    with pytest.raises(InputError):
        read_bytes(word(TEXT + "<w:p><w:r><w:t>&k;</w:t></w:r></w:p>", laughs + "]>"), "a.docx")


def test_entities_in_a_page_read_no_file() -> None:
    head = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    document = read_bytes(head.encode() + page("<p>&x;</p>"), "a.html")
    assert "root:" not in document.text


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_docx, "LARGEST_PART", 1_000_000)
    body = TEXT + "<w:p/>" * 1_000_000
    data = word(body)
    assert len(data) < 100_000
    with pytest.raises(InputError, match="过大"):
        read_bytes(data, "a.docx")


def test_too_many_entries() -> None:
    buffer = io.BytesIO(word(TEXT))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(from_docx.MOST_ENTRIES):
            archive.writestr(f"media/{number}", b"")
    with pytest.raises(InputError, match="过多"):
        read_bytes(buffer.getvalue(), "a.docx")


def test_a_truncated_word_file_at_every_tenth_byte() -> None:
    data = word(TEXT)
    for end in range(4, len(data), max(1, len(data) // 10)):
        with pytest.raises(InputError):
            read_bytes(data[:end], "a.docx")


def test_a_damaged_byte_in_a_word_file() -> None:
    data = bytearray(word(TEXT * 40))
    for place in range(30, len(data), max(1, len(data) // 60)):
        damaged = bytes(data[:place]) + bytes([data[place] ^ 0xFF]) + bytes(data[place + 1 :])
        with contextlib.suppress(InputError):
            assert read_bytes(damaged, "a.docx").text


def test_broken_parts_beside_the_text() -> None:
    for parts in ({"numbering": "<broken"}, {"styles": "not xml"}):
        with pytest.raises(InputError):
            read_bytes(word(TEXT, **parts), "a.docx")


def test_absurd_numbers_in_a_word_file() -> None:
    numbering = (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='x'><w:start w:val='99999999999'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、%9'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    numbered = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='77'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        "<w:r><w:t>x</w:t></w:r></w:p>"
    )
    table = (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='9999'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='9999'/>"
        "</w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    document = read_bytes(word(TEXT + numbered + table, numbering=numbering), "a.docx")
    assert "公开信息5条。" in document.text


def test_lines_without_end() -> None:
    text = "政府信息公开\n一、总体情况\n" + "1 " * 200_000 + "\n" + "一" * 200_000
    assert read_bytes(text.encode(), "a.txt").text


def test_forty_thousand_lines() -> None:
    text = "政府信息公开\n一、总体情况\n" + "公开信息，\n" * 20_000 + "0\t0\n" * 20_000
    assert read_bytes(text.encode(), "a.txt").text


def test_a_page_of_forty_thousand_elements() -> None:
    assert read_bytes(page("<p>一、总体情况</p><span>x</span>" * 20_000), "a.html").text
