"""Tables without ruling lines: blanks keep their columns, and what is in doubt stays unread."""

from __future__ import annotations

import re

import pytest

from analyzer.ingest.reader import read_bytes
from analyzer.training import printers
from analyzer.training.cell_figures import read_back
from analyzer.training.filled import filled
from analyzer.training.printers.layout import PLAIN, drawn
from tests.ingest.pdfs import HEAD, text
from tests.ingest.test_pdf import LINE, document, grids, rows

LINES = re.compile(rb"[0-9. ]+ re S\n")


def without_lines(data: bytes) -> bytes:
    """The PDF with its rectangles blanked out, nothing else moved."""
    return LINES.sub(lambda match: b" " * (len(match[0]) - 1) + b"\n", data)


def test_a_blank_keeps_its_column() -> None:
    at = (70, 250, 330, 410)
    shown = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "0", "11"),
        ("行政规范性文件", "8", "", "66"),
    )
    body = "".join(
        text(words, x, 150 + 20 * n, 8)
        for n, row in enumerate(shown)
        for x, words in zip(at, row, strict=True)
        if words
    )
    (table,) = grids(document(HEAD + text("二、主动公开政府信息情况", 70, 130) + body))
    assert table.ruled
    assert rows(table)[1:] == [["规章", "1", "0", "11"], ["行政规范性文件", "8", "", "66"]]


def test_prose_with_numbers_is_no_table() -> None:
    body = "".join(text(f"{LINE[:20]} 3 件", 70, 140 + 20 * n) for n in range(6))
    assert grids(document(HEAD + body)) == []


@pytest.mark.parametrize("seed", range(100, 112))
def test_no_cell_is_wrong(seed: int) -> None:
    manuscript = filled(seed, "2021")
    data = without_lines(printers.write(manuscript, drawn(seed), "pdf"))
    assert read_back(manuscript, read_bytes(data, "a.pdf")).wrong == ()


def test_a_plain_full_report_comes_back_whole() -> None:
    manuscript = next(m for m in map(filled, range(50)) if all(m.cells.values()))
    data = without_lines(printers.write(manuscript, PLAIN, "pdf"))
    found = read_back(manuscript, read_bytes(data, "a.pdf"))
    assert (found.wrong, found.unread) == ((), ())
