"""Whole reports from file to findings, as `corpora/samples/*/gold.toml` says.

An expectation marked `pending` is a known misreading: it must still fail, so that the mark goes
when the stage is mended.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from analyzer import RULES
from analyzer.analysis import number
from analyzer.claim import CheckedClaim
from analyzer.forms.form import forms
from analyzer.forms.model import Identity
from analyzer.render.to_json import schema
from analyzer.training.sample_figures import paired
from tests.samples.sample import NAMES, Differences, Sample, sample, told

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_NAMES = ["clean-county-department"]
REGISTERED = {rule.code for rule in RULES}
NEEDS_A_REASON = ("critical", "high", "medium")


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> Sample:
    return sample(request.param)


def test_title_page(case: Sample) -> None:
    document, expected = case.analysis.facts.document, case.meta
    read = {
        "agency": document.agency,
        "level": document.agency_level,
        "year": document.year,
        "edition": case.analysis.facts.edition,
        "signed": document.signed,
        "published": document.published,
    }
    differences = Differences()
    for key, value in read.items():
        pending = expected.get("pending", {}).get(key)
        entry = {"pending": pending} if pending else {}
        wanted = expected.get(key)
        differences.expect(entry, key, None if value == wanted else f"{value}, not {wanted}")
    assert not differences.found


def test_sections_and_joined_lines(case: Sample) -> None:
    facts = case.analysis.facts
    assert [f"{s.key} {s.number}".rstrip() for s in facts.sections] == case.gold["sections"]
    for quote in case.gold.get("reads", ()):
        assert quote in facts.text


def test_every_sentence_is_read_whole(case: Sample) -> None:
    """Where the gold has sentences; how well they are labelled is measured by `evaluate`."""
    differences = Differences()
    for entry, sentence in paired(case.gold.get("sentences", ()), case.analysis):
        differences.expect(dict(entry), entry["text"], None if sentence else "not one sentence")
    assert not differences.found


def test_every_cell(case: Sample) -> None:
    facts, gold = case.analysis.facts, case.gold
    assert [table.form for table in facts.tables] == ["disclosure", "requests", "disputes"]
    assert set(facts.cells) == {ref for form in forms(case.meta["edition"]) for ref in form.refs}
    pending = gold.get("pending_cells", {})
    differences = Differences()
    for ref, cell in facts.cells.items():
        if ref in gold["malformed"]:
            wanted = ("malformed", gold["malformed"][ref])
        elif ref in case.states("blank"):
            wanted = ("blank", "")
        elif ref in case.states("unread"):
            wanted = ("unread", None)
        else:
            wanted = ("number", gold["cells"].get(ref, "0"))
        value = {"number": number(cell.value), "unread": None}.get(cell.state, cell.text)
        entry = {"pending": pending[ref]} if ref in pending else {}
        wrong = None if (cell.state, value) == wanted else f"{cell.state} {value}, not {wanted}"
        differences.expect(entry, ref, wrong)
    assert not differences.found


def test_every_claim_about_a_cell(case: Sample) -> None:
    claims = {checked.claim.span: checked for checked in case.analysis.facts.claims}
    linked = {span for span, checked in claims.items() if checked.verdict.target}
    differences = Differences()
    for entry in case.gold.get("claim", ()):
        place = case.place(entry["quote"])
        linked.discard(place)
        targets = (entry.get("target"), *entry.get("also", ()))
        wrong = _wrong(claims.get(place), targets, entry.get("outcome", "unlinked"))
        differences.expect(entry, entry["quote"], wrong)
    assert not differences.found
    text = case.analysis.facts.text
    assert not [text[span.start - 12 : span.end] for span in sorted(linked)], (
        "linked, but to no cell"
    )


def _wrong(
    checked: CheckedClaim | None, targets: tuple[str | None, ...], outcome: str
) -> str | None:
    if checked is None:
        return "not read"
    verdict = checked.verdict
    if verdict.target not in targets:
        return f"held against {verdict.target}"
    return None if verdict.outcome == outcome else f"{verdict.outcome}: {verdict.reason}"


def test_what_an_expert_finds_is_found(case: Sample) -> None:
    differences = Differences()
    for entry in case.gold.get("finding", ()):
        if entry["code"] in REGISTERED:
            found = any(case.points_at(finding, entry) for finding in told(case.analysis))
            differences.expect(entry, str(entry), None if found else "not found")
    assert not differences.found


def test_nobody_is_accused_falsely(case: Sample) -> None:
    """Look-alikes stay silent, and nothing of weight is said that an expert does not say."""
    expected = [*case.gold.get("finding", ())]
    differences = Differences()
    for entry in case.gold.get("silent", ()):
        said = [f.message for f in case.analysis.findings if case.points_at(f, entry)]
        differences.expect(entry, f"{entry['code']} ({entry['why']})", said[0] if said else None)
        expected += [entry] if said else []
    for finding in case.analysis.findings:
        if finding.severity in NEEDS_A_REASON:
            known = any(case.points_at(finding, entry) for entry in expected)
            differences.expect({}, finding.code, None if known else finding.message)
    assert not differences.found


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("clean-")])
def test_a_clean_report_expects_nothing_of_weight(name: str) -> None:
    """But for what is known to be misread so far."""
    case = sample(name)
    misread = [entry for entry in case.gold.get("silent", ()) if "pending" in entry]
    found = [f for f in case.analysis.findings if f.severity in NEEDS_A_REASON]
    assert not [f.message for f in found if not any(case.points_at(f, e) for e in misread)]


def test_the_gold_cells_foot(case: Sample) -> None:
    """The figures of the sample itself, by the identities of the form, but for intended faults."""
    gold, edition = case.gold, case.meta["edition"]
    without_value = (*(f"{row}." for row in (*gold["blank"], *gold["unread"])), *gold["malformed"])

    def value(ref: str) -> Decimal | None:
        if ref.startswith(without_value):
            return None
        return Decimal(gold["cells"].get(ref, "0"))

    identities = [identity for form in forms(edition) for identity in form.identities]
    unequal = {_name(each) for each in identities if not _holds(each, value)}
    assert unequal == set(gold.get("broken", ()))
    assert set(gold["cells"]) <= {ref for form in forms(edition) for ref in form.refs}


def _name(identity: Identity) -> str:
    axis = identity.column or identity.row
    return f"{identity.footing.id} {axis}" if axis else identity.footing.id


def _holds(identity: Identity, value: Callable[[str], Decimal | None]) -> bool:
    left, right = identity.left.value(value), identity.right.value(value)
    return left is None or right is None or left == right


def test_the_result_fits_the_published_schema(case: Sample) -> None:
    wrong = Draft202012Validator(schema()).iter_errors(case.analysis.to_dict())
    assert [error.message for error in wrong] == []


@pytest.mark.parametrize("name", GOLDEN_NAMES)
def test_golden(name: str, *, regen: bool) -> None:
    """The whole result, to the byte; `pytest --regen` writes it anew."""
    result = sample(name).analysis.to_dict()
    result["document"]["source"] = sample(name).report.name
    written = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{name}.json"
    if regen:
        golden.write_text(written, "utf-8")
    assert golden.read_text("utf-8") == written
