"""Decisions of a person on findings, kept by fingerprint so that they survive re-runs.

A file of decisions is JSON Lines, one decision a line; the last line on a fingerprint counts, so a
file is only ever appended to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args

from analyzer.errors import DataError
from analyzer.finding import Finding, Status

_STATUSES: Final[tuple[str, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on the finding of this fingerprint, who and why (both may be empty)."""

    fingerprint: str
    status: Status
    reviewer: str = ""
    reason: str = ""


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, in order; raises `DataError` naming file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            f"复核记录无法读取（{error.strerror}）", place=str(path), remedy="请检查路径"
        ) from None
    except UnicodeDecodeError:
        raise DataError("复核记录不是 UTF-8 文本", place=str(path)) from None
    return tuple(
        _decision(line, f"{path} 第 {number} 行")
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )


def line(decision: Decision) -> str:
    """A decision as a line of the file, line end included."""
    return f"{json.dumps(asdict(decision), ensure_ascii=False)}\n"


def apply(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings with the status a person gave them; undecided ones stay as they are."""
    decided = {decision.fingerprint: decision.status for decision in decisions}
    return tuple(
        replace(finding, status=decided.get(finding.fingerprint, finding.status))
        for finding in findings
    )


def _decision(text: str, place: str) -> Decision:
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"不是合法的 JSON：{error}", place=place) from None
    if not isinstance(data, dict):
        raise DataError("应为一个对象", place=place)
    fields = Decision.__slots__
    for key, value in data.items():
        if key not in fields:
            raise DataError(f"未知的键 {key}", place=place, remedy=f"可用的键：{'、'.join(fields)}")
        if not isinstance(value, str):
            raise DataError(f"键 {key} 应为字符串", place=place)
    if not data.get("fingerprint"):
        raise DataError("缺少键 fingerprint", place=place)
    if data.get("status") not in _STATUSES:
        raise DataError(f"键 status 的值应为 {'、'.join(_STATUSES)} 之一", place=place)
    return Decision(**data)
