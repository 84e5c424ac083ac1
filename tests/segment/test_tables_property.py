"""No blank, however the form is printed, moves a value into a wrong cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.document import Table
from analyzer.forms.form import OFFICIAL_EDITIONS, form
from analyzer.segment.tables import tables
from tests.segment.sheets import WAYS, Paper, Values, Way

# Values that no identity of the form can hold over by chance: distinct and far apart.
NUMBERS = [str(1000 + 37 * index * index + index) for index in range(300)]


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, Values]:
    """A form with cells numbered at random and blanks anywhere; full forms now and then."""
    edition = draw(st.sampled_from(OFFICIAL_EDITIONS))
    refs = form("requests", edition).refs
    share = draw(st.sampled_from([0, 1, 5, 40, 90]))
    shift = draw(st.integers(0, 100))
    blank = draw(st.lists(st.integers(0, 99), min_size=len(refs), max_size=len(refs)))
    zero = draw(st.booleans())
    return edition, {
        ref: "" if blank[i] < share else "0" if zero else NUMBERS[(i + shift) % 300]
        for i, ref in enumerate(refs)
    }


def read(way: Way, edition: str, values: Values) -> Table | None:
    paper = Paper()
    paper.paragraph("三、收到和处理政府信息公开申请情况")
    way.print(form("requests", edition), values, paper)
    paper.paragraph("四、其他")
    return next((t for t in tables(paper.document()) if t.form == "requests"), None)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
@settings(max_examples=40, deadline=None)
@given(sheet=filled())
def test_no_value_in_a_wrong_cell(way: Way, sheet: tuple[str, Values]) -> None:
    edition, values = sheet
    table = read(way, edition, values)
    assert table is not None
    # Both editions print the other rows; without the three rows of 2021 it may be either.
    for ref, cell in table.cells.items():
        if cell.state == "number":
            assert values[ref] == cell.text, ref
            assert cell.value == Decimal(values[ref])
        elif cell.state == "blank":
            assert values[ref] == "", ref
        else:
            assert cell.state == "unread", ref


@pytest.mark.parametrize("edition", OFFICIAL_EDITIONS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_full_form_is_read_in_full(way: Way, edition: str) -> None:
    refs = form("requests", edition).refs
    values = {ref: NUMBERS[i] for i, ref in enumerate(refs)}
    table = read(way, edition, values)
    assert table is not None
    if table.edition == edition:
        assert {ref: cell.text for ref, cell in table.cells.items()} == values
        assert table.missing_rows == ()
        assert {reading.outcome for reading in table.rows} == {"placed"}


@pytest.mark.parametrize("way", [way for way in WAYS if way.keeps_blanks], ids=lambda w: w.name)
def test_blanks_are_seen_where_the_print_tells_them(way: Way) -> None:
    refs = form("requests", "2021").refs
    values = {ref: "" if ref.endswith("research") else "3" for ref in refs}
    table = read(way, "2021", values)
    assert table is not None
    assert {r for r, c in table.cells.items() if c.state == "blank"} == {
        ref for ref in refs if ref.endswith("research")
    }


@st.composite
def balanced(draw: st.DrawFn) -> Values:
    """A form that adds up, its zeros left blank: what is proved must be right."""
    requests = form("requests", "2021")
    people = [column.key for column in requests.columns][:-1]
    numbers = dict.fromkeys(requests.refs, 0)
    details = [row.key for row in requests.rows[2:-2]]
    for _ in range(draw(st.integers(0, 6))):
        cell = requests.ref(draw(st.sampled_from(details)), draw(st.sampled_from(people)))
        numbers[cell] += draw(st.integers(1, 4))
    for person in people:
        ref = requests.ref("result_total", person)
        numbers[ref] = sum(numbers[requests.ref(row, person)] for row in details)
        numbers[requests.ref("carried_forward", person)] = draw(st.integers(0, 2))
        carried = draw(st.integers(0, numbers[ref]))
        numbers[requests.ref("carried_over", person)] = carried
        forward = numbers[requests.ref("carried_forward", person)]
        numbers[requests.ref("new_received", person)] = numbers[ref] + forward - carried
    for row in requests.rows:
        total = sum(numbers[requests.ref(row.key, person)] for person in people)
        numbers[requests.ref(row.key, "total")] = total
    sparse = draw(st.sets(st.sampled_from([row.key for row in requests.rows]), max_size=3))
    return {
        ref: "" if not number and ref.split(".")[1] in sparse else str(number)
        for ref, number in numbers.items()
    }


@pytest.mark.parametrize("way", [w for w in WAYS if not w.keeps_blanks], ids=lambda w: w.name)
@settings(max_examples=60, deadline=None)
@given(values=balanced())
def test_a_proof_is_never_wrong(way: Way, values: Values) -> None:
    table = read(way, "2021", values)
    assert table is not None
    for ref, cell in table.cells.items():
        if cell.state == "number":
            assert cell.text == values[ref], ref


@pytest.mark.parametrize("missing", ["granted", "denied_query", "new_received", "result_total"])
def test_a_collapsed_row_is_proved_by_a_form_that_adds_up(missing: str) -> None:
    requests = form("requests", "2021")
    values = dict.fromkeys(requests.refs, "0")
    for row in ("new_received", "result_total", "granted", "denied_query"):
        share = {"natural_person": "3", "research": "1", "total": "4"}
        whole = {"natural_person": "6", "research": "2", "total": "8"}
        filled_in = whole if row in ("new_received", "result_total") else share
        values |= {requests.ref(row, column): text for column, text in filled_in.items()}
    values |= {
        ref: "" for ref in requests.refs if ref.split(".")[1] == missing and values[ref] == "0"
    }
    collapsed = next(way for way in WAYS if way.name == "collapsed")
    table = read(collapsed, "2021", values)
    assert table is not None
    assert next(r.outcome for r in table.rows if r.row == missing) == "proved"
    for ref in requests.refs:
        cell = table.cells[ref]
        assert (cell.text if cell.state == "number" else "") == values[ref]
