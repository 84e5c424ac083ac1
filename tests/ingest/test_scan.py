"""A picture of a report: recognised where the extra is there, a clear word where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from analyzer.document import Document
from analyzer.errors import InputError
from analyzer.ingest.reader import read, read_bytes
from analyzer.segment.tables import tables

SCAN = Path(__file__).resolve().parents[1] / "documents/scan.png"
CELLS = {
    "regulations.issued": "0",
    "regulations.repealed": "0",
    "regulations.in_force": "0",
    "normative_documents.issued": "2",
    "normative_documents.repealed": "",
    "normative_documents.in_force": "17",
    "licensing.decisions": "346",
    "penalty.decisions": "58",
    "fees.amount": "12.75",
}


@pytest.fixture(scope="module")
def document() -> Document:
    pytest.importorskip("rapidocr")
    return read(SCAN)


def test_cells_of_a_slanted_page(document: Document) -> None:
    (table,) = tables(document)
    found = {ref.removeprefix("disclosure."): cell for ref, cell in table.cells.items()}
    assert {key: found[key].text for key in CELLS} == CELLS
    assert found["normative_documents.repealed"].state == "blank"
    # A stroke (/) that may be a 1 is not guessed at.
    assert found["coercion.decisions"].state != "number"


def test_prose_and_places(document: Document) -> None:
    assert "2024年共公开信息128条，收到申请3件，均已办结。" in document.text
    assert document.format == "png"
    assert all(block.origin is not None for block in document.blocks)
    assert [loss.message for loss in document.losses] == ["文字由图片识别而来，请与原件核对"]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(InputError) as caught:
        read(SCAN)
    assert "识别组件" in caught.value.problem
    assert "nianbao[ocr]" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(8) + (60000).to_bytes(4, "big") * 2 + bytes(20), "过大"),
        (SCAN.read_bytes()[:300], "损坏"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "损坏"),
    ],
)
def test_damaged_and_enormous_pictures(data: bytes, told: str) -> None:
    pytest.importorskip("rapidocr")
    with pytest.raises(InputError, match=told):
        read_bytes(data, "a.png")
