"""What an expression is said to need, no match of it is without."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import analyzer.extract
from analyzer.extract.expressions import Expression
from analyzer.lexicon.needed import needed


def test_every_way_to_match_has_what_the_expression_needs() -> None:
    told = [
        (name, each)
        for module in pkgutil.iter_modules(analyzer.extract.__path__, "analyzer.extract.")
        for name, each in vars(import_module(module.name)).items()
        if isinstance(each, Expression) and each.needs
    ]
    assert told
    for name, each in told:
        for way in needed(each.source):
            assert any(each.needs in run for run in way.runs), name
