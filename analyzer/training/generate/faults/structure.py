"""Faults of structure: parts, numbers, names, tables and the signature."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Final

from analyzer.forms.form import form
from analyzer.training.generate.compose import report as composed
from analyzer.training.generate.faults.edits import place, renumbered, with_paragraph
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.report import Report

_LAST_YEAR_OF_OLD_FORM: Final = 2020
_YEAR: Final = re.compile(r"20\d\d(?=年)")


def missing_part(report: Report, chance: Random) -> Injected:
    """S01: one of the six parts is not there, and the others are counted on."""
    key = chance.choice(("problems", "other", "disputes", "requests", "disclosure"))
    parts = tuple(p for p in report.manuscript.parts if p.key != key)
    brought = {"S20", "S13", "P01", "P06", "Y08", "S03"}
    return Injected(report.with_parts(renumbered(parts)), "S01", also=frozenset(brought))


def repeated_number(report: Report, chance: Random) -> Injected:
    """S02: a part bears the number of the part before; the next ones go on as they should."""
    index = chance.randint(2, 6)
    parts = list(report.manuscript.parts)
    before = parts[index - 1].heading.split("、")[0]
    heading = f"{before}、{parts[index].heading.split('、', 1)[1]}"
    parts[index] = replace(parts[index], heading=heading)
    also = frozenset({"S03", "S20"})
    return Injected(report.with_parts(tuple(parts)), "S02", quote=heading, also=also)


def skipped_number(report: Report, chance: Random) -> Injected:
    """S03: the count jumps over a number and goes on from there."""
    first = chance.randint(2, 6)
    numbers = "一二三四五六七"
    parts = list(report.manuscript.parts)
    for index in range(first, 7):
        _, rest = parts[index].heading.split("、", 1)
        parts[index] = replace(parts[index], heading=f"{numbers[index]}、{rest}")
    quote = parts[first].heading
    return Injected(report.with_parts(tuple(parts)), "S03", quote=quote, also=frozenset({"S20"}))


def order(report: Report, chance: Random) -> Injected:
    """S04: two neighbouring parts have changed places, each counted where it stands."""
    parts = list(report.manuscript.parts)
    index = chance.randint(2, 5)
    parts[index], parts[index + 1] = parts[index + 1], parts[index]
    return Injected(report.with_parts(renumbered(tuple(parts))), "S04", also=frozenset({"S20"}))


def short_name(report: Report, chance: Random) -> Injected | None:
    """S08: the title has a shortened name, the signature the full one."""
    agency = report.manuscript.agency
    shortened = re.sub(r"(?<=..)(?:自治县|县|市|区|省)(?=.{2,})", "", agency, count=1)
    if shortened == agency or report.manuscript.agency_level in {"township", "subdistrict"}:
        return None
    title = report.manuscript.title.replace(agency, shortened)
    faulty = replace(report, manuscript=replace(report.manuscript, title=title))
    return Injected(faulty, "S08", also=frozenset({"S06"}))


def missing_aspect(report: Report, chance: Random) -> Injected | None:
    """S09: one of the five aspects is not told at all."""
    aspect = chance.choice(("requests", "management", "platform", "supervision"))
    index = place(report, "overview", aspect)
    if index is None:
        return None
    part = report.part("overview")
    paragraphs = list(part.paragraphs)
    del paragraphs[index]
    if not paragraphs[index - 1].endswith("。"):
        del paragraphs[index - 1]
    named = [_renumbered(text, number) for number, text in _counted(paragraphs)]
    faulty = report.with_part(replace(part, paragraphs=tuple(named)))
    of_aspect = {"requests": {"P07"}, "management": {"P10"}, "supervision": {"P08", "S21"}}
    also = {"P09", "C17", "B01"} | of_aspect.get(aspect, set())
    return Injected(faulty, "S09", also=frozenset(also))


def _counted(paragraphs: list[str]) -> list[tuple[int, str]]:
    found, number = [], 0
    for text in paragraphs:
        number += text.startswith("（")
        found.append((number, text))
    return found


def _renumbered(text: str, number: int) -> str:
    return re.sub(r"^（[一二三四五]）", f"（{'一二三四五'[number - 1]}）", text)


def no_requests_told(report: Report, chance: Random) -> Injected | None:
    """P07: the paragraph on applications is gone, its heading with it."""
    index = place(report, "overview", "requests")
    if index is None:
        return None
    text = (
        f"（二）依申请公开。{chance.choice(('加强业务学习，提高办理能力。', '不断规范办理流程。'))}"
    )
    faulty = with_paragraph(report, "overview", index, text)
    return Injected(faulty, "P07", also=frozenset({"S09", "C17"}))


def missing_table(report: Report, chance: Random) -> Injected:
    """S13: a heading without its form."""
    name = chance.choice(("disclosure", "requests", "disputes"))
    return Injected(_without(report, name), "S13", also=frozenset({"S15", "S16"}))


def missing_row(report: Report, chance: Random) -> Injected:
    """S15: a row of the form, filled with zeros, was deleted."""
    sheet = form("requests", report.manuscript.edition)
    empty = [
        row.key
        for row in sheet.rows
        if row.parent and all(report.cells[sheet.ref(row.key, c)] == "0" for c in row.columns)
    ]
    row = chance.choice(empty)
    return Injected(_without(report, f"requests.{row}"), "S15")


def missing_column(report: Report, chance: Random) -> Injected | None:
    """S16: a column of applicants, filled with zeros, was deleted."""
    sheet = form("requests", report.manuscript.edition)
    empty = [
        column
        for column in ("research", "social", "legal_service")
        if all(report.cells[sheet.ref(row.key, column)] == "0" for row in sheet.rows)
    ]
    if not empty:
        return None
    faulty = _without(report, f"requests.*.{chance.choice(empty)}")
    return Injected(faulty, "S16", also=frozenset({"A06"}))


def _without(report: Report, omitted: str) -> Report:
    return replace(report, manuscript=replace(report.manuscript, omitted=frozenset({omitted})))


def old_form(report: Report, chance: Random) -> Injected | None:
    """S14: figures and prose of the year on the form of 2019."""
    own = report.manuscript
    if own.year <= _LAST_YEAR_OF_OLD_FORM:
        return None
    old = composed(report.seed, own.agency_level, _LAST_YEAR_OF_OLD_FORM, with_previous=False)
    later = own.year - _LAST_YEAR_OF_OLD_FORM
    parts = []
    for part in old.manuscript.parts:
        lines = [
            _YEAR.sub(lambda m: str(int(m[0]) + later), line).replace("〔2019〕60", "〔2021〕30")
            for line in part.paragraphs
        ]
        parts.append(replace(part, paragraphs=tuple(lines)))
    moved = replace(
        old.manuscript,
        year=own.year,
        title=old.manuscript.title.replace("2020", str(own.year)),
        parts=tuple(parts),
        signed=f"{own.year + 1}{old.manuscript.signed[4:]}",
    )
    also = frozenset({"S15", "S16", "P06", "C14", "L07"})
    return Injected(Report(moved, None, report.seed), "S14", also=also)


def unsigned(report: Report, chance: Random) -> Injected:
    """S22: no date, or one of the year reported on."""
    own = report.manuscript
    signed = chance.choice(("", f"{own.year}-{own.signed[5:]}", f"{own.year}-12-20"))
    faulty = replace(report, manuscript=replace(own, signed=signed))
    return Injected(faulty, "S22", also=frozenset({"D04"}))
