"""An analysis as the entries that people read: numbered findings, claims and cells in Chinese.

Every output that lists findings takes its words from here, so that finding 3 of the ledger is
comment 3 of the Word file and note 3 of the PDF.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from analyzer.analysis import Analysis, Facts, number
from analyzer.claim import CheckedClaim, Quantity
from analyzer.document import Cell, Span
from analyzer.finding import CellAnchor, Finding
from analyzer.formula import parse
from analyzer.lexicon.metrics import metrics
from analyzer.lexicon.names import name_of
from analyzer.render.cell_names import cell_name, formula_name

_PLACES: Final = Decimal("0.0001")
_NOTHING: Final = "—"


class Entry(NamedTuple):
    """A finding with its number in all outputs, and its keys as words."""

    number: int
    finding: Finding
    severity: str
    certainty: str
    status: str
    place: str
    quotes: tuple[str, ...]
    cells: tuple[str, ...]
    related: tuple[str, ...]

    @property
    def title(self) -> str:
        """Code and name."""
        return f"{self.finding.code} {self.finding.name}"


def entries(analysis: Analysis) -> tuple[Entry, ...]:
    """The findings that nobody dismissed, numbered from 1 in their order."""
    shown = (finding for finding in analysis.findings if finding.status != "dismissed")
    return tuple(_entry(number, each, analysis.facts) for number, each in enumerate(shown, 1))


def spans(finding: Finding) -> tuple[Span, ...]:
    """The anchors that are characters, each once, in their order."""
    return tuple(dict.fromkeys(each for each in finding.anchors if isinstance(each, Span)))


def cells(finding: Finding) -> tuple[str, ...]:
    """The references of the anchors that are cells, each once, in their order."""
    return tuple(dict.fromkeys(a.ref for a in finding.anchors if isinstance(a, CellAnchor)))


def cell_text(ref: str, facts: Facts) -> str:
    """A cell by name with its value, or what stands in for one."""
    cell = facts.cell(ref)
    name = cell_name(ref, facts)
    if cell is None:
        return f"{name} 未读到"
    if cell.state == "number":
        return f"{name} = {number(cell.value)}"
    text = f"（“{cell.text}”）" if cell.text.strip() else ""
    return f"{name} {name_of('state', cell.state)}{text}"


def cell_shown(cell: Cell | None) -> str:
    """What stands in a cell as the report has it; the name of its state where nothing does."""
    if cell is None:
        return name_of("state", "unread")
    if cell.state == "number":
        return number(cell.value) or ""
    return cell.text if cell.text.strip() else name_of("state", cell.state)


def context(facts: Facts, span: Span) -> Span:
    """The sentence around `span`, or its line where it stands in no sentence (tables, titles)."""
    place = bisect_right(facts.sentences, span.start, key=lambda s: s.span.start) - 1
    if place >= 0 and facts.sentences[place].span.covers(span):
        return facts.sentences[place].span
    start = facts.text.rfind("\n", 0, span.start) + 1
    end = facts.text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(facts.text))


def interval(quantity: Quantity) -> str:
    """The bounds that a quantity claims: `435`, `430～439`, `≥300`, `≤60`."""
    low, high = number(quantity.low), number(quantity.high)
    if low is not None and low == high:
        return low
    if low is None or high is None:
        return f"≥{low}" if high is None else f"≤{high}"
    return f"{low}～{high}"


def metric_name(checked: CheckedClaim) -> str:
    """What a claim counts, a dash where nobody could tell."""
    return metrics().name(checked.claim.metric) if checked.claim.metric else _NOTHING


def expected(checked: CheckedClaim) -> str:
    """The value of the tables that a claim was held against, to four places."""
    value = checked.verdict.expected
    if value is None:
        return _NOTHING
    return number(value.quantize(_PLACES, ROUND_HALF_UP)) or _NOTHING


def why(checked: CheckedClaim, facts: Facts) -> str:
    """Why a verdict is not plain agreement; empty where there is nothing to say."""
    verdict = checked.verdict
    if verdict.outcome == "agrees":
        return ""
    if verdict.outcome != "disagrees":
        return verdict.gap or verdict.reason
    if not verdict.gap and verdict.target and len(parse(verdict.target).refs) > 1:
        return f"按 {formula_name(verdict.target, facts)}"
    return verdict.gap


def conflicting(analysis: Analysis) -> dict[str, tuple[int, ...]]:
    """Cell reference → numbers of the findings that point at it."""
    found: dict[str, list[int]] = {}
    for entry in entries(analysis):
        for ref in cells(entry.finding):
            found.setdefault(ref, []).append(entry.number)
    return {ref: tuple(numbers) for ref, numbers in found.items()}


def _entry(number_: int, finding: Finding, facts: Facts) -> Entry:
    return Entry(
        number_,
        finding,
        name_of("severity", finding.severity),
        name_of("certainty", finding.certainty),
        name_of("status", finding.status),
        _place(finding, facts),
        tuple(facts.quote(span) for span in spans(finding) if span.start < span.end),
        tuple(cell_text(ref, facts) for ref in cells(finding)),
        tuple(f"{each.code} {each.name}：{each.message}" for each in finding.related),
    )


def _place(finding: Finding, facts: Facts) -> str:
    """The part of the report: tables by their names, else the section of the first quote."""
    return "、".join(dict.fromkeys(_places(finding, facts))) or "全文"


def _places(finding: Finding, facts: Facts) -> Iterator[str]:
    known: Sequence[str] = [table.form for table in facts.tables]
    for span in spans(finding):
        inside = [section for section in facts.sections if section.span.covers(span)]
        yield name_of("section", inside[0].key if inside else "preamble")
    for ref in cells(finding):
        form = ref.removeprefix("previous.").partition(".")[0]
        if form in known:
            yield name_of("form", form)
