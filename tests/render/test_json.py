"""The JSON output against its published schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from analyzer.document import Edition
from analyzer.finding import SEVERITIES
from analyzer.render.formats import FORMATS, Output
from analyzer.render.to_json import render, schema
from tests.render import sample


def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def _properties(node: Any, path: str = "") -> list[tuple[str, Any]]:
    found = []
    for key, value in node.items() if isinstance(node, dict) else ():
        if key == "properties":
            found += [(f"{path}.{name}", entry) for name, entry in value.items()]
        found += _properties(value, f"{path}.{key}")
    if isinstance(node, list):
        found += [
            each
            for index, value in enumerate(node)
            for each in _properties(value, f"{path}[{index}]")
        ]
    return found


def test_output_is_valid_and_the_same_every_time() -> None:
    first, second = (render(sample.analysis(), ()) for _ in range(2))
    assert first == second
    parsed = json.loads(first.decode("utf-8"))
    _validator().validate(parsed)
    assert parsed == sample.analysis().to_dict()
    assert "临江县水利局" in first.decode("utf-8")
    assert first.startswith(b'{\n  "schema"')


def test_every_property_is_described_in_chinese() -> None:
    named = _properties(schema())
    assert len(named) > 70
    bare = [
        path
        for path, entry in named
        if not any("一" <= c <= "鿿" for c in entry.get("description", ""))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("findings", 0, "severity"), "fatal"),
        (("findings", 0, "anchors", 0), {}),
        (("tables", 0, "cells", "requests.granted.total", "value"), 0),
        (("claims", 0, "value"), "1,234"),
        (("score", "total"), "59"),
        (("document", "edition"), "2031"),
    ],
)
def test_the_schema_refuses(place: tuple[str | int, ...], wrong: object) -> None:
    value: Any = json.loads(render(sample.analysis(), ()))
    node = value
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = wrong
    with pytest.raises(ValidationError):
        _validator().validate(value)


def test_fields_may_be_added() -> None:
    value = json.loads(render(sample.analysis(), ()))
    value["findings"][0]["page"] = 3
    assert _validator().is_valid(value)


def test_enums_are_those_of_the_values() -> None:
    finding = schema()["properties"]["findings"]["items"]["properties"]
    assert tuple(finding["severity"]["enum"]) == SEVERITIES
    edition = schema()["properties"]["tables"]["items"]["properties"]["edition"]["enum"]
    assert tuple(edition) == Edition.__args__  # type: ignore[attr-defined]


def test_an_undecodable_file_name_survives() -> None:
    known = sample.analysis(control="\udcff")
    assert "\udcff" in json.loads(render(known, ()))["text"]


def test_several_reports_become_lines() -> None:
    for name in ("json", "jsonl"):
        data = FORMATS[name].write((sample.analysis(),), (), Output(several=True))
        assert data.count(b"\n") == 1
        assert _validator().is_valid(json.loads(data))
