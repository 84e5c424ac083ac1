"""Faults that only last year's report shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from analyzer.training.generate.faults.edits import added
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.faults.recomposed import again
from analyzer.training.generate.figures import APPLICANTS
from analyzer.training.generate.report import Report
from analyzer.training.manuscript import Manuscript, Part

_TENTH: Final = Decimal("0.1")
_LEAST_FIGURES: Final = 5
_SUBJECTS: Final = ("新收政府信息公开申请", "新收申请数量", "申请总量", "全年收到的申请")


def _with_previous(report: Report, cells: Mapping[str, str]) -> Report | None:
    last = report.previous
    if last is None:
        return None
    return replace(report, previous=replace(last, cells={**last.cells, **cells}))


def carried_over(report: Report, chance: Random) -> Injected | None:
    """Y01: last year carried forward another number than this year took over."""
    last = report.previous
    if last is None:
        return None
    count, column = chance.randint(1, 4), chance.choice(APPLICANTS)
    cells = {}
    for row, sign in (("carried_forward", 1), ("new_received", 1)):
        for key in (column, "total"):
            ref = f"requests.{row}.{key}"
            cells[ref] = str(int(last.cells[ref]) + sign * count)
    faulty = _with_previous(report, cells)
    refs = tuple(f"requests.carried_over.{key}" for key in (column, "total"))
    return Injected(faulty, "Y01", refs, also=frozenset({"Y10"})) if faulty else None


def in_force(report: Report, chance: Random) -> Injected | None:
    """Y02: the stock of documents does not continue last year's."""
    last = report.previous
    if last is None or last.edition != "2021":
        return None
    ref = "disclosure.normative_documents.in_force"
    more = chance.choice((-3, -2, 2, 3, 5, 8))
    if int(report.cells[ref]) + more < int(report.cells["disclosure.normative_documents.issued"]):
        more = abs(more)
    faulty = again(report, lambda cells: cells.update({ref: cells[ref] + more}))
    return Injected(faulty, "Y02", (ref,))


def same_text(report: Report, chance: Random) -> Injected | None:
    """Y03: last year's prose again, with the figures of this year."""
    last = report.previous
    if last is None:
        return None
    parts = tuple(_a_year_back(part) for part in report.manuscript.parts)
    also = frozenset({"Y07", "T06", "Y10"})
    return Injected(replace(report, previous=replace(last, parts=parts)), "Y03", also=also)


def _a_year_back(part: Part) -> Part:
    lines = tuple(
        re.sub(r"20\d\d(?=年)", lambda m: str(int(m[0]) - 1), line) for line in part.paragraphs
    )
    return replace(part, paragraphs=lines)


def same_figures(report: Report, chance: Random) -> Injected | None:
    """Y04: the form of last year, handed in once more."""
    last, own = report.previous, report.manuscript
    if last is None or last.edition != own.edition:
        return None
    totals = [
        text for ref, text in own.cells.items() if ref.endswith((".total", ".decisions", ".issued"))
    ]
    if sum(len(text) > 1 for text in totals) < _LEAST_FIGURES:
        return None
    faulty = replace(report, previous=replace(last, cells=dict(own.cells)))
    return Injected(faulty, "Y04", also=frozenset({"Y01", "Y02", "Y09", "Y10", "T06"}))


def sudden_change(report: Report, chance: Random) -> Injected | None:
    """Y06: ten times as many decisions as last year, and no word on why."""
    last = report.previous
    if last is None or last.edition != report.manuscript.edition:
        return None
    row = chance.choice(("licensing", "penalty"))
    ref = f"disclosure.{row}.decisions"
    before = int(last.cells[ref])
    if before < 10:
        return None
    faulty = again(report, lambda cells: cells.update({ref: Decimal(before * 11)}))
    return Injected(faulty, "Y06", (ref,))


def same_problems(report: Report, chance: Random) -> Injected | None:
    """Y07: the problems of last year, word for word."""
    last = report.previous
    if last is None:
        return None
    own = report.part("problems")
    lines = (
        last_line.replace(str(report.manuscript.year), str(last.year))
        for last_line in own.paragraphs[1:]
    )
    copied = replace(own, paragraphs=(_part(last).paragraphs[0], *lines))
    parts = tuple(copied if part.key == "problems" else part for part in last.parts)
    return Injected(replace(report, previous=replace(last, parts=parts)), "Y07")


def _part(manuscript: Manuscript) -> Part:
    return next(part for part in manuscript.parts if part.key == "problems")


def not_answered(report: Report, chance: Random) -> Injected | None:
    """Y08: not a word on what became of last year's problems."""
    if report.manuscript.edition != "2021":
        return None
    part = report.part("problems")
    faulty = report.with_part(replace(part, paragraphs=part.paragraphs[1:]))
    return Injected(faulty, "Y08", quote=part.heading)


def item_numbers(report: Report, chance: Random) -> Injected | None:
    """Y09: last year's number of items is not what last year's report arrives at."""
    last = report.previous
    if last is None or report.manuscript.edition != "2019" or last.edition != "2019":
        return None
    row = chance.choice(("licensing", "penalty", "other_services"))
    ref = f"disclosure.{row}.prev_items"
    faulty = report.with_cells({ref: str(int(report.cells[ref]) + chance.randint(1, 9))})
    return Injected(faulty, "Y09", (ref,))


def wrong_base(report: Report, chance: Random) -> Injected | None:
    """Y10: a rate of growth that starts from another number than last year reported."""
    last = report.previous
    ref = "requests.new_received.total"
    if last is None or int(last.cells[ref]) < 10:
        return None
    now, before = Decimal(report.cells[ref]), Decimal(last.cells[ref])
    if now == before:
        return None
    rate = abs(now - before) * 100 / before + chance.randint(9, 30)
    rate = rate.quantize(_TENTH, ROUND_HALF_UP)
    word = "增长" if now > before else "下降"
    quote = chance.choice((f"同比{word}{rate}%", f"比上年{word}{rate}%", f"较上年{word}{rate}%"))
    text = f"{chance.choice(_SUBJECTS)}{quote}。"
    faulty = added(report, "overview", text, "requests")
    return Injected(faulty, "Y10", quote=quote) if faulty else None


def wrong_direction(report: Report, chance: Random) -> Injected | None:
    """T06: growth is told where both years' forms show a fall, or the other way round."""
    last = report.previous
    ref = "requests.new_received.total"
    if last is None or int(last.cells[ref]) < 10:
        return None
    now, before = Decimal(report.cells[ref]), Decimal(last.cells[ref])
    rate = (abs(now - before) * 100 / before).quantize(_TENTH, ROUND_HALF_UP)
    if rate < 3:
        return None
    word = "下降" if now > before else "增长"
    quote = chance.choice((f"同比{word}{rate}%", f"比上年{word}{rate}%", f"较上年{word}{rate}%"))
    text = f"{chance.choice(_SUBJECTS)}{quote}。"
    faulty = added(report, "overview", text, "requests")
    return Injected(faulty, "T06", quote=quote, also=frozenset({"Y10"})) if faulty else None
