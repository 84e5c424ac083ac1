"""Everything a claim carries, for the sentences of `claims.toml`, word for word in `told.txt`.

Written anew with `--regen`. Not only the first formula: kind, metric, base, period, scope, and every
reading with its reason and probability, which decides whether a report may be accused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from analyzer.claim import CheckedClaim
from analyzer.pipeline import read_text

HERE = Path(__file__).parent
TOLD = HERE / "told.txt"
CASES = tomllib.loads((HERE / "claims.toml").read_text("utf-8"))["case"]


def _lines(checked: CheckedClaim) -> Iterator[str]:
    claim = checked.claim
    about = [
        *(claim.kind, claim.quantity.hedge, claim.metric or "-", claim.base or "-"),
        *(str(claim.period or "-"), claim.scope, f"{claim.probability:.2f}"),
        *(["全域"] if claim.of_area else []),
        *(["或", *claim.metrics] if claim.metrics else []),
    ]
    yield f"  {claim.text}｜{' '.join(about)}"
    for link in checked.links:
        yield f"    {link.probability:.2f} {link.target}｜{link.reason}"


def test_what_is_told_of_every_sentence(*, regen: bool) -> None:
    lines = []
    for case in CASES:
        lines.append(case["text"])
        for checked in read_text(case["text"], "overview", case.get("year", 2024))[1]:
            lines += _lines(checked)
    told = "\n".join([*lines, ""])
    if regen:
        TOLD.write_text(told, "utf-8")
    assert told == TOLD.read_text("utf-8")
