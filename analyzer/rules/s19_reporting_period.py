"""S19: the reporting period is not told, or told wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.document import Span
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import six_parts_apply, title_anchor
from analyzer.rules.periods import illegible, is_told_otherwise, periods


@rule(
    "S19",
    name="统计期限未写或写错",
    severity="low",
    certainty="certain",
    basis="国办公开办函〔2021〕30号；统计期限为公历全年",
)
def reporting_period(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """没有写明数据的统计期限，或者写错了。

    为什么：读者要知道数据从哪天算到哪天；统计期限应是报告年度的1月1日至12月31日。
    报告：全文没有写统计期限；写的起止年份与报告年度不同、缺“年”“日”字（如“20241月1日”）、
      起止日不是1月1日和12月31日。
    不报告：“1月至12月”“截至12月31日”等已说清的写法；说其他事情的日期；2018 年及以前的报告。
    依据：国办公开办函〔2021〕30号；年度报告的统计期为公历年度。
    例：2024 年度报告写“数据统计期限为2023年1月1日至2023年12月31日”。
    """
    if not six_parts_apply(facts):
        return
    year = facts.document.year
    whole = f"{year or '××××'}年1月1日至{year or '××××'}年12月31日"
    found = list(periods(facts.prose, year))
    wrong = next((period for period in found if period.fault is not None), None)
    if wrong is not None and all(period.fault is not None for period in found):
        written = facts.quote(wrong.span)
        yield Fault(
            message=f"统计期限“{written}”{wrong.fault}。",
            anchors=(wrong.span,),
            advice=f"改为“{whole}”。",
            expected=whole,
            actual=written,
        )
    elif not found and not is_told_otherwise(facts):
        told = illegible(facts)
        yield Fault(
            message="统计期限的起止日期写得不规范。" if told else "没有写明数据的统计期限。",
            anchors=(told or _place(facts),),
            advice=f"{'起止日期改写为“' if told else '在导语中写明“数据统计期限为'}{whole}”。",
        )


def _place(facts: Facts) -> Span:
    """The last sentence of the preamble, where the period is usually told."""
    told = [s.span for s in facts.sentences_of("preamble")]
    title = facts.document.title_span
    behind = [span for span in told if title is None or span.start >= title.end]
    return behind[-1] if behind else title_anchor(facts)
