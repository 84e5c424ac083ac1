"""What the engine made of items that nobody had read: recorded the hour a batch comes in.

Engine and corpus are written side by side, so the corpus flatters the engine; how often its links
are right on sentences that nobody had read is known from these records alone. They cannot be made
anew later: once a batch was read and mended by, the engine knows it. `python -m analyzer.training.blind corpora annual` records the
batch `claims/annual.jsonl` into `blind/annual.jsonl`, without items held out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from analyzer.errors import DataError, UsageError
from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import FOLDER, GoldItem, load
from analyzer.training.claim_pairs import beside, is_right_link

BLIND: Final = "blind"


@dataclass(frozen=True, slots=True)
class Record:
    """A link of a batch as it was found, and whether it was right.

    `start` and `end` are offsets in the item's text, `grade` is that of the grammar, `target` the
    first formula; `others` and `area` say what `Claim.metrics` and `Claim.of_area` do.
    """

    item: str
    start: int
    end: int
    unit: str
    kind: str
    hedge: str
    others: bool
    area: bool
    grade: float
    target: str
    right: bool


def record(corpus_dir: Path, batch: str) -> Path:
    """Writes what the engine makes of a batch; raises `UsageError` where that was done before."""
    path = corpus_dir / BLIND / f"{batch}.jsonl"
    if path.exists():
        raise UsageError(f"{path.name} 已经记过", remedy="读过之后再记就不算未读了")
    ids = {
        json.loads(line)["id"]
        for line in (corpus_dir / FOLDER / path.name).read_text("utf-8").splitlines()
    }
    items = [item for item in load(corpus_dir) if item.id in ids and item.split != "test"]
    lines = [json.dumps(asdict(row), ensure_ascii=False) for item in items for row in _of(item)]
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def _of(item: GoldItem) -> Iterable[Record]:
    for pair in beside(item, read_text(item.text, item.section, item.year, calibrated=False)[1]):
        found = pair.found
        if found is None or not found.links:
            continue
        claim = found.claim
        yield Record(
            item.id,
            claim.span.start,
            claim.span.end,
            claim.quantity.unit,
            claim.kind,
            claim.quantity.hedge,
            bool(claim.metrics),
            claim.of_area,
            claim.probability,
            found.links[0].target,
            is_right_link(pair),
        )


def records(corpus_dir: Path, items: Mapping[str, GoldItem]) -> dict[str, list[Record]]:
    """The records by batch; raises `DataError` naming file and line of the first bad one."""
    files = sorted((corpus_dir / BLIND).glob("*.jsonl"))
    if not files:
        raise DataError("没有未读时的记录 *.jsonl", place=f"{BLIND}/")
    return {path.stem: list(_rows(path, items)) for path in files}


def _rows(path: Path, items: Mapping[str, GoldItem]) -> Iterable[Record]:
    names = {field.name for field in fields(Record)}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name} 第 {number} 行"
        try:
            data: Any = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"不是合法的 JSON：{error}", place=place) from None
        if not isinstance(data, dict) or set(data) != names:
            raise DataError(f"键应为 {'、'.join(sorted(names))}", place=place)
        row = Record(**data)
        item = items.get(row.item)
        if item is None or item.split == "test":
            raise DataError(f"语料里没有可用的条目 {row.item}", place=place)
        if not 0 <= row.start < row.end <= len(item.text):
            raise DataError("位置不在条目的文字之内", place=place)
        yield row


if __name__ == "__main__":
    sys.stdout.write(f"{record(Path(sys.argv[1]), sys.argv[2])}\n")
