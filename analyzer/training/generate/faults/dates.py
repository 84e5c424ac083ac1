"""Faults of dates: signed too late, or after the page was out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from analyzer.training.generate.agencies import GOVERNMENTS
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.report import Report


def overdue_department(report: Report, chance: Random) -> Injected | None:
    """D01: a department signs in February or later."""
    own = report.manuscript
    if own.agency_level not in {"county_department", "city_department", "provincial_department"}:
        return None
    signed = f"{own.year + 1}-{chance.randint(2, 6):02}-{chance.randint(1, 27):02}"
    faulty = replace(report, manuscript=replace(own, signed=signed))
    return Injected(faulty, "D01", quote=_printed(signed))


def overdue_government(report: Report, chance: Random) -> Injected | None:
    """D02: a government from county level up signs in April or later."""
    own = report.manuscript
    if own.agency_level not in GOVERNMENTS - {"township"}:
        return None
    signed = f"{own.year + 1}-{chance.randint(4, 8):02}-{chance.randint(1, 27):02}"
    faulty = replace(report, manuscript=replace(own, signed=signed))
    return Injected(faulty, "D02", quote=_printed(signed))


def overdue_locally(report: Report, chance: Random) -> Injected:
    """D03: signed in time by law, but days after the day that the locality has set."""
    own = report.manuscript
    deadline = date(own.year + 1, 1, chance.randint(5, 20))
    signed = (deadline + timedelta(chance.randint(1, 10))).isoformat()
    faulty = replace(report, manuscript=replace(own, signed=signed))
    level = chance.choice((own.agency_level, "all"))
    deadlines = {level: deadline.strftime("%m-%d")}
    return Injected(faulty, "D03", quote=_printed(signed), deadlines=deadlines)


def published_before_signed(report: Report, chance: Random) -> Injected:
    """D04: the page was out days before the report was signed, or before the year was over."""
    own = report.manuscript
    out = date.fromisoformat(own.signed) - timedelta(chance.randint(1, 15))
    if chance.random() < 0.3:
        out = date(own.year, 12, chance.randint(1, 30))
    faulty = replace(report, manuscript=replace(own, published=out.isoformat()))
    return Injected(faulty, "D04", formats=("html",))


def _printed(signed: str) -> str:
    year, month, day = map(int, signed.split("-"))
    return f"{year}年{month}月{day}日"
