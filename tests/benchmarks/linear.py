"""Measure that cost grows with length, not with its square, and write the table of README.

    python -m tests.benchmarks.linear [--write]

Each figure is the least CPU time of a few runs in one process; `growth` is how many times as long
the longest takes as one an eighth of its length (8 is linear, 64 quadratic).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from analyzer.ingest.reader import read_bytes
from analyzer.pipeline import assess, read_text, understand
from analyzer.profile import load
from analyzer.rules import RULES
from analyzer.rules.engine import run
from analyzer.training.generate.compose import report
from analyzer.training.printers import write as printed
from analyzer.training.printers.layout import PLAIN
from tests.benchmarks.readme import measured, write_block

RUNS = 2
SHARES = (8, 4, 2, 1)
CLAUSE = "收到申请12件，予以公开3件、不予公开4件，"
PARAGRAPH = "全年发布各类信息{}条，解读政策{}件，举办业务培训{}次。\n"
_TEXT = printed(report(0, "county_department", 2024).manuscript, PLAIN, "txt").decode()
_HEAD, _TAIL = _TEXT.split("二、", 1)


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    table = _table()
    print(table)
    if parser.parse_args().write:
        write_block("linear", table)


def _table() -> str:
    lines = [
        "| 长度 | 八分之一 | 四分之一 | 一半 | 全长 | 增长（线性为 8） |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, length, call in FIGURES:
        times = [_seconds(call, length // share) for share in SHARES]
        told = " | ".join(f"{each * 1000:.0f}" for each in times)
        lines.append(f"| {name} | {told} | {times[-1] / times[0]:.1f} |")
    return "\n".join(
        [*lines, "", f"毫秒（CPU）。{measured('python -m tests.benchmarks.linear --write')}"]
    )


def _seconds(call: Callable[[int], object], length: int) -> float:
    least = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        call(length)
        least = min(least, time.process_time() - start)
    return least


def _whole(text: str) -> object:
    return assess(understand(read_bytes(text.encode(), "a.txt")), load())


def _prose(paragraphs: int) -> object:
    more = "".join(PARAGRAPH.format(n, n % 97, n % 31) for n in range(paragraphs))
    return _whole(f"{_HEAD}{more}二、{_TAIL}")


def _table_rows(rows: int) -> object:
    more = "".join(f"事项{n}\t{n}\t{n % 7}\t{n + n % 7}\n" for n in range(rows))
    return _whole(f"{_HEAD}{more}\n二、{_TAIL}")


def _sentence(clauses: int) -> object:
    return read_text(CLAUSE * clauses, "requests", 2024)


_FACTS = understand(read_bytes(_TEXT.encode(), "a.txt"))


def _rules(count: int) -> object:
    return run(RULES * (count // len(RULES)), _FACTS, load())


FIGURES: tuple[tuple[str, int, Callable[[int], object]], ...] = (
    ("报告 1 MB（段落）", 11_000, _prose),
    ("报告中 1000 行的表", 1_000, _table_rows),
    ("一句话 12,000 字全是数据", 540, _sentence),
    (f"规则 {8 * len(RULES)} 条（现有的 8 倍）", 8 * len(RULES), _rules),
)


if __name__ == "__main__":
    main()
