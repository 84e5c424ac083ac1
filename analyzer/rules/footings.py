"""Footings that do not hold: what differs, by how much, and which cell is likeliest to be wrong.

The equations come from the forms (`analyzer.forms`). A blank, malformed or unread cell makes its
equation uncheckable, never wrong. Equations broken by the same amount are one fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import Span, Table
from analyzer.finding import Anchor, CellAnchor, Fault
from analyzer.forms.form import Form, Identity, form
from analyzer.rules.filled_cells import anchors_of, form_name
from analyzer.rules.suspects import Broken, Suspect, suspect_of

_FEW: Final = 6


@dataclass(frozen=True)
class Ledger:
    """The equations of one filled-in form."""

    facts: Facts
    table: Table
    form: Form

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """Every equation of the form that does not hold."""
        return tuple(_broken(self.facts, self.form.identities))


def faults(facts: Facts, code: str) -> Iterator[Fault]:
    """The faults of the footings that rule `code` is responsible for."""
    for table in facts.tables:
        of = form(table.form, table.edition)
        mine = [identity for identity in of.identities if identity.footing.rule == code]
        by_amount: dict[Decimal, list[Broken]] = {}
        for each in _broken(facts, mine):
            by_amount.setdefault(abs(each.excess), []).append(each)
        ledger = Ledger(facts, table, of)
        for group in by_amount.values():
            yield _fault(ledger, group)


def _broken(facts: Facts, identities: Iterable[Identity]) -> Iterator[Broken]:
    """The equations whose two sides are known and differ."""
    for identity in identities:
        left = identity.left.value(facts.value)
        right = identity.right.value(facts.value)
        if left is not None and right is not None and left != right:
            yield Broken(identity, left, right)


def _fault(ledger: Ledger, group: Sequence[Broken]) -> Fault:
    first = group[0]
    where = "、".join(_axis(ledger.form, each.identity) for each in group)
    sums = "；".join(_sides(ledger, each) for each in group[:3])
    more = (
        f"；其余 {len(group) - 3} 处同样相差 {_plain(abs(first.excess))}" if len(group) > 3 else ""
    )
    suspect = suspect_of(ledger.facts, ledger.form, ledger.broken, group)
    reasons = list(_reasons(ledger, group, suspect))
    advice = "".join(f"{reason}。" for reason in reasons)
    anchors = _anchors(ledger, group, suspect)
    return Fault(
        message=(
            f"{form_name(ledger.table.form)}{where}不满足“{first.identity.footing.name}”：{sums}{more}。"
        ),
        anchors=anchors,
        advice=f"{advice}请对照台账逐格核对，改正后重新验算。",
        expected=first.right,
        actual=first.left,
        corrections=suspect.cells if suspect else (),
    )


def _axis(of: Form, identity: Identity) -> str:
    if identity.row is not None:
        return f"“{_row_name(of, identity.row)}”行"
    return f"“{of.column(identity.column).label}”列" if identity.column is not None else ""


def _row_name(of: Form, key: str) -> str:
    row = of.row(key)
    return f"{row.parent}—{row.label}" if row.parent and row.exact else row.label


def _sides(ledger: Ledger, each: Broken) -> str:
    more = "多" if each.excess > 0 else "少"
    return (
        f"{_sum(ledger, each.identity.left.refs, each.left)}，"
        f"{_sum(ledger, each.identity.right.refs, each.right)}，"
        f"前者{more} {_plain(abs(each.excess))}"
    )


def _sum(ledger: Ledger, refs: Sequence[str], value: Decimal) -> str:
    if len(refs) == 1:
        return f"“{ledger.form.cell_name(refs[0])}”为 {_plain(value)}"
    parts = [part for ref in refs if (part := ledger.facts.value(ref))]
    written = "+".join(map(_plain, parts)) if len(parts) > 1 else ""
    if len(refs) <= _FEW and len(refs) == 2:
        names = "加".join(f"“{ledger.form.cell_name(ref)}”" for ref in refs)
        return f"{names}为 {f'{written}=' if written else ''}{_plain(value)}"
    return f"各项之和为 {f'{written}=' if written else ''}{_plain(value)}"


def _reasons(ledger: Ledger, group: Sequence[Broken], suspect: Suspect | None) -> Iterator[str]:
    if suspect is not None:
        cells = "；".join(
            f"“{ledger.form.cell_name(each.ref)}”现填 {_plain(each.written)}，改为 {_plain(each.should)}"
            for each in suspect.cells
        )
        yield f"最可能填错的是{cells}，则有关的 {suspect.mended} 处都平"
        if all(_transposed(each.written, each.should) for each in suspect.cells):
            yield "两数数字相同、次序不同，疑为数字颠倒"
    elif len(group) > 1 and sum(each.excess for each in group) == 0:
        yield "各处差额一正一负、正好抵消，疑为两处的数填串了位置"
    for each in group[:1]:
        if each.identity.row is not None and _shifted(ledger, each.identity):
            yield "各数依次右移一格即可相加成总计，疑为整行向左串了一列"
        elif suspect is None and (twin := _twin(ledger, each)) is not None:
            what = "漏计或重计"
            yield f"差额恰等于“{ledger.form.cell_name(twin)}”的 {_plain(abs(each.excess))}，疑为{what}这一格"
        elif suspect is None and _by_transposition(each):
            yield "差额是 9 的倍数，请留意有无数字颠倒"


def _transposed(one: Decimal, other: Decimal) -> bool:
    """Whether the two differ by two neighbouring digits that changed places."""
    left, right = _plain(one), _plain(other)
    if len(left) != len(right):
        return False
    differing = [at for at in range(len(left)) if left[at] != right[at]]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and left[differing[0]] == right[differing[1]]
        and left[differing[1]] == right[differing[0]]
    )


def _by_transposition(each: Broken) -> bool:
    return each.excess % 9 == 0 and abs(each.excess) < max(each.left, each.right)


def _twin(ledger: Ledger, each: Broken) -> str | None:
    """The one detail whose value is the difference, where the sum has several details."""
    if len(each.identity.right.refs) <= 2:
        return None
    same = [r for r in each.identity.right.refs if ledger.facts.value(r) == abs(each.excess)]
    return same[0] if len(same) == 1 else None


def _shifted(ledger: Ledger, identity: Identity) -> bool:
    """Whether the row adds up when every value is moved one column to the right (its last is 0)."""
    columns = ledger.form.row(identity.row or "").columns
    values = [
        ledger.facts.value(ledger.form.ref(identity.row or "", c)) or Decimal() for c in columns
    ]
    *details, total, last = values
    return last == 0 and total > 0 and sum(details) == total and len(details) > 1


def _anchors(
    ledger: Ledger, group: Sequence[Broken], suspect: Suspect | None
) -> tuple[Anchor, ...]:
    """The suspect, else the left sides and the details that are not zero."""
    refs: list[str] = [each.ref for each in suspect.cells] if suspect else []
    for each in group:
        refs += each.identity.left.refs
        refs += [ref for ref in each.identity.right.refs if ledger.facts.value(ref)]
    found: dict[Anchor, None] = {}
    for ref in dict.fromkeys(refs):
        cell = ledger.table.cells.get(ref)
        anchors = anchors_of(cell) if cell is not None else (CellAnchor(ref),)
        found |= dict.fromkeys(a for a in anchors if not isinstance(a, Span) or a.end > a.start)
    return tuple(found)


def _plain(value: Decimal) -> str:
    return number(value) or "0"
