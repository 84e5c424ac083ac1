"""Faults in the cells: sums that do not add up, cells that are no numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Final

from analyzer.forms.form import form
from analyzer.training.generate.faults.fault import Injected
from analyzer.training.generate.figures import APPLICANTS
from analyzer.training.generate.report import Report

_ORGANISATIONS: Final = APPLICANTS[1:]
_FEWEST_MOVED: Final = 6
_OUTCOMES: Final = ("upheld", "corrected", "other", "pending")
# Rows that the prose tells singly: a changed total there would contradict it, too.
_TOLD: Final = frozenset(
    {"new_received", "carried_over", "granted", "partial", "result_total", "carried_forward"}
)


def _value(report: Report, ref: str) -> int:
    return int(Decimal(report.cells[ref]))


def _moved(report: Report, row: str, chance: Random) -> tuple[Report, str, str] | None:
    """One application moved between two columns of organisations: the row's total still holds."""
    having = [c for c in _ORGANISATIONS if _value(report, f"requests.{row}.{c}")]
    if not having:
        return None
    source = chance.choice(having)
    target = chance.choice([column for column in _ORGANISATIONS if column != source])
    first, second = f"requests.{row}.{source}", f"requests.{row}.{target}"
    cells = {first: str(_value(report, first) - 1), second: str(_value(report, second) + 1)}
    return report.with_cells(cells), first, second


def unbalanced_column(report: Report, chance: Random) -> Injected | None:
    """A01: received and carried over are no longer results and carried forward, in two columns."""
    row = chance.choice(("new_received", "carried_over", "carried_forward", "new_received"))
    made = _moved(report, row, chance)
    if made is None:
        return None
    also = frozenset({"Y01"} if row == "carried_over" else ())
    return Injected(made[0], "A01", made[1:], also=also)


def wrong_result_sum(report: Report, chance: Random) -> Injected | None:
    """A02: the details of a column no longer add up to its total, in two columns."""
    rows = [r.key for r in form("requests", report.manuscript.edition).rows if r.parent]
    chance.shuffle(rows)
    for row in ("granted", "partial", *rows):
        made = _moved(report, row, chance)
        if made is not None:
            refs = (*made[1:], *(f"requests.result_total.{r.split('.')[2]}" for r in made[1:]))
            return Injected(made[0], "A02", refs)
    return None


def wrong_row_total(report: Report, chance: Random) -> Injected:
    """A03: the total of one row is not the sum of its columns."""
    rows = [r.key for r in form("requests", report.manuscript.edition).rows if r.key not in _TOLD]
    row = chance.choice(rows)
    ref = f"requests.{row}.total"
    value = str(_value(report, ref) + chance.randint(1, 5))
    also = frozenset({"A02", "A13", "C05", "C06", "C07", "C08"})
    return Injected(report.with_cells({ref: value}), "A03", (ref,), also=also)


def _wrong_case_sum(row: str, code: str) -> Callable[[Report, Random], Injected]:
    def wrong(report: Report, chance: Random) -> Injected:
        column = chance.choice(("corrected", "other", "pending", "upheld"))
        ref = f"disputes.{row}.{column}"
        value = str(_value(report, ref) + chance.randint(1, 4))
        refs = tuple(f"disputes.{row}.{c}" for c in (*_OUTCOMES, "total"))
        # The prose tells the outcomes, so the changed cell contradicts it as well.
        also = frozenset({"C12", "C13", "C17", "C10", "L07"})
        return Injected(report.with_cells({ref: value}), code, refs, also=also)

    return wrong


wrong_review_total = _wrong_case_sum("review", "A04")


def wrong_suit_total(report: Report, chance: Random) -> Injected:
    """A05: the outcomes of one group of suits are not its total."""
    return _wrong_case_sum(chance.choice(("suit_direct", "suit_after")), "A05")(report, chance)


def blank_cells(report: Report, chance: Random) -> Injected | None:
    """A06: zeros left out: the five cells of the reviews, or a few here and there."""
    zeros = [ref for ref, text in report.cells.items() if text == "0"]
    review = [f"disputes.review.{column}" for column in (*_OUTCOMES, "total")]
    if all(report.cells[ref] == "0" for ref in review) and chance.random() < 0.5:
        chosen = review
    else:
        chosen = chance.sample(zeros, chance.randint(1, 4))
    return Injected(report.with_cells(dict.fromkeys(chosen, "")), "A06", tuple(chosen))


def no_number(report: Report, chance: Random) -> Injected:
    """A07: a sign or word in place of 0."""
    zeros = [ref for ref, text in report.cells.items() if text == "0"]
    ref = chance.choice(zeros)
    text = chance.choice(("00", "/", "—", "无", "O", "〇", "-0", "01"))
    return Injected(report.with_cells({ref: text}), "A07", (ref,), also=frozenset({"A06"}))


def negative(report: Report, chance: Random) -> Injected | None:
    """A08: a negative number where 0 stood."""
    zeros = [
        ref
        for ref, text in report.cells.items()
        if text == "0" and not ref.endswith((".delta", ".amount", ".in_force"))
    ]
    ref = chance.choice(zeros)
    text = f"-{chance.randint(1, 6)}"
    return Injected(report.with_cells({ref: text}), "A08", (ref,), also=_SUMS)


# A changed cell of the forms breaks the sums it stands in and the prose that tells it.
_SUMS: Final = frozenset(
    {"A01", "A02", "A03", "A04", "A05", "A11", "C06", "C07", "C08", "C12", "C13", "C14", "C15"}
    | {"C10", "C17", "T12", "Y01", "Y02", "Y06", "L01", "L05", "L06", "C01", "C03", "C04", "C05"}
    | {"L04", "L07", "A13"}
)


def fraction(report: Report, chance: Random) -> Injected:
    """A09: half a case."""
    zeros = [
        ref for ref, text in report.cells.items() if text == "0" and not ref.endswith(".amount")
    ]
    ref = chance.choice(zeros)
    text = chance.choice(("0.5", "1.5", "2.5"))
    return Injected(report.with_cells({ref: text}), "A09", (ref,), also=_SUMS)


def yuan_for_ten_thousand(report: Report, chance: Random) -> Injected | None:
    """A10: the fees in 元 under a header that asks for 万元."""
    ref = "disclosure.fees.amount"
    amount = Decimal(report.cells.get(ref, "0"))
    if not amount or amount * 10000 <= 10_000:
        return None
    if chance.random() < 0.5:
        text = f"{format((amount * 10000).quantize(Decimal(1)), 'f')}元"
    elif report.manuscript.agency_level == "county_department":
        text = format((amount * 10000).quantize(Decimal(1)), "f")
    else:
        return None
    also = frozenset({"C16", "A16", "A07", "Y06"})
    return Injected(report.with_cells({ref: text}), "A10", (ref,), also=also)


def number_writing(report: Report, chance: Random) -> Injected:
    """A16: the right number in a writing that does not belong into a cell."""
    ref = chance.choice([ref for ref in report.cells if not ref.endswith((".amount", ".delta"))])
    text = report.cells[ref]
    full = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    thousands = [f"{int(text):,}"] if len(text) > 3 else []
    written = chance.choice([full, f"{text}件", *thousands])
    return Injected(report.with_cells({ref: written}), "A16", (ref,))


def partial_twice(report: Report, chance: Random) -> Injected | None:
    """A13: what was partly disclosed is counted once more among the refusals, in every column."""
    sheet = form("requests", report.manuscript.edition)
    if not _value(report, "requests.partial.total"):
        return None
    row = chance.choice([each.key for each in sheet.rows if each.key.startswith("denied_")])
    cells = {}
    for column in (*APPLICANTS, "total"):
        ref, once = f"requests.{row}.{column}", f"requests.partial.{column}"
        cells[ref] = str(_value(report, ref) + _value(report, once))
    also = frozenset({"A01", "A02", "C06", "T03"})
    return Injected(report.with_cells(cells), "A13", ("requests.partial.total",), also=also)


def moved_column(report: Report, chance: Random) -> Injected | None:
    """A17: every figure stands in the column beside 自然人."""
    sheet = form("requests", report.manuscript.edition)
    if _value(report, "requests.new_received.natural_person") < _FEWEST_MOVED:
        return None
    cells: dict[str, str] = {}
    for row in sheet.rows:
        cells |= {sheet.ref(row.key, column): "0" for column in APPLICANTS}
        total = report.cells[sheet.ref(row.key, "total")]
        cells[sheet.ref(row.key, "commercial")] = total
    also = frozenset({"C09", "Y01", "T04"})
    return Injected(report.with_cells(cells), "A17", also=also)
