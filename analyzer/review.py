"""Decisions of a person on findings, kept by fingerprint so that they survive re-runs.

A file of decisions is JSON Lines, one decision a line, only ever appended to, so that git merges
two people's files line by line. On one finding the latest decision counts: by its time where both
tell one, else by its place in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args

from analyzer.analysis import Facts
from analyzer.errors import DataError
from analyzer.finding import Finding, Status

_STATUSES: Final[tuple[str, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on the finding of this fingerprint; who, when and why are the caller's.

    `at` is a time that sorts as text (ISO 8601). With `agency` and `year` the decision counts for
    that report alone; without, wherever the fingerprint turns up. `code` only helps the reader.
    """

    fingerprint: str
    status: Status
    reviewer: str = ""
    reason: str = ""
    at: str = ""
    code: str = ""
    agency: str = ""
    year: str = ""


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
    """A decision as a line of the file, line end included; what is empty is left out."""
    told = {key: value for key, value in asdict(decision).items() if value}
    return f"{json.dumps(told, ensure_ascii=False)}\n"


def append(path: Path, decision: Decision) -> None:
    """Add a decision to the file, which need not exist; raises `DataError` naming it."""
    try:
        text = path.read_bytes() if path.exists() else b""
        with path.open("ab") as file:
            file.write(b"\n" if text and not text.endswith(b"\n") else b"")
            file.write(line(decision).encode())
    except OSError as error:
        raise DataError(
            f"复核记录无法写入（{error.strerror}）", place=str(path), remedy="请检查路径和权限"
        ) from None


def relevant(decisions: Iterable[Decision], facts: Facts) -> tuple[Decision, ...]:
    """The decisions that may speak of this report."""
    agency, year = facts.document.agency or "", str(facts.document.year or "")
    return tuple(d for d in decisions if d.agency in ("", agency) and d.year in ("", year))


def apply(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[Finding, ...]:
    """The findings with the status a person gave them; undecided ones stay as they are.

    What is folded under a dismissed finding goes with it.
    """
    latest: dict[str, Decision] = {}
    for decision in decisions:
        before = latest.get(decision.fingerprint)
        if before is None or not (decision.at and before.at) or decision.at >= before.at:
            latest[decision.fingerprint] = decision
    return tuple(_decided(finding, latest) for finding in findings)


def _decided(finding: Finding, latest: dict[str, Decision]) -> Finding:
    decision = latest.get(finding.fingerprint)
    related = tuple(_decided(each, latest) for each in finding.related)
    status = decision.status if decision else finding.status
    return replace(finding, status=status, related=related)


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
