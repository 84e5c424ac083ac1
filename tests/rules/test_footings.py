"""One wrong cell in a table that adds up is found, and no other cell is blamed for it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.analysis import Facts
from analyzer.document import Cell, Document, Edition, Span, Table
from analyzer.finding import CellAnchor, Fault
from analyzer.forms.form import OFFICIAL_EDITIONS, Form, form
from analyzer.rules.footings import faults

_RULES = ("A01", "A02", "A03")
_ENDS = ("new_received", "carried_over", "carried_forward", "result_total")


@st.composite
def _ledgers(draw: st.DrawFn) -> tuple[Form, dict[str, int]]:
    """A requests form of either edition whose footings all hold."""
    of = form("requests", draw(st.sampled_from(OFFICIAL_EDITIONS)))
    columns = [column.key for column in of.columns if column.key != "total"]
    details = [row.key for row in of.rows if row.key not in _ENDS]
    values = dict.fromkeys(of.refs, 0)
    for column in columns:
        for row in draw(st.lists(st.sampled_from(details), max_size=4, unique=True)):
            values[of.ref(row, column)] = draw(st.integers(1, 90))
        results = sum(values[of.ref(row, column)] for row in details)
        forward = draw(st.integers(0, 20))
        over = draw(st.integers(0, min(20, results + forward)))
        values[of.ref("result_total", column)] = results
        values[of.ref("carried_forward", column)] = forward
        values[of.ref("carried_over", column)] = over
        values[of.ref("new_received", column)] = results + forward - over
    for row in of.rows:
        values[of.ref(row.key, "total")] = sum(values[of.ref(row.key, c)] for c in columns)
    return of, values


def _facts(of: Form, values: dict[str, int | None]) -> Facts:
    cells = {
        ref: Cell(ref, None, "", "blank")
        if value is None
        else Cell(ref, Decimal(value), str(value), "number")
        for ref, value in values.items()
    }
    edition: Edition = of.edition
    table = Table(of.name, edition, cells, Span(0, 0))
    return Facts(Document("x", "", "txt", "", ()), tables=(table,))


def _faults(facts: Facts) -> list[Fault]:
    return [fault for rule in _RULES for fault in faults(facts, rule)]


@given(_ledgers())
@settings(max_examples=40, deadline=None)
def test_a_table_that_adds_up_is_silent(ledger: tuple[Form, dict[str, int]]) -> None:
    of, values = ledger
    assert _faults(_facts(of, dict(values))) == []


@given(_ledgers(), st.data())
@settings(max_examples=60, deadline=None)
def test_one_wrong_cell_is_blamed(ledger: tuple[Form, dict[str, int]], data: st.DataObject) -> None:
    of, values = ledger
    wrong = data.draw(st.sampled_from(of.refs))
    amount = data.draw(st.integers(1, 50))
    found = _faults(_facts(of, {**values, wrong: values[wrong] + amount}))
    assert found
    for fault in found:
        assert fault.anchors[0] == CellAnchor(wrong)
        assert of.cell_name(wrong) in fault.advice
        assert str(values[wrong]) in fault.advice


@given(_ledgers(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_blank_cell_accuses_nobody(
    ledger: tuple[Form, dict[str, int]], data: st.DataObject
) -> None:
    of, values = ledger
    blank = data.draw(st.sets(st.sampled_from(of.refs), min_size=1, max_size=20))
    assert _faults(_facts(of, {**values, **dict.fromkeys(blank, None)})) == []
