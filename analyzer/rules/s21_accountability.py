"""S21: a government's report without assessment, evaluation or accountability."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analyzer.analysis import Facts
from analyzer.errors import DataError
from analyzer.finding import Fault
from analyzer.lexicon.source import load, words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.parts import found_parts, six_parts_apply, title_anchor

_GOVERNMENTS = ("township", "county_government", "city_government", "provincial_government")
_KINDS = ("assessment", "evaluation", "responsibility")


@cache
def _names() -> dict[str, str]:
    names = load("report_format").get("accountability", {}).get("names", {})
    missing = [kind for kind in _KINDS if kind not in names]
    if missing:
        raise DataError(f"缺少键 accountability.names.{missing[0]}", place="report_format.toml")
    return dict(names)


@rule(
    "S21",
    name="政府年报缺考核/评议/追责",
    severity="high",
    certainty="likely",
    basis="《政府信息公开条例》第五十条第一款第（四）项",
)
def accountability(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """人民政府的年度报告没有写工作考核、社会评议和责任追究结果。

    为什么：条例要求各级人民政府的年度报告还应包括这三项的结果。
    报告：机关是人民政府（含乡镇），全文没有提到其中某一项；三项都没有的为必改，缺一两项的降一级。全文合为一条。
    不报告：部门、街道办事处、管委会的报告；只要提到过该项（包括“未发生责任追究”）；机关类型没有认出的。
    依据：《政府信息公开条例》第五十条第一款第（四）项。
    例：县人民政府的报告只写了培训，没有考核、评议、追责的结果。
    """
    if facts.document.agency_level not in _GOVERNMENTS or not six_parts_apply(facts):
        return
    prose = facts.prose
    lacking = [
        kind
        for kind in _KINDS
        if not any(word in prose for word in words("report_format", "accountability", kind))
    ]
    if not lacking:
        return
    parts = found_parts(facts)
    section = parts.get("problems") or parts.get("overview")
    names = "、".join(_names()[kind] for kind in lacking)
    yield Fault(
        message=f"人民政府的年度报告应包括工作考核、社会评议和责任追究结果，全文没有写{names}。",
        anchors=(section.title_span if section is not None else title_anchor(facts),),
        advice=f"在总体情况“监督保障”中补写{names}；没有发生的写明“未发生”。",
        severity=None if len(lacking) == len(_KINDS) else "medium",
    )
