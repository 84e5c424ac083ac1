"""Money without the name of its row: what was bought for, what fees came to, what was not charged."""

from __future__ import annotations

from typing import Final

from analyzer.extract.cues import Cue
from analyzer.extract.disclosure_subjects import FOR_INFORMATION, MAYBE_ALL
from analyzer.extract.expressions import Expression
from analyzer.extract.reading import says_any
from analyzer.extract.subject import Subject

_SUM: Final = Expression(
    r"(?:个|项|批|次)?(?:采购)?(?:项目)?[，；、：（(\s]*(?:成交|采购|中标|合同|支付|实际|涉及|合计|共|总)*(?:总)?(?:金额|资金|支出|额|价)?(?:合计|共计?|总计|为|达|约|合|计)*$"
)
_FEE: Final = Expression(
    r"(?:(?:收取|征收|实收|收缴|代收|入库|收入)(?:[^，。；、\d]{0,12}(?<![经公会])(?<!处理)(?<!检索)(?<!复制)(?<!邮寄)(?<!诉讼)(?<!务性收)(?<!营性收)(?<!保险)费"
    r"|[^，。；\d]{2,40}费等(?:各类|各项)?(?:费)?)"
    # 资源保护费等全年入库860万元
    r"|[^，。；\d]{2,40}(?<!处理)(?<!检索)(?<!复制)(?<!邮寄)(?<!务性收)(?<!营性收)(?<!保险)费等?(?:全年|年内|本年|当年|共|合计)*(?:入库|缴库|入国库))"
    r"(?:用|收入)?(?:合计|共计|总计|共|计|约)*$"
)
# 计量检定收费29.87万元, 收费为特种设备检验费1,932.4万元, where decisions are told
_CHARGED: Final = Expression(
    r"(?<!停车)(?<!服务)(?<!服务性)(?<!经营性)收费(?:收入|金额|总额|为|共|合计|(?!包括|其中|含)[^，。；、\d]{1,10}费)*$"
)
_AMOUNT: Final = Expression(
    r"(?:(?<!罚没)(?<!罚款)(?<!涉案)金额|采购额|成交额|收费额|总额|资金|支出|收入)[^，。；、\d]{0,12}$"
)
_OFFICE: Final = Expression(
    r"(?:[^，。；、]{0,6}[局厅委办镇乡部院处所会])?(?:全年|年内|本年|均|也|都)*(?:[^，。；、]{1,10}、)?"
)
_OWN_CHARGE: Final = Expression(r"(?:本级|机关|[本我][局厅委办镇]|全年|年内|本年)(?:度)?收费")
_TAKEN: Final = Expression(
    r"[，；：、\s]*(?:[本我][局委厅镇]|本级|全年|年内|本年度?|当年|共|一共|合计|实际|直接|已)*(?:征|收|征收|收取|入库|收入|上缴|缴库|实收)(?:了|入|得|缴)*(?:共计?|合计|为|计)*$"
)


def money(before: str, topic: Subject | None) -> Subject | None:
    """政府集中采购2项，36.9万元; 事业性收费3项，共计11万元; 收取水土保持补偿费11万元: money without the name of its row.

    One fee by name may be all of them: told, never held against the table.
    """
    if FOR_INFORMATION.search(before):
        return None
    told = topic is not None and topic.domain == "disclosure"
    charged = _CHARGED.search(before) if told or _OWN_CHARGE.search(before) else None
    if told and topic and topic.first == ("fees",) and _TAKEN.match(before):
        return Subject("disclosure", ("fees",), ("amount",), 0.93)  # 行政事业性收费：全年共征45万元
    named = _FEE.search(before) or charged
    if named and not says_any("let_off", before):
        return Subject("disclosure", ("fees",), ("amount",), MAYBE_ALL)
    row = topic.first[-1] if topic and topic.domain == "disclosure" and topic.first else None
    if row in ("procurement", "fees") and _SUM.match(before):
        return Subject("disclosure", (row,), ("amount",), 0.93)
    return None


def of_amount(said: str, subject: Subject | None, topic: Subject | None) -> Subject | None:
    """项目数比上年少3个，金额却多11%: the rise or fall of an amount, by what its clause names.

    `subject` is what the words before seem to name, `topic` what the text spoke of.
    """
    told = subject if subject is not None and subject.first else topic
    row = told.first[-1] if told and told.domain == "disclosure" and told.first else None
    if row not in ("procurement", "fees") or not _AMOUNT.search(said):
        return None
    return Subject("disclosure", (row,), ("amount",), 0.93)


def end_of(near: list[Cue]) -> int:
    """Where the last of the cues ends that says more than a year (收费金额较上年)."""
    return next((cue.end for cue in reversed(near) if not cue.has("previous")), near[-1].end)


def of_charges(before: str, cues: list[Cue], inherited: Subject | None) -> Subject:
    """未因信息公开收取任何费用; 处罚3件，未收费: the fees of the office, where decisions are told."""
    of_decisions = inherited is not None and inherited.domain == "disclosure"
    of_decisions = of_decisions or any(cue.has("document") for cue in cues)
    asked = any(cue.has("request") or cue.has("disclosure") for cue in cues)
    if of_decisions and not asked and _OFFICE.fullmatch(before):
        return Subject("disclosure", ("fees",), ("amount",), 0.93)
    return Subject("narrative", ("information_fee",))
