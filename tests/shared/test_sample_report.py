"""The real report that the customer gave: what an expert finds in it must be found.

The report lies beside the project, not in it; without it these tests are skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from analyzer import Analysis, analyze
from analyzer.analysis import number

SHARED = Path(__file__).resolve().parents[2] / "../shared"
REPORT = SHARED / "reports/000_ced1e3ba6e50580e.txt"
DEFECTS = SHARED / "domain/seed_defects.json"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the sample report is not here")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyze(REPORT)


def test_cells(analysis: Analysis) -> None:
    cells = analysis.facts.cells
    states = Counter((ref.split(".")[0], cell.state) for ref, cell in cells.items())
    assert states == {
        ("disclosure", "number"): 10,
        ("requests", "number"): 166,
        ("requests", "malformed"): 2,
        ("requests", "unread"): 7,
        ("disputes", "number"): 10,
        ("disputes", "blank"): 5,
    }
    filled = {ref: number(cell.value) for ref, cell in cells.items() if cell.value}
    assert filled == {
        "disclosure.regulations.issued": "1",
        "disclosure.regulations.in_force": "1",
        "disclosure.licensing.decisions": "363",
    }
    malformed = {ref: cell.text for ref, cell in cells.items() if cell.state == "malformed"}
    assert malformed == {
        "requests.denied_state_secret.research": "00",
        "requests.denied_enforcement_file.total": "00",
    }
    unread = {ref for ref, cell in cells.items() if cell.state == "unread"}
    assert all(ref.startswith("requests.other_no_correction.") for ref in unread)
    blank = {ref for ref, cell in cells.items() if cell.state == "blank"}
    assert all(ref.startswith("disputes.review.") for ref in blank)


def test_claims(analysis: Analysis) -> None:
    read = [
        (claim.text.replace(" ", ""), number(claim.quantity.low), number(claim.quantity.high))
        for claim in (checked.claim for checked in analysis.facts.claims)
    ]
    assert read == [
        ("435条", "435", "435"),
        ("870余条", "870", "879"),
        ("60余人次", "60", "69"),
        ("430余篇", "430", "439"),
        ("50328人", "50328", "50328"),
        ("10万次", "100000", "100000"),
        ("20余万次", "200000", "299999"),
    ]
    assert {checked.verdict.outcome for checked in analysis.facts.claims} == {"unlinked"}


def test_defects(analysis: Analysis) -> None:
    said = {finding.code for finding in analysis.findings}
    defects = json.loads(DEFECTS.read_text(encoding="utf-8"))
    found = [d for d in defects if said & set(d["codes"].split(","))]
    grave = [d for d in defects if d["severity"] in ("critical", "high")]
    for defect in grave:
        wanted = set(defect["codes"].split(","))
        assert wanted <= said, f"{defect['no']}: {wanted - said}"
    assert len(found) >= 38, [d["no"] for d in defects if d not in found]


def test_what_is_right_stays_silent(analysis: Analysis) -> None:
    """The tables balance, 435 and 430余 do not contradict each other, 7 January is in time."""
    said = {finding.code for finding in analysis.findings}
    assert not said & {"A01", "A02", "A03", "A04", "A05", "S14", "T01", "D01", "D02", "C01", "C10"}
