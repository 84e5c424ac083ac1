"""Measure the fault suite and write README's table: recall by code, silence on clean reports.

    python tests/benchmarks/measure_faults.py [--each N] [--clean N] [--write]

Every injectable code is injected `--each` times into generated reports, over several file formats;
`--clean` generated reports and all clean samples say how often nothing is taken for something.
With `--write` the table between the `faults` markers of README.md is replaced.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from analyzer.analysis import Analysis
from analyzer.pipeline import analyze
from analyzer.profile import load
from analyzer.rules import RULES
from analyzer.rules.engine import run
from analyzer.training.fault_figures import (
    FORMATS,
    Silence,
    Tally,
    clean,
    injected,
    lines,
    summary,
)
from analyzer.training.generate.faults import injectors
from tests.benchmarks.readme import ROOT, write_block
from tests.rules.build import facts_of

GROUPS = {
    "A": ("算术", 0.95),
    "S": ("结构", 0.95),
    "Y": ("跨年", 0.95),
    "L": ("法律", 0.95),
    "D": ("时效", 0.95),
    "C": ("表文", 0.90),
    "T": ("前后文", 0.90),
    "W": ("文字", 0.80),
    "B": ("套话与约数", 0.80),
    "P": ("叙述实质", 0.80),
}


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--clean", type=int, default=216)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    silence = clean(arguments.clean)
    tallies = {code: injected(code, arguments.each) for code in injectors()}
    print("\n".join(lines(tallies, silence)))
    table = "\n".join(_table(tallies, silence)) + "\n"
    print(table)
    if arguments.json:
        told = summary(tallies, silence)
        told["missed"] = {code: t.missed for code, t in tallies.items() if t.missed}
        told["beside"] = {code: dict(t.examples) for code, t in tallies.items() if t.beside}
        told["clean"] = silence.examples
        arguments.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    if arguments.write:
        write_block("faults", table)


def _table(tallies: Mapping[str, Tally], silence: Silence) -> Iterator[str]:
    yield "| 组 | 代码数 | 植入 | 找到 | 目标 | 不足目标的代码 |"
    yield "|---|---|---|---|---|---|"
    for letter, (name, aim) in GROUPS.items():
        own = {code: tally for code, tally in tallies.items() if code[0] == letter}
        count = sum(tally.injected for tally in own.values())
        found = sum(tally.found for tally in own.values())
        low = [
            f"{code} {tally.found}/{tally.injected}"
            for code, tally in own.items()
            if tally.found < aim * tally.injected
        ]
        share = f"{found / max(count, 1):.1%}"
        yield f"| {letter} {name} | {len(own)} | {count} | {share} | {aim:.0%} | {'、'.join(low) or '—'} |"
    count = sum(tally.injected for tally in tallies.values())
    beside = sum(tally.beside.total() for tally in tallies.values())
    grave = sum(tally.grave_beside for tally in tallies.values())
    yield ""
    yield (
        f"植入 {count} 处（{'、'.join(FORMATS)}），每处连带的其他发现 {beside / max(count, 1):.3f} 条，"
        f"其中严重、必改 {grave / max(count, 1):.3f} 条。"
    )
    rate = silence.grave.total() / max(silence.reports, 1)
    every = silence.findings.total() / max(silence.reports, 1)
    yield (
        f"生成的清白报告 {silence.reports} 份：严重、必改的发现每份 {rate:.3f} 条，全部发现每份 {every:.3f} 条。"
    )
    samples = list(_clean_samples())
    found = sum(f.severity in ("critical", "high") for each in samples for f in each.findings)
    yield f"手写的清白样本 {len(samples)} 份：严重、必改的发现 {found} 条。"
    codes, cases, spoken = _by_hand()
    yield f"生成的稿件带不了的差错（{'、'.join(codes)}）另有手写的情形 {cases} 个：找到 {spoken} 个。"
    cases, spoken = _look_alikes()
    yield f"看着像、其实没有问题的情形 {cases} 个：误报 {spoken} 个。"


def _clean_samples() -> Iterator[Analysis]:
    """The hand-made samples whose gold expects no finding."""
    for gold in sorted((ROOT / "corpora/samples").glob("*/gold.toml")):
        if not tomllib.loads(gold.read_text("utf-8")).get("finding"):
            yield analyze(next(gold.parent.glob("report.*")))


def _by_hand() -> tuple[list[str], int, int]:
    """Codes that no injector can bring about, their hand-made faulty cases, and those found."""
    cases = spoken = 0
    codes = [rule.code for rule in RULES if rule.code not in injectors() and rule.code[0] in GROUPS]
    profile = load()
    for rule in RULES:
        if rule.code not in codes:
            continue
        path = ROOT / f"tests/rules/{rule.code.lower()}.toml"
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if case["finds"]:
                cases += 1
                spoken += len(run([rule], facts_of(case), profile)) >= len(case["finds"])
    return codes, cases, spoken


def _look_alikes() -> tuple[int, int]:
    """The silent cases of the rules, and how many of them are spoken of all the same."""
    cases = spoken = 0
    profile = load()
    for rule in RULES:
        path = ROOT / f"tests/rules/{rule.code.lower()}.toml"
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if not case["finds"] and not {"tolerances", "deadlines", "required"} & case.keys():
                cases += 1
                spoken += bool(run([rule], facts_of(case), profile))
    return cases, spoken


if __name__ == "__main__":
    main()
