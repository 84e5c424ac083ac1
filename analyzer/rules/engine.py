"""The engine: runs the rules over facts and stamps each fault into a finding."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import Span
from analyzer.finding import SEVERITIES, CellAnchor, Fault, Finding
from analyzer.profile import Profile
from analyzer.rule import Rule

_NOISE: Final = re.compile(r"[\s\d，。、；：,.;:]+")
_FINGERPRINT_LENGTH: Final = 16


def run(rules: Iterable[Rule], facts: Facts, profile: Profile) -> tuple[Finding, ...]:
    """The findings of `rules` that the profile wants: by severity, then by place, each once."""
    found: dict[str, Finding] = {}
    for rule in rules:
        if profile.wants(rule.code):
            for finding in _stamped(rule, facts, profile):
                found.setdefault(finding.fingerprint, finding)
    return tuple(sorted(found.values(), key=_order))


def _stamped(rule: Rule, facts: Facts, profile: Profile) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for fault in rule.check(facts, profile):
        print_ = fingerprint(rule.code, fault, facts)
        # The same words faulted twice in one report are two findings: number the repetitions.
        seen[print_] = seen.get(print_, 0) + 1
        if seen[print_] > 1:
            print_ = _digest(f"{print_}#{seen[print_]}")
        severity = profile.severities.get(rule.code, fault.severity or rule.severity)
        yield Finding(
            code=rule.code,
            name=rule.name,
            severity=severity,
            certainty=fault.certainty or rule.certainty,
            message=fault.message,
            advice=fault.advice,
            basis=rule.basis,
            anchors=fault.anchors,
            expected=_text(fault.expected),
            actual=_text(fault.actual),
            fingerprint=print_,
            corrections=fault.corrections,
        )


def fingerprint(code: str, fault: Fault, facts: Facts) -> str:
    """A hash of code, normalised quotes and cells: stable while the faulted words stand."""
    parts = [code]
    for anchor in fault.anchors:
        if isinstance(anchor, CellAnchor):
            parts.append(anchor.ref)
        else:
            quote = facts.quote(anchor)
            parts.append(_NOISE.sub("", quote) or quote)
    return _digest("|".join(parts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_FINGERPRINT_LENGTH]


def _text(value: Decimal | str | None) -> str | None:
    return number(value) if isinstance(value, Decimal) else value


def _order(finding: Finding) -> tuple[int, int, str, str]:
    first = next((a.start for a in finding.anchors if isinstance(a, Span)), 10**9)
    return SEVERITIES.index(finding.severity), first, finding.code, finding.fingerprint
