"""Legal days by which a report had to be published, and the day it was."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Certainty, Fault
from analyzer.rules.parts import title_anchor

DEPARTMENTS: Final = ("county_department", "city_department", "provincial_department", "ministry")
GOVERNMENTS: Final = ("county_government", "city_government", "provincial_government")
# Reports on 2019 and later fall under the Regulations as amended in 2019; before, 31 March for all.
_FIRST_YEAR_AMENDED: Final = 2019
_MOST_DAYS: Final = 365


class Day(NamedTuple):
    """When the report was out: `certain` where it cannot have been out earlier."""

    day: date
    span: Span
    name: str
    certainty: Certainty


def published(facts: Facts) -> Day | None:
    """The later of signature and publication: nothing is published before it is signed.

    A date of publication alone may be that of a moved web page, so it is only likely.
    """
    document = facts.document
    told: tuple[tuple[str | None, Span | None, str, Certainty], ...] = (
        (document.signed, document.signed_span, "落款日期", "certain"),
        (document.published, document.published_span, "发布日期", "likely"),
    )
    days = []
    for iso, span, name, certainty in told:
        if iso is not None:
            days.append(Day(date.fromisoformat(iso), span or title_anchor(facts), name, certainty))
    return max(days, key=lambda each: each.day) if days else None


def department_deadline(year: int) -> date:
    """The last day for departments to publish the report on `year`."""
    return date(year + 1, 1, 31) if year >= _FIRST_YEAR_AMENDED else date(year + 1, 3, 31)


def government_deadline(year: int) -> date:
    """The last day for governments to publish the report on `year`."""
    return date(year + 1, 3, 31)


def overdue(facts: Facts, deadline: date, law: str) -> Fault | None:
    """The fault of a report that came out after `deadline`, None where it did not or none can tell."""
    out = published(facts)
    late = (out.day - deadline).days if out is not None else 0
    # More than a year late is a slip of the year or a web page that was moved.
    if out is None or not 0 < late <= _MOST_DAYS:
        return None
    return Fault(
        message=f"{out.name}为 {_told(out.day)}，晚于{law}（{_told(deadline)}），迟 {late} 天。",
        anchors=(out.span,),
        advice="核对实际发布日期；确已逾期的，按要求说明原因，今后在期限前发布。",
        expected=f"不晚于 {deadline.isoformat()}",
        actual=out.day.isoformat(),
        certainty=out.certainty,
    )


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
