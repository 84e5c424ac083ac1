from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import DataError
from analyzer.label.features import ASPECTS, ROLES
from analyzer.training import corpus
from analyzer.training.corpus import load

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
LINE: dict[str, Any] = {
    "id": "x-1",
    "agency": "甲县统计局",
    "level": "county_department",
    "year": 2024,
    "section": "overview",
    "text": "全年公开信息12条。",
    "aspect": "disclosure",
    "role": "fact",
    "alt_aspect": [],
    "alt_role": [],
    "hard": None,
}


def test_the_corpus_is_valid_and_covers_every_label() -> None:
    data = load(CORPORA)
    assert len(data.items) > 2000
    assert {item.aspect for item in data.items} == set(ASPECTS)
    assert {item.role for item in data.items} == set(ROLES)
    assert {item.aspect for item in data.test()} == set(ASPECTS)
    assert {item.role for item in data.test()} == set(ROLES)


def test_no_agency_crosses_a_split() -> None:
    data = load(CORPORA)
    learnt, held_out = ({i.agency for i in part} for part in (data.training(), data.test()))
    assert not learnt & held_out
    folds = {(item.agency, data.fold(item)) for item in data.training()}
    assert len(folds) == len(learnt)
    assert 0.1 < len(data.test()) / len(data.items) < 0.3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"role": "facts"}, "facts"),
        ({"aspect": "problem", "role": "problem"}, "第五部分"),
        ({"section": "problems", "aspect": "improvement", "role": "problem"}, "problem"),
        ({"section": "problems", "aspect": "problem"}, "heading"),
        ({"alt_role": ["fact"]}, "重复"),
        ({"text": ""}, "text"),
        ({"year": "2024"}, "year"),
        ({"note": ""}, "字段"),
    ],
)
def test_a_bad_line_is_named_by_file_and_number(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    _write(tmp_path, LINE | {"text": "全年公开信息。"}, LINE | {"id": "x-2"} | change)
    with pytest.raises(DataError, match=rf"labels/a\.jsonl:2.*{message}"):
        load(tmp_path)


def test_repeated_text_is_refused_but_titles_may_repeat(tmp_path: Path) -> None:
    title = LINE | {"text": "一、总体情况", "role": "heading", "aspect": "other"}
    _write(tmp_path, title, title | {"id": "x-2"})
    assert len(load(tmp_path).items) == 2
    _write(tmp_path, LINE, LINE | {"id": "x-2", "text": "全年公开信息 1 420 条。"})
    with pytest.raises(DataError, match=r"a\.jsonl:2：与 labels/a\.jsonl:1 重复"):
        load(tmp_path)


def test_before_is_the_line_above_in_the_same_section(tmp_path: Path) -> None:
    texts = ["甲一句。", "乙一句。", "丙一句。", "丁一句。"]
    lines = [LINE | {"id": f"x-{n}", "text": text} for n, text in enumerate(texts)]
    lines[2] |= {"section": "other", "aspect": "other"}
    lines[3] |= {"section": "other", "aspect": "other", "agency": "乙县统计局"}
    _write(tmp_path, *lines)
    assert [item.before for item in load(tmp_path).items] == [None, 0, None, None]


def test_the_digest_changes_with_items_and_splits(tmp_path: Path) -> None:
    _write(tmp_path, LINE)
    first = load(tmp_path).digest
    _write(tmp_path, LINE | {"year": 2023})
    second = load(tmp_path).digest
    splits = tmp_path / corpus.SPLITS
    splits.write_text(splits.read_text("utf-8") + "# 注\n", "utf-8")
    assert len({first, second, load(tmp_path).digest}) == 3


@pytest.mark.parametrize("content", ["salt = 1", 'salt = "a"\nfolds = 5', "salt ="])
def test_bad_splits_are_named(tmp_path: Path, content: str) -> None:
    _write(tmp_path, LINE)
    (tmp_path / corpus.SPLITS).write_text(content, "utf-8")
    with pytest.raises(DataError, match=corpus.SPLITS):
        load(tmp_path)


def test_an_empty_corpus_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="jsonl"):
        load(tmp_path)


def _write(folder: Path, *lines: dict[str, Any]) -> None:
    (folder / corpus.LABELS).mkdir(exist_ok=True)
    content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / corpus.LABELS / "a.jsonl").write_text(content, "utf-8")
    shutil.copy(CORPORA / corpus.SPLITS, folder / corpus.SPLITS)
