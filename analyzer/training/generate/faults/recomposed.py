"""Faults in the figures themselves: the whole report is written anew from altered figures.

Table and prose agree here; what is wrong is what the agency did or may not do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final

from analyzer.document import AgencyLevel
from analyzer.training.generate.agencies import RULE_MAKERS
from analyzer.training.generate.compose import report as composed
from analyzer.training.generate.faults.edits import added
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.figures import Year
from analyzer.training.generate.report import Report

_NEW_REVIEW_LAW: Final = 2024
_DEPARTMENTS: Final[tuple[AgencyLevel, ...]] = ("county_department", "city_department")


def again(report: Report, change: Callable[[dict[str, Decimal]], None]) -> Report:
    """The report of the same seed with cells changed before prose and tables are written."""

    def alter(year: Year) -> Year:
        cells = dict(year.cells)
        change(cells)
        return replace(year, cells=cells)

    own = report.manuscript
    return composed(
        report.seed,
        own.agency_level,
        own.year,
        with_previous=report.previous is not None,
        alter=alter,
    )


def _set(values: Mapping[str, int]) -> Callable[[dict[str, Decimal]], None]:
    return lambda cells: cells.update({ref: Decimal(value) for ref, value in values.items()})


def _is_new_form(report: Report) -> bool:
    return report.manuscript.edition == "2021"


def in_force_too_few(report: Report, chance: Random) -> Injected | None:
    """A11: fewer documents in force than were issued this year."""
    if not _is_new_form(report):
        return None
    issued, row = chance.randint(3, 9), "disclosure.normative_documents"
    values = {"issued": issued, "repealed": 0, "in_force": chance.randint(1, issued - 1)}
    faulty = again(report, _set({f"{row}.{column}": value for column, value in values.items()}))
    return Injected(faulty, "A11", (f"{row}.in_force",), also=frozenset({"Y02"}))


def _move_result(cells: dict[str, Decimal], target: str, count: int) -> None:
    """Move results of natural persons from other rows to `target`; all sums kept."""
    left = count
    for ref in [r for r in cells if r.startswith("requests.") and r.endswith(".natural_person")]:
        row = ref.split(".")[1]
        if row in {"new_received", "carried_over", "result_total", "carried_forward", target}:
            continue
        taken = min(left, int(cells[ref]))
        left -= taken
        for column in ("natural_person", "total"):
            cells[f"requests.{row}.{column}"] -= taken
            cells[f"requests.{target}.{column}"] += taken
            if target == "carried_forward":
                cells[f"requests.result_total.{column}"] -= taken


def too_many_carried_forward(report: Report, chance: Random) -> Injected | None:
    """A14: more than four in ten applications of the year are carried forward."""
    received = int(report.cells["requests.new_received.total"])
    natural = int(report.cells["requests.result_total.natural_person"])
    count = round(received * chance.uniform(0.55, 0.8))
    if count < 6 or natural < count:
        return None
    faulty = again(report, lambda cells: _move_result(cells, "carried_forward", count))
    return Injected(faulty, "A14", ("requests.carried_forward.total",))


def too_many_others(report: Report, chance: Random) -> Injected | None:
    """A15: nearly half of all results are “其他处理—其他”."""
    done = int(report.cells["requests.result_total.total"])
    natural = int(report.cells["requests.result_total.natural_person"])
    count = round(done * 0.45)
    # On the form of 2019 the row holds the whole of 其他处理.
    if done < 12 or natural < count or not _is_new_form(report):
        return None
    faulty = again(report, lambda cells: _move_result(cells, "other_misc", count))
    if int(faulty.cells["requests.other_misc.total"]) < done * 0.35:
        return None
    return Injected(faulty, "A15", ("requests.other_misc.total",))


def unpaid(report: Report, chance: Random) -> Injected | None:
    """C18: applications dropped for unpaid fees, and no notice of fees was ever sent."""
    ref = "requests.other_no_fee.total"
    if not _is_new_form(report) or int(report.cells["requests.granted.natural_person"]) < 1:
        return None
    faulty = again(report, lambda cells: _move_result(cells, "other_no_fee", 1))
    if int(faulty.cells[ref]) == 0:
        return None
    year = report.manuscript.year
    text = chance.choice(("本年度未发出收费通知", f"{year}年没有发出收费通知", "全年无收费通知"))
    part = faulty.part("other")
    faulty = faulty.with_part(replace(part, paragraphs=(f"{text}，未收取信息处理费。",)))
    return Injected(faulty, "C18", (ref,), text)


def rules_without_power(report: Report, chance: Random) -> Injected | None:
    """L01: 规章 made by an agency that has no power to make any."""
    if not _is_new_form(report) or report.manuscript.agency_level in RULE_MAKERS:
        return None
    made = chance.randint(1, 4)
    cells = {"issued": made, "repealed": 0, "in_force": made + chance.randint(0, 3)}
    refs = {f"disclosure.regulations.{column}": value for column, value in cells.items()}
    faulty = again(report, _set(refs))
    return Injected(faulty, "L01", tuple(refs), also=frozenset({"Y02", "C17"}))


def internal_rules(report: Report, chance: Random) -> Injected | None:
    """L02: the agency's own office rules counted as 规章."""
    made = rules_without_power(report, chance)
    if made is None:
        return None
    count = made.report.cells["disclosure.regulations.issued"]
    quote = f"规章制度{count}项"
    text = chance.choice((f"健全{quote}。", f"全年制定内部{quote}。", f"修订完善{quote}。"))
    faulty = added(made.report, "overview", text, "supervision")
    if faulty is None:
        return None
    return Injected(faulty, "L02", quote=quote, also=frozenset({"L01", "Y02", "C17", "C14"}))


def licences_of_the_quiet(report: Report, chance: Random) -> Injected | None:
    """L04: licences by an office of statistics or audit."""
    own = report.manuscript
    quiet = own.agency.endswith(("统计局", "审计局"))
    if own.agency_level not in _DEPARTMENTS or not quiet:
        return None
    ref = "disclosure.licensing.decisions"
    faulty = again(report, _set({ref: chance.randint(2, 30)}))
    return Injected(faulty, "L04", (ref,))


def township_penalty(report: Report, chance: Random) -> Injected | None:
    """L05: penalties by a township or subdistrict that says nothing of its empowerment."""
    if report.manuscript.agency_level not in {"township", "subdistrict"}:
        return None
    ref = "disclosure.penalty.decisions"
    faulty = again(report, _set({ref: chance.randint(2, 9)}))
    part = faulty.part("overview")
    lines = (_without_empowerment(line) for line in part.paragraphs)
    return Injected(faulty.with_part(replace(part, paragraphs=tuple(lines))), "L05", (ref,))


def _without_empowerment(line: str) -> str:
    return "。".join(sentence for sentence in line.split("。") if "赋权" not in sentence)


def coercion_of_the_powerless(report: Report, chance: Random) -> Injected | None:
    """L06: coercion by a subdistrict office or an office of statistics."""
    own = report.manuscript
    quiet = own.agency_level in _DEPARTMENTS and own.agency.endswith("统计局")
    if own.agency_level != "subdistrict" and not quiet:
        return None
    ref = "disclosure.coercion.decisions"
    return Injected(again(report, _set({ref: chance.randint(1, 6)})), "L06", (ref,))


def direct_suits(report: Report, chance: Random) -> Injected | None:
    """L07: suits without a review before them, from 2024 on, and not a word on what about."""
    if report.manuscript.year < _NEW_REVIEW_LAW:
        return None
    count = chance.randint(1, 3)
    refs = {"disputes.suit_direct.upheld": count, "disputes.suit_direct.total": count}
    faulty = again(report, _set(refs))
    return Injected(faulty, "L07", ("disputes.suit_direct.total",), also=frozenset({"T12"}))


def pending_over_a_year(report: Report, chance: Random) -> Injected | None:
    """L08: more carried forward than came in: some of it is from the year before."""
    received = int(report.cells["requests.new_received.total"])
    last = report.previous
    if last is None or not 1 <= received <= 6:
        return None
    over, forward = received + chance.randint(3, 6), received + chance.randint(1, 2)

    def change(cells: dict[str, Decimal]) -> None:
        for row in [ref for ref in cells if ref.startswith("requests.")]:
            cells[row] = Decimal()
        values = {"new_received": received, "carried_over": over, "carried_forward": forward}
        values |= {"granted": received + over - forward, "result_total": received + over - forward}
        for row, value in values.items():
            for column in ("natural_person", "total"):
                cells[f"requests.{row}.{column}"] = Decimal(value)

    faulty = again(report, change)
    carried = {
        f"requests.carried_forward.{c.rsplit('.', 1)[1]}": text
        for c, text in faulty.cells.items()
        if c.startswith("requests.carried_over.")
    }
    before = replace(last, cells={**last.cells, **carried})
    also = frozenset({"A14"})
    refs = ("requests.carried_forward.total",)
    return Injected(replace(faulty, previous=before), "L08", refs, also=also)


def disputes_beyond(report: Report, chance: Random) -> Injected | None:
    """T12: far more reviews than applications: all of the agency's reviews were counted."""
    received = int(report.cells["requests.new_received.total"])
    over = int(report.cells["requests.carried_over.total"])
    if not 1 <= received <= 300:
        return None
    count = max(12, (received + over) * 2 + chance.randint(1, 9))
    refs = {"disputes.review.upheld": count, "disputes.review.total": count}
    refs |= {f"disputes.review.{column}": 0 for column in ("corrected", "other", "pending")}
    return Injected(again(report, _set(refs)), "T12", ("disputes.review.total",))


def none_received(report: Report, chance: Random) -> Injected | None:
    """C10: the prose says that none came in, the form has some."""
    if int(report.cells["requests.new_received.total"]) or int(
        report.cells["requests.carried_over.total"]
    ):
        return None
    count = str(chance.randint(1, 6))
    rows = ("new_received", "granted", "result_total")
    cells = {f"requests.{row}.{c}": count for row in rows for c in ("natural_person", "total")}
    refs = ("requests.new_received.total",)
    return Injected(report.with_cells(cells), "C10", refs, also=frozenset({"C01"}))
