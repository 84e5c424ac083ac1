"""Other libraries on the same held-out sentences, for the table in README.

    python tests/benchmarks/peers.py [--write]

Recognizers-Text, cn2an and JioNLP are installed into an environment that is made for the run and
thrown away; they are no dependencies of the project. With `--write` the block `peers` of README.md is
replaced.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from analyzer.extract.quantities import quantities
from analyzer.ingest.normalize import normalize
from analyzer.pipeline import read_text
from analyzer.training.claim_corpus import GoldClaim, GoldItem, load
from analyzer.training.repetition import publish

ROOT = Path(__file__).resolve().parents[2]
READERS = Path(__file__).with_name("peer_readers.py")
# emoji: Recognizers-Text does not import with a newer one.
PACKAGES = ("recognizers-text-suite==1.0.2a2", "emoji<2", "cn2an", "jionlp")
NAMES = {
    "recognizers": "Recognizers-Text",
    "jionlp": "JioNLP（只认金额）",
    "cn2an": "cn2an 加正则",
    "naive": "朴素正则",
}


@dataclass(frozen=True)
class Number:
    """A number as some reader found it, in base units; bounds are None where open."""

    start: int
    end: int
    value: Decimal
    unit: str
    low: Decimal | None
    high: Decimal | None


@dataclass
class Score:
    """Numbers found, in the gold, and right by ever stricter measures."""

    found: int = 0
    gold: int = 0
    value: int = 0
    unit: int = 0
    bounds: int = 0
    hard: int = 0
    hard_right: int = 0

    def row(self, name: str, speed: float) -> str:
        """The line of the table: recall of values, F1 by value and unit, with bounds, hard ones."""
        cells = (
            f"{self.value / self.gold:.3f}",
            f"{2 * self.unit / (self.found + self.gold):.3f}",
            f"{2 * self.bounds / (self.found + self.gold):.3f}",
            f"{self.hard_right / self.hard:.3f}",
            f"{speed / 1000:,.0f}",
        )
        return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Measure everything, print the table, write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    items = [item for item in load(ROOT / "corpora") if item.split == "test"]
    table = _table(items)
    print(table)
    if write:
        publish(ROOT / "README.md", "peers", table)


def _table(items: Sequence[GoldItem]) -> str:
    characters = sum(len(item.text) for item in items)
    rows = [score(items, [_own(item) for item in items]).row("**nianbao**", _own_speed(items))]
    notes = []
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        source, target = Path(folder, "in.json"), Path(folder, "out.json")
        units = sorted({claim.unit for item in items for claim in item.claims} - {""})
        texts = [item.text for item in items]
        source.write_text(json.dumps({"texts": texts, "units": units}), "utf-8")
        for name, title in NAMES.items():
            subprocess.run(
                [python, READERS, name, source, target], check=True, stdout=subprocess.DEVNULL
            )
            answer = json.loads(target.read_text("utf-8"))
            found = [[_exact(*each) for each in numbers] for numbers in answer["numbers"]]
            rows.append(score(items, found).row(title, characters / answer["seconds"]))
            notes += [f"{title.split('（')[0]} {answer['version']}"] if answer["version"] else []
    head = "| 工具 | 数值召回率 | 值与单位 F1 | 加上下限 F1 | 约数、汉字数全对 | 千字/秒 |\n|---|---|---|---|---|---|"
    figures = [claim for item in items for claim in item.claims if not claim.is_statement]
    hard = sum(map(_is_hard, figures))
    machine = f"{platform.machine()}，Python {platform.python_version()}"
    end = (
        f"留出的 {len(items)} 条、{len(figures)} 处数字陈述，其中约数、区间、汉字数 {hard} 处；{'、'.join(notes)}；测于 "
        f"{date.today():%Y-%m-%d}，{machine}。各库不识量词，代为配上其后的单位；"
        "日期、文号等非陈述也报作数字，计入误报。`python tests/benchmarks/peers.py --write` 可重测。"
    )
    return "\n".join([head, *rows, "", end])


def score(items: Sequence[GoldItem], found: Sequence[Sequence[Number]]) -> Score:
    """How the numbers found compare with the figures of the gold (statements in words left out)."""
    total = Score()
    for item, numbers in zip(items, found, strict=True):
        left = list(numbers)
        for claim in item.claims:
            match = next(
                (n for n in left if n.start < claim.span.end and claim.span.start < n.end), None
            )
            if match is not None:
                left.remove(match)
            if claim.is_statement:
                continue
            total.gold += 1
            total.hard += _is_hard(claim)
            total.found += match is not None
            if match is not None:
                _count(total, claim, match)
        total.found += len(left)
    return total


def _count(total: Score, claim: GoldClaim, number: Number) -> None:
    # The sign of a fall is in the words around the number; no peer looks at them.
    if abs(number.value) != abs(claim.value) and not claim.is_value(number.value):
        return
    total.value += 1
    if number.unit == claim.unit:
        total.unit += 1
        bounds = {None if b is None else abs(b) for b in (number.low, number.high)}
        right = bounds == {None if b is None else abs(b) for b in (claim.low, claim.high)}
        total.bounds += right
        total.hard_right += right and _is_hard(claim)


def _is_hard(claim: GoldClaim) -> bool:
    """Whether it is hedged, a range, or written in Chinese numerals."""
    plain = claim.hedge in ("exact", "zero", "all")
    return not plain or not any(map(str.isdigit, claim.quote))


def _own(item: GoldItem) -> list[Number]:
    _, found = read_text(item.text, item.section, item.year)
    read = [each.claim.quantity for each in found]
    return [
        Number(q.span.start, q.span.end, q.value, q.unit, q.low, q.high)
        for q in read
        if q.number.start < q.number.end
    ]


def _exact(start: int, end: int, value: str, unit: str) -> Number:
    return Number(start, end, Decimal(value), unit, Decimal(value), Decimal(value))


def _own_speed(items: Sequence[GoldItem]) -> float:
    """Characters a second of reading the numbers, as the peers do; claims and links not counted."""
    start = time.perf_counter()
    for item in items:
        quantities(normalize(item.text).text)
    return sum(len(item.text) for item in items) / (time.perf_counter() - start)


def _environment(folder: Path) -> Path:
    """A fresh environment with the peers in it; its interpreter."""
    home = folder / "env"
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


if __name__ == "__main__":
    main()
