"""One fault is reported once: findings of one cause are folded under the finding at the root.

What may be folded under what, and what makes the cause the same, is data (`folding.toml`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, NamedTuple

from analyzer.document import Span
from analyzer.errors import DataError
from analyzer.finding import CellAnchor, Finding
from analyzer.lexicon.source import load

_FILE: Final = "folding"
_PLACE: Final = f"{_FILE}.toml"
_KEYS: Final = frozenset({"root", "under", "when", "reason"})


class Fold(NamedTuple):
    """One entry of the file: codes (or their beginnings) and the test of a common cause."""

    root: tuple[str, ...]
    under: tuple[str, ...]
    is_same_cause: Callable[[Finding, Finding], bool]


def folded(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings at the root, in their order, each with what was folded under it."""
    left = list(findings)
    for fold in folds():
        for root in [each for each in left if each.code.startswith(fold.root)]:
            at = next(
                (i for i, each in enumerate(left) if each.fingerprint == root.fingerprint), None
            )
            if at is None:
                continue  # folded under another root by now
            root = left[at]  # noqa: PLW2901 # with what this entry has folded under it so far
            mine = [
                each
                for each in left
                if each.fingerprint != root.fingerprint
                and each.code.startswith(fold.under)
                and fold.is_same_cause(root, each)
            ]
            if mine:
                flat = [one for each in mine for one in (replace(each, related=()), *each.related)]
                left[at] = replace(root, related=(*root.related, *flat))
                gone = {each.fingerprint for each in mine}
                left = [each for each in left if each.fingerprint not in gone]
    return tuple(left)


def _blames_the_same(root: Finding, other: Finding) -> bool:
    return bool(root.corrections) and set(root.corrections) == set(other.corrections)


def _is_mended_with(root: Finding, other: Finding) -> bool:
    """Whether the other's two figures agree once the root's cells hold what they should."""
    expected, actual = _decimal(other.expected), _decimal(other.actual)
    if expected is None or actual is None:
        return False
    mine = [each for each in root.corrections if each.ref in _cells(other)]
    change = sum((each.should - each.written for each in mine), Decimal(0))
    return change != 0 and abs(actual - expected) == abs(change)


def _has_the_same_words(root: Finding, other: Finding) -> bool:
    spans = _spans(root)[:1] if root.code.startswith("C") else _spans(root)
    return any(a.start < b.end and b.start < a.end for a in spans for b in _spans(other))


def _leads_with_the_same_words(root: Finding, other: Finding) -> bool:
    return any(
        a.start < b.end and b.start < a.end for a in _spans(root)[:1] for b in _spans(other)[:1]
    )


def _has_the_same_cell(root: Finding, other: Finding) -> bool:
    return bool(_cells(root) & _cells(other))


def _speaks_of_the_report(_root: Finding, _other: Finding) -> bool:
    return True


_TESTS: Final[Mapping[str, Callable[[Finding, Finding], bool]]] = {
    "cell": _blames_the_same,
    "mend": _is_mended_with,
    "words": _has_the_same_words,
    "lead": _leads_with_the_same_words,
    "same": _has_the_same_cell,
    "report": _speaks_of_the_report,
}


def _cells(finding: Finding) -> set[str]:
    return {anchor.ref for anchor in finding.anchors if isinstance(anchor, CellAnchor)}


def _spans(finding: Finding) -> list[Span]:
    return [anchor for anchor in finding.anchors if isinstance(anchor, Span)]


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None  # a finding about words, not about figures


@cache
def folds() -> tuple[Fold, ...]:
    """The entries of the file in order; raises `DataError` naming file and key."""
    entries = load(_FILE, "analyzer.rules").get("fold")
    if not isinstance(entries, list):
        raise DataError("缺少键 fold", place=_PLACE)
    return tuple(_entry(entry, f"fold[{index}]") for index, entry in enumerate(entries))


def _entry(entry: Any, where: str) -> Fold:
    if not isinstance(entry, Mapping) or entry.keys() != _KEYS:
        raise DataError(f"键 {where} 应恰有 {'、'.join(sorted(_KEYS))}", place=_PLACE)
    if entry["when"] not in _TESTS:
        raise DataError(f"键 {where}.when 应为 {'、'.join(_TESTS)} 之一", place=_PLACE)
    return Fold(tuple(entry["root"]), tuple(entry["under"]), _TESTS[entry["when"]])
