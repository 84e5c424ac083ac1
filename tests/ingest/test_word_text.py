"""Every character of a Word report leads back to the run it stands in, every cell to its element."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from analyzer.document import Document, Span
from analyzer.ingest.normalize import normalize
from analyzer.ingest.reader import read
from analyzer.ingest.word_text import W, text_elements
from analyzer.segment.tables import tables

REPORTS = sorted((Path(__file__).resolve().parents[2] / "corpora/samples").glob("*/report.docx"))


def _root(path: Path) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _written(root: etree._Element) -> dict[int, str]:
    """Number → character, as the file has them."""
    return {
        placed.first + place: character
        for placed in text_elements(root)
        for place, character in enumerate(placed.text)
    }


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_characters_lead_back_to_the_file(path: Path) -> None:
    document, written = read(path), _written(_root(path))
    led = sum(_leads_back(document, written, place) for place in range(len(document.text)))
    assert led > 0.8 * len(document.text.replace("\n", "").replace("\t", ""))


def _leads_back(document: Document, written: dict[int, str], place: int) -> bool:
    """Whether this character has a source, which then must be the same character."""
    source = document.offsets.source(Span(place, place + 1))
    if source.start == source.end:  # a separator or a number that Word generates
        return False
    raw = "".join(written[number] for number in range(source.start, source.end))
    assert normalize(raw).text == document.text[place].strip()
    return True


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.name)
def test_cells_lead_back_to_the_file(path: Path) -> None:
    document = read(path)
    elements = list(_root(path).iter(f"{W}tc"))
    checked = 0
    for cell in (cell for table in tables(document) for cell in table.cells.values()):
        assert cell.origin is not None
        assert cell.origin.path is not None
        element = elements[int(cell.origin.path[3:-1]) - 1]
        assert normalize("".join(element.itertext())).text == cell.text
        checked += 1
    assert checked == 200
