"""L12: requests handled for other agencies, counted as one's own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from analyzer.analysis import Facts, number
from analyzer.document import Span
from analyzer.finding import CellAnchor, Fault
from analyzer.lexicon.source import words
from analyzer.profile import Profile
from analyzer.rule import rule
from analyzer.rules.legal_powers import FILE
from analyzer.rules.own_words import own_prose, surroundings
from analyzer.rules.phrasing import any_pattern

_CELL: Final = "requests.new_received.total"


@rule(
    "L12",
    name="依申请受理主体错误",
    severity="medium",
    certainty="hint",
    basis="《条例》第十条、第二十七条",
)
def assisted_requests(facts: Facts, profile: Profile) -> Iterator[Fault]:
    """协助其他机关办理的申请计入了本机关的新收。

    为什么：申请向谁提出就由谁统计；协助上级或其他机关答复的再计一次，就重复了。
    报告：正文把“协助办理 N 件”列为申请数的一部分，表三新收总计不小于 N。
    不报告：写明另计、不计入的；说的不是政府信息公开申请；新收小于 N 或没有读出。
    依据：《政府信息公开条例》第十条、第二十七条；是否计入须核对台账。
    例：“收到申请 7 件，其中自行办理 4 件、协助答复 3 件”，表三新收填 7。
    """
    received = facts.value(_CELL)
    prose = own_prose(facts)
    for match in any_pattern(FILE, "assisted", "pattern").finditer(prose):
        span, assisted = Span(*match.span()), Decimal(match[match.lastindex or 0])
        sentence = surroundings(prose, span).of(prose)
        apart = any_pattern(FILE, "assisted", "apart_pattern").search(sentence)
        about = any(word in sentence for word in words(FILE, "assisted", "request"))
        if received is None or apart or not about or not 0 < assisted <= received:
            continue
        yield Fault(
            message=f"正文写“{match[0]}”，疑已计入表三新收总计 {number(received)} 件；协助其他机关办理的申请不是向本机关提出的。",
            anchors=(span, CellAnchor(_CELL)),
            advice="核对台账；协助件从新收和办理结果中剔除，正文另作说明。",
            actual=assisted,
        )
