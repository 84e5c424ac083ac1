"""The figures of one year: values for every official cell that satisfy all identities.

What is drawn follows the filling rules: nothing negative, every sum exact by column and row,
carried-over applications equal to those last year carried forward, documents in force continued.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, Final

from analyzer.document import Edition
from analyzer.forms.form import form
from analyzer.lexicon.source import load
from analyzer.training.generate.agencies import Agency
from analyzer.training.generate.phrasing import PACKAGE

APPLICANTS: Final = (
    "natural_person",
    "commercial",
    "research",
    "social",
    "legal_service",
    "other_org",
)
_TOTALS: Final = frozenset({"new_received", "carried_over", "result_total", "carried_forward"})
_APPLICANT_WEIGHTS: Final = (80, 9, 2, 2, 4, 3)
# Of last year's size: a jump beyond five times would want an explanation (Y06).
_GROWTH: Final = (0.7, 1.45)
_MOST_CARRIED_FORWARD: Final = 0.12
_FEW_RESULTS: Final = 8
_DEALT_SINGLY: Final = 60
_LAST_YEAR_OF_DIRECT_SUITS: Final = 2023

Cells = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of one agency and year; `items` counts what was published on its own account."""

    year: int
    edition: Edition
    cells: Mapping[str, Decimal]
    items: int

    def value(self, ref: str) -> int:
        """A cell of whole numbers."""
        return int(self.cells[ref])

    def row(self, row: str) -> int:
        """The total column of a row of the applications' form; 0 for a row the edition lacks."""
        return int(self.cells.get(f"requests.{row}.total", Decimal()))

    def rows(self, start: str) -> int:
        """The sum of the total column over all rows whose key begins so."""
        return sum(
            int(value)
            for ref, value in self.cells.items()
            if ref.startswith(f"requests.{start}") and ref.endswith(".total")
        )


def edition_of(year: int) -> Edition:
    """The edition of the official form that reports of this year are written on."""
    return "2019" if year <= 2020 else "2021"


def draw(agency: Agency, year: int, chance: Random, before: Year | None = None) -> Year:
    """The figures of this year; `before` is the year before, where its report is at hand."""
    sizes = load("sizes", PACKAGE)
    size, edition = sizes[agency.level], edition_of(year)
    cells: Cells = {}
    cells.update(_requests(edition, size, sizes["results"], chance, before))
    cells.update(_disputes(int(cells["requests.new_received.total"]), year, chance))
    documents = _disclosure_2021 if edition == "2021" else _disclosure_2019
    cells.update(documents(agency, size, chance, before))
    items = _grown(before.items, chance) if before else chance.randint(*size["items"])
    return Year(year, edition, cells, items)


def _grown(last: int, chance: Random) -> int:
    return max(1, round(last * chance.uniform(*_GROWTH))) if last else 0


def _requests(
    edition: Edition, size: Any, weights: Mapping[str, int], chance: Random, before: Year | None
) -> Cells:
    over = [before.value(f"requests.carried_forward.{c}") if before else 0 for c in APPLICANTS]
    last = before.row("new_received") if before else 0
    quiet = chance.random() < size["quiet"] if before is None else last == 0
    count = 0 if quiet else _grown(last, chance) if last else chance.randint(*size["requests"])
    new = spread(count, _APPLICANT_WEIGHTS, chance)
    if before is None and count > _FEW_RESULTS:
        over = spread(int(count * chance.uniform(0, 0.08)), _APPLICANT_WEIGHTS, chance)
    most = count * chance.choice((0, 0, 1)) if count < _FEW_RESULTS else count
    forward = spread(int(most * chance.uniform(0, _MOST_CARRIED_FORWARD)), new, chance, at_most=new)
    printed = [row.key for row in form("requests", edition).rows]
    rows = [row for row in printed if row not in _TOTALS and row in weights]
    chosen = chance.sample(rows, min(len(rows), 2 + min(count, 12)))
    if "granted" not in chosen:
        chosen.append("granted")
    table = {row: [0] * len(APPLICANTS) for row in printed}
    table["new_received"], table["carried_over"], table["carried_forward"] = new, over, forward
    for index in range(len(APPLICANTS)):
        done = new[index] + over[index] - forward[index]
        shares = spread(done, [weights[row] for row in chosen], chance)
        for row, share in zip(chosen, shares, strict=True):
            table[row][index] = share
        table["result_total"][index] = done
    return {
        f"requests.{row}.{column}": Decimal(value)
        for row, values in table.items()
        for column, value in (*zip(APPLICANTS, values, strict=True), ("total", sum(values)))
    }


def spread(
    count: int, weights: Sequence[int], chance: Random, at_most: Sequence[int] | None = None
) -> list[int]:
    """`count` things dealt out by weight, never more than `at_most` a place."""
    dealt = [0] * len(weights)
    # Large numbers are dealt in bulk, uneven by chance; the rest one by one.
    while at_most is None and (left := count - sum(dealt)) > _DEALT_SINGLY:
        for index, weight in enumerate(weights):
            dealt[index] += int(left * weight / sum(weights) * chance.uniform(0.8, 1))
    for _ in range(count - sum(dealt)):
        room = [
            weight if at_most is None or dealt[i] < at_most[i] else 0
            for i, weight in enumerate(weights)
        ]
        if not any(room):
            break
        dealt[chance.choices(range(len(weights)), room)[0]] += 1
    return dealt


def _disputes(received: int, year: int, chance: Random) -> Cells:
    outcomes = ("upheld", "corrected", "other", "pending")
    cells: Cells = {}
    for row, most in (("review", 0.05), ("suit_direct", 0.02), ("suit_after", 0.02)):
        count = round(received * chance.uniform(0, most)) if received else 0
        if row == "suit_direct" and year > _LAST_YEAR_OF_DIRECT_SUITS:
            count = 0  # 2024 on: refusals go to review first; a clean report has nothing to explain
        values = spread(count, (60, 8, 12, 10), chance)
        for outcome, value in zip(outcomes, values, strict=True):
            cells[f"disputes.{row}.{outcome}"] = Decimal(value)
        cells[f"disputes.{row}.total"] = Decimal(sum(values))
    return cells


def _count(has: bool, key: str, size: Any, chance: Random, last: int | None) -> Decimal:  # noqa: FBT001
    if not has:
        return Decimal()
    return Decimal(chance.randint(*size[key]) if last is None else _grown(last, chance))


def _in_force(made: int, gone: int, in_force: int, last: Decimal | None) -> tuple[int, int, int]:
    """Issued, repealed and in force at the year's end, continuing last year's stock."""
    stock = int(last) if last is not None else max(in_force, gone)
    gone = min(gone, stock)
    return made, gone, stock + made - gone


def _disclosure_2021(agency: Agency, size: Any, chance: Random, before: Year | None) -> Cells:
    last = before.cells if before and before.edition == "2021" else {}
    cells: Cells = {}
    rules = {"documents": [0, 4], "in_force": [5, 60]} if agency.makes_rules else None
    for row, sizes in (("regulations", rules), ("normative_documents", size)):
        drawn = (0, 0, 0)
        if sizes is not None:
            made, stock = chance.randint(*sizes["documents"]), chance.randint(*sizes["in_force"])
            gone = chance.randint(0, sizes["documents"][1])
            drawn = _in_force(made, gone, stock, last.get(f"disclosure.{row}.in_force"))
        for column, value in zip(("issued", "repealed", "in_force"), drawn, strict=True):
            cells[f"disclosure.{row}.{column}"] = Decimal(value)
    for row in ("licensing", "penalty", "coercion"):
        ref = f"disclosure.{row}.decisions"
        known = before.value(ref) if before else None
        cells[ref] = _count(getattr(agency, row), row, size, chance, known)
    fees = Decimal()
    if agency.fees:
        most = {"county": 90_000, "city": 900_000}.get(agency.level.split("_")[0], 9_000_000)
        known_fees = last.get("disclosure.fees.amount")
        amount = (
            int(known_fees * 100 * Decimal(str(round(chance.uniform(*_GROWTH), 3))))
            if known_fees
            else chance.randint(100, most)
        )
        fees = (Decimal(amount) / 100).normalize()
    cells["disclosure.fees.amount"] = fees
    return cells


def _disclosure_2019(agency: Agency, size: Any, chance: Random, before: Year | None) -> Cells:
    last = before.cells if before and before.edition == "2019" else {}
    cells: Cells = {}
    for row in ("regulations", "normative_documents"):
        may = row != "regulations" or agency.makes_rules
        made = chance.randint(*size["documents"]) if may else 0
        stock = last.get(f"disclosure.{row}.total_open")
        base = int(stock) if stock is not None else chance.randint(*size["in_force"]) if may else 0
        cells[f"disclosure.{row}.made"] = Decimal(made)
        cells[f"disclosure.{row}.opened"] = Decimal(made)
        cells[f"disclosure.{row}.total_open"] = Decimal(base + made)
    powers = {"licensing": agency.licensing, "other_services": agency.licensing}
    powers |= {"penalty": agency.penalty, "coercion": agency.coercion, "fees": bool(agency.fees)}
    for row, has in powers.items():
        items, change = f"disclosure.{row}.prev_items", f"disclosure.{row}.delta"
        before_items = int(last[items] + last[change]) if items in last else None
        stock_items = before_items if before_items is not None else chance.randint(3, 60)
        cells[items] = Decimal(stock_items if has else 0)
        cells[change] = Decimal(chance.randint(-2, 4) if has else 0)
        if row != "fees":
            kind = "licensing" if row == "other_services" else row
            known = before.cells.get(f"disclosure.{row}.decisions") if before else None
            cells[f"disclosure.{row}.decisions"] = _count(
                has, kind, size, chance, int(known) if known is not None else None
            )
    projects = chance.randint(0, 40)
    cells["disclosure.procurement.projects"] = Decimal(projects)
    amount = sum(chance.randint(200, 90_000) for _ in range(projects))
    cells["disclosure.procurement.amount"] = (Decimal(amount) / 100).normalize()
    return cells


def printed(value: Decimal) -> str:
    """How a figure stands in a cell: plain digits, no exponent."""
    return format(value, "f")
