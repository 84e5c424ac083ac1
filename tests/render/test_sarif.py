"""SARIF and CSV: valid against the specification, regions at the exact words, no formulas."""

from __future__ import annotations

import csv
import io
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from analyzer import analyze
from analyzer.analysis import Analysis
from analyzer.document import Span
from analyzer.render import to_csv, to_sarif
from analyzer.rules import RULES
from tests.render import hostile, sample
from tests.render.golden import matches

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text("utf-8"))
SAMPLES = Path(__file__).resolve().parents[2] / "corpora/samples"


def run(*analyses: Analysis) -> dict[str, Any]:
    """The only run of the log, which is valid."""
    log = json.loads(to_sarif.render(analyses, RULES))
    Draft202012Validator(SCHEMA).validate(log)
    runs: list[dict[str, Any]] = log["runs"]
    return runs[0]


def test_the_schema_itself_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_samples_are_valid_and_regions_hold_their_words() -> None:
    analyses = [analyze(path) for path in sorted(SAMPLES.glob("*/report.*"))]
    told = run(*analyses)
    assert len(told["artifacts"]) == len(analyses)
    assert sum(len(each.findings) for each in analyses) == len(told["results"])
    checked = 0
    for result in told["results"]:
        assert told["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for location in [*result["locations"], *result.get("relatedLocations", ())]:
            place = location["physicalLocation"]
            text = told["artifacts"][place["artifactLocation"]["index"]]["contents"]["rendered"]
            checked += _holds(place.get("region"), text["text"])
    assert checked > 20


def _holds(region: dict[str, Any] | None, text: str) -> bool:
    """Whether there is a region; its offsets, lines and snippet must then say the same."""
    if region is None:
        return False
    span = Span(region["charOffset"], region["charOffset"] + region["charLength"])
    assert span.of(text) == region["snippet"]["text"]
    lines = text.split("\n")
    if region["startLine"] == region["endLine"]:
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == span.of(text)
    return True


def test_every_rule_has_chinese_help() -> None:
    for rule in run(sample.analysis())["tool"]["driver"]["rules"]:
        assert "依据" in rule["help"]["text"]


def test_decisions_are_suppressions() -> None:
    results = run(sample.analysis())["results"]
    assert [len(each["suppressions"]) for each in results] == [0, 0, 1]
    assert all(each["partialFingerprints"]["nianbao/v1"] for each in results)


def test_what_was_not_read_is_told() -> None:
    (invocation,) = run(sample.analysis())["invocations"]
    told = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any("图中文字没有读取" in text for text in told)


def test_hostile_reports_stay_valid_and_their_words_are_only_shown() -> None:
    told = run(hostile.analysis())
    messages = [each["message"]["text"] for each in told["results"]]
    messages += [each["description"]["text"] for each in told["artifacts"]]
    for message in messages:
        assert hostile.SCRIPT in message
        assert message.isprintable()
        assert "](" not in message, "no link"
        assert "{" not in message.replace("{{", "").replace("}}", ""), "no placeholder"


def _table(*analyses: Analysis) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv.render(analyses).decode("utf-8-sig"))))


def test_csv_has_a_line_for_every_open_finding() -> None:
    head, *rows = _table(sample.analysis(), sample.analysis())
    assert tuple(head) == to_csv.COLUMNS
    assert len(rows) == 4
    assert rows[0][head.index("原文")] == "15件"


def test_csv_cells_are_no_formulas() -> None:
    _, *rows = _table(hostile.analysis())
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell.isprintable()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.sarif", to_sarif.render((sample.settled(),), ())),
        ("report.csv", to_csv.render((sample.settled(),))),
    ],
)
def test_same_analysis_same_bytes(name: str, data: bytes, *, regen: bool) -> None:
    data = data.replace(version("nianbao").encode(), b"0.0.0")
    assert matches(name, data, regen=regen)
