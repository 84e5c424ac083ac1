"""How well whole reports are read and judged, measured on `corpora/samples`.

`cells`: every cell of the official form against the gold: exact, wrong, unread.
`faults`: every finding that an expert expects, by code, and what is said beside them.
`sentences`: the labels of every sentence, where the gold has them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from analyzer.analysis import Analysis, number
from analyzer.document import Cell, Sentence, Span
from analyzer.errors import DataError
from analyzer.finding import CellAnchor, Finding
from analyzer.pipeline import analyze
from analyzer.training.suite import Measured

FOLDER: Final = "samples"
# What the gold must name; lighter findings may stand beside it.
_GRAVE: Final = frozenset({"critical", "high", "medium"})
_MARKED: Final = re.compile(r"(.*?)\[(.+?)\](.*)", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """One folder of `corpora/samples`, analysed."""

    name: str
    gold: Mapping[str, Any]
    analysis: Analysis


@cache
def samples(corpus_dir: Path) -> tuple[Sample, ...]:
    """All samples by name; raises `DataError` where a file of one is missing or unreadable."""
    return tuple(_samples(corpus_dir))


def _samples(corpus_dir: Path) -> Iterator[Sample]:
    for gold in sorted((corpus_dir / FOLDER).glob("*/gold.toml")):
        report = next(iter(sorted(gold.parent.glob("report.*"))), None)
        place = f"{FOLDER}/{gold.parent.name}"
        if report is None:
            raise DataError("缺少 report.*", place=place)
        try:
            expected = tomllib.loads(gold.read_text("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"gold.toml 读不出：{error}", place=place) from None
        yield Sample(gold.parent.name, expected, analyze(report))


def cell_suite(corpus_dir: Path) -> Measured:
    """The share of cells that are exact, wrong, and unread though the gold has a value."""
    count: Counter[str] = Counter()
    for sample in samples(corpus_dir):
        for ref, cell in sample.analysis.facts.cells.items():
            count[_judged(ref, cell, sample.gold)] += 1
    total = max(sum(count.values()), 1)
    figures = {"cells": total} | {
        key: round(count[key] / total, 4) for key in ("exact", "wrong", "unread")
    }
    return Measured(
        figures,
        (f"单元格 {total} 个：{_listed(figures)}",),
    )


def _listed(figures: Mapping[str, float]) -> str:
    names = {"exact": "读准", "wrong": "读错", "unread": "可读而未读"}
    return "，".join(f"{name} {figures[key]}" for key, name in names.items())


def _judged(ref: str, cell: Cell, gold: Mapping[str, Any]) -> str:
    if ref in gold["malformed"]:
        wanted: tuple[str, str | None] = ("malformed", gold["malformed"][ref])
    elif _in_rows(ref, gold["blank"]):
        wanted = ("blank", "")
    elif _in_rows(ref, gold["unread"]):
        wanted = ("unread", None)
    else:
        wanted = ("number", gold["cells"].get(ref, "0"))
    read = {"number": number(cell.value), "unread": None}.get(cell.state, cell.text)
    if (cell.state, read) == wanted:
        return "exact"
    return "unread" if cell.state == "unread" else "wrong"


def _in_rows(ref: str, rows: list[str]) -> bool:
    return ref.startswith(tuple(f"{row}." for row in rows))


def fault_suite(corpus_dir: Path) -> Measured:
    """Recall of expected findings by code, and grave findings a report that no expert expects."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    reports = 0
    for sample in samples(corpus_dir):
        reports += 1
        entries = sample.gold.get("finding", [])
        for entry in entries:
            wanted[entry["code"]] += 1
            found[entry["code"]] += any(_meets(f, entry, sample) for f in _told(sample.analysis))
        for finding in sample.analysis.findings:
            if finding.severity in _GRAVE and not any(_meets(finding, e, sample) for e in entries):
                alarms[finding.code] += 1
    recall = round(sum(found.values()) / max(sum(wanted.values()), 1), 4)
    rate = round(sum(alarms.values()) / max(reports, 1), 4)
    codes = {
        code: {"expected": wanted[code], "found": found[code], "false_alarms": alarms[code]}
        for code in sorted(wanted | alarms)
    }
    summary = f"召回率 {recall}，每份误报（应改以上）{rate} 处"
    lines = [f"样例报告 {reports} 份，应有发现 {sum(wanted.values())} 处：{summary}"]
    lines += [
        f"  {code}：应有 {row['expected']}，找到 {row['found']}，误报 {row['false_alarms']}"
        for code, row in codes.items()
        if row["found"] < row["expected"] or row["false_alarms"]
    ]
    figures = {"reports": reports, "recall": recall, "false_alarms_a_report": rate, "codes": codes}
    return Measured(figures, tuple(lines))


def sentence_suite(corpus_dir: Path) -> Measured:
    """How often a label is one that an expert accepts, and how often none is given."""
    count: Counter[str] = Counter()
    for sample in samples(corpus_dir):
        for entry, sentence in paired(sample.gold.get("sentences", ()), sample.analysis):
            count["sentences"] += 1
            count["split"] += sentence is None
            labels = (sentence.aspect, sentence.role) if sentence else ()
            for key, label in zip(("aspect", "role"), labels, strict=False):
                count[f"{key}.given"] += label is not None
                count[f"{key}.right"] += label is not None and label.value in entry[key]
    whole = max(count["sentences"] - count["split"], 1)
    figures: dict[str, Any] = {"sentences": count["sentences"], "split": count["split"]}
    for key in ("aspect", "role"):
        right, given = count[f"{key}.right"], count[f"{key}.given"]
        figures[key] = {
            "precision_labelled": round(right / max(given, 1), 4),
            "abstention": round(1 - given / whole, 4),
        }
    lines = [f"句子 {count['sentences']} 句，没有整句读出的 {count['split']} 句"]
    lines += [
        f"  {name}：所标正确 {figures[key]['precision_labelled']}，弃权 {figures[key]['abstention']}"
        for key, name in (("aspect", "话题"), ("role", "作用"))
    ]
    return Measured(figures, tuple(lines))


def paired(
    entries: Sequence[Mapping[str, Any]], analysis: Analysis
) -> Iterator[tuple[Mapping[str, Any], Sentence | None]]:
    """Each sentence of the gold with the one read, in order; None where it is not read whole."""
    text = analysis.facts.text
    read = [(_squeezed(each.span.of(text)), each) for each in analysis.facts.sentences]
    at = 0
    for entry in entries:
        wanted = _squeezed(entry["text"])
        found = next((n for n in range(at, len(read)) if read[n][0] == wanted), None)
        at = at if found is None else found + 1
        yield entry, None if found is None else read[found][1]


def _squeezed(text: str) -> str:
    """Without blanks and widths, which are the reader's to mend."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _told(analysis: Analysis) -> Iterator[Finding]:
    """The findings with those folded under them."""
    for finding in analysis.findings:
        yield from (finding, *finding.related)


def _meets(finding: Finding, entry: Mapping[str, Any], sample: Sample) -> bool:
    if finding.code != entry["code"]:
        return False
    if "cell" in entry:
        return CellAnchor(entry["cell"]) in finding.anchors
    if "quote" not in entry:
        return True
    place = _place(entry["quote"], sample)
    spans = [anchor for anchor in finding.anchors if isinstance(anchor, Span)]
    return any(span.start < place.end and place.start < span.end for span in spans)


def _place(quote: str, sample: Sample) -> Span:
    """The characters in brackets, or all of the quote."""
    match = _MARKED.fullmatch(quote)
    before, inner, after = match.groups() if match else ("", quote, "")
    text = sample.analysis.facts.text
    at = text.find(before + inner + after)
    if at < 0:
        raise DataError(f"原文中没有“{quote}”", place=f"{FOLDER}/{sample.name}")
    start = at + len(before)
    return Span(start, start + len(inner))
