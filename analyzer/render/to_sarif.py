"""Findings as SARIF 2.1.0 (OASIS), for editors and pipelines that show results of checks.

A report is an artifact whose `contents.rendered` is the normalised text; regions are offsets, lines
and columns of that text in code points. Official cells are logical locations.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import accumulate
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from analyzer.analysis import Analysis, Facts
from analyzer.document import Span
from analyzer.finding import Finding, Severity
from analyzer.lexicon.names import name_of
from analyzer.render.cell_names import cell_name
from analyzer.render.legible import legible
from analyzer.render.listing import cells, spans
from analyzer.render.unread_text import unread
from analyzer.rule import Rule

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final[Mapping[Severity, str]] = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "note",
    "info": "note",
}
_FINGERPRINT: Final = "nianbao/v1"


def render(analyses: Sequence[Analysis], rules: Sequence[Rule]) -> bytes:
    """One run over all reports: UTF-8, indented, the same bytes for the same analyses."""
    places = {rule.code: place for place, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(analysis.facts) for analysis in analyses],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    note
                    for index, analysis in enumerate(analyses)
                    for note in _unread(analysis.facts, index)
                ],
            }
        ],
        "results": [
            result
            for index, analysis in enumerate(analyses)
            for result in _results(analysis, index, places)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(log, ensure_ascii=False, indent=1)}\n".encode("utf-8", "backslashreplace")


def _driver(rules: Sequence[Rule]) -> dict[str, Any]:
    return {
        "name": "nianbao",
        "semanticVersion": version("nianbao"),
        "shortDescription": {"text": "政府信息公开工作年度报告的自动审核"},
        "language": "zh-CN",
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.page.split("\n\n", 1)[0] or rule.name},
        "help": {"text": f"{rule.page}\n\n依据：{rule.basis}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    described["properties"] = {
        "severity": rule.severity,
        "certainty": rule.certainty,
        "tags": [name_of("severity", rule.severity), name_of("certainty", rule.certainty)],
    }
    return described


def _artifact(facts: Facts) -> dict[str, Any]:
    document = facts.document
    return {
        "location": {"uri": _uri(document.source)},
        "description": _message(document.title or document.source),
        "hashes": {"sha-256": document.sha256},
        "contents": {"rendered": {"text": facts.text}},
    }


def _uri(source: str) -> str:
    """The path as a relative or `file` URI; characters that a URI cannot hold are escaped."""
    path = PurePath(source)
    escaped = quote(path.as_posix(), errors="backslashreplace")
    return f"file://{escaped}" if path.is_absolute() else escaped


def _unread(facts: Facts, index: int) -> Iterator[dict[str, Any]]:
    for place, line in unread(facts):
        location = {"physicalLocation": {"artifactLocation": _location(facts, index)}}
        yield {"level": "note", "message": _message(f"{place}：{line}"), "locations": [location]}


def _message(text: str) -> dict[str, str]:
    """A message that shows text from a report as it is: no link, no placeholder (SARIF 3.11.5, 3.11.6)."""
    unlinked = legible(text).replace("](", "] (")
    return {"text": unlinked.replace("{", "{{").replace("}", "}}")}


def _location(facts: Facts, index: int) -> dict[str, Any]:
    return {"uri": _uri(facts.document.source), "index": index}


def _results(analysis: Analysis, index: int, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    facts = analysis.facts
    lines = [0, *accumulate(len(line) + 1 for line in facts.text.split("\n"))]
    for finding in analysis.findings:
        located = [_region(span, facts, index, lines) for span in spans(finding)]
        named = [_cell(ref, facts) for ref in cells(finding)]
        first = located[0] if located else _whole(facts, index)
        if named:
            first["logicalLocations"] = named
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "kind": "fail",
            "level": _LEVELS[finding.severity],
            "message": _message(finding.message),
            "locations": [first],
            "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
            "suppressions": _suppressions(finding),
            "properties": _properties(finding),
        }
        if finding.code in places:
            result["ruleIndex"] = places[finding.code]
        if len(located) > 1:
            result["relatedLocations"] = [
                {"id": number, **location} for number, location in enumerate(located[1:], start=1)
            ]
        yield result


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "certainty": finding.certainty,
        "status": finding.status,
        "advice": finding.advice,
        "basis": finding.basis,
        "expected": finding.expected,
        "actual": finding.actual,
        "related": [f"{each.code} {each.message}" for each in finding.related],
    }


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """A dismissed finding is suppressed by a person; an empty list says that nothing is."""
    if finding.status != "dismissed":
        return []
    return [{"kind": "external", "status": "accepted", "justification": "人工复核排除"}]


def _whole(facts: Facts, index: int) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _location(facts, index)}}


def _region(span: Span, facts: Facts, index: int, lines: Sequence[int]) -> dict[str, Any]:
    start, end = (bisect_right(lines, place) - 1 for place in span)
    located = _whole(facts, index)
    located["physicalLocation"]["region"] = {
        "startLine": start + 1,
        "startColumn": span.start - lines[start] + 1,
        "endLine": end + 1,
        "endColumn": span.end - lines[end] + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": span.of(facts.text)},
    }
    return located


def _cell(ref: str, facts: Facts) -> dict[str, str]:
    return {"name": cell_name(ref, facts), "fullyQualifiedName": ref, "kind": "cell"}
