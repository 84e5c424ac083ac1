"""The register of faults that can be injected: by code, one injector or several to choose from.

Codes that are missing need what no manuscript has: a picture for a table (S23), a printed subtotal
row (A12), the web page around a report (D05, D06), a batch of agencies (B03).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from analyzer.training.generate.faults import (
    arithmetic,
    dates,
    recomposed,
    scope,
    structure,
    substance,
    years,
)
from analyzer.training.generate.faults.fault import Injected, Injector
from analyzer.training.generate.faults.texts import text_injectors

__all__ = ["Injected", "Injector", "injectors"]

_BY_CODE: Final[Mapping[str, tuple[Injector, ...]]] = {
    "S01": (structure.missing_part,),
    "S02": (structure.repeated_number,),
    "S03": (structure.skipped_number,),
    "S04": (structure.order,),
    "S08": (structure.short_name,),
    "S09": (structure.missing_aspect,),
    "S13": (structure.missing_table,),
    "S14": (structure.old_form,),
    "S15": (structure.missing_row,),
    "S16": (structure.missing_column,),
    "S22": (structure.unsigned,),
    "A01": (arithmetic.unbalanced_column,),
    "A02": (arithmetic.wrong_result_sum,),
    "A03": (arithmetic.wrong_row_total,),
    "A04": (arithmetic.wrong_review_total,),
    "A05": (arithmetic.wrong_suit_total,),
    "A06": (arithmetic.blank_cells,),
    "A07": (arithmetic.no_number,),
    "A08": (arithmetic.negative,),
    "A09": (arithmetic.fraction,),
    "A10": (arithmetic.yuan_for_ten_thousand,),
    "A11": (recomposed.in_force_too_few,),
    "A13": (arithmetic.partial_twice,),
    "A14": (recomposed.too_many_carried_forward,),
    "A15": (recomposed.too_many_others,),
    "A16": (arithmetic.number_writing,),
    "A17": (arithmetic.moved_column,),
    "C10": (recomposed.none_received,),
    "C18": (recomposed.unpaid,),
    "C19": (substance.far_approximation,),
    "T01": (substance.told_twice,),
    "T02": (substance.same_fact,),
    "T06": (years.wrong_direction,),
    "T08": (substance.contradiction,),
    "T12": (recomposed.disputes_beyond,),
    "Y01": (years.carried_over,),
    "Y02": (years.in_force,),
    "Y03": (years.same_text,),
    "Y04": (years.same_figures,),
    "Y06": (years.sudden_change,),
    "Y07": (years.same_problems,),
    "Y08": (years.not_answered,),
    "Y09": (years.item_numbers,),
    "Y10": (years.wrong_base,),
    "L01": (recomposed.rules_without_power,),
    "L02": (recomposed.internal_rules,),
    "L03": (scope.documents_without_power,),
    "L04": (recomposed.licences_of_the_quiet,),
    "L05": (recomposed.township_penalty,),
    "L06": (recomposed.coercion_of_the_powerless,),
    "L07": (recomposed.direct_suits,),
    "L08": (recomposed.pending_over_a_year,),
    "L11": (scope.scope_untold, scope.subordinates_counted),
    "D01": (dates.overdue_department,),
    "D02": (dates.overdue_government,),
    "D03": (dates.overdue_locally,),
    "D04": (dates.published_before_signed,),
    "B01": (substance.no_figures,),
    "B02": (substance.boilerplate,),
    "B04": (substance.approximate_figures,),
    "P01": (substance.no_problems,),
    "P02": (substance.no_measure,),
    "P03": (substance.unanswered,),
    "P04": (substance.foreign_problem,),
    "P05": (substance.generic_problem,),
    "P07": (structure.no_requests_told,),
    "P08": (substance.supervision_empty,),
    "P09": (substance.only_new_media,),
    "P10": (substance.management_empty,),
    "P11": (substance.too_long,),
    "W10": (substance.other_place,),
}


@cache
def injectors() -> Mapping[str, tuple[Injector, ...]]:
    """Every injectable code, with the ways to inject it."""
    texts = text_injectors()
    codes = sorted(_BY_CODE.keys() | texts.keys())
    return {code: (*_BY_CODE.get(code, ()), *texts.get(code, ())) for code in codes}
