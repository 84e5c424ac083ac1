"""No blank, however the form is printed, moves a value into a wrong cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import WAYS, Paper, Values, Way

from analyzer.document import Table
from analyzer.forms.form import EDITIONS, form
from analyzer.segment.tables import tables

# Values that no identity of the form can hold over by chance: distinct and far apart.
NUMBERS = [str(1000 + 37 * index * index + index) for index in range(300)]


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, Values]:
    """A form with cells numbered at random and blanks anywhere; full forms now and then."""
    edition = draw(st.sampled_from(EDITIONS))
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


@pytest.mark.parametrize("edition", EDITIONS)
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
