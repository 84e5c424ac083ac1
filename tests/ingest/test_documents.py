"""Every document of tests/documents is read as its `.expected.toml` says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Document, Grid, Span
from analyzer.ingest.reader import read, read_bytes

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
EXPECTED = sorted(DOCUMENTS.glob("*.expected.toml"))


def source_of(expected: Path) -> Path:
    name = expected.name.removesuffix(".expected.toml")
    return next(path for path in DOCUMENTS.glob(f"{name}.*") if path.suffix != ".toml")


def lines_of(document: Document, *kinds: str) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind in kinds]


def row_texts(grid: Grid) -> list[str]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return ["|".join(texts) for texts in rows.values()]


def check_grid(grid: Grid, expected: dict[str, Any]) -> None:
    assert grid.ruled is expected["ruled"]
    assert grid.rows == expected.get("rows", grid.rows)
    assert grid.columns == expected.get("columns", grid.columns)
    rows = row_texts(grid)
    trailing_empty_removed = [row.rstrip("|") for row in rows]
    for line in expected["lines"]:
        assert line in rows or line in trailing_empty_removed
    spans = {f"{cell.text} {cell.row_span}x{cell.column_span}" for cell in grid.cells}
    assert set(expected.get("spans", ())) <= spans


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_document(path: Path) -> None:
    expected = tomllib.loads(path.read_text("utf-8"))
    document = read(source_of(path))
    assert document.format == expected["format"]
    assert lines_of(document, "heading", "paragraph") == expected["prose"]
    assert lines_of(document, "furniture") == expected["furniture"]
    assert set(expected["headings"]) <= set(lines_of(document, "heading"))
    if "published" in expected:
        assert document.published == expected["published"]
    losses = [loss.message for loss in document.losses]
    assert len(losses) == len(expected.get("losses", ()))
    for message, start in zip(losses, expected.get("losses", ()), strict=True):
        assert message.startswith(start)
    grids = [block.grid for block in document.blocks if block.grid is not None]
    assert len(grids) == len(expected["grid"])
    for grid, grid_expected in zip(grids, expected["grid"], strict=True):
        check_grid(grid, grid_expected)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_spans_and_offsets_hold_together(path: Path) -> None:
    document = read(source_of(path))
    end = -1
    for block in document.blocks:
        assert block.span.start == end + 1, "blocks are parted by one line break"
        end = block.span.end
        for cell in block.grid.cells if block.grid is not None else ():
            assert cell.span.of(document.text) == cell.text
            assert block.span.covers(cell.span)
    assert end == len(document.text)
    assert len(document.offsets.starts) == len(document.text)
    assert sorted(document.offsets.starts) == list(document.offsets.starts)
    assert all(0 < join < len(document.text) for join in document.joins)


def test_offsets_lead_to_the_characters_of_the_file() -> None:
    path = DOCUMENTS / "wrapped.txt"
    source = path.read_text("utf-8")
    document = read(path)
    for quote, written in (
        ("128条", "１２\n８条"),
        ("320余条", "320\n余条"),
        ("行政规范性文件", "行政规范性文件"),
    ):
        start = document.text.index(quote)
        assert document.offsets.source(Span(start, start + len(quote))).of(source) == written


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_the_encoding_of_a_text_does_not_matter(encoding: str) -> None:
    text = (DOCUMENTS / "tabbed.txt").read_text("utf-8")
    plain = read_bytes(text.encode("utf-8"), "a.txt")
    assert read_bytes(text.encode(encoding), "b.txt").text == plain.text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_page_that_declares_gb2312_is_read_as_gb18030(declared: str) -> None:
    text = (DOCUMENTS / "site.html").read_text("utf-8")
    plain = read_bytes(text.encode("utf-8"), "a.html")
    page = text.replace('charset="utf-8"', f'charset="{declared}"').replace("审计", "审计䶮")
    read_page = read_bytes(page.encode("gb18030"), "b.html")
    assert read_page.text.replace("䶮", "") == plain.text


def test_line_ends_do_not_matter() -> None:
    text = (DOCUMENTS / "one_a_line.txt").read_text("utf-8")
    plain = read_bytes(text.encode("utf-8"), "a.txt").text
    assert read_bytes(text.replace("\n", "\r\n").encode("utf-8"), "a.txt").text == plain
    assert read_bytes(text.replace("\n", "\r").encode("utf-8"), "a.txt").text == plain
