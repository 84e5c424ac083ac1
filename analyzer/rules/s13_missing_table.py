"""S13: a part that must hold a table holds none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.analysis import Facts
from analyzer.document import Section
from analyzer.finding import Fault
from analyzer.forms.form import form
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.filled_cells import form_name
from analyzer.rules.parts import PICTURE, found_parts, losses_in, six_parts_apply

_FORMS: Final = ("disclosure", "requests", "disputes")
# So many printed row labels in the text of a part are a table that lost its lines.
_LABELS_OF_A_TABLE: Final = 3


@rule(
    "S13",
    name="表格缺失",
    severity="critical",
    certainty="likely",
    basis="国办公开办函〔2021〕30号",
)
def missing_table(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """第二、三、四部分没有表格。

    为什么：这三个部分以统一的表格报告，没有发生的也要列表填 0。
    报告：有标题而其下没有表格，文字里也看不到表格的行名。读取时此处有内容没有读出的，只作提示。
    不报告：没有标题的部分（S01）；表格的行列不全（S15、S16）；图片（S23）；表格放在另一部分的；行名散落在文字里、只是没能读成表的。
    依据：国办公开办函〔2021〕30号。
    例：“三、收到和处理政府信息公开申请情况”之下只有一句“详见附件”。
    """
    if not six_parts_apply(facts):
        return
    for key, section in found_parts(facts).items():
        if key not in _FORMS or facts.table(key) is not None or _has_traces(facts, section):
            continue
        losses = losses_in(facts, section)
        if any(PICTURE in loss.message for loss in losses):
            continue  # S23
        unread = "（此处有内容没有读出，请人工核对）" if losses else ""
        yield Fault(
            message=f"“{''.join(section.title.split())}”之下没有{form_name(key)}的表格{unread}。",
            anchors=(section.title_span,),
            advice="按统一格式列出表格，逐格填数，没有发生的填“0”。",
            certainty="hint" if losses else None,
        )


def _has_traces(facts: Facts, section: Section) -> bool:
    """Whether an unrecognised grid or the labels of a table stand in the part."""
    if any(b.grid is not None and section.span.covers(b.span) for b in facts.document.blocks):
        return True
    text = "".join(facts.quote(section.span).split())
    edition = "2019" if facts.edition in ("2019", "pre2019") else "2021"
    rows = form(section.key, edition).rows
    cores = [core for row in rows for core in (row.cores[:1] or (row.label,))]
    return sum(core in text for core in cores) >= _LABELS_OF_A_TABLE
