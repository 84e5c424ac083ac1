"""The figures of `nianbao evaluate` as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from analyzer.lexicon.names import name_of
from analyzer.training.suites import Evaluation


def report(evaluation: Evaluation) -> str:
    """Every suite with its figures, then the floors that were missed, in Chinese."""
    return "\n".join(_lines(evaluation)) + "\n"


def to_json(evaluation: Evaluation) -> str:
    """Every figure of every suite and the shortfalls."""
    return json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=1) + "\n"


def _lines(evaluation: Evaluation) -> Iterator[str]:
    for suite, measured in evaluation.measured.items():
        yield f"【{name_of('suite', suite)}】"
        yield from measured.lines
    yield from (f"未达到底线：{text}" for text in evaluation.shortfalls)
    if not evaluation.shortfalls:
        yield "各项均达到底线。"
