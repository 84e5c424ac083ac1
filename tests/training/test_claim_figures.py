"""The annotated claims are valid, and reading and linking them stays above the floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.errors import DataError
from analyzer.formula import parse
from analyzer.training.claim_figures import load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_every_target_is_a_formula() -> None:
    for item in load(CORPORA):
        for claim in item["claims"]:
            for target in (claim["target"], *claim["alternatives"]):
                assert target is None or parse(target).refs


def test_a_quote_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    folder.mkdir()
    item = {"id": "x", "agency": "", "level": "township", "year": 2024, "section": "overview"}
    item |= {"text": "收到申请3件。", "claims": [{"quote": "4件", "nth": 1}]}
    (folder / "a.jsonl").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.jsonl 第 1 行.*4件"):
        list(load(tmp_path))
