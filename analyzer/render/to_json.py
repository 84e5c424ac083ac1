"""The analysis as the JSON object of the contract, and the JSON Schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from analyzer.analysis import Analysis
from analyzer.rule import Rule

_SCHEMA: Final = "analysis.schema.json"


def render(analysis: Analysis, rules: Sequence[Rule]) -> bytes:  # noqa: ARG001  # all formats share it
    """The object of CONTRACT.md: UTF-8, indented by two, a line end at the end."""
    return _encoded(json.dumps(analysis.to_dict(), ensure_ascii=False, indent=2))


def line(value: Any) -> bytes:
    """`value` as one line of JSON Lines."""
    return _encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def schema_text() -> str:
    """The JSON Schema (2020-12) of the object, as it is published."""
    return resources.files("analyzer.render").joinpath(_SCHEMA).read_text("utf-8")


def schema() -> dict[str, Any]:
    """The parsed JSON Schema."""
    parsed: dict[str, Any] = json.loads(schema_text())
    return parsed


def _encoded(text: str) -> bytes:
    # A lone surrogate (an undecodable file name) becomes \udcXX, which JSON reads back as it was.
    return f"{text}\n".encode("utf-8", errors="backslashreplace")
