"""S23: tables given as pictures."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.analysis import Facts
from analyzer.finding import Fault
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import form_name
from analyzer.rules.parts import PICTURE, found_parts, losses_in

_FORMS = ("disclosure", "requests", "disputes")


@rule(
    "S23",
    name="附件式/图片式表格不可机读",
    severity="medium",
    certainty="hint",
    basis="从业经验：公开的数据应可机读",
)
def picture_tables(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """第二、三、四部分的表格是图片。

    为什么：图片里的表格不能检索、复制和汇总，也无法核对。
    报告：应有表格的部分没有读到表格，而读取时此处有图片。
    不报告：表格已经读出、另外配了图的；其他部分的图片；没有图片的缺表（S13）。
    依据：从业经验，只作提示。
    例：“三、收到和处理政府信息公开申请情况”之下是一张截图。
    """
    for key, section in found_parts(facts).items():
        if key not in _FORMS or facts.table(key) is not None:
            continue
        if any(PICTURE in loss.message for loss in losses_in(facts, section)):
            yield Fault(
                message=f"“{''.join(section.title.split())}”之下的{form_name(key)}是图片，没有读取。",
                anchors=(section.title_span,),
                advice="用文字表格代替图片，使数据可以检索和汇总。",
            )
