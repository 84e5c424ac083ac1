"""The comparison with other libraries counts as it says; the libraries themselves are not needed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from analyzer.training.claim_corpus import load
from tests.benchmarks.peer_readers import Naive, with_unit
from tests.benchmarks.peers import Number, score

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_a_reader_that_finds_the_gold_scores_full() -> None:
    items = load(CORPORA)[:50]
    perfect = [
        [
            Number(c.span.start, c.span.end, c.value, c.unit, c.low, c.high)
            for c in item.claims
            if not c.is_statement
        ]
        for item in items
    ]
    full = score(items, perfect)
    assert full.gold == full.found == full.value == full.unit == full.bounds > 0
    assert full.hard == full.hard_right
    assert score(items, [[] for _ in items]).value == 0


def test_a_bare_number_gets_the_unit_behind_it() -> None:
    text = "收费1.2万元，共3件。"
    first, second = Naive().read(text)
    units = ["万元", "元", "件"]
    assert first[2] == Decimal(12000)
    assert with_unit(text, second, units) == [9, 11, "3", "件"]
    assert with_unit(text, first, units)[3] == "元"
