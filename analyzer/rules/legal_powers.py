"""What an agency of some kind may not do, held against the cells of 表二."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from analyzer.analysis import Facts
from analyzer.finding import Anchor
from analyzer.lexicon.source import words
from analyzer.rules.filled_cells import anchors_of, cell_name
from analyzer.rules.own_words import own_prose
from analyzer.rules.phrasing import any_pattern

FILE: Final = "law"
GRASS_ROOTS: Final = ("township", "subdistrict")
_LOCAL: Final = (*GRASS_ROOTS, "county_department", "city_department")


def positive(facts: Facts, *refs: str) -> list[str]:
    """Those of the cells that hold a number above zero."""
    return [ref for ref in refs if (facts.value(ref) or 0) > 0]


def regulations(facts: Facts) -> list[str]:
    """The cells of 规章 above zero, where the agency is known to have no power to make any."""
    if facts.document.agency_level not in words(FILE, "regulations", "without_power"):
        return []
    if _reports_for_its_government(facts):
        return []
    row = "disclosure.regulations."
    return positive(facts, *(ref for ref in facts.cells if ref.startswith(row)))


def _reports_for_its_government(facts: Facts) -> bool:
    """Whether it is the office of a government that has the power: 某市人民政府办公室."""
    if facts.document.agency_level not in ("city_department", "provincial_department"):
        return False
    pattern = any_pattern(FILE, "regulations", "for_government_pattern")
    return pattern.search(facts.document.agency or "") is not None


def is_quiet(facts: Facts, power: str) -> bool:
    """Whether the agency's name is of a kind that has no such power (统计, 信访, 档案…)."""
    agency = facts.document.agency or ""
    if facts.document.agency_level not in _LOCAL:
        return False
    if any(word in agency for word in words(FILE, "quiet", "besides")):
        return False
    return any(word in agency for word in words(FILE, "quiet", power))


def tells_empowerment(facts: Facts) -> bool:
    """Whether the prose says where the power comes from (赋权, 委托, 综合执法…)."""
    return bool(any_pattern(FILE, "empowered", "pattern").search(own_prose(facts)))


def cells_said(facts: Facts, refs: Iterable[str]) -> str:
    """The cells with their values: 表二“规章·本年制发件数”为 1."""
    return "、".join(f"{cell_name(facts, ref)}填 {facts.value(ref)}" for ref in refs)


def cell_anchors(facts: Facts, refs: Iterable[str]) -> tuple[Anchor, ...]:
    """The cells and their characters."""
    return tuple(anchor for ref in refs for anchor in anchors_of(facts.cells[ref]))
