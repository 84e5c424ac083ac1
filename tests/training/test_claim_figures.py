"""The annotated claims are valid, and measured as intended."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest

from analyzer.document import AgencyLevel, Edition
from analyzer.errors import DataError, UsageError
from analyzer.forms.form import forms
from analyzer.formula import parse
from analyzer.training.claim_corpus import BATCHES, FOLDER, SPLITS, load
from analyzer.training.claim_figures import calibration_error, measure
from analyzer.training.claim_pairs import compare, is_right_link, same_reading, verdict_of
from analyzer.training.suites import run

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
CLAIM: dict[str, Any] = {
    "quote": "3件",
    "nth": 1,
    "value": "3",
    "low": "3",
    "high": "3",
    "unit": "件",
    "hedge": "exact",
    "kind": "count",
    "target": "requests.new_received.total",
    "alternatives": [],
}
ITEM: dict[str, Any] = {
    "id": "x-1",
    "agency": "甲县统计局",
    "level": "county_department",
    "year": 2024,
    "section": "overview",
    "text": "全年新收政府信息公开申请3件。",
    "claims": [CLAIM],
}


def test_the_corpus_is_valid_and_no_agency_crosses_a_split() -> None:
    items = load(CORPORA)
    assert len(items) >= 1900
    agencies = [{item.agency for item in items if item.split == split} for split in SPLITS]
    assert all(agencies)
    assert sum(map(len, agencies)) == len(set().union(*agencies))
    assert {item.level for item in items if item.split == "test"} == set(get_args(AgencyLevel))
    assert sum(bool(item.cells) for item in items) >= 150


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": "4件"}, "4件"),
        ({"nth": 2}, "第 2 个"),
        ({"high": "4"}, r"3…3"),
        ({"hedge": "over", "high": "4"}, r"3…None"),
        ({"hedge": "at_least"}, r"3…None"),
        ({"hedge": "zero"}, r"0…0"),
        ({"hedge": "exactly"}, "hedge"),
        ({"value": "三"}, "十进制"),
        ({"value": None}, "没有 value"),
        ({"target": "requests.new_received.sum"}, "requests.new_received.sum"),
        ({"target": "requests.new_received.total +"}, "不完整"),
        ({"alternatives": ["disclosure.regulations.made"]}, "disclosure.regulations.made"),
        ({"outcomes": ["agrees"]}, "outcomes"),
        ({"note": ""}, "键"),
    ],
)
def test_a_bad_claim_is_named_by_file_and_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    _write(
        tmp_path, ITEM | {"id": "x-0", "text": "未收到3件。"}, ITEM | {"claims": [CLAIM | change]}
    )
    with pytest.raises(DataError, match=rf"a\.jsonl 第 2 行.*{message}"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "x-0"}, "重复"),
        ({"text": "本年新收 3件。"}, "重复"),
        ({"claims": [CLAIM, CLAIM | {"quote": "申请3件"}]}, "重叠"),
        ({"level": "village"}, "village"),
        ({"year": "2024"}, "year"),
        ({"cells": {"requests.new.total": "3"}}, "requests.new.total"),
        ({"cells": {"requests.new_received.total": "3"}}, "outcomes"),
        ({"score": 1}, "键"),
    ],
)
def test_a_bad_item_is_named_by_file_and_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    _write(tmp_path, ITEM | {"id": "x-0", "text": "本年新收3件。"}, ITEM | change)
    with pytest.raises(DataError, match=rf"a\.jsonl 第 2 行.*{message}"):
        load(tmp_path)


def test_a_batch_is_held_out_or_read_as_a_whole(tmp_path: Path) -> None:
    lines = [
        ITEM | {"id": f"x-{n}", "agency": f"{n}县统计局", "text": "新收" + "很" * n + "多的3件。"}
        for n in range(30)
    ]
    _write(tmp_path, *lines)
    arranged = tmp_path / FOLDER / BATCHES
    arranged.write_text('held_out = ["a"]', "utf-8")
    assert {item.split for item in load(tmp_path)} == {"test"}
    arranged.write_text('read = ["a"]', "utf-8")
    assert {item.split for item in load(tmp_path)} == {"train", "dev"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('held_out = ["b"]', "held_out 里的 b 没有对应的文件"),
        ('held_out = ["a"]\nread = ["a"]', "a 不能既留出又不留出"),
        ('kept = ["a"]', "kept 应为 held_out、read 之一"),
        ("held_out = [", "读不出"),
    ],
)
def test_what_is_said_of_batches_is_checked(tmp_path: Path, text: str, message: str) -> None:
    _write(tmp_path, ITEM)
    (tmp_path / FOLDER / BATCHES).write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        load(tmp_path)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_row_and_column_of_every_form_is_a_target(edition: Edition) -> None:
    targets = [
        claim.target
        for item in load(CORPORA)
        if item.edition == edition
        for claim in item.claims
        if claim.target is not None
    ]
    seen = {ref for target in targets for ref in parse(target).refs}
    for form in forms(edition):
        for axis in (slice(0, 2), slice(0, 3, 2)):
            parts = [{tuple(ref.split(".")[axis]) for ref in refs} for refs in (form.refs, seen)]
            assert not parts[0] - parts[1]


def test_bounds_of_a_fall_are_those_of_its_amount(tmp_path: Path) -> None:
    fall = CLAIM | {"quote": "20余件", "hedge": "over", "kind": "change", "target": None}
    fall |= {"value": "-20", "low": "-29", "high": "-20"}
    _write(tmp_path, ITEM | {"text": "较上年减少20余件。", "claims": [fall]})
    assert load(tmp_path)[0].claims[0].high == -20


def test_an_item_is_compared_claim_by_claim(tmp_path: Path) -> None:
    wrong = CLAIM | {"value": "5", "low": "5", "high": "5", "quote": "办结5件"}
    cells = {"requests.new_received.total": "4", "requests.result_total.total": "5"}
    claims = [CLAIM | {"outcomes": ["disagrees"]}, wrong | {"outcomes": ["agrees"]}]
    text = "全年新收政府信息公开申请3件，办结5件，结转下年1件。"
    _write(tmp_path, ITEM | {"text": text, "claims": claims, "cells": cells})
    first, second, extra = compare(load(tmp_path)[0])
    assert (same_reading(first), is_right_link(first), verdict_of(first)) == (
        True,
        True,
        "disagrees",
    )
    assert (same_reading(second), is_right_link(second)) == (True, False)
    assert extra.gold is None
    figures = measure(tmp_path).suites
    assert figures["quantities"].figures["precision"] == pytest.approx(0.6667)
    assert figures["links"].figures["precision"] == pytest.approx(0.3333)
    assert figures["outcomes"].figures["accuracy"] == 1


def test_calibration_is_the_gap_between_trust_and_truth() -> None:
    assert calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == 0
    assert calibration_error([(0.9, False)]) == 0.9
    assert calibration_error([]) == 0


def test_other_splits_than_the_held_out_have_no_floors() -> None:
    evaluation = run("claims", CORPORA, "dev")
    assert evaluation.measured["claims"].figures["classes"]["exact"]["support"] > 100
    assert evaluation.shortfalls == ()
    with pytest.raises(UsageError, match="dev"):
        run("claims", CORPORA, "held-out")


def _write(folder: Path, *items: dict[str, Any]) -> None:
    (folder / "claims").mkdir()
    content = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    (folder / "claims" / "a.jsonl").write_text(content, "utf-8")
    shutil.copy(CORPORA / "splits.toml", folder)
