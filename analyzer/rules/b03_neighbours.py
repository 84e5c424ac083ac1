"""B03: text that stands in another agency's report as well."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule


@rule(
    "B03",
    name="与同级单位雷同",
    severity="high",
    certainty="hint",
    basis="国办公开办函〔2021〕30号：不得雷同（文本特征，供核实）",
)
def neighbours(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """正文与另一个机关的年报高度雷同。

    为什么：年报讲的是本机关的工作，除去套话还大段相同，说明有一方抄了另一方，或都套了同一范文。
    报告：一批报告一起审核时，去掉套话、数字、机关名称之后，本报告有八成以上文字与另一机关的年报相同。
    不报告：只审一份报告；同一机关往年的年报（由 Y03 报告）；整批报告普遍使用的句子；可比的文字太少。
    依据：国办公开办函〔2021〕30号；谁抄谁须人工核实。
    例：两个县的林业局年报除数字外逐句相同。
    """
    for found in facts.resemblances:
        if found.agency == facts.document.agency:
            continue
        if found.compared < profile.tolerance("b03_least_characters"):
            continue
        if found.share < profile.tolerance("b03_share"):
            continue
        other = found.agency or found.source
        year = f"{found.year} 年" if found.year else ""
        yield Fault(
            message=f"正文去掉套话、数字和机关名称后，{found.share:.0%} 与{other}{year}年报相同，共 {len(found.passages)} 段。",
            anchors=tuple(passage.span for passage in found.passages),
            advice="对照两份年报核实；按本机关实际情况重写雷同的段落。",
        )
