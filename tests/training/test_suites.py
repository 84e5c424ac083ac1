from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.errors import DataError, UsageError
from analyzer.lexicon.names import name_of
from analyzer.training.report import report, to_json
from analyzer.training.suite import Measured
from analyzer.training.suites import SUITES, Evaluation, run, shortfalls

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.mark.parametrize(
    "suite",
    [pytest.param(s, marks=pytest.mark.slow if s == "injected" else ()) for s in SUITES],
)
def test_the_floors_hold(suite: str) -> None:
    evaluation = run(suite, CORPORA)
    assert evaluation.shortfalls == ()
    assert name_of("suite", suite) in report(evaluation)
    written = json.loads(to_json(evaluation))
    assert list(written["suites"]) == [suite]
    assert written["suites"][suite]


def test_a_missed_floor_is_told() -> None:
    figures = {"digest": "a", "role": {"macro_f1": 0.9, "abstention": 0.2}}
    assert not list(shortfalls(figures, figures, "labels"))
    floors = {"digest": "b", "role": {"macro_f1": 0.91, "abstention": 0.1}}
    told = list(shortfalls(figures, floors, "labels"))
    assert [text.split(" ")[0] for text in told] == [
        "labels.digest",
        "labels.role.macro_f1",
        "labels.role.abstention",
    ]
    assert told[1] in report(Evaluation({"labels": Measured(figures, ())}, tuple(told)))
    with pytest.raises(DataError, match=r"labels\.beauty"):
        list(shortfalls(figures, {"beauty": 1.0}, "labels"))


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(UsageError, match="labels"):
        run("beauty", CORPORA)
