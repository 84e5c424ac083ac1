"""A15: too many results filed under 其他."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts, number
from analyzer.finding import CellAnchor, Fault
from analyzer.profile import Profile
from analyzer.rule import rule

_MISC = "requests.other_misc.total"
_RESULTS = "requests.result_total.total"


@rule(
    "A15",
    name="其他-其他占比过高",
    severity="low",
    certainty="likely",
    basis="国办公开办函〔2021〕30号表三（六）其他处理",
)
def other_share(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """“其他处理”中的“其他”占比过高。

    为什么：表三已把法定的办理结果分列，归入“其他”的应是撤回等少数情形；比例过高说明归类不准。
    报告：办理结果总计不少于 a15_least 件，而“其他处理—其他”的占比超过 a15_share。
    不报告：总量较少的机关；2019 版（该行含逾期不补正、逾期不缴费）；有关格空白或未读出。
    依据：国办公开办函〔2021〕30号表三；《政府信息公开条例》第三十六条。
    例：办理结果 20 件，其中“其他”9 件。
    """
    table = facts.table("requests")
    misc, results = facts.value(_MISC), facts.value(_RESULTS)
    if table is None or table.edition != "2021" or misc is None or not results:
        return
    if results >= profile.tolerance("a15_least") and misc > results * profile.tolerance(
        "a15_share"
    ):
        yield Fault(
            message=f"表三“其他处理—其他”{number(misc)} 件，占办理结果总计 {number(results)} 件的比例过高。",
            anchors=(CellAnchor(_MISC), CellAnchor(_RESULTS)),
            advice="逐件核对答复文书，能归入前面各项的改归各项；确属其他的，在正文说明是何情形。",
            actual=misc,
        )
