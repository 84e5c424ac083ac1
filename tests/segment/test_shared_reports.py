"""The reports beside the repository, read and segmented whole; skipped where they are absent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analyzer.document import Document
from analyzer.ingest.reader import read
from analyzer.segment.sections import sections
from analyzer.segment.tables import tables

REPORTS = Path(__file__).resolve().parents[2] / "../shared/reports"


def report(name: str) -> Document:
    path = REPORTS / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return read(path)


def states(document: Document, form: str) -> Counter[str]:
    table = next(table for table in tables(document) if table.form == form)
    return Counter(cell.state for cell in table.cells.values())


def test_the_sample_report() -> None:
    document = report("000_ced1e3ba6e50580e.txt")
    disclosure, requests, disputes = tables(document)
    assert states(document, "disclosure") == {"number": 10}
    assert [str(c.value) for c in disclosure.cells.values()][:7] == [*list("101000"), "363"]
    malformed = [ref for ref, cell in requests.cells.items() if cell.state == "malformed"]
    assert malformed == [
        "requests.denied_state_secret.research",
        "requests.denied_enforcement_file.total",
    ]
    short = [reading for reading in requests.rows if reading.outcome != "placed"]
    assert [(r.row, r.outcome, len(r.values)) for r in short] == [
        ("other_no_correction", "short", 6)
    ]
    assert states(document, "requests") == {"number": 166, "unread": 7, "malformed": 2}
    blank = [ref for ref, cell in disputes.cells.items() if cell.state == "blank"]
    assert blank == [ref for ref in disputes.cells if ".review." in ref]
    assert states(document, "disputes") == {"number": 10, "blank": 5}
    assert [(s.key, s.number) for s in sections(document)] == [
        ("preamble", ""),
        ("overview", "一"),
        ("disclosure", "二"),
        ("requests", "二"),
        ("disputes", "三"),
        ("problems", "四"),
        ("other", "五"),
    ]
    facts = (document.agency_level, document.year, document.signed)
    assert facts == ("county_department", 2024, "2025-01-07")


def test_the_blank_official_form() -> None:
    document = report("blank_form_2021.docx")
    for table in tables(document):
        assert {cell.state for cell in table.cells.values()} == {"blank"}
        assert (table.missing_rows, table.missing_columns, table.unplaced) == ((), (), ())
    assert len(tables(document)) == 3
