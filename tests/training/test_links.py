"""Trust in links: records of unread batches, words of cells, both from a corpus in little."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analyzer.errors import DataError, UsageError
from analyzer.training.blind import BLIND, record, records
from analyzer.training.claim_corpus import FOLDER, load
from analyzer.training.train_words import learn, told, written
from analyzer.wording import around

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
BATCH = "suits"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    shutil.copy(CORPORA / "splits.toml", tmp_path)
    shutil.copy(CORPORA / FOLDER / f"{BATCH}.jsonl", tmp_path / FOLDER)
    return tmp_path


def test_the_shipped_records_name_items_that_are_not_held_out() -> None:
    items = {item.id: item for item in load(CORPORA)}
    found = records(CORPORA, items)
    assert set(found) <= {path.stem for path in (CORPORA / FOLDER).glob("*.jsonl")}
    rows = [row for batch in found.values() for row in batch]
    assert 0.5 < sum(row.right for row in rows) / len(rows) < 1


def test_a_batch_is_recorded_once(corpus: Path) -> None:
    items = {item.id: item for item in load(corpus)}
    path = record(corpus, BATCH)
    rows = records(corpus, items)[BATCH]
    assert {row.right for row in rows} == {True, False}
    assert all(row.target and row.start < row.end for row in rows)
    before = path.read_bytes()
    with pytest.raises(UsageError, match=BATCH):
        record(corpus, BATCH)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "JSON"), ('{"item": "x"}', "键应为"), ("moved", "之内"), ("gone", "没有可用的条目")],
)
def test_a_bad_record_is_named_by_file_and_line(corpus: Path, line: str, said: str) -> None:
    items = {item.id: item for item in load(corpus)}
    path = record(corpus, BATCH)
    first = json.loads(path.read_text("utf-8").splitlines()[0])
    changed = {"moved": first | {"end": 10_000}, "gone": first | {"item": "nowhere"}}.get(line)
    path.write_text(json.dumps(changed) if changed else line, "utf-8")
    with pytest.raises(DataError, match=said) as raised:
        records(corpus, items)
    assert f"{BATCH}.jsonl 第 1 行" in str(raised.value)


def test_without_records_nothing_is_learnt(corpus: Path) -> None:
    with pytest.raises(DataError, match=BLIND):
        records(corpus, {})


def test_words_are_learnt_from_what_is_told_and_written_the_same_twice(corpus: Path) -> None:
    rows = told(load(corpus))
    sounds = learn(rows)
    assert json.dumps(written(sounds)) == json.dumps(written(learn(rows)))
    pending = sounds["level disputes.suit_direct.pending"]
    text = "诉讼5件，尚未审结3件"
    start = text.index("3件")
    facts = ("section=disputes", "unit=件", "kind=count")
    heard = around(text, start, start + 2, facts)
    assert pending.margin(heard) > sounds["level disputes.review.total"].margin(heard)
