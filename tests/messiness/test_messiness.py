"""What real reports look like, one small file for each thing that happens in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from analyzer.document import Cell, Document
from analyzer.ingest.reader import read_bytes
from analyzer.segment.sections import sections
from analyzer.segment.tables import tables

CASES = [
    {"topic": path.stem, **case}
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def document_of(case: dict[str, Any]) -> Document:
    text = case["source"].replace("→", "\t").strip("\n") + "\n"
    if "head" in case:
        text = case["head"] + "\n" + text
    return read_bytes(text.encode(case.get("encoding", "utf-8")), f"a.{case.get('format', 'txt')}")


def shown(cell: Cell) -> str:
    if cell.state == "number":
        return cell.text
    return f"malformed:{cell.text}" if cell.state == "malformed" else cell.state


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['topic']}: {case['shows']}")
def test_case(case: dict[str, Any]) -> None:
    document = document_of(case)
    for quote in case.get("reads", ()):
        assert quote in document.text
    for quote in case.get("leaves_out", ()):
        prose = [b.span.of(document.text) for b in document.blocks if b.kind != "furniture"]
        assert not any(quote in line for line in prose)
    found = tables(document)
    cells = {ref: cell for table in found for ref, cell in table.cells.items()}
    if "editions" in case:
        assert sorted({table.edition for table in found}) == case["editions"]
    for ref, expected in case.get("cells", {}).items():
        assert (shown(cells[ref]) if ref in cells else "unread") == expected, ref
    if "sections" in case:
        assert [f"{s.key} {s.number}".strip() for s in sections(document)] == case["sections"]
    for name, expected in case.get("facts", {}).items():
        assert getattr(document, name) == expected
    for message in case.get("losses", ()):
        assert any(message in loss.message for loss in document.losses)
